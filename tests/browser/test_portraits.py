"""The portrait in a person's card: under a pointer, a finger and the keyboard, kept when the card is pinned."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.browser.conftest import Watched
from tests.browser.test_quality import COLOURS, EVERYTHING, TOO_WIDE, findings
from tests.publish.test_facsimile import picture
from tests.publish.test_portraits import FIGURE, site_with

expect = pytest.importorskip("playwright.sync_api", reason="playwright is not installed").expect
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("people")
    site_with(folder, FIGURE, **{"tei/images/people/ada.png": picture(400, 500)})
    return folder / "output/site"


@pytest.fixture
def read(visit: Callable[..., Watched], people: Path) -> Callable[..., Any]:
    def start(path: str, width: int, **options: Any) -> Any:
        watched = visit(width, **options)
        watched.site = people
        return watched.open(path)

    return start


@pytest.mark.parametrize("way", ["hover", "focus", "tap"])
@pytest.mark.parametrize("width", [360, 1280])
def test_a_card_shows_the_portrait_with_its_credit(read: Callable[..., Any], width: int, way: str) -> None:
    page = read("articles/a.html", width, has_touch=way == "tap")
    name = page.locator(".text a[data-kind=person]")
    if way == "focus":
        page.keyboard.press("Tab")
    getattr(name, way)()
    image = page.locator(".card .portrait img")
    expect(image).to_be_visible()
    page.wait_for_function("document.querySelector('.card .portrait img').naturalWidth > 0")
    expect(page.locator(".card .portrait figcaption")).to_have_text("O. Aygen, 1919 CC BY 4.0")
    # the picture stays within the card, and covers neither the name nor the pin
    card, at, pin = (page.locator(e).bounding_box() for e in (".card", ".card .portrait", ".card .pin"))
    assert card["x"] <= at["x"]
    assert at["x"] + at["width"] <= card["x"] + card["width"]
    assert at["y"] + at["height"] <= card["y"] + card["height"]
    assert pin["y"] + pin["height"] <= at["y"] + 1
    page.locator(".card .pin").click()
    expect(page.locator(".pins .portrait img")).to_be_visible()


@pytest.mark.parametrize("path", ["persons/ada.html", "articles/a.html"])
def test_everybody_can_read_a_page_with_a_portrait(read: Callable[..., Any], path: str) -> None:
    page = read(path, 360, color_scheme="light", reduced_motion="reduce")
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(TOO_WIDE) <= 0
        for scheme, options in (("light", EVERYTHING), ("dark", COLOURS)):
            page.emulate_media(color_scheme=scheme)
            assert findings(page, options) == [], (width, scheme)


def test_a_card_says_once_of_the_only_mention(read: Callable[..., Any]) -> None:
    page = read("articles/a.html", 1280)
    page.locator(".text a[data-kind=person]").hover()
    expect(page.locator(".card .count a")).to_have_text("once in the edition")
