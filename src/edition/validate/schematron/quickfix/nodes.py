"""Where a node that is no element stands in the bytes: texts, comments and instructions between tags, and attributes.

Takes a document and the way that the stylesheet gives to a node; gives its bytes, or None where they cannot be told,
as within an entity.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Final

from lxml import etree

from edition.markup import Document

_BETWEEN: Final = re.compile(rb"<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^>]*>|(?:<!\[CDATA\[.*?\]\]>|[^<]+)+", re.DOTALL)
_CHARACTERS: Final = re.compile(rb"&[^;]+;|\r\n?|[\x00-\x7f]|[\xc0-\xff][\x80-\xbf]+")
_CDATA: Final = re.compile(rb"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class FixedNode:
    """A node: its kind, its bytes, and the element that it is, or stands in (None outside of the root)."""

    kind: str
    start: int
    end: int
    element: etree._Element | None
    name: str = ""


def find_node(document: Document, way: str) -> FixedNode | None:
    """The node at the end of a way such as `1/3/2`, `1/3@when` or `1/3#4`; without a way, the document."""
    steps, _, inner = way.partition("#")
    steps, _, attribute = steps.partition("@")
    if not steps:
        return _numbered(document, None, int(inner)) if inner else FixedNode("document", 0, 0, None)
    element = document.root
    for step in steps.split("/")[1:]:
        element = [c for c in element if isinstance(c.tag, str)][int(step) - 1]
    if inner:
        return _numbered(document, element, int(inner))
    if attribute:
        return _attribute(document, element, attribute)
    span = document.whole_span(element)
    return FixedNode("element", span.start, span.end, element)


def _attribute(document: Document, element: etree._Element, name: str) -> FixedNode | None:
    """An attribute with the white space before it; None for one that only its DTD gives."""
    found = document.attributes(element).get(name)
    if found is None:
        return None
    head = document.source.data[: found.name_start].rstrip(b" \t\r\n")
    return FixedNode("attribute", len(head), found.value_end + 1, element, name)


def _numbered(document: Document, holder: etree._Element | None, number: int) -> FixedNode | None:
    """A node by its number among those of an element, or among those of the document."""
    for count, node in enumerate(_inside(document, holder), 1):
        if count == number:
            return node
    return None


def _inside(document: Document, holder: etree._Element | None) -> Iterator[FixedNode]:
    data = document.source.data
    if holder is None:
        children, at, end = [document.root], 0, len(data)
    else:
        children = [c for c in holder if isinstance(c.tag, str)]
        span = document.element_span(holder)
        at, end = span.start_end, span.end_start
    for child in children:
        span = document.element_span(child)
        yield from _between(data, at, span.start, holder)
        yield FixedNode("element", span.start, span.end, child)
        at = span.end
    yield from _between(data, at, end, holder)


def _between(data: bytes, at: int, end: int, holder: etree._Element | None) -> Iterator[FixedNode]:
    """The nodes between two tags; outside of the root white space and the declarations are none."""
    for match in _BETWEEN.finditer(data, at, end):
        text = match[0]
        kind = "comment" if text.startswith(b"<!--") else "instruction" if text.startswith(b"<?") else "text"
        if holder is None and (kind == "text" or text.startswith((b"<?xml ", b"<?xml\t", b"<?xml\n", b"<?xml\r"))):
            continue
        yield FixedNode(kind, match.start(), match.end(), holder)


def characters(raw: bytes) -> tuple[str, list[int]] | None:
    """The text of bytes, and where each of its characters begins; None where a section of CDATA is in them.

    >>> characters(b"a&amp;\\xc3\\xb6")
    ('a&ö', [0, 1, 6, 8])
    """
    if b"<![CDATA[" in raw:
        return None
    text, starts = [], []
    for match in _CHARACTERS.finditer(raw):
        found = "\n" if match[0][:1] == b"\r" else unescape(match[0].decode())
        starts += [match.start()] * len(found)
        text.append(found)
    return "".join(text), [*starts, len(raw)]


def plain(raw: bytes) -> str:
    """The text of bytes with sections of CDATA in them.

    >>> plain(b"a &lt; <![CDATA[<b>]]>")
    'a < <b>'
    """
    out, at = [], 0
    for match in _CDATA.finditer(raw):
        out += [unescape(raw[at : match.start()].decode()), match[1].decode()]
        at = match.end()
    return re.sub("\r\n?", "\n", "".join([*out, unescape(raw[at:].decode())]))
