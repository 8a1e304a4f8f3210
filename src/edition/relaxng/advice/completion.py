"""What may be written at a place of a document that is not finished: names and values, as the grammar expects them.

Takes a schema, the bytes of a document in UTF-8 and a place in one of its tags. What stands before the place decides;
what stands behind it may be anything. Gives nothing where the text before it is no XML.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from edition.relaxng.automaton import Automaton, AutomatonNode
from edition.relaxng.grammar.lookahead import expected_attributes, expected_content
from edition.relaxng.grammar.patterns import Pattern
from edition.relaxng.grammar.values import value_forms
from edition.relaxng.model import Alternative, Limits, Name, ValueForm
from edition.relaxng.reading.cursor import Cursor, TagPart
from edition.relaxng.reading.expansion import needs_expansion
from edition.relaxng.reading.spaces import Space
from edition.relaxng.reading.wellformed import read_prolog
from edition.relaxng.schema import Schema
from edition.relaxng.validator import ValidationRun

_XML: Final = "http://www.w3.org/XML/1998/namespace"
_MARKUP: Final = re.compile(
    rb"<(?:!--(?s:.*?)-->|!\[CDATA\[(?s:.*?)\]\]>|\?(?s:.*?)\?>|(/?)([^\s/>!?<]++)"
    rb"(?:[^>\"'/<]++|\"[^\"<]*+\"|'[^'<]*+'|/(?!>))*+(/?)>)"
)


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
    before = data[: cursor.tag]
    stack = open_elements(before)
    if stack is None:
        return Choices()
    around = stack[-1].decode("utf-8", "replace") if stack else ""
    if cursor.part is TagPart.END:
        return Choices(open=around)
    automaton = schema.allowed.automaton
    node = _node(automaton, before, stack)
    if node is None:
        return Choices(open=around)
    if cursor.part is TagPart.NAME:
        return Choices(_elements(automaton, node, stack), open=around)
    return replace(_in_tag(automaton, node, cursor), open=around)


def open_elements(data: bytes) -> list[bytes] | None:
    """The elements that are open at the end of a text, outermost first; None where it is no XML, or in a comment.

    >>> open_elements(b"<a><b/><c>x")
    [b'a', b'c']
    """
    if _is_open(data, b"<!--", b"-->") or _is_open(data, b"<![CDATA[", b"]]>"):
        return None
    stack: list[bytes] = []
    for match in _MARKUP.finditer(data):
        closing, name, empty = match.groups()
        if name is None or empty:
            continue
        if not closing:
            stack.append(name)
        elif not stack or stack.pop() != name:
            return None
    return stack


def _is_open(data: bytes, begin: bytes, end: bytes) -> bool:
    """Whether a stretch that begins so is still open; to look from the front whether there is any is far quicker."""
    return begin in data and data.rfind(begin) > data.rfind(end)


def _node(automaton: Automaton, before: bytes, stack: list[bytes]) -> AutomatonNode | None:
    """The state of the automaton behind a text; None where the text is no XML."""
    limits = Limits()
    closing = b"".join(b"</%b>" % name for name in reversed(stack))
    prolog = read_prolog(before + (closing or b"<x/>"), limits)
    if prolog.fatal or needs_expansion(prolog.entities):
        return None
    run = ValidationRun(automaton, before, prolog, limits)
    for _ in run.steps():
        pass
    return run.node


def _elements(automaton: Automaton, node: AutomatonNode, stack: list[bytes]) -> tuple[NameChoice, ...]:
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
