"""A grammar without references to what there is not, and without what that leaves behind.

The steps are those of TEI's tools, with what they lose: a grammar must say the same of a document whoever makes it.
What is made of the program's own schema loses nothing but the references themselves.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from edition.odd.relax.patterns import EMPTY, GrammarElement, Patterns, group

_REPEATS: Final = frozenset({"optional", "zeroOrMore", "oneOrMore"})
_CONTAINERS: Final = _REPEATS | {"group", "choice", "interleave"}
_SOLID: Final = frozenset({"text", "ref", "anyName", "attribute", "data", "name", "value"})
_HELD: Final = frozenset({"ref", "text", "data"})


def tidied(definition: GrammarElement, names: Collection[str]) -> GrammarElement:
    """A definition in which every reference leads somewhere, as TEI's tools make it."""
    (result,) = _cleared(_swapped(_resolved(definition, names)), ())
    return result


def pruned(definition: GrammarElement, names: Collection[str]) -> GrammarElement:
    """A definition of the program's own schema without references that lead nowhere, and nothing else lost."""
    return definition.with_parts(tuple(k for p in definition.parts for k in _pruned(p, names)) or (EMPTY,))


def _pruned(pattern: GrammarElement, names: Collection[str]) -> Patterns:
    if pattern.name == "ref":
        return (pattern,) if pattern.at["name"] in names else ()
    inner = tuple(kept for part in pattern.parts for kept in _pruned(part, names))
    if inner == pattern.parts:
        return (pattern,)
    if len(inner) == 1 and pattern.name in ("group", "choice"):
        return inner
    return (pattern.with_parts(inner),) if inner or pattern.name not in _CONTAINERS else ()


def _resolved(pattern: GrammarElement, names: Collection[str]) -> GrammarElement:
    """References that lead nowhere are gone; one that stands alone leaves nothing but its place."""
    if not pattern.parts:
        return pattern
    alone = len(pattern.parts) == 1 and pattern.name not in ("element", "attribute")
    parts: list[GrammarElement] = []
    for part in pattern.parts:
        if part.name != "ref" or part.at["name"] in names:
            parts.append(_resolved(part, names))
        elif alone:
            parts.append(EMPTY)
    return pattern.with_parts(tuple(parts))


def _swapped(pattern: GrammarElement) -> GrammarElement:
    """A group of nothing but an option is an option of a group."""
    if not pattern.parts:
        return pattern
    if pattern.name == "group" and len(pattern.parts) == 1 and pattern.parts[0].name == "optional":
        return group("optional", (group("group", pattern.parts[0].parts),))
    return pattern.with_parts(tuple(map(_swapped, pattern.parts)))


def _cleared(pattern: GrammarElement, following: Patterns) -> Patterns:
    """A pattern without empty containers; `following` are the patterns behind it."""
    if pattern.name in _REPEATS:
        return _repeat(pattern, following)
    if pattern.name == "group" and len(pattern.parts) == 1:
        return _inner(pattern)
    if pattern.name in ("choice", "group") and not _holds(pattern):
        return (EMPTY,)
    inner = _inner(pattern)
    if pattern.name in ("list", "element") and not any(p.name in _SOLID for part in inner for p in part.walk()):
        inner = (EMPTY,)
    return (pattern.with_parts(inner),)


def _inner(pattern: GrammarElement) -> Patterns:
    parts = pattern.parts
    return tuple(kept for i, part in enumerate(parts) for kept in _cleared(part, parts[i + 1 : i + 2]))


def _holds(pattern: GrammarElement) -> bool:
    """Whether a choice or group has something to choose: a value of its own, or somewhere a reference, text or data."""
    if any(p.name in ("value", "name") for p in pattern.parts):
        return True
    return any(p.name in _HELD for p in pattern.walk())


def _repeat(pattern: GrammarElement, following: Patterns) -> Patterns:
    parts = pattern.parts
    if not parts or parts == (EMPTY,):
        return ()
    if len(parts) == 1:
        if parts[0].name == "ref" and parts[0].at["name"] in set(_repeated_next(following)):
            return ()
        only = parts[0]
        if only.name == "zeroOrMore" or (only.name == "group" and [p.name for p in only.parts] == ["zeroOrMore"]):
            return _inner(pattern)
    inner = _inner(pattern)
    return (pattern.with_parts(inner),) if inner else ()


def _repeated_next(following: Patterns) -> Iterator[str]:
    """The names in the next pattern, where it is a repetition or a choice: saying them twice is too much."""
    if not following or len(following[0].parts) != 1:
        return
    only = following[0].parts[0]
    yield from (p.at["name"] for p in only.parts if p.name == "ref")
    if only.name == "group" and len(only.parts) == 1:
        yield from (p.at["name"] for p in only.parts[0].parts if p.name == "ref")
