"""What can be wrong with an ODD, each finding with its place.

Takes a parsed ODD and the flattened schema that it customises; gives diagnostics. Changes nothing.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from edition.diagnostics import Code, Diagnostic
from edition.markup import Document, local_name, tei
from edition.odd.codes import CIRCULAR_CLASS, DUPLICATE_SPEC, NO_SCHEMA, NOT_PURE, UNKNOWN_SPEC, WRONG_MODE

MODES: Final = ("add", "change", "replace", "delete")
_SPECS: Final = ("elementSpec", "classSpec", "macroSpec", "dataSpec")
_KIND: Final = {"elementSpec": "element", "classSpec": "class", "macroSpec": "macro", "dataSpec": "data type"}
_REFERENCES: Final = {
    "memberOf": "classSpec",
    "classRef": "classSpec",
    "elementRef": "elementSpec",
    "macroRef": "macroSpec",
    "dataRef": "dataSpec",
}
_PURE: Final = frozenset(
    {*_REFERENCES, "sequence", "alternate", "textNode", "empty", "valList", "valItem", "dataFacet", "desc", "gloss"}
)

Names = dict[str, dict[str, etree._Element]]


@dataclass(frozen=True)
class _Check:
    """One ODD with what is specified before it (`base`) and after it (`now`)."""

    odd: Document
    specs: list[etree._Element]
    base: Names
    now: Names

    def find(self, code: Code, element: etree._Element, attribute: str, message: str, advice: str) -> Diagnostic:
        return Diagnostic(code, message, self.odd.attribute_span(element, attribute), help=advice)


def check_odd(odd: Document, spec: etree._Element, base: etree._Element | None) -> list[Diagnostic]:
    """Everything that would make the compiled schema wrong or impossible."""
    regions = [spec, *_groups(odd.root, spec)]
    specs = [e for region in regions for e in region.iter(*map(tei, _SPECS)) if e.get("ident")]
    before = _names(base.iterchildren(*map(tei, _SPECS)) if base is not None else ())
    now = {kind: dict(before[kind]) for kind in _SPECS}
    for e in specs:
        if e.get("mode") == "delete":
            now[local_name(e)].pop(e.get("ident", ""), None)
        elif e.get("mode") != "change" or e.get("ident") not in now[local_name(e)]:
            now[local_name(e)][e.get("ident", "")] = e
    check = _Check(odd, specs, before, now)
    return [
        *_modules(check, spec),
        *_start(check, spec, base),
        *_modes(check),
        *_attributes(check),
        *(found for region in regions for found in _references(check, region)),
        *(found for region in regions for found in _content(check, region)),
        *(found for region in regions for found in _data_types(check, region)),
        *_circles(check),
    ]


def _groups(root: etree._Element, spec: etree._Element) -> list[etree._Element]:
    """The groups of specifications outside of the schemaSpec; they stand in chapters and are referred to."""
    groups = root.iter(tei("specGrp"))
    return [g for g in groups if not any(a is spec or a.tag == g.tag for a in g.iterancestors())]


def _names(specs: Iterable[etree._Element]) -> Names:
    found: Names = {kind: {} for kind in _SPECS}
    for e in specs:
        found[local_name(e)][e.get("ident", "")] = e
    return found


def _nearest(name: str, known: Iterable[str], otherwise: str) -> str:
    near = difflib.get_close_matches(name, list(known), 1)
    return f"did you mean `{near[0]}`?" if near else otherwise


def _modules(check: _Check, spec: etree._Element) -> Iterator[Diagnostic]:
    """References to modules: with a source all of it is taken, so only one that chooses or has no source is wrong."""
    for e in spec.iterchildren(tei("moduleRef")):
        chosen = next((name for name in ("include", "except", "url") if e.get(name) is not None), "")
        if chosen or spec.get("source") is None:
            message = f"the module `{e.get('key', e.get('url', ''))}` stands in no ODD that is read"
            advice = 'write source="edition" on the schemaSpec, and delete with mode="delete" what is not wanted'
            yield Diagnostic(NOT_PURE, message, check.odd.span(e), help=advice)


def _start(check: _Check, spec: etree._Element, base: etree._Element | None) -> Iterator[Diagnostic]:
    start = spec.get("start") or (base.get("start") if base is not None else None)
    if not start:
        advice = 'add start="TEI", or the element that documents begin with'
        yield Diagnostic(NO_SCHEMA, "the schema has no start element", check.odd.span(spec), help=advice)
    for name in (start or "").split():
        if name not in check.now["elementSpec"]:
            advice = _nearest(name, check.now["elementSpec"], "specify the element, or name another in start")
            yield check.find(UNKNOWN_SPEC, spec, "start", f"the start element `{name}` is not specified", advice)


def _modes(check: _Check) -> Iterator[Diagnostic]:
    seen: set[tuple[str, str]] = set()
    for e in check.specs:
        kind, name, mode = local_name(e), e.get("ident", ""), e.get("mode", "add")
        known = check.base[kind]
        if mode not in MODES:
            message = f"there is no mode `{mode}`"
            yield check.find(WRONG_MODE, e, "mode", message, _nearest(mode, MODES, f"write one of {', '.join(MODES)}"))
        elif (kind, name) in seen or (mode == "add" and name in known):
            message = f"the {_KIND[kind]} `{name}` is specified already"
            advice = 'write mode="change" or mode="replace" to alter it, or choose another name'
            yield check.find(DUPLICATE_SPEC, e, "ident", message, advice)
        elif mode != "add" and name not in known:
            message = f"there is no {_KIND[kind]} `{name}` to {mode}"
            yield check.find(UNKNOWN_SPEC, e, "ident", message, _nearest(name, known, "add it, or correct the name"))
        seen.add((kind, name))


def _attributes(check: _Check) -> Iterator[Diagnostic]:
    for e in check.specs:
        seen: set[str] = set()
        known = _known_attributes(check, e)
        for attribute in e.iter(tei("attDef")):
            name, mode = attribute.get("ident", ""), attribute.get("mode", "add")
            if mode not in MODES:
                advice = _nearest(mode, MODES, f"write one of {', '.join(MODES)}")
                yield check.find(WRONG_MODE, attribute, "mode", f"there is no mode `{mode}`", advice)
            elif name in seen:
                message = f"the attribute `{name}` of `{e.get('ident')}` is specified already"
                yield check.find(DUPLICATE_SPEC, attribute, "ident", message, "keep one of the two")
            elif mode != "add" and name not in known:
                message = f"`{e.get('ident')}` has no attribute `{name}` to {mode}"
                advice = _nearest(name, known, "add it, or correct the name")
                yield check.find(UNKNOWN_SPEC, attribute, "ident", message, advice)
            seen.add(name)


def _known_attributes(check: _Check, spec: etree._Element) -> set[str]:
    """The attributes that a specification has before it is changed, those of its classes among them."""
    kind, name = local_name(spec), spec.get("ident", "")
    found: set[str] = set()
    waiting = [e for e in (check.base[kind].get(name), spec) if e is not None]
    visited: set[str] = set()
    while waiting:
        e = waiting.pop()
        if e is not spec:
            found |= {a.get("ident", "") for a in e.iter(tei("attDef"))}
        for key in (m.get("key", "") for m in e.iter(tei("memberOf"))):
            if key not in visited and key in check.now["classSpec"]:
                waiting.append(check.now["classSpec"][key])
            visited.add(key)
    return found


def _references(check: _Check, spec: etree._Element) -> Iterator[Diagnostic]:
    for e in spec.iter(*map(tei, _REFERENCES)):
        key = e.get("key")
        kind = _REFERENCES[local_name(e)]
        if key is not None and key not in check.now[kind]:
            message = f"there is no {_KIND[kind]} `{key}`"
            yield check.find(UNKNOWN_SPEC, e, "key", message, _nearest(key, check.now[kind], "specify it first"))


def _content(check: _Check, spec: etree._Element) -> Iterator[Diagnostic]:
    for content in spec.iter(tei("content")):
        for e in content.iterdescendants(etree.Element):
            if local_name(e) not in _PURE or e.tag != tei(local_name(e)):
                message = f"`{local_name(e)}` is no part of a content model in pure ODD"
                advice = "use sequence, alternate, elementRef, classRef, macroRef, dataRef, valList, textNode or empty"
                yield Diagnostic(NOT_PURE, message, check.odd.span(e), help=advice)


def _data_types(check: _Check, spec: etree._Element) -> Iterator[Diagnostic]:
    for e in spec.iter(tei("dataRef")):
        name, pattern = e.get("name"), e.get("restriction")
        if name is not None and not _is_data_type(name, None):
            advice = "name a data type of XML Schema, such as token, date or anyURI"
            yield check.find(NO_SCHEMA, e, "name", f"there is no data type `{name}`", advice)
        elif name is not None and not _is_data_type(name, pattern):
            advice = "write a regular expression as XML Schema has them"
            yield check.find(NO_SCHEMA, e, "restriction", f"`{pattern}` is no pattern for {name}", advice)


def _is_data_type(name: str, pattern: str | None) -> bool:
    """Whether XML Schema knows the type and takes the pattern: libxml2 looks at them only when a value is checked."""
    xs = "http://www.w3.org/2001/XMLSchema"
    schema = etree.Element(f"{{{xs}}}schema", nsmap={"xs": xs})
    restriction = etree.SubElement(etree.SubElement(schema, f"{{{xs}}}simpleType", name="t"), f"{{{xs}}}restriction")
    restriction.set("base", f"xs:{name}")
    if pattern is not None:
        etree.SubElement(restriction, f"{{{xs}}}pattern", value=pattern)
    try:
        etree.XMLSchema(schema)
    except etree.XMLSchemaParseError:
        return False
    return True


def _circles(check: _Check) -> Iterator[Diagnostic]:
    members = {name: [m.get("key", "") for m in e.iter(tei("memberOf"))] for name, e in check.now["classSpec"].items()}
    for e in check.specs:
        name = e.get("ident", "")
        if local_name(e) == "classSpec" and e.get("mode") != "delete":
            members[name] = [*members.get(name, ()), *(m.get("key", "") for m in e.iter(tei("memberOf")))]
    for e in check.specs:
        name = e.get("ident", "")
        if local_name(e) == "classSpec" and name in _reachable(name, members):
            message = f"the class `{name}` is a member of itself"
            yield check.find(CIRCULAR_CLASS, e, "ident", message, "remove one memberOf of the circle")


def _reachable(name: str, members: dict[str, list[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(members.get(name, ()))
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting += members.get(key, ())
    return found
