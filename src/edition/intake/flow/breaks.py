"""Where paragraphs begin: the text's own habits weighed together.

Takes the body's lines in reading order, gives for every line how strongly it begins a paragraph. A sign (a gap, an
indentation, blanks at a paragraph's end) counts only where it stands between a finished sentence and a new one in most
of its places, so that it is a habit of this text. A line that had room for the next word counts in every text.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from edition.intake.signs.lines import Line
from edition.intake.signs.measure import local_measures, room_left, upper_measure

_FINISHED: Final = re.compile(r"[.!?…][\"'”’»)\]]*(?:\d{1,3}\*?|\*)?[.]?$")
_COLON: Final = re.compile(r":[\"'”’»)\]]*(?:\d{1,3}\*?|\*)?$")
_HABIT: Final = 0.6
_STRONG_HABIT: Final = 0.75
PARAGRAPH: Final = 1.5
OPENING: Final = 9.5
_MAX_GAP: Final = 4
_ENOUGH: Final = 5
_INDENT: Final = 2  # blanks
_ROOM: Final = ((0.03, 0.0), (0.08, 1.5), (0.2, 3.0), (9.0, 4.5))  # up to this share of the measure, the weight
_NOISE: Final = 0.025
_RIGHT: Final = 0.55
_CLEAR: Final = 0.2  # so much of the measure is left free by a paragraph's last line alone
_SHORT: Final = 0.6
_WIDEST: Final = 75.0  # ems; no page is set as wide, so longer lines are paragraphs that nobody wrapped


@dataclass(frozen=True, slots=True)
class Boundary:
    """What stands between two lines of the body: the gap, unless a page or a note came between; a split word."""

    gap: int | None
    split: bool = False
    page: bool = False


@dataclass(frozen=True)
class Breaks:
    """The lines, what stands before each, the measure around each, and the weight for a paragraph's start at each."""

    lines: Sequence[Line]
    boundaries: Sequence[Boundary]
    measures: Sequence[float]
    weights: Sequence[float]
    wide_gaps: frozenset[int]

    @cached_property
    def usual_size(self) -> float:
        """The size of type that most lines are set in; 0 for plain text."""
        sizes = sorted(line.type.size for line in self.lines if line.type)
        return sizes[len(sizes) // 2] if sizes else 0.0

    @cached_property
    def columns(self) -> float:
        """How many characters the page is wide, with the indentation."""
        return upper_measure([float(line.indent + len(line.text)) for line in self.lines])

    def is_at_right(self, i: int) -> bool:
        """Whether a line stands at the page's right, as dates and signatures do."""
        return self.lines[i].indent > _RIGHT * self.columns

    @cached_property
    def widest(self) -> float:
        """The measure of the whole text."""
        return upper_measure([line.width for line in self.lines])

    @cached_property
    def narrowest_gap(self) -> int:
        """The fewest blank lines that stand anywhere between two lines."""
        return min((b.gap for b in self.boundaries if b.gap is not None), default=0)


def is_finished(text: str) -> bool:
    """Whether a line ends a sentence.

    >>> is_finished("oldu.12"), is_finished("Mondros Müta-")
    (True, False)
    """
    return bool(_FINISHED.search(text))


def begins_sentence(text: str) -> bool:
    """Whether a line can begin a sentence."""
    if text[:1] in '“„«"…':
        return True
    first = text.lstrip("“”„«\"'‘’([…-–—*¨•. ")[:1]
    return not first.islower()


def weigh_breaks(lines: Sequence[Line], boundaries: Sequence[Boundary], *, splits: bool) -> Breaks:
    """Weigh every line; the first one begins a paragraph anyway. `splits`: this text splits words at line ends."""
    measures = local_measures([line.width for line in lines])
    if _is_unwrapped(lines):
        return Breaks(lines, boundaries, measures, [10.0] * len(lines), frozenset())
    wide = _wide_gaps(lines, boundaries)
    rooms, of_room = _rooms(lines, boundaries, measures, splits)
    gaps = [None if b.gap is None else min(b.gap, _MAX_GAP) in wide for b in boundaries]
    no_gap = _without(lines, rooms, lambda i: gaps[i])
    no_indent = _without(lines, rooms, lambda i: lines[i].indent >= _INDENT)
    trailing = _habit(lines, lambda i: lines[i - 1].trail >= _INDENT)
    indented = _habit(lines, lambda i: lines[i].indent >= _INDENT > lines[i - 1].indent)
    weights = [10.0] * len(lines)
    for i in range(1, len(lines)):
        weight = _of_text(lines[i - 1], lines[i], boundaries[i])
        weight += _of_room(rooms[i], of_room)
        weight += 4.0 if gaps[i] else 0.0 if gaps[i] is None else no_gap
        weight += _of_trail(lines[i - 1], trailing)
        weights[i] = weight + _of_indent(lines[i - 1], lines[i], indented, 0.0 if gaps[i] else no_indent)
    return Breaks(lines, boundaries, measures, weights, wide)


def _of_trail(before: Line, trailing: float) -> float:
    """What blanks at the end of the line before say, as far as they are a habit."""
    return (6.0 if is_finished(before.text) else 3.0) * trailing if before.trail >= _INDENT else 0.0


def _of_indent(before: Line, line: Line, indented: float, none: float) -> float:
    """What a line's indentation says, as far as it is a habit; `none`: what it says that there is none."""
    if line.indent >= _INDENT:
        return 4.5 * indented if before.indent < _INDENT else 0.0
    return none


def _is_unwrapped(lines: Sequence[Line]) -> bool:
    """Whether most of the text stands in lines that only a paragraph can have, as editors of plain text write them."""
    widths = [line.width / (line.type.size if line.type else 1.0) for line in lines]
    return sum(width for width in widths if width > _WIDEST) > sum(widths) / 2


def _of_text(before: Line, line: Line, boundary: Boundary) -> float:
    if boundary.split:
        return -10.0
    weight = 0.0
    if not is_finished(before.text):
        weight -= 1.5 if _COLON.search(before.text) else 5.0
    if not begins_sentence(line.text):
        weight -= 6.0
    return weight


def _rooms(
    lines: Sequence[Line], boundaries: Sequence[Boundary], measures: Sequence[float], splits: bool
) -> tuple[list[float], tuple[float, ...]]:
    """How much of the measure each line's first word would have left on the line before, and what that weighs here.

    How often a line in the midst of a sentence has the room, too, tells how much it can mean in this text.
    """
    rooms = [0.0, *(_room(a, b, m, splits) for (a, b), m in zip(itertools.pairwise(lines), measures, strict=False))]
    inside = [
        rooms[i]
        for i in range(1, len(lines))
        if lines[i].text[:1].islower() and not boundaries[i].split and not is_finished(lines[i - 1].text)
    ]
    weights = []
    for low, (high, weight) in zip((0.0, *(limit for limit, _ in _ROOM)), _ROOM, strict=False):
        noise = sum(low < room <= high for room in inside) / max(1, len(inside))
        weights.append(weight if noise <= _NOISE else weight - 1.0)
    return rooms, tuple(weights)


def _room(before: Line, line: Line, measure: float, splits: bool) -> float:
    if measure <= 0:
        return 0.0
    word = line.text.split(maxsplit=1)[0]
    first = word[:3] + "-" if splits and word.isalpha() and len(word) > 5 else word
    size = before.type.size if before.type else 1.0
    return room_left(before.width, first, measure, size) / measure


def _of_room(room: float, weights: Sequence[float]) -> float:
    """A line that had room for what follows ended for another reason."""
    if room <= 0:
        return -2.0
    return next((weight for (limit, _), weight in zip(_ROOM, weights, strict=True) if room <= limit), weights[-1])


def _clean(lines: Sequence[Line], i: int) -> bool:
    return is_finished(lines[i - 1].text) and begins_sentence(lines[i].text)


def _is_set_apart(lines: Sequence[Line], i: int, measure: float) -> bool:
    """Whether the line before can be a heading: short, and followed by the beginning of a sentence."""
    return lines[i - 1].width < _SHORT * measure and begins_sentence(lines[i].text)


def _wide_gaps(lines: Sequence[Line], boundaries: Sequence[Boundary]) -> frozenset[int]:
    """The gaps that stand between paragraphs: wider than the usual one and mostly between sentences."""
    total: Counter[int] = Counter()
    clean: Counter[int] = Counter()
    measure = upper_measure([line.width for line in lines])
    for i in range(1, len(lines)):
        gap = boundaries[i].gap
        if gap is not None:
            total[min(gap, _MAX_GAP)] += 1
            clean[min(gap, _MAX_GAP)] += _clean(lines, i) or _is_set_apart(lines, i, measure)
    if not total:
        return frozenset()
    usual = max(total, key=lambda gap: (total[gap], -gap))  # in a short text the narrower of two equals
    return frozenset(g for g in total if g > usual and (clean[g] >= _HABIT * total[g] or g >= usual + 2))


def _without(lines: Sequence[Line], rooms: Sequence[float], sign: Callable[[int], bool | None]) -> float:
    """What a missing sign says against a paragraph: nothing in a text whose clear ends of paragraphs lack it, too.

    `sign` gives None where it cannot be told.
    """
    signs = [sign(i) for i in range(1, len(lines)) if rooms[i] > _CLEAR and _clean(lines, i)]
    with_it, without = signs.count(True), signs.count(False)
    if with_it + without < _ENOUGH or without > with_it:
        return 0.0
    return -2.0 if without * 4 <= with_it else -1.0


def _habit(lines: Sequence[Line], sign: Callable[[int], bool]) -> float:
    """How far a sign is this text's habit at paragraphs: 0 where it stands anywhere, 1 where only between sentences."""
    places = [i for i in range(1, len(lines)) if sign(i)]
    if not places or len(places) * 2 > len(lines):
        return 0.0
    measure = upper_measure([line.width for line in lines])
    share = sum(_clean(lines, i) or _is_set_apart(lines, i, measure) for i in places) / len(places)
    return 0.0 if share < _HABIT else 1.0 if share >= _STRONG_HABIT else 0.5
