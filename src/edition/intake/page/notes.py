"""Which lines are footnotes: the number sequence, rules, calls on the page and the setting of the lines together.

Takes lines and pages, gives the notes with their lines. A note may run on over the page or from one column's foot to
the next one's, with body text between. The lines are labelled by a beam search: every line is body or note, and a path
through them pays for what is unlikely (a note without a call, a return to the body in mid-page, a body line as long as
the notes' lines), so that no single sign decides.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from edition.intake.page.furniture import Furniture, Pages
from edition.intake.page.setting import Setting, learn_setting
from edition.intake.signs.labels import is_bibliography, section_label
from edition.intake.signs.lines import Line
from edition.intake.signs.measure import room_left
from edition.intake.signs.numbers import (
    DATE_BEHIND,
    CallPlaces,
    NoteLabel,
    label_with,
    leading_numbers,
    may_be_label,
    symbol_label,
)

_BEAM: Final = 10
_SKIPS: Final = 3
_LABELLED: Final = -2.0  # the setting says no more than this against a line that has a number to go by
_NEXT: Final = 1.0  # a number that goes on with the notes so far
_AT_TOP: Final = 12.0  # a page begins with its body: a note that runs on stands at its foot
_FINISHED: Final = re.compile(r"[.!?)\]\"”»]$")
_SHORTENED: Final = re.compile(r"(?:^|[^\w’'])(?:[^\W\d_aeıioöuüâîûаеёиоуыэюя]{1,3}|[A-ZÇĞİÖŞÜ][^\W\d_]{0,2})\.$")
_ENDED: Final = re.compile(r"[.!?:…][\"”’»)\]]*\d{0,3}\*?$")


@dataclass(frozen=True, slots=True)
class NoteLines:
    """A note's label and the indexes of its lines; the label is part of the first one."""

    label: NoteLabel
    lines: tuple[int, ...]
    place: str = "foot"


@dataclass(frozen=True, slots=True)
class _Step:
    """One line's labelling on a path; `label` where a note begins."""

    before: _Step | None
    line: int
    note: bool
    label: NoteLabel | None


@dataclass(frozen=True, slots=True)
class _Link:
    """A line in a chain of numbered ones, with the weight of the chain up to it."""

    score: float
    line: int
    number: int
    before: _Link | None


@dataclass(frozen=True, slots=True)
class _Path:
    score: float
    note: bool
    number: int
    number_page: int
    body: int
    last: int
    steps: _Step | None


def find_notes(lines: Sequence[Line], pages: Pages, outside: Collection[int] = ()) -> list[NoteLines]:
    """Find the footnotes of a text; the lines `outside` are neither body nor note (authors and their affiliations)."""
    search = _Search(lines, pages, outside)
    seeds = search.seeds()
    if not seeds:
        return []
    setting = learn_setting(lines, search.text, search.page_of, seeds)
    first = search.run(setting)
    bodies = set(search.text) - {i for note in first for i in note.lines}
    again = learn_setting(lines, search.text, search.page_of, [list(note.lines) for note in first], bodies)
    return search.run(again)


