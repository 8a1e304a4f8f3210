"""Entries that hang: each begins at the margin, and what does not fit its line stands in below it.

Takes a column's lines, gives those (by identity) that begin an entry and those that go on one. First lines of
paragraphs stand in, too; but they follow lines that have ended, and these follow lines that are full.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from edition.intake.layout.model import Line
from edition.intake.pieces.standing_out import heads_list

_DEPTH: Final = (0.4, 4.5)
_SAME: Final = 1.5
_MOSTLY: Final = 0.8
_STEP: Final = 2.2  # of the lines' own size: farther apart they are not one list
_ENDED: Final = re.compile(r"(?:[.!?…][\"”’»“)\]]*|[\d)\]/])\s*$")


@dataclass(frozen=True, slots=True)
class Hanging:
    """The first lines of entries and the lines that go on them, by identity."""

    firsts: frozenset[int] = frozenset()
    rests: frozenset[int] = frozenset()


def find_hanging(lines: Sequence[Line], is_full: Callable[[Line, Line], bool]) -> Hanging:
    """Find the lists whose entries hang; `is_full`: whether a line has no room for the first word of the next."""
    firsts: set[int] = set()
    rests: set[int] = set()
    for zone in _zones(lines):
        left = min(line.box.left for line in zone)
        hung = [line for line in zone if line.box.left > left + _SAME]
        if _hangs(zone, left, is_full):
            firsts.update(id(line) for line in zone if line not in hung)
            rests.update(map(id, hung))
    return Hanging(frozenset(firsts), frozenset(rests))


def _zones(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Runs of lines in one size that begin at one of two edges."""
    zone: list[Line] = []
    for line in lines:
        if zone and not _fits(zone, line):
            yield zone
            zone = []
        zone.append(line)
    if zone:
        yield zone


def _fits(zone: Sequence[Line], line: Line) -> bool:
    last = zone[-1]
    other = last.style.bold != line.style.bold or heads_list(last) or heads_list(line)
    if other or abs(last.size - line.size) > 0.3 or not 0 < last.base - line.base < _STEP * line.size:
        return False
    edges = sorted({round(each.box.left / _SAME) for each in (*zone, line)})
    groups = 1 + sum(b - a > 1 for a, b in itertools.pairwise(edges))
    depth = (edges[-1] - edges[0]) * _SAME
    return groups == 1 or (groups == 2 and _DEPTH[0] * line.size < depth < _DEPTH[1] * line.size)


def _hangs(zone: Sequence[Line], left: float, is_full: Callable[[Line, Line], bool]) -> bool:
    """Whether what stands in follows full lines, and what stands at the margin follows ends of sentences."""
    inside = [(a, b) for a, b in itertools.pairwise(zone) if b.box.left > left + _SAME]
    outside = [a for a, b in itertools.pairwise(zone) if b.box.left <= left + _SAME]
    if not inside or not outside or len(inside) + len(outside) < 3:
        return False
    full = sum(is_full(a, b) for a, b in inside)
    ended = sum(bool(_ENDED.search(line.text)) for line in outside)
    return full >= _MOSTLY * len(inside) and ended >= _MOSTLY * len(outside)
