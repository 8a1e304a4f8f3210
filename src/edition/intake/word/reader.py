"""The body of a Word document as a flow: paragraphs by their styles, lists, tables, pictures with captions, notes.

Takes a `Package` and the name that pictures get; gives nodes, notes and what the styles tell of title and authors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from lxml import etree

from edition.intake.content import (
    Block,
    Figure,
    Fixture,
    Kind,
    Node,
    Note,
    NoteCall,
    PageBreak,
    Table,
    without_start,
)
from edition.intake.signs.labels import section_label
from edition.intake.structured.structure import tell_structure
from edition.intake.word.content import LEFT, ParagraphText, chosen, is_left
from edition.intake.word.package import Package, PackageRelation, child, value
from edition.intake.word.styles import StyleRole, Styles
from edition.markup import local_name

NOTES: Final = {"footnote": "word/footnotes.xml", "endnote": "word/endnotes.xml"}
_PLACES: Final = {"footnote": "foot", "endnote": "end"}
_SEPARATORS: Final = frozenset({"separator", "continuationSeparator", "continuationNotice"})
_SUFFIX: Final = re.compile(r"\.[a-z0-9]{1,5}$")


@dataclass
class Reader:
    """Walks the body in order, and the notes where they are called."""

    package: Package
    stem: str
    notes: list[Note] = field(default_factory=list)
    files: list[tuple[str, bytes]] = field(default_factory=list)
    subtitle: str = ""
    unknown: set[str] = field(default_factory=set)
    _waiting: list[Fixture] = field(default_factory=list)
    _in_contents: bool = False
    _called: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._styles = Styles(self.package)
        self._relations = self.package.relations(self.package.main)
        self._texts: dict[str, dict[str, etree._Element]] = {}
        for kind, name in NOTES.items():
            root = self.package.xml(name)
            found = [n for n in root if value(n, "type") not in _SEPARATORS] if root is not None else []
            self._texts[kind] = {str(value(note, "id")): note for note in found}

    def read(self, root: etree._Element) -> tuple[Node, ...]:
        """The whole body; notes that nothing calls come last."""
        bodies = [each for each in root if local_name(each) == "body"]
        nodes = [node for body in bodies or [root] for node in self._nodes(body)]
        called = {
            (local_name(e).removesuffix("Reference"), value(e, "id"))
            for e in root.iter("{*}footnoteReference", "{*}endnoteReference")
        }
        for kind, texts in self._texts.items():
            for ident in texts:
                if (kind, ident) not in called:
                    self._note(kind, ident, called=False)
        told = tell_structure([*nodes, *self._waiting])
        self.subtitle = self.subtitle or told.subtitle
        return told.nodes

    def _nodes(self, container: etree._Element) -> Iterator[Node]:
        for element in chosen(container):
            name = local_name(element)
            if name == "p":
                yield from self._paragraph(element)
            elif name == "tbl":
                yield from self._table(element)
            elif name not in LEFT:
                outside, self._in_contents = self._in_contents, self._in_contents or _is_contents(element)
                yield from self._nodes(element)
                self._in_contents = outside

    def _content(self, relations: dict[str, PackageRelation] | None = None) -> ParagraphText:
        return ParagraphText(self._styles, self._relations if relations is None else relations, self._call)

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Node]:
        content = self._content()
        content.read(paragraph)
        role = _labelled(self._styles.role(paragraph), content.text())
        block = content.block(role.kind, role.level, role.number, self._styles.look(paragraph))
        if (role.contents or self._in_contents) and block.text:
            self._waiting.append(Fixture("contents", block.text, 0))
        elif block.text or any(isinstance(event, NoteCall) for _, event in block.events):
            if role.subtitle and not self.subtitle:
                self.subtitle = block.text
            events = (*((0, line) for line in self._waiting), *block.events)
            self._waiting = []
            yield replace(block, events=events)
        else:
            yield from (event for _, event in block.events if isinstance(event, PageBreak))
        yield from self._beside(content)

    def _beside(self, content: ParagraphText) -> Iterator[Node]:
        """The pictures and text boxes that hang on a paragraph."""
        self.unknown |= content.unknown
        for picture in content.pictures:
            yield Figure(None, self._file(picture))
        for box in content.boxes:
            yield from self._nodes(box)

    def _file(self, picture: PackageRelation | None) -> str:
        data = self.package.data(picture.target) if picture and not picture.external else None
        found = _SUFFIX.search(picture.target.lower()) if picture else None
        if data is None or found is None:
            return ""
        known = next((name for name, content in self.files if content == data), None)
        if known is None:
            known = f"{self.stem}-{len(self.files) + 1}{found.group()}"
            self.files.append((known, data))
        return known

    def _table(self, table: etree._Element) -> Iterator[Node]:
        grid = _Grid()
        beside: list[Figure] = []
        for row in _inside(table, "tr"):
            grid.begin_row(_whole(value(child(row, "trPr", "gridBefore")), 0))
            for cell in _inside(row, "tc"):
                properties = child(cell, "tcPr")
                merge = child(properties, "vMerge")
                grid.add(
                    self._cell(cell, beside), _whole(value(child(properties, "gridSpan")), 1),
                    "" if merge is None else value(merge) or "continue",
                )  # fmt: skip
        if any(grid.rows):
            yield grid.table()
        yield from beside

    def _cell(self, cell: etree._Element, beside: list[Figure]) -> Block:
        content = self._content()
        self._flat(content, cell)
        beside += [Figure(None, self._file(picture)) for picture in content.pictures]
        self.unknown |= content.unknown
        return content.block(Kind.CELL)

    def _flat(self, content: ParagraphText, container: etree._Element) -> None:
        """All paragraphs in a container as one text, with those of tables and boxes inside."""
        for paragraph in container.iter("{*}p"):
            if not is_left(paragraph):
                content.space()
                content.read(paragraph)

    def _call(self, kind: str, ident: str, mark: str) -> NoteCall | None:
        """The call of a note; one that is called once more is not written twice."""
        if ident not in self._texts[kind] or (kind, ident) in self._called:
            return None
        self._called.add((kind, ident))
        return self._note(kind, ident, mark, called=True)

    def _note(self, kind: str, ident: str, mark: str = "", *, called: bool) -> NoteCall:
        texts = tuple(self._paragraphs(kind, ident))
        place = _PLACES[kind]
        sign = mark or str(sum(note.place == place and not note.printed for note in self.notes) + 1)
        label = mark if mark and texts and texts[0].text.startswith(mark) else ""
        texts = _without_label(texts, label) if label else texts
        if called or texts:
            self.notes.append(Note(sign, label, texts, called, place, printed=bool(mark)))
        return NoteCall(len(self.notes) - 1, sign)

    def _paragraphs(self, kind: str, ident: str) -> Iterator[Block]:
        """The paragraphs of a note."""
        relations = self.package.relations(NOTES[kind])
        for paragraph in self._texts[kind][ident].iter("{*}p"):
            content = self._content(relations)
            if not is_left(paragraph):
                content.read(paragraph)
                if content.text():
                    yield content.block(Kind.PARAGRAPH)


@dataclass
class _Grid:
    """A table that is being put together; a cell over rows is written once, and then goes on below."""

    rows: list[list[Block]] = field(default_factory=list)
    wide: list[list[int]] = field(default_factory=list)
    tall: list[list[int]] = field(default_factory=list)
    _open: dict[int, tuple[int, int]] = field(default_factory=dict)
    _column: int = 0

    def begin_row(self, skipped: int) -> None:
        """The next row, which may leave out some columns."""
        self.rows.append([])
        self.wide.append([])
        self.tall.append([])
        self._column = skipped

    def add(self, cell: Block, width: int, merge: str) -> None:
        """The next cell; one that goes on the cell above has no text of its own, or it is a cell after all."""
        above = self._open.get(self._column)
        if merge == "continue" and above and not cell.text and not cell.events:
            row, at = above
            self.tall[row][at] += 1
        else:
            self._open.pop(self._column, None)
            if merge == "restart":
                self._open[self._column] = len(self.rows) - 1, len(self.rows[-1])
            self.rows[-1].append(cell)
            self.wide[-1].append(width)
            self.tall[-1].append(1)
        self._column += width

    def table(self) -> Table:
        """The table as a value."""
        return Table(tuple(map(tuple, self.rows)), _spans(self.wide), None, _spans(self.tall))


def _spans(spans: list[list[int]]) -> tuple[tuple[int, ...], ...]:
    return tuple(map(tuple, spans)) if any(span > 1 for row in spans for span in row) else ()


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch("[0-9]{1,3}", text) else default


def _without_label(texts: tuple[Block, ...], label: str) -> tuple[Block, ...]:
    """A note's text without the sign before it."""
    first = texts[0]
    rest = first.text[len(label) :]
    return (without_start(first, len(first.text) - len(rest.lstrip())), *texts[1:])


def _is_contents(element: etree._Element) -> bool:
    """Whether a content control holds the table of contents that Word makes."""
    gallery = value(child(element, "sdtPr", "docPartObj", "docPartGallery")) or ""
    return gallery.lower().startswith("table of contents")


def _labelled(role: StyleRole, text: str) -> StyleRole:
    """A paragraph that begins with a journal's label is that part, whatever its style."""
    label = section_label(text)
    if label is None or role.contents or role.kind in (Kind.ABSTRACT, Kind.ENTRY, Kind.QUOTE, Kind.CAPTION):
        return role
    return replace(role, kind=Kind.KEYWORDS if label.keywords else Kind.LABEL, level=1)


def _inside(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows of a table or cells of a row, through whatever wraps them."""
    for each in chosen(element):
        if local_name(each) == name:
            yield each
        elif local_name(each) in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "AlternateContent"):
            yield from _inside(each, name)
