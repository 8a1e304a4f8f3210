"""The simplified grammar: a start pattern and the contents of its elements by number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from edition.relaxng.grammar.patterns import Op, Pattern, Patterns
from edition.relaxng.model import Name


@dataclass
class Grammar:
    """A grammar ready for derivatives."""

    patterns: Patterns
    start: Pattern
    contents: list[Pattern]
    id_kinds: dict[tuple[Name, Name], str] = field(default_factory=dict)  # (element, attribute): "ID", "IDREF", "IDREFS"
    elements: tuple[Pattern, ...] = ()
    _found: dict[Name, Pattern] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """List the element patterns and what they declare as identifiers."""
        roots = [self.start, *self.contents]
        self.elements = tuple(dict.fromkeys(p for root in roots for p in walk(root) if p.op is Op.ELEMENT))
        self.id_kinds = _id_kinds(self)

    def content(self, number: int) -> Pattern:
        """Give the content of an element, attributes included."""
        return self.contents[number]

    def find(self, name: Name) -> Pattern:
        """Give the content an element of this name may have anywhere; not allowed if the grammar has none.

        Where several patterns admit the name, the ones that say it exactly win over wildcards.
        """
        if name not in self._found:
            ranks = [(element.names.specificity(name), element) for element in self.elements]
            best = max((rank for rank, _ in ranks), default=-1)
            fitting = [element for rank, element in ranks if rank == best >= 0]
            self._found[name] = self.patterns.choice(self.contents[element.content] for element in fitting)
        return self._found[name]

    def knows(self, name: Name) -> bool:
        """Say whether some element pattern admits the name."""
        return self.find(name) is not self.patterns.not_allowed


def walk(pattern: Pattern) -> Iterator[Pattern]:
    """Give a pattern and its members, not those of attributes and lists."""
    yield pattern
    if pattern.op in (Op.CHOICE, Op.GROUP, Op.INTERLEAVE, Op.ONE_OR_MORE):
        for member in pattern.members:
            yield from walk(member)


def _id_kinds(grammar: Grammar) -> dict[tuple[Name, Name], str]:
    """Find which attributes of which elements are ID, IDREF and IDREFS, as RELAX NG DTD Compatibility has it.

    Where the grammar disagrees with itself about an attribute, it is not checked.
    """
    attributes = {number: _attributes(content) for number, content in enumerate(grammar.contents)}
    if not any(kind for found in attributes.values() for _, kind in found):
        return {}
    kinds: dict[tuple[Name, Name], set[str]] = {}
    for element in grammar.elements:
        for attribute, kind in attributes[element.content]:
            for pair in ((e, a) for e in element.names.exact for a in attribute.names.exact):
                kinds.setdefault(pair, set()).add(kind)
    return {pair: next(iter(found)) for pair, found in kinds.items() if len(found) == 1 and found != {""}}


def _attributes(content: Pattern) -> list[tuple[Pattern, str]]:
    found = [pattern for pattern in walk(content) if pattern.op is Op.ATTRIBUTE] if content.has_attributes else []
    return [(attribute, _kind(attribute.members[0])) for attribute in found]


def _kind(value: Pattern) -> str:
    return value.datatype.builtin.id_kind if value.op in (Op.DATA, Op.VALUE) else ""
