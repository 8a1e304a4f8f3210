"""The citable units of a document, from `refsDecl/citeStructure` in its header (TEI Guidelines, 3.11.4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

from lxml import etree

from edition.diagnostics import Diagnostic
from edition.export.codes import WRONG_CITATION
from edition.export.extras import library
from edition.facts.canonical.structures import CitedUnit, declared_structures, read_units
from edition.markup import TEI, XML_ID, Document, reading_text, tei

_UNNAMED: Final = (
    '<citeStructure xmlns="http://www.tei-c.org/ns/1.0" unit="part" use="@xml:id" '
    'match="/TEI/text//*[self::div or self::p or self::ab or self::lg][@xml:id]"/>'
)


@dataclass(frozen=True)
class Citation:
    """How a document is cited: the outermost `citeStructure` elements, and the units that they find in it."""

    structures: list[etree._Element]
    tops: list[CitedUnit]

    @property
    def units(self) -> list[CitedUnit]:
        """All units in the order of the text."""
        return [unit for top in self.tops for unit in top.walk()]


def read_citation(document: Document, findings: list[Diagnostic]) -> Citation:
    """Read it; a text without `citeStructure`, or with one that cannot be used, is cited by the ids of its parts."""
    declared = declared_structures(document.root)
    found = declared or [etree.fromstring(_UNNAMED)]
    elementpath = library("elementpath", "apis")
    try:
        tops = read_units(document.root, found, _select)
    except elementpath.ElementPathError as error:
        message = f"a citeStructure cannot be used: {error}"
        help_text = "mend its match or use; until then the text is cited by the ids of its parts"
        findings.append(Diagnostic(WRONG_CITATION, message, document.span(declared[0]), help=help_text))
        found = [etree.fromstring(_UNNAMED)]
        tops = read_units(document.root, found, _select)
    return Citation(found, _unique(document, tops, findings))


def _unique(document: Document, tops: list[CitedUnit], findings: list[Diagnostic]) -> list[CitedUnit]:
    """The units without those whose reference an earlier one has: a reference must lead to one place."""
    seen: set[str] = set()

    def keep(units: Iterable[CitedUnit]) -> list[CitedUnit]:
        kept = []
        for unit in units:
            if unit.reference in seen:
                message = f"the reference `{unit.reference}` leads to two places; the second cannot be cited"
                help_text = "give them different ids or numbers, or mend the use of the citeStructure"
                findings.append(Diagnostic(WRONG_CITATION, message, document.span(unit.element), help=help_text))
                continue
            seen.add(unit.reference)
            kept.append(replace(unit, children=tuple(keep(unit.children))))
        return kept

    return keep(tops)


def title_of(unit: CitedUnit) -> str:
    """The heading of a unit; empty where it has none."""
    head = unit.element.find(tei("head"))
    return "" if head is None else reading_text(head)


def _select(context: etree._Element, path: str) -> list[Any]:
    """XPath with the TEI namespace for names without a prefix, as the Guidelines have it."""
    if path in ("@xml:id", "@n"):  # nearly always; XPath is not needed for them
        return [value for value in [context.get(XML_ID if path == "@xml:id" else "n")] if value]
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
