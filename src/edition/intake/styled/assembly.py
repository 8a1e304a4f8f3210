"""A PDF's pages put together to a `ReadingOrder`: blocks in reading order, notes at their calls, figures with captions.

Takes a `PdfSource` and the editor's corrections, gives the flow, the parts that it is made of, the reading order as one
text, and the files of pictures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from edition.intake.content import Block, Figure, Fixture, Kind, Node, Note, NoteCall, PageBreak, ReadingOrder, Table
from edition.intake.corrections import Corrections
from edition.intake.doubts import Doubt
from edition.intake.flow.words import read_words
from edition.intake.layout.model import Grid, Line, PdfSource, Picture
from edition.intake.layout.reading import PageLayout, lay_out
from edition.intake.pieces.foreign import foreign_marks, lifted
from edition.intake.pieces.pieces import Body, Piece, cut_pieces, learn_body
from edition.intake.reading import LeftOut
from edition.intake.signs.labels import is_bibliography
from edition.intake.signs.lines import read_lines
from edition.intake.styled.joins import goes_on, pair_captions
from edition.intake.styled.model import NoteText, Part, Role
from edition.intake.styled.notes import FoundNotes, find_notes
from edition.intake.styled.obeying import obey
from edition.intake.styled.roles import find_roles
from edition.intake.styled.text import Numbered, TextBuilder, style_kinds

_KINDS: Final = {
    Role.TITLE: Kind.TITLE, Role.SUBTITLE: Kind.TITLE, Role.PERSON: Kind.PERSON, Role.MASTHEAD: Kind.PERSON,
    Role.LABEL: Kind.LABEL, Role.KEYWORDS: Kind.KEYWORDS, Role.HEADING: Kind.HEADING, Role.ITEM: Kind.ITEM,
    Role.QUOTE: Kind.QUOTE,
}  # fmt: skip
_PLAIN: Final = frozenset({Role.TITLE, Role.SUBTITLE, Role.HEADING, Role.CAPTION, Role.PERSON, Role.LABEL})
_DEEPER: Final = 4.0
_FLOWING: Final = frozenset({Role.PARAGRAPH, Role.ITEM, Role.QUOTE, Role.CAPTION})


@dataclass(frozen=True)
class Styled:
    """What was made of a PDF."""

    flow: ReadingOrder
    parts: tuple[Part, ...]
    pages: tuple[PageLayout, ...]
    text: str
    doubts: tuple[Doubt, ...]
    files: tuple[tuple[str, bytes], ...]
    left_out: tuple[LeftOut, ...]


def read_styled(source: PdfSource, corrections: Corrections, stem: str) -> Styled:
    """Read a PDF's pages into a flow."""
    pages = lay_out(source.sheets)
    body = learn_body(pages)
    parts = find_roles(cut_pieces(pages, body), body, source.outline, source.title)
    numbered, text = _number(pages, source, corrections)
    obeyed = obey(parts, numbered)
    found = find_notes(obeyed.parts, body, obeyed.notes)
    assembly = _Assembly(pages, body, found, numbered, stem, obeyed.going_on)
    flow = assembly.flow()
    left_out = (*_left_out(pages), *_contents(parts))
    return Styled(flow, tuple(parts), pages, text, tuple(numbered.doubts), tuple(assembly.files), left_out)


def _left_out(pages: Sequence[PageLayout]) -> tuple[LeftOut, ...]:
    """What stands at the pages' edges."""
    return tuple(_told(kind, line) for page in pages for kind, line in page.furniture)


def _contents(parts: Sequence[Part]) -> tuple[LeftOut, ...]:
    """The lines of tables of contents."""
    return tuple(_told("contents", line) for p in parts if p.role is Role.CONTENTS for line in p.piece.lines)


def _told(kind: str, line: Line) -> LeftOut:
    return LeftOut(kind, line.text, line.page + 1, (line.box.left, line.box.bottom, line.box.right, line.box.top))


def _number(pages: Sequence[PageLayout], source: PdfSource, corrections: Corrections) -> tuple[Numbered, str]:
    """The lines in reading order as one text, a form feed before each page but the first."""
    order: list[Line] = []
    texts: list[str] = []
    for page in pages:
        for at, line in enumerate(_lines_of(page)):
            order.append(line)
            texts.append(("\f" if page.sheet.number and not at else "") + line.text)
    text = "\n".join(texts) + "\n"
    lines = read_lines(text)
    links = {sheet.number: sheet.links for sheet in source.sheets if sheet.links}
    by_line = {id(line): made for line, made in zip(order, lines, strict=True)}
    foreign = foreign_marks(source.sheets, source.lang)
    return Numbered(by_line, read_words(lines), corrections, links, foreign), text


