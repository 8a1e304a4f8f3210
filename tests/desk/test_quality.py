"""Every view: nothing for axe, no page wider than the screen, in light and dark."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.desk.conftest import Desk, Window

pytestmark = pytest.mark.browser
axe = pytest.importorskip("axe_playwright_python.sync_playwright")
VIEWS = (
    "/",
    "/review?article=letter",
    "/registers",
    "/registers?view=doubles",
    "/registers?view=proposals",
    "/registers?key=halil-kut",
    "/registers?key=kars",
    "/registers?view=merge&first=halil-kut&second=halil-ince",
    "/structure",
    "/source",
    "/findings",
    "/changes",
)
Visit = Callable[..., Window]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(desk: Desk, visit: Visit, scheme: str) -> None:
    window = visit(desk, "/", color_scheme=scheme)
    for view in VIEWS:
        window.page.goto(desk.base + view)
        window.page.wait_for_load_state("networkidle")
        found = axe.Axe().run(window.page).response["violations"]
        assert [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in found] == [], (view, scheme)


@pytest.mark.parametrize("key", ["l", "n", "t", "d", "s", "/", "?"])
def test_axe_finds_nothing_in_dialogs(desk: Desk, visit: Visit, key: str) -> None:
    window = visit(desk)
    window.press(key)
    window.page.wait_for_selector("dialog[open]")
    window.page.wait_for_load_state("networkidle")
    found = axe.Axe().run(window.page).response["violations"]
    assert [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in found] == []


@pytest.mark.parametrize("width", [360, 768, 1920])
def test_no_view_is_wider_than_the_screen(desk: Desk, visit: Visit, width: int) -> None:
    window = visit(desk, "/", viewport={"width": width, "height": 800})
    for view in VIEWS:
        window.page.goto(desk.base + view)
        window.page.wait_for_load_state("networkidle")
        assert window.page.evaluate("document.documentElement.scrollWidth") <= width, view
