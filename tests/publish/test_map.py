"""The map: its first view shows where most of the mentions are, and all places can be reached."""

from __future__ import annotations

from edition.publish.map import MapPlace, draw_map, map_of

NEAR = [MapPlace(f"Near {n}", f"places/n{n}.html", f"n{n}", 20, (39.0 + n, 40.0 + 2 * n)) for n in range(5)]
FAR = MapPlace("Far", "places/far.html", "far", 1, (38.9, -77.0))


def numbers(text: str) -> list[float]:
    return [float(n) for n in text.split()]


def within(place: dict[str, float], box: list[float]) -> bool:
    return box[0] <= place["x"] <= box[0] + box[2] and box[1] <= place["y"] <= box[1] + box[3]


def test_the_first_view_holds_most_mentions_and_the_whole_map_all_places() -> None:
    drawn = draw_map(map_of([FAR, *NEAR]))
    assert drawn is not None
    first, whole = numbers(drawn["box"]), numbers(drawn["whole"])
    assert [p["name"] for p in drawn["places"] if not within(p, first)] == ["Far"]
    assert all(within(p, whole) for p in drawn["places"])
    # both have the same proportions, so that zooming does not change the drawing's size
    assert abs(first[3] / first[2] - whole[3] / whole[2]) < 0.01


def test_places_near_each_other_need_no_other_view() -> None:
    drawn = draw_map(map_of(NEAR))
    assert drawn is not None
    assert numbers(drawn["box"]) == numbers(drawn["whole"])


def test_a_single_place_is_shown_with_the_land_around_it() -> None:
    drawn = draw_map(map_of([MapPlace("Batum", "places/b.html", "b", 3, (41.64, 41.63))]))
    assert drawn is not None
    assert drawn["land"]
    assert within(drawn["places"][0], numbers(drawn["box"]))


def test_names_that_would_lie_upon_others_wait_for_a_closer_look() -> None:
    crowd = [MapPlace(f"Long name {n}", f"places/{n}.html", f"c{n}", 5, (40.0, 45.0 + n / 1000)) for n in range(9)]
    drawn = draw_map(map_of(crowd))
    assert drawn is not None
    crowded = [p["crowded"] for p in drawn["places"]]
    assert crowded.count(False) == 4
    assert crowded.count(True) == 5


def test_places_all_over_the_earth_make_one_map() -> None:
    places = [
        MapPlace(str(i), "p.html", f"p{i}", 1, (lat, lon)) for i, (lat, lon) in enumerate([(-80, -179), (84, 179)])
    ]
    drawn = draw_map(map_of(places))
    assert drawn is not None
    assert all(within(p, numbers(drawn["whole"])) for p in drawn["places"])
