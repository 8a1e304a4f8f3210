"""What must hold on a page of every kind: axe finds nothing, nothing is too wide, nothing goes wrong."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.browser.conftest import ARTICLE, PAGES, Watched

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-core is not installed")
pytestmark = pytest.mark.browser

EVERYTHING = {"resultTypes": ["violations"], "preload": False}
COLOURS = {**EVERYTHING, "runOnly": ["color-contrast", "link-in-text-block"]}
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def findings(page: object, options: dict[str, object]) -> list[tuple[str, str]]:
    found = axe.Axe().run(page, options=options).response["violations"]
    return [(each["id"], each["nodes"][0]["html"]) for each in found]


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_everybody_can_read_a_page_of_each_kind(visit: Callable[..., Watched], path: str) -> None:
    watched = visit(360, color_scheme="light", reduced_motion="reduce")
    page = watched.open(path)
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(TOO_WIDE) <= 0
        # only colours differ between the themes
        for scheme, options in (("light", EVERYTHING), ("dark", COLOURS)):
            page.emulate_media(color_scheme=scheme)
            assert findings(page, options) == [], (width, scheme)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_kinds_highlighted_and_both_languages_are_readable_too(visit: Callable[..., Watched], scheme: str) -> None:
    page = visit(1280, color_scheme=scheme).open(ARTICLE)
    page.locator("#view-both").check()
    page.locator(".menu summary").first.click()
    for box in page.locator("input[id^=show-]").all():
        box.check()
    page.keyboard.press("Escape")
    page.locator(".text .original a[data-kind=person]").first.hover()
    page.locator(".card .count a").last.wait_for()
    assert findings(page, EVERYTHING) == []
