"""Who answers for a mark: the editor's place in the header, made where it is missing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from lxml import etree

from edition.annotate.header import behind_last
from edition.diagnostics import Edit
from edition.languages import fold
from edition.markup import XML_ID, Document, all_text, tei
from edition.markup.serialise import escape, quoteattr

_NAMED: Final = ("respStmt", "editor", "author", "person", "name", "persName")
_NOT_IN_ID: Final = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Responsible:
    """The id to point to with `@resp`, and the edits that make it exist; nothing where no name is told."""

    id: str = ""
    edits: tuple[Edit, ...] = ()


def responsible(document: Document, name: str) -> Responsible:
    """The editor of a name."""
    title = document.root.find(f"{tei('teiHeader')}/{tei('fileDesc')}/{tei('titleStmt')}")
    if not name or title is None:
        return Responsible()
    taken = {str(e.get(XML_ID)) for e in document.root.iter(etree.Element) if e.get(XML_ID)}
    for element in document.root.iter(*(tei(n) for n in _NAMED)):
        if element.get(XML_ID) and any(all_text(e) == name for e in element.iter(etree.Element)):
            return Responsible(str(element.get(XML_ID)))
    id_ = _free(name, taken)
    told = f"<resp>decisions on names and dates</resp><name>{escape(name)}</name>"
    text = f"<respStmt xml:id={quoteattr(id_)}>{told}</respStmt>"
    prefix, colon, _ = document.element_span(title).name.rpartition(":")
    text = re.sub(r"<(/?)(\w)", rf"<\1{prefix}{colon}\2", text) if colon else text
    return Responsible(id_, (behind_last(document, title, text),))


def _free(name: str, taken: set[str]) -> str:
    base = "editor-" + (_NOT_IN_ID.sub("-", fold(name)).strip("-") or "unnamed")
    number, id_ = 2, base
    while id_ in taken:
        id_, number = f"{base}-{number}", number + 1
    return id_
