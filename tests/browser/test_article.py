"""Reading an article: cards, notes, what is highlighted, languages, the keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.browser.conftest import ARTICLE, Watched

pytestmark = pytest.mark.browser
PERSON = ".text .original a[data-kind=person]"


def test_a_card_opens_on_hover_and_closes_again(visit: Callable[..., Watched]) -> None:
    page = visit().open(ARTICLE)
    link = page.locator(PERSON).first
    link.hover()
    card = page.locator(".card")
    card.wait_for()
    assert card.locator(".name").inner_text()
    # the count of mentions comes from the whole edition and leads to all of them
    card.locator(".count a").wait_for()
    assert card.locator(".count a").get_attribute("href").endswith("#mentions")
    page.mouse.move(2, 2)
    card.wait_for(state="detached")


def test_a_card_opens_on_focus_and_escape_leads_back(visit: Callable[..., Watched]) -> None:
    page = visit().open(ARTICLE)
    page.locator(".tools input").last.focus()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.text a[data-kind]')"):
            break
    page.locator(".card").wait_for()
    focused = page.evaluate("document.activeElement.outerHTML")
    page.keyboard.press("Escape")
    assert page.locator(".card").count() == 0
    assert page.evaluate("document.activeElement.textContent") in focused


def test_the_first_tap_opens_a_card_and_the_second_follows_the_link(visit: Callable[..., Watched]) -> None:
    page = visit(360, has_touch=True, is_mobile=True).open(ARTICLE)
    link = page.locator(PERSON).first
    link.tap()
    page.locator(".card").wait_for()
    assert page.url.endswith(ARTICLE)
    link.tap()
    page.wait_for_url("**/persons/*.html")


def test_notes_stand_in_the_margin_of_a_wide_page(visit: Callable[..., Watched]) -> None:
    page = visit(1280).open(ARTICLE)
    note, paragraph = page.locator(".original .note").first, page.locator(".original:has(.note) > p").first
    assert note.is_visible()
    assert note.bounding_box()["x"] >= paragraph.bounding_box()["x"] + paragraph.bounding_box()["width"]


def test_notes_open_in_place_on_a_narrow_page_with_a_way_back(visit: Callable[..., Watched]) -> None:
    page = visit(360).open(ARTICLE)
    call, note = page.locator(".original a.call").first, page.locator(".original .note").first
    assert not note.is_visible()
    call.click()
    assert note.is_visible()
    assert call.get_attribute("aria-expanded") == "true"
    note.locator(".back").click()
    assert not note.is_visible()
    assert page.evaluate("document.activeElement.classList.contains('call')")


def test_notes_can_be_read_without_script(visit: Callable[..., Watched]) -> None:
    page = visit(360, java_script_enabled=False).open(ARTICLE)
    page.locator(".original a.call").first.click()
    assert page.locator(".original .note").first.is_visible()


def test_each_kind_is_highlighted_by_itself_and_stays_so(visit: Callable[..., Watched]) -> None:
    watched = visit()
    page = watched.open(ARTICLE)

    def colour(kind: str) -> str:
        return str(
            page.locator(f".text .original a[data-kind={kind}]").first.evaluate("e => getComputedStyle(e).color")
        )

    plain = colour("person")
    assert colour("place") == plain
    page.locator("#show-place").check()
    assert colour("place") != plain
    assert colour("person") == plain
    watched.open("articles/azerbaycan-ve-bolsevizm.html")
    assert page.locator("#show-place").is_checked()


def test_languages_stand_alone_or_side_by_side(visit: Callable[..., Watched]) -> None:
    page = visit().open(ARTICLE)
    turkish, english = page.locator(".pair > .original").nth(1), page.locator(".pair > .translation").nth(1)
    assert (turkish.is_visible(), english.is_visible()) == (True, False)
    page.locator("#view-translation").check()
    assert (turkish.is_visible(), english.is_visible()) == (False, True)
    page.locator("#view-both").check()
    left, right = turkish.bounding_box(), english.bounding_box()
    assert left["y"] == right["y"]
    assert left["x"] + left["width"] < right["x"]


def test_a_link_into_the_hidden_language_shows_it(visit: Callable[..., Watched]) -> None:
    watched = visit()
    page = watched.open(ARTICLE)
    anchor = page.locator(".pair > .translation [id]").first.get_attribute("id")
    watched.open("about.html")
    watched.open(f"{ARTICLE}#{anchor}")
    assert page.locator(f"[id='{anchor}']").is_visible()


def test_the_keyboard_alone_leads_from_the_top_to_the_text(visit: Callable[..., Watched]) -> None:
    page = visit().open(ARTICLE)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"


def test_the_theme_is_chosen_by_the_reader_and_kept(visit: Callable[..., Watched]) -> None:
    watched = visit(color_scheme="light")
    page = watched.open(ARTICLE)
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(paper)
    button = page.locator("button.theme")
    button.click()
    assert page.evaluate(paper) == light
    button.click()
    dark = page.evaluate(paper)
    assert dark != light
    watched.open("index.html")
    assert page.evaluate(paper) == dark
