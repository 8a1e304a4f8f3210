"""Attributes as patterns: their names, whether they must stand, and what they may hold."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from edition.markup import XML
from edition.odd.merging.inheritance import element_attributes
from edition.odd.model import Attribute, AttributeList, AttributeRef, MergedSchema, Spec, read_content
from edition.odd.relax.content import Content, value_patterns
from edition.odd.relax.descriptions import described
from edition.odd.relax.patterns import TEXT, GrammarElement, Patterns, data, group, ref

_ORDER: Final = {AttributeRef: 0, AttributeList: 1, Attribute: 2}
_KNOWN_PREFIXES: Final = {"xlink": "http://www.w3.org/1999/xlink"}


@dataclass(frozen=True)
class Attributes:
    """Patterns of attributes in one schema."""

    schema: MergedSchema
    content: Content

    def of_element(self, spec: Spec) -> Patterns:
        """What an element has: whole classes where nothing of them is changed, and attributes of its own."""
        items = sorted(self._whole(element_attributes(self.schema, spec).items), key=lambda i: _ORDER[type(i)])
        return tuple(p for item in items for p in self._item(item, spec, inside=""))

    def of_class(self, spec: Spec) -> Iterator[GrammarElement]:
        """A definition for each attribute of a class, so that an element can leave one out, and one for all of them."""
        names: list[str] = []
        for attribute in spec.own.attributes():
            if attribute.mode != "delete" and not attribute.ident.startswith("xmlns"):
                names.append(self._attribute_name(spec, attribute.ident))
                yield GrammarElement("define", {"name": names[-1]}, (self.pattern(attribute, spec),))
        references = [p for r in spec.own.references() for p in self._reference(r)]
        if names or references:
            parts = (*map(ref, names), *references)
            yield GrammarElement("define", {"name": f"{self.content.name(spec)}.attributes"}, parts)

    def _whole(
        self, items: Iterable[Attribute | AttributeRef | AttributeList]
    ) -> Iterator[Attribute | AttributeRef | AttributeList]:
        """References to single attributes become one to their class where all of them are there."""
        items = tuple(items)
        given = {item for item in items if isinstance(item, AttributeRef) and item.owner and item.name}
        done: set[str] = set()
        for item in items:
            if not isinstance(item, AttributeRef) or item not in given:
                yield item
            elif item.owner not in done:
                if self._all_given(item.owner, given):
                    done.add(item.owner)
                    yield AttributeRef(item.owner, ".")
                else:
                    yield item

    def _all_given(self, ident: str, given: Container[AttributeRef]) -> bool:
        """Say whether every attribute of a class is referred to, and it refers to none itself."""
        owner = self.schema.of("classSpec").get(ident)
        names = {a.ident for a in owner.own.attributes() if a.mode != "delete"} if owner else set()
        return all(AttributeRef(ident, name) in given for name in names) and not _has_references(owner)

    def _item(self, item: Attribute | AttributeRef | AttributeList, spec: Spec, inside: str) -> Patterns:
        if isinstance(item, Attribute):
            return () if item.ident.startswith("xmlns") else (self.pattern(item, spec),)
        if isinstance(item, AttributeRef):
            return tuple(self._reference(item))
        parts = tuple(p for i in item.items for p in self._item(i, spec, item.org))
        if item.org == "choice":
            return (group("choice", parts),) if item.items else ()
        together = self.schema.own or (inside == "choice" and item.org == "group")
        return (group("group", parts),) if together and parts else parts

    def _reference(self, item: AttributeRef) -> Iterator[GrammarElement]:
        owner = self.schema.of("classSpec").get(item.owner)
        if not item.owner:
            yield ref(item.name)
        elif owner is None:
            return
        elif item.name == ".":
            yield ref(f"{self.content.name(owner)}.attributes")
        elif item.name:
            bare = item.name.replace(":", "")  # old ODDs write xmlid
            given = (a for a in owner.own.attributes() if a.mode != "delete" and a.ident.replace(":", "") == bare)
            yield from (ref(self._attribute_name(owner, a.ident)) for a in given)
        else:
            yield from self._all_of(owner, frozenset())

    def _all_of(self, owner: Spec, seen: frozenset[str]) -> Iterator[GrammarElement]:
        """All attributes of a class and of the classes that it is a member of."""
        yield ref(f"{self.content.name(owner)}.attributes")
        for member in owner.classes:
            above = self.schema.of("classSpec").get(member.key)
            if above and above.type == "atts" and above.ident not in seen:
                yield from self._all_of(above, seen | {owner.ident})

    def _attribute_name(self, owner: Spec, ident: str) -> str:
        return f"{self.content.name(owner)}.attribute.{ident.replace(':', '.')}"

    def pattern(self, attribute: Attribute, owner: Spec) -> GrammarElement:
        """An attribute, optional unless it is required."""
        at = _name(attribute)
        note = described(attribute.prose)
        pattern = GrammarElement("attribute", at, self._held(attribute, owner), note=note or None)
        return pattern if attribute.usage == "req" else group("optional", (pattern,))

    def _held(self, attribute: Attribute, owner: Spec) -> Patterns:
        """The value of an attribute; several are a list between blanks."""
        single = self._value(attribute, owner)
        datatype = attribute.datatype
        if datatype is None or any(p.name == "rng:text" for p in read_content(datatype).parts):
            return single
        least, most = read_content(datatype).occurs
        if (least, most) == (0, 1):
            return (group("optional", single),)
        if most == 1:
            return single
        if (least, most) == (1, -1):
            return (group("list", (group("oneOrMore", single),)),)
        rest = (group("zeroOrMore", single),) if most == -1 else (group("optional", single),) * (most - least)
        return (group("list", (*single * least, *rest)),)

    def _value(self, attribute: Attribute, owner: Spec) -> Patterns:
        values, datatype = attribute.values, attribute.datatype
        kinds = self.content.patterns(read_content(datatype), owner) if datatype is not None else ()
        if values is not None and values.type == "closed":
            return (group("choice", value_patterns(values.items)),)
        if values is not None and values.type == "semi" and not self.schema.own:
            old = datatype is None or any(r.at.get("name") == "data.enumerated" for r in read_content(datatype).parts)
            return (group("choice", (*value_patterns(values.items), *((data("Name", ()),) if old else kinds))),)
        return kinds if datatype is not None and len(datatype) else (TEXT,)


def _has_references(owner: Spec | None) -> bool:
    return owner is not None and any(True for _ in owner.own.references())


def _name(attribute: Attribute) -> dict[str, str]:
    """Name and namespace of an attribute; a prefix that stands for the namespace is left out."""
    name, ns = attribute.name, attribute.ns
    if ns == XML:
        return {"name": f"xml:{name.removeprefix('xml:')}"}
    prefix, colon, local = name.partition(":")
    if not colon or prefix == "xml":
        return {"name": name} if ns is None else {"name": name, "ns": ns}
    known = ns or attribute.element.nsmap.get(prefix) or _KNOWN_PREFIXES.get(prefix)
    return {"name": local, "ns": known} if known else {"name": local}
