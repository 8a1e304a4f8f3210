"""What is set off from the running text by its indentation: quotations in prose, and verse.

Takes the weighed lines, gives the runs of lines that are set off. A single indented line is a paragraph's beginning or
a heading, and lines that hang below an entry's first one belong to it.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from edition.intake.flow.breaks import Breaks, begins_sentence, is_finished
from edition.intake.signs.lines import Line

_DEEP: Final = 4
_NEAR: Final = 1
_VERSE: Final = 0.75
_PAIR: Final = 0.6  # two lines of verse have about the same length; a closing formula and a signature have not


@dataclass(frozen=True, slots=True)
class SetOff:
    """The lines `first:last` (exclusive) are set off, as verse or as prose."""

    first: int
    last: int
    verse: bool


def find_set_off(breaks: Breaks) -> list[SetOff]:
    """Find the runs of lines that are set off."""
    found: list[SetOff] = []
    lines = breaks.lines
    first = 0
    while first < len(lines):
        last = _run_end(breaks, first)
        if last - first >= 2 and _begins_anew(breaks, first):
            verse = _is_verse(breaks, first, last)
            if verse or _reads_on(lines[first:last]):
                found.append(SetOff(first, last, verse))
        first = max(last, first + 1)
    return found


def _run_end(breaks: Breaks, first: int) -> int:
    """Lines as deep as the second one; the first may be deeper by a paragraph's indentation."""
    lines = breaks.lines
    if lines[first].indent < _DEEP:
        return first
    last = first + 1
    while last < len(lines):
        depth = lines[min(first + 1, last)].indent
        boundary = breaks.boundaries[last]
        if lines[last].indent < _DEEP or abs(lines[last].indent - depth) > _NEAR or boundary.gap is None:
            break
        if boundary.gap > breaks.narrowest_gap and is_finished(lines[last - 1].text):
            break
        last += 1
    return last if last - first < 2 or abs(lines[first].indent - lines[first + 1].indent) <= _DEEP else first


def _begins_anew(breaks: Breaks, first: int) -> bool:
    """Not the lines that hang below a first one; behind a colon or a stop, or behind a gap."""
    if first == 0:
        return False
    before, gap = breaks.lines[first - 1], breaks.boundaries[first].gap
    return is_finished(before.text) or before.text.endswith((":", ",")) or (gap or 0) > breaks.narrowest_gap


def _reads_on(lines: Sequence[Line]) -> bool:
    """Whether a sentence runs over the line's end somewhere, as it does in prose that was broken to a measure."""
    return any(not is_finished(a.text) and not begins_sentence(b.text) for a, b in itertools.pairwise(lines))


def _is_verse(breaks: Breaks, first: int, last: int) -> bool:
    """Short lines that begin with capitals and mostly do not end their sentence."""
    lines = breaks.lines[first:last]
    widths = [line.width for line in lines]
    short = max(widths) < _VERSE * breaks.widest and (len(lines) > 2 or min(widths) > _PAIR * max(widths))
    if breaks.is_at_right(first):
        return False
    capitals = all(begins_sentence(line.text) for line in lines)
    return short and capitals and sum(is_finished(line.text) for line in lines) * 2 <= len(lines)
