"""What is wrong with the attributes, values and contents of an ODD, each finding with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from lxml import etree

from edition.diagnostics import Diagnostic, Label
from edition.markup import TEI, local_name, tei
from edition.odd.checks.findings import CheckedOdd, finding, nearest, remark
from edition.odd.checks.specs import MODES
from edition.odd.codes import DUPLICATE_SPEC, NO_SCHEMA, NOT_PURE, TOOLS_DIFFER, UNKNOWN_SPEC, WRONG_MODE
from edition.odd.model import KINDS, Placed, Spec, is_count
from edition.odd.model.content import RNG

_PURE: Final = frozenset(
    {"memberOf", "classRef", "elementRef", "macroRef", "dataRef", "sequence", "alternate", "interleave", "textNode",
     "empty", "valList", "valItem", "dataFacet", "anyElement", "desc", "gloss", "altIdent", "remarks"}
)  # fmt: skip
_NAME: Final = re.compile(r"[^\W\d][\w.-]*(:[^\W\d][\w.-]*)?\s*\Z")
_COUNTS: Final = ("minOccurs", "maxOccurs")
Base = tuple[Spec, ...]


def check_attributes(check: CheckedOdd) -> Iterator[Diagnostic]:
    """Attributes, lists of values, content models, data types."""
    for item in check.odd.named(*KINDS):
        yield from _attributes(check, item)
        yield from _references(check, item)
    yield from _unknown(check)
    for item in check.odd.items:
        yield from _content(item)
        yield from _counts(check, item)
    yield from _data_types(check)


def _attributes(check: CheckedOdd, item: Placed) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    choices = {e for e in item.element.iter(tei("attList")) if e.get("org") == "choice"}
    for element in item.element.iter(tei("attDef")):
        here, name, mode = Placed(element, item.odd, item.folder), element.get("ident", ""), element.get("mode", "add")
        owner = item.element.get("ident")
        if not _NAME.match(name):
            yield finding(
                NO_SCHEMA, here, "ident", f"`{name}` is no name", "write letters, digits, . - _ after a letter"
            )
        elif mode not in MODES:
            advice = nearest(mode, MODES, f"write one of {', '.join(MODES)}")
            yield finding(WRONG_MODE, here, "mode", f"there is no mode `{mode}`", advice)
        elif name in seen and element.getparent() not in choices:
            message = f"the attribute `{name}` of `{owner}` is specified already"
            yield finding(DUPLICATE_SPEC, here, "ident", message, "keep one of the two")
        elif mode == item.element.get("mode") == "change" and not check.schema.own:
            yield from _values(here)
        seen.add(name)


def _unknown(check: CheckedOdd) -> Iterator[Diagnostic]:
    """Changes of attributes that there are not: one finding for each attribute, wherever it is spoken of."""
    found: dict[tuple[str, str], list[tuple[str, Placed]]] = {}
    advice: dict[tuple[str, str], str] = {}
    for item in check.odd.named(*KINDS):
        changes = [a for a in item.element.iter(tei("attDef")) if a.get("mode", "add") in MODES[1:]]
        known = _known_attributes(check, item.element) if changes else set()
        for change in changes:
            name, mode = change.get("ident", ""), change.get("mode", "")
            if known and name not in known:
                place = Placed(change, item.odd, item.folder)
                found.setdefault((name, mode), []).append((item.element.get("ident", ""), place))
                advice.setdefault((name, mode), nearest(name, known, "add it, or correct the name"))
    for (name, mode), places in found.items():
        owners = ", ".join(dict.fromkeys(f"`{owner}`" for owner, _ in places))
        message = f"{owners} {'has' if len(places) == 1 else 'have'} no attribute `{name}` to {mode}"
        first = finding(UNKNOWN_SPEC, places[0][1], "ident", message, advice[name, mode])
        others = tuple(Label(p.odd.attribute_span(p.element, "ident"), "and here") for _, p in places[1:4])
        yield replace(first, labels=others)


def _values(here: Placed) -> Iterator[Diagnostic]:
    """Lists of values in changes of which TEI's tools make something else than they seem to say."""
    values = here.element.find(tei("valList"))
    if values is None:
        return
    inner = Placed(values, here.odd, here.folder)
    if not values.get("mode"):
        message = f"the list of values of `{here.element.get('ident')}` has no mode, so TEI's tools leave it out"
        yield remark(finding(TOOLS_DIFFER, inner, "type", message, 'write mode="replace" or mode="change"'))
    elif values.get("mode") == "change" and not values.get("type"):
        message = (
            f"the changed list of values of `{here.element.get('ident')}` has no type, so TEI's tools leave it open"
        )
        yield remark(
            finding(TOOLS_DIFFER, inner, "mode", message, 'write type="closed" if only these values are allowed')
        )


