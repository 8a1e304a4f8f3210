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
from edition.intake.flow.breaks import OPENING, PARAGRAPH, Breaks, begins_sentence, is_finished
from edition.intake.flow.headings import Heading, find_headings
from edition.intake.flow.numbered import goes_on, numeral_of, read_numbered
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
        headings = {heading.first: heading for heading in find_headings(breaks)}
        self.numbered = read_numbered(breaks, headings, in_zone)
        headings |= {at: Heading(at, at + 1, 1, 0.0) for at in self.numbered.sections}
        self.headings = {at: heading for at, heading in headings.items() if at not in self.numbered.items}
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
        self._near()
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
        text, before = breaks.lines[at].text, breaks.lines[at - 1].text
        if gap is None or (min(gap, 4) in breaks.wide_gaps and gap > breaks.narrowest_gap):
            return True
        apart = any(is_masthead(one) or is_people(one) for one in (text, before))
        return apart or is_byline(text) or (gap > 0 and any(map(names_in, (text, before)))) or text[:1].isdigit()

    def _paragraph(self, at: int) -> None:
        line, weight = self.breaks.lines[at], self.breaks.weights[at]
        item = _ITEM.match(line.text) and (at == 0 or weight >= -1 or at in self.starts)
        if item or (_BULLET.match(line.text) and not self.breaks.boundaries[at].split):
            self._begin(at, Kind.ITEM)
        elif at == 0 or weight >= PARAGRAPH or self._is_behind_caption(at):
            self._begin_paragraph(at)
        self._balance(at)

    def _balance(self, at: int) -> None:
        """Tell a paragraph that may as well begin as not."""
        line = self.breaks.lines[at]
        if at and abs(self.breaks.weights[at] - PARAGRAPH) <= 1 and at not in self.headings:
            done = "paragraph" if at in self.starts else "continues"
            self._doubt("block", line, line.text[:60], done, DoubtReason.IN_BALANCE)

    def _is_behind_caption(self, at: int) -> bool:
        """Captions have no full stop, and what follows one has nothing to do with it."""
        gap = self.breaks.boundaries[at].gap or 0
        return gap > self.breaks.narrowest_gap and bool(_caption().match(self.breaks.lines[at - 1].text))

    def _entries(self) -> None:
        """In the list of works an entry begins with its author or number, where most of its blocks do."""
        lines = self.breaks.lines
        ends = sorted(at for at, (kind, _) in self.starts.items() if kind in _ENDS)
        for head in [at for at in ends if self.starts[at][0] is Kind.HEADING and is_bibliography(lines[at].text)]:
            after = bisect_right(ends, head)
            last = ends[after] if after < len(ends) else len(lines)
            blocks = [at for at in range(head + 1, last) if at in self.starts]
            if sum(map(bool, (_ENTRY.match(lines[at].text) for at in blocks))) * 2 > len(blocks):
                self._entries_from(blocks[0] + 1, last)

    def _entries_from(self, first: int, last: int) -> None:
        lines = self.breaks.lines
        for at in range(first, last):
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
        """Numbered lines that are items as the whole text is read; so are paragraphs behind each other that go on."""
        for at in self.numbered.items:
            if at not in self.starts or self.starts[at][0] not in _FIXED | {Kind.HEADING}:
                self._begin(at, Kind.ITEM)
                self._end_item(at)
        items = {self.breaks.lines[at].number for at in self.numbered.items}
        self.doubts = [doubt for doubt in self.doubts if doubt.kind != "block" or doubt.line not in items]
        for a, b in itertools.pairwise(sorted(self.starts)):
            if all(self.starts[at][0] in (Kind.PARAGRAPH, Kind.ITEM) for at in (a, b)) and self._go_on(a, b):
                self._begin(a, Kind.ITEM)
                self._begin(b, Kind.ITEM)

    def _end_item(self, at: int) -> None:
        """Items need no stop: what stands apart behind a line that had room for more begins anew."""
        after = at + 1
        if after == len(self.breaks.lines) or self.breaks.boundaries[after].split:
            return
        line, boundary = self.breaks.lines[at], self.breaks.boundaries[after]
        size = line.type.size if line.type else 1.0
        text = self.breaks.lines[after].text
        apart = (boundary.page or bool(boundary.gap)) and begins_sentence(text)
        if apart and room_left(line.width, text, self.breaks.measures[at], size) > 0:
            self._begin_paragraph(after)

    def _go_on(self, a: int, b: int) -> bool:
        before, here = (numeral_of(self.breaks.lines[at].text) for at in (a, b))
        return bool(before and here and goes_on(before, here))

    def _near(self) -> None:
        """What another reading of the numbered lines would have made of them."""
        for at, item in self.numbered.near:
            line = self.breaks.lines[at]
            decision, reason = ("list", DoubtReason.NEARLY_SECTION) if item else ("heading", DoubtReason.NEARLY_ITEM)
            self._doubt("block", line, line.text, decision, reason)

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
