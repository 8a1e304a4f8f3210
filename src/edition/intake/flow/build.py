"""Lines into blocks: text joined over line ends, pages and notes; notes gathered; furniture kept beside the text.

Takes a text's lines with everything found about them, gives a `Flow`. Where a decision was doubtful it is told, and
where the editor has decided otherwise, that holds.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from edition.intake.corrections import Corrections
from edition.intake.flow.breaks import OPENING, PARAGRAPH, Boundary, Breaks, is_finished, weigh_breaks
from edition.intake.flow.calls import Call, find_calls, find_dangling
from edition.intake.flow.content import (
    Block,
    BlockBuilder,
    Fixture,
    Flow,
    Kind,
    Node,
    Note,
    NoteCall,
    PageBreak,
)
from edition.intake.flow.headings import Heading, find_headings
from edition.intake.flow.hyphens import Decision, Joint, join_lines
from edition.intake.flow.words import Words, read_words
from edition.intake.front.labels import section_label, title_zones
from edition.intake.page.furniture import Pages, find_pages
from edition.intake.page.lines import Line, Type, read_lines
from edition.intake.page.measure import room_left
from edition.intake.page.notes import NoteLines, find_notes

_ITEM: Final = re.compile(r"([^\w\s“”„«»\"'‘’()\[\]…<>@#&%+/\\.,;:!?-])\s+(?=\S)|[-–—*+]\s+(?=\S)")
_CALL: Final = r"(?:\d{1,3}\*?)?"
_BRACKET: Final = r"(?:[(\[][^()\[\]]*(?:[(\[][^()\[\]]*[)\]][^()\[\]]*)*[)\]])?"
_QUOTE: Final = re.compile(rf"^[“„«\"].*[”»\"“][.,]?\s*{_CALL}\s*{_BRACKET}[.,]?\s*{_CALL}$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A decision that could have gone the other way: its kind, its place in the source, what was done and why."""

    kind: str
    line: int
    start: int
    end: int
    text: str
    decision: str
    reason: str


@dataclass(frozen=True)
class TextFlow:
    """The flow of a plain text, and the doubts on the way."""

    flow: Flow
    doubts: tuple[Doubt, ...]


def read_flow(text: str, corrections: Corrections, types: dict[int, Type] | None = None) -> TextFlow:
    """Read a plain text (or a PDF's lines) into blocks."""
    lines = read_lines(text, types)
    pages = corrections.of_furniture(lines, find_pages(lines))
    zones = title_zones(lines, pages.furniture)
    notes = corrections.of_notes(lines, find_notes(lines, pages, zones))
    return _Builder(lines, pages, zones, notes, corrections).build()


