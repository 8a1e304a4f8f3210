"""A schema as a grammar: one definition for each class, macro, data type, attribute of a class and element."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Final

from edition.markup import TEI
from edition.odd.model import MergedSchema, Spec
from edition.odd.relax.attributes import Attributes
from edition.odd.relax.content import Content, value_patterns
from edition.odd.relax.descriptions import described
from edition.odd.relax.external import imported, nearest
from edition.odd.relax.patterns import ALL_ELEMENTS, EMPTY, NOT_ALLOWED, GrammarElement, Patterns, group, ref
from edition.odd.relax.tidy import pruned, tidied

_ATTRIBUTES, _MODEL = "atts", "model"
_VARIANTS: Final = ("alternation", "sequence", "sequenceOptional", "sequenceOptionalRepeatable", "sequenceRepeatable")


def make_grammar(schema: MergedSchema) -> GrammarElement:
    """The grammar, in the order of the ODD, so that it reads like its source."""
    content = Content(schema)
    made = [*_definitions(schema, content), *content.any_elements.values()]
    found = [part for item in schema.imports for part in imported(item)]
    made = nearest([*((0, d) for d in made), *found])
    made += _variants(schema, content, made)
    made = _listed(made, start_names(schema))
    names = {d.at["name"] for d in made}
    definitions = [pruned(d, names - _empty(made)) if schema.own else tidied(d, names) for d in made]
    starts = [p for _, part in found if part.name == "start" for p in part.parts]
    start = GrammarElement("start", {}, (group("choice", (*_start(schema, names), *starts)),))
    kept = definitions if schema.own else list(_reached(start, definitions))
    return GrammarElement("grammar", {"ns": TEI if schema.ns is None else schema.ns}, (start, *kept))


def _listed(made: list[GrammarElement], starts: Iterable[str]) -> list[GrammarElement]:
    """Lists of all elements written out: as TEI's tools do it, those that something else refers to."""
    if not any(p is ALL_ELEMENTS for d in made for p in d.walk()):
        return made
    referred = {*_referred(made), *starts}
    names = (d.at["name"] for d in made if d.at["name"] in referred and _is_element(d))
    listed = group("choice", map(ref, names))
    return [_with(d, listed) for d in made]


def _referred(made: Iterable[GrammarElement]) -> Iterator[str]:
    return (p.at["name"] for d in made for p in d.walk() if p.name == "ref")


def _is_element(define: GrammarElement) -> bool:
    return any(p.name == "element" and "name" in p.at for p in define.parts)


def _with(pattern: GrammarElement, listed: GrammarElement) -> GrammarElement:
    return listed if pattern is ALL_ELEMENTS else pattern.with_parts(tuple(_with(p, listed) for p in pattern.parts))


def _empty(made: Iterable[GrammarElement]) -> set[str]:
    """The classes without members."""
    return {d.at["name"] for d in made if d.parts == (NOT_ALLOWED,)}


def start_names(schema: MergedSchema) -> list[str]:
    """The elements that documents begin with: those that the ODD names, else TEI's own."""
    if schema.start is not None:
        return schema.start.split()
    return ["TEI", "teiCorpus"] if schema.find("teiCorpus") else ["TEI"]


def _start(schema: MergedSchema, names: set[str]) -> Patterns:
    found = (next((n for n in (name, schema.prefix + name) if n in names), None) for name in start_names(schema))
    return tuple(ref(name) for name in found if name)


def _definitions(schema: MergedSchema, content: Content) -> Iterator[GrammarElement]:
    attributes = Attributes(schema, content)
    classes = schema.of("classSpec").values()
    for spec in schema.of("dataSpec").values():
        yield _macro(spec, content)
    for spec in classes:
        if spec.type == _ATTRIBUTES:
            yield from attributes.of_class(spec)
    for spec in classes:
        if spec.type == _MODEL:
            yield _model(spec, content)
    for spec in schema.of("macroSpec").values():
        yield _macro(spec, content)
    for spec in schema.of("elementSpec").values():
        yield _element(spec, content, attributes)


def _macro(spec: Spec, content: Content) -> GrammarElement:
    """A macro or data type; one that says nothing allows nothing to stand."""
    if spec.values is not None and spec.values.type == "closed":
        parts: Patterns = (group("choice", value_patterns(spec.values.items)),)
    else:
        parts = content.patterns(spec.content, spec) if spec.content else ()
        parts = _old_macro(spec, parts)
    return GrammarElement("define", {"name": content.name(spec)}, parts or (EMPTY,))


