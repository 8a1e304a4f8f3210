"""The attributes of a specification and the changes of them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from lxml import etree

from edition.odd.merging.values import merge_values
from edition.odd.model import Attribute, AttributeList, AttributeRef

Item = Attribute | AttributeRef | AttributeList


def merge_attributes(
    old: AttributeList | None, new: AttributeList | None, *, of_class: bool, own: bool
) -> AttributeList:
    """What a specification has after a change.

    Changes of attributes that it does not have itself stay changes: they speak of what it has from its classes.
    """
    old, new = old or AttributeList("", ()), new or AttributeList("", ())
    given, references, groups = _parted(new.items if own else _ungrouped(new.items))
    known, unknown = _apart(given, _idents(old.attributes()))
    replaced = [a for a in known if a.mode == "replace"]
    added = [replace(a, mode="") for a in given if a.mode in ("", "add")]
    inherited = [a for a in unknown if a.mode in _MODES]
    change = _Change(_by_name(given, new), _idents(replaced, added), of_class, own)
    first = (*replaced, *added, *(() if of_class else inherited))
    last = _last(old.org, change.kept(old.items))
    return AttributeList(new.org, (*first, *references, *groups, *last))


_MODES = ("change", "delete", "replace")


def _idents(*attributes: Iterable[Attribute]) -> frozenset[str]:
    return frozenset(a.ident for a in chain(*attributes))


def _parted(items: Iterable[Item]) -> tuple[list[Attribute], list[AttributeRef], list[AttributeList]]:
    """Attributes, references and groups, each in their order."""
    items = tuple(items)
    return (
        [item for item in items if isinstance(item, Attribute)],
        [item for item in items if isinstance(item, AttributeRef)],
        [item for item in items if isinstance(item, AttributeList)],
    )


def _ungrouped(items: Iterable[Item]) -> Iterator[Item]:
    """What TEI's tools see of a change: no groups."""
    return (item for item in items if not isinstance(item, AttributeList))


def _apart(items: list[Attribute], names: Container[str]) -> tuple[list[Attribute], list[Attribute]]:
    """Those of certain names, and the others."""
    return [a for a in items if a.ident in names], [a for a in items if a.ident not in names]


def _last(org: str, kept: Iterable[Item]) -> Iterator[Item]:
    """What is kept: first the groups, then the others, which stay alternatives where they were."""
    kept = tuple(kept)
    yield from (item for item in kept if isinstance(item, AttributeList))
    plain = tuple(item for item in kept if not isinstance(item, AttributeList))
    yield from (AttributeList("choice", plain),) if org == "choice" else plain


def _by_name(changes: list[Attribute], new: AttributeList) -> dict[str, Attribute]:
    """The change of each attribute: the first that is written, and a deletion before any other."""
    deleted = {a.ident: a for a in new.attributes() if a.mode == "delete"}
    return {a.ident: a for a in reversed(changes)} | deleted


@dataclass(frozen=True)
class _Change:
    """What a change says of attributes by name, and which of them stand again among the new ones."""

    by_name: dict[str, Attribute]
    again: frozenset[str]
    of_class: bool
    own: bool

    def kept(self, items: Iterable[Item]) -> Iterator[Item]:
        """What becomes of the old attributes, references and groups."""
        for item in items:
            if isinstance(item, AttributeList):
                yield replace(item, items=tuple(self.kept(item.items)))
            elif isinstance(item, Attribute):
                yield from self._attribute(item)
            elif self.own:
                yield item

    def _attribute(self, item: Attribute) -> Iterator[Attribute]:
        if item.ident in self.again:
            return
        change = self.by_name.get(item.ident)
        if change is None:
            yield item
        elif change.mode != "delete":
            yield merge_attribute(item, change, own=self.own, inherited=False)
        elif not (self.of_class or (self.own and item.mode not in _MODES)):
            yield change


def merge_attribute(old: Attribute, new: Attribute, *, own: bool, inherited: bool) -> Attribute:
    """An attribute after a change: what the change does not speak of stays."""
    named = new.name != new.ident or not own
    return replace(
        old,
        name=new.name if named else old.name,
        mode="" if inherited else old.mode,
        usage=new.usage or old.usage,
        datatype=old.datatype if new.datatype is None else new.datatype,
        values=merge_values(old.values, new.values, own=own, inherited=inherited),
        constraints=new.constraints or old.constraints,
        prose=merge_prose(old.prose, new.prose),
        element=new.element,
        until=new.until or old.until,
    )


def merge_prose(old: tuple[etree._Element, ...], new: tuple[etree._Element, ...]) -> tuple[etree._Element, ...]:
    """Descriptions, examples and the like after a change: each sort as a whole."""
    tags = {e.tag for e in new}
    return (*new, *(e for e in old if e.tag not in tags))
