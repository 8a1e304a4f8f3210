"""Indexes, map, network and search at work."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from tests.browser.conftest import Watched

pytestmark = pytest.mark.browser


def test_an_index_is_filtered_as_one_types(visit: Callable[..., Watched]) -> None:
    page = visit().open("persons/index.html")
    entries = page.locator("#index li:not(.variant):visible")
    before = entries.count()
    # letters without their marks find names that have them
    page.locator("#filter").fill("kazim karabekir")
    assert 0 < entries.count() < before
    assert "Kâzım Karabekir" in entries.first.inner_text()
    assert "1" in page.locator(".index-tools output").inner_text()
    page.locator("#filter").fill("")
    assert entries.count() == before


def test_an_index_is_sorted_by_mentions_and_back(visit: Callable[..., Watched]) -> None:
    page = visit().open("places/index.html")
    entries = page.locator("#index li:not(.variant):visible")
    by_name = entries.all_inner_texts()
    page.locator("input[name=sort][value=count]").check()
    counts = [int(n) for n in page.locator("#index li:visible").evaluate_all("all => all.map(e => e.dataset.count)")]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[-1]
    page.locator("input[name=sort][value=name]").check()
    assert entries.all_inner_texts() == by_name


def box(page: object) -> list[float]:
    return [float(n) for n in page.locator(".zoomable svg").get_attribute("viewBox").split()]  # type: ignore[attr-defined]


def test_the_map_zooms_and_moves_by_mouse_and_keyboard(visit: Callable[..., Watched]) -> None:
    page = visit().open("places/index.html")
    first = box(page)
    page.locator(".zoom button").first.click()
    near = box(page)
    assert near[2] < first[2]
    frame = page.locator(".map svg").bounding_box()
    page.mouse.move(frame["x"] + 300, frame["y"] + 40)
    page.mouse.down()
    page.mouse.move(frame["x"] + 200, frame["y"] + 40, steps=4)
    page.mouse.up()
    moved = box(page)
    assert moved[0] > near[0]
    page.locator(".map a[data-place]").first.focus()
    page.keyboard.press("ArrowLeft")
    assert box(page)[0] < moved[0]
    page.keyboard.press("+")
    assert box(page)[2] < moved[2]
    # the whole reaches further than the first view
    page.locator(".zoom button").last.click()
    assert box(page)[2] > first[2]
    assert box(page)[3] > first[3]


def test_a_place_in_the_list_is_shown_on_the_map(visit: Callable[..., Watched]) -> None:
    page = visit().open("places/index.html")
    listed = page.locator(".map-list a").nth(2)
    listed.focus()
    slug = listed.get_attribute("data-place")
    assert "on" in (page.locator(f".map a[data-place='{slug}']").get_attribute("class") or "")


@pytest.mark.parametrize("path", ["places/index.html", "network/index.html"])
def test_no_name_in_a_drawing_lies_on_another(visit: Callable[..., Watched], path: str) -> None:
    page = visit().open(path)
    page.evaluate("document.fonts.ready")
    boxes = page.locator(".zoomable svg text:not(.crowded)").evaluate_all(
        "all => all.map(e => e.getBBox()).map(b => [b.x, b.y, b.x + b.width, b.y + b.height])"
    )
    assert len(boxes) > 5
    for i, a in enumerate(boxes):
        for b in boxes[i + 1 :]:
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def test_more_names_show_when_one_looks_closer(visit: Callable[..., Watched]) -> None:
    page = visit().open("network/index.html")
    crowded = page.locator(".zoomable text.crowded")
    before = crowded.count()
    for _ in range(3):
        page.locator(".zoom button").first.click()
    assert crowded.count() < before


def test_the_network_shows_who_stands_with_whom(visit: Callable[..., Watched]) -> None:
    page = visit().open("network/index.html")
    node = page.locator(".network a[data-node]").first
    node.focus()
    slug = node.get_attribute("data-node")
    assert "active" in page.locator(".network").get_attribute("class").split()
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
    hit = page.locator(".hits ul a[href*='articles/'][href*='#']").first
    hit.wait_for()
    assert inflected in hit.locator("mark").first.inner_text().lower()
    target = hit.get_attribute("href").split("#")[1]
    hit.click()
    page.wait_for_url("**/articles/**")
    assert inflected in page.locator(f"[id='{target}']").inner_text().lower()


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
    assert page.locator("#instead").is_visible()
    assert page.locator("#instead a").count() >= 5
