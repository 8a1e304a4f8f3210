"""Name classes: which names an element or attribute pattern admits.

A class is ``exact`` names plus wildcards; a wildcard covers one namespace, or all, less what it excepts.
"""

from __future__ import annotations

from dataclasses import dataclass

from edition.relaxng.model import Name


@dataclass(frozen=True, slots=True)
class Wildcard:
    """Any name (``uri`` None) or any name of one namespace, less the names of ``excepted``."""

    uri: str | None
    excepted: NameClass

    def contains(self, name: Name) -> bool:
        """Say whether the wildcard admits a name."""
        return (self.uri is None or self.uri == name.uri) and not self.excepted.contains(name)

    def overlaps(self, other: Wildcard) -> bool:
        """Say whether some name is in both; a name nobody mentions stands for all unmentioned ones."""
        if self.uri is not None and other.uri is not None and self.uri != other.uri:
            return False
        uri = self.uri if self.uri is not None else other.uri
        probe = Name(uri if uri is not None else "\0", "\0")
        return self.contains(probe) and other.contains(probe)

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
        return (
            any(other.contains(name) for name in self.exact)
            or any(self.contains(name) for name in other.exact)
            or any(a.overlaps(b) for a in self.wild for b in other.wild)
        )

    def union(self, other: NameClass) -> NameClass:
        """Give the class of the names of both."""
        return NameClass(self.exact | other.exact, self.wild + tuple(w for w in other.wild if w not in self.wild))


NOTHING = NameClass()


def just(name: Name) -> NameClass:
    """Give the class of one name."""
    return NameClass(frozenset((name,)))
