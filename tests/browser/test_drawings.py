"""Map, network and their years at work."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from tests.browser.conftest import Watched

expect = pytest.importorskip("playwright.sync_api", reason="playwright is not installed").expect
pytestmark = pytest.mark.browser


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


@pytest.mark.parametrize("path", ["places/index.html", "network/index.html"])
def test_a_drawing_fits_the_window_again_when_that_is_turned(visit: Callable[..., Watched], path: str) -> None:
    page = visit().open(path)
    first = box(page)
    page.set_viewport_size({"width": 360, "height": 700})
    until(page, "box[3] / box[2] > before[3] / before[2]", *first)
    page.set_viewport_size({"width": 1280, "height": 900})
    assert until(page, "box[2] === before[2]", *first) == first


def test_a_place_in_the_list_is_shown_on_the_map(visit: Callable[..., Watched]) -> None:
    page = visit().open("places/index.html")
    listed = page.locator(".map-list a").nth(2)
    listed.focus()
    slug = listed.get_attribute("data-place")
    expect(page.locator(f".map a[data-place='{slug}']")).to_have_class(re.compile(r"\bon\b"))


@pytest.mark.parametrize("width", [360, 1280])
def test_places_near_one_another_are_one_mark_with_their_number(visit: Callable[..., Watched], width: int) -> None:
    page = visit(width).open("places/index.html")
    # every place is counted once: as a mark, or in the number of one
    alone = page.locator(".map a[data-place]:not(.within, .cluster)").count()
    numbers = page.locator(".map .cluster .amount").all_text_contents()
    assert numbers
    assert all(int(number) > 1 for number in numbers)
    assert alone + sum(map(int, numbers)) == page.locator(".map a[data-place]").count()
    # no two marks are nearer than what a finger or a pointer can tell apart
    page.wait_for_function("""() => {
      const at = [...document.querySelectorAll(".map a[data-place]:not(.within) circle")].map((e) => e.getBoundingClientRect());
      const middle = ({ left, top, width, height }) => [left + width / 2, top + height / 2];
      return at.every((a, i) => at.every((b, j) => i >= j || Math.hypot(...middle(a).map((n, k) => n - middle(b)[k])) > 24));
    }""")


def test_a_cluster_is_called_by_what_is_seen_of_it(visit: Callable[..., Watched]) -> None:
    page = visit().open("places/index.html")
    clusters = page.locator(".map .cluster")
    assert clusters.count()
    for cluster in clusters.all():
        name, amount = cluster.locator("text").all_text_contents()
        assert cluster.get_attribute("aria-label").startswith(f"{name} {amount}: ")


def widest(page: object) -> object:
    """A cluster that parts when one looks closer: that of most places."""
    numbers = [int(text) for text in page.locator(".map .cluster .amount").all_text_contents()]  # type: ignore[attr-defined]
    return page.locator(".map .cluster").nth(numbers.index(max(numbers)))  # type: ignore[attr-defined]


@pytest.mark.parametrize("key", ["Enter", " "])
def test_the_keyboard_parts_a_cluster(visit: Callable[..., Watched], key: str) -> None:
    page = visit().open("places/index.html")
    first, cluster = box(page), widest(page)
    name = cluster.get_attribute("data-place")
    assert cluster.get_attribute("role") == "button"
    cluster.focus()
    page.keyboard.press(key)
    until(page, "box[2] < before[2]", *first)
    # one stays on the same mark, and the page does not change
    assert page.evaluate("document.activeElement.dataset.place") == name
    assert "places/index.html" in page.url
    # from afar they are one again, and whoever stood on one of them stands on that
    hidden = page.locator(".map .cluster").count()
    page.locator(".zoom button").last.click()
    page.wait_for_function("hidden => document.querySelectorAll('.map .cluster').length !== hidden", arg=hidden)


@pytest.mark.parametrize(("width", "touch"), [(360, True), (1280, False)])
def test_a_click_or_a_tap_parts_a_cluster(visit: Callable[..., Watched], width: int, touch: bool) -> None:
    page = visit(width, has_touch=touch, is_mobile=touch).open("places/index.html")
    first, cluster = box(page), widest(page).locator("circle")
    (cluster.tap if touch else cluster.click)()
    until(page, "box[2] < before[2]", *first)
    assert "places/index.html" in page.url


def test_places_at_one_spot_are_shown_in_the_list(visit: Callable[..., Watched]) -> None:
    page = visit().open("places/index.html")
    page.evaluate("""() => {
      // as near as the nearest zoom
      for (let i = 0; i < 30; i += 1) document.querySelector(".map svg").dispatchEvent(new KeyboardEvent("keydown", { key: "+" }));
    }""")
    together = page.locator(".map .cluster")
    assert together.count() > 0
    names = together.first.locator(".amount").text_content()
    before = box(page)
    together.first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".map-list a.on")).to_have_count(int(names))
    assert page.evaluate("document.activeElement.closest('.map-list') !== null")
    assert box(page) == before


def test_without_script_every_place_stands_on_the_map(visit: Callable[..., Watched]) -> None:
    page = visit(java_script_enabled=False).open("places/index.html")
    assert page.locator(".cluster").count() == 0
    assert page.locator(".map a[data-place]:visible").count() == page.locator(".map-list li").count()


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


@pytest.mark.parametrize("width", [360, 1280])
def test_the_network_follows_a_span_of_years(visit: Callable[..., Watched], width: int) -> None:
    page = visit(width).open("network/index.html")
    page.locator("#ego").select_option("")
    lines, rows = page.locator(".network line:not(.out)"), page.locator("table tbody tr:visible")
    before, listed = lines.count(), rows.count()
    bar = page.locator(".years .bar").first
    bar.scroll_into_view_if_needed()
    at = bar.bounding_box()
    page.mouse.click(at["x"] + at["width"] / 2, at["y"] + at["height"] / 2)
    page.wait_for_function("before => document.querySelectorAll('.network line:not(.out)').length < before", arg=before)
    year = page.locator(".brush output").inner_text()
    drawn = lines.evaluate_all("all => all.map(e => e.dataset.years)")
    assert drawn
    assert all(year in (each.split(".")[0] for each in years.split()) for years in drawn)
    # the table has the same pairs, and the address keeps the years
    assert 0 < rows.count() < listed
    assert page.url.endswith(f"#years={year}-{year}")
    # with an article: what its paragraphs say of that year
    page.locator("#network-article").select_option("0")
    page.wait_for_function(
        "year => [...document.querySelectorAll('.network line:not(.out)')].every(e => e.dataset.years.split(' ').includes(year + '.0'))",
        arg=year,
    )
    page.locator("#network-article").select_option("")
    page.locator(".brush button[type=reset]").click()
    expect(lines).to_have_count(before)


def test_the_sliders_of_the_network_serve_the_keyboard(visit: Callable[..., Watched]) -> None:
    page = visit().open("network/index.html")
    lines = page.locator(".network line:not(.out)")
    before = lines.count()
    page.locator(".brush input").first.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("before => document.querySelectorAll('.network line:not(.out)').length < before", arg=before)
    page.keyboard.press("ArrowLeft")
    expect(lines).to_have_count(before)


def test_an_address_with_years_opens_the_network_there(visit: Callable[..., Watched]) -> None:
    page = visit().open("network/index.html#years=1920-1920")
    expect(page.locator(".brush output")).to_have_text("1920")
    expect(page.locator(".network line.out")).not_to_have_count(0)


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
