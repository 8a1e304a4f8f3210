"""How notes are set and how body lines are, learnt from the text itself: width of full lines, gaps, size of type.

Takes the lines with some that are surely notes, gives for any line how much its setting speaks for a note.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from edition.intake.signs.lines import Line
from edition.intake.signs.measure import upper_measure

_ROOM: Final = 1.6  # ems that a full line leaves free or not, by what the next word needs
_SAME: Final = 0.035
_MOST: Final = 6.0  # so that calls and rules can outweigh any setting


@dataclass(frozen=True)
class Setting:
    """Evidence by index of line: above 0 speaks for a note, below for the body."""

    evidence: dict[int, float]
    note_measure: float
    body_measure: float

    def note_evidence(self, i: int) -> float:
        """The weight of the line's setting, between -6 and 6."""
        return self.evidence.get(i, 0.0)


def learn_setting(
    lines: Sequence[Line],
    text: Sequence[int],
    page_of: Sequence[int],
    notes: Sequence[Sequence[int]],
    bodies: Collection[int] | None = None,
) -> Setting:
    """Learn from lines known as notes; without `bodies`, the lines at the heads of the pages stand for the body."""
    known = bodies if bodies is not None else _page_heads(text, page_of)
    note_lines = [i for run in notes for i in run]
    note_measure = upper_measure([lines[i].width for i in note_lines if _has_words(lines[i])])
    body_measures = _body_measures(lines, page_of, known)
    common = upper_measure([lines[i].width for i in known])
    gap = _gap_evidence(lines, note_lines if bodies is not None else _seed_zone(text, notes), known)
    size = _size_evidence(lines, note_lines, known)
    evidence: dict[int, float] = {}
    for i in text:
        line, weight = lines[i], 0.0
        if _has_words(line):
            body_measure = body_measures.get(page_of[i], common)
            weight = _width_evidence(line.width, note_measure, body_measure, _size(line) or 1.0)
        evidence[i] = max(-_MOST, min(_MOST, _with_setting(weight, line, size, gap)))
    return Setting(evidence, note_measure, common)


def _with_setting(weight: float, line: Line, size: Mapping[float, float], gap: Mapping[int, float]) -> float:
    """What a width says with the size of type or, where that is not known, with the gap above the line."""
    if line.type:
        return size.get(_size(line), 0.0) + weight / 4
    return weight + (gap.get(min(line.gap, 3), 0.0) if line.number > 1 else 0.0)


def _has_words(line: Line) -> bool:
    """A label alone on its line has no width to learn from."""
    return any(c.isalpha() for c in line.text)


def _page_heads(text: Sequence[int], page_of: Sequence[int]) -> list[int]:
    seen: Counter[int] = Counter()
    heads: list[int] = []
    for i in text:
        seen[page_of[i]] += 1
        if seen[page_of[i]] <= 8:
            heads.append(i)
    return heads


def _seed_zone(text: Sequence[int], notes: Sequence[Sequence[int]]) -> list[int]:
    """The lines directly behind another note's first line, which are notes too as a rule."""
    firsts = {run[0] for run in notes}
    return [i for i in text if i in firsts and i - 1 in firsts]


def _body_measures(lines: Sequence[Line], page_of: Sequence[int], known: Iterable[int]) -> dict[int, float]:
    widths: dict[int, list[float]] = {}
    for i in known:
        widths.setdefault(page_of[i], []).append(lines[i].width)
    return {page: upper_measure(found) for page, found in widths.items() if len(found) >= 4}


def _width_evidence(width: float, note_measure: float, body_measure: float, size: float) -> float:
    if not note_measure or not body_measure or abs(note_measure / body_measure - 1) < _SAME:
        return 0.0
    evidence = math.log(_likelihood(width, note_measure, size) / _likelihood(width, body_measure, size))
    return max(-4.0, min(4.0, evidence))


def _likelihood(width: float, measure: float, size: float) -> float:
    """Most lines are full; the rest have any width up to the measure; hardly any is wider.

    What a full line leaves free is a word's part, so on a narrow page it is a greater share of the measure.
    """
    spread = _ROOM * size / measure
    full = math.exp(-(((width / measure - 1 + 0.9 * spread) / spread) ** 2) / 2) / (spread * math.sqrt(2 * math.pi))
    return 0.8 * full + (0.2 if width <= 1.06 * measure else 0.002)


def _gap_evidence(lines: Sequence[Line], notes: Collection[int], bodies: Collection[int]) -> dict[int, float]:
    ours = Counter(min(lines[i].gap, 3) for i in notes)
    theirs = Counter(min(lines[i].gap, 3) for i in bodies)
    ours_all, theirs_all = sum(ours.values()), sum(theirs.values())
    if ours_all < 3:
        return {}
    found: dict[int, float] = {}
    for gap in range(4):
        odds = ((ours[gap] + 1) / (ours_all + 4)) / ((theirs[gap] + 1) / (theirs_all + 4))
        found[gap] = max(-1.5, min(1.5, math.log(odds)))
    return found


def _size(line: Line) -> float:
    return round(line.type.size * 2) / 2 if line.type else 0.0


def _size_evidence(lines: Sequence[Line], notes: Iterable[int], bodies: Iterable[int]) -> dict[float, float]:
    """Where notes are set in smaller type, the size decides nearly alone."""
    ours = Counter(_size(lines[i]) for i in notes).most_common(1)
    theirs = Counter(_size(lines[i]) for i in bodies).most_common(1)
    if not ours or not theirs or not ours[0][0] or ours[0][0] >= theirs[0][0]:
        return {}
    middle = (ours[0][0] + theirs[0][0]) / 2
    sizes = {_size(line) for line in lines}
    return {size: 5.0 if size < middle else -5.0 for size in sizes}
