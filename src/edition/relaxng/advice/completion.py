"""What may be written at a place of a document that is not finished: names and values, as the grammar expects them.

Takes a schema, the bytes of a document in UTF-8 and a place in one of its tags. What stands before the place decides;
what stands behind it may be anything. Gives nothing where the text before it is no XML.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from edition.relaxng.advice.model import Skeleton
from edition.relaxng.automaton import Automaton, AutomatonNode
from edition.relaxng.grammar.lookahead import expected_attributes, expected_content, required_names
from edition.relaxng.grammar.patterns import Op, Pattern
from edition.relaxng.grammar.values import value_forms
from edition.relaxng.model import Alternative, Name, ValueForm
from edition.relaxng.reading.cursor import Cursor, TagPart
from edition.relaxng.reading.spaces import Space
from edition.relaxng.schema import Schema

_XML: Final = "http://www.w3.org/XML/1998/namespace"
_DEEPEST: Final = 4


@dataclass(frozen=True, slots=True)
class NameChoice:
    """A name that may be written, as it is written here."""

    text: str
    name: Name
    required: bool = False


@dataclass(frozen=True, slots=True)
class Choices:
    """What may be written at a place, the required first; `open` is the element that may be closed there."""

    names: tuple[NameChoice, ...] = ()
    values: tuple[ValueForm, ...] = ()
    open: str = ""


def choices_at(schema: Schema, data: bytes, cursor: Cursor) -> Choices:
    """What the grammar allows where a cursor stands."""
    here = schema.allowed.trail.follow(data[: cursor.tag])
    if here is None:
        return Choices()
    around = here.names[-1].decode("utf-8", "replace") if here.names else ""
    if cursor.part is TagPart.END or here.node is None:
        return Choices(open=around)
    automaton = schema.allowed.automaton
    if cursor.part is TagPart.NAME:
        return Choices(_elements(automaton, here.node, here.names), open=around)
    return replace(_in_tag(automaton, here.node, cursor), open=around)


def skeletons_at(schema: Schema, data: bytes, cursor: Cursor, choices: Iterable[NameChoice]) -> dict[str, Skeleton]:
    """What each of the elements needs that may be written here, as far as the grammar leaves no choice."""
    here = schema.allowed.trail.follow(data[: cursor.tag])
    node = here.node if here is not None else None
    if node is None:
        return {}
    automaton, known = schema.allowed.automaton, schema.allowed.skeletons
    found: dict[str, Skeleton] = {}
    for choice in choices:
        opened = automaton.open(node.pattern, choice.name)
        content = opened.content if opened else automaton.grammar.find(choice.name)
        key = choice.text, content, node.space
        if key not in known:
            known[key] = _skeleton(automaton, *key, ())
        found[choice.text] = known[key]
    return found


def skeleton_of(schema: Schema, name: Name) -> Skeleton:
    """What an element needs wherever it stands, where its own namespace is the one without a prefix."""
    automaton = schema.allowed.automaton
    space = Space(0, {"": name.uri, "xml": _XML})
    return _skeleton(automaton, name.local, automaton.grammar.find(name), space, ())


def _skeleton(automaton: Automaton, text: str, content: Pattern, space: Space, around: tuple[Name, ...]) -> Skeleton:
    names = [name for name in required_names(content, Op.ELEMENT) if name not in around]
    needed = _texts(space, names, "") if len(around) < _DEEPEST else ()
    parts = [
        _skeleton(automaton, written, automaton.grammar.find(name), space, (*around, name)) for written, name in needed
    ]
    attributes = _texts(space, required_names(content, Op.ATTRIBUTE), None)
    for _, name in attributes:
        content = _without(automaton, content, name)
    closed = automaton.close(content)
    inside = expected_content(closed)
    is_empty = closed.nullable and not inside.text and not inside.values
    return Skeleton(text, tuple(written for written, _ in attributes), tuple(parts), is_empty)


def _texts(space: Space, names: Iterable[Name], default: str | None) -> list[tuple[str, Name]]:
    written = _written(tuple(Alternative(name) for name in names), space, default)
    return [(choice.text, choice.name) for choice in written]


def _elements(automaton: Automaton, node: AutomatonNode, stack: tuple[bytes, ...]) -> tuple[NameChoice, ...]:
    pattern = node.pattern
    if pattern is automaton.patterns.not_allowed and stack:  # behind a mistake nothing is known but the element
        pattern = automaton.close(automaton.grammar.find(node.space.element(stack[-1])))
    return _written(expected_content(pattern).elements, node.space, "")


def _in_tag(automaton: Automaton, node: AutomatonNode, cursor: Cursor) -> Choices:
    """The attributes of a tag, or the values of one."""
    space = node.space
    name = space.element(cursor.element.encode())
    opened = automaton.open(node.pattern, name)
    content = opened.content if opened else automaton.grammar.find(name)
    for given in cursor.given:
        content = _without(automaton, content, space.attribute(given.encode()))
    if cursor.part is TagPart.ATTRIBUTE:
        return Choices(_written(expected_attributes(content).attributes, space, None))
    pairs = automaton.attribute(content, space.attribute(cursor.attribute.encode()))
    return Choices(values=tuple(dict.fromkeys(form for value, _ in pairs for form in value_forms(value))))


def _without(automaton: Automaton, content: Pattern, attribute: Name) -> Pattern:
    """What remains of a content once an attribute is given; a wrong one changes nothing."""
    pairs = automaton.attribute(content, attribute)
    return automaton.patterns.choice(rest for _, rest in pairs) if pairs else content


def _written(candidates: tuple[Alternative, ...], space: Space, default: str | None) -> tuple[NameChoice, ...]:
    """Names as they are written where these prefixes hold; `default` is the prefix of names without one."""
    prefixes = {uri: prefix for prefix, uri in space.prefixes.items() if prefix} | {_XML: "xml"}
    plain = space.prefixes.get("", "") if default == "" else ""
    found: list[NameChoice] = []
    for candidate in candidates:
        name = candidate.name
        if name is None:
            continue
        if name.uri == plain:
            found.append(NameChoice(name.local, name, candidate.required))
        elif prefix := prefixes.get(name.uri):
            found.append(NameChoice(f"{prefix}:{name.local}", name, candidate.required))
    return tuple(found)
