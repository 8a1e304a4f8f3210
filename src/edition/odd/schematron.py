"""The rules of a schema: its constraints in Schematron, one pattern for each, named like it.

Takes a merged schema, gives ISO Schematron. An assertion without a rule is about what its constraint stands in;
variables and keys that stand by themselves are for all rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from html import escape
from typing import Final

from lxml import etree

from edition.markup import TEI, XML, XML_LANG, tei
from edition.odd.deprecated import deprecations
from edition.odd.model import Attribute, MergedSchema, Spec
from edition.odd.model.content import attributes_of
from edition.odd.relax.descriptions import squeezed
from edition.odd.relax.writing import HEAD, start_tag

SCH: Final = "http://purl.oclc.org/dsdl/schematron"
_XSL: Final = "http://www.w3.org/1999/XSL/Transform"
_SCHEMES: Final = (None, "", "schematron", "isoschematron")
_NS, _PATTERN, _RULE, _EXTENDS = (f"{{{SCH}}}{name}" for name in ("ns", "pattern", "rule", "extends"))
_CHECKS: Final = (f"{{{SCH}}}assert", f"{{{SCH}}}report", _EXTENDS)
_RULES: Final = (_RULE, *_CHECKS)
_PROSE: Final = (f"{{{SCH}}}title", f"{{{SCH}}}p")
_CODE: Final = f"{{{_XSL}}}"
_SQF: Final = "http://www.schematron-quickfix.com/validator/process"
_LANGUAGES: Final = tuple(f"{{{uri}}}" for uri in (SCH, _XSL, _SQF))
_FIXES: Final = f"{{{_SQF}}}fixes"
_LAST: Final = (f"{{{SCH}}}diagnostics", f"{{{SCH}}}properties", _FIXES)
_BROKEN: Final = ("test", "context", "value", "select")  # expressions that may be broken over lines
_USUAL: Final = {
    "tei": TEI,
    "teix": "http://www.tei-c.org/ns/Examples",
    "rng": "http://relaxng.org/ns/structure/1.0",
    "xlink": "http://www.w3.org/1999/xlink",
}


@dataclass(frozen=True)
class _Place:
    """A constraint and what it stands in."""

    element: etree._Element
    spec: Spec | None = None
    attribute: Attribute | None = None

    def held(self) -> list[etree._Element]:
        """What stands in it."""
        return [c for holder in self.element.iterchildren(tei("constraint")) for c in _known(holder)]

    def namespaces(self) -> list[etree._Element]:
        """The prefixes that it declares."""
        return [c for c in self.held() if c.tag == _NS]

    def common(self) -> list[etree._Element]:
        """What is for all rules: keys and functions, and other declarations beside patterns or by themselves."""
        held = self.held()
        patterns = [c for c in held if c.tag == _PATTERN]
        kinds = _LANGUAGES if patterns or not {*_RULES} & {c.tag for c in held} else _CODE
        inside = [c for p in patterns for c in _code(p)]
        apart = (_NS, _PATTERN, *_PROSE, *_RULES)
        return inside + [c for c in held if c.tag not in apart and (c.tag.startswith(kinds) or c.tag == _FIXES)]

    def loose(self) -> list[etree._Element]:
        """What stands in no pattern and is not for all rules; nothing, where there is no rule in it."""
        common = self.common()
        found = [c for c in self.held() if c.tag not in (_NS, _PATTERN) and c not in common]
        return found if {*_RULES} & {c.tag for c in found} else []


def make_rules(schema: MergedSchema) -> str:
    """The constraints of a schema as ISO Schematron."""
    places = [p for p in _places(schema) if p.element.get("scheme") in _SCHEMES]
    declarations = [e for e in schema.constraints if e.tag == tei("constraintDecl")]
    body = [*_declared(declarations), *(c for p in places for c in p.namespaces())]
    prefixes = _prefixes(schema, body)
    patterns = [p for place in places for p in _patterns(place, schema, prefixes)]
    patterns += deprecations(schema, lambda spec: _qualified(spec, schema, prefixes), lambda uri: prefixes.get(uri, ""))
    common = [_copied(c) for p in places for c in p.common()]
    first, last = _parted(common)
    parts = [*_unique(map(_copied, body)), *_missing(prefixes, body, [*first, *patterns]), *first, *patterns, *last]
    bindings = filter(None, (e.get("queryBinding", "") for e in declarations))
    return _schema(parts, next(bindings, "xslt3"))


def _parted(common: list[etree._Element]) -> tuple[list[etree._Element], list[etree._Element]]:
    """What stands before the patterns, and what stands behind them."""
    return [c for c in common if c.tag not in _LAST], [c for c in common if c.tag in _LAST]


def _schema(parts: list[etree._Element], binding: str) -> str:
    at = {"xmlns": SCH, **_spaces(parts), "queryBinding": binding}
    lines = [f"{start_tag('schema', at, 0)}>"]
    for part in parts:
        lines.append("\n   ")
        lines += _written(part, 1)
    return "".join((HEAD, *lines, "\n</schema>\n"))


def _prefixes(schema: MergedSchema, body: Iterable[etree._Element]) -> dict[str, str]:
    """The prefix of each namespace in expressions: the ODD's own, the usual one, else one of ours."""
    declared = {c.get("uri", ""): c.get("prefix", "") for c in body if c.tag == _NS}
    taken = set(declared.values())
    usual = {uri: prefix for prefix, uri in _USUAL.items() if prefix not in taken}
    spaces = [s.ns for s in schema.specs] + [a.ns for s in schema.specs for a in s.own.attributes()]
    others = {uri: f"ns{n}" for n, uri in enumerate(dict.fromkeys(spaces), 1) if uri}
    return {**others, **usual, **declared}


