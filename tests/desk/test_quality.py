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


@pytest.mark.parametrize(("scheme", "width"), [("light", 360), ("dark", 360), ("light", 1920), ("dark", 1920)])
def test_axe_finds_nothing(desk: Desk, visit: Visit, scheme: str, width: int) -> None:
    window = visit(desk, "/", color_scheme=scheme, viewport={"width": width, "height": 900})
    for view in VIEWS:
        window.page.goto(desk.base + view)
        window.page.wait_for_load_state("networkidle")
        found = axe.Axe().run(window.page).response["violations"]
        assert [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in found] == [], (view, scheme, width)


REACHABLE = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
  .filter((one) => one.checkVisibility() && !one.disabled && one.type !== "hidden")
  .map((one, n) => { one.dataset.tab = n; return one.outerHTML.slice(0, 120); })"""


@pytest.mark.parametrize("view", [view for view in VIEWS if view != "/changes"])
def test_the_tab_key_reaches_everything(desk: Desk, visit: Visit, view: str) -> None:
    window = visit(desk, view)
    window.page.wait_for_load_state("networkidle")
    window.page.evaluate("for (const closed of document.querySelectorAll('details')) closed.open = true")
    window.page.wait_for_load_state("networkidle")
    window.page.evaluate("document.activeElement.blur()")
    things = window.page.evaluate(REACHABLE)
    reached = set()
    for _ in range(2 * len(things) + 30):
        window.press("Tab")
        reached.add(window.page.evaluate("document.activeElement.dataset.tab"))
    assert [html for n, html in enumerate(things) if str(n) not in reached] == []


@pytest.mark.parametrize("view", VIEWS)
def test_where_it_only_reads_nothing_that_changes_can_be_pressed(
    start: Callable[..., Desk], visit: Visit, view: str
) -> None:
    window = visit(start("--read-only"), view)
    window.page.wait_for_load_state("networkidle")
    names = (
        "Accept",
        "Reject",
        "Link",
        "New entry",
        "Date",
        "Same",
        "Save",
        "Add",
        "Apply",
        "Take back",
        "Rename",
        "Split",
    )
    for name in names:
        for button in window.page.get_by_role("button", name=name, exact=True).all():
            assert not button.is_enabled(), name
    for button in window.page.locator("[data-merge], [data-remove], [data-make], [data-decide]").all():
        assert not button.is_enabled()


@pytest.mark.parametrize("key", ["l", "n", "t", "d", "/", "?"])
def test_escape_closes_a_dialog_at_once(desk: Desk, visit: Visit, key: str) -> None:
    window = visit(desk)
    window.press(key)
    window.page.wait_for_selector("dialog[open]")
    window.press("Escape")
    window.page.wait_for_selector("dialog[open]", state="detached")


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