class _Builder:
    def __init__(
        self,
        lines: Sequence[Line],
        pages: Pages,
        zones: frozenset[int],
        notes: Sequence[NoteLines],
        corrections: Corrections,
    ) -> None:
        self.lines = lines
        self.pages = pages
        self.zones = zones
        self.page_of = pages.page_of(len(lines))
        self.notes = notes
        self.corrections = corrections
        self.words: Words = read_words(lines)
        self.doubts: list[Doubt] = []
        self.joined = 0
        in_notes = {i for note in notes for i in note.lines}
        self.body = [i for i in range(len(lines)) if i not in pages.furniture and i not in in_notes]
        self.calls = find_calls(lines, self.body, self.page_of, notes)
        self.calls_on: dict[int, list[Call]] = {}
        self.dangling = find_dangling(lines, self.body, notes, self.calls)
        for call in (*self.calls.values(), *self.dangling):
            self.calls_on.setdefault(call.line, []).append(call)

    def build(self) -> TextFlow:
        joints = self._joints(self.body)
        breaks = self._breaks(joints)
        kinds = self._kinds(breaks)
        nodes = self._nodes(joints, kinds)
        notes = [self._note(k, note) for k, note in enumerate(self.notes)]
        nodes = _set_off_quotes(nodes)
        for call in self.dangling:
            line = self.lines[call.line]
            sign = line.text[call.start : call.end]
            start = line.start + call.start
            reason = "the numbers of the notes go on to it, but there is no such note"
            self.doubts.append(Doubt("call", line.number, start, start + len(sign), sign, "call without note", reason))
        return TextFlow(Flow(tuple(nodes), tuple(notes), self.joined), tuple(self.doubts))

    def _joints(self, indexes: Sequence[int]) -> list[Decision]:
        """How each line is put to the one before it."""
        joints = [Decision(Joint.SPACE)]
        for a, b in itertools.pairwise(indexes):
            found = join_lines(self.lines[a].text, self.lines[b].text, self.words)
            found = self.corrections.of_hyphen(self.lines[a], self.lines[b], found)
            if not found.sure:
                left, right = self.lines[a].text.split()[-1], self.lines[b].text.split()[0]
                self._doubt("hyphen", self.lines[a], f"{left}|{right}", found.joint.value, found.reason, at_end=True)
            joints.append(found)
        return joints

    def _breaks(self, joints: Sequence[Decision]) -> Breaks:
        lines = [self.lines[i] for i in self.body]
        boundaries = [Boundary(None)]
        for (a, b), joint in zip(zip(self.body, self.body[1:], strict=False), joints[1:], strict=True):
            page = self.page_of[a] != self.page_of[b]
            gap = self.lines[b].gap if b == a + 1 and not page else None
            boundaries.append(Boundary(gap, joint.joint is not Joint.SPACE, page))
        return weigh_breaks(lines, boundaries, splits=self.words.split_share >= 0.02)

    def _kinds(self, breaks: Breaks) -> dict[int, tuple[Kind, int]]:
        """The blocks' first lines (by place in the body) with kind and level."""
        starts: dict[int, tuple[Kind, int]] = {}
        breaks = self._with_openers(breaks)
        headings = {heading.first: heading for heading in find_headings(breaks)}
        at = 0
        while at < len(self.body):
            step = self._block_at(breaks, headings, at, starts)
            at += step
        for i, line in enumerate(breaks.lines):
            wanted = self.corrections.of_block(line)
            if wanted == "continues":
                starts.pop(i, None)
            elif wanted:
                starts[i] = (Kind(wanted), 1)
                if Kind(wanted) is Kind.HEADING and i + 1 < len(breaks.lines):
                    starts.setdefault(i + 1, (Kind.PARAGRAPH, 0))
        return starts

    def _with_openers(self, breaks: Breaks) -> Breaks:
        """Keywords end with the line that had room for more, full stop or not; what follows begins anew."""
        weights = list(breaks.weights)
        for at, line in enumerate(breaks.lines):
            label = section_label(line.text)
            if not label or not label.keywords or label.alone:
                continue
            end = at
            while end + 1 < len(breaks.lines) and self._keywords_go_on(breaks, end):
                weights[end + 1] = -9.0
                end += 1
            if end + 1 < len(weights):
                weights[end + 1] = OPENING
        return replace(breaks, weights=weights)

    def _keywords_go_on(self, breaks: Breaks, at: int) -> bool:
        line, after = breaks.lines[at], breaks.lines[at + 1]
        gap = breaks.boundaries[at + 1].gap
        if is_finished(line.text) or (gap is not None and gap in breaks.wide_gaps) or section_label(after.text):
            return False
        size = line.type.size if line.type else 1.0
        enough = 0.0 if breaks.boundaries[at + 1].page else 0.25 * breaks.measures[at]
        return room_left(line.width, after.text, breaks.measures[at], size) <= enough or line.text.endswith(",")

    def _block_at(
        self,
        breaks: Breaks,
        headings: Mapping[int, Heading],
        at: int,
        starts: dict[int, tuple[Kind, int]],
    ) -> int:
        line = breaks.lines[at]
        index = self.body[at]
        label = section_label(line.text)
        if label and (at == 0 or breaks.weights[at] > -8 or label.alone):
            starts[at] = (Kind.KEYWORDS if label.keywords else Kind.LABEL, 1)
            if label.alone and at + 1 < len(self.body):
                starts[at + 1] = (Kind.PARAGRAPH, 0)
            return 1
        if index in self.zones:
            if index - 1 not in self.zones or self._begins_in_zone(breaks, at):
                starts[at] = (Kind.TITLE, 0)
            if index + 1 not in self.zones and at + 1 < len(self.body):
                starts.setdefault(at + 1, (Kind.PARAGRAPH, 0))
            return 1
        heading = headings.get(at)
        if heading and not section_label(breaks.lines[heading.last - 1].text):
            starts[at] = (Kind.HEADING, heading.level)
            if heading.last < len(self.body):
                starts[heading.last] = (Kind.PARAGRAPH, 0)
            if heading.weight < 5:
                self._doubt("heading", line, line.text, "heading", "short and set apart, but not by much")
            return heading.last - at
        if _ITEM.match(line.text) and (at == 0 or breaks.weights[at] >= -1 or at in starts):
            starts[at] = (Kind.ITEM, 0)
        elif at == 0 or breaks.weights[at] >= PARAGRAPH:
            starts.setdefault(at, (Kind.PARAGRAPH, 0))
        if at and abs(breaks.weights[at] - PARAGRAPH) <= 1 and at not in headings:
            done = "paragraph" if at in starts else "continues"
            self._doubt("block", line, line.text[:60], done, "the signs for a new paragraph are in balance")
        return 1

    def _begins_in_zone(self, breaks: Breaks, at: int) -> bool:
        """Among titles, authors and affiliations a line stands for itself, unless a title runs on."""
        gap = breaks.boundaries[at].gap
        if breaks.boundaries[at].split:
            return False
        text = breaks.lines[at].text
        wide = gap is None or (min(gap, 4) in breaks.wide_gaps and gap > breaks.narrowest_gap)
        return wide or "@" in text or text[:1].isdigit() or "@" in breaks.lines[at - 1].text

    def _nodes(self, joints: Sequence[Decision], kinds: Mapping[int, tuple[Kind, int]]) -> list[Node]:
        nodes: list[Node] = []
        pending: list[PageBreak | Fixture] = []
        place = {index: at for at, index in enumerate(self.body)}
        builder: BlockBuilder | None = None
        kind, line = (Kind.PARAGRAPH, 0), 0
        starts = set(self.pages.starts)
        for i, here in enumerate(self.lines):
            if i in starts:
                pending.append(PageBreak(self.pages.numbers.get(self.page_of[i])))
            if i in self.pages.furniture:
                pending.append(Fixture(self.pages.furniture[i].value, here.text, here.start))
            if i not in place:
                continue
            at = place[i]
            if builder is None or at in kinds:
                if builder is not None:
                    nodes.append(builder.block(*kind, line))
                nodes += pending
                builder, kind, line = BlockBuilder(), kinds.get(at, (Kind.PARAGRAPH, 0)), here.number
            else:
                self._join(builder, joints[at], pending)
            pending = []
            self._add_line(builder, i)
        if builder is not None:
            nodes.append(builder.block(*kind, line))
        return nodes + list(pending)

    def _join(self, builder: BlockBuilder, decision: Decision, pending: Sequence[PageBreak | Fixture]) -> None:
        inside = decision.joint is not Joint.SPACE
        if decision.joint is Joint.JOIN:
            builder.drop_hyphen()
            self.joined += 1
        elif not inside:
            builder.space()
        for event in pending:
            builder.happen(PageBreak(event.number, inside) if isinstance(event, PageBreak) else event)

    def _add_line(self, builder: BlockBuilder, i: int) -> None:
        line = self.lines[i]
        at = 0
        for call in sorted(self.calls_on.get(i, ()), key=lambda c: c.start):
            builder.add(line.text[at : call.start], line.start + at)
            builder.happen(NoteCall(call.note, line.text[call.start : call.end]))
            at = call.end
        builder.add(line.text[at:], line.start + at)

    def _note(self, k: int, note: NoteLines) -> Note:
        builder = BlockBuilder()
        joints = self._joints(note.lines)
        for n, i in enumerate(note.lines):
            line = self.lines[i]
            if n == 0:
                builder.add(line.text[note.label.length :].lstrip(), self._label_end(line, note))
                continue
            page = self.page_of[i]
            turned = page != self.page_of[note.lines[n - 1]]
            self._join(builder, joints[n], [PageBreak(self.pages.numbers.get(page))] if turned else ())
            builder.add(line.text, line.start)
        call = self.calls.get(k)
        sign = self.lines[call.line].text[call.start : call.end] if call else note.label.sign
        first = self.lines[note.lines[0]]
        label = first.text[: note.label.length]
        return Note(sign, label, (builder.block(Kind.PARAGRAPH, 0, first.number),), call is not None)

    def _label_end(self, line: Line, note: NoteLines) -> int:
        rest = line.text[note.label.length :]
        return line.start + note.label.length + len(rest) - len(rest.lstrip())

    def _doubt(self, kind: str, line: Line, text: str, decision: str, reason: str, *, at_end: bool = False) -> None:
        start = max(line.start, line.end - 20) if at_end else line.start
        self.doubts.append(Doubt(kind, line.number, start, min(line.end, start + 60), text, decision, reason))


def _set_off_quotes(nodes: Sequence[Node]) -> list[Node]:
    """A paragraph that is one quotation from its first sign to its last, behind a colon, is set off."""
    done: list[Node] = []
    before: Block | None = None
    for node in nodes:
        found = node
        if isinstance(node, Block):
            if node.kind is Kind.PARAGRAPH and before and before.text.endswith(":") and _is_one_quotation(node.text):
                found = Block(Kind.QUOTE, node.text, node.runs, node.events, 0, node.line)
            before = node
        done.append(found)
    return done


def _is_one_quotation(text: str) -> bool:
    """Whether the first quotation reaches to the end, but for a citation.

    >>> _is_one_quotation("“We came.” (Kars, 1921: 4)."), _is_one_quotation("“We came” they said. “All.”")
    (True, False)
    """
    if not _QUOTE.match(text):
        return False
    close = {"“": "”", "„": "“", "«": "»", '"': '"'}[text[0]]
    inner = text[1:].find(close) + 1
    rest = text[inner + 1 :]
    return close not in rest or text[0] not in rest