def _lines_of(page: PageLayout) -> Iterator[Line]:
    for _, line in page.furniture:
        yield line
    for column in page.columns:
        for item in column.items:
            if isinstance(item, Line):
                yield item
            elif isinstance(item, Grid):
                yield from (line for row in item.rows for cell in row for line in cell.lines)


@dataclass
class _Open:
    """A block that is being put together: its part, its text, the picture or table that it is the caption of."""

    part: Part
    builder: TextBuilder
    of: Part | None = None


@dataclass
class _Assembly:
    pages: Sequence[PageLayout]
    body: Body
    found: FoundNotes
    numbered: Numbered
    stem: str
    going_on: frozenset[int] = frozenset()
    files: list[tuple[str, bytes]] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    waiting: list[Node] = field(default_factory=list)
    pending: list[PageBreak | Fixture] = field(default_factory=list)
    open: _Open | None = None
    caption: _Open | None = None
    between: bool = False
    page: int = -1
    figures: int = 0
    indents: list[float] = field(default_factory=list)
    works: bool = False

    def flow(self) -> ReadingOrder:
        """All parts as nodes, the notes apart."""
        parts = self.found.parts
        pairs = pair_captions(parts)
        with_caption = set(pairs.values())
        self.between = False
        for at, part in enumerate(parts):
            self._turn(part.piece.page)
            if part in self.found.headings:
                self._close()
                line = part.piece.lines[0]
                self.nodes.append(Fixture("label", part.piece.text, self.numbered.of(line).start))
            elif part.role in (Role.PICTURE, Role.TABLE):
                self._end_caption()
                if at not in with_caption:
                    self._float(part, None)
                self.between = True
            elif part.role is Role.CONTENTS:
                self.pending += [
                    Fixture("contents", line.text, self.numbered.of(line).start) for line in part.piece.lines
                ]
            elif part.role is Role.VERSE:
                self._verse(part)
            elif part.role is Role.CAPTION:
                self._caption(part, parts[pairs[at]] if at in pairs else None)
            else:
                self._text(part)
        self._close()
        self._turn(len(self.pages) - 1)
        notes = tuple(self._note(k, note) for k, note in enumerate(self.found.notes))
        return ReadingOrder((*self.nodes, *self.pending), notes, self.numbered.joined)

    def _text(self, part: Part) -> None:
        if self.caption and goes_on(self.caption.part, part, True, self.body):
            for line in part.piece.lines:
                self.caption.builder.line(line)
            return
        self._end_caption()
        wanted = id(part.piece.lines[0]) in self.going_on
        if self.open and (wanted or goes_on(self.open.part, part, self.between, self.body)):
            self._extend(part)
        else:
            self._begin(part)
        self.between = False

    def _turn(self, page: int) -> None:
        """Let the pages up to this one begin."""
        while self.page < page:
            self.page += 1
            layout = self.pages[self.page]
            self.pending.append(PageBreak(layout.number or None, file=self._scan(layout)))
            for kind, line in layout.furniture:
                self._furniture(kind, line)

    def _scan(self, layout: PageLayout) -> str:
        """The file of a scanned page's picture beside the document."""
        if not layout.sheet.scan:
            return ""
        name = f"{self.stem}-p{layout.sheet.number + 1}.jpg"
        self.files.append((name, layout.sheet.scan))
        return name

    def _furniture(self, kind: str, line: Line) -> None:
        """A running head or the like; a paragraph where the editor says that it is text."""
        wanted = self.numbered.corrections.of_edge(self.numbered.of(line))
        if wanted == "text":
            builder = TextBuilder(self.numbered, self._call)
            builder.line(line)
            self.waiting.append(builder.block(Kind.PARAGRAPH))
        else:
            self.pending.append(Fixture(wanted or kind, line.text, self.numbered.of(line).start))

    def _begin(self, part: Part) -> None:
        self._close()
        self._flush()
        if part.role is Role.HEADING:
            self.works = is_bibliography(part.piece.text)
        if part.role is Role.ITEM:
            part = replace(part, level=self._list_level(part.piece.indent))
        else:
            self.indents = []
        self.open = _Open(part, self._builder(part))
        for line in part.piece.lines:
            self.open.builder.line(line)

    def _verse(self, part: Part) -> None:
        """Lines that are no paragraph: each by itself."""
        self._close()
        self._flush()
        for line in part.piece.lines:
            builder = self._builder(part)
            builder.line(line)
            self.nodes.append(builder.block(Kind.VERSE))

    def _list_level(self, indent: float) -> int:
        """How deep an item stands in the list that is open."""
        while self.indents and indent < self.indents[-1] - _DEEPER:
            self.indents.pop()
        if not self.indents or indent > self.indents[-1] + _DEEPER:
            self.indents.append(indent)
        return len(self.indents)

    def _flush(self) -> None:
        self.nodes += self.pending
        self.pending = []

    def _extend(self, part: Part) -> None:
        assert self.open is not None
        for at, line in enumerate(part.piece.lines):
            self.open.builder.line(line, self.pending if not at else ())
        self.pending = []
        self.open.part = Part(_continued(self.open.part, part), self.open.part.role, self.open.part.level)

    def _close(self) -> None:
        """End the block that is open; figures that stood inside of it follow it."""
        self._end_caption()
        if self.open:
            part = self.open.part
            kind = _KINDS.get(part.role, Kind.PARAGRAPH)
            if self.works and kind in (Kind.QUOTE, Kind.ITEM):
                kind = Kind.PARAGRAPH
            self.nodes.append(lifted(self.open.builder.block(kind, part.level)))
        self.nodes += self.waiting
        self.waiting = []
        self.open = None

    def _caption(self, part: Part, of: Part | None) -> None:
        self._end_caption()
        self.caption = _Open(part, self._builder(part), of)
        for line in part.piece.lines:
            self.caption.builder.line(line)

    def _end_caption(self) -> None:
        caption, self.caption = self.caption, None
        if caption:
            self._float(caption.of, caption.builder.block(Kind.CAPTION))
            self.between = True

    def _float(self, part: Part | None, caption: Block | None) -> None:
        if part and part.piece.grid:
            self.waiting.append(self._table(part.piece.grid, caption))
        else:
            picture = part.piece.picture if part else None
            self.waiting.append(Figure(caption, self._file(picture), picture.alt if picture else ""))
        if not self.open:
            self._flush()
            self.nodes += self.waiting
            self.waiting = []

    def _file(self, picture: Picture | None) -> str:
        """The picture's file beside the document."""
        if picture is None or not picture.data:
            return ""
        self.figures += 1
        name = f"{self.stem}-{self.figures}{picture.suffix}"
        self.files.append((name, picture.data))
        return name

    def _table(self, grid: Grid, caption: Block | None) -> Table:
        rows: list[tuple[Block, ...]] = []
        for row in grid.rows:
            cells: list[Block] = []
            for cell in row:
                builder = TextBuilder(self.numbered, self._call)
                for line in cell.lines:
                    builder.line(line)
                cells.append(builder.block(Kind.CELL))
            rows.append(tuple(cells))
        spans = tuple(tuple(cell.columns for cell in row) for row in grid.rows)
        tall = tuple(tuple(cell.rows for cell in row) for row in grid.rows)
        heads = tuple(tuple(cell.head for cell in row) for row in grid.rows)
        return Table(tuple(rows), spans, caption, tall, heads)

    def _builder(self, part: Part) -> TextBuilder:
        plain = style_kinds(part.piece.style) if part.role in _PLAIN else frozenset()
        if part.role in (Role.HEADING, Role.CAPTION):
            plain -= {"italic"}
        return TextBuilder(self.numbered, self._call, plain)

    def _call(self, line: Line, start: int) -> tuple[NoteCall, int] | None:
        known = self.found.calls.get((id(line), start))
        return (NoteCall(known.note, known.sign), known.end) if known else None

    def _note(self, k: int, note: NoteText) -> Note:
        builder = TextBuilder(self.numbered, self._call)
        skip = _skipped(note)
        for at, line in enumerate(note.lines):
            builder.line(line, start=skip if not at else 0)
        label = "".join(c.text for c in note.lines[0].chars[:skip]).strip()
        called = next((call for call in self.found.calls.values() if call.note == k), None)
        return Note(
            called.sign if called else note.sign, label, (builder.block(Kind.PARAGRAPH),), bool(called), note.place
        )


def _skipped(note: NoteText) -> int:
    """How many characters of a note's first line its label takes; ligatures are characters of more letters."""
    length = 0
    for at, char in enumerate(note.lines[0].chars):
        if length >= note.label:
            return at
        length += len(char.text)
    return len(note.lines[0].chars)


def _continued(first: Part, rest: Part) -> Piece:
    return replace(
        rest.piece, lines=(*first.piece.lines, *rest.piece.lines), indent=first.piece.indent, hang=first.piece.hang
    )
