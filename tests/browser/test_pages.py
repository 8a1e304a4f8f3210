"""Indexes, map, network and search at work."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from tests.browser.conftest import Watched

expect = pytest.importorskip("playwright.sync_api", reason="playwright is not installed").expect
pytestmark = pytest.mark.browser


def test_an_index_is_filtered_as_one_types(visit: Callable[..., Watched]) -> None:
    page = visit().open("persons/index.html")
    entries = page.locator("#index li:visible")
    before = entries.count()
    # letters without their marks find names that have them
    page.locator("#filter").fill("kazim karabekir")
    expect(page.locator(".index-tools output")).to_contain_text("1")
    expect(entries.first).to_contain_text("Kâzım Karabekir")
    expect(entries).not_to_have_count(before)
    page.locator("#filter").fill("")
    expect(entries).to_have_count(before)


def test_an_entry_is_found_by_another_name_and_shows_it(visit: Callable[..., Watched]) -> None:
    page = visit().open("persons/index.html")
    other = page.locator("#index .variants > span[lang=ru]").first.text_content()
    page.locator("#filter").fill(other)
    expect(page.locator("#index .variants[open]", has_text=other).first).to_be_visible()
    page.locator("#filter").fill("")
    expect(page.locator("#index .variants[open]")).to_have_count(0)


def test_an_index_is_sorted_by_mentions_and_back(visit: Callable[..., Watched]) -> None:
    page = visit().open("places/index.html")
    entries = page.locator("#index li:visible")
    by_name = entries.all_inner_texts()
    page.locator("input[name=sort][value=count]").check()
    expect(page.locator("#index > ul")).to_be_visible()
    counts = [int(n) for n in page.locator("#index li:visible").evaluate_all("all => all.map(e => e.dataset.count)")]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[-1]
    page.locator("input[name=sort][value=name]").check()
    expect(page.locator("#index > ul")).to_be_hidden()
    assert entries.all_inner_texts() == by_name


def box(page: object) -> list[float]:
    return [float(n) for n in page.locator(".zoomable svg").get_attribute("viewBox").split()]  # type: ignore[attr-defined]


def until(page: object, change: str, *before: float) -> list[float]:
    """The view once it has changed as told: `box` and `before` are numbers in the order of a view box."""
    read = "document.querySelector('.zoomable svg').getAttribute('viewBox').split(' ').map(Number)"
    page.wait_for_function(f"before => {{ const box = {read}; return {change}; }}", arg=before)  # type: ignore[attr-defined]
    return box(page)


def test_the_map_zooms_and_moves_by_mouse_and_keyboard(visit: Callable[..., Watched]) -> None:
    page = visit().open("places/index.html")
    first = box(page)
    page.locator(".zoom button").first.click()
    near = until(page, "box[2] < before[2]", *first)
    frame = page.locator(".map svg").bounding_box()
    page.mouse.move(frame["x"] + 300, frame["y"] + 40)
    page.mouse.down()
    page.mouse.move(frame["x"] + 200, frame["y"] + 40, steps=4)
    page.mouse.up()
    moved = until(page, "box[0] > before[0]", *near)
    page.locator(".map a[data-place]").first.focus()
    page.keyboard.press("ArrowLeft")
    until(page, "box[0] < before[0]", *moved)
    page.keyboard.press("+")
    until(page, "box[2] < before[2]", *moved)
    # the whole reaches further than the first view
    page.locator(".zoom button").last.click()
    until(page, "box[2] > before[2] && box[3] > before[3]", *first)


def test_a_place_in_the_list_is_shown_on_the_map(visit: Callable[..., Watched]) -> None:
    page = visit().open("places/index.html")
    listed = page.locator(".map-list a").nth(2)
    listed.focus()
    slug = listed.get_attribute("data-place")
    expect(page.locator(f".map a[data-place='{slug}']")).to_have_class("on")


@pytest.mark.parametrize("path", ["places/index.html", "network/index.html"])
def test_no_name_in_a_drawing_lies_on_another(visit: Callable[..., Watched], path: str) -> None:
    page = visit().open(path)
    expect(page.locator(".zoomable svg text:not(.crowded)").nth(5)).to_be_attached()
    # by and by, for a typeface that comes late moves them
    page.wait_for_function("""() => {
      const boxes = [...document.querySelectorAll(".zoomable svg text:not(.crowded)")].map((name) => name.getBBox());
      const apart = (a, b) => a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
      return document.fonts.status === "loaded" && boxes.every((a, i) => boxes.every((b, j) => i >= j || apart(a, b)));
    }""")


def test_more_names_show_when_one_looks_closer(visit: Callable[..., Watched]) -> None:
    page = visit().open("network/index.html")
    page.wait_for_function("document.fonts.status === 'loaded'")
    waiting = page.locator(".zoomable text.crowded").all_text_contents()
    assert waiting
    for _ in range(3):
        page.locator(".zoom button").first.click()
    page.wait_for_function(
        "waiting => [...document.querySelectorAll('.zoomable text:not(.crowded)')].some(name => waiting.includes(name.textContent))",
        arg=waiting,
    )


def test_the_network_shows_who_stands_with_whom(visit: Callable[..., Watched]) -> None:
    page = visit().open("network/index.html")
    node = page.locator(".network a[data-node]").first
    node.focus()
    slug = node.get_attribute("data-node")
    expect(page.locator(".network.active")).to_be_visible()
    lit = page.locator(".network line.on").evaluate_all("all => all.map(e => [e.dataset.a, e.dataset.b])")
    assert lit
    assert all(slug in pair for pair in lit)
    assert page.locator("table tbody tr").count() > 10


@pytest.mark.parametrize(
    ("path", "words", "inflected"), [("search/", "antlaşmalar", "antlaşma"), ("en/search/", "treaties", "treat")]
)
def test_a_search_finds_the_paragraph_by_its_stem(
    visit: Callable[..., Watched], address: str, path: str, words: str, inflected: str
) -> None:
    page = visit().page
    page.goto(f"{address}/{path}index.html")
    page.locator("#query").fill(words)
    hit = page.locator(".hits a[href*='articles/'][href*='#']:has(mark)").first
    hit.wait_for()
    assert inflected in hit.locator("mark").first.inner_text().lower()
    target = hit.get_attribute("href").split("#")[1]
    hit.click()
    page.wait_for_url("**/articles/**")
    expect(page.locator(f"[id='{target}']")).to_contain_text(inflected, ignore_case=True)


@pytest.mark.parametrize("served", [True, False], ids=["from a server", "from the file system"])
def test_a_search_is_narrowed_by_article_and_years(visit: Callable[..., Watched], address: str, served: bool) -> None:
    watched = visit()
    page = watched.page
    page.goto((address if served else watched.site.as_uri()) + "/search/index.html?q=Moskova")
    page.locator(".hits > li").first.wait_for()
    expect(page.locator(".named a").first).to_contain_text("Moskova")
    status = page.locator("#search .status")

    def count() -> int:
        return int(re.findall(r"\d+", status.inner_text())[0])

    def narrowed(before: int) -> int:
        page.wait_for_function(
            "before => parseInt(document.querySelector('#search .status').textContent) < before", arg=before
        )
        return count()

    everything = count()
    page.locator("#in-article").select_option("Türk-Rus ilişkileri ve Moskova Antlaşması (özet)")
    in_article = narrowed(everything)
    page.locator("#from-year").fill("1921")
    page.locator("#to-year").fill("1921")
    assert 0 < narrowed(in_article) < in_article
    assert "from=1921" in page.url


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("Karabekr", "Kâzım Karabekir"),
        ("Mustafa Kemal Atatürk", "Mustafa Kemal"),
        ("Ленин", "Vladimir Lenin"),
        ("lenin", "Vladimir Lenin"),
        ("chicherin", "Georgi Çiçerin"),
        ("enver ve bolsevikler", "Enver Paşa ve Bolşevikler"),
    ],
)
def test_the_search_of_the_header_shows_entries_while_one_types(
    visit: Callable[..., Watched], width: int, words: str, first: str
) -> None:
    page = visit(width).open("about.html")
    page.locator(".find input").fill(words)
    page.locator(".found a", has_text=first).first.wait_for()
    # titles stand first, then persons
    links = page.locator(".found a").all_inner_texts()
    assert [first in link for link in links].index(True) < 2


def test_the_search_of_the_header_obeys_the_keyboard(visit: Callable[..., Watched]) -> None:
    page = visit().open("en/chronology/index.html")
    field = page.locator(".find input")
    field.fill("lenin")
    # the texts come a moment after the entries
    page.locator(".found a[href*='articles/'] mark").first.wait_for()
    assert "persons/lenin" in page.locator(".found a").first.get_attribute("href")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".found a[aria-selected=true]")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(".found")).to_be_hidden()
    field.fill("lenin")
    page.locator(".found a").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/persons/lenin.html")


def test_the_search_of_the_header_leads_to_everything(visit: Callable[..., Watched]) -> None:
    page = visit().open("persons/lenin.html")
    page.locator(".find input").fill("Bakü")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/index.html?q=*")
    expect(page.locator(".named a").first).to_contain_text("Bakü")


def test_without_script_the_search_says_what_to_use_instead(visit: Callable[..., Watched]) -> None:
    page = visit(java_script_enabled=False).open("search/index.html")
    expect(page.locator("#instead")).to_contain_text("JavaScript")
    assert page.locator("#instead a").count() >= 5


def test_the_first_page_begins_with_what_is_open(visit: Callable[..., Watched]) -> None:
    page = visit().open("en/index.html")
    question = page.locator(".questions h3 a").first
    expect(question).to_contain_text("what happened")
    expect(page.locator(".article-cards .first-sentence")).to_have_count(page.locator(".article-cards > li").count())
    question.click()
    page.wait_for_url("**/en/events/*.html")
    expect(page.locator("[data-type=discrepancy]").first).to_be_visible()


def test_the_wheel_is_the_pages_and_zooms_with_ctrl_only(visit: Callable[..., Watched]) -> None:
    page = visit().open("places/index.html")
    page.locator(".map svg").scroll_into_view_if_needed()
    first = box(page)
    frame = page.locator(".map svg").bounding_box()
    page.mouse.move(frame["x"] + 200, frame["y"] + 100)
    top = page.evaluate("scrollY")
    page.mouse.wheel(0, 200)
    page.wait_for_function("top => scrollY > top", arg=top)
    assert box(page) == first
    page.evaluate(
        "document.querySelector('.map svg').dispatchEvent(new WheelEvent('wheel', { deltaY: -100, ctrlKey: true, cancelable: true }))"
    )
    until(page, "box[2] < before[2]", *first)


def test_two_fingers_zoom_the_map(visit: Callable[..., Watched]) -> None:
    page = visit(360, has_touch=True, is_mobile=True).open("places/index.html")
    page.locator(".map svg").scroll_into_view_if_needed()
    first = box(page)
    page.evaluate("""() => {
      const svg = document.querySelector(".map svg"), at = svg.getBoundingClientRect();
      const touch = (type, pointerId, x) => svg.dispatchEvent(new PointerEvent(type,
        { pointerId, pointerType: "touch", clientX: at.left + x, clientY: at.top + 80, bubbles: true }));
      touch("pointerdown", 1, 140); touch("pointerdown", 2, 160);
      touch("pointermove", 1, 120); touch("pointermove", 2, 180); touch("pointermove", 1, 90); touch("pointermove", 2, 210);
      touch("pointerup", 1, 90); touch("pointerup", 2, 210);
    }""")
    until(page, "box[2] < before[2]", *first)


@pytest.mark.parametrize("width", [360, 1280])
def test_a_span_of_years_is_followed_by_map_list_and_chronology(visit: Callable[..., Watched], width: int) -> None:
    page = visit(width).open("places/index.html")
    listed = page.locator(".map-list li:visible")
    before = listed.count()
    strip = page.locator(".years svg")
    strip.scroll_into_view_if_needed()
    bar = page.locator(".years .bar").last.bounding_box()
    page.mouse.click(bar["x"] + bar["width"] / 2, bar["y"] + bar["height"] / 2)
    page.wait_for_function(
        "before => document.querySelectorAll('.map-list li:not([hidden])').length < before", arg=before
    )
    shown = listed.count()
    assert shown > 0
    assert page.locator(".map a[data-place]:not(.out)").count() == shown
    year = page.locator(".brush output").inner_text()
    page.locator(".brush a").click()
    page.wait_for_url("**/chronology/index.html#years=*")
    expect(page.locator(".chronology h2:visible")).to_have_text([year])
    page.locator(".brush button[type=reset]").click()
    expect(page.locator(".chronology h2:visible").nth(3)).to_be_visible()


def test_the_sliders_of_the_years_serve_the_keyboard(visit: Callable[..., Watched]) -> None:
    page = visit().open("places/index.html")
    everything = page.locator(".brush output").inner_text()
    page.locator(".brush input").first.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".brush output")).not_to_have_text(everything)


def test_the_chronology_is_narrowed_to_an_article(visit: Callable[..., Watched]) -> None:
    page = visit().open("chronology/index.html")
    sentences = page.locator(".chronology dd:visible")
    before = sentences.count()
    page.locator(".brush select").select_option("memduh-sevket-stalin-mulakati")
    page.wait_for_function("before => [...document.querySelectorAll('.chronology dd')].filter(e => e.getClientRects().length).length < before", arg=before)  # fmt: skip
    others = page.locator(".chronology dd:visible").filter(
        has_not=page.locator("a[href*='memduh-sevket-stalin-mulakati']")
    )
    expect(others).to_have_count(0)
    # no date stands without a sentence
    assert page.locator(".chronology dt:visible").count() <= sentences.count()


def test_the_network_is_drawn_around_a_name(visit: Callable[..., Watched]) -> None:
    page = visit().open("network/index.html")
    nodes = page.locator(".network a[data-node]:not(.out)")
    before = nodes.count()
    page.locator("#ego").select_option("lenin")
    page.wait_for_function("before => document.querySelectorAll('.network a[data-node]:not(.out)').length < before", arg=before)  # fmt: skip
    around = nodes.count()
    assert around > 2
    shown = page.locator(".network line:not(.out)").evaluate_all("all => all.map(e => [e.dataset.a, e.dataset.b])")
    assert all("lenin" in pair for pair in shown)
    page.locator(".network-tools input[value=org]").uncheck()
    page.wait_for_function("before => document.querySelectorAll('.network a[data-node]:not(.out)').length < before", arg=around)  # fmt: skip
    page.locator(".network-tools input[value=org]").check()
    page.locator("#network-article").select_option(index=1)
    page.wait_for_function("before => document.querySelectorAll('.network a[data-node]:not(.out)').length < before", arg=around)  # fmt: skip


def test_a_phone_begins_with_the_network_around_one_name(visit: Callable[..., Watched]) -> None:
    page = visit(360, has_touch=True, is_mobile=True).open("network/index.html")
    expect(page.locator("#ego")).not_to_have_value("")
    assert page.locator(".network a[data-node]:not(.out)").count() < page.locator(".network a[data-node]").count()


def test_a_place_shows_its_neighbours_on_the_shared_coast(visit: Callable[..., Watched]) -> None:
    watched = visit()
    page = watched.open("places/batum.html")
    assert page.locator(".map .near").count() > 2
    assert any(url.endswith("data/coast.svg") for url in watched.requests)
    page.locator(".map .near").first.click()
    page.wait_for_url("**/places/*.html")
