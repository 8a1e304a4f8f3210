"""A customisation merged with its sources: one schema in which every specification is whole.

The order is that of TEI's tools: modules (`tei` and `core` first), then what the ODD refers to or adds, as it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from lxml import etree

from edition.markup import tei
from edition.odd.merging.change import Constraints, copy_spec, merge_spec
from edition.odd.merging.gather import Odd
from edition.odd.model import KINDS, AttributeList, MergedSchema, Placed, Spec, read_spec, spec_key
from edition.odd.model.content import collapse
from edition.odd.sources.library import EXCEPTIONS, Library

FindLibrary = Callable[[Placed], Library | None]
Key = tuple[str, str, str]
_NOT_ADDED: Final = ("change", "delete", "replace")
_SCHEMA: Final = tei("schemaSpec")


def merge(odd: Odd, library: FindLibrary) -> MergedSchema:
    """The schema that an ODD makes of its sources; `library` gives the source of one of its parts."""
    base = library(Placed(odd.schema, odd.document, odd.folder))
    whole = taken_whole(odd, base)
    own = base is not None and base.own
    taken = [entry.spec for entry in whole.entries] if whole else _taken(odd, library)
    specs = _merged(odd, [*taken, *_added(odd, own=own)], own=own)
    constraints = tuple(item.element for item in odd.named("constraintSpec", "constraintDecl"))
    merged = MergedSchema(
        ident=odd.ident,
        ns=odd.ns,
        prefix=odd.schema.get("prefix", ""),
        start=odd.schema.get("start"),
        exceptions=odd.schema.get("defaultExceptions") or _exceptions(base),
        specs=tuple(specs if own else map(_collapsed, _filtered(odd, specs))),
        constraints=_rules((), constraints, _rewritten_constraints(odd)),
        imports=_imports(odd),
        namespaces={prefix: uri for prefix, uri in odd.schema.nsmap.items() if prefix},
        own=own,
    )
    above = whole.schema if whole else None
    return _over(above, merged, _rewritten_constraints(odd)) if above else merged


def _imports(odd: Odd) -> tuple[Placed, ...]:
    """The grammars that are taken from files."""
    return tuple(item for item in odd.named("moduleRef") if item.element.get("url"))


def _exceptions(base: Library | None) -> str:
    return base.exceptions if base else EXCEPTIONS


def _over(above: MergedSchema, merged: MergedSchema, gone: set[str]) -> MergedSchema:
    """A schema laid over the one whose source it takes whole."""
    return replace(
        merged,
        ns=above.ns if merged.ns is None else merged.ns,
        start=merged.start or above.start,
        constraints=_rules(above.constraints, merged.constraints, gone),
    )


def _rules(old: Constraints, new: Constraints, gone: set[str]) -> Constraints:
    """The constraints of the schema itself; a declaration takes the place of an older one."""
    if any(e.tag == tei("constraintDecl") for e in new):
        old = tuple(e for e in old if e.tag != tei("constraintDecl"))
    return (*(e for e in old if e.get("ident") not in gone), *(e for e in new if e.get("mode") != "delete"))


def taken_whole(odd: Odd, base: Library | None) -> Library | None:
    """The source, where all of it is taken: the ODD names one, and refers to nothing in particular that it has.

    An ODD that TEI's tools have compiled names one, too, and takes nothing more of it: it begins documents itself.
    """
    if odd.schema.get("source") is None or base is None or (not base.own and odd.is_compiled):
        return None
    chosen = any(m.element.get("key") in base.by_module for m in odd.modules())
    return None if chosen or odd.references() else base


def _taken(odd: Odd, library: FindLibrary) -> Iterator[Spec]:
    """What is taken from sources: modules as a whole or in part, then single specifications."""
    single = {item.element.get("key") for item in odd.references()}
    for item in odd.modules():
        found = library(item)
        yield from _module(found, item.element, single) if found else ()
    for item in odd.references():
        found = library(item)
        yield from (e.spec for e in found.by_ident.get(item.element.get("key", ""), ())) if found else ()


def _module(library: Library, reference: etree._Element, single: set[str | None]) -> Iterator[Spec]:
    """The specifications of a module: classes, macros and data types always, elements as they are chosen."""
    entries = [e for e in library.by_module.get(reference.get("key", ""), ()) if e.ident not in single]
    yield from (e.spec for e in entries if e.kind != "elementSpec")
    include, leave = reference.get("include"), reference.get("except")
    yield from (e.spec for e in entries if e.kind == "elementSpec" and is_included(e.ident, include, leave))


def is_included(ident: str, include: str | None, leave: str | None) -> bool:
    """Whether a name is chosen by a list of what to take or of what to leave out.

    >>> is_included("p", "p q", None), is_included("p", None, "p q"), is_included("p", None, None)
    (True, False, True)

    An empty list of what to take takes nothing: classes and data types without elements.

    >>> is_included("p", "", None)
    False
    """
    if include is not None:
        return ident in include.split()
    return not leave or ident not in leave.split()


def _added(odd: Odd, *, own: bool) -> Iterator[Spec]:
    module = odd.schema.get("module") or f"derived-module-{odd.ident}"
    for item in odd.named(*KINDS):
        if item.element.get("mode") not in _NOT_ADDED:
            yield copy_spec(read_spec(item.element, module=module), own=own)


def _merged(odd: Odd, specs: list[Spec], *, own: bool) -> list[Spec]:
    """Specifications after changes, replacements and deletions; of two of a name the later one counts."""
    modes = {mode: _by_key(odd, mode) for mode in ("delete", "replace")}
    changes = odd.changes()
    gone = _rewritten_constraints(odd)
    found: dict[tuple[Key, str | None], Spec] = {}
    for spec in specs:
        key = spec_key(spec, odd.ns)
        if key in modes["delete"]:
            continue
        if key in modes["replace"]:
            found[key, spec.prefix] = copy_spec(modes["replace"][key], own=own)
        elif key in changes:
            found[key, spec.prefix] = merge_spec(spec, changes[key], gone, own=own)
        else:
            found[key, spec.prefix] = spec
    return list(found.values())


def _by_key(odd: Odd, mode: str) -> dict[Key, Spec]:
    specs = (read_spec(item.element) for item in odd.named(*KINDS) if item.element.get("mode") == mode)
    return {spec_key(spec, odd.ns): spec for spec in specs}


def _rewritten_constraints(odd: Odd) -> set[str]:
    """The constraints that the ODD deletes or writes anew, by their names."""
    found: set[str] = set()
    for item in odd.items:
        for spec in item.element.iter(tei("constraintSpec")):
            if spec.get("mode") in _NOT_ADDED:
                found.add(spec.get("ident", ""))
    return found


def _filtered(odd: Odd, specs: list[Spec]) -> list[Spec]:
    """Classes with only those attributes that a `classRef` or `attRef` of the ODD takes of them."""
    chosen = {
        e.get("key"): e
        for item in odd.items
        for e in item.element.iter(tei("classRef"))
        if e.get("include") is not None or e.get("except") is not None
    }
    return [_chosen(spec, chosen[spec.ident]) if spec.ident in chosen else spec for spec in specs]


def _chosen(spec: Spec, reference: etree._Element) -> Spec:
    """A class with the attributes that are chosen; TEI's tools take one out of a compiled ODD as a whole."""
    if (
        spec.kind != "classSpec"
        or spec.attributes is None
        or next(spec.element.iterancestors(_SCHEMA), None) is not None
    ):
        return spec
    include, leave = reference.get("include"), reference.get("except")
    items = tuple(a for a in spec.own.attributes() if is_included(a.ident, include, leave))
    return replace(spec, attributes=AttributeList(spec.own.org, items))


def _collapsed(spec: Spec) -> Spec:
    return spec if spec.content is None else replace(spec, content=collapse(spec.content))