def _references(check: CheckedOdd, item: Placed) -> Iterator[Diagnostic]:
    """Attributes that a specification has by reference, and that TEI's tools leave out where it is changed."""
    if check.schema.own or item.element.get("mode") != "change":
        return
    ident = item.element.get("ident", "")
    again = {(r.get("class"), r.get("name")) for r in item.element.iter(tei("attRef"))}
    for spec in _sources(check, local_name(item.element), ident):
        for lost in (r for r in spec.own.references() if r.owner and (r.owner, r.name) not in again):
            what = f"`{lost.name}` of `{lost.owner}`" if lost.name else f"the attributes of `{lost.owner}`"
            message = f"`{ident}` is changed, so TEI's tools leave out {what}, to which it refers"
            name = f' name="{lost.name}"' if lost.name else ""
            yield remark(
                finding(TOOLS_DIFFER, item, "ident", message, f'write <attRef class="{lost.owner}"{name}/> to keep it')
            )


def _known_attributes(check: CheckedOdd, spec: etree._Element) -> set[str]:
    """The attributes that a specification has in its source, those of its classes among them, and those it is given.

    Empty where the source does not have it: that is told already.
    """
    base = _sources(check, local_name(spec), spec.get("ident", ""))
    if not base and spec.get("mode", "add") != "add":
        return set()
    classes = {m.get("key", "") for m in spec.iter(tei("memberOf"))}
    specs = [*base, *_classes(check, classes.union(m.key for s in base for m in s.classes))]
    return {a.ident for s in specs for a in s.own.attributes()}


def _classes(check: CheckedOdd, keys: set[str]) -> Iterator[Spec]:
    """Classes by their keys, and those that they are members of."""
    waiting, visited = list(keys), set(keys)
    while waiting:
        key = waiting.pop()
        for s in (*_sources(check, "classSpec", key), *filter(None, [check.schema.of("classSpec").get(key)])):
            yield s
            further = {m.key for m in s.classes} - visited
            visited |= further
            waiting += further


def _sources(check: CheckedOdd, kind: str, ident: str) -> Base:
    return tuple(e.spec for lib in check.libraries for e in lib.by_ident.get(ident, ()) if e.kind == kind)


def _content(item: Placed) -> Iterator[Diagnostic]:
    for content in item.element.iter(tei("content")):
        for e in content.iterdescendants(etree.Element):
            space, _, name = e.tag.rpartition("}")
            if space[1:] != RNG and not (space[1:] == TEI and name in _PURE) and _is_in_model(e, content):
                message = f"`{name}` is no part of a content model"
                advice = "use sequence, alternate, elementRef, classRef, macroRef, dataRef, valList, textNode or empty"
                yield Diagnostic(NOT_PURE, message, item.odd.span(e), help=advice)


