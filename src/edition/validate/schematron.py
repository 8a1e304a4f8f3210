"""ISO Schematron with XPath 3.1: compiled to XSLT by our own stylesheets, run by Saxon, findings with exact places.

Includes are read here, from the schema's own folder only; what runs later reads nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from lxml import etree

from edition.diagnostics import Code, Diagnostic, EditionError, Severity, Span
from edition.markup import Document, all_text, parse, read_source
from edition.project import data_dir
from edition.saxon import SaxonError, Stylesheet
from edition.validate.codes import BAD_SCHEMA, SCHEMATRON, SCHEMATRON_FAILED

_SCH: Final = "{http://purl.oclc.org/dsdl/schematron}"
_SEVERITIES: Final = {
    "": Severity.ERROR,
    "fatal": Severity.ERROR,
    "error": Severity.ERROR,
    "warn": Severity.WARNING,
    "warning": Severity.WARNING,
    "caution": Severity.WARNING,
    "info": Severity.INFO,
    "information": Severity.INFO,
}
_BINDINGS: Final = ("", "xslt", "xslt1", "xslt2", "xslt3", "xpath", "xpath2", "xpath3", "xpath31")
_DEEPEST: Final = 20


@dataclass(frozen=True)
class _Compiled:
    """The stylesheet of some patterns, and the same with every test guarded, for when one breaks off."""

    quick: str
    guarded: str


@lru_cache(maxsize=32)
def _stylesheet(text: str) -> Stylesheet:
    return Stylesheet.from_text(text)


class Schematron:
    """A schema ready to check documents. It travels between processes as the text of its stylesheets."""

    def __init__(self, path: Path, phase: str = "#DEFAULT") -> None:
        self.path = path
        self._codes: dict[str, Code] = {}
        root = _read(path, path.parent.resolve(), 0)
        if root.tag != f"{_SCH}schema" or root.get("queryBinding", "").lower() not in _BINDINGS:
            raise _unusable(path, _not_for_us(root))
        phases = {p.get("id") for p in root.iter(f"{_SCH}phase")}
        if not phase.startswith("#") and phase not in phases:
            raise _unusable(path, f"there is no phase `{phase}`")
        data = etree.tostring(root)
        self._compiled = [self._compile(data, phase, group) for group in _groups(root)]

    @property
    def digest(self) -> str:
        """What the findings depend on besides the document."""
        return "\n".join(c.quick for c in self._compiled)

    def check(self, document: Document) -> list[Diagnostic]:
        """The assertions that fail and the reports that hold, in the order of the schema."""
        out = []
        for compiled in self._compiled:
            try:
                result = _stylesheet(compiled.quick).transform(document.source.data).text
            except SaxonError:
                result = _stylesheet(compiled.guarded).transform(document.source.data).text
            out += [self._finding(document, e) for e in etree.fromstring(result.encode()).iter("finding", "broken")]
        return out

    def _compile(self, data: bytes, phase: str, only: list[int]) -> _Compiled:
        parameters: dict[str, Any] = {"phase": phase}
        if only:
            parameters["only"] = only
        try:
            try:
                return _compile(data, parameters)
            except SaxonError:
                return _compile(data, {**parameters, "listed": True})
        except SaxonError as error:
            raise _unusable(self.path, error.message) from error

    def _finding(self, document: Document, element: etree._Element) -> Diagnostic:
        where = element.get("where", "")
        place = _place(document, where)
        if element.tag == "broken":
            message = f"the rule {element.get('id') or ''} broke off: {all_text(element)}"
            return Diagnostic(SCHEMATRON_FAILED, message, place, help="mend the rule so that it holds for any value")
        text = element.find("message")
        notes = tuple(all_text(n) for n in element.findall("note"))
        message = all_text(text) if text is not None else ""
        level = _SEVERITIES.get(element.get("role", "").lower(), Severity.ERROR)
        return Diagnostic(self._code(element.get("id", "")), message, place, notes=notes, level=level)

    def _code(self, id_: str) -> Code:
        """An assertion with an id is reported under it."""
        if not id_:
            return SCHEMATRON
        return self._codes.setdefault(id_, Code(id_, "schematron", Severity.ERROR, SCHEMATRON.explanation))


def _compile(data: bytes, parameters: Mapping[str, Any]) -> _Compiled:
    compiler = Stylesheet.from_file(data_dir() / "xslt" / "schematron" / "compile.xsl")
    quick, guarded = (compiler.transform(data, {**parameters, "guarded": g}).text for g in (False, True))
    _stylesheet(quick)  # an XPath that is wrong is told now, not at the first document
    return _Compiled(quick, guarded)


def _place(document: Document, where: str) -> Span:
    """From the way `1/3/2@when` to the bytes."""
    way, _, attribute = where.partition("@")
    element = document.root
    for step in way.split("/")[1:]:
        element = [c for c in element if isinstance(c.tag, str)][int(step) - 1]
    return document.attribute_span(element, attribute) if attribute else document.span(element)


def _read(path: Path, folder: Path, depth: int) -> etree._Element:
    """The schema with its includes in their places."""
    if depth > _DEEPEST:
        raise _unusable(path, "its includes go in a circle")
    root = parse(read_source(path)).root
    for element in list(root.iter(f"{_SCH}include", f"{_SCH}extends")):
        href = element.get("href")
        parent = element.getparent()
        if href is None or parent is None:
            continue
        target = (path.parent / href.split("#")[0]).resolve()
        if not target.is_relative_to(folder):
            raise _unusable(path, f"it includes {href}, which lies outside its folder")
        included = _fragment(_read(target, folder, depth + 1), href)
        is_include = element.tag == f"{_SCH}include"
        new = [included] if is_include else list(included)
        index = parent.index(element)
        parent.remove(element)
        for offset, child in enumerate(new):
            parent.insert(index + offset, child)
    return root


def _fragment(root: etree._Element, href: str) -> etree._Element:
    _, hash_, id_ = href.partition("#")
    if not hash_:
        return root
    found = next((e for e in root.iter(etree.Element) if id_ in (e.get("id"), e.get("{*}id"))), None)
    return root if found is None else found


def _groups(root: etree._Element) -> list[list[int]]:
    """Numbers of patterns that can share a stylesheet: variables of patterns become global there, so no name twice.

    One empty group stands for all patterns together.
    """
    patterns = [p for p in root.iter(f"{_SCH}pattern") if p.get("abstract") != "true"]
    names = Counter(str(let.get("name")) for p in patterns for let in p.findall(f"{_SCH}let"))
    names.update(str(let.get("name")) for let in root.findall(f"{_SCH}let"))
    abstract = any(p.find(f"{_SCH}let") is not None for p in root.iter(f"{_SCH}pattern") if p.get("abstract") == "true")
    if not abstract and all(count == 1 for count in names.values()):
        return [[]]
    return [[number] for number in range(1, len(patterns) + 1)]


def _not_for_us(root: etree._Element) -> str:
    name = etree.QName(root)
    if root.tag != f"{_SCH}schema":
        return f"<{name.localname}> is not ISO Schematron's <schema>"
    known = ", ".join(sorted(filter(None, _BINDINGS)))
    return f"the query language {root.get('queryBinding')} is not known; known are {known}"


def _unusable(path: Path, why: str) -> EditionError:
    help_text = "mend the Schematron schema; the message is that of the XPath and XSLT compiler"
    return EditionError(
        Diagnostic(BAD_SCHEMA, f"the Schematron schema cannot be used: {why}", Span(str(path), 0, 1), help=help_text)
    )
