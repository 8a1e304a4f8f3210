"""Reading an article: cards, notes, what is highlighted, languages, the keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pypdfium2
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
    page.locator(".tools .ways-out a").last.focus()
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
            page.locator(f".text .original p a[data-kind={kind}]").first.evaluate("e => getComputedStyle(e).color")
        )

    plain = colour("person")
    assert colour("place") == plain
    page.locator(".menu summary").first.click()
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


def test_paper_has_text_notes_works_and_how_to_cite_on_three_pages(visit: Callable[..., Watched]) -> None:
    page = visit().open(ARTICLE)
    page.emulate_media(media="print")
    for hidden in (".provenance", ".apparatus [data-kind=person]", ".text .retold", "header.site", ".cite details"):
        assert page.locator(hidden).count()
        assert page.locator(hidden).evaluate_all("all => all.every((e) => !e.checkVisibility())"), hidden
    for shown in (".apparatus .entry-of-work", ".text .note", ".cite .csl"):
        expect(page.locator(shown).first).to_be_visible()


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_each_of_our_articles_is_printed_on_three_pages(visit: Callable[..., Watched], prefix: str) -> None:
    watched = visit()
    for file in sorted((watched.site / prefix / "articles").glob("*.html")):
        if not file.name.endswith(".tei.html"):
            page = watched.open(f"{prefix}articles/{file.name}")
            page.wait_for_function("document.fonts.status === 'loaded'")
            assert len(pypdfium2.PdfDocument(page.pdf(format="A4"))) <= 3, file.name


@pytest.mark.parametrize("width", [360, 1280])
def test_on_paper_the_notes_stand_at_the_end_and_on_the_screen_in_their_places(
    visit: Callable[..., Watched], width: int
) -> None:
    page = visit(width).open("en/" + ARTICLE)
    page.wait_for_function("document.fonts.status === 'loaded'")
    before = page.locator(".article").inner_html()
    called = page.locator(".text .call:visible").count()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    # those of the language that is read, in their order, and each behind its call's number
    numbers = page.locator(".endnotes .note > .back").all_inner_texts()
    assert len(numbers) == called > 1
    assert numbers == page.locator(".text .call:visible").all_inner_texts()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".article").inner_html() == before


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_an_article_begins_with_its_text(visit: Callable[..., Watched], prefix: str) -> None:
    """What is below the first 800 points is not seen at first."""
    page = visit(1280).open(prefix + ARTICLE)
    page.wait_for_function("document.fonts.status === 'loaded'")
    first = page.locator(".text [data-tei=body] p[data-tei=p]:visible").first.bounding_box()
    assert first["y"] + 30 < 800
    # one abstract, in the reader's language; the other is folded
    lead = page.locator(".text [data-type=abstract]:visible")
    expect(lead).to_have_count(1)
    assert lead.get_attribute("lang") == (prefix.strip("/") or "tr")
    page.locator(".text .folded > summary").click()
    expect(lead).to_have_count(2)


@pytest.mark.parametrize("width", [360, 1280])
def test_the_bar_stays_and_tells_the_section(visit: Callable[..., Watched], width: int) -> None:
    page = visit(width).open(ARTICLE)
    last = page.locator(".text section section section h4:visible, .text section section h3:visible").last
    last.evaluate("e => scrollTo({top: e.getBoundingClientRect().top + scrollY - 90, behavior: 'instant'})")
    bar = page.locator(".tools .view")
    page.wait_for_function("document.querySelector('.tools .view').getBoundingClientRect().top < 90")
    assert bar.bounding_box()["y"] >= 0
    expect(page.locator(".toc a[aria-current]")).to_have_count(1)
    if width < 1000:
        heading = last.inner_text().split("[")[0].strip()
        expect(page.locator(".toc .here")).to_contain_text(heading[:12])
        assert page.locator("div.bar").bounding_box()["height"] < 80


def test_the_place_is_kept_when_the_language_or_the_size_of_type_changes(visit: Callable[..., Watched]) -> None:
    watched = visit()
    page = watched.open(ARTICLE)
    block = page.locator(".pair > .original p[id]").nth(6)
    ident = block.get_attribute("id")
    block.evaluate("e => scrollTo({top: e.getBoundingClientRect().top + scrollY - 70, behavior: 'instant'})")
    top = block.bounding_box()["y"]
    page.locator(".view label").nth(1).click()
    twin = page.locator(f".pair:has([id='{ident}']) > .translation p").first
    assert abs(twin.bounding_box()["y"] - top) < 4
    page.locator(".size button").last.click()
    page.locator(".size button").last.click()
    assert abs(twin.bounding_box()["y"] - top) < 40
    size = page.locator(".text").evaluate("e => getComputedStyle(e).fontSize")
    assert size > "20px"
    # the interface in the other language opens at the same paragraph
    page.locator("a.language").click()
    page.wait_for_url(f"**/en/{ARTICLE}#*")
    assert page.locator(":target").is_visible()
    assert page.locator(".text").evaluate("e => getComputedStyle(e).fontSize") == size


def test_the_first_mention_in_a_section_is_a_link_and_all_are_with_a_switch(visit: Callable[..., Watched]) -> None:
    watched = visit()
    page = watched.open(ARTICLE)
    links, again = page.locator(".text a[data-kind]"), page.locator(".text span[data-to]")
    first, others = links.count(), again.count()
    assert first > 20
    assert others > 5
    again.first.scroll_into_view_if_needed()
    page.locator(".menu summary").first.click()
    page.locator("#every-mention").check()
    expect(links).to_have_count(first + others)
    expect(again).to_have_count(0)
    watched.open(ARTICLE)
    expect(links).to_have_count(first + others)
    page.locator(".menu summary").first.click()
    page.locator("#every-mention").uncheck()
    expect(links).to_have_count(first)
    expect(again).to_have_count(others)


def test_a_mention_that_is_no_link_has_a_card_too(visit: Callable[..., Watched]) -> None:
    page = visit().open(ARTICLE)
    page.locator(".text .original p span[data-to][data-kind=person]:visible").first.hover()
    assert page.locator(".card .name").inner_text()


def test_the_keyboard_leads_into_a_card_and_on_in_the_text(visit: Callable[..., Watched]) -> None:
    page = visit().open(ARTICLE)
    page.locator(".tools .ways-out a").last.focus()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.text a[data-kind]')"):
            break
    page.locator(".card").wait_for()
    before = page.evaluate("document.activeElement.id")
    page.keyboard.press("Tab")
    expect(page.locator(".card .name")).to_be_focused()
    stops = page.locator(".card a[href], .card button").count()
    page.locator(".card .count a").last.wait_for()
    for _ in range(stops + 1):
        if page.evaluate("!document.activeElement.closest('.card')"):
            break
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.text a')")
    assert page.evaluate("document.activeElement.id") != before


@pytest.mark.parametrize("width", [360, 1280])
def test_a_card_can_be_pinned_and_put_away(visit: Callable[..., Watched], width: int) -> None:
    touch = {"has_touch": True, "is_mobile": True} if width < 500 else {}
    page = visit(width, **touch).open(ARTICLE)
    link = page.locator(PERSON).first
    (link.tap if touch else link.hover)()
    page.locator(".card .pin").click()
    pinned = page.locator(".pins .card.pinned")
    expect(pinned).to_be_visible()
    page.mouse.move(2, 2)
    page.locator(".text .original h3, .text .original h2").last.scroll_into_view_if_needed()
    expect(pinned).to_be_in_viewport()
    pinned.locator(".pin").click()
    expect(pinned).to_have_count(0)


def test_a_card_of_a_place_has_a_map_and_one_of_a_day_the_same_day_elsewhere(visit: Callable[..., Watched]) -> None:
    page = visit().open("articles/azerbaycanin-bolseviklesmesi.html")
    page.locator(".text .original a[data-kind=place][href$='/baku.html']").first.hover()
    expect(page.locator(".card .small-map circle")).to_be_visible()
    page.locator(".text .original a[data-kind=date][href$='#d1920-04-28']").first.hover()
    other = page.locator(".card .same-day a")
    other.nth(1).wait_for()
    assert "azerbaycanin-bolseviklesmesi" not in other.first.get_attribute("href")
    target = other.first.get_attribute("href").split("#")[1]
    other.first.click()
    page.wait_for_url("**#*")
    expect(page.locator(f"[id='{target}']")).to_be_visible()


def test_a_reference_shows_the_whole_entry(visit: Callable[..., Watched]) -> None:
    page = visit().open("articles/enver-pasa-ve-bolsevikler.html")
    slug = page.locator(".cards li:has(.entry-of-work)").first.get_attribute("id").removeprefix("card-")
    reference = page.locator(f".original .note a[data-type=citation][href$='/{slug}.html']").first
    reference.hover()
    entry = page.locator(".card .entry-of-work")
    expect(entry).to_be_visible()
    assert len(entry.inner_text()) > len(reference.inner_text()) + 10


def test_what_occurs_in_a_text_is_folded_by_kind(visit: Callable[..., Watched]) -> None:
    page = visit().open("articles/azerbaycan-ve-bolsevizm.html")
    names = page.locator(".apparatus .cards .name:visible")
    expect(names).to_have_count(0)
    page.locator(".apparatus summary[data-kind=person]").click()
    shown = names.all_inner_texts()
    assert len(shown) > 10
    # in the order of the Turkish alphabet: İ behind I, Ş behind S
    assert shown == page.evaluate("names => [...names].sort(new Intl.Collator('tr').compare)", shown)
