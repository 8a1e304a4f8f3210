"""A text's notes weighed as a whole: where a numbered line may head a section or begin a note, both readings are made,
and the one that fits better as a whole holds.

Takes lines, pages and what is neither body nor note, gives the notes and the doubts with their second best. A reading
is told by its numbers that go on (of notes and of sections), by calls that are there, and by notes that stand at the
foot of their page and have no paragraphs.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from edition.intake.doubts import Doubt, DoubtReason
from edition.intake.flow.calls import find_calls
from edition.intake.page.furniture import Pages
from edition.intake.page.notes import NoteLines, find_notes
from edition.intake.signs.lines import Line

_HEAD: Final = re.compile(r"(\d{1,2})[.)]?\s+[^\W\d_]")
_ENDED: Final = re.compile(r"[.,;:…][\"”’»)\]]*$")
_LONGEST: Final = 80
_MOST: Final = 6  # so many numbered lines are weighed one by one
_NEAR: Final = 3.0
_GOES_ON, _GAP = 1.0, -2.0
_CALLED, _UNCALLED = 2.0, -3.0
_PARAGRAPH, _BEFORE_BODY = -2.0, -3.0


@dataclass(frozen=True)
class NoteReading:
    """The notes of a text, and where another reading was near."""

    notes: tuple[NoteLines, ...]
    doubts: tuple[Doubt, ...] = ()


def read_notes(lines: Sequence[Line], pages: Pages, outside: Collection[int]) -> NoteReading:
    """The notes at the feet of pages, in the reading that fits best."""
    first = find_notes(lines, pages, outside)
    heads = [i for i in range(len(lines)) if i not in pages.furniture and i not in outside and _may_head(lines, i)]
    open_ = [note.lines[0] for note in first if note.lines[0] in heads]
    if not open_:
        return NoteReading(tuple(first))
    scale = _Scale(lines, pages, heads)
    readings = [_Reading(scale.score(first), frozenset(), first)]
    for sections in _choices(open_):
        notes = find_notes(lines, pages, {*outside, *sections})
        readings.append(_Reading(scale.score(notes), sections, notes))
    best, second = sorted(readings, key=lambda reading: -reading.score)[:2]
    near = best.score - second.score < _NEAR
    doubts = [_doubt(lines[i], i in best.sections) for i in open_] if near else []
    return NoteReading(tuple(best.notes), tuple(doubts))


@dataclass(frozen=True)
class _Reading:
    """One way to read the text: its weight, the lines that head sections and begin no notes, its notes."""

    score: float
    sections: frozenset[int]
    notes: Sequence[NoteLines]


def _choices(lines: Sequence[int]) -> list[frozenset[int]]:
    """Which of the lines head sections: all of them, or one."""
    return [frozenset(lines), *(frozenset({i}) for i in lines[:_MOST] if len(lines) > 1)]


def _may_head(lines: Sequence[Line], i: int) -> bool:
    """Whether a line looks like the numbered heading of a section: short, unfinished, apart from its neighbours."""
    line = lines[i]
    apart = (line.gap or line.feed or i == 0) and (i + 1 == len(lines) or lines[i + 1].gap > 0)
    return bool(apart and len(line.text) <= _LONGEST and _HEAD.match(line.text) and not _ENDED.search(line.text))


@dataclass(frozen=True)
class _Scale:
    lines: Sequence[Line]
    pages: Pages
    heads: Sequence[int]

    def score(self, notes: Sequence[NoteLines]) -> float:
        """How well a reading fits as a whole."""
        inside = {i for note in notes for i in note.lines}
        body = [i for i in range(len(self.lines)) if i not in inside and i not in self.pages.furniture]
        page_of = self.pages.page_of(len(self.lines))
        called = len(find_calls(self.lines, body, page_of, notes))
        calls = _CALLED * called + _UNCALLED * (len(notes) - called)
        numbers = [int(note.label.sign) for note in notes if note.label.sign.isdigit()]
        sections = [self._number(i) for i in self.heads if i not in inside]
        shapes = sum(self._shape(note, set(body), page_of) for note in notes)
        return calls + sum(_steps(numbers, again=True)) + sum(_steps(sections, again=False)) + shapes

    def _number(self, i: int) -> int:
        found = _HEAD.match(self.lines[i].text)
        return int(found.group(1)) if found else 0

    def _shape(self, note: NoteLines, body: Collection[int], page_of: Sequence[int]) -> float:
        """A note has no paragraphs, and no body stands below it on its page."""
        apart = sum(
            self.lines[b].gap > 0 and page_of[a] == page_of[b] and b == a + 1 for a, b in itertools.pairwise(note.lines)
        )
        last = note.lines[-1]
        below = last + 1 < len(self.lines) and last + 1 in body and page_of[last + 1] == page_of[last]
        return _PARAGRAPH * min(3, apart) + (_BEFORE_BODY if below else 0.0)


def _steps(numbers: Sequence[int], *, again: bool) -> Iterator[float]:
    """What each number says: the first one is 1, each other goes on; those of notes may begin again."""
    for before, number in itertools.pairwise([0, *numbers]):
        yield _GOES_ON if number == before + 1 or (again and number == 1) else _GAP


def _doubt(line: Line, section: bool) -> Doubt:
    best, reason = (
        ("heading of a section", DoubtReason.NEARLY_NOTE) if section else ("note", DoubtReason.NEARLY_SECTION)
    )
    return Doubt("note", line.number, line.start, line.end, line.text, best, reason)
