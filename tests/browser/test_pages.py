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
    ("path", "kind", "words", "inflected"),
    [("search/", "Makaleler", "antlaşmalar", "antlaşma"), ("en/search/", "Articles", "treaties", "treat")],
)
def test_a_search_finds_the_paragraph_by_its_stem(
    visit: Callable[..., Watched], address: str, path: str, kind: str, words: str, inflected: str
) -> None:
    page = visit().page
    page.goto(f"{address}/{path}index.html")
    articles = page.locator("option").filter(has_text=re.compile(rf"^{kind} \(\d+\)$"))
    articles.wait_for(state="attached")
    page.locator(".filters select").filter(has=articles).select_option(kind)
    page.locator("#query").fill(words)
    hit = page.locator(".hits ul a[href*='articles/'][href*='#']:has(mark)").first
    hit.wait_for()
    assert inflected in hit.locator("mark").first.inner_text().lower()
    target = hit.get_attribute("href").split("#")[1]
    hit.click()
    page.wait_for_url("**/articles/**")
    expect(page.locator(f"[id='{target}']")).to_contain_text(inflected, ignore_case=True)


def test_a_search_is_narrowed_by_a_filter(visit: Callable[..., Watched], address: str) -> None:
    page = visit().page
    page.goto(f"{address}/search/index.html?q=Moskova")
    hits = page.locator(".hits > li")
    hits.first.wait_for()
    status = page.locator("#search .status")
    before = status.inner_text()
    page.locator(".filters select").first.select_option(index=1)
    page.wait_for_function("before => document.querySelector('#search .status').textContent !== before", arg=before)
    hits.first.wait_for()


def test_the_search_page_says_what_to_use_instead(visit: Callable[..., Watched]) -> None:
    """From the file system there is no search: the page leads to the indexes."""
    page = visit().open("search/index.html")
    expect(page.locator("#instead")).to_contain_text("web sunucusundan")
    assert page.locator("#instead a").count() >= 5
