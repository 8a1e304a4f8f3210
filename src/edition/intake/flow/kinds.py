"""What each block of the body is, and with which line it begins: title, label, heading, paragraph, item, quotation.

Takes the weighed lines, gives the kinds by the blocks' first lines, and the decisions that were near. Where the editor
has decided otherwise, that holds.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from edition.intake.content import Kind
from edition.intake.corrections import Corrections
from edition.intake.doubts import Doubt, DoubtReason
from edition.intake.flow.breaks import OPENING, PARAGRAPH, Breaks, is_finished
from edition.intake.flow.headings import find_headings
from edition.intake.flow.set_off import find_set_off
from edition.intake.signs.journal import is_masthead
from edition.intake.signs.labels import is_bibliography, section_label
from edition.intake.signs.lines import Line
from edition.intake.signs.measure import room_left
from edition.intake.signs.people import is_byline, is_people, names_in
from edition.languages import Languages
from edition.languages.patterns import any_label
from edition.languages.used import told

_ITEM: Final = re.compile(r"([^\w\s“”„«»\"'‘’()\[\]…<>@#&%+/\\.,;:!?-])\s+(?=\S)|[-–—*+]\s+(?=\S)")
_BULLET: Final = re.compile(r"[•▪◦‣●○■□➢✓❖➤]\s+(?=\S)")
_NUMBERED: Final = re.compile(r"\(?(\d{1,2}|[^\W\d_A-Z])[.)]\s+(?=\S)")
_FIRST: Final = ("1) ", "1. ", "(1) ", "a) ", "a. ", "(a) ", "i) ", "(i) ")
_LONGEST_ITEM: Final = 12
_LETTERS: Final = "abcçdefgğhıijklmnoöpqrsştuüvwxyz"
_FIXED: Final = frozenset({Kind.LABEL, Kind.KEYWORDS, Kind.TITLE, Kind.ITEM})
_ENDS: Final = frozenset({Kind.HEADING, Kind.LABEL, Kind.KEYWORDS, Kind.TITLE})
_ENTRY: Final = re.compile(
    r"\[\d{1,3}\]|\d{1,3}[.)]\s|[-–—_]{2,}|[^\W\d_][^\s,.;]*(?:\s[^\s,.;]+){0,3},\s\S|[^\W\d_]\w+\s\(?[12]\d{3}"
)
_ENTRY_END: Final = re.compile(r"(?<![\s.][^\W\d_])[.!?)\]”\"]\s*\d{0,4}$|https?://\S+$|\d$")
_SURE: Final = 5.0
Starts = dict[int, tuple[Kind, int]]


@told
def _caption(languages: Languages) -> re.Pattern[str]:
    return re.compile(any_label(languages, lambda labels: (*labels.figures, *labels.tables)) + r"\s*\d")


def find_kinds(breaks: Breaks, in_zone: Sequence[bool], corrections: Corrections) -> tuple[Starts, list[Doubt]]:
    """The blocks' first lines (by place in the body) with kind and level; `in_zone`: the line is one of the titles."""
    finder = _Finder(breaks, in_zone, corrections)
    finder.find()
    return finder.starts, finder.doubts


