"""The attributes of a specification and the changes of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

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
    changes = [item for item in new.items if isinstance(item, Attribute)]
    known = {a.ident for a in old.attributes()}
    replaced = [a for a in changes if a.mode == "replace" and a.ident in known]
    added = [replace(a, mode="") for a in changes if a.mode in ("", "add")]
    inherited = [] if of_class else [a for a in changes if a.mode in _MODES and a.ident not in known]
    references = [item for item in new.items if isinstance(item, AttributeRef)]
    groups = [item for item in new.items if isinstance(item, AttributeList)] if own else []
    again = {a.ident for a in (*replaced, *added)}
    by_name = {a.ident: a for a in reversed(changes)} | {a.ident: a for a in new.attributes() if a.mode == "delete"}
    kept = [item for old_item in old.items for item in _kept(old_item, by_name, again, of_class=of_class, own=own)]
    nested = [item for item in kept if isinstance(item, AttributeList)]
    plain: list[Item] = [item for item in kept if not isinstance(item, AttributeList)]
    if old.org == "choice":
        plain = [AttributeList("choice", tuple(plain))]
    return AttributeList(new.org, (*replaced, *added, *inherited, *references, *groups, *nested, *plain))


_MODES = ("change", "delete", "replace")


def _kept(
    item: Item, changes: dict[str, Attribute], again: Collection[str], *, of_class: bool, own: bool
) -> Iterable[Item]:
    """What becomes of one of the old attributes, references and groups."""
    if isinstance(item, AttributeRef):
        return (item,) if own or of_class else ()
    if isinstance(item, AttributeList):
        inner = tuple(k for i in item.items for k in _kept(i, changes, again, of_class=of_class, own=own))
        return (replace(item, items=inner),)
    change = changes.get(item.ident)
    if item.ident in again:
        return ()
    if change is None:
        return (item,)
    if change.mode == "delete":
        return () if of_class or (own and item.mode not in _MODES) else (change,)
    return (merge_attribute(item, change, own=own, inherited=False),)


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
