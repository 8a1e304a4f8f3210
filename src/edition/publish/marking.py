"""What the facts say of a text, on its elements while it is rendered: kinds, keys, ids, numbers, repetition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import Final

from lxml import etree

from edition.facts import ArticleFacts, Reading, read_article
from edition.facts.naming import PART, is_speech
from edition.markup import XML_ID, Document, local_name
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
    for element, name, value in chain(_of_whole(reading, elements or {}), _of_parts(reading), _of_mentions(reading)):
        if value and element.get(READING + name) is None:
            element.set(READING + name, value)
            touched.append((element, READING + name))
    try:
        yield
    finally:
        for element, name in touched:
            del element.attrib[name]


_Marks = Iterator[tuple[etree._Element, str, str]]  # an element, a name, a value; empty ones are not written


def _of_whole(reading: Reading, elements: Mapping[str, str]) -> _Marks:
    """The text's id, which declares the prefix for it all (Saxon takes no more than 2047), and what is as what."""
    if reading.root is None:
        return
    yield reading.root, "id", reading.facts.id
    yield from _twins(reading.root)
    if elements:
        for element in reading.root.iter(*(f"{{*}}{name}" for name in elements)):
            yield element, "as", elements[local_name(element)]


def _twins(root: etree._Element) -> _Marks:
    """Elements whose id an earlier one has: a page has each id once."""
    seen: set[str] = set()
    for element in root.iter(etree.Element):
        id_ = element.get(XML_ID, "")
        if id_ in seen:
            yield element, "twin", id_
        seen |= {id_} - {""}


def _of_parts(reading: Reading) -> _Marks:
    """Blocks, pages, places that can be cited, entries."""
    used = {*reading.facts.ids, *(block.id for block in reading.facts.blocks)}
    for block, element in zip(reading.facts.blocks, reading.block_elements, strict=True):
        yield element, "id", _own_id(element, block.id)
    for element, number, id_ in reading.page_elements:
        yield element, "image", str(number)
        yield element, "id", _own_id(element, id_)
    for place in reading.places:
        yield place.element, "number", place.number
        yield place.element, "ref", place.reference if place.reference not in used else ""
    for element, reference in reading.entries:
        yield element, "at", reference


def _of_mentions(reading: Reading) -> _Marks:
    again = _named_before(reading.facts)
    for mention, element in zip(reading.facts.mentions, reading.mention_elements, strict=True):
        speaks = mention.wordless and is_speech(element)
        yield element, "who" if speaks else "kind", " ".join(mention.keys) if speaks else mention.kind
        yield element, "key", mention.keys[0] if mention.keys and not speaks else ""
        yield element, "also", " ".join(slug(key) for key in mention.keys[1:])
        yield element, "cited", "cited" if mention.cited else ""
        yield element, "again", "again" if mention.id in again else ""
        yield element, "id", _own_id(element, mention.id)


def _own_id(element: etree._Element, id_: str) -> str:
    """The id that an element is given where its source gives it none."""
    return id_ if element.get(XML_ID) is None else ""


def _named_before(facts: ArticleFacts) -> frozenset[str]:
    """The mentions of whom their section names already; a note is read by itself."""
    blocks = {block.id: block for block in facts.blocks}
    seen: set[tuple[str, ...]] = set()
    again = set()
    for mention in facts.mentions:
        block = blocks[mention.block]
        meant = (date_text(mention.date),) if mention.kind == "date" else mention.keys
        place = (
            block.part if block.part == PART else "",
            block.section,
            block.version,
            block.lang,
            block.note,
            mention.kind,
            *meant,
        )
        if place in seen:
            again.add(mention.id)
        seen.add(place)
    return frozenset(again)
