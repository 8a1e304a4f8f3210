"""Land, lakes and rivers, from data that come with the program."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from edition.publish.map.geometry import Box, Line, clip_line, clip_ring

_DATA: Final = Path(__file__).with_name("earth.json")
_HAIR: Final = 0.005


@dataclass(frozen=True)
class Layers:
    """What is drawn under the places; `coast` has lines of its own only where `land` is sewn from two sources."""

    land: list[Line]
    coast: list[Line]
    lakes: list[Line]
    rivers: list[Line]


def layers_in(box: Box) -> Layers:
    """Land, lakes and rivers inside a box: in detail in the detailed region, beyond it as the world's outline."""
    earth = _earth()
    margin = (box[2] - box[0]) * 0.02
    wider = (box[0] - margin, box[1] - margin, box[2] + margin, box[3] + margin)
    region = _common(wider, earth["region"])
    lakes = _rings(earth["lakes"], wider)
    if region is None:
        return Layers(_rings(earth["world"], wider), [], lakes, _pieces(earth["rivers"], wider))
    if region == wider:
        return Layers(_rings(earth["land"], wider), [], lakes, _pieces(earth["rivers"], wider))
    beyond = _beyond(wider, region)
    land = [*_rings(earth["land"], region), *(cut for part in beyond for cut in _rings(earth["world"], part))]
    coast = [*_pieces(earth["land"], _inside(region)), *(p for part in beyond for p in _pieces(earth["world"], part))]
    return Layers(land, coast, lakes, _pieces(earth["rivers"], region))


@dataclass(frozen=True)
class _Drawn:
    """A line of the data with the box around it: most lie outside a map or whole in it, and need not be cut."""

    line: Line
    around: Box

    def misses(self, box: Box) -> bool:
        a = self.around
        return a[2] < box[0] or box[2] < a[0] or a[3] < box[1] or box[3] < a[1]

    def is_within(self, box: Box) -> bool:
        a = self.around
        return box[0] <= a[0] and a[2] <= box[2] and box[1] <= a[1] and a[3] <= box[3]


def _rings(rings: Iterable[_Drawn], box: Box) -> list[Line]:
    near = (ring for ring in rings if not ring.misses(box))
    return [cut for ring in near if (cut := ring.line if ring.is_within(box) else clip_ring(ring.line, box))]


def _pieces(lines: Iterable[_Drawn], box: Box) -> list[Line]:
    near = (line for line in lines if not line.misses(box))
    return [p for line in near for p in ([line.line] if line.is_within(box) else clip_line(line.line, box))]


def _common(a: Box, b: Box) -> Box | None:
    """Where two boxes overlap."""
    box = max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])
    return box if box[0] < box[2] and box[1] < box[3] else None


def _inside(box: Box) -> Box:
    """A hair less: the data follow the edge of the detailed region, which is no coast."""
    return box[0] + _HAIR, box[1] + _HAIR, box[2] - _HAIR, box[3] - _HAIR


def _beyond(outer: Box, inner: Box) -> list[Box]:
    """What is left of a box around another: left, right, below, above."""
    parts = [
        (outer[0], outer[1], inner[0], outer[3]), (inner[2], outer[1], outer[2], outer[3]),
        (inner[0], outer[1], inner[2], inner[1]), (inner[0], inner[3], inner[2], outer[3]),
    ]  # fmt: skip
    return [part for part in parts if part[0] < part[2] and part[1] < part[3]]


@lru_cache(maxsize=1)
def _earth() -> dict[str, Any]:
    data = json.loads(_DATA.read_text("utf-8"))
    layers = {name: [_decoded(line) for line in data[name]] for name in ("world", "land", "lakes", "rivers")}
    return {"region": data["region"], **layers}


def _decoded(numbers: list[int]) -> _Drawn:
    x, y = numbers[0], numbers[1]
    line = [(x / 100, y / 100)]
    for i in range(2, len(numbers), 2):
        x, y = x + numbers[i], y + numbers[i + 1]
        line.append((x / 100, y / 100))
    xs, ys = [x for x, _ in line], [y for _, y in line]
    return _Drawn(line, (min(xs), min(ys), max(xs), max(ys)))
