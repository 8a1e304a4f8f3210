"""JATS and the TEI that GROBID makes: both say in other words what our articles say.

Takes the XML's bytes, gives a `SourceReading`. One table names each format's elements; text outside them (metadata)
goes into the header or is left where a journal's machine needs it and a reader does not. Parsing is the edition's own:
no entities, no network.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from lxml import etree

from edition.diagnostics import Diagnostic, EditionError, Span
from edition.intake.codes import DAMAGED_FILE, EMPTY_SOURCE
from edition.intake.content import Block, Event, Kind, Markup, Node, Note, NoteCall, PageBreak, ReadingOrder, Table
from edition.intake.formats.sniff import Format
from edition.intake.reading import SourceReading
from edition.intake.signs.people import Person
from edition.intake.tei.header import Meta
from edition.languages.used import used
from edition.markup import XML_ID, XML_LANG, Source, local_name, parse, squeeze

_BLOCKS: Final = {"p": Kind.PARAGRAPH, "head": Kind.HEADING, "title": Kind.HEADING,
                  "ab": Kind.PARAGRAPH,
                  "biblStruct": Kind.ENTRY, "bibl": Kind.ENTRY, "ref": Kind.ENTRY, "formula": Kind.PARAGRAPH,
                  "disp-formula": Kind.PARAGRAPH, "attrib": Kind.PARAGRAPH, "l": Kind.PARAGRAPH,
                  "label": Kind.ITEM}  # fmt: skip
_SECTIONS: Final = frozenset({"sec", "div"})
_NOTES: Final = frozenset({"fn", "note"})
_QUOTES: Final = frozenset({"disp-quote", "quote", "cit"})
_ITEMS: Final = frozenset({"list-item", "item"})
_INLINE: Final = {"italic": ("hi", "italic"), "bold": ("hi", "bold"), "hi": ("hi", ""), "sup": ("hi", "superscript"),
                  "sub": ("hi", "subscript")}  # fmt: skip


@dataclass
class _Walk:
    """What is gathered on the walk through body and back."""

    nodes: list[Node] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    by_id: dict[str, etree._Element] = field(default_factory=dict)
    done: dict[str, int] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)


def read_xml(format_: Format, path: Path, data: bytes) -> SourceReading:
    """Read JATS or GROBID's TEI."""
    try:
        root = parse(Source(str(path), data)).root
    except EditionError as error:
        raise EditionError(
            Diagnostic(DAMAGED_FILE, f"the XML cannot be read: {error}", Span(str(path), 0, 1), help="get it again")
        ) from error
    walk = _Walk(by_id={key: el for el in root.iter(etree.Element) if (key := el.get("id") or el.get(XML_ID))})
    meta = _jats_meta(root) if format_ is Format.JATS else _tei_meta(root)
    front = list(_abstracts(root, walk))
    for name in ("body", "back"):
        for part in _named(root, name):
            if name == "body" and any(local_name(a) == "body" for a in part.iterancestors()):
                continue
            _walk(part, walk, 0)
    nodes = [*front, *walk.nodes]
    text = "\n".join(walk.texts)
    if not any(c.isalnum() for c in text):
        raise EditionError(
            Diagnostic(EMPTY_SOURCE, "the XML has no text", Span(str(path), 0, 1), help="check that it is the article")
        )
    lang = (root.get(XML_LANG) or "")[:2] or None
    return SourceReading(text, ReadingOrder(tuple(nodes), tuple(walk.notes)), meta, lang=lang, structured=True)


def _named(root: etree._Element, name: str) -> Iterator[etree._Element]:
    return (el for el in root.iter(etree.Element) if local_name(el) == name)


def _text(element: etree._Element | None) -> str:
    return squeeze("".join(str(t) for t in element.itertext())) if element is not None else ""


