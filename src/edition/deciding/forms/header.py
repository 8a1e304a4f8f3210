"""An article's header as a form: titles, authors, journal, pages, identifiers; each field the smallest edit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from edition.deciding.codes import WRONG_WISH
from edition.diagnostics import Diagnostic, Edit, EditionError, apply_edits
from edition.markup import XML_LANG, Document, all_text, local_name, tei
from edition.markup.serialise import escape

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


@dataclass(frozen=True, slots=True)
class HeaderField:
    """A field: its number, what it is, and its text."""

    number: int
    label: str
    text: str


def header_fields(document: Document) -> list[HeaderField]:
    """The fields that the header has, in its order."""
    return [HeaderField(n, _label(element), all_text(element)) for n, element in enumerate(_elements(document))]


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


def _label(element: etree._Element) -> str:
    """The element with what tells it from its like: `title main en`."""
    told = [element.get(name, "") for name in _TOLD] + [element.get(XML_LANG, "")]
    return " ".join(filter(None, (local_name(element), *told)))
