"""From what the stylesheet gives to diagnostics with their places."""

from __future__ import annotations

from typing import Final

from lxml import etree

from edition.diagnostics import Code, Diagnostic, Severity, Span
from edition.markup import Document, all_text
from edition.validate.codes import SCHEMATRON, SCHEMATRON_FAILED
from edition.validate.schematron.documents import Others
from edition.validate.schematron.quickfix import read_fixes

SEVERITIES: Final = {
    "": Severity.ERROR,
    "fatal": Severity.ERROR,
    "error": Severity.ERROR,
    "warn": Severity.WARNING,
    "warning": Severity.WARNING,
    "caution": Severity.WARNING,
    "info": Severity.INFO,
    "information": Severity.INFO,
}


class Findings:
    """Reads findings; a code for each assertion with an id is made once."""

    def __init__(self) -> None:
        self._codes: dict[str, Code] = {}

    def read(self, result: etree._Element, document: Document, others: Others) -> list[Diagnostic]:
        """The findings of one run."""
        return [self._finding(element, document, others) for element in result.iter("finding", "broken")]

    @staticmethod
    def broken_off(document: Document, reason: str) -> Diagnostic:
        """That nothing could be checked."""
        place = document.span(document.root)
        help_text = "mend the schema so that it holds for any document"
        return Diagnostic(SCHEMATRON_FAILED, f"the schema broke off: {reason}", place, help=help_text)

    def _finding(self, element: etree._Element, document: Document, others: Others) -> Diagnostic:
        document = others.texts.get(element.get("document", ""), document)
        place = _place(document, element.get("where", ""))
        if element.tag == "broken":
            message = f"{_named_rule(element)} broke off: {all_text(element)}"
            return Diagnostic(SCHEMATRON_FAILED, message, place, help="mend the rule so that it holds for any value")
        text = element.find("message")
        notes = tuple(all_text(n) for n in element.iterchildren("note", "property"))
        message = all_text(text) if text is not None else ""
        level = SEVERITIES.get(element.get("role", "").lower(), Severity.ERROR)
        fixes, told = read_fixes(element, document)
        notes += tuple(told)
        first, further = (fixes[0], tuple(fixes[1:])) if fixes else (None, ())
        code = self._code(element.get("id", ""))
        return Diagnostic(code, message, place, notes=notes, fix=first, other_fixes=further, level=level)

    def _code(self, id_: str) -> Code:
        """An assertion with an id is reported under it."""
        if not id_:
            return SCHEMATRON
        return self._codes.setdefault(id_, Code(id_, "schematron", Severity.ERROR, SCHEMATRON.explanation))


def _named_rule(element: etree._Element) -> str:
    id_ = element.get("id", "")
    return f"the rule `{id_}`" if id_ else "a rule"


def _place(document: Document, where: str) -> Span:
    """From the way `1/3/2@when` to the bytes."""
    way, _, attribute = where.partition("@")
    element = document.root
    for step in way.split("/")[1:]:
        element = [c for c in element if isinstance(c.tag, str)][int(step) - 1]
    return document.attribute_span(element, attribute) if attribute else document.span(element)
