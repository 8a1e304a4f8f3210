"""Entities that a document declares itself and that hold markup: written out, and places led back to the references.

Takes a document that expat found well-formed, so each entity is balanced and none refers to itself, and expat's own
bound on how far entities may explode has held. Entities without markup are left where they are.

>>> expanded = expand(b"<!DOCTYPE a [<!ENTITY b '<b/>'>]><a>x&b;</a>", 33, {"b": "<b/>"})
>>> expanded.data[33:], expanded.place(38), expanded.place(39)
(b'<a>x<b/></a>', 37, 37)
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from edition.relaxng.model import Stretch, Violation
from edition.relaxng.reading.moving import moved

_MARKUP = re.compile(
    rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<(?:[^\"'>]|\"[^\"]*\"|'[^']*')*>|&([^#;&\s]+);",
    re.DOTALL,
)


class _Stretch(NamedTuple):
    """A part of the expanded bytes: copied from ``source`` on, or (``copied`` false) what a reference there became."""

    begin: int
    source: int
    copied: bool


class Expansion:
    """A document with its entities written out."""

    def __init__(self, data: bytes, stretches: list[_Stretch]) -> None:
        """Keep the bytes and where they come from."""
        self.data = data
        self._stretches = stretches
        self._begins = [stretch.begin for stretch in stretches]

    def place(self, at: int) -> int:
        """Give the place in the document as it was; for what an entity holds, that of the reference."""
        stretch = self._stretches[bisect_right(self._begins, at) - 1]
        return stretch.source + (at - stretch.begin if stretch.copied else 0)

    def restore(self, original: bytes, found: list[Violation]) -> list[Violation]:
        """Turn offsets in the expanded bytes into offsets in the document's own."""
        return [moved(violation, lambda span: self._span(original, span), self.place) for violation in found]

    def _span(self, original: bytes, span: Stretch) -> Stretch:
        start, end = self.place(span.start), self.place(span.end)
        if end <= start:  # within one entity: the whole reference
            end = original.find(b";", start) + 1
        return Stretch(start, end)


def needs_expansion(entities: Mapping[str, str]) -> bool:
    """Say whether some entity is more than plain text."""
    return any("<" in value for value in entities.values())


def expand(data: bytes, start: int, entities: Mapping[str, str]) -> Expansion:
    """Write out the entities that hold markup, themselves or through others, from ``start`` on."""
    rich = _with_markup(entities)
    parts, stretches, size, at = [data[:start]], [_Stretch(0, 0, True)], start, start
    for begin, end, name in _references(data, start):
        if name not in rich:
            continue
        for part, source, copied in ((data[at:begin], at, True), (_expanded(name, rich), begin, False)):
            parts.append(part)
            stretches.append(_Stretch(size, source, copied))
            size += len(part)
        at = end
    parts.append(data[at:])
    stretches.append(_Stretch(size, at, True))
    return Expansion(b"".join(parts), stretches)


def _with_markup(entities: Mapping[str, str]) -> dict[str, bytes]:
    """Give the entities that hold markup, or refer to one that does."""
    found = {name: value.encode("utf-8") for name, value in entities.items() if "<" in value}
    while True:
        more = {
            name: value.encode("utf-8")
            for name, value in entities.items()
            if name not in found and any(other in found for _, _, other in _references(value.encode("utf-8"), 0))
        }
        if not more:
            return found
        found |= more


def _references(data: bytes, start: int) -> Iterator[tuple[int, int, str]]:
    """Give the references to entities in running text."""
    for found in _MARKUP.finditer(data, start):
        if found[1] is not None:
            yield found.start(), found.end(), found[1].decode("utf-8")


def _expanded(name: str, rich: Mapping[str, bytes]) -> bytes:
    value, at = rich[name], 0
    parts: list[bytes] = []
    for begin, end, other in _references(value, 0):
        if other in rich:
            parts += value[at:begin], _expanded(other, rich)
            at = end
    return b"".join((*parts, value[at:]))