def _old_macro(spec: Spec, parts: Patterns) -> Patterns:
    """What TEI's tools make of macros in RELAX NG: several patterns side by side, or in a group, are alternatives."""
    if spec.content is None:
        return parts
    groups = [p for p in spec.content.parts if p.name == "rng:group"]
    if groups and not any(p.has("rng:ref") for p in groups):
        return (group("choice", (q for p in parts if p.name == "group" for q in p.parts)),)
    if len(parts) > 1 and spec.content.has("rng:text", "rng:ref"):
        return (group("choice", parts),)
    return parts


def _model(spec: Spec, content: Content) -> GrammarElement:
    """A class as the choice of its members; one without members allows nothing."""
    members = tuple(p for member in content.members(spec.ident) for p in member)
    held = (group("choice", members),) if members else (NOT_ALLOWED,)
    return GrammarElement("define", {"name": content.name(spec)}, held)


def _variants(schema: MergedSchema, content: Content, made: Iterable[GrammarElement]) -> Iterator[GrammarElement]:
    """Classes written out in a row, where old content models name them so (`model.x_sequenceOptional`)."""
    asked = {name for name in _referred(made) if "_" in name}
    done = {d.at["name"] for d in made}
    while asked:
        new = asked - done
        done |= asked
        asked = set()
        for spec, (name, variant) in product(schema.of("classSpec").values(), _named_variants(new)):
            if spec.type == _MODEL and name == f"{content.name(spec)}_{variant}":
                yield _variant(name, variant, list(_row(schema, content, spec, variant)))
                asked |= {f"{content.name(m)}_{variant}" for m in _subclasses(schema, spec)}


def _named_variants(names: Iterable[str]) -> list[tuple[str, str]]:
    """The names that ask for a class written out in a row, with how."""
    return [(name, variant) for name in sorted(names) for variant in _VARIANTS if name.endswith(f"_{variant}")]


def _subclasses(schema: MergedSchema, spec: Spec) -> Iterable[Spec]:
    return (m for m in schema.members.get(spec.ident, ()) if m.kind == "classSpec")


def _row(schema: MergedSchema, content: Content, spec: Spec, variant: str) -> Iterator[Patterns]:
    for member, patterns in zip(schema.members.get(spec.ident, ()), content.members(spec.ident), strict=True):
        yield (ref(f"{content.name(member)}_{variant}"),) if member.kind == "classSpec" else patterns


def _variant(name: str, variant: str, members: list[Patterns]) -> GrammarElement:
    wrapper = {
        "sequenceOptional": "optional",
        "sequenceOptionalRepeatable": "zeroOrMore",
        "sequenceRepeatable": "oneOrMore",
    }
    if not members:
        held: Patterns = (NOT_ALLOWED if variant in ("alternation", "sequenceRepeatable") else EMPTY,)
    elif variant == "alternation":
        held = (group("choice", (p for m in members for p in m)),)
    elif variant in wrapper:
        held = tuple(group(wrapper[variant], m) for m in members)
    else:
        held = tuple(p for m in members for p in m)
    return GrammarElement("define", {"name": name}, held)


def _element(spec: Spec, content: Content, attributes: Attributes) -> GrammarElement:
    name = content.name(spec)
    held = _held(spec, content)
    if held == (NOT_ALLOWED,):
        return GrammarElement("define", {"name": name}, held)
    at = {"name": spec.name} if spec.ns is None else {"name": spec.name, "ns": spec.ns}
    note = described(spec.prose, gloss=True)
    element = GrammarElement("element", at, (*held, *attributes.of_element(spec)), note=note)
    return GrammarElement("define", {"name": name}, (element,))


def _held(spec: Spec, content: Content) -> Patterns:
    if spec.values is not None and spec.values.type == "closed":
        return (group("choice", value_patterns(spec.values.items)),)
    parts = content.patterns(spec.content, spec) if spec.content else ()
    if spec.content and any(p.name == "rng:notAllowed" for p in spec.content.parts):
        return (NOT_ALLOWED,)
    return parts or (EMPTY,)


def _reached(start: GrammarElement, definitions: list[GrammarElement]) -> Iterator[GrammarElement]:
    """The definitions that are used, and those of elements."""
    by_name: dict[str, list[GrammarElement]] = {}
    for definition in definitions:
        by_name.setdefault(definition.at["name"], []).append(definition)
    roots = [d for d in definitions if any(p.name == "element" for p in d.parts)]
    waiting = [start, *roots]
    used = {d.at["name"] for d in roots}
    while waiting:
        for name in _referred((waiting.pop(),)):
            if name in by_name and name not in used:
                used.add(name)
                waiting += by_name[name]
    return (d for d in definitions if d.at["name"] in used)