def _is_in_model(element: etree._Element, content: etree._Element) -> bool:
    """Whether an element stands in the model itself, not in an annotation or a description."""
    for ancestor in element.iterancestors():
        if ancestor is content:
            return not element.tag.startswith("{http://relaxng.org/ns/compatibility/annotations/")
        if local_name(ancestor) in ("desc", "gloss", "remarks") or not ancestor.tag.startswith(
            (f"{{{TEI}}}", f"{{{RNG}}}")
        ):
            return False
    return False


def _counts(check: CheckedOdd, item: Placed) -> Iterator[Diagnostic]:
    """Counts that are no numbers, that allow nothing, or that TEI's tools read as one more."""
    for e in item.element.iter(etree.Element):
        if any(name in e.attrib for name in _COUNTS):
            yield from _count(check, Placed(e, item.odd, item.folder))


def _count(check: CheckedOdd, here: Placed) -> Iterator[Diagnostic]:
    e = here.element
    least, most = (e.get(name, "1").strip() or "1" for name in _COUNTS)
    numbers = {"minOccurs": is_count(least), "maxOccurs": is_count(most) or most == "unbounded"}
    if not all(numbers.values()):
        wrong = next(name for name, right in numbers.items() if not right)
        yield finding(NO_SCHEMA, here, wrong, f"`{e.get(wrong)}` is no count", "write a number, or unbounded")
    elif most != "unbounded":
        yield from _bounded(check, here, int(least), int(most))


def _bounded(check: CheckedOdd, here: Placed, least: int, most: int) -> Iterator[Diagnostic]:
    if most < least:
        message = f"at least {least} and at most {most} cannot both be"
        yield finding(NO_SCHEMA, here, "minOccurs", message, "maxOccurs is 1 where it is not written")
    elif least == 0 and most > 1 and not check.schema.own and _is_reference(here.element):
        message = f"TEI's tools let {most + 1} pass where at most {most} are allowed"
        yield remark(finding(TOOLS_DIFFER, here, "maxOccurs", message, "put it into a sequence that may be missing"))


def _is_reference(element: etree._Element) -> bool:
    return local_name(element) in ("elementRef", "classRef", "macroRef")


def _data_types(check: CheckedOdd) -> Iterator[Diagnostic]:
    """Data types and patterns that XML Schema does not know: all at once, and each only where one is wrong."""
    found = [
        Placed(e, item.odd, item.folder)
        for item in check.odd.items
        for e in item.element.iter(tei("dataRef"))
        if e.get("name") is not None
    ]
    pairs = {(p.element.get("name", ""), p.element.get("restriction")) for p in found}
    if not pairs or _are_data_types(pairs):
        return
    for place in found:
        name, pattern = place.element.get("name", ""), place.element.get("restriction")
        if not _are_data_types({(name, None)}):
            advice = "name a data type of XML Schema, such as token, date or anyURI"
            yield finding(NO_SCHEMA, place, "name", f"there is no data type `{name}`", advice)
        elif not _are_data_types({(name, pattern)}):
            advice = "write a regular expression as XML Schema has them"
            yield finding(NO_SCHEMA, place, "restriction", f"`{pattern}` is no pattern for {name}", advice)


def _are_data_types(pairs: set[tuple[str, str | None]]) -> bool:
    """Whether XML Schema knows the types and takes the patterns: libxml2 looks at them only when a value is checked."""
    xs = "http://www.w3.org/2001/XMLSchema"
    schema = etree.Element(f"{{{xs}}}schema", nsmap={"xs": xs})
    for number, (name, pattern) in enumerate(sorted(pairs, key=str)):
        kind = etree.SubElement(schema, f"{{{xs}}}simpleType", name=f"t{number}")
        restriction = etree.SubElement(kind, f"{{{xs}}}restriction")
        restriction.set("base", f"xs:{name}")
        if pattern is not None:
            etree.SubElement(restriction, f"{{{xs}}}pattern", value=pattern)
    try:
        etree.XMLSchema(schema)
    except etree.XMLSchemaParseError:
        return False
    return True
