"""Reading an article: cards, notes, what is highlighted, languages, the keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.browser.conftest import ARTICLE, Watched

expect = pytest.importorskip("playwright.sync_api", reason="playwright is not installed").expect

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
    page.locator(".card").wait_for(state="detached")
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
    expect(page.locator(".original .note").first).to_be_visible()
    # in one go, for the page may still be settling
    paragraph, note = page.evaluate(
        "[...['.original:has(.note) > p', '.original .note']].map(s => document.querySelector(s).getBoundingClientRect().toJSON())"
    )
    assert note["left"] >= paragraph["right"]


def test_notes_open_in_place_on_a_narrow_page_with_a_way_back(visit: Callable[..., Watched]) -> None:
    page = visit(360).open(ARTICLE)
    call, note = page.locator(".original a.call").first, page.locator(".original .note").first
    expect(note).to_be_hidden()
    call.click()
    expect(note).to_be_visible()
    expect(call).to_have_attribute("aria-expanded", "true")
    note.locator(".back").click()
    expect(note).to_be_hidden()
    expect(call).to_be_focused()


def test_notes_can_be_read_without_script(visit: Callable[..., Watched]) -> None:
    page = visit(360, java_script_enabled=False).open(ARTICLE)
    page.locator(".original a.call").first.click()
    expect(page.locator(".original .note").first).to_be_visible()


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
    expect(page.locator("#show-place")).to_be_checked()


def test_languages_stand_alone_or_side_by_side(visit: Callable[..., Watched]) -> None:
    page = visit().open(ARTICLE)
    turkish, english = page.locator(".pair > .original").nth(1), page.locator(".pair > .translation").nth(1)
    expect(turkish).to_be_visible()
    expect(english).to_be_hidden()
    page.locator("#view-translation").check()
    expect(turkish).to_be_hidden()
    expect(english).to_be_visible()
    page.locator("#view-both").check()
    expect(turkish).to_be_visible()
    left, right = page.evaluate(
        "[...document.querySelectorAll('.pair')[1].children].map(side => side.getBoundingClientRect().toJSON())"
    )
    assert left["top"] == right["top"]
    assert left["right"] < right["left"]


def test_a_link_into_the_hidden_language_shows_it(visit: Callable[..., Watched]) -> None:
    watched = visit()
    page = watched.open(ARTICLE)
    anchor = page.locator(".pair > .translation [id]").first.get_attribute("id")
    watched.open("about.html")
    watched.open(f"{ARTICLE}#{anchor}")
    expect(page.locator(f"[id='{anchor}']")).to_be_visible()


def test_the_keyboard_alone_leads_from_the_top_to_the_text(visit: Callable[..., Watched]) -> None:
    page = visit().open(ARTICLE)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("Tab")
    page.wait_for_function("document.activeElement.matches('main *')")
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
    # from the first moment on: the other scripts, which wait for the page, are not even needed for it
    page.route("**/site.js", lambda route: route.abort())
    page.goto(watched.site.as_uri() + "/index.html")
    assert page.evaluate(paper) == dark
    watched.errors.clear()


def test_dark_pages_are_printed_dark_on_white(visit: Callable[..., Watched]) -> None:
    watched = visit(color_scheme="dark")
    page = watched.open(ARTICLE)
    page.emulate_media(media="print")
    for theme in ("auto", "dark"):
        page.evaluate("theme => { document.documentElement.dataset.theme = theme; }", theme)
        assert page.locator(".text p").first.evaluate("e => getComputedStyle(e).color") == "rgb(0, 0, 0)"
