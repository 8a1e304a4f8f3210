"""What a pattern would take next: the names and values it expects, and those it cannot do without."""

from __future__ import annotations

from collections.abc import Iterator

from edition.relaxng.grammar.patterns import Op, Pattern
from edition.relaxng.grammar.values import value_forms
from edition.relaxng.model import Alternative, Expected, Name

_DATA = (Op.VALUE, Op.DATA, Op.LIST)


def expected_content(pattern: Pattern) -> Expected:
    """Describe what may come next in the content of an element."""
    needed = required_names(pattern, Op.ELEMENT)
    return Expected(
        elements=_candidates(pattern, Op.ELEMENT, needed),
        values=tuple(dict.fromkeys(form for op in _DATA for item in _next(pattern, op) for form in value_forms(item))),
        text=any(True for _ in _next(pattern, Op.TEXT)),
        end=_ends(pattern),
    )


def expected_attributes(pattern: Pattern) -> Expected:
    """Describe the attributes that may still be given."""
    return Expected(attributes=_candidates(pattern, Op.ATTRIBUTE, required_names(pattern, Op.ATTRIBUTE)))


def _ends(pattern: Pattern) -> bool:
    if pattern.op is Op.CHOICE:
        return any(_ends(member) for member in pattern.members)
    return pattern.members[0].nullable if pattern.op is Op.AFTER else pattern.nullable


def _candidates(pattern: Pattern, op: Op, needed: tuple[Name, ...]) -> tuple[Alternative, ...]:
    """List the names once each, required ones first, otherwise in the order of the schema."""
    found: dict[Alternative, None] = {}
    for item in sorted(_next(pattern, op), key=lambda item: item.index):
        found.update((Alternative(name, name in needed), None) for name in sorted(item.names.exact))
        found.update((Alternative(None, wildcard=str(wild)), None) for wild in item.names.wild)
    return tuple(sorted(found, key=lambda candidate: not candidate.required))


def _next(pattern: Pattern, op: Op) -> Iterator[Pattern]:
    """Give the patterns of one kind that may match next. Attributes may be taken in any order."""
    if pattern.op is op:
        yield pattern
    elif pattern.op in (Op.CHOICE, Op.INTERLEAVE, Op.ONE_OR_MORE, Op.GROUP, Op.AFTER):
        for member in pattern.members[:1] if pattern.op is Op.AFTER else pattern.members:
            yield from _next(member, op)
            if pattern.op is Op.GROUP and op is not Op.ATTRIBUTE and not member.nullable:
                break


def required_names(pattern: Pattern, op: Op) -> tuple[Name, ...]:
    """Give the names without which nothing of a pattern is complete, in the grammar's order.

    In a choice only what all members require is required; a group requires what any of its members does.
    """
    match pattern.op:
        case Op.ELEMENT | Op.ATTRIBUTE:
            exact = pattern.names.exact
            return tuple(exact) if pattern.op is op and len(exact) == 1 and not pattern.names.wild else ()
        case Op.CHOICE:
            return _shared([required_names(member, op) for member in pattern.members])
        case Op.GROUP | Op.INTERLEAVE:
            return tuple(dict.fromkeys(name for member in pattern.members for name in required_names(member, op)))
        case Op.ONE_OR_MORE | Op.AFTER:
            return required_names(pattern.members[0], op)
        case _:
            return ()


def required_before(pattern: Pattern, name: Name) -> tuple[Name, ...] | None:
    """Give the elements without which one cannot stand, in the grammar's order; None where it cannot stand at all."""
    match pattern.op:
        case Op.ELEMENT:
            return () if pattern.names.contains(name) else None
        case Op.CHOICE | Op.INTERLEAVE:
            ways = [required_before(member, name) for member in pattern.members]
            possible = [way for way in ways if way is not None]
            return _shared(possible) if possible else None
        case Op.GROUP:
            return _before_in_group(pattern, name)
        case Op.ONE_OR_MORE | Op.AFTER:
            return required_before(pattern.members[0], name)
        case _:
            return None


def _before_in_group(pattern: Pattern, name: Name) -> tuple[Name, ...] | None:
    needed: tuple[Name, ...] = ()
    for member in pattern.members:
        inside = required_before(member, name)
        if inside is not None:
            return tuple(dict.fromkeys((*needed, *inside)))
        needed += required_names(member, Op.ELEMENT)
    return None


def _shared(ways: list[tuple[Name, ...]]) -> tuple[Name, ...]:
    """Give the names that are in all, in the order of the first."""
    return tuple(name for name in ways[0] if all(name in way for way in ways))
