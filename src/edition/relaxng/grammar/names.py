"""Name classes: which names an element or attribute pattern admits.

A class is ``exact`` names plus wildcards; a wildcard covers one namespace, or all, less what it excepts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from edition.relaxng.model import Name


@dataclass(frozen=True, slots=True)
class Wildcard:
    """Any name (``uri`` None) or any name of one namespace, less the names of ``excepted``."""

    uri: str | None
    excepted: NameClass

    def contains(self, name: Name) -> bool:
        """Say whether the wildcard admits a name."""
        return (self.uri is None or self.uri == name.uri) and not self.excepted.contains(name)

    def mentioned(self) -> Iterator[Name]:
        """Give the names that the wildcard excepts, and one that stands for all that it does not mention."""
        yield Name("\0" if self.uri is None else self.uri, "\0")
        yield from self.excepted.mentioned()

    def __str__(self) -> str:
        """Say it in words."""
        return "any name" if self.uri is None else f"any name in {{{self.uri}}}"


@dataclass(frozen=True, slots=True)
class NameClass:
    """A union of exact names and wildcards."""

    exact: frozenset[Name] = frozenset()
    wild: tuple[Wildcard, ...] = ()

    def contains(self, name: Name) -> bool:
        """Say whether the class admits a name."""
        return name in self.exact or any(wildcard.contains(name) for wildcard in self.wild)

    def specificity(self, name: Name) -> int:
        """Rank how narrowly the class admits a name: 2 exactly, 1 by namespace, 0 as any, -1 not."""
        if name in self.exact:
            return 2
        return max((int(w.uri is not None) for w in self.wild if w.contains(name)), default=-1)

    def overlaps(self, other: NameClass) -> bool:
        """Say whether some name is in both classes."""
        if not (self.wild or other.wild):
            return not self.exact.isdisjoint(other.exact)
        names = chain(self.mentioned(), other.mentioned())
        return any(self.contains(name) and other.contains(name) for name in names)

    def mentioned(self) -> Iterator[Name]:
        """Give the names that the class speaks of; two classes share a name only if they share one of these."""
        yield from self.exact
        for wildcard in self.wild:
            yield from wildcard.mentioned()

    def union(self, other: NameClass) -> NameClass:
        """Give the class of the names of both."""
        return NameClass(self.exact | other.exact, self.wild + tuple(w for w in other.wild if w not in self.wild))


NOTHING = NameClass()


def just(name: Name) -> NameClass:
    """Give the class of one name."""
    return NameClass(frozenset((name,)))