def _spaces(parts: Iterable[etree._Element]) -> dict[str, str]:
    """Declarations of the other languages in the rules, such as XSLT."""
    elements = [e for part in parts for e in part.iter(etree.Element)]
    spaces = {e.prefix: etree.QName(e).namespace for e in elements if e.prefix}
    for element in elements:
        spaces |= {_prefix(element, key): etree.QName(key).namespace for key in attributes_of(element) if key[0] == "{"}
    return {f"xmlns:{prefix}": uri for prefix, uri in sorted(spaces.items()) if uri not in (SCH, XML)}


def constraints(schema: MergedSchema) -> list[etree._Element]:
    """All constraints of a schema in their order, each once."""
    return [place.element for place in _places(schema)]


def _places(schema: MergedSchema) -> Iterator[_Place]:
    """The constraints of the schema, then those of specifications and their attributes."""
    met: set[etree._Element] = set()
    for place in _all_places(schema):
        if place.element not in met and place.element.tag == tei("constraintSpec"):
            met.add(place.element)
            if not _is_translation(place.element):
                yield place


def _is_translation(constraint: etree._Element) -> bool:
    """Whether a constraint says in another language what one beside it says in English, as TEI's own do."""
    if constraint.get(XML_LANG, "en") == "en":
        return False
    beside = constraint.itersiblings(constraint.tag, preceding=True)
    return any(other.get(XML_LANG, "en") == "en" for other in (*beside, *constraint.itersiblings(constraint.tag)))


def _all_places(schema: MergedSchema) -> Iterator[_Place]:
    yield from (_Place(e) for e in schema.constraints)
    for spec in schema.specs:
        yield from (_Place(e, spec) for e in spec.constraints)
        for attribute in spec.own.attributes():
            if attribute.mode != "delete":
                yield from (_Place(e, spec, attribute) for e in attribute.constraints)


def _code(pattern: etree._Element) -> list[etree._Element]:
    """XSLT in a pattern: it can stand before all patterns only."""
    return [c for c in pattern.iterchildren(etree.Element) if c.tag.startswith(_CODE)]


def _declared(declarations: Iterable[etree._Element]) -> Iterator[etree._Element]:
    for declaration in declarations:
        yield from _known(declaration)


def _known(holder: etree._Element) -> Iterator[etree._Element]:
    """Schematron, XSLT and quick fixes; `key` is no element of Schematron, though old ODDs have it.

    A pattern without rules declares something for the rules of others, and TEI's tools take it so.
    """
    for child in holder.iterchildren(etree.Element):
        if child.tag == _PATTERN and not (child.get("is-a") or any(True for _ in child.iter(_RULE))):
            yield from (c for c in _known(child) if c.tag not in _PROSE)
        elif child.tag.startswith(_LANGUAGES) and child.tag != f"{{{SCH}}}key":
            yield child


def _unique(elements: Iterable[etree._Element]) -> list[etree._Element]:
    """Declarations of prefixes, each once."""
    found: dict[bytes, etree._Element] = {}
    for element in elements:
        found.setdefault(etree.tostring(element, method="c14n", with_tail=False), element)
    return list(found.values())


def _missing(
    prefixes: dict[str, str], body: Iterable[etree._Element], patterns: Iterable[etree._Element]
) -> list[etree._Element]:
    """Declarations of the prefixes that rules use and nobody declares."""
    declared = {c.get("prefix") for c in body if c.tag == _NS}
    text = " ".join(v for p in patterns for e in p.iter(etree.Element) for v in attributes_of(e).values())
    wanted = [(p, uri) for uri, p in prefixes.items() if p not in declared and re.search(rf"\b{re.escape(p)}:", text)]
    return [etree.Element(_NS, prefix=prefix, uri=uri) for prefix, uri in sorted(wanted)]


def _patterns(place: _Place, schema: MergedSchema, prefixes: dict[str, str]) -> Iterator[etree._Element]:
    """The patterns of a constraint: those that it holds, and one for rules and assertions by themselves."""
    ident = place.element.get("ident", "")
    whole = [c for c in place.held() if c.tag == _PATTERN]
    for number, pattern in enumerate(whole, 1):
        copy = _copied(pattern)
        copy.set("id", pattern.get("id") or (ident if len(whole) == 1 else f"{ident}-{number}"))
        for code in _code(copy):
            copy.remove(code)
        yield copy
    if loose := place.loose():
        yield _loose_pattern(f"{ident}-rules" if whole else ident, loose, place, schema, prefixes)


