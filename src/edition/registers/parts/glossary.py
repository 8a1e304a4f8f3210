"""Terms that an edition explains: lists of the type `gloss` in its registers.

    <list type="gloss">
      <label><term xml:id="mebus" xml:lang="tr">mebus</term> <term xml:lang="en">deputy</term></label>
      <item><gloss xml:lang="tr">…</gloss><gloss xml:lang="en">…</gloss></item>
    </list>

A text points to a term with `<term ref="term:mebus">`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from lxml import etree

from edition.markup import XML_ID, XML_LANG, Document, all_text, tei
from edition.registers.model import Note, Term

_SCHEME: Final = "term:"


def read_terms(documents: Iterable[Document]) -> dict[str, Term]:
    """The terms by key; the first of two with one key stays."""
    out: dict[str, Term] = {}
    for document in documents:
        for found in document.root.iter(tei("list")):
            if found.get("type") == "gloss":
                for term in _terms(found):
                    out.setdefault(term.key, term)
    return out


def term_key(pointer: str) -> str:
    """The key of a pointer to a term; empty where it points to something else.

    >>> term_key("term:mebus"), term_key("person:lenin")
    ('mebus', '')
    """
    return pointer.removeprefix(_SCHEME) if pointer.startswith(_SCHEME) else ""


def _terms(glosses: etree._Element) -> Iterator[Term]:
    for label in glosses.findall(tei("label")):
        item = label.getnext()
        words = label.findall(tei("term"))
        key = next((word.get(XML_ID, "") for word in words if word.get(XML_ID)), label.get(XML_ID, ""))
        if key and item is not None and item.tag == tei("item"):
            names = {word.get(XML_LANG, ""): all_text(word) for word in words} or {"": all_text(label)}
            yield Term(key, names, tuple(_glosses(item)))


def _glosses(item: etree._Element) -> Iterator[Note]:
    found = item.findall(tei("gloss")) or [item]
    for gloss in found:
        sources = tuple((gloss.get("source") or "").split())
        yield Note("gloss", gloss.get(XML_LANG) or item.get(XML_LANG) or "", all_text(gloss), sources)
