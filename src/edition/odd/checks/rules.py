"""The expressions in an ODD's Schematron constraints, compiled once so that a wrong one is told where it is written.

Takes a parsed ODD and the prefixes that its source declares; gives diagnostics. Runs no rule.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from html import escape
from typing import Final

from lxml import etree

from edition.diagnostics import Diagnostic
from edition.markup import Document, tei
from edition.odd.codes import WRONG_RULE
from edition.odd.model import MergedSchema
from edition.odd.schematron import constraints

Place = tuple[etree._Element, str]
_SCH: Final = "{http://purl.oclc.org/dsdl/schematron}"
_XSL: Final = "http://www.w3.org/1999/XSL/Transform"
# where expressions stand; a context may be any expression for nodes, not only a pattern
_PLACES: Final = (("assert", "test"), ("report", "test"), ("let", "value"), ("value-of", "select"), ("rule", "context"))
_USUAL: Final = {"tei": "http://www.tei-c.org/ns/1.0", "xs": "http://www.w3.org/2001/XMLSchema"}


def check_rules(odd: Document, schema: MergedSchema) -> Iterator[Diagnostic]:
    """The expressions that do not compile. Each is looked at by itself only if all together do not."""
    prefixes = _USUAL | dict(p for c in constraints(schema) for p in _declared(c)) | dict(_declared(odd.root))
    readable = [c for c in odd.root.iter(tei("constraint")) if not _is_beyond(c)]
    names = {let.get("name", "") for let in odd.root.iter(f"{_SCH}let", f"{_SCH}param")}
    places = [place for constraint in readable for place in _places(constraint)]
    for element, attribute in _wrong(prefixes, names, places):
        reason = _reason(prefixes, names, [(element, attribute)])
        message = f"`{' '.join(element.get(attribute, '').split())}` is no expression: {reason}"
        span = odd.attribute_span(element, attribute)
        help_text = "correct it; it is XPath 3.1, with the prefixes that sch:ns declares"
        yield Diagnostic(WRONG_RULE, message, span, help=help_text)


def _is_beyond(constraint: etree._Element) -> bool:
    """Whether expressions depend on what only Schematron itself can fill in: parameters, functions, keys of XSLT."""
    return any(e.get("abstract") == "true" or e.get("is-a") for e in constraint.iter(etree.Element)) or any(
        True for _ in constraint.getroottree().getroot().iter(f"{{{_XSL}}}function")
    )


def _wrong(prefixes: Mapping[str, str], names: Collection[str], places: list[Place]) -> Iterator[Place]:
    """The expressions that do not compile, found by halving."""
    if not places or _reason(prefixes, names, places) is None:
        return
    if len(places) == 1:
        yield places[0]
        return
    middle = len(places) // 2
    yield from _wrong(prefixes, names, places[:middle])
    yield from _wrong(prefixes, names, places[middle:])


def _declared(root: etree._Element) -> Iterable[tuple[str, str]]:
    return ((ns.get("prefix", ""), ns.get("uri", "")) for ns in root.iter(f"{_SCH}ns"))


def _places(constraint: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    return ((e, at) for name, at in _PLACES for e in constraint.iter(f"{_SCH}{name}") if e.get(at) is not None)


def _template(place: Place, names: Collection[str]) -> str:
    """A template that uses an expression where every variable of the ODD is known."""
    element, attribute = place
    used = [name for name in sorted(names) if f"${name}" in element.get(attribute, "")]
    params = "".join(f'<xsl:param name="{escape(name)}" as="item()*"/>' for name in used)
    return f'{params}<xsl:sequence select="{escape(element.get(attribute, ""))}"/>'


def _reason(prefixes: Mapping[str, str], names: Collection[str], places: Iterable[Place]) -> str | None:
    """What the compiler says of expressions, if anything."""
    from edition.saxon import SaxonError, Stylesheet  # late: an ODD without rules does without

    templates = (_template(place, names) for place in places)
    bodies = (f'<xsl:template name="t{number}">{text}</xsl:template>' for number, text in enumerate(templates))
    spaces = "".join(f' xmlns:{p}="{escape(uri)}"' for p, uri in prefixes.items() if p not in ("", "xsl"))
    sheet = f'<xsl:stylesheet version="3.0" xmlns:xsl="{_XSL}"{spaces}>{"".join(bodies)}</xsl:stylesheet>'
    try:
        Stylesheet.from_text(sheet)
    except SaxonError as error:
        lines = [line.strip() for line in error.message.splitlines() if line.strip()]
        found = next((line for line in lines if re.match(r"X[A-Z]{3}\d{4}\b", line)), lines[-1] if lines else "")
        return re.sub(r"^X[A-Z]{3}\d{4}:?\s*", "", found)
    return None