class _Finder:
    def __init__(self, breaks: Breaks, in_zone: Sequence[bool], corrections: Corrections) -> None:
        self.breaks = breaks = _with_openers(breaks)
        self.in_zone = in_zone
        self.corrections = corrections
        self.headings = {heading.first: heading for heading in find_headings(breaks)}
        self.starts: Starts = {}
        self.doubts: list[Doubt] = []

    def find(self) -> None:
        """Fill `starts`."""
        at = 0
        while at < len(self.breaks.lines):
            at += self._block_at(at)
        self._entries()
        self._set_off()
        self._list()
        self._obey()

    def _block_at(self, at: int) -> int:
        """Decide on the line at this place; gives how many lines are decided."""
        if self._label(at):
            return 1
        if self.in_zone[at]:
            self._title(at)
            return 1
        if self._works(at):
            return 1
        heading = self.headings.get(at)
        if heading and not section_label(self.breaks.lines[heading.last - 1].text):
            self._begin(at, Kind.HEADING, heading.level)
            self._begin_paragraph(heading.last)
            if heading.weight < _SURE:
                line = self.breaks.lines[at]
                self._doubt("heading", line, line.text, "heading", DoubtReason.NEARLY_HEADING)
            return heading.last - at
        self._paragraph(at)
        return 1

    def _begin(self, at: int, kind: Kind, level: int = 0) -> None:
        self.starts[at] = (kind, level)

    def _begin_paragraph(self, at: int) -> None:
        if at < len(self.breaks.lines):
            self.starts.setdefault(at, (Kind.PARAGRAPH, 0))

    def _label(self, at: int) -> bool:
        label = section_label(self.breaks.lines[at].text)
        if not label or not (at == 0 or self.breaks.weights[at] > -8 or label.alone):
            return False
        self._begin(at, Kind.KEYWORDS if label.keywords else Kind.LABEL, 1)
        if label.alone:
            self._begin_paragraph(at + 1)
        return True

    def _works(self, at: int) -> bool:
        """The heading of the list of works, on a line of its own between blank ones."""
        gaps = [boundary.gap for boundary in self.breaks.boundaries[at : at + 2]]
        if not is_bibliography(self.breaks.lines[at].text) or len(gaps) < 2 or not all(gaps):
            return False
        self._begin(at, Kind.HEADING, self.headings[at].level if at in self.headings else 1)
        self._begin_paragraph(at + 1)
        return True

    def _title(self, at: int) -> None:
        if at == 0 or not self.in_zone[at - 1] or self._begins_in_zone(at):
            self._begin(at, Kind.TITLE)
        if at + 1 < len(self.in_zone) and not self.in_zone[at + 1]:
            self._begin_paragraph(at + 1)

    def _begins_in_zone(self, at: int) -> bool:
        """Among titles, authors and affiliations a line stands for itself, unless a title runs on."""
        breaks = self.breaks
        gap = breaks.boundaries[at].gap
        if breaks.boundaries[at].split:
            return False
        text = breaks.lines[at].text
        wide = gap is None or (min(gap, 4) in breaks.wide_gaps and gap > breaks.narrowest_gap)
        before = breaks.lines[at - 1].text
        apart = is_masthead(text) or is_masthead(before) or is_people(text) or is_people(before)
        named = is_byline(text) or (bool(gap) and bool(names_in(text) or names_in(before)))
        return wide or apart or named or text[:1].isdigit()

    def _paragraph(self, at: int) -> None:
        line, weight = self.breaks.lines[at], self.breaks.weights[at]
        item = _ITEM.match(line.text) and (at == 0 or weight >= -1 or at in self.starts)
        if item or (_BULLET.match(line.text) and not self.breaks.boundaries[at].split):
            self._begin(at, Kind.ITEM)
        elif at == 0 or weight >= PARAGRAPH or self._is_behind_caption(at):
            self._begin_paragraph(at)
        if at and abs(weight - PARAGRAPH) <= 1 and at not in self.headings:
            done = "paragraph" if at in self.starts else "continues"
            self._doubt("block", line, line.text[:60], done, DoubtReason.IN_BALANCE)

    def _is_behind_caption(self, at: int) -> bool:
        """Captions have no full stop, and what follows one has nothing to do with it."""
        gap = self.breaks.boundaries[at].gap or 0
        return gap > self.breaks.narrowest_gap and bool(_caption().match(self.breaks.lines[at - 1].text))

    def _entries(self) -> None:
        """In the list of works an entry begins with its author or number, where most of its blocks do."""
        lines = self.breaks.lines
        heads = [at for at, (kind, _) in self.starts.items() if kind is Kind.HEADING]
        ends = sorted(at for at, (kind, _) in self.starts.items() if kind in _ENDS)
        for head in (at for at in heads if is_bibliography(lines[at].text)):
            after = bisect_right(ends, head)
            last = ends[after] if after < len(ends) else len(lines)
            blocks = [at for at in range(head + 1, last) if at in self.starts]
            first = blocks[0] if blocks else last
            if sum(bool(_ENTRY.match(lines[at].text)) for at in blocks) * 2 <= len(blocks):
                continue
            for at in range(first + 1, last):
                self.starts.pop(at, None)
                if _ENTRY.match(lines[at].text) and _ENTRY_END.search(lines[at - 1].text):
                    self._begin_paragraph(at)

    def _set_off(self) -> None:
        for run in find_set_off(self.breaks):
            indexes = range(run.first, run.last)
            if any(self.in_zone[at] or (at in self.starts and self.starts[at][0] in _FIXED) for at in indexes):
                continue
            for at in indexes:
                self.starts.pop(at, None)
                if run.verse:
                    self._begin(at, Kind.VERSE)
            self.starts.setdefault(run.first, (Kind.QUOTE, 0))
            self._begin_paragraph(run.last)

    def _list(self) -> None:
        """Paragraphs one behind the other whose numbers go on are a list's items; so are lines behind a colon."""
        for at, line in enumerate(self.breaks.lines):
            if at and line.text.startswith(_FIRST) and self.breaks.lines[at - 1].text.endswith(":"):
                self._items_from(at)
        for a, b in itertools.pairwise(sorted(self.starts)):
            if all(self.starts[at][0] in (Kind.PARAGRAPH, Kind.ITEM) for at in (a, b)):
                before, here = (_NUMBERED.match(self.breaks.lines[at].text) for at in (a, b))
                if before and here and _follows(before, here):
                    self._begin(a, Kind.ITEM)
                    self._begin(b, Kind.ITEM)

    def _items_from(self, first: int) -> None:
        """The items of a list that begins here: lines whose numbers go on, each behind a stop of any kind."""
        lines = self.breaks.lines
        items = [first]
        for at in range(first + 1, len(lines)):
            if at - items[-1] > _LONGEST_ITEM or (at in self.starts and self.starts[at][0] in _FIXED | {Kind.HEADING}):
                break
            before, here = _NUMBERED.match(lines[items[-1]].text), _NUMBERED.match(lines[at].text)
            if before and here and _follows(before, here) and lines[at - 1].text[-1] in ".,;:":
                items.append(at)
        if len(items) > 1:
            for at in items:
                self._begin(at, Kind.ITEM)

    def _obey(self) -> None:
        for at, line in enumerate(self.breaks.lines):
            wanted = self.corrections.of_block(line)
            if wanted == "continues":
                self.starts.pop(at, None)
            elif wanted:
                self._begin(at, Kind(wanted), 1)
                if Kind(wanted) is Kind.HEADING:
                    self._begin_paragraph(at + 1)

    def _doubt(self, kind: str, line: Line, text: str, decision: str, reason: DoubtReason) -> None:
        end = min(line.end, line.start + 60)
        self.doubts.append(Doubt(kind, line.number, line.start, end, text, decision, reason))


