"""An article's header as a form: titles, authors, journal, pages, identifiers; each field the smallest edit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from edition.deciding.codes import WRONG_WISH
from edition.diagnostics import Diagnostic, Edit, EditionError, apply_edits
from edition.markup import XML_LANG, Document, all_text, local_name, parse, tei
from edition.markup.serialise import escape
from edition.markup.source import as_source
from edition.registers.editing.entry import indent_at

_NAMES: Final = (
    "title",
    "author",
    "name",
    "persName",
    "forename",
    "surname",
    "publisher",
    "pubPlace",
    "date",
    "biblScope",
    "idno",
)
_TOLD: Final = ("type", "unit", "level")
_MOST: Final = 60
KINDS: Final = {
    "author": ("author", ""), "journal": ("title", ' level="j"'), "date": ("date", ""),
    "DOI": ("idno", ' type="DOI"'), "ISSN": ("idno", ' type="ISSN"'), "volume": ("biblScope", ' unit="volume"'),
    "issue": ("biblScope", ' unit="issue"'), "page": ("biblScope", ' unit="page"'),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class HeaderField:
    """A field: its number, what it is (as a form calls it), its element with what tells it from its like, its text."""

    number: int
    kind: str
    label: str
    text: str


def header_fields(document: Document) -> list[HeaderField]:
    """The fields that the header has, in its order."""
    return [
        HeaderField(n, _kind(element), _label(element), all_text(element))
        for n, element in enumerate(_elements(document))
    ]


def with_fields(document: Document, changes: Mapping[int, str]) -> bytes:
    """The document with other texts in some fields."""
    elements = _elements(document)
    edits = []
    for number, text in changes.items():
        if not 0 <= number < len(elements):
            raise EditionError(Diagnostic(WRONG_WISH, "the header has no such field", help="look at it again"))
        edits.append(_edit(document, elements[number], text))
    return apply_edits(document.source.data, edits)


def _edit(document: Document, element: etree._Element, text: str) -> Edit:
    span = document.element_span(element)
    if span.is_empty_tag:
        opened = document.source.data[span.start : span.start_end - 2].rstrip()
        return Edit(span.start, span.end, opened + f">{escape(text)}</{span.name}>".encode())
    return Edit(span.start_end, span.end_start, escape(text).encode())


def _elements(document: Document) -> list[etree._Element]:
    header = document.root.find(f"{tei('teiHeader')}/{tei('fileDesc')}")
    if header is None:
        return []
    found = [e for e in header.iter(*(tei(name) for name in _NAMES)) if not any(isinstance(c.tag, str) for c in e)]
    return found[:_MOST]


def _kind(element: etree._Element) -> str:
    """What people call a field: `journal` for the title of one, `page` for a biblScope of pages, `DOI`."""
    name = local_name(element)
    if name == "title" and element.get("level") == "j":
        return "journal"
    around = element.getparent()
    if name in ("persName", "name") and around is not None and local_name(around) in ("author", "editor"):
        return local_name(around)
    return element.get("unit" if name == "biblScope" else "type", name) if name in ("biblScope", "idno") else name


def with_new_field(path: str, data: bytes, kind: str, text: str) -> bytes:
    """The document with a further field of the header, where fields of its kind stand.

    Kinds are `author`, `journal`, `date`, the numbers `DOI`, `ISSN`, and `volume`, `issue`, `page`.
    """
    document = parse(as_source(path, data))
    text = " ".join(text.split())
    if kind not in KINDS or not text:
        message = f"`{kind}` is no field that can be added" if text else "the new field has no text"
        raise EditionError(Diagnostic(WRONG_WISH, message, help=f"choose one of {', '.join(KINDS)} and write its text"))
    around, before = _home_of(document, kind)
    prefix = document.element_span(around).name.rpartition(":")
    made = _written(kind, escape(text), prefix[0] + prefix[1])
    span = document.element_span(around)
    if before is not None:
        at = document.element_span(before).start
        return apply_edits(data, [Edit(at, at, made + _gap(data, at))])
    if not len(around):
        return apply_edits(data, [Edit(span.end_start, span.end_start, made)])
    last = document.element_span(around[-1])
    return apply_edits(data, [Edit(last.end, last.end, _gap(data, last.start) + made)])


def _gap(data: bytes, at: int) -> bytes:
    """The white space between two elements there."""
    return b"\n" + indent_at(data, at) if indent_at(data, at) or data[at - 1 : at] == b"\n" else b""


def _home_of(document: Document, kind: str) -> tuple[etree._Element, etree._Element | None]:
    """The element that a field goes into, and the one before which it stands; None for the end."""
    described = f"{tei('teiHeader')}/{tei('fileDesc')}/{tei('sourceDesc')}"
    titles = document.root.find(f"{tei('teiHeader')}/{tei('fileDesc')}/{tei('titleStmt')}")
    if kind == "author" and titles is not None:
        return titles, next((e for e in titles if local_name(e) not in ("title", "author")), None)
    whole = document.root.find(f"{described}/{tei('biblStruct')}/{tei('monogr')}")
    if whole is not None and whole.find(tei("imprint")) is not None:
        return _in_monogr(whole, kind)
    plain = document.root.find(f"{described}/{tei('bibl')}")
    if plain is None:
        message = "the header does not describe its source as a bibl or a biblStruct"
        raise EditionError(Diagnostic(WRONG_WISH, message, help="write one in the source, then add to it here"))
    return plain, None


def _in_monogr(whole: etree._Element, kind: str) -> tuple[etree._Element, etree._Element | None]:
    imprint = whole.find(tei("imprint"))
    if imprint is None or kind in ("journal", "DOI", "ISSN"):
        return whole, whole[0] if kind == "journal" else imprint
    return imprint, imprint.find(tei("date")) if kind != "date" else None


def _written(kind: str, text: str, prefix: str) -> bytes:
    name, attributes = KINDS[kind]
    inside = f"<{prefix}persName>{text}</{prefix}persName>" if kind == "author" else text
    return f"<{prefix}{name}{attributes}>{inside}</{prefix}{name}>".encode()


def _label(element: etree._Element) -> str:
    """The element with what tells it from its like: `title main en`."""
    told = [element.get(name, "") for name in _TOLD] + [element.get(XML_LANG, "")]
    return " ".join(filter(None, (local_name(element), *told)))
