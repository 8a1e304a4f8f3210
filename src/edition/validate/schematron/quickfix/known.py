"""What of Schematron QuickFix is known here; what is not is taken out of the schema and told by name.

A schema checks documents whether its fixes can be used or not: what is wrong with one of them is a finding of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from lxml import etree

from edition.diagnostics import Diagnostic, Span
from edition.validate.codes import QUICK_FIX_REFUSED

SQF: Final = "{http://www.schematron-quickfix.com/validator/process}"
_SCH: Final = "{http://purl.oclc.org/dsdl/schematron}"
_XSL: Final = "{http://www.w3.org/1999/XSL/Transform}"
_LINE: Final = "{https://edition.example/ns/lines}line"

_CHANGE: Final = "match use-when"
_NEW: Final = f"{_CHANGE} node-type target select"
_ATTRIBUTES: Final[dict[str, str]] = {
    "fixes": "id",
    "group": "id use-when",
    "fix": "id use-when use-for-each role",
    "description": "",
    "title": "ref",
    "p": "id class icon ref",
    "param": "name default type required abstract",
    "user-entry": "name default type",
    "call-fix": "ref",
    "with-param": "name select",
    "add": f"{_NEW} position",
    "delete": _CHANGE,
    "replace": _NEW,
    "stringReplace": f"{_CHANGE} select regex flags",
    "copy-of": "select unparsed-mode",  # a copy keeps its bytes in any mode
    "keep": "select",
}
_INSIDE: Final[dict[str, tuple[str, ...]]] = {
    "fixes": ("fix", "group"),
    "group": ("fix",),
    "fix": ("description", "param", "user-entry", "call-fix", "add", "delete", "replace", "stringReplace"),
    "description": ("title", "p"),
    "user-entry": ("description",),
    "call-fix": ("with-param",),
}
_REQUIRED: Final[dict[str, str]] = {
    "group": "id",
    "fix": "id",
    "param": "name",
    "user-entry": "name",
    "call-fix": "ref",
    "with-param": "name",
    "stringReplace": "regex",
}
_VALUES: Final[dict[str, tuple[str, ...]]] = {
    "position": ("after", "before", "first-child", "last-child"),
    "node-type": ("keep", "element", "attribute", "processing-instruction", "pi", "comment"),
}
_OF_SCHEMATRON: Final = ("value-of", "name", "let")
_COPIES: Final = (f"{SQF}copy-of", f"{SQF}keep")
_MAKING: Final = ("add", "replace", "stringReplace", "with-param")
_MAY_BE_OFFERED: Final = ("fix", "group")
_HOLDERS: Final = ("rule", "pattern", "schema")
Tell = Callable[[str, etree._Element], None]


def has_fixes(schema: etree._Element) -> bool:
    """Whether there is a fix in a schema at all."""
    return next(schema.iter(f"{SQF}fix"), None) is not None


def without_fix_at(schema: etree._Element, line: int | None, path: str, why: str) -> Diagnostic:
    """Take the fix that stands on a line out of a schema, all of them where none does, and say why."""
    fix = next(
        (f for e in schema.iter(etree.Element) if e.get(_LINE) == str(line) and (f := _fix_around(e)) is not None), None
    )
    for element in [fix] if fix is not None else list(schema.iter(f"{SQF}fix")):
        _remove(element)
    name = f"the quick fix `{fix.get('id')}`" if fix is not None else "every quick fix"
    return _told(path, f"{name} cannot be used: {why}")


def _fix_around(element: etree._Element) -> etree._Element | None:
    return next((e for e in (element, *element.iterancestors()) if e.tag == f"{SQF}fix"), None)


def _told(path: str, why: str) -> Diagnostic:
    help_text = "mend the fix in the schema; the documents are checked without it"
    return Diagnostic(QUICK_FIX_REFUSED, why, Span(path, 0, 1), help=help_text)


def without_unknown(schema: etree._Element, path: str) -> list[Diagnostic]:
    """Take the fixes that cannot be used out of a schema, and say why."""
    found: list[Diagnostic] = []

    def tell(why: str, element: etree._Element) -> None:
        found.append(_told(path, f"{why} (line {element.sourceline or 0})"))

    for element in list(schema.iter(f"{SQF}*")):
        if not _is_code(element) and (why := _wrong(element)):
            tell(why, element)
            _remove(element)
    while wrong := next(_wrong_calls(schema), None):
        tell(*wrong)
        _remove(wrong[1])
    _check_offers(schema, tell)
    return found


def _is_code(element: etree._Element) -> bool:
    """Whether an element stands in what a fix makes, where any element may stand."""
    makers = [f"{SQF}{name}" for name in _MAKING]
    return element.tag not in _COPIES and any(outer.tag in makers for outer in element.iterancestors())


def _wrong(element: etree._Element) -> str:
    """Why an element of a fix cannot be used; nothing where it can."""
    local = str(element.tag).removeprefix(SQF)
    if local not in _ATTRIBUTES:
        return f"<sqf:{local}> is not known here"
    return _wrong_place(element, local) or _wrong_attributes(element, local) or _wrong_content(element, local)


def _wrong_place(element: etree._Element, local: str) -> str:
    parent = element.getparent()
    outer = "" if parent is None else str(parent.tag)
    if local in _MAY_BE_OFFERED and outer.startswith(_SCH) and outer.removeprefix(_SCH) not in _HOLDERS:
        return f"<sqf:{local}> is not known in <{outer.removeprefix(_SCH)}>"
    if not outer.startswith(SQF) or element.tag in _COPIES or local in _INSIDE.get(outer.removeprefix(SQF), ()):
        return ""
    return f"<sqf:{local}> is not known in <sqf:{outer.removeprefix(SQF)}>"


def _wrong_attributes(element: etree._Element, local: str) -> str:
    for name in map(str, element.attrib):
        if not name.startswith("{") and name not in _ATTRIBUTES[local].split():
            return f"the attribute {name} of <sqf:{local}> is not known here"
        if name in _VALUES and element.get(name) not in _VALUES[name]:
            return f"{element.get(name)} is not known as {name} of <sqf:{local}>"
    missing = (name for name in _REQUIRED.get(local, "").split() if not element.get(name))
    return next((f"<sqf:{local}> needs the attribute {name}" for name in missing), "")


def _wrong_content(element: etree._Element, local: str) -> str:
    kind = element.get("node-type")
    if kind is None and element.get("target") is not None:
        return f"<sqf:{local}> with a target needs the attribute node-type"
    if kind not in (None, "comment") and not element.get("target"):
        return f"<sqf:{local}> with the node-type {kind} needs the attribute target"
    return _wrong_code(element) if local == "fix" else _wrong_inside(element, local)


def _wrong_code(fix: etree._Element) -> str:
    foreign = (e for e in fix if str(e.tag).startswith(_XSL) and e.tag != f"{_XSL}variable")
    return next((f"<xsl:{str(e.tag).removeprefix(_XSL)}> is not known in <sqf:fix>" for e in foreign), "")


def _wrong_inside(element: etree._Element, local: str) -> str:
    names = (str(e.tag).removeprefix(_SCH) for e in element.iter(f"{_SCH}*")) if local in _MAKING else iter(())
    unknown = (f"<{name}> of Schematron is not known in <sqf:{local}>" for name in names if name not in _OF_SCHEMATRON)
    return next(unknown, "")


def _remove(element: etree._Element) -> None:
    """Take out the fix that an element belongs to, or what of fixes else it is."""
    fix = _fix_around(element)
    whole = element if fix is None else fix
    parent = whole.getparent()
    if parent is not None:
        parent.remove(whole)


def _wrong_calls(schema: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Calls of fixes that are not there, go in a circle, or do not fit."""
    for call in schema.iter(f"{SQF}call-fix"):
        id_ = call.get("ref", "")
        called = [fix for fix in _named(schema, id_, "fix") if fix not in call.iterancestors()]
        if not called:
            yield f"there is no quick fix `{id_}` to be called", call
        elif any(fix.get("use-for-each") for fix in called):
            yield f"the quick fix `{id_}` is made for each of something and cannot be called", call
        elif why := _wrong_parameters(called, call):
            yield f"the quick fix `{id_}` {why}", call
        elif any(_circles(schema, fix, []) for fix in called):
            yield f"the quick fix `{id_}` calls itself in a circle", call


