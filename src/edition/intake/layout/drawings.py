"""Drawings: figures that are made of lines and curves, and not of a picture's pixels.

Takes the boxes of a page's paths and whether each has curves or slanting lines, gives the places of drawings. Frames
and the rules of tables have neither, so what is made of them alone is no drawing.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from edition.intake.layout.model import Box, Line, around

_CELL: Final = 8.0
_SMALLEST: Final = (60.0, 40.0)
_LARGEST: Final = 0.85
_SLANTS: Final = 2
_WIDE: Final = 0.6
_LETTERS: Final = 20

Place = tuple[int, int]


class Path(NamedTuple):
    """A path's box, and whether it has a curve or a slanting line."""

    box: Box
    slants: bool


def find_drawings(paths: Sequence[Path], width: float, height: float) -> list[Box]:
    """The places of the drawings of a page of this size."""
    page = Box(0, 0, width, height)
    visible = [p for p in paths if page.holds(p.box) and p.box.width * p.box.height < _LARGEST * width * height]
    groups = (group for group in _groups(visible) if sum(path.slants for path in group) >= _SLANTS)
    boxes = (around([path.box for path in group]) for group in groups)
    return [box for box in boxes if box.width >= _SMALLEST[0] and box.height >= _SMALLEST[1]]


def _groups(paths: Sequence[Path]) -> list[list[Path]]:
    """Paths that touch each other or nearly so: their cells on a coarse grid are neighbours."""
    cells: dict[Place, list[int]] = defaultdict(list)
    for number, path in enumerate(paths):
        for cell in _cells(path.box):
            cells[cell].append(number)
    groups: list[list[Path]] = []
    seen: set[Place] = set()
    for cell in cells:
        if cell not in seen:
            numbers = {number for place in _connected(cell, cells, seen) for number in cells[place]}
            groups.append([paths[number] for number in sorted(numbers)])
    return groups


def _cells(box: Box) -> Iterable[Place]:
    left, bottom, right, top = (math.floor(edge / _CELL) for edge in box)
    return ((x, y) for x in range(left, right + 1) for y in range(bottom, top + 1))


def _connected(cell: Place, cells: dict[Place, list[int]], seen: set[Place]) -> Iterable[Place]:
    waiting = [cell]
    seen.add(cell)
    while waiting:
        x, y = waiting.pop()
        yield x, y
        near = [(x + a, y + b) for a in (-1, 0, 1) for b in (-1, 0, 1)]
        fresh = [place for place in near if place in cells and place not in seen]
        seen.update(fresh)
        waiting += fresh


def holds_text(box: Box, lines: Sequence[Line]) -> bool:
    """Whether running text stands in a box, which then is a frame around it; the words of a drawing are short."""
    inside = [line for line in lines if box.holds(line.box)]
    return sum(len(line.text) >= _LETTERS and line.box.width > _WIDE * box.width for line in inside) > 1
