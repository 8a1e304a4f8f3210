"""The map: its first view shows where most of the mentions are, and all places can be reached."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from tests.publish.website import make_site

from edition.publish.cards import Cards
from edition.publish.map import MapPlace, coast_box, draw_coast, draw_map, map_of
from edition.publish.pages import entity

NEAR = [MapPlace(f"Near {n}", f"places/n{n}.html", f"n{n}", 20, (39.0 + n, 40.0 + 2 * n)) for n in range(5)]
FAR = MapPlace("Far", "places/far.html", "far", 1, (38.9, -77.0))


def numbers(text: str) -> list[float]:
    return [float(n) for n in text.split()]


def within(place: dict[str, float], box: list[float]) -> bool:
    return box[0] <= place["x"] <= box[0] + box[2] and box[1] <= place["y"] <= box[1] + box[3]


def drawn_map(places: list[MapPlace], around: list[MapPlace] | None = None) -> dict[str, Any]:
    plan = map_of(places, coast_box(places), around=around or [])
    assert plan is not None
    return draw_map(plan, "tr")


def test_the_first_view_holds_most_mentions_and_the_whole_map_all_places() -> None:
    drawn = drawn_map([FAR, *NEAR])
    first, whole = numbers(drawn["box"]), numbers(drawn["whole"])
    assert [p["name"] for p in drawn["places"] if not within(p, first)] == ["Far"]
    assert all(within(p, whole) for p in drawn["places"])
    # both have the same proportions, so that zooming does not change the drawing's size
    assert abs(first[3] / first[2] - whole[3] / whole[2]) < 0.01


def test_places_near_each_other_need_no_other_view() -> None:
    drawn = drawn_map(NEAR)
    assert numbers(drawn["box"]) == numbers(drawn["whole"])


BATUM = MapPlace("Batum", "places/b.html", "b", 3, (41.64, 41.63))


def test_a_single_place_is_shown_with_the_coast_and_the_seas_around_it() -> None:
    drawn = drawn_map([BATUM])
    assert within(drawn["places"][0], numbers(drawn["box"]))
    coast, (_, _, width, height) = drawn["coast"], numbers(drawn["box"])
    # the picture reaches further than the map, whatever its own units are
    assert coast["x"] <= 0
    assert coast["y"] <= 0
    assert coast["x"] + coast["width"] >= width
    assert coast["y"] + coast["height"] >= height
    assert "Karadeniz" in [water["name"] for water in drawn["waters"]]


def test_neighbours_are_drawn_where_they_come_into_view() -> None:
    drawn = drawn_map([BATUM], [MapPlace("Kars", "places/k.html", "k", 1, (40.6, 43.1)), FAR])
    assert [place["name"] for place in drawn["near"]] == ["Kars"]


def test_the_coast_is_one_picture_of_degrees() -> None:
    box = coast_box([BATUM, *NEAR])
    assert box is not None
    picture = etree.fromstring(draw_coast(box))
    _, _, width, height = numbers(picture.get("viewBox"))
    assert (width, height) == pytest.approx((10 * (box[2] - box[0]), 10 * (box[3] - box[1])), abs=0.01)
    assert all(path.get("d") for path in picture.iter("{*}path") if path.get("class") in ("l c", "s"))
    assert coast_box([]) is None


def test_names_that_would_lie_upon_others_wait_for_a_closer_look() -> None:
    crowd = [MapPlace(f"Long name {n}", f"places/{n}.html", f"c{n}", 5, (40.0, 45.0 + n / 1000)) for n in range(9)]
    drawn = drawn_map(crowd)
    crowded = [p["crowded"] for p in drawn["places"]]
    assert crowded.count(False) == 4
    assert crowded.count(True) == 5


def test_places_all_over_the_earth_make_one_map() -> None:
    places = [
        MapPlace(str(i), "p.html", f"p{i}", 1, (lat, lon)) for i, (lat, lon) in enumerate([(-80, -179), (84, 179)])
    ]
    drawn = drawn_map(places)
    assert all(within(p, numbers(drawn["whole"])) for p in drawn["places"])


def test_neighbours_of_a_place_are_those_named_most_and_few_places_are_looked_at_for_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at: list[str] = []
    near = entity._near
    monkeypatch.setattr(entity, "_near", lambda place, geo: (looked_at.append(place.slug), near(place, geo))[1])
    places = "".join(
        f"""<place xml:id="l{n}"><placeName xml:lang="en" type="main">Harbour {n}</placeName>
        <location><geo>{40 + n / 100} 30</geo></location></place>"""
        for n in range(60)
    )
    named = " ".join(f'<placeName ref="place:l{n}">Harbour</placeName>' for n in [*range(60), *range(48, 60)])
    site = make_site(tmp_path, {"a": f"<p>{named}.</p>"}, f"<listPlace>{places}</listPlace>")
    shown = site.page("places/l0.html").xpath("//a[@class='near']/@href")
    assert {path.rpartition("/")[2] for path in shown} == {f"l{n}.html" for n in range(48, 60)}
    assert len(looked_at) < 60 * 15


def test_the_card_of_an_entity_is_made_once_however_many_pages_link_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    card = Cards.card
    monkeypatch.setattr(
        Cards, "card", lambda cards, key, *rest: (made.append(f"{cards.lang}/{key}"), card(cards, key, *rest))[1]
    )
    people = "".join(f'<person xml:id="p{n}"><persName type="main">P{n}</persName></person>' for n in range(8))
    named = " ".join(f'<persName ref="person:p{n}">P</persName>' for n in range(8))
    make_site(tmp_path, {"a": f"<p>{named}.</p>"}, f"<listPerson>{people}</listPerson>")
    # once for all lists and pages, and once on the page of the article
    assert {key: made.count(key) for key in set(made)} == {f"en/p{n}": 2 for n in range(8)}
