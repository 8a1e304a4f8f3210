"""The attributes of an element with those that it has from its classes."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping

from edition.odd.merging.attributes import Item, merge_attribute
from edition.odd.model import Attribute, AttributeList, AttributeRef, MergedSchema, Spec


def class_chain(schema: MergedSchema, key: str, seen: frozenset[str] = frozenset()) -> Iterator[Spec]:
    """An attribute class and the classes that it is a member of."""
    found = schema.of("classSpec").get(key)
    if found is None or found.type != "atts" or key in seen:
        return
    yield found
    for member in found.classes:
        yield from class_chain(schema, member.key, seen | {key})


def element_attributes(schema: MergedSchema, spec: Spec) -> AttributeList:
    """What an element has: references to attributes of classes as they are, then its own and those that it changes.

    An attribute that two classes give counts once.
    """
    changed = {a.ident for a in spec.own.attributes()}
    chains = [tuple(class_chain(schema, member.key)) for member in spec.classes]
    given: dict[str, tuple[Spec, Attribute]] = {}
    for owner, attribute in (pair for chain in chains for pair in _given(chain)):
        given.setdefault(attribute.ident, (owner, attribute))
    references = dict.fromkeys(r for chain in chains for r in _references(schema, chain, changed))
    inherited = [AttributeRef(owner.ident, a.ident) for owner, a in given.values() if a.ident not in changed]
    inherited.sort(key=lambda r: schema.order[r.owner])
    known = {ident: attribute for ident, (_, attribute) in given.items()}
    own = tuple(_own(schema, spec.own.items, known, nested=False))
    return AttributeList("group", (*inherited, *references, *_lifted(schema, spec.own.items, known), *own))


def _given(chain: Iterable[Spec]) -> Iterator[tuple[Spec, Attribute]]:
    return ((c, a) for c in chain for a in c.own.attributes() if a.mode != "delete")


def _references(schema: MergedSchema, chain: Iterable[Spec], changed: Container[str]) -> Iterator[AttributeRef]:
    """What classes refer to; TEI's tools lose it where one of their attributes is changed."""
    chain = tuple(chain)
    if schema.own or not any(a.ident in changed for _, a in _given(chain)):
        yield from (r for c in chain for r in c.own.references())


def _own(
    schema: MergedSchema, items: Iterable[Item], known: Mapping[str, Attribute], *, nested: bool
) -> Iterator[Item]:
    """An element's own attributes, with changes made where they are written."""
    for item in items:
        if isinstance(item, AttributeList):
            yield AttributeList(item.org, tuple(_own(schema, item.items, known, nested=True)))
        elif (
            isinstance(item, AttributeRef)
            or item.mode in ("", "add")
            or (item.mode == "replace" and not (nested and item.ident in known))
        ):
            yield item
        elif item.mode == "change" and item.ident in known and not nested:
            yield merge_attribute(known[item.ident], item, own=schema.own, inherited=True)


def _lifted(schema: MergedSchema, items: Iterable[Item], known: Mapping[str, Attribute]) -> Iterator[Item]:
    """Changes that are written inside alternatives: the attribute of the class is none of them."""
    for group in (i for i in items if isinstance(i, AttributeList)):
        for change in (a for a in group.attributes() if a.ident in known):
            if change.mode == "change":
                yield merge_attribute(known[change.ident], change, own=schema.own, inherited=True)
            elif change.mode == "replace":
                yield change