def _with_openers(breaks: Breaks) -> Breaks:
    """Keywords end with the line that had room for more, full stop or not; what follows begins anew."""
    weights = list(breaks.weights)
    for at, line in enumerate(breaks.lines):
        label = section_label(line.text)
        if not label or not label.keywords or label.alone:
            continue
        end = at
        while end + 1 < len(breaks.lines) and _keywords_go_on(breaks, end):
            weights[end + 1] = -9.0
            end += 1
        if end + 1 < len(weights):
            weights[end + 1] = OPENING
    return replace(breaks, weights=weights)


def _keywords_go_on(breaks: Breaks, at: int) -> bool:
    line, after = breaks.lines[at], breaks.lines[at + 1]
    gap = breaks.boundaries[at + 1].gap
    if is_finished(line.text) or (gap is not None and gap in breaks.wide_gaps) or section_label(after.text):
        return False
    if breaks.boundaries[at + 1].page:
        return line.text.endswith((",", ";", "-")) or after.text[:1].islower()
    size = line.type.size if line.type else 1.0
    room = room_left(line.width, after.text, breaks.measures[at], size)
    return room <= 0.25 * breaks.measures[at] or line.text.endswith(",")


def _follows(before: re.Match[str], here: re.Match[str]) -> bool:
    """Whether a number or letter goes on with the one before it.

    >>> _follows(_NUMBERED.match("a) one"), _NUMBERED.match("b) two"))
    True
    """
    a, b = before.group(1), here.group(1)
    if before.group(0).strip(a + " ") != here.group(0).strip(b + " "):
        return False
    if a.isdigit() or b.isdigit():
        return a.isdigit() and b.isdigit() and int(b) == int(a) + 1
    return 0 < _LETTERS.index(b) - _LETTERS.index(a) <= 2  # between c and d some alphabets have ç
