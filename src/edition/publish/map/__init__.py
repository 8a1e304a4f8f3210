"""The map of an edition's places: symbols by number of mentions over one picture of coast, lakes and rivers that all
pages share, with the names of seas and rivers.

Drawn by us from data that come with the program; nothing is fetched from anywhere.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

import msgspec

from edition.publish.map.coast import COAST, coast_box, draw_coast
from edition.publish.map.frame import WIDTH, MapPlace, MapRoute, Projection, boxes
from edition.publish.map.geometry import Box, Point, path
from edition.publish.map.waters import waters_in

__all__ = ["COAST", "MapPlace", "MapRoute", "coast_box", "draw_coast", "draw_map", "map_of"]
_MOST_LABELS: Final = 26
_SMALL: Final = 3.5


def map_of(
    places: Sequence[MapPlace],
    coast: Box | None,
    labels: int = _MOST_LABELS,
    around: Sequence[MapPlace] = (),
    routes: Sequence[MapRoute] = (),
) -> dict[str, Any] | None:
    """What a map is drawn from, as plain values; None where no place has coordinates.

    `coast` is what the shared picture of the coast shows; `around` are places that are drawn small where they come
    into the view of the others. Drawing is left to whoever makes the page: most pages with maps are as they were.
    """
    if not places:
        return None
    near = [msgspec.to_builtins(place) for place in around]
    plan = {"places": [msgspec.to_builtins(p) for p in places], "labels": labels, "coast": coast, "near": near}
    return {**plan, "routes": [msgspec.to_builtins(route) for route in routes]} if routes else plan


def draw_map(plan: Mapping[str, Any], lang: str = "") -> dict[str, Any]:
    """The stylesheet's values of a map.

    The first view (`box`) holds the places that most mentions are of; all others lie on the map around it (`whole`).
    """
    ranked = sorted(msgspec.convert(plan["places"], list[MapPlace]), key=lambda p: (-p.count, p.name))
    first, everywhere = boxes(ranked)
    projection = Projection(first)
    near = [p for p in msgspec.convert(plan["near"], list[MapPlace]) if _holds(first, p.geo)]
    taken: list[Box] = []  # by names
    return {
        "box": f"0 0 {WIDTH:g} {round(projection.height, 1):g}",
        "whole": "{x:g} {y:g} {width:g} {height:g}".format(**_frame(projection, everywhere)),
        **_frame(projection, everywhere),
        "coast": {"path": COAST, **_frame(projection, tuple(plan["coast"]))} if plan["coast"] else None,
        "waters": [
            {"name": w.name, "size": 9 + 2 * w.size, "river": w.river or None, "x": round(x, 1), "y": round(y, 1)}
            for w in waters_in(everywhere, first, lang)
            for x, y in [projection.point(w.lon, w.lat)]
        ],
        "unit": plan.get("unit", "mentions"),
        "routes": [_line(msgspec.convert(route, MapRoute), projection) for route in plan.get("routes", ())],
        "places": _symbols(ranked, projection, plan["labels"], taken),
        "near": _symbols(near, projection, len(ranked) + len(near), taken, _SMALL),
    }


def _frame(projection: Projection, box: Box) -> dict[str, float]:
    """A box of degrees as a rectangle of the drawing."""
    x, y = projection.point(box[0], box[3])
    right, low = projection.point(box[2], box[1])
    return {"x": round(x, 1), "y": round(y, 1), "width": round(right - x, 1), "height": round(low - y, 1)}


def _holds(box: Box, geo: tuple[float, float]) -> bool:
    return box[0] < geo[1] < box[2] and box[1] < geo[0] < box[3]


def _line(route: MapRoute, projection: Projection) -> dict[str, Any]:
    """A route as a path; its number stands where it begins to leave its first place."""
    points = [projection.point(lon, lat) for lat, lon in route.points]
    (x, y), (next_x, next_y) = points[0], points[1] if len(points) > 1 else points[0]
    return {
        "slug": route.slug, "name": route.name, "number": route.number, "d": path([points], closed=False),
        "x": round(x + (next_x - x) / 3, 1), "y": round(y + (next_y - y) / 3, 1),
    }  # fmt: skip


def _symbols(
    places: Sequence[MapPlace], projection: Projection, labels: int, taken: list[Box], size: float = 0
) -> list[dict[str, Any]]:
    """Circles whose areas follow the mentions; names where they hide no other name, the rest for a closer look."""
    most = max((p.count for p in places), default=1) or 1
    out = []
    for place in places:
        x, y = projection.point(place.geo[1], place.geo[0])
        radius = size or 3.2 + 15 * math.sqrt(place.count / most)
        out.append(
            {"years": place.years,
             "name": place.name, "path": place.path, "slug": place.slug, "count": place.count, "cert": place.cert,
             "x": round(x, 1), "y": round(y, 1), "r": round(radius, 1),
             "sent": place.ways[0], "received": place.ways[1],
             **_label(place.name, (x, y), radius, taken, room=len(taken) < labels)}
        )  # fmt: skip
    return out


def _label(name: str, at: Point, radius: float, taken: list[Box], *, room: bool) -> dict[str, Any]:
    """Where a name stands; `crowded` where it would lie upon another."""
    x, y = at
    size = 12 + min(7.0, radius / 3)
    wide = len(name) * size * 0.56
    sides = ((x + radius + 3, y + size / 3, "start"), (x - radius - 3, y + size / 3, "end"),
             (x, y - radius - 4, "middle"), (x, y + radius + size, "middle"))  # fmt: skip
    crowded, (label_x, label_y, anchor) = True, sides[0]
    for side in sides if room else ():
        left = side[0] - {"start": 0, "end": wide, "middle": wide / 2}[side[2]]
        box = (left, side[1] - size, left + wide, side[1] + size / 4)
        across = 0 <= x <= WIDTH and (left < 0 or left + wide > WIDTH)
        if not across and not any(_overlap(box, other) for other in taken):
            taken.append(box)
            crowded, (label_x, label_y, anchor) = False, side
            break
    return {
        "crowded": crowded, "label-x": round(label_x, 1), "label-y": round(label_y, 1), "anchor": anchor,
        "size": round(size, 1),
    }  # fmt: skip


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