def _abstracts(root: etree._Element, walk: _Walk) -> Iterator[Node]:
    """Abstracts with a label of our own, since the element's name said it; keywords with theirs."""
    for name in ("abstract", "trans-abstract"):
        for element in _named(root, name):
            blocks = [el for el in element.iter(etree.Element) if local_name(el) in ("p", "ab")] or [element]
            lang = (element.get(XML_LANG) or root.get(XML_LANG) or "en")[:2]
            texts = [block for el in blocks if (block := _block(el, Kind.PARAGRAPH, 0, walk)).text]
            if texts:
                yield Block(Kind.LABEL, _label(lang, walk), lang=lang)
                yield from texts


def _label(lang: str, walk: _Walk) -> str:
    label = next(iter(used().get(lang).labels.abstract), "Abstract")
    walk.texts.append(label)
    return label


def _walk(element: etree._Element, walk: _Walk, level: int) -> None:
    for child in element.iterchildren(etree.Element):
        name = local_name(child)
        if name in _SECTIONS or name in (
            "ref-list",
            "listBibl",
            "list",
            "fig",
            "boxed-text",
            "ack",
            "app",
            "app-group",
        ):
            _walk(child, walk, level + (name in _SECTIONS))
        elif name in _NOTES or name == "fn-group":
            continue
        elif name == "pb":
            walk.nodes.append(PageBreak(child.get("n")))
        elif name in ("table-wrap", "table"):
            walk.nodes += _table(child, walk)
        elif name in _QUOTES:
            walk.nodes.append(_block(child, Kind.QUOTE, 0, walk))
        elif name in _ITEMS:
            walk.nodes.append(_block(child, Kind.ITEM, 0, walk))
        elif name in _BLOCKS:
            kind = _BLOCKS[name]
            block = _block(child, kind, max(1, level) if kind is Kind.HEADING else 0, walk)
            if block.text:
                walk.nodes.append(block)
        elif _text(child):
            _walk(child, walk, level)


def _table(element: etree._Element, walk: _Walk) -> list[Node]:
    captions = [el for el in element.iterchildren(etree.Element) if local_name(el) in ("caption", "head")]
    found: list[Node] = [_block(caption, Kind.PARAGRAPH, 0, walk) for caption in captions]
    rows = [
        tuple(_block(c, Kind.CELL, 0, walk) for c in row if local_name(c) in ("td", "th", "cell"))
        for row in element.iter(etree.Element)
        if local_name(row) in ("tr", "row")
    ]
    return [*found, Table(tuple(row for row in rows if row))] if any(rows) else found


def _block(element: etree._Element, kind: Kind, level: int, walk: _Walk) -> Block:
    content = _Content(walk)
    content.read(element)
    walk.texts.append(content.raw())
    return content.block(kind, level)


