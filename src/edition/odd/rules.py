"""The expressions in an ODD's Schematron constraints, compiled once so that a wrong one is told where it is written.

Takes a parsed ODD and the prefixes that its source declares; gives diagnostics. Runs no rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Final

from lxml import etree

from edition.diagnostics import Diagnostic
from edition.markup import Document, tei
from edition.odd.codes import WRONG_RULE
from edition.saxon import SaxonError, Stylesheet

_SCH: Final = "{http://purl.oclc.org/dsdl/schematron}"
_XSL: Final = "http://www.w3.org/1999/XSL/Transform"
# where expressions stand; a context may be any expression for nodes, not only a pattern
_PLACES: Final = (("assert", "test"), ("report", "test"), ("let", "value"), ("value-of", "select"), ("rule", "context"))
_USUAL: Final = {"tei": "http://www.tei-c.org/ns/1.0", "xs": "http://www.w3.org/2001/XMLSchema"}


def check_rules(odd: Document, base: etree._Element | None) -> Iterator[Diagnostic]:
    """The expressions that do not compile. Each is looked at by itself only if all together do not."""
    prefixes = _USUAL | dict(_declared(base) if base is not None else ()) | dict(_declared(odd.root))
    places = [(constraint, *place) for constraint in odd.root.iter(tei("constraint")) for place in _places(constraint)]
    if not places or _reason(prefixes, [_template(*place) for place in places]) is None:
        return
    for constraint, element, attribute in places:
        reason = _reason(prefixes, [_template(constraint, element, attribute)])
        if reason is not None:
            message = f"`{' '.join(element.get(attribute, '').split())}` is no expression: {reason}"
            span = odd.attribute_span(element, attribute)
            help_text = "correct it; it is XPath 3.1, with the prefixes that sch:ns declares"
            yield Diagnostic(WRONG_RULE, message, span, help=help_text)


def _declared(root: etree._Element) -> Iterable[tuple[str, str]]:
    return ((ns.get("prefix", ""), ns.get("uri", "")) for ns in root.iter(f"{_SCH}ns"))


def _places(constraint: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    return ((e, at) for name, at in _PLACES for e in constraint.iter(f"{_SCH}{name}") if e.get(at) is not None)


def _template(constraint: etree._Element, element: etree._Element, attribute: str) -> str:
    """A template that uses the expression where every variable of its constraint is known."""
    names = {let.get("name", "") for let in constraint.iter(f"{_SCH}let")}
    params = "".join(f'<xsl:param name="{escape(name)}" as="item()*"/>' for name in sorted(names))
    return f'{params}<xsl:sequence select="{escape(element.get(attribute, ""))}"/>'


def _reason(prefixes: Mapping[str, str], templates: Iterable[str]) -> str | None:
    """What the compiler says of templates, if anything."""
    bodies = (f'<xsl:template name="t{number}">{text}</xsl:template>' for number, text in enumerate(templates))
    names = "".join(f' xmlns:{prefix}="{escape(uri)}"' for prefix, uri in prefixes.items() if prefix)
    sheet = f'<xsl:stylesheet version="3.0" xmlns:xsl="{_XSL}"{names}>{"".join(bodies)}</xsl:stylesheet>'
    try:
        Stylesheet.from_text(sheet)
    except SaxonError as error:
        lines = [line.strip() for line in error.message.splitlines() if line.strip()]
        found = next((line for line in lines if re.match(r"X[A-Z]{3}\d{4}\b", line)), lines[-1] if lines else "")
        return re.sub(r"^X[A-Z]{3}\d{4}:?\s*", "", found)
    return None
