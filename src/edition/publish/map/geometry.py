"""Lines and rings on a plane: cut to a box, written as SVG paths."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise

Point = tuple[float, float]
Line = list[Point]
Box = tuple[float, float, float, float]  # left, low, right, high


def clip_ring(ring: Line, box: Box) -> Line:
    """A ring cut to a box (Sutherland and Hodgman); where it left the box it follows the box's edge.

    >>> clip_ring([(-1, -1), (1, -1), (1, 1), (-1, 1)], (0, 0, 2, 2))
    [(0.0, 0), (1.0, 0), (1, 1), (0, 1.0)]
    """
    left, low, right, high = box
    sides: tuple[tuple[Callable[[Point], bool], int, float], ...] = (
        (lambda p: p[0] >= left, 0, left),
        (lambda p: p[0] <= right, 0, right),
        (lambda p: p[1] >= low, 1, low),
        (lambda p: p[1] <= high, 1, high),
    )
    for inside, axis, limit in sides:
        out: Line = []
        for before, here in zip([ring[-1], *ring[:-1]] if ring else [], ring, strict=True):
            if inside(here):
                if not inside(before):
                    out.append(_crossing(before, here, axis, limit))
                out.append(here)
            elif inside(before):
                out.append(_crossing(before, here, axis, limit))
        ring = out
    return ring


def _crossing(a: Point, b: Point, axis: int, limit: float) -> Point:
    share = (limit - a[axis]) / (b[axis] - a[axis])
    other = a[1 - axis] + share * (b[1 - axis] - a[1 - axis])
    return (limit, other) if axis == 0 else (other, limit)


def clip_line(line: Line, box: Box) -> list[Line]:
    """The pieces of a line that touch a box.

    >>> clip_line([(0, 0), (1, 1), (9, 9), (9, 8), (1, 0)], (0, 0, 2, 2))
    [[(0, 0), (1, 1), (9, 9)], [(9, 8), (1, 0)]]
    """
    out: list[Line] = []
    for a, b in pairwise(line):
        if not (_within(a, box) or _within(b, box)):
            continue
        if out and out[-1][-1] == a:
            out[-1].append(b)
        else:
            out.append([a, b])
    return out


def _within(point: Point, box: Box) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def path(lines: Iterable[Line], *, closed: bool) -> str:
    """SVG path data with relative steps, to a tenth of a unit.

    >>> path([[(0, 0), (1.04, 2), (3, 2)]], closed=True)
    'M0 0l1 2 2 0z'
    """
    out = []
    for line in lines:
        steps = []
        x, y = round(line[0][0], 1), round(line[0][1], 1)
        start = f"M{x:g} {y:g}l"
        for px, py in line[1:]:
            dx, dy = round(px - x, 1), round(py - y, 1)
            if dx or dy:
                steps.append(f"{dx:g} {dy:g}")
                x, y = round(x + dx, 1), round(y + dy, 1)
        if len(steps) > closed:
            out.append(start + " ".join(steps).replace(" -", "-") + ("z" if closed else ""))
    return "".join(out)
