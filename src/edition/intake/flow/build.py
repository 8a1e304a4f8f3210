"""Lines into blocks: text joined over line ends, pages and notes; notes gathered; furniture kept beside the text.

Takes a text's lines with everything found about them, gives a `ReadingOrder`. Where a decision was doubtful it is told,
and where the editor has decided otherwise, that holds.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from edition.intake.content import (
    Block,
    BlockBuilder,
    Fixture,
    Kind,
    Node,
    Note,
    NoteCall,
    PageBreak,
    ReadingOrder,
    Table,
)
from edition.intake.corrections import Corrections
from edition.intake.doubts import Doubt, DoubtReason
from edition.intake.flow.breaks import Boundary, Breaks, weigh_breaks
from edition.intake.flow.calls import CallSite, find_calls, find_dangling
from edition.intake.flow.hyphens import Joined, Joint, decided, join_lines
from edition.intake.flow.kinds import find_kinds
from edition.intake.flow.readings import read_notes
from edition.intake.flow.words import Words, read_words
from edition.intake.page.endnotes import find_endnotes
from edition.intake.page.furniture import Pages, find_pages
from edition.intake.page.notes import NoteLines
from edition.intake.page.tables import TableLines, find_tables
from edition.intake.signs.labels import opening_zone, title_zones
from edition.intake.signs.lines import Line, Type, read_lines, without_margins

_CALL: Final = r"\d{1,3}\*?"
_BRACKET: Final = r"(?:[(\[][^()\[\]]*(?:[(\[][^()\[\]]*[)\]][^()\[\]]*)*[)\]])?"
_QUOTE: Final = re.compile(rf"^[“„«\"].*[”»\"“][.,]?\s*+(?:{_CALL}\s*+)?{_BRACKET}[.,]?\s*+(?:{_CALL})?$", re.DOTALL)


@dataclass(frozen=True)
class TextFlow:
    """The flow of a plain text, and the doubts on the way."""

    flow: ReadingOrder
    doubts: tuple[Doubt, ...]


def read_flow(text: str, corrections: Corrections, types: dict[int, Type] | None = None) -> TextFlow:
    """Read a plain text (or a PDF's lines) into blocks."""
    lines = without_margins(read_lines(text, types))
    pages = corrections.of_furniture(lines, find_pages(lines))
    zones = title_zones(lines, pages.furniture) or opening_zone(lines, pages.furniture)
    tables = find_tables(lines, pages.furniture)
    endnotes = find_endnotes(lines, pages.furniture)
    outside = {*zones, *(i for table in tables for i in range(table.first, table.last))}
    outside.update(i for note in endnotes for i in note.lines)
    read = read_notes(lines, pages, outside)
    notes = corrections.of_notes(lines, [*read.notes, *endnotes])
    made = _Builder(lines, pages, zones, notes, tables, corrections).build()
    return replace(made, doubts=(*read.doubts, *made.doubts))


class _Builder:
    def __init__(
        self,
        lines: Sequence[Line],
        pages: Pages,
        zones: frozenset[int],
        notes: Sequence[NoteLines],
        tables: Sequence[TableLines],
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
        self.tables = {table.first: table for table in tables}
        self.in_tables = {i for table in tables for i in range(table.first, table.last)}
        outside = {*pages.furniture, *in_notes, *self.in_tables}
        self.body = [i for i in range(len(lines)) if i not in outside]
        self.calls = find_calls(lines, self.body, self.page_of, notes)
        self.calls_on: dict[int, list[CallSite]] = {}
        self.dangling = find_dangling(lines, self.body, notes, self.calls)
        for call in (*self.calls.values(), *self.dangling):
            self.calls_on.setdefault(call.line, []).append(call)

    def build(self) -> TextFlow:
        joints = self._joints(self.body)
        breaks = self._breaks(joints)
        kinds, doubts = find_kinds(breaks, [i in self.zones for i in self.body], self.corrections)
        self.doubts += doubts
        nodes = self._nodes(joints, kinds)
        notes = [self._note(k, note) for k, note in enumerate(self.notes)]
        nodes = _set_off_quotes(nodes)
        for call in self.dangling:
            line = self.lines[call.line]
            sign = line.text[call.start : call.end]
            start = line.start + call.start
            self.doubts.append(
                Doubt("call", line.number, start, start + len(sign), sign, "call without note", DoubtReason.NO_NOTE)
            )
        return TextFlow(ReadingOrder(tuple(nodes), tuple(notes), self.joined), tuple(self.doubts))

    def _joints(self, indexes: Sequence[int]) -> list[Joined]:
        """How each line is put to the one before it."""
        joints = [Joined(Joint.SPACE)]
        for a, b in itertools.pairwise(indexes):
            keep = self.corrections.of_hyphen(self.lines[a])
            found = join_lines(self.lines[a].text, self.lines[b].text, self.words) if keep is None else decided(keep)
            if not found.sure:
                self.doubts.append(self._doubtful_hyphen(self.lines[a], self.lines[b], found))
            joints.append(found)
        return joints

    def _breaks(self, joints: Sequence[Joined]) -> Breaks:
        lines = [self.lines[i] for i in self.body]
        boundaries = [Boundary(None)]
        for (a, b), joint in zip(zip(self.body, self.body[1:], strict=False), joints[1:], strict=True):
            page = self.page_of[a] != self.page_of[b]
            beside = b == a + 1 or all(i in self.in_tables for i in range(a + 1, b))
            gap = self.lines[b].gap if beside and not page else None
            boundaries.append(Boundary(gap, joint.joint is not Joint.SPACE, page))
        return weigh_breaks(lines, boundaries, splits=self.words.splits)

    def _nodes(self, joints: Sequence[Joined], kinds: Mapping[int, tuple[Kind, int]]) -> list[Node]:
        nodes: list[Node] = []
        pending: list[PageBreak | Fixture] = []
        waiting: list[Table] = []
        place = {index: at for at, index in enumerate(self.body)}
        builder: BlockBuilder | None = None
        kind, line = (Kind.PARAGRAPH, 0), 0
        starts = set(self.pages.starts)
        for i, here in enumerate(self.lines):
            if i in starts:
                pending.append(PageBreak(self.pages.numbers.get(self.page_of[i])))
            if i in self.pages.furniture:
                pending.append(Fixture(self.pages.furniture[i].value, here.text, here.start))
            if i in self.tables:
                waiting.append(self._table(self.tables[i]))
            if i not in place:
                continue
            at = place[i]
            if builder is None or at in kinds:
                if builder is not None:
                    nodes.append(builder.block(*kind, line))
                nodes += [*waiting, *pending]
                waiting = []
                builder, kind, line = BlockBuilder(), kinds.get(at, (Kind.PARAGRAPH, 0)), here.number
            else:
                self._join(builder, joints[at], pending)
            pending = []
            self._add_line(builder, i)
        if builder is not None:
            nodes.append(builder.block(*kind, line))
        return [*nodes, *waiting, *pending]

    def _table(self, table: TableLines) -> Table:
        rows: list[tuple[Block, ...]] = []
        for line, cells in zip(self.lines[table.first : table.last], table.rows, strict=True):
            builders = [BlockBuilder() for _ in cells]
            for builder, (start, end) in zip(builders, cells, strict=True):
                builder.add(line.text[start:end], line.start + start)
            rows.append(tuple(builder.block(Kind.CELL, 0, line.number) for builder in builders))
        return Table(tuple(rows))

    def _join(self, builder: BlockBuilder, decision: Joined, pending: Sequence[PageBreak | Fixture]) -> None:
        inside = decision.joint is not Joint.SPACE
        if decision.joint is Joint.JOIN:
            builder.drop_hyphen()
            self.joined += 1
        elif not inside:
            builder.space()
        for event in pending:
            builder.happen(replace(event, inside=inside) if isinstance(event, PageBreak) else event)

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
        return Note(sign, label, (builder.block(Kind.PARAGRAPH, 0, first.number),), call is not None, note.place)

    def _label_end(self, line: Line, note: NoteLines) -> int:
        rest = line.text[note.label.length :]
        return line.start + note.label.length + len(rest) - len(rest.lstrip())

    def _doubtful_hyphen(self, left: Line, right: Line, found: Joined) -> Doubt:
        text = f"{left.text.split()[-1]}|{right.text.split()[0]}"
        start = max(left.start, left.end - 20)
        return Doubt("hyphen", left.number, start, left.end, text, found.joint.value, DoubtReason(found.reason))


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
