"""The automaton that derivatives make, built as documents ask for it.

A node is a pattern in a namespace context. Its ``moves`` are keyed by whole tags as they were written, so that a tag
seen before costs one dictionary look-up, attributes and all. Tags that differ only in attribute values share a
``Shape``, which knows what values to check. Whatever is not valid has no move: ``recovery`` takes over.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from edition.relaxng.datatypes.builtin import Prefixes
from edition.relaxng.grammar.attributes import AttributeTable, attribute_table
from edition.relaxng.grammar.derive import (
    after_end,
    after_text,
    attribute_pairs,
    element_pairs,
    without_attributes,
)
from edition.relaxng.grammar.grammar import Grammar
from edition.relaxng.grammar.patterns import Op, Pattern, Patterns
from edition.relaxng.grammar.values import ValueCheck, fits
from edition.relaxng.model import Name
from edition.relaxng.reading.spaces import Space, Spaces, is_declaration
from edition.relaxng.reading.tokens import Tag

_MAX_MOVES = 60_000  # tags kept before the nodes are begun anew
_MAX_NODES = 20_000
_MAX_PATTERNS = 200_000  # made by derivatives: an interleave of many elements has a state for each subset
_MAX_ANSWERS = 200_000
_MAX_SPACES = 1_000
_LONG_TAG = 300


class AutomatonNode:
    """A state: what may come next, in a namespace context."""

    __slots__ = ("moves", "outlines", "pattern", "shapes", "space", "text", "typed")

    def __init__(self, pattern: Pattern, space: Space) -> None:
        """Begin without moves."""
        self.pattern = pattern
        self.space = space
        self.moves: dict[bytes, Move] = {}
        self.outlines: dict[tuple[bytes, ...], Shape] = {}  # by what stands outside of a tag's quotes
        self.shapes: dict[tuple[bytes | bool, ...], Shape | None] = {}
        self.text: AutomatonNode | None = None  # after running text, once known to be allowed
        self.typed = pattern.has_data


# (node to come back to, node inside) for a start tag; (None, next node) for an empty element; END for an end tag
Move = tuple[AutomatonNode | None, AutomatonNode]


class Shape(NamedTuple):
    """What a tag with given attribute names leads to, once the values are right."""

    checks: tuple[tuple[int, ValueCheck], ...]
    ids: tuple[tuple[int, str], ...]
    move: Move


class Opened(NamedTuple):
    """An element entered: its content with attributes, and what remains around it (None: inside ``content``)."""

    content: Pattern
    rest: Pattern | None


class Automaton:
    """The nodes and transitions of one grammar."""

    def __init__(self, grammar: Grammar) -> None:
        """Begin with nothing but the grammar."""
        self.grammar = grammar
        self.patterns: Patterns = grammar.patterns
        self._own = len(self.patterns)
        self._opened: dict[tuple[int, Name], Opened | None] = {}
        self._attributes: dict[tuple[int, Name], tuple[tuple[Pattern, Pattern], ...]] = {}
        self._closed: dict[int, Pattern] = {}
        self._tables: dict[int, AttributeTable | None] = {}
        self._checks: dict[int, ValueCheck] = {}
        self.clear()

    def clear(self) -> None:
        """Forget the nodes; the derivatives stay, unless they are too many."""
        if len(self.patterns) - self._own > _MAX_PATTERNS or len(self._opened) > _MAX_ANSWERS:
            self._opened.clear()
            self._attributes.clear()
            self._closed.clear()
            self._tables.clear()
            self._checks.clear()
            self.grammar.forget(self._own)
        self.spaces = Spaces()
        self._nodes: dict[tuple[int, int], AutomatonNode] = {}
        self.end: Move = (None, AutomatonNode(self.patterns.not_allowed, self.spaces.root))
        self.kept = 0

    def start(self, unparsed: tuple[str, ...] = ()) -> AutomatonNode:
        """Give the node before the document element, thinning out first if too much was kept."""
        many = len(self._nodes) > _MAX_NODES or len(self.spaces) > _MAX_SPACES or len(self._opened) > _MAX_ANSWERS
        if self.kept >= _MAX_MOVES or many:
            self.clear()
        return self.node(self.grammar.start, self.spaces.beginning(unparsed))

    def node(self, pattern: Pattern, space: Space) -> AutomatonNode:
        """Give the node of a pattern in a context."""
        key = (pattern.index, space.index)
        found = self._nodes.get(key)
        if found is None:
            found = self._nodes[key] = AutomatonNode(pattern, space)
        return found

    def open(self, pattern: Pattern, name: Name) -> Opened | None:
        """Enter an element by name; None where it is not allowed."""
        key = (pattern.index, name)
        if key not in self._opened:
            self._opened[key] = self.enter(element_pairs(self.patterns, pattern, name))
        return self._opened[key]

    def enter(self, pairs: list[tuple[Pattern, Pattern]]) -> Opened | None:
        """Bring the ways to enter an element together; ways into different contents are carried on side by side."""
        by_content: dict[Pattern, list[Pattern]] = {}
        for element, rest in pairs:
            by_content.setdefault(self.grammar.content(element.content), []).append(rest)
        if not by_content:
            return None
        rests = {content: self.patterns.choice(found) for content, found in by_content.items()}
        if len(rests) == 1:
            return Opened(*rests.popitem())
        return Opened(self.patterns.choice(self.patterns.after(*pair) for pair in rests.items()), None)

    def attribute(self, pattern: Pattern, name: Name) -> tuple[tuple[Pattern, Pattern], ...]:
        """Give (value pattern, remainder) for an attribute, one for each kind of value."""
        table = self._table(pattern)
        if table is not None and name not in table.values:
            return ()  # not remembered: a hostile tag may have any number of wrong names
        key = (pattern.index, name)
        found = self._attributes.get(key)
        if found is None:
            by_value: dict[Pattern, list[Pattern]] = {}
            for value, rest in attribute_pairs(self.patterns, pattern, name):
                by_value.setdefault(value, []).append(rest)
            found = tuple((value, self.patterns.choice(rests)) for value, rests in by_value.items())
            self._attributes[key] = found
        return found

    def close(self, pattern: Pattern) -> Pattern:
        """Give what remains after the attributes; not allowed if some are missing."""
        found = self._closed.get(pattern.index)
        if found is None:
            found = self._closed[pattern.index] = without_attributes(self.patterns, pattern)
        return found

    def after_text(self, node: AutomatonNode) -> AutomatonNode | None:
        """Give the node after running text, or None where text is not allowed."""
        if node.text is None:
            rest = after_text(self.patterns, node.pattern)
            if rest is not self.patterns.not_allowed:
                node.text = self.node(rest, node.space)
        return node.text

    def move(self, node: AutomatonNode, opened: Opened, closed: Pattern, space: Space, *, empty: bool) -> Move | None:
        """Give the move of a tag once its attributes are done; None if an empty element lacks content."""
        if opened.rest is None:
            if not empty:
                return self.node(self.patterns.not_allowed, node.space), self.node(closed, space)
            rest = after_end(self.patterns, closed)
            return None if rest is self.patterns.not_allowed else (None, self.node(rest, node.space))
        after = self.node(opened.rest, node.space)
        if not empty:
            return after, self.node(closed, space)
        good = fits(self.patterns, closed, "", {}) if closed.has_data else closed.nullable
        return (None, after) if good else None

    def shape(self, node: AutomatonNode, tag: Tag) -> Shape | None:
        """Give the shape of a tag here; None where no values, or only some together, can make it valid."""
        space = self.spaces.inside(node.space, tag)
        name = space.element(tag.name)
        opened = self.open(node.pattern, name)
        if opened is None:
            return None
        given = [(i, space.attribute(a.name)) for i, a in enumerate(tag.attributes) if not is_declaration(a.name)]
        found = self._values(opened.content, [attribute for _, attribute in given])
        if found is None:
            return None
        values, closed = found
        move = self.move(node, opened, closed, space, empty=tag.empty)
        if move is None:
            return None
        pairs = zip(given, values, strict=True)
        checks = tuple((index, self._check(value)) for (index, _), value in pairs if value.op is not Op.TEXT)
        kinds = ((index, self.grammar.id_kinds.get((name, attribute))) for index, attribute in given)
        return Shape(checks, tuple((index, kind) for index, kind in kinds if kind), move)

    def _values(self, content: Pattern, names: list[Name]) -> tuple[list[Pattern], Pattern] | None:
        """Give the patterns of attributes' values and what remains of the content; None where they are not right.

        None also where an attribute has several kinds of value and what remains depends on which it is.
        """
        table = self._table(content)
        values: list[Pattern] = []
        if table is not None:
            if not table.required.issubset(names) or not table.values.keys() >= set(names):
                return None
            return [table.values[name] for name in names], table.rest
        for name in names:
            pairs = self.attribute(content, name)
            if len(pairs) != 1:
                return None
            value, content = pairs[0]
            values.append(value)
        closed = self.close(content)
        return None if closed is self.patterns.not_allowed else (values, closed)

    def _table(self, content: Pattern) -> AttributeTable | None:
        """Give the table of a content's attributes, made once."""
        if content.index not in self._tables:
            self._tables[content.index] = attribute_table(self.patterns, content)
        return self._tables[content.index]

    def _check(self, value: Pattern) -> ValueCheck:
        """Give the check of a value pattern, made once."""
        found = self._checks.get(value.index)
        if found is None:
            found = self._checks[value.index] = ValueCheck(self.patterns, value)
        return found

    def step(self, node: AutomatonNode, tag: Tag, entities: Mapping[str, str]) -> Shape | None:
        """Take a tag that has no move yet; give its shape if it is valid. Plain tags get a move."""
        raw = tag.raw
        space = node.space
        if b"xmlns" in raw:
            space = self.spaces.inside(space, tag)
            shape = self.shape(node, tag)
        else:
            key = tag.shape
            if key not in node.shapes:
                node.shapes[key] = self.shape(node, tag)
            shape = node.shapes[key]
        if shape is None:
            return None
        if space is node.space and b"'" not in raw and self.kept < _MAX_MOVES:
            node.outlines[tuple(raw.split(b'"')[::2])] = shape
            self.kept += 1
        values = [attribute.raw for attribute in tag.attributes]
        if not _all_fit(shape, values, space.prefixes, entities):
            return None
        self.keep(node, raw, shape, entities)
        return shape

    def recognise(
        self, node: AutomatonNode, raw: bytes, parts: list[bytes], entities: Mapping[str, str]
    ) -> Shape | None:
        """Give the shape of a tag whose like, but for the values, was seen here, if its values are right.

        ``parts`` is the tag cut at its double quotes. Only a whole tag can look like another whole tag outside of its
        quotes: one that was cut at a ``>`` in a value ends otherwise.
        """
        shape = node.outlines.get(tuple(parts[::2]))
        if shape is None or not _all_fit(shape, parts[1::2], node.space.prefixes, entities):
            return None
        self.keep(node, raw, shape, entities)
        return shape

    def keep(self, node: AutomatonNode, raw: bytes, shape: Shape, entities: Mapping[str, str]) -> None:
        """Remember a whole tag, unless it is one that hardly comes twice or that has more to be done for it."""
        plain = not shape.ids and not shape.move[1].typed and not entities
        if plain and len(raw) < _LONG_TAG and self.kept < _MAX_MOVES:
            node.moves[raw] = shape.move
            self.kept += 1


def _all_fit(shape: Shape, values: list[bytes], prefixes: Prefixes, entities: Mapping[str, str]) -> bool:
    for index, check in shape.checks:
        raw = values[index]
        if raw not in check.good and not check.fits(raw, prefixes, entities):
            return False
    return True