def _loose_pattern(
    ident: str, loose: list[etree._Element], place: _Place, schema: MergedSchema, prefixes: dict[str, str]
) -> etree._Element:
    """A pattern of rules and assertions that stand without one."""
    pattern = etree.Element(_PATTERN, id=ident)
    if title := _title(place.element):
        etree.SubElement(pattern, f"{{{SCH}}}title").text = title
    checks = [c for c in loose if c.tag in _CHECKS]
    if checks:  # their quick fixes go with them
        checks = [c for c in loose if c in checks or c.tag.startswith(f"{{{_SQF}}}")]
    pattern.extend(_ruled(c, place, schema, prefixes) for c in loose if c not in checks)
    if checks:
        rule = etree.SubElement(pattern, _RULE, context=_context(place, schema, prefixes))
        rule.extend(map(_copied, checks))
    return pattern


def _ruled(element: etree._Element, place: _Place, schema: MergedSchema, prefixes: dict[str, str]) -> etree._Element:
    copy = _copied(element)
    if copy.tag == _RULE and copy.get("context") is None and copy.get("abstract") != "true":
        copy.set("context", _context(place, schema, prefixes))
    return copy


def _title(constraint: etree._Element) -> str:
    descriptions = constraint.findall(tei("desc"))
    english = [d for d in descriptions if d.get(XML_LANG, "en") == "en"] or descriptions
    return squeezed(english[0]) if english else ""


def _context(place: _Place, schema: MergedSchema, prefixes: dict[str, str]) -> str:
    """What an assertion without a rule is about: the element, the attribute, or what is a member of the class."""
    spec, attribute = place.spec, place.attribute
    if spec is None:
        return "/" if not schema.own else "*"
    suffix = f"/@{attribute.name}" if attribute else ""
    elements = [spec] if spec.kind == "elementSpec" else list(schema.elements_of(spec.ident))
    names = [f"{_qualified(e, schema, prefixes)}{suffix}" for e in elements]
    return " | ".join(dict.fromkeys(names)) or f"*{suffix}"


def _qualified(spec: Spec, schema: MergedSchema, prefixes: dict[str, str]) -> str:
    uri = TEI if spec.ns is None and schema.ns is None else (schema.ns if spec.ns is None else spec.ns)
    prefix = prefixes.get(uri or "", "")
    return f"{prefix}:{spec.name}" if prefix else spec.name


def _copied(element: etree._Element) -> etree._Element:
    """Schematron as it stands in the ODD, its expressions and messages on one line."""
    copy = deepcopy(element)
    for part in copy.iter(etree.Element):
        for name in _BROKEN:
            if name in part.attrib and not (name == "value" and part.tag != f"{{{SCH}}}let"):
                part.set(name, " ".join(part.get(name, "").split()))
    return copy


def _written(element: etree._Element, level: int, default: str = SCH) -> Iterator[str]:
    """An element as text: parts on lines of their own, but nothing broken inside of a message.

    `default` is the namespace of names without a prefix: what a quick fix makes may have another one.
    """
    name = _name(element)
    inner = default if ":" in name else etree.QName(element).namespace or SCH
    at = _attributes(element, {"xmlns": inner} if inner != default else {})
    tag = start_tag(name, at, level)
    if not len(element) and not (element.text or "").strip():
        yield f"{tag}/>"
        return
    yield f"{tag}>"
    inside, broken = _single(element.text), False
    yield inside
    after_text = bool(inside)
    for child in element:
        if isinstance(child.tag, str):
            if not after_text:
                broken = True
                yield "\n" + "   " * (level + 1)
            yield from _written(child, level + 1, inner)
        tail = _single(child.tail)
        yield tail
        after_text = bool(tail)
    if broken and not after_text:
        yield "\n" + "   " * level
    yield f"</{name}>"


def _attributes(element: etree._Element, spaces: dict[str, str]) -> dict[str, str]:
    """Attributes by the names that they have in the schema, behind the namespaces that an element declares."""
    return spaces | {_attribute_name(element, key): value for key, value in attributes_of(element).items()}


def _single(text: str | None) -> str:
    """Text with single blanks, and none where there is nothing else."""
    text = text or ""
    if not text.strip():
        return ""
    words = " ".join(text.split())
    return escape(" " * text[0].isspace() + words + " " * text[-1].isspace(), quote=False)


def _name(element: etree._Element) -> str:
    """The name as it stands in the schema: that of Schematron bare, those of other languages with their prefix."""
    qualified = etree.QName(element)
    if qualified.namespace in (SCH, None):
        return qualified.localname
    return f"{element.prefix}:{qualified.localname}" if element.prefix else qualified.localname


def _attribute_name(element: etree._Element, key: str) -> str:
    return f"{_prefix(element, key)}:{etree.QName(key).localname}" if key.startswith("{") else key


def _prefix(element: etree._Element, key: str) -> str:
    """The prefix of an attribute's namespace: that of the ODD."""
    uri = etree.QName(key).namespace
    return "xml" if uri == XML else next((p for p, known in element.nsmap.items() if p and known == uri), "x")
