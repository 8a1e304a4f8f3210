"""What a window takes back: its own changes at once, those of another only once they were told."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.deciding.conftest import ARTICLE, M
from tests.desk.conftest import Desk, Window

pytestmark = pytest.mark.browser
expect = pytest.importorskip("playwright.sync_api").expect
Visit = Callable[..., Window]
VAKUR = f'<persName cert="unknown" {M}>Vakur Bey</persName>'
SPRING = f'<orgName cert="unknown" {M}>Spring</orgName>'


def reject(window: Window, words: str) -> None:
    window.choose(words)
    window.press("x")
    window.done("no mention")


def test_undo_in_one_window_tells_of_the_others_change_first(desk: Desk, visit: Visit) -> None:
    first, second = visit(desk), visit(desk)
    reject(first, "Vakur Bey")
    reject(second, "Spring")
    both = desk.text()
    first.press("z")
    expect(first.page.locator("#notice")).to_contain_text("“Spring”: rejected")
    assert desk.text() == both
    first.press("z")
    first.done("Taken back")
    assert SPRING in desk.text() and VAKUR not in desk.text()
    first.press("z")  # the next one is its own
    expect(first.page.locator("#reading")).to_contain_text("Vakur Bey")
    first.page.locator("#reading [data-mention]", has_text="Vakur Bey").wait_for()
    assert desk.text() == ARTICLE
    assert [u for u in first.requests if u.endswith("/api/undo")] == [f"{desk.base}/api/undo"] * 3


def test_what_the_other_took_back_is_not_made_again_unseen(desk: Desk, visit: Visit) -> None:
    first, second = visit(desk), visit(desk)
    reject(first, "Vakur Bey")
    second.press("z", "z")  # told, then meant
    second.done("Taken back")
    assert desk.text() == ARTICLE
    first.press("Z")
    expect(first.page.locator("#notice")).to_contain_text("“Vakur Bey”: taken back")
    assert desk.text() == ARTICLE
    first.press("Z")
    first.done("Made again")
    assert VAKUR not in desk.text()