class _Search:
    """The beam search over the lines that are no furniture."""

    def __init__(self, lines: Sequence[Line], pages: Pages, outside: Collection[int]) -> None:
        self.lines = lines
        self.page_of = pages.page_of(len(lines))
        self.text = [i for i in range(len(lines)) if i not in pages.furniture and i not in outside]
        self._ruled = {i for i in self.text if lines[i].ruled or self._behind_rule(i, pages)}
        self._labelled = {i for i in self.text if may_be_label(lines[i].text)}
        self._entries = _among_works(lines, self.text)
        # authors call their notes, too
        called = [i for i in range(len(lines)) if i not in pages.furniture]
        self._calls = CallPlaces((self.page_of[i], i, lines[i].text) for i in called)
        self._first: dict[tuple[int, str], tuple[int | None, int | None]] = {}
        self._setting = Setting({}, 0.0, 0.0)

    def _behind_rule(self, i: int, pages: Pages) -> bool:
        return pages.furniture.get(i - 1) is Furniture.RULE

    def _call_weight(self, i: int, label: NoteLabel) -> float:
        """What the page says of this label: a call of its form above the line, one below it (in the next column), a
        doubtful one, or none.
        """
        weight = -3.0
        for form in label.calls:
            free, any_ = self._first_places(self.page_of[i], form)
            if free is not None and form in label.sure_calls:
                weight = max(weight, 3.0 if free < i else 2.0)
            elif any_ is not None:
                weight = max(weight, 1.0 if any_ < i else 0.0)
        return weight

    def _first_places(self, page: int, form: str) -> tuple[int | None, int | None]:
        """The first line of a page with a call of this form that is no day before a month and year, and with any."""
        key = page, form
        if key not in self._first:
            places = self._calls.of(page, form)
            free = (p.line for p in places if not DATE_BEHIND.match(self.lines[p.line].text, p.end))
            self._first[key] = next(free, None), places[0].line if places else None
        return self._first[key]

    def seeds(self) -> list[list[int]]:
        """Lines that are notes beyond much doubt: the heaviest chain of numbers that go on, each with its call above
        it or behind a rule; of two lines with one number the later one, as notes stand at the page's foot.
        """
        best: dict[int, _Link] = {}
        heaviest: _Link | None = None
        signs: list[list[int]] = []
        for i in self.text:
            if i not in self._labelled:
                continue
            if i in self._ruled and symbol_label(self.lines[i].text):
                signs.append([i])
            for label, number in self._readings(i):
                weight = self._call_weight(i, label) + (4.0 if i in self._ruled else 0.0)
                if weight <= 0:
                    continue
                before = self._best_before(best, heaviest, i, number)
                if i in self._entries and before is None:
                    continue
                link = _Link(weight + (before.score if before else 0.0), i, number, before)
                if number not in best or link.score >= best[number].score:
                    best[number] = link
                if heaviest is None or link.score >= heaviest.score:
                    heaviest = link
        return [*signs, *(self._with_text(i) for i in _lines_of(heaviest))]

    def _with_text(self, i: int) -> list[int]:
        """A label with the line behind it, where it stands alone."""
        after = bisect_right(self.text, i)
        return [i, self.text[after]] if _is_bare(self.lines[i].text) and after < len(self.text) else [i]

    def _readings(self, i: int) -> list[tuple[NoteLabel, int]]:
        text = self.lines[i].text
        return [(label, n) for n in leading_numbers(text) if (label := label_with(text, n))]

    def _best_before(self, best: dict[int, _Link], heaviest: _Link | None, i: int, number: int) -> _Link | None:
        """The chain that this number goes on with; on a new page it may begin again with 1."""
        found = [link for n in (number - 1, number - 2) if (link := best.get(n)) and link.line < i]
        if number == 1 and heaviest and self.page_of[heaviest.line] < self.page_of[i]:
            found.append(heaviest)
        return max(found, key=lambda link: link.score, default=None)

    def run(self, setting: Setting) -> list[NoteLines]:
        self._setting = setting
        beam = [_Path(0.0, False, 0, -1, -1, -1, None)]
        previous = -1
        for i in self.text:
            fresh = previous < 0 or self.page_of[i] != self.page_of[previous]
            emission = setting.note_evidence(i)
            found: dict[tuple[bool, int], _Path] = {}
            for path in beam:
                for option in self._options(path, i, fresh, emission):
                    key = option.note, option.number
                    if key not in found or option.score > found[key].score:
                        found[key] = option
            beam = sorted(found.values(), key=lambda p: -p.score)[:_BEAM]
            previous = i
        return _notes_of(beam[0])

    def _options(self, path: _Path, i: int, fresh: bool, emission: float) -> list[_Path]:
        return [
            self._as_body(path, i, fresh, emission),
            *self._as_note(path, i, fresh, emission),
            *self._as_new_note(path, i, emission),
        ]

    def _as_body(self, path: _Path, i: int, fresh: bool, emission: float) -> _Path:
        score = path.score - emission / 2 + self._reads_on(path.body, i)
        if path.note and not fresh:
            score -= 4.0
        if i in self._ruled:
            score -= 3.0
        step = _Step(path.steps, i, False, None)
        return _Path(score, False, path.number, path.number_page, i, path.last, step)

    def _as_note(self, path: _Path, i: int, fresh: bool, emission: float) -> list[_Path]:
        """The line goes on with the last note, which stands on this page or on the one before."""
        if path.last < 0 or self.page_of[i] - self.page_of[path.last] > 1:
            return []
        score = path.score + emission / 2 + self._reads_on(path.last, i, note=True)
        if not path.note:
            open_ = not _FINISHED.search(self.lines[path.last].text)
            score += (1.0 if i in self._ruled else -5.0) + (2.0 if open_ else -3.0)
        elif fresh:
            score -= 1.0 if i in self._ruled else _AT_TOP
        step = _Step(path.steps, i, True, None)
        return [_Path(score, True, path.number, path.number_page, path.body, i, step)]

    def _as_new_note(self, path: _Path, i: int, emission: float) -> list[_Path]:
        found: list[_Path] = []
        page = self.page_of[i]
        for label, number, cost in self._labels(path, i, page):
            score = path.score + max(emission, _LABELLED) / 2 - cost + (1.5 if path.note else -1.0)
            if i in self._ruled:
                score += 4.0
            score += self._call_weight(i, label) + (_NEXT if number == path.number + 1 > 1 else 0.0)
            if path.note:
                score -= self._left_open(self.lines[path.last].text, self.lines[i].text)
            step = _Step(path.steps, i, True, label)
            found.append(_Path(score, True, number, page, path.body, i, step))
        return found

    def _labels(self, path: _Path, i: int, page: int) -> list[tuple[NoteLabel, int, float]]:
        """The labels the line can be read with: the next number, one of those behind it, 1 on a new page, a sign."""
        if i not in self._labelled:
            return []
        text = self.lines[i].text
        found: list[tuple[NoteLabel, int, float]] = []
        if i in self._entries:
            label = label_with(text, path.number + 1) if path.number else None
            return [(label, path.number + 1, 0.0)] if label else []
        for skip in range(_SKIPS):
            label = label_with(text, path.number + 1 + skip)
            if label:
                found.append((label, path.number + 1 + skip, 3.0 * skip))
        restart = label_with(text, 1) if path.number > 0 and page > path.number_page else None
        if restart:
            found.append((restart, 1, 2.0))
        sign = symbol_label(text)
        if sign and (i in self._ruled or path.note or self._call_weight(i, sign) > 0):
            found.append((sign, path.number, 0.0))
        return found

    def _left_open(self, before: str, here: str) -> float:
        """What it costs to begin a note behind one that has not ended; a number alone may be the end of its line."""
        if before.endswith("-"):
            return 3.0
        return 2.0 if _is_bare(here) and not _FINISHED.search(before) else 0.0

    def _reads_on(self, before: int, i: int, *, note: bool = False) -> float:
        """Whether a line reads on from the last one of the body, or of the note: a split word, an open sentence, a line
        that had no more room. Both are asked the same, so that a text's running lines speak for neither.
        """
        if before < 0:
            return 0.0
        line, here = self.lines[before], self.lines[i]
        small = here.text[:1].islower()
        if line.text.endswith("-"):
            return 3.0 if small else -1.0
        if note and _is_bare(line.text):
            return 1.0
        shortened = _SHORTENED.search(line.text)
        if note and _FINISHED.search(line.text) and not shortened:
            return -3.0 if self._had_room(line, here, note) else -0.5
        if _ENDED.search(line.text) and not shortened:
            return -2.0 if small else 0.0
        if self._had_room(line, here, note):
            return 0.0 if small else -0.5
        return 1.5

    def _had_room(self, line: Line, here: Line, note: bool) -> bool:
        measure = self._setting.note_measure if note else self._setting.body_measure
        size = line.type.size if line.type else 1.0
        return room_left(line.width, here.text, measure, size) > 0.02 * measure


def _is_bare(text: str) -> bool:
    """Whether a line is a number and nothing else."""
    return text.strip("()[]. ").isdigit()


def _among_works(lines: Sequence[Line], text: Sequence[int]) -> frozenset[int]:
    """The lines behind the heading of the list of works, whose numbers are those of entries as a rule."""
    found: list[int] = []
    inside = False
    for i in text:
        inside = is_bibliography(lines[i].text) or (inside and not section_label(lines[i].text))
        if inside:
            found.append(i)
    return frozenset(found)


def _lines_of(link: _Link | None) -> list[int]:
    found: list[int] = []
    while link:
        found.append(link.line)
        link = link.before
    return found[::-1]


def _notes_of(path: _Path) -> list[NoteLines]:
    steps: list[_Step] = []
    step = path.steps
    while step:
        steps.append(step)
        step = step.before
    found: list[tuple[NoteLabel, list[int]]] = []
    for step in reversed(steps):
        if step.note and step.label:
            found.append((step.label, [step.line]))
        elif step.note:
            found[-1][1].append(step.line)
    return [NoteLines(label, tuple(indexes)) for label, indexes in found]
