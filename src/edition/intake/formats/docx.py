"""DOCX: headings, footnotes, italics, tables and lists from the document's own structure.

Takes a DOCX's bytes, gives a `Reading`. The archive is measured before anything is unpacked.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import docx
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from edition.diagnostics import Code, Diagnostic, EditionError, Span
from edition.intake.codes import DAMAGED_FILE, EMPTY_SOURCE, ENCRYPTED, SUSPICIOUS_ARCHIVE, UNKNOWN_FORMAT
from edition.intake.flow.content import Block, Flow, Kind, Markup, Node, Note, NoteCall, PageBreak, Table
from edition.intake.front.labels import section_label
from edition.intake.reading import Reading
from edition.intake.tei.header import Meta
from edition.languages.patterns import any_label

MAX_UNPACKED: Final = 256 * 1024 * 1024
MAX_FILES: Final = 5000
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HEADING: Final = re.compile(rf"{any_label(lambda labels: labels.heading_styles)}\s*(\d)", re.IGNORECASE)
_QUOTATION: Final = re.compile(any_label(lambda labels: labels.quotation_styles), re.IGNORECASE)
_DAMAGES: Final = (
    *(PackageNotFoundError, zipfile.BadZipFile, etree.LxmlError, zlib.error, struct.error, OSError, EOFError),
    *(KeyError, IndexError, ValueError, TypeError, AttributeError, AssertionError, NotImplementedError, RecursionError),
)  # whatever a damaged file makes its readers raise
_FOOTNOTES: Final = "/word/footnotes.xml"
_ENDNOTES: Final = "/word/endnotes.xml"


def read_docx(path: Path, data: bytes) -> Reading:
    """Read a DOCX."""
    guard_archive(path, data)
    try:
        document = docx.Document(io.BytesIO(data))
        reader = _Reader(document)
        nodes = reader.nodes(document.element.body)
        title = (document.core_properties.title or "").strip()
    except _DAMAGES as error:
        raise _error(DAMAGED_FILE, path, f"the DOCX cannot be read: {error}", "save it again") from error
    text = "\n".join(reader.texts)
    if not any(c.isalnum() for c in text):
        raise _error(EMPTY_SOURCE, path, "the document has no letter", "check that this is the right file")
    meta = Meta(titles=((title, "und"),)) if title and not any(_is_title(node) for node in nodes) else Meta()
    return Reading(text, Flow(tuple(nodes), tuple(reader.notes)), meta, structured=True)


def guard_archive(path: Path, data: bytes) -> None:
    """Refuse an archive that unpacks to far more than a document has, is locked, or is no document."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise _error(DAMAGED_FILE, path, f"the archive cannot be read: {error}", "save the document again") from error
    total = sum(entry.file_size for entry in entries)
    if total > MAX_UNPACKED or len(entries) > MAX_FILES or total > 200 * len(data) + 1024 * 1024:
        message = f"the archive of {len(data):,} bytes would unpack to {total:,} bytes in {len(entries):,} files"
        raise _error(SUSPICIOUS_ARCHIVE, path, message, "save the document again with a word processor")
    if any(entry.flag_bits & 1 for entry in entries):
        raise _error(ENCRYPTED, path, "the archive is locked with a password", "save it without one")
    if not any(entry.filename == "word/document.xml" for entry in entries):
        raise _error(UNKNOWN_FORMAT, path, "the archive holds no Word document", "save it as DOCX")


def _is_title(node: Node) -> bool:
    return isinstance(node, Block) and node.kind is Kind.TITLE


class _Reader:
    """Walks the body in order; `texts` gathers all characters for the account, apart from the blocks made of them."""

    def __init__(self, document: docx.document.Document) -> None:
        self.texts: list[str] = []
        self.notes: list[Note] = []
        self._styles = {style.style_id: style.name or "" for style in document.styles}
        self._parts = {
            kind: self._notes_part(document, name) for kind, name in (("foot", _FOOTNOTES), ("end", _ENDNOTES))
        }

    def _notes_part(self, document: docx.document.Document, name: str) -> dict[str, etree._Element]:
        for part in document.part.package.iter_parts():
            if str(part.partname) == name:
                root = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
                return {str(note.get(_W + "id")): note for note in root}
        return {}

    def nodes(self, body: etree._Element) -> list[Node]:
        found: list[Node] = []
        for element in body:
            if element.tag == _W + "p":
                found += self._paragraph(element)
            elif element.tag == _W + "tbl":
                found.append(self._table(element))
            elif element.tag == _W + "sdt":
                content = element.find(_W + "sdtContent")
                found += self.nodes(content) if content is not None else []
        return found

    def _table(self, table: etree._Element) -> Table:
        rows = [tuple(self._cell(cell) for cell in row.iterfind(_W + "tc")) for row in table.iterfind(_W + "tr")]
        return Table(tuple(rows))

    def _cell(self, cell: etree._Element) -> Block:
        content = _Content(self)
        for paragraph in cell.iter(_W + "p"):
            content.space()
            content.read(paragraph)
        return content.block(Kind.CELL, 0)

    def _paragraph(self, paragraph: etree._Element) -> list[Node]:
        content = _Content(self)
        content.read(paragraph)
        kind, level = self._kind(paragraph, content.text())
        block = content.block(kind, level)
        if not block.text:
            return [event for _, event in block.events if isinstance(event, PageBreak)]
        return [block]

    def _kind(self, paragraph: etree._Element, text: str) -> tuple[Kind, int]:
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        name = self._styles.get(str(style.get(_W + "val")), "") if style is not None else ""
        label = section_label(text)
        if label:
            return (Kind.KEYWORDS if label.keywords else Kind.LABEL), 1
        heading = _HEADING.match(name)
        if heading:
            return Kind.HEADING, int(heading.group(1))
        if name.lower() == "title":
            return Kind.TITLE, 0
        if _QUOTATION.search(name):
            return Kind.QUOTE, 0
        listed = paragraph.find(f"{_W}pPr/{_W}numPr") is not None or name.lower().startswith("list ")
        return (Kind.ITEM if listed else Kind.PARAGRAPH), 0

    def note(self, kind: str, ident: str) -> NoteCall | None:
        element = self._parts[kind].get(ident)
        if element is None:
            return None
        blocks = []
        for paragraph in element.iter(_W + "p"):
            content = _Content(self)
            content.read(paragraph)
            blocks.append(content.block(Kind.PARAGRAPH, 0))
        sign = str(sum(note.place == kind for note in self.notes) + 1)
        self.notes.append(Note(sign, "", tuple(b for b in blocks if b.text), True, kind, printed=False))
        return NoteCall(len(self.notes) - 1, sign)


