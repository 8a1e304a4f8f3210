"""The citable units of a document, from `refsDecl/citeStructure` in its header (TEI Guidelines, 3.11.4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Final

from lxml import etree

from edition.diagnostics import Diagnostic
from edition.export.codes import WRONG_CITATION
from edition.export.extras import library
from edition.markup import TEI, XML_ID, Document, reading_text, tei

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


@dataclass(frozen=True)
class Citation:
    """How a document is cited: the outermost `citeStructure` elements, and the units that they find in it."""

    structures: list[etree._Element]
    tops: list[Unit]

    @property
    def units(self) -> list[Unit]:
        """All units in the order of the text."""
        return [unit for top in self.tops for unit in top.walk()]


def read_citation(document: Document, findings: list[Diagnostic]) -> Citation:
    """Read it; a text without `citeStructure`, or with one that cannot be used, is cited by the ids of its parts."""
    declared = document.root.find(f"{tei('teiHeader')}/{tei('encodingDesc')}/{tei('refsDecl')}")
    found = [] if declared is None else declared.findall(tei("citeStructure"))
    found = found or [etree.fromstring(_UNNAMED)]
    elementpath = library("elementpath", "apis")
    try:
        tops = [unit for structure in found for unit in _units(document.root, structure, None)]
    except elementpath.ElementPathError as error:
        message = f"a citeStructure cannot be used: {error}"
        assert declared is not None  # our own has no error
        help_text = "mend its match or use; until then the text is cited by the ids of its parts"
        findings.append(Diagnostic(WRONG_CITATION, message, document.span(declared), help=help_text))
        found = [etree.fromstring(_UNNAMED)]
        tops = _units(document.root, found[0], None)
    if len(found) > 1:
        places = {element: number for number, element in enumerate(document.root.iter())}
        tops.sort(key=lambda unit: places[unit.element])
    return Citation(found, _unique(document, tops, findings))


def _unique(document: Document, tops: list[Unit], findings: list[Diagnostic]) -> list[Unit]:
    """The units without those whose reference an earlier one has: a reference must lead to one place."""
    seen: set[str] = set()

    def keep(units: list[Unit]) -> list[Unit]:
        kept = []
        for unit in units:
            if unit.ref in seen:
                message = f"the reference `{unit.ref}` leads to two places; the second cannot be cited"
                help_text = "give them different ids or numbers, or mend the use of the citeStructure"
                findings.append(Diagnostic(WRONG_CITATION, message, document.span(unit.element), help=help_text))
                continue
            seen.add(unit.ref)
            kept.append(replace(unit, children=keep(unit.children)))
        return kept

    return keep(tops)


def _units(context: etree._Element, structure: etree._Element, parent: Unit | None) -> list[Unit]:
    out = []
    for element in _select(context, structure.get("match", "")):
        value = _value(element, structure.get("use", "@xml:id")) if isinstance(element, etree._Element) else ""
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
        root,
        path,
        {"": TEI, "tei": TEI},
        parser=library("elementpath.xpath3", "apis").XPath3Parser,
        item=None if context is root else context,
    )
    return found if isinstance(found, list) else [found]
