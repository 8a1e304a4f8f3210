"""Patterns of RELAX NG as frozen values, and the few ways in which an ODD puts them together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

_MOST: Final = 400  # written out so often at most; more is any number


@dataclass(frozen=True, slots=True)
class GrammarElement:
    """An element of a grammar: its name, attributes, parts, text and documentation."""

    name: str
    at: Mapping[str, str] = field(default_factory=dict)
    parts: tuple[GrammarElement, ...] = ()
    text: str = ""
    note: str | None = None

    def walk(self) -> Iterator[GrammarElement]:
        """This pattern and those in it."""
        yield self
        for part in self.parts:
            yield from part.walk()

    def with_parts(self, parts: Patterns) -> GrammarElement:
        """This pattern with other parts; `dataclasses.replace` takes five times as long, there are thousands."""
        return GrammarElement(self.name, self.at, parts, self.text, self.note)


EMPTY: Final = GrammarElement("empty")
TEXT: Final = GrammarElement("text")
NOT_ALLOWED: Final = GrammarElement("notAllowed")
ALL_ELEMENTS: Final = GrammarElement("allElements")  # stands for a choice of the grammar's elements until all are known
Patterns = tuple[GrammarElement, ...]


def ref(name: str) -> GrammarElement:
    """A reference to a definition."""
    return GrammarElement("ref", {"name": name})


def group(name: str, parts: Iterable[GrammarElement]) -> GrammarElement:
    """Parts in a container: group, choice, interleave, optional, zeroOrMore, oneOrMore, list."""
    return GrammarElement(name, {}, tuple(parts))


def data(kind: str, params: Iterable[tuple[str, str]]) -> GrammarElement:
    """A data type of XML Schema with its facets."""
    return GrammarElement(
        "data", {"type": kind}, tuple(GrammarElement("param", {"name": n}, text=v) for n, v in params)
    )


def value(text: str) -> GrammarElement:
    """One value."""
    return GrammarElement("value", text=text)


def _wrapper(least: int, most: int) -> str:
    return {(0, 1): "optional", (0, -1): "zeroOrMore", (1, -1): "oneOrMore"}.get((least, most), "")


def repeated(parts: Patterns, least: int, most: int) -> Patterns:
    """Parts in a row so often, as TEI's tools write it: what may be missing stands side by side."""
    if name := _wrapper(least, most):
        return (group(name, parts),)
    must = parts * min(least, _MOST)
    if most == -1 or most - least >= _MOST:
        return (*must, group("zeroOrMore", parts))
    return (*must, *(group("optional", parts),) * (most - least))


def repeated_reference(parts: Patterns, least: int, most: int, *, own: bool) -> Patterns:
    """A reference so often: what may be missing is nested, so that the pattern stays deterministic.

    TEI's tools let one more pass where none is needed and more than one are allowed.
    """
    if (least, most) == (1, 1):
        return parts
    if name := _wrapper(least, most):
        return (group(name, parts),)
    must = parts * min(least, _MOST)
    if least == 0 and not own:
        must = (group("optional", parts),)
    count = most - least
    if most == -1 or count >= _MOST:
        return (group("group", (*must, group("zeroOrMore", parts))),)
    nested: Patterns = ()
    for _ in range(count):
        nested = (group("optional", (*parts, *nested)),)
    return (group("group", (*must, *nested)),)
