"""The map of an edition's places: coastlines, lakes and rivers as SVG paths, symbols by number of mentions.

Drawn by us from data that come with the program; nothing is fetched from anywhere.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from edition.publish.map.geometry import Box, Line, clip_line, clip_ring, path

WIDTH: Final = 1000.0
_DATA: Final = Path(__file__).with_name("earth.json")
_MOST_LABELS: Final = 26
_LEAST_DEGREES: Final = 6.0
_SHARE_SHOWN: Final = 0.97
_SMALL: Final = 0.35


@dataclass(frozen=True)
class MapPlace:
    """A place to be drawn: `geo` is latitude and longitude."""

    name: str
    path: str
    slug: str
    count: int
    geo: tuple[float, float]
    cert: str = ""


@dataclass(frozen=True)
class _Projection:
    """Equal spacing of degrees, true to scale on the map's middle parallel."""

    box: Box

    @property
    def shrink(self) -> float:
        return math.cos(math.radians((self.box[1] + self.box[3]) / 2))

    @property
    def scale(self) -> float:
        return WIDTH / ((self.box[2] - self.box[0]) * self.shrink)

    @property
    def height(self) -> float:
        return (self.box[3] - self.box[1]) * self.scale

    def point(self, lon: float, lat: float) -> tuple[float, float]:
        return (lon - self.box[0]) * self.shrink * self.scale, (self.box[3] - lat) * self.scale

    def lines(self, lines: Iterable[Line]) -> list[Line]:
        return [[self.point(*p) for p in line] for line in lines]


def draw_map(places: Sequence[MapPlace], labels: int = _MOST_LABELS) -> dict[str, Any] | None:
    """The stylesheet's values of a map; None where no place has coordinates."""
    if not places:
        return None
    ranked = sorted(places, key=lambda p: (-p.count, p.name))
    projection = _Projection(_box(ranked))
    box = projection.box
    shown = [p for p in ranked if box[0] <= p.geo[1] <= box[2] and box[1] <= p.geo[0] <= box[3]]
    land, lakes, rivers = _layers(box)
    height = round(projection.height, 1)
    return {
        "box": f"0 0 {WIDTH:g} {height:g}", "x": 0, "y": 0, "width": WIDTH, "height": height,
        "land": path(projection.lines(land), closed=True),
        "lakes": path(projection.lines(lakes), closed=True),
        "rivers": path(projection.lines(rivers), closed=False),
        "places": _symbols(shown, projection, labels),
    }  # fmt: skip


def _box(ranked: Sequence[MapPlace]) -> Box:
    """A box around the places that most mentions are of; a few names far away do not shrink the rest to dots."""
    total = sum(p.count for p in ranked) or len(ranked)
    kept, seen = [], 0
    for place in ranked:
        kept.append(place)
        seen += place.count or 1
        if seen >= total * _SHARE_SHOWN and len(kept) >= len(ranked) / 2:
            break
    everyone, focus = _around(ranked), _around(kept)
    return focus if (focus[2] - focus[0]) < _SMALL * (everyone[2] - everyone[0]) else everyone


def _around(places: Sequence[MapPlace]) -> Box:
    lats, lons = [p.geo[0] for p in places], [p.geo[1] for p in places]
    lat, lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    high = max(max(lats) - min(lats), _LEAST_DEGREES) * 1.16
    wide = max(max(lons) - min(lons), _LEAST_DEGREES * 1.6) * 1.12
    squeeze = math.cos(math.radians(lat))
    high, wide = max(high, wide * squeeze * 0.5), max(wide, high / squeeze * 1.2)
    return (
        max(-180.0, lon - wide / 2),
        max(-85.0, lat - high / 2),
        min(180.0, lon + wide / 2),
        min(85.0, lat + high / 2),
    )


def _symbols(places: Sequence[MapPlace], projection: _Projection, labels: int) -> list[dict[str, Any]]:
    """Circles whose areas follow the mentions; names where they hide no other name."""
    most = max((p.count for p in places), default=1) or 1
    taken: list[Box] = []
    out = []
    for place in places:
        x, y = projection.point(place.geo[1], place.geo[0])
        radius = 3.2 + 15 * math.sqrt(place.count / most)
        out.append(
            {"name": place.name, "path": place.path, "slug": place.slug, "count": place.count, "cert": place.cert,
             "x": round(x, 1), "y": round(y, 1), "r": round(radius, 1),
             **(_label(place.name, x, y, radius, taken) if len(taken) < labels else {})}
        )  # fmt: skip
    return out


def _label(name: str, x: float, y: float, radius: float, taken: list[Box]) -> dict[str, Any]:
    size = 12 + min(7.0, radius / 3)
    wide = len(name) * size * 0.56
    places = ((x + radius + 3, y + size / 3, "start"), (x - radius - 3, y + size / 3, "end"),
              (x, y - radius - 4, "middle"), (x, y + radius + size, "middle"))  # fmt: skip
    for lx, ly, anchor in places:
        left = lx - {"start": 0, "end": wide, "middle": wide / 2}[anchor]
        box = (left, ly - size, left + wide, ly + size / 4)
        if left < 0 or left + wide > WIDTH or any(_overlap(box, other) for other in taken):
            continue
        taken.append(box)
        return {
            "label": True,
            "label-x": round(lx, 1),
            "label-y": round(ly, 1),
            "anchor": anchor,
            "size": round(size, 1),
        }
    return {}


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _layers(box: Box) -> tuple[list[Line], list[Line], list[Line]]:
    """Land, lakes and rivers inside a box: detailed where the detailed region holds it, else the world's outline."""
    earth = _earth()
    region = earth["region"]
    detailed = region[0] <= box[0] and region[1] <= box[1] and box[2] <= region[2] and box[3] <= region[3]
    margin = (box[2] - box[0]) * 0.02
    wider = (box[0] - margin, box[1] - margin, box[2] + margin, box[3] + margin)
    land = [cut for ring in earth["land" if detailed else "world"] if (cut := clip_ring(ring, wider))]
    lakes = [cut for ring in earth["lakes"] if (cut := clip_ring(ring, wider))]
    rivers = [piece for line in earth["rivers"] for piece in clip_line(line, wider)]
    return land, lakes, rivers


@lru_cache(maxsize=1)
def _earth() -> dict[str, Any]:
    data = json.loads(_DATA.read_text("utf-8"))
    layers = {name: [_decoded(line) for line in data[name]] for name in ("world", "land", "lakes", "rivers")}
    return {"region": data["region"], **layers}


def _decoded(numbers: list[int]) -> Line:
    x, y = numbers[0], numbers[1]
    line = [(x / 100, y / 100)]
    for i in range(2, len(numbers), 2):
        x, y = x + numbers[i], y + numbers[i + 1]
        line.append((x / 100, y / 100))
    return line
