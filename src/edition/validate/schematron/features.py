"""What of Schematron is known here: every other element or attribute of it is refused by name, none is passed over.

Elements of other vocabularies are notes for people and are let be, but for those of XSLT, which would be run.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from edition.diagnostics import EditionError
from edition.validate.schematron.quickfix import has_fixes
from edition.validate.schematron.refusals import unusable

SCH: Final = "{http://purl.oclc.org/dsdl/schematron}"
XSL: Final = "{http://www.w3.org/1999/XSL/Transform}"

_RICH: Final = "id icon see fpi"
_TEXT: Final = ("name", "value-of", "emph", "dir", "span")
_ATTRIBUTES: Final[dict[str, str]] = {
    "schema": f"{_RICH} schemaVersion defaultPhase queryBinding schematronEdition",
    "ns": "prefix uri",
    "title": "",
    "p": "id class icon",
    "let": "name value as",
    "phase": f"{_RICH} from",
    "active": "pattern",
    "pattern": f"{_RICH} abstract is-a documents role",
    "param": "name value",
    "rules": "id",
    "rule": f"{_RICH} abstract context flag role subject visit-each",
    "extends": "rule href",
    "assert": f"{_RICH} test diagnostics properties flag role subject",
    "report": f"{_RICH} test diagnostics properties flag role subject",
    "diagnostics": "",
    "diagnostic": f"{_RICH} role",
    "properties": "",
    "property": f"{_RICH} role scheme",
    "name": "path",
    "value-of": "select",
    "emph": "",
    "dir": "value",
    "span": "class",
    "include": "href",
}
_INSIDE: Final[dict[str, tuple[str, ...]]] = {
    "schema": ("ns", "title", "p", "let", "phase", "pattern", "rules", "diagnostics", "properties"),
    "phase": ("p", "let", "active"),
    "active": ("dir", "emph", "span"),
    "pattern": ("title", "p", "let", "param", "rule"),
    "rules": ("title", "p", "rule"),
    "rule": ("p", "let", "extends", "assert", "report"),
    "assert": _TEXT,
    "report": _TEXT,
    "diagnostics": ("diagnostic",),
    "diagnostic": _TEXT,
    "properties": ("property",),
    "property": _TEXT,
    "title": ("dir",),
    "p": ("dir", "emph", "span"),
}
_REQUIRED: Final[dict[str, str]] = {
    "ns": "prefix uri",
    "let": "name",
    "phase": "id",
    "active": "pattern",
    "param": "name value",
    "assert": "test",
    "report": "test",
    "diagnostic": "id",
    "property": "id",
    "value-of": "select",
}
# of XSLT: what may stand in a schema beside the patterns, and in the text of a property
_DECLARATIONS: Final = ("function", "key", "variable", "param", "accumulator", "decimal-format")
_COPIES: Final = ("copy-of", "value-of", "text")


def check_features(root: etree._Element, path: str) -> None:
    """Refuse a schema, with its includes in their places, that asks for what is not known, or for what is not there."""
    for element in root.iter(etree.Element):
        if not isinstance(element.tag, str):
            continue
        if element.tag.startswith(SCH) and not _is_data(element):
            _check_element(element, path)
        elif element.tag.startswith(XSL):
            _check_code(element, path)
    _check_references(root, path)
    _check_abstracts(root, path)
    _check_variables(root, path)


def _check_element(element: etree._Element, path: str) -> None:
    local = element.tag.removeprefix(SCH)
    if local not in _ATTRIBUTES:
        raise _refused(element, path, f"<{local}> is not known here")
    parent = element.getparent()
    if parent is not None and str(parent.tag).startswith(SCH):
        outer = str(parent.tag).removeprefix(SCH)
        if local not in _INSIDE.get(outer, ()):
            raise _refused(element, path, f"<{local}> is not known in <{outer}>")
    _check_attributes(element, local, path)
    if local == "let" and element.get("value") is not None and (len(element) or (element.text or "").strip()):
        raise _refused(element, path, "<let> has both a value and content")


def _check_attributes(element: etree._Element, local: str, path: str) -> None:
    for name in map(str, element.attrib):
        if not name.startswith("{") and name not in _ATTRIBUTES[local].split():
            raise _refused(element, path, f"the attribute {name} of <{local}> is not known here")
    for name in _REQUIRED.get(local, "").split():
        if element.get(name) is None:
            raise _refused(element, path, f"<{local}> needs the attribute {name}")
    if local == "rule" and element.get("abstract") != "true" and element.get("context") is None:
        raise _refused(element, path, "<rule> needs the attribute context")


def _check_code(element: etree._Element, path: str) -> None:
    """Instructions of XSLT run only within a declaration that is known, and in the text of a property."""
    parent = element.getparent()
    outer = "" if parent is None else str(parent.tag)
    if not outer.startswith(SCH) or _is_data(element):
        return
    local = str(element.tag).removeprefix(XSL)
    known = {"schema": _DECLARATIONS, "property": _COPIES}.get(outer.removeprefix(SCH), ())
    if local not in known and not _is_for_fixes(element):
        raise _refused(element, path, f"<xsl:{local}> is not known in <{outer.removeprefix(SCH)}>")


def _is_for_fixes(element: etree._Element) -> bool:
    """Whether an element is a template that quick fixes apply."""
    parent = element.getparent()
    is_template = (
        element.tag == f"{XSL}template" and parent is not None and parent.tag in (f"{SCH}schema", f"{SCH}pattern")
    )
    return is_template and has_fixes(element.getroottree().getroot())


def _is_data(element: etree._Element) -> bool:
    """Whether an element stands in the content of a variable, which is data, or in a note of another vocabulary."""
    ancestors = list(element.iterancestors())
    return any(a.tag == f"{SCH}let" or not str(a.tag).startswith((SCH, XSL)) for a in ancestors)


def _check_references(root: etree._Element, path: str) -> None:
    """Refuse ids that nothing has: what they should run or say would be missing in silence."""
    for holder, attribute, kind in (
        ("active", "pattern", "pattern"),
        ("assert", "diagnostics", "diagnostic"),
        ("report", "diagnostics", "diagnostic"),
        ("assert", "properties", "property"),
        ("report", "properties", "property"),
    ):
        known = {str(e.get("id")) for e in root.iter(f"{SCH}{kind}")}
        for element, id_ in _ids(root, holder, attribute):
            if id_ not in known:
                raise _refused(element, path, f"there is no {kind} `{id_}`")
    default = root.get("defaultPhase")
    if default and default not in ("#ALL", *(e.get("id") for e in root.iter(f"{SCH}phase"))):
        raise unusable(path, f"there is no phase `{default}`")


def _check_abstracts(root: etree._Element, path: str) -> None:
    """Refuse an abstract pattern or rule that is not there; parameters in their names are filled in later."""
    for pattern, id_ in _ids(root, "pattern", "is-a"):
        if "$" not in id_ and id_ not in _abstract(root, "pattern"):
            raise _refused(pattern, path, f"there is no abstract pattern `{id_}`")
    shared = {id_ for rules in root.iter(f"{SCH}rules") for id_ in _abstract(rules, "rule")}
    for extends, id_ in _ids(root, "extends", "rule"):
        pattern = next(extends.iterancestors(f"{SCH}pattern"), root)
        if "$" in id_ or id_ in shared or id_ in _abstract(pattern, "rule"):
            continue
        elsewhere = " in the same pattern, where the standard wants it, nor in <rules>"
        where = elsewhere if id_ in _abstract(root, "rule") else ""
        raise _refused(extends, path, f"there is no abstract rule `{id_}`{where}")


def _abstract(within: etree._Element, kind: str) -> set[str]:
    """The ids of the abstract patterns or rules in an element."""
    return {e.get("id", "") for e in within.iter(f"{SCH}{kind}") if e.get("abstract") == "true"}


def _check_variables(root: etree._Element, path: str) -> None:
    """Refuse a variable that is declared twice in one place, or again as it is in the whole schema.

    In a phase or a pattern it may have another value than in the schema, which then holds there.
    """
    everywhere = {let.get("name"): let.get("value") for let in root.findall(f"{SCH}let")}
    for scope in root.iter(f"{SCH}schema", f"{SCH}phase", f"{SCH}pattern", f"{SCH}rule"):
        inner = scope.tag in (f"{SCH}phase", f"{SCH}pattern")
        seen: set[str | None] = set()
        for let in scope.findall(f"{SCH}let"):
            name, value = let.get("name"), let.get("value")
            if name in seen or (inner and value is not None and everywhere.get(name) == value):
                raise _refused(let, path, f"the variable {name} is declared twice")
            seen.add(name)


def _ids(root: etree._Element, holder: str, attribute: str) -> Iterator[tuple[etree._Element, str]]:
    for element in root.iter(f"{SCH}{holder}"):
        for id_ in element.get(attribute, "").split():
            yield element, id_


def _refused(element: etree._Element, path: str, why: str) -> EditionError:
    return unusable(path, f"{why} (line {element.sourceline or 0})")
