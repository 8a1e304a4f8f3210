"""Patterns of the simplified grammar, hash-consed: equal patterns are one object.

Choices, groups and interleaves are flat and take any number of members, so patterns stay shallow; choices and
interleaves are sorted, so that the order in which derivatives met them does not make new states.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from enum import IntEnum, auto
from itertools import islice

from edition.relaxng.datatypes.library import Datatype
from edition.relaxng.grammar.names import NameClass
from edition.relaxng.model import Name


class Op(IntEnum):
    """The kinds of pattern."""

    NOT_ALLOWED = auto()
    EMPTY = auto()
    TEXT = auto()
    CHOICE = auto()
    GROUP = auto()
    INTERLEAVE = auto()
    ONE_OR_MORE = auto()
    LIST = auto()
    DATA = auto()
    VALUE = auto()
    ATTRIBUTE = auto()
    ELEMENT = auto()
    AFTER = auto()


_MOST_MEMBERS = 100_000


class TooLargeError(Exception):
    """A pattern that a few definitions unfold to is larger than any schema needs."""


Branches = tuple[dict[Name, "list[Pattern]"], "list[Pattern]"]


class Pattern:
    """One pattern; compare by identity. Made by ``Patterns`` only."""

    __slots__ = (
        "branches",
        "content",
        "datatype",
        "has_attributes",
        "has_data",
        "has_elements",
        "index",
        "members",
        "names",
        "nullable",
        "op",
        "value",
    )

    op: Op
    index: int
    members: tuple[Pattern, ...]
    names: NameClass  # of elements and attributes
    datatype: Datatype  # of data and value
    value: str
    nullable: bool
    has_attributes: bool
    has_elements: bool
    has_data: bool
    branches: Branches | None  # of a choice, once asked for
    content: int  # of an element: the place of its content in the grammar's table

    def __init__(self, op: Op, index: int, members: tuple[Pattern, ...], nullable: bool) -> None:
        """Fill what every pattern has; the maker sets the rest."""
        self.op = op
        self.index = index
        self.members = members
        self.nullable = nullable
        self.branches = None
        self.has_attributes = op is Op.ATTRIBUTE
        self.has_elements = op is Op.ELEMENT
        self.has_data = op in (Op.DATA, Op.VALUE, Op.LIST)
        for member in () if op in (Op.ATTRIBUTE, Op.LIST) else members[:1] if op is Op.AFTER else members:
            self.has_attributes |= member.has_attributes
            self.has_elements |= member.has_elements
            self.has_data |= member.has_data


def branches(pattern: Pattern, name: Name) -> list[Pattern]:
    """Give the members of a choice that an element of this name may be or be in, from an index made once."""
    if pattern.branches is None:
        by_name: dict[Name, list[Pattern]] = {}
        others: list[Pattern] = []
        for member in pattern.members:
            if member.op is Op.ELEMENT and not member.names.wild:
                for exact in member.names.exact:
                    by_name.setdefault(exact, []).append(member)
            elif member.has_elements:
                others.append(member)
        pattern.branches = by_name, others
    by_name, others = pattern.branches
    return by_name.get(name, []) + others


class Patterns:
    """The maker and keeper of all patterns of one schema."""

    def __init__(self) -> None:
        """Begin with the three constants."""
        self._table: dict[Hashable, Pattern] = {}
        # (index of a member, name) -> its ways to take that attribute
        self.attribute_pairs: dict[tuple[int, Name], list[tuple[Pattern, Pattern]]] = {}
        self.not_allowed = self._keep((Op.NOT_ALLOWED,), Op.NOT_ALLOWED, (), False)
        self.empty = self._keep((Op.EMPTY,), Op.EMPTY, (), True)
        self.text = self._keep((Op.TEXT,), Op.TEXT, (), True)

    def __len__(self) -> int:
        """Count the patterns made."""
        return len(self._table)

    def all(self) -> list[Pattern]:
        """Give all patterns in the order in which they were made."""
        return list(self._table.values())

    def forget(self, count: int) -> None:
        """Keep only the patterns made first; what holds others must be forgotten too."""
        self._table = dict(islice(self._table.items(), count))
        self.attribute_pairs.clear()

    def compound(self, op: Op, members: tuple[Pattern, ...]) -> Pattern:
        """Make again a compound that is in its final form already."""
        nullable = op is not Op.AFTER and op is not Op.LIST
        if nullable:
            nullable = (any if op is Op.CHOICE else all)(member.nullable for member in members)
        return self._compound(op, members, nullable)

    def _keep(self, key: Hashable, op: Op, members: tuple[Pattern, ...], nullable: bool) -> Pattern:
        found = self._table.get(key)
        if found is None:
            found = self._table[key] = Pattern(op, len(self._table), members, nullable)
        return found

    def _compound(self, op: Op, members: tuple[Pattern, ...], nullable: bool) -> Pattern:
        return self._keep((op, *[member.index for member in members]), op, members, nullable)

    def choice(self, members: Iterable[Pattern]) -> Pattern:
        """Make a choice: flat, sorted, without doubles and impossible members."""
        found: dict[int, Pattern] = {}
        for member in members:
            if member.op is Op.CHOICE:
                found.update((inner.index, inner) for inner in member.members)
            elif member is not self.not_allowed:
                found[member.index] = member
        if self.empty.index in found and any(p.nullable for p in found.values() if p is not self.empty):
            del found[self.empty.index]
        if len(found) < 2:
            return next(iter(found.values()), self.not_allowed)
        ordered = tuple(found[index] for index in sorted(found))
        return self._compound(Op.CHOICE, ordered, any(member.nullable for member in ordered))

    def _sequence(self, op: Op, members: Iterable[Pattern]) -> tuple[Pattern, ...] | None:
        flat: list[Pattern] = []
        for member in members:
            if member is self.not_allowed:
                return None
            if member.op is op:
                flat.extend(member.members)
            elif member is not self.empty:
                flat.append(member)
            if len(flat) > _MOST_MEMBERS:
                raise TooLargeError
        return tuple(flat)

    def group(self, members: Iterable[Pattern]) -> Pattern:
        """Make a sequence."""
        flat = self._sequence(Op.GROUP, members)
        if flat is None:
            return self.not_allowed
        if len(flat) < 2:
            return flat[0] if flat else self.empty
        return self._compound(Op.GROUP, flat, all(member.nullable for member in flat))

    def interleave(self, members: Iterable[Pattern]) -> Pattern:
        """Make an interleave."""
        flat = self._sequence(Op.INTERLEAVE, members)
        if flat is None:
            return self.not_allowed
        if len(flat) < 2:
            return flat[0] if flat else self.empty
        ordered = tuple(sorted(flat, key=lambda member: member.index))
        return self._compound(Op.INTERLEAVE, ordered, all(member.nullable for member in ordered))

    def one_or_more(self, member: Pattern) -> Pattern:
        """Make a repetition; repeating nothing, text or a repetition is no more than itself."""
        if member.op in (Op.NOT_ALLOWED, Op.EMPTY, Op.TEXT, Op.ONE_OR_MORE):
            return member
        return self._compound(Op.ONE_OR_MORE, (member,), member.nullable)

    def optional(self, member: Pattern) -> Pattern:
        """Make a choice with nothing."""
        return self.choice((member, self.empty))

    def after(self, content: Pattern, rest: Pattern) -> Pattern:
        """Make "content until the end tag, then the rest"."""
        if content is self.not_allowed or rest is self.not_allowed:
            return self.not_allowed
        return self._compound(Op.AFTER, (content, rest), False)

    def tokens(self, member: Pattern) -> Pattern:
        """Make a list of white-space separated tokens."""
        if member is self.not_allowed:
            return member
        return self._compound(Op.LIST, (member,), False)

    def data(self, datatype: Datatype, excepted: Pattern | None = None) -> Pattern:
        """Make data of a datatype, less what is excepted."""
        members = (excepted,) if excepted is not None and excepted is not self.not_allowed else ()
        key = (Op.DATA, datatype.key, *[member.index for member in members])
        found = self._keep(key, Op.DATA, members, False)
        found.datatype = datatype
        return found

    def value(self, datatype: Datatype, value: str) -> Pattern:
        """Make one fixed value of a datatype."""
        found = self._keep((Op.VALUE, datatype.key, value), Op.VALUE, (), False)
        found.datatype, found.value = datatype, value
        return found

    def attribute(self, names: NameClass, value: Pattern) -> Pattern:
        """Make an attribute."""
        if value is self.not_allowed:
            return value
        found = self._keep((Op.ATTRIBUTE, names, value.index), Op.ATTRIBUTE, (value,), False)
        found.names = names
        return found

    def element(self, names: NameClass, content: int) -> Pattern:
        """Make an element, whose content stays a number: contents refer to each other in circles."""
        found = self._keep((Op.ELEMENT, names, content), Op.ELEMENT, (), False)
        found.names, found.content = names, content
        return found


def map_members(patterns: Patterns, pattern: Pattern, function: Callable[[Pattern], Pattern]) -> Pattern:
    """Rebuild a compound from its changed members; the first half only of an after."""
    match pattern.op:
        case Op.CHOICE:
            return patterns.choice(function(member) for member in pattern.members)
        case Op.GROUP:
            return patterns.group(function(member) for member in pattern.members)
        case Op.INTERLEAVE:
            return patterns.interleave(function(member) for member in pattern.members)
        case Op.ONE_OR_MORE:
            return patterns.one_or_more(function(pattern.members[0]))
        case Op.AFTER:
            return patterns.after(function(pattern.members[0]), pattern.members[1])
        case _:
            return pattern