class _Content:
    """The text of an element with its inline markup and the calls of its notes."""

    def __init__(self, walk: _Walk) -> None:
        self._walk = walk
        self._parts: list[str] = []
        self._length = 0
        self._events: list[tuple[int, Event]] = []
        self._markup: list[Markup] = []

    def raw(self) -> str:
        return "".join(self._parts)

    def _add(self, text: str | None) -> None:
        folded = re.sub(r"\s+", " ", text or "")
        if not self._length or self._parts[-1].endswith(" "):
            folded = folded.lstrip()
        if folded:
            self._parts.append(folded)
            self._length += len(folded)

    def read(self, element: etree._Element) -> None:
        self._add(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self._child(child)
            self._add(child.tail)

    def _child(self, child: etree._Element) -> None:
        name = local_name(child)
        call = self._note_of(child, name)
        if call is not None:
            self._events.append((self._length, call))
            return
        if name == "pb":
            self._events.append((self._length, PageBreak(child.get("n"))))
            return
        if name in ("p", "list-item", "item", "analytic", "monogr", "title", "author", "surname", "forename", "date"):
            self._add(" ")
        start = self._length
        self.read(child)
        if name in ("surname", "forename", "persName", "given-names"):
            self._add(" ")
        if name in _INLINE:
            element, rend = _INLINE[name]
            attributes = (("rend", child.get("rend") or rend or "italic"),)
            self._markup.append(Markup(start, self._length, element, attributes))

    def _note_of(self, child: etree._Element, name: str) -> NoteCall | None:
        if name in _NOTES:
            return self._call(child)
        if name == "xref" and child.get("ref-type") == "fn":
            target = self._walk.by_id.get(child.get("rid", ""))
        elif name == "ref" and child.get("type") in ("foot", "note"):
            target = self._walk.by_id.get(child.get("target", "").lstrip("#"))
        else:
            return None
        return self._call(target, _text(child)) if target is not None else None

    def _call(self, note: etree._Element, sign: str = "") -> NoteCall:
        key = note.get("id") or note.get(XML_ID) or str(id(note))
        walk = self._walk
        if key not in walk.done:
            label = next((el for el in note if local_name(el) == "label"), None)
            paragraphs = [el for el in note.iter(etree.Element) if local_name(el) == "p"] or [note]
            at = len(walk.notes)
            walk.done[key] = at
            number = note.get("n") or _text(label) or sign or str(at + 1)
            walk.notes.append(Note(number, "", (), True, printed=False))
            blocks = tuple(b for el in paragraphs if (b := _block(el, Kind.PARAGRAPH, 0, walk)).text)
            walk.notes[at] = Note(number, "", blocks, True, printed=False)
        at = walk.done[key]
        return NoteCall(at, walk.notes[at].sign)

    def block(self, kind: Kind, level: int) -> Block:
        text = "".join(self._parts).rstrip()
        events = tuple((min(at, len(text)), event) for at, event in self._events)
        markup = tuple(m for m in self._markup if m.start < m.end <= len(text))
        return Block(kind, text, (), events, level, markup=markup)


def _jats_meta(root: etree._Element) -> Meta:
    meta = next(_named(root, "article-meta"), root)
    titles = [(_text(el), (el.get(XML_LANG) or root.get(XML_LANG) or "en")[:2]) for el in _named(meta, "article-title")]
    titles += [(_text(el), (_lang_above(el) or "und")[:2]) for el in _named(meta, "trans-title")]
    people = tuple(
        _jats_person(el, root) for el in _named(meta, "contrib") if el.get("contrib-type") in (None, "author")
    )
    journal = {"title": _text(next(_named(root, "journal-title"), None))}
    for name in ("volume", "issue"):
        journal[name] = _text(next(_named(meta, name), None))
    journal["DOI"] = next((_text(el) for el in _named(meta, "article-id") if el.get("pub-id-type") == "doi"), "")
    journal["date"] = _text(next(_named(meta, "year"), None))
    return Meta(tuple(t for t in titles if t[0]), people, {key: value for key, value in journal.items() if value})


def _lang_above(element: etree._Element) -> str | None:
    return next((a.get(XML_LANG) for a in (element, *element.iterancestors()) if a.get(XML_LANG)), None)


def _jats_person(contrib: etree._Element, root: etree._Element) -> Person:
    names = [_text(next(_named(contrib, part), None)) for part in ("given-names", "surname")]
    rid = next((el.get("rid") for el in _named(contrib, "xref") if el.get("ref-type") == "aff"), None)
    affiliation = next((_text(el) for el in _named(root, "aff") if rid and el.get("id") == rid), "")
    orcid = next((_text(el) for el in _named(contrib, "contrib-id") if "orcid" in el.get("contrib-id-type", "")), "")
    email = _text(next(_named(contrib, "email"), None))
    return Person(" ".join(n for n in names if n), affiliation, email, orcid.rpartition("/")[2])


def _tei_meta(root: etree._Element) -> Meta:
    header = next(_named(root, "teiHeader"), root)
    statement = next(_named(header, "titleStmt"), header)
    titles = [(_text(el), (el.get(XML_LANG) or root.get(XML_LANG) or "und")[:2]) for el in _named(statement, "title")]
    people: list[Person] = []
    for author in _named(next(_named(header, "analytic"), header), "author"):
        name = " ".join(_text(el) for tag in ("forename", "surname") for el in _named(author, tag))
        affiliation = _text(next(_named(author, "affiliation"), None))
        if name:
            people.append(Person(name, affiliation, _text(next(_named(author, "email"), None))))
    return Meta(tuple(t for t in titles if t[0])[:1], tuple(people))
