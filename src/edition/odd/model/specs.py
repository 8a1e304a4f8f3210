"""Specifications as frozen values: elements, classes, macros, data types, and what they hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from edition.odd.model.content import ModelPart
from edition.odd.model.placed import Placed

KINDS: Final = ("elementSpec", "classSpec", "macroSpec", "dataSpec")
Prose = tuple[etree._Element, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """Membership in a class, with how often the member stands where the class is written out as a sequence."""

    key: str
    mode: str = "add"
    minimum: str | None = None
    maximum: str | None = None


@dataclass(frozen=True, slots=True)
class ValueItem:
    """One value of a list; `name` is what stands in documents (its `altIdent`, if it has one).

    `until` is the day on which it will be removed, of whatever has one.
    """

    ident: str
    name: str
    mode: str
    prose: Prose
    element: etree._Element
    until: str = ""


@dataclass(frozen=True, slots=True)
class ValueList:
    """Values of an attribute or element: closed, semi (others of the data type too) or open (examples only).

    `mode` is empty where the ODD does not write it: in a change that makes a difference.
    """

    type: str
    mode: str
    items: tuple[ValueItem, ...]
    element: etree._Element


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute's definition or, by its mode, the change of one."""

    ident: str
    name: str
    mode: str
    usage: str
    ns: str | None
    datatype: etree._Element | None
    values: ValueList | None
    constraints: Prose
    prose: Prose
    element: etree._Element
    until: str = ""


@dataclass(frozen=True, slots=True)
class AttributeRef:
    """Attributes of a class: one of them, or all where it has no name. Without a class, a pattern from elsewhere."""

    owner: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class AttributeList:
    """Attributes together: all of them (`group`) or alternatives (`choice`)."""

    org: str
    items: tuple[Attribute | AttributeRef | AttributeList, ...]

    def attributes(self) -> Iterator[Attribute]:
        """The definitions, at whatever depth."""
        for item in self.items:
            if isinstance(item, AttributeList):
                yield from item.attributes()
            elif isinstance(item, Attribute):
                yield item

    def references(self) -> Iterator[AttributeRef]:
        """The references to attributes of classes, at whatever depth."""
        for item in self.items:
            if isinstance(item, AttributeList):
                yield from item.references()
            elif isinstance(item, AttributeRef):
                yield item


NO_ATTRIBUTES: Final = AttributeList("group", ())


@dataclass(frozen=True, slots=True)
class Spec:
    """A specification, or by its mode a change of one.

    `members`, `content` and `attributes` are None where nothing is said of them, which in a change means: as before.
    """

    kind: str
    ident: str
    name: str
    mode: str
    ns: str | None
    module: str
    prefix: str | None
    type: str
    members: tuple[Member, ...] | None
    members_mode: str
    content: ModelPart | None
    values: ValueList | None
    attributes: AttributeList | None
    constraints: Prose
    prose: Prose
    element: etree._Element
    until: str = ""

    @property
    def key(self) -> str:
        """The name by which content models refer to it: two of a name are told apart by their prefixes."""
        return self.ident if self.kind == "classSpec" else (self.prefix or "") + self.ident

    @property
    def classes(self) -> tuple[Member, ...]:
        """The classes it is a member of."""
        return self.members or ()

    @property
    def own(self) -> AttributeList:
        """Its own attributes."""
        return self.attributes or NO_ATTRIBUTES


@dataclass(frozen=True, eq=False)
class MergedSchema:
    """A schema with all its specifications merged; classes are still referred to, not written out.

    `imports` are grammars in RELAX NG from elsewhere (`moduleRef/@url`), `constraints` those of the schema itself.
    """

    ident: str
    ns: str | None
    prefix: str
    start: str | None
    exceptions: str
    specs: tuple[Spec, ...]
    constraints: Prose
    imports: tuple[Placed, ...]
    namespaces: dict[str, str]
    own: bool  # made of the program's own ODD, where nothing may be lost in silence
    by_kind: dict[str, dict[str, Spec]] = field(init=False)
    members: dict[str, tuple[Spec, ...]] = field(init=False)
    order: dict[str, int] = field(init=False)  # of classes

    def __post_init__(self) -> None:
        by_kind: dict[str, dict[str, Spec]] = {kind: {} for kind in KINDS}
        members: dict[str, list[Spec]] = {}
        for spec in self.specs:
            by_kind[spec.kind][spec.key] = spec
            for key in dict.fromkeys(m.key for m in spec.classes):
                members.setdefault(key, []).append(spec)
        object.__setattr__(self, "by_kind", by_kind)
        object.__setattr__(self, "order", {ident: i for i, ident in enumerate(by_kind["classSpec"])})
        object.__setattr__(self, "members", {key: tuple(found) for key, found in members.items()})

    def of(self, kind: str) -> dict[str, Spec]:
        """The specifications of a kind by their names."""
        return self.by_kind[kind]

    def find(self, ident: str) -> Spec | None:
        """A specification of any kind."""
        return next((found[ident] for found in self.by_kind.values() if ident in found), None)

    def elements_of(self, key: str) -> Iterator[Spec]:
        """The elements that are members of a class, directly or by way of other classes."""
        seen, waiting = {key}, [key]
        while waiting:
            for member in self.members.get(waiting.pop(), ()):
                if member.kind == "elementSpec":
                    yield member
                elif member.ident not in seen:
                    seen.add(member.ident)
                    waiting.append(member.ident)
