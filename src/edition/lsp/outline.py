"""The structure of a document: its divisions and entries by name, and what can be folded.

Takes a document, gives plain values.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from edition.diagnostics import Span
from edition.markup import XML_ID, Document, all_text, local_name, scan_elements, squeeze
from edition.registers import LISTS

_SHOWN: Final = ("TEI", "teiHeader", "text", "front", "body", "back", "group", "div", "lg", "sp", "note", *LISTS)
_NAMES: Final = ("head", "persName", "placeName", "orgName", "eventName", "title", "speaker")
_LONGEST: Final = 80


@dataclass(frozen=True, slots=True)
class OutlinePart:
    """A part of a document: what it is called, what it is, where it stands, and what is in it."""

    name: str
    element: str
    whole: Span
    place: Span
    parts: tuple[OutlinePart, ...] = ()


def outline(document: Document) -> tuple[OutlinePart, ...]:
    """The parts of a document, each within that which holds it."""
    return tuple(_parts(document, document.root))


def _parts(document: Document, element: etree._Element) -> Iterator[OutlinePart]:
    stack: list[tuple[etree._Element, list[OutlinePart]]] = []
    top: list[OutlinePart] = []
    for event, node in etree.iterwalk(element, events=("start", "end"), tag="{*}*"):
        if not _is_shown(node):
            continue
        if event == "start":
            stack.append((node, []))
            continue
        _, inside = stack.pop()
        made = OutlinePart(_name(node), local_name(node), document.whole_span(node), document.span(node), tuple(inside))
        (stack[-1][1] if stack else top).append(made)
    yield from top


def _is_shown(element: etree._Element) -> bool:
    name = local_name(element)
    return name in _SHOWN or (name.startswith("div") and name[3:].isdigit())


def _name(element: etree._Element) -> str:
    for child in element:
        if isinstance(child.tag, str) and local_name(child) in _NAMES and (text := squeeze(all_text(child))):
            return text[:_LONGEST]
    return element.get(XML_ID) or element.get("n") or element.get("type") or local_name(element)


def folds(data: bytes) -> list[tuple[int, int]]:
    """From where to where an element goes, for each that holds a line break; the bytes must be XML."""
    found = ((span.start, span.end_start) for span in scan_elements(data))
    return [(start, end) for start, end in found if data.find(b"\n", start, end) >= 0]
