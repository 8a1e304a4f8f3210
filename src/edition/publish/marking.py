"""What the facts say of a text, on its elements while it is rendered: kinds, keys, ids, numbers, repetition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from lxml import etree

from edition.facts import ArticleFacts, Reading, read_article
from edition.markup import XML_ID, Document, local_name, tei
from edition.project import TextSettings
from edition.publish.extract import date_text
from edition.publish.paths import slug

READING: Final = "{https://edition.example/reading}"


@dataclass(frozen=True)
class ReadArticle:
    """What a page needs of a document: its facts, and its TEI with what they say on the elements."""

    facts: ArticleFacts
    tei: bytes

    @classmethod
    def of(cls, document: Document, texts: TextSettings, elements: Mapping[str, str]) -> ReadArticle:
        """Read a document; `elements` are those of which the settings say how they are shown."""
        reading = read_article(document, texts)
        with marked(reading, elements):
            return cls(reading.facts, etree.tostring(document.root, encoding="utf-8"))


@contextmanager
def marked(reading: Reading, elements: Mapping[str, str] | None = None) -> Iterator[None]:
    """While this lasts, blocks and mentions carry what the facts say of them, in a namespace of their own."""
    touched: list[tuple[etree._Element, str]] = []

    def mark(element: etree._Element, name: str, value: str) -> None:
        if value and element.get(READING + name) is None:
            element.set(READING + name, value)
            touched.append((element, READING + name))

    used = {*reading.facts.ids, *(block.id for block in reading.facts.blocks)}
    if reading.root is not None:
        # declares the prefix for the whole document: Saxon takes no more than 2047 of them
        mark(reading.root, "id", reading.facts.id)
    for block, element in zip(reading.facts.blocks, reading.block_elements, strict=True):
        if element.get(XML_ID) is None:
            mark(element, "id", block.id)
    if elements and reading.root is not None:
        for element in reading.root.iter(*(tei(name) for name in elements)):
            mark(element, "as", elements[local_name(element)])
    for element, number, id_ in reading.page_elements:
        mark(element, "image", str(number))
        if element.get(XML_ID) is None:
            mark(element, "id", id_)
    for place in reading.places:
        mark(place.element, "number", place.number)
        mark(place.element, "ref", place.reference if place.reference not in used else "")
    for element, reference in reading.entries:
        mark(element, "at", reference)
    again = _named_before(reading.facts)
    for mention, element in zip(reading.facts.mentions, reading.mention_elements, strict=True):
        mark(element, "kind", mention.kind)
        mark(element, "key", mention.keys[0] if mention.keys else "")
        mark(element, "also", " ".join(slug(key) for key in mention.keys[1:]))
        mark(element, "cited", "cited" if mention.cited else "")
        mark(element, "again", "again" if mention.id in again else "")
        if element.get(XML_ID) is None:
            mark(element, "id", mention.id)
    try:
        yield
    finally:
        for element, name in touched:
            del element.attrib[name]


def _named_before(facts: ArticleFacts) -> frozenset[str]:
    """The mentions of whom their section names already; a note is read by itself."""
    blocks = {block.id: block for block in facts.blocks}
    seen: set[tuple[str, ...]] = set()
    again = set()
    for mention in facts.mentions:
        block = blocks[mention.block]
        meant = (date_text(mention.date),) if mention.kind == "date" else mention.keys
        place = (block.section, block.version, block.lang, block.note, mention.kind, *meant)
        if place in seen:
            again.add(mention.id)
        seen.add(place)
    return frozenset(again)