def _wrong_parameters(called: list[etree._Element], call: etree._Element) -> str:
    parameters = {str(p.get("name")): p for fix in called for p in fix.iterchildren(f"{SQF}param")}
    given = {str(p.get("name")) for p in call.iterchildren(f"{SQF}with-param")}
    if unknown := given - parameters.keys():
        return f"has no parameter {min(unknown)}"
    missing = {name for name, p in parameters.items() if p.get("required") == "yes"} - given
    return f"needs the parameter {min(missing)}" if missing else ""


def _circles(schema: etree._Element, fix: etree._Element, before: list[etree._Element]) -> bool:
    """Whether calls lead back to a fix that they came from."""
    if fix in before:
        return True
    called = (
        f for c in fix.iterchildren(f"{SQF}call-fix") for f in _named(schema, c.get("ref", ""), "fix") if f is not fix
    )
    return any(_circles(schema, other, [*before, fix]) for other in called)


def _named(schema: etree._Element, id_: str, *kinds: str) -> list[etree._Element]:
    return [e for kind in kinds for e in schema.iter(f"{SQF}{kind}") if e.get("id") == id_]


def _check_offers(schema: etree._Element, tell: Tell) -> None:
    """Say which assertions offer a fix that is not there, or that only others can call."""
    for assertion in schema.iter(f"{_SCH}assert", f"{_SCH}report"):
        offered = assertion.get(f"{SQF}fix", "").split()
        fixes = [fix for id_ in offered for fix in _named(schema, id_, *_MAY_BE_OFFERED)]
        for id_ in offered:
            _check_offer(id_, _named(schema, id_, *_MAY_BE_OFFERED), assertion, tell)
        default = assertion.get(f"{SQF}default-fix")
        if default and default not in [fix.get("id") for found in fixes for fix in (found, *found)]:
            tell(f"the default `{default}` is none of the quick fixes that are offered", assertion)


def _check_offer(id_: str, found: list[etree._Element], assertion: etree._Element, tell: Tell) -> None:
    if not found and "$" not in id_:
        tell(f"there is no quick fix `{id_}`", assertion)
    if any(p.get("required") == "yes" for fix in found for p in fix.iterchildren(f"{SQF}param")):
        tell(f"the quick fix `{id_}` needs a parameter and can only be called by others", assertion)
