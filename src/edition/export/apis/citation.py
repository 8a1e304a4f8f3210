"""The citable units of a document, from `refsDecl/citeStructure` in its header (TEI Guidelines, 3.11.4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from lxml import etree

from edition.export.extras import library
from edition.markup import TEI, XML_ID, Document, local_name, reading_text, tei

_UNNAMED: Final = (
    '<citeStructure xmlns="http://www.tei-c.org/ns/1.0" unit="part" use="@xml:id" '
    'match="/TEI/text//*[self::div or self::p or self::ab or self::lg][@xml:id]"/>'
)


@dataclass(frozen=True)
class Unit:
    """A citable unit: its reference, the kind of unit, its element, what is in it."""

    ref: str
    type: str
    element: etree._Element
    level: int
    parent: str = ""
    title: str = ""
    children: list[Unit] = field(default_factory=list)

    def walk(self) -> Iterator[Unit]:
        """This unit and all below it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()


def structures(document: Document) -> list[etree._Element]:
    """The outermost `citeStructure` elements; a text without any is cited by the ids of its parts."""
    declared = document.root.find(f"{tei('teiHeader')}/{tei('encodingDesc')}/{tei('refsDecl')}")
    found = [] if declared is None else declared.findall(tei("citeStructure"))
    return found or [etree.fromstring(_UNNAMED)]


def units(document: Document, structure: etree._Element) -> list[Unit]:
    """The tree of units of an outermost structure."""
    return _units(document.root, structure, None)


def _units(context: etree._Element, structure: etree._Element, parent: Unit | None) -> list[Unit]:
    out = []
    for element in _select(context, structure.get("match", "")):
        value = _value(element, structure.get("use", "@xml:id"))
        if value:
            ref = f"{parent.ref if parent else ''}{structure.get('delim', '')}{value}"
            level = parent.level + 1 if parent else 1
            unit = Unit(
                ref, structure.get("unit", "part"), element, level, parent.ref if parent else "", _title(element)
            )
            for child in structure.findall(tei("citeStructure")):
                unit.children.extend(_units(element, child, unit))
            out.append(unit)
    return out


def _title(element: etree._Element) -> str:
    head = element.find(tei("head"))
    return "" if head is None else reading_text(head)


def _value(element: etree._Element, use: str) -> str:
    if use in ("@xml:id", "@n"):  # nearly always; XPath is not needed for them
        return str(element.get(XML_ID if use == "@xml:id" else "n") or "")
    found = _select(element, use)
    if not found:
        return ""
    first = found[0]
    return reading_text(first) if isinstance(first, etree._Element) else str(first).strip()


def _select(context: etree._Element, path: str) -> list[Any]:
    """XPath with the TEI namespace for names without a prefix, as the Guidelines have it."""
    elementpath = library("elementpath", "apis")
    root = context.getroottree().getroot()
    found = elementpath.select(
        root, path, {"": TEI, "tei": TEI}, parser=elementpath.XPath2Parser, item=None if context is root else context
    )
    return found if isinstance(found, list) else [found]


def element_name(unit: Unit) -> str:
    """The TEI element of a unit."""
    return local_name(unit.element)
