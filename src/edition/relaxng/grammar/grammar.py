"""The simplified grammar: a start pattern and the contents of its elements by number."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import product

from edition.relaxng.grammar.patterns import Op, Pattern, Patterns
from edition.relaxng.model import Name


@dataclass
class Grammar:
    """A grammar ready for derivatives."""

    patterns: Patterns
    start: Pattern
    contents: list[Pattern]
    # (element, attribute): "ID", "IDREF" or "IDREFS"
    id_kinds: dict[tuple[Name, Name], str] = field(default_factory=dict)
    elements: tuple[Pattern, ...] = ()
    _found: dict[Name, Pattern] = field(default_factory=dict)
    _by_name: dict[Name, list[Pattern]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """List the element patterns and what they declare as identifiers."""
        met: set[int] = set()
        roots, found = [self.start], []
        while roots:  # contents that nothing leads to do not count
            new = [p for p in reachable(roots) if p.op is Op.ELEMENT and p.index not in met]
            met.update(element.index for element in new)
            found += new
            roots = [self.contents[element.content] for element in new]
        self.elements = tuple(sorted(found, key=lambda element: element.index))
        self.id_kinds = _id_kinds(self)

    def content(self, number: int) -> Pattern:
        """Give the content of an element, attributes included."""
        return self.contents[number]

    def find(self, name: Name) -> Pattern:
        """Give the content an element of this name may have anywhere; not allowed if the grammar has none.

        Where several patterns admit the name, the ones that say it exactly win over wildcards.
        """
        if name not in self._found:
            fitting = self._exactly(name)
            if not fitting:
                ranks = [(e.names.specificity(name), e) for e in self.elements if e.names.wild]
                best = max((rank for rank, _ in ranks), default=-1)
                fitting = [element for rank, element in ranks if rank == best >= 0]
            self._found[name] = self.patterns.choice(self.contents[element.content] for element in fitting)
        return self._found[name]

    def forget(self, count: int) -> None:
        """Forget all patterns but the first so many, which are the grammar's own."""
        self._found.clear()
        self.patterns.forget(count)

    def _exactly(self, name: Name) -> list[Pattern]:
        """Give the element patterns that say a name exactly, from an index made at the first question."""
        if not self._by_name:
            for element in self.elements:
                for exact in element.names.exact:
                    self._by_name.setdefault(exact, []).append(element)
        return self._by_name.get(name, [])

    def knows(self, name: Name) -> bool:
        """Say whether some element pattern admits the name."""
        return self.find(name) is not self.patterns.not_allowed


def reachable(roots: list[Pattern]) -> list[Pattern]:
    """Give the patterns that some patterns are made of, each once, not those within attributes and lists."""
    found: dict[int, Pattern] = {}
    waiting = list(roots)
    while waiting:
        pattern = waiting.pop()
        if pattern.index not in found:
            found[pattern.index] = pattern
            if pattern.op in (Op.CHOICE, Op.GROUP, Op.INTERLEAVE, Op.ONE_OR_MORE):
                waiting.extend(pattern.members)
    return [found[index] for index in sorted(found)]


def _id_kinds(grammar: Grammar) -> dict[tuple[Name, Name], str]:
    """Find which attributes of which elements are ID, IDREF and IDREFS, as RELAX NG DTD Compatibility has it.

    Where the grammar disagrees with itself about an attribute, it is not checked.
    """
    contents = [grammar.contents[element.content] for element in grammar.elements]
    attributes = [pattern for pattern in reachable(contents) if pattern.op is Op.ATTRIBUTE]
    names = frozenset().union(*(attribute.names.exact for attribute in attributes if _kind(attribute)))
    if not names:
        return {}
    inside: dict[int, frozenset[tuple[Name, str]]] = {}
    kinds: defaultdict[tuple[Name, Name], set[str]] = defaultdict(set)
    for element in grammar.elements:
        given = _attributes(grammar.contents[element.content], names, inside)
        for name, (attribute, kind) in product(element.names.exact, given):
            kinds[name, attribute].add(kind)
    return {pair: found.pop() for pair, found in kinds.items() if len(found) == 1 and "" not in found}


def _attributes(
    pattern: Pattern, names: frozenset[Name], known: dict[int, frozenset[tuple[Name, str]]]
) -> frozenset[tuple[Name, str]]:
    """Give the attributes of certain names that a content has, with their kinds of identifier."""
    if not pattern.has_attributes:
        return frozenset()
    if pattern.index not in known:
        if pattern.op is Op.ATTRIBUTE:
            known[pattern.index] = frozenset((name, _kind(pattern)) for name in pattern.names.exact & names)
        else:
            known[pattern.index] = frozenset().union(*(_attributes(p, names, known) for p in pattern.members))
    return known[pattern.index]


def _kind(attribute: Pattern) -> str:
    value = attribute.members[0]
    return value.datatype.builtin.id_kind if value.op in (Op.DATA, Op.VALUE) else ""
