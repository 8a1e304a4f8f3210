"""A specification and the change of one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from lxml import etree

from edition.odd.merging.attributes import merge_attributes, merge_prose
from edition.odd.model import AttributeList, Member, ModelPart, Spec, ValueList
from edition.odd.model.content import simplify

Constraints = tuple[etree._Element, ...]


def merge_spec(old: Spec, new: Spec, gone: Collection[str], *, own: bool) -> Spec:
    """A specification after a change; `gone` names the constraints that the customisation deletes or writes anew."""
    return replace(
        old,
        name=new.name if new.name != new.ident or not own else old.name,
        ns=new.ns or old.ns,
        members=_members(old, new),
        values=_values(old, new, own=own),
        content=_content(old, new, own=own),
        attributes=_attributes(old, new, own=own),
        constraints=merge_constraints(old.constraints, new.constraints, gone),
        prose=merge_prose(old.prose, new.prose),
        until=new.until or old.until,
    )


def copy_spec(spec: Spec, *, own: bool) -> Spec:
    """A specification that is added, or that takes the place of another."""
    attributes = spec.attributes
    if attributes and attributes.org == "choice":
        attributes = AttributeList("group", (attributes,))
    content = spec.content if own or spec.content is None else simplify(spec.content)
    constraints = tuple(c for c in spec.constraints if c.get("mode") != "delete")
    return replace(spec, content=content, attributes=attributes, constraints=constraints)


def merge_constraints(old: Constraints, new: Constraints, gone: Collection[str]) -> Constraints:
    """New constraints first, then the old ones that are not deleted or written anew."""
    kept = tuple(c for c in old if c.get("ident") not in gone)
    return (*(c for c in new if c.get("mode") != "delete"), *kept)


def _members(old: Spec, new: Spec) -> tuple[Member, ...] | None:
    if new.members is None:
        return old.members
    if new.members_mode != "change":
        return tuple(m for m in new.members if m.mode != "delete")
    spoken = {m.key for m in new.members}
    return (*(m for m in new.members if m.mode == "add"), *(m for m in old.classes if m.key not in spoken))


def _values(old: Spec, new: Spec, *, own: bool) -> ValueList | None:
    values = new.values
    if values is None:
        return old.values if own or old.kind == "elementSpec" else None
    return None if values.mode == "delete" else values


def _content(old: Spec, new: Spec, *, own: bool) -> ModelPart | None:
    if new.content is not None:
        return simplify(new.content) if old.kind == "elementSpec" and not own else new.content
    return old.content if own or old.content is None else simplify(old.content)


def _attributes(old: Spec, new: Spec, *, own: bool) -> AttributeList | None:
    of_class = old.kind == "classSpec"
    if old.attributes is None and (new.attributes is None or (of_class and not own)):
        return None
    return merge_attributes(old.attributes, new.attributes, of_class=of_class, own=own)