class _Content:
    """The text of a paragraph with italics and calls."""

    def __init__(self, reader: _Reader) -> None:
        self._reader = reader
        self._parts: list[str] = []
        self._length = 0
        self._markup: list[Markup] = []
        self._events: list[tuple[int, NoteCall | PageBreak]] = []

    def text(self) -> str:
        return "".join(self._parts).strip()

    def space(self) -> None:
        if self._length and not self._parts[-1].endswith(" "):
            self._add(" ")

    def _add(self, text: str) -> None:
        if not self._length or self._parts[-1].endswith(" "):
            text = text.lstrip()
        if text:
            self._parts.append(text)
            self._length += len(text)

    def read(self, paragraph: etree._Element) -> None:
        raw: list[str] = []
        for run in _outside_fallback(paragraph, _W + "r"):
            start = self._length
            for child in run:
                self._child(child, raw)
            if self._length > start and _is_on(run, "i"):
                self._markup.append(Markup(start, self._length, "hi", (("rend", "italic"),)))
        self._reader.texts.append("".join(raw))

    def _child(self, child: etree._Element, raw: list[str]) -> None:
        name = etree.QName(child).localname if isinstance(child.tag, str) else ""
        if name == "t":
            raw.append(child.text or "")
            self._add(re.sub(r"\s+", " ", child.text or ""))
        elif name in ("tab", "br", "cr"):
            if child.get(_W + "type") == "page":
                self._events.append((self._length, PageBreak(None)))
            self.space()
        elif name in ("noBreakHyphen", "softHyphen"):
            if name == "noBreakHyphen":
                raw.append("-")
                self._add("-")
        elif name == "lastRenderedPageBreak":
            self._events.append((self._length, PageBreak(None)))
        elif name in ("footnoteReference", "endnoteReference"):
            call = self._reader.note("foot" if name.startswith("foot") else "end", str(child.get(_W + "id")))
            if call:
                self._events.append((self._length, call))

    def block(self, kind: Kind, level: int) -> Block:
        text = "".join(self._parts).rstrip()
        markup = tuple(m for m in _merged(self._markup) if m.start < len(text) and text[m.start : m.end].strip())
        markup = tuple(Markup(m.start, min(m.end, len(text)), m.name, m.attributes) for m in markup)
        events = tuple((min(at, len(text)), event) for at, event in self._events)
        return Block(kind, text, (), events, level, markup=markup)


def _outside_fallback(paragraph: etree._Element, tag: str) -> Iterable[etree._Element]:
    for run in paragraph.iter(tag):
        parents = list(run.iterancestors())
        nested = next((a for a in parents if a.tag == _W + "p"), paragraph)
        if nested is paragraph and not any(a.tag in (_FALLBACK, _W + "del") for a in parents):
            yield run


def _is_on(run: etree._Element, name: str) -> bool:
    found = run.find(f"{_W}rPr/{_W}{name}")
    return found is not None and found.get(_W + "val") not in ("0", "false", "none")


def _merged(markup: list[Markup]) -> list[Markup]:
    """Neighbouring runs of one kind as one."""
    done: list[Markup] = []
    for m in markup:
        if done and done[-1].end == m.start and (done[-1].name, done[-1].attributes) == (m.name, m.attributes):
            done[-1] = Markup(done[-1].start, m.end, m.name, m.attributes)
        else:
            done.append(m)
    return done


def _error(code: Code, path: Path, message: str, advice: str) -> EditionError:
    return EditionError(Diagnostic(code, message, Span(str(path), 0, 1), help=advice))
