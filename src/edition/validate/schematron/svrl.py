"""Reports in SVRL, the Schematron Validation Report Language: what was checked, which rules met, what was found.

One report may speak of many documents: each pattern names the one that it was checked in.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Final

from lxml import etree

from edition.diagnostics import Diagnostic, EditionError, Severity
from edition.markup import Document, parse, read_source
from edition.saxon import SaxonError
from edition.validate.codes import SCHEMATRON, SCHEMATRON_FAILED
from edition.validate.schematron.documents import OtherDocumentError
from edition.validate.schematron.schema import Schematron, Schematrons

_NS: Final = "http://purl.oclc.org/dsdl/svrl"
_SVRL: Final = f"{{{_NS}}}"
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_ROLES: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "information"}


class Report:
    """A report that grows document by document."""

    def __init__(self, title: str = "") -> None:
        self._root = etree.Element(f"{_SVRL}schematron-output", nsmap={"svrl": _NS})
        if title:
            self._root.set("title", title)

    def add(self, name: str, results: Iterable[etree._Element]) -> None:
        """Add what the patterns of a schema met in a document."""
        for result in results:
            for element in result:
                self._add(name, element)

    def add_findings(self, name: str, document: Document | None, found: Sequence[Diagnostic]) -> None:
        """Add what was found by other means than Schematron, as a pattern of its own."""
        if not found:
            return
        self._element("active-pattern", name="grammar and references", documents=name)
        self._element("fired-rule", context="/")
        for diagnostic in found:
            made = self._element(
                "failed-assert",
                id=diagnostic.code.id,
                location=_location(document, diagnostic),
                role=_ROLES[diagnostic.severity],
                test="false()",
            )
            for note in (*diagnostic.notes, *filter(None, (diagnostic.help,))):
                self._text(etree.SubElement(made, f"{_SVRL}diagnostic-reference", diagnostic=diagnostic.code.id), note)
            self._text(made, diagnostic.message)

    def write(self) -> str:
        """The report as XML."""
        etree.indent(self._root)
        return etree.tostring(self._root, encoding="unicode") + "\n"

    def _add(self, name: str, element: etree._Element) -> None:
        match element.tag:
            case "pattern":
                given = {k: element.get(k, "") for k in ("id", "name", "role")}
                self._element("active-pattern", documents=name, **given)
            case "rule":
                self._element("fired-rule", **{k: element.get(k, "") for k in ("id", "context", "role", "flag")})
            case _:
                self._found(element)

    def _found(self, element: etree._Element) -> None:
        kind = "successful-report" if element.get("kind") == "report" else "failed-assert"
        names = ("id", "location", "test", "role", "flag")
        made = self._element(kind, **{name: element.get(name, "") for name in names})
        for name in ("location", "test"):  # required, though a test that broke off has no place of its own
            made.set(name, made.get(name, "/"))
        for child in element.iterchildren("note", "property"):
            word = "diagnostic" if child.tag == "note" else "property"
            given = {k: child.get(k, "") for k in ("role", "scheme") if child.get(k)}
            holder = etree.SubElement(made, f"{_SVRL}{word}-reference", {word: child.get("id", ""), **given})
            self._copy(etree.SubElement(holder, f"{_SVRL}text"), child)
        message = element.find("message")
        self._copy(etree.SubElement(made, f"{_SVRL}text"), element if message is None else message)

    def _element(self, local: str, **attributes: str) -> etree._Element:
        given = {name: value for name, value in attributes.items() if value}
        return etree.SubElement(self._root, f"{_SVRL}{local}", given)

    def _text(self, holder: etree._Element, text: str) -> None:
        etree.SubElement(holder, f"{_SVRL}text").text = text

    def _copy(self, target: etree._Element, source: etree._Element) -> None:
        """Copy text and elements, with the language they are in."""
        target.text = source.text
        if language := source.get(_LANG):
            target.set(_LANG, language)
        target.extend([deepcopy(child) for child in source])


def report_on(
    files: Mapping[str, Path], schematron: Schematron | Schematrons | None, found: Sequence[Diagnostic]
) -> str:
    """The report on some files: what Schematron met in each, and what else was found."""
    report = Report("edition validate")
    others: dict[str, list[Diagnostic]] = {}
    for diagnostic in found:
        if diagnostic.code.name not in (SCHEMATRON.name, SCHEMATRON_FAILED.name):
            others.setdefault(diagnostic.primary.file if diagnostic.primary else "", []).append(diagnostic)
    for name, path in files.items():
        document = _document(name, path)
        if document is not None and schematron is not None:
            with contextlib.suppress(SaxonError, OtherDocumentError):  # that it breaks off is among the findings
                report.add(name, schematron.report(document))
        report.add_findings(name, document, others.get(name, []))
    return report.write()


def _document(name: str, path: Path) -> Document | None:
    try:
        return parse(read_source(path, name))
    except EditionError:
        return None  # among the findings


def _location(document: Document | None, diagnostic: Diagnostic) -> str:
    """The path of the element that begins last before a finding, in XPath 3.1."""
    if document is None or diagnostic.primary is None:
        return "/"
    found = document.root
    for element in document.root.iter(etree.Element):
        if document.span(element).start > diagnostic.primary.start:
            break
        found = element
    steps = [found, *found.iterancestors()]
    return "".join(f"/{_step(element)}" for element in reversed(steps))


def _step(element: etree._Element) -> str:
    name = etree.QName(element)
    number = 1 + sum(1 for _ in element.itersiblings(str(element.tag), preceding=True))
    return f"Q{{{name.namespace or ''}}}{name.localname}[{number}]"
