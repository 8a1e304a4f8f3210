"""The attributes of a start tag all at once, where none of them depends on another.

Derivatives take one attribute after another, and each order leaves patterns behind that hardly any other tag needs.
Nearly all elements just list their attributes, as required or optional ones: for these a table says all.
"""

from __future__ import annotations

from typing import NamedTuple

from edition.relaxng.grammar.patterns import Op, Pattern, Patterns
from edition.relaxng.model import Name


class AttributeTable(NamedTuple):
    """The attributes of a content, and what remains of it once the start tag closes with all that are required."""

    values: dict[Name, Pattern]
    required: frozenset[Name]
    rest: Pattern


def attribute_table(patterns: Patterns, content: Pattern) -> AttributeTable | None:
    """Give the table of a content; None where attributes stand in choices with others, or have wildcards for names."""
    values: dict[Name, Pattern] = {}
    required: set[Name] = set()
    members = content.members if content.op is Op.GROUP else (content,)
    for member in members:
        if not member.has_attributes:
            continue
        attribute = _attribute_of(member)
        if attribute is None or len(attribute.names.exact) != 1 or attribute.names.wild:
            return None
        (name,) = attribute.names.exact  # once in a group, by the schema's restrictions
        values[name] = attribute.members[0]
        if attribute is member:
            required.add(name)
    rest = patterns.group(member for member in members if not member.has_attributes)
    return AttributeTable(values, frozenset(required), rest)


def _attribute_of(member: Pattern) -> Pattern | None:
    """Give the attribute that a member is, or is optionally."""
    if member.op is Op.CHOICE and len(member.members) == 2 and any(p.op is Op.EMPTY for p in member.members):
        member = next(p for p in member.members if p.op is not Op.EMPTY)
    return member if member.op is Op.ATTRIBUTE else None
