"""Which lines are footnotes: the number sequence, rules, calls on the page and the setting of the lines together.

Takes lines and pages, gives the notes with their lines. A note may run on over the page or from one column's foot to
the next one's, with body text between. The lines are labelled by a beam search: every line is body or note, and a path
through them pays for what is unlikely (a note without a call, a return to the body in mid-page, a body line as long as
the notes' lines), so that no single sign decides.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from edition.intake.page.furniture import Furniture, Pages
from edition.intake.page.labels import CallPlaces, Label, label_with, may_be_label, symbol_label
from edition.intake.page.lines import Line
from edition.intake.page.measure import room_left
from edition.intake.page.setting import Setting, learn_setting

_BEAM: Final = 10
_SKIPS: Final = 3
_AT_TOP: Final = 12.0  # a page begins with its body: a note that runs on stands at its foot
_FINISHED: Final = re.compile(r"[.!?)\]\"”»][\"”»)\]]*$")


@dataclass(frozen=True, slots=True)
class NoteLines:
    """A note's label and the indexes of its lines; the label is part of the first one."""

    label: Label
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Step:
    """One line's labelling on a path; `label` where a note begins."""

    before: _Step | None
    line: int
    note: bool
    label: Label | None


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
        self._calls = CallPlaces((self.page_of[i], i, lines[i].text) for i in self.text)
        self._note_measure = 0.0

    def _behind_rule(self, i: int, pages: Pages) -> bool:
        return pages.furniture.get(i - 1) is Furniture.RULE

    def _has_call(self, page: int, sign: str) -> bool:
        return bool(self._calls.of(page, sign))

    def seeds(self) -> list[list[int]]:
        """Lines that are notes beyond much doubt, in runs: a numbered line behind a rule or with a call on its page."""
        runs: list[list[int]] = []
        number, last = 0, -99
        for i in self.text:
            line = self.lines[i]
            label = label_with(line.text, number + 1)
            if i in self._ruled and not label:
                label = symbol_label(line.text)
            near = i - last < 20 and self.page_of[i] == self.page_of[last]
            dotted = label is not None and line.text[len(label.sign) :][:1] == "."
            if label and (i in self._ruled or (self._has_call(self.page_of[i], label.sign) and (near or not dotted))):
                runs.append([i])
                number += label.sign.isdigit()
                last = i
        return runs

    def run(self, setting: Setting) -> list[NoteLines]:
        self._note_measure = setting.note_measure
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
        score = path.score - emission / 2
        if path.note:
            score += (0.0 if fresh else -4.0) + self._continuity(path.body, i)
            score -= 0.0 if fresh else self._note_goes_on(path.last, i)
        if i in self._ruled:
            score -= 3.0
        step = _Step(path.steps, i, False, None)
        return _Path(score, False, path.number, path.number_page, i, path.last, step)

    def _as_note(self, path: _Path, i: int, fresh: bool, emission: float) -> list[_Path]:
        """The line goes on with the last note, which stands on this page or on the one before."""
        if path.last < 0 or self.page_of[i] - self.page_of[path.last] > 1:
            return []
        score = path.score + emission / 2
        if not path.note:
            open_ = not _FINISHED.search(self.lines[path.last].text)
            score += (1.0 if i in self._ruled else -5.0) + (2.0 if open_ else -3.0)
        elif fresh:
            score -= 1.0 if i in self._ruled else _AT_TOP
        else:
            score += self._note_goes_on(path.last, i)
        step = _Step(path.steps, i, True, None)
        return [_Path(score, True, path.number, path.number_page, path.body, i, step)]

    def _as_new_note(self, path: _Path, i: int, emission: float) -> list[_Path]:
        found: list[_Path] = []
        page = self.page_of[i]
        for label, number, cost in self._labels(path, i, page):
            score = path.score + emission / 2 - cost + (1.5 if path.note else -1.0)
            if i in self._ruled:
                score += 4.0
            score += 3.0 if self._has_call(page, label.sign) else -3.0
            step = _Step(path.steps, i, True, label)
            found.append(_Path(score, True, number, page, path.body, i, step))
        return found

    def _labels(self, path: _Path, i: int, page: int) -> list[tuple[Label, int, float]]:
        """The labels the line can be read with: the next number, one of those behind it, 1 on a new page, a sign."""
        if i not in self._labelled:
            return []
        text = self.lines[i].text
        found: list[tuple[Label, int, float]] = []
        for skip in range(_SKIPS):
            label = label_with(text, path.number + 1 + skip)
            if label:
                found.append((label, path.number + 1 + skip, 3.0 * skip))
        restart = label_with(text, 1) if path.number > 0 and page > path.number_page else None
        if restart:
            found.append((restart, 1, 2.0))
        sign = symbol_label(text)
        if sign and (i in self._ruled or path.note):
            found.append((sign, path.number, 0.0))
        return found

    def _note_goes_on(self, last: int, i: int) -> float:
        """Whether a note's line reads on in the next: a split word, an open sentence, a line that had no more room."""
        line, here = self.lines[last], self.lines[i]
        if line.text.endswith("-"):
            return 3.0 if here.text[:1].islower() else 0.5
        size = line.type.size if line.type else 1.0
        short = room_left(line.width, here.text, self._note_measure, size) > 0.02 * self._note_measure
        if _FINISHED.search(line.text):
            return -3.0 if short else -0.5
        return -0.5 if short else 1.5

    def _continuity(self, before: int, i: int) -> float:
        """Whether the line reads on from the last body line."""
        if before < 0:
            return 0.0
        last, here = self.lines[before].text, self.lines[i].text
        small = here[:1].islower()
        if last.endswith("-"):
            return 2.5 if small else -1.0
        finished = bool(re.search(r"[.!?:…][\"”’»)\]]*\d{0,3}\*?$", last))
        if small:
            return -2.0 if finished else 1.5
        return 0.5 if finished else 0.0


def _notes_of(path: _Path) -> list[NoteLines]:
    steps: list[_Step] = []
    step = path.steps
    while step:
        steps.append(step)
        step = step.before
    found: list[tuple[Label, list[int]]] = []
    for step in reversed(steps):
        if step.note and step.label:
            found.append((step.label, [step.line]))
        elif step.note:
            found[-1][1].append(step.line)
    return [NoteLines(label, tuple(indexes)) for label, indexes in found]
