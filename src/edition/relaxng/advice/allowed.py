"""Questions to the grammar: where may an element stand, what may hold it, what is the least it needs?"""

from __future__ import annotations

from edition.relaxng.advice.edits import escape
from edition.relaxng.advice.model import Skeleton
from edition.relaxng.advice.trail import Trail
from edition.relaxng.automaton import Automaton
from edition.relaxng.grammar.derive import after_text, element_pairs
from edition.relaxng.grammar.grammar import reachable
from edition.relaxng.grammar.patterns import Op, Pattern
from edition.relaxng.model import Name
from edition.relaxng.reading.spaces import Space

_DEPTH = 4
_TEXTS = (Op.TEXT, Op.DATA, Op.VALUE, Op.LIST)


class Allowed:
    """Answers about one grammar, worked out when asked."""

    def __init__(self, automaton: Automaton) -> None:
        """Take the automaton for its grammar and its derivatives."""
        self.automaton = automaton
        self.grammar = automaton.grammar
        self.trail = Trail(automaton)
        self.skeletons: dict[tuple[str, Pattern, Space], Skeleton] = {}  # by name, content and name spaces
        self._names: dict[tuple[Pattern, Op], frozenset[Name]] = {}
        self._texts: dict[Name, bool] = {}
        self._wraps: dict[tuple[Name, Name | None], bool] = {}
        self._least: dict[tuple[Pattern, int], tuple[str, str] | None] = {}

    def names(self) -> list[Name]:
        """Give all element names that the grammar says exactly."""
        return [name for element in self.grammar.elements for name in sorted(element.names.exact)]

    def attribute_names(self) -> list[Name]:
        """Give all attribute names that the grammar says exactly."""
        attributes = (pattern for pattern in reachable(self.grammar.contents) if pattern.op is Op.ATTRIBUTE)
        return list(dict.fromkeys(name for attribute in attributes for name in sorted(attribute.names.exact)))

    def parents(self, name: Name) -> tuple[Name, ...]:
        """Give the elements in which an element may stand, in the order of the schema."""
        return self._holders(name, Op.ELEMENT)

    def owners(self, attribute: Name) -> tuple[Name, ...]:
        """Give the elements that take an attribute."""
        return self._holders(attribute, Op.ATTRIBUTE)

    def holds_text(self, name: Name) -> bool:
        """Say whether an element may hold text; of one that the grammar does not know that is taken for granted."""
        if name not in self._texts:
            todo, seen = [self.grammar.find(name)], set[Pattern]()
            self._texts[name] = todo[0].op is Op.NOT_ALLOWED
            while todo:
                pattern = todo.pop()
                if pattern not in seen and pattern.op not in (Op.ELEMENT, Op.ATTRIBUTE):
                    seen.add(pattern)
                    todo += pattern.members
                    self._texts[name] |= pattern.op in _TEXTS
        return self._texts[name]

    def _holders(self, name: Name, op: Op) -> tuple[Name, ...]:
        found: dict[Name, None] = {}
        for element in self.grammar.elements:
            if name in self._inside(self.grammar.content(element.content), op):
                found.update((holder, None) for holder in sorted(element.names.exact))
        return tuple(found)

    def _inside(self, pattern: Pattern, op: Op) -> frozenset[Name]:
        """Give the names of the elements or attributes directly in a content; shared parts are asked once."""
        if pattern.op in (Op.ELEMENT, Op.ATTRIBUTE):
            return pattern.names.exact if pattern.op is op else frozenset()
        if not pattern.members or pattern.op in (Op.DATA, Op.LIST):
            return frozenset()
        key = (pattern, op)
        if key not in self._names:
            self._names[key] = frozenset().union(*(self._inside(member, op) for member in pattern.members))
        return self._names[key]

    def wraps(self, wrapper: Name, inner: Name | None) -> bool:
        """Say whether an element without attributes may hold just one child, or just text (``inner`` None)."""
        if (wrapper, inner) not in self._wraps:
            self._wraps[wrapper, inner] = self._may_wrap(wrapper, inner)
        return self._wraps[wrapper, inner]

    def _may_wrap(self, wrapper: Name, inner: Name | None) -> bool:
        content = self.automaton.close(self.grammar.find(wrapper))
        patterns = self.automaton.patterns
        if inner is None:
            return after_text(patterns, content).nullable
        return any(rest.nullable for _, rest in element_pairs(patterns, content, inner))

    def least(self, name: Name, qualified: str) -> str | None:
        """Give the shortest element of a name that is valid by itself, as text; None if it needs too much."""
        parts = self._least_of(self.grammar.find(name), name.uri, _DEPTH)
        if parts is None:
            return None
        attributes, content = parts
        return f"<{qualified}{attributes}>{content}</{qualified}>" if content else f"<{qualified}{attributes}/>"

    def example(self, element: Name, attribute: Name) -> str | None:
        """Give a value that an attribute of an element takes."""
        pairs = self.automaton.attribute(self.grammar.find(element), attribute)
        found = (self._least_of(value, "", 1) for value, _ in pairs)
        return next((parts[1] for parts in found if parts is not None), None)

    def _least_of(self, pattern: Pattern, uri: str, depth: int) -> tuple[str, str] | None:
        """Give the attributes and the content that satisfy a pattern with the fewest letters."""
        if pattern.nullable:
            return "", ""
        key = (pattern, depth)
        if key not in self._least:
            self._least[key] = None  # while it is being worked out
            self._least[key] = self._shortest(pattern, uri, depth)
        return self._least[key]

    def _shortest(self, pattern: Pattern, uri: str, depth: int) -> tuple[str, str] | None:
        match pattern.op:
            case Op.VALUE:
                return "", escape(pattern.value)
            case Op.DATA:
                example = pattern.datatype.builtin.example
                return ("", escape(example)) if pattern.datatype.allows(example, {}) else None
            case Op.CHOICE:
                found = [parts for member in pattern.members if (parts := self._least_of(member, uri, depth))]
                return min(found, key=lambda parts: len(parts[0]) + len(parts[1]), default=None)
            case Op.GROUP | Op.INTERLEAVE | Op.ONE_OR_MORE | Op.LIST:
                return self._all(pattern, uri, depth)
            case Op.ATTRIBUTE if pattern.names.exact:
                return self._attribute(pattern, uri, depth)
            case Op.ELEMENT if depth:
                return self._element(pattern, uri, depth)
            case _:
                return None

    def _all(self, pattern: Pattern, uri: str, depth: int) -> tuple[str, str] | None:
        parts = [part for member in pattern.members if (part := self._least_of(member, uri, depth)) is not None]
        if len(parts) < len(pattern.members):
            return None
        gap = "" if pattern.has_elements else " "
        return "".join(part[0] for part in parts), gap.join(part[1] for part in parts if part[1])

    def _attribute(self, pattern: Pattern, uri: str, depth: int) -> tuple[str, str] | None:
        name = min(pattern.names.exact)
        value = self._least_of(pattern.members[0], uri, depth)
        prefix = {"": "", "http://www.w3.org/XML/1998/namespace": "xml:"}.get(name.uri)
        if value is None or prefix is None:
            return None
        quoted = value[1].replace('"', "&quot;")
        return f' {prefix}{name.local}="{quoted}"', ""

    def _element(self, pattern: Pattern, uri: str, depth: int) -> tuple[str, str] | None:
        local = next((name.local for name in sorted(pattern.names.exact) if name.uri == uri), None)
        inside = self._least_of(self.grammar.content(pattern.content), uri, depth - 1)
        if local is None or inside is None:
            return None
        attributes, content = inside
        return "", f"<{local}{attributes}>{content}</{local}>" if content else f"<{local}{attributes}/>"
