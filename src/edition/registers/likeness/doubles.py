"""Entries of a register that are likely the same, gathered: `Stalin`, `Josef Stalin`, `Joseph Stalin`, `И. Сталин`.

Takes registers, gives pairs with a score, and gathers them. Entries whose dates show two are never put together, and an
entry joins a group only where it is like every one in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from edition.registers.check import lived_apart
from edition.registers.likeness.names import ComparedName, alike, skeleton, sounded, word_likeness, written
from edition.registers.model import Entity, Name, Registers

KINDS: Final = ("person", "place", "org", "event")
LEAST: Final = 0.7
_MOST_FORMS: Final = 8
_MOST_SHARING: Final = 60  # so many entries share a word that says nothing any more
_ALIKE: Final = 0.87  # of every word of a name that is no person's
_APART: Final = 0.3  # degrees: two places
_SAME_YEAR: Final = 0.15
_LEFT_OUT: Final = frozenset(("ambiguous", "alias", "short"))


@dataclass(frozen=True, slots=True)
class Doubles:
    """Entries that may be one, the fullest first, how sure that is at least, and the names that are alike."""

    kind: str
    keys: tuple[str, ...]
    score: float
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two entries that may be one, the fuller first; `score` is from 0 to 1, `names` are those that are alike."""

    first: str
    second: str
    score: float
    names: tuple[str, str]


def likely_doubles(registers: Registers, least: float = LEAST) -> list[Likeness]:
    """Pairs of entries that are likely one, the surest first."""
    found = []
    for kind in KINDS:
        entities = {entity.key: entity for entity in registers.of_kind(kind)}
        found += [pair for pair in _pairs(entities) if pair.score >= least]
    return sorted(found, key=lambda p: (-p.score, p.first, p.second))


def gathered(registers: Registers, pairs: Sequence[Likeness]) -> list[Doubles]:
    """Pairs put together to groups, the surest first."""
    out = [_doubles(group, pairs, registers) for group in _groups(pairs)]
    return sorted(out, key=lambda d: (-d.score, d.keys))


def _pairs(entities: dict[str, Entity]) -> Iterator[Likeness]:
    """Entries that share a word by sound, or an identifier, with the likeness of their names."""
    sharing: dict[str, set[str]] = defaultdict(set)
    for entity in entities.values():
        for block in _blocks(entity):
            sharing[block].add(entity.key)
    asked: set[tuple[str, str]] = set()
    for keys in sharing.values():
        if len(keys) <= _MOST_SHARING:
            asked.update(combinations(sorted(keys), 2))
    for first, second in sorted(asked):
        if pair := _pair(entities[first], entities[second]):
            yield pair


def _blocks(entity: Entity) -> Iterator[str]:
    for name in compared(entity):
        if entity.kind == "person":
            yield skeleton(as_written(name).last)
        else:
            yield from (skeleton(word) for word in sounded(name.text)[:3])
    yield from (f"id {idno.type} {idno.value}" for idno in entity.idnos)


def _pair(first: Entity, second: Entity) -> Likeness | None:
    if lived_apart(first, second) or _lie_apart(first, second):
        return None
    if {(i.type, i.value) for i in first.idnos} & {(i.type, i.value) for i in second.idnos}:
        return Likeness(*_fuller(first, second), 1.0, (first.names[0].text, second.names[0].text))
    scored = ((name_likeness(first.kind, a, b), a.text, b.text) for a in compared(first) for b in compared(second))
    best = max(scored, default=(0.0, "", ""))
    if not best[0]:
        return None
    born = first.birth.years and first.birth.years == second.birth.years
    score = round(min(1.0, best[0] + (_SAME_YEAR if born else 0)), 2)
    return Likeness(*_fuller(first, second), score, best[1:])


def _fuller(first: Entity, second: Entity) -> tuple[str, str]:
    """The keys, that of the entry which tells more first."""
    one, other = sorted((first, second), key=lambda e: (-len(e.names), -len(e.notes), e.key))
    return one.key, other.key


def _lie_apart(first: Entity, second: Entity) -> bool:
    if first.geo is None or second.geo is None:
        return False
    return any(abs(a - b) > _APART for a, b in zip(first.geo, second.geo, strict=True))


def name_likeness(kind: str, first: Name, second: Name) -> float:
    """How alike two names of entries of a kind are."""
    if kind == "person":
        return alike(as_written(first), as_written(second))
    a, b = sounded(first.text), sounded(second.text)
    if len(a) != len(b) or not a:
        return 0.0
    least = min(word_likeness(x, y) for x, y in zip(a, b, strict=True))
    return least if least >= _ALIKE else 0.0


def as_written(name: Name) -> ComparedName:
    """A person's name as it is compared."""
    surname = " ".join(text for element, text in name.parts if element == "surname")
    return written(name.text, surname)


def compared(entity: Entity) -> list[Name]:
    """The names of an entry that are compared."""
    return [name for name in entity.names if name.type not in _LEFT_OUT][:_MOST_FORMS]


def _groups(pairs: Sequence[Likeness]) -> list[list[str]]:
    """Gather the surest first; who is not like everyone of a group stays outside."""
    like = {frozenset((p.first, p.second)) for p in pairs}
    groups: list[list[str]] = []
    of: dict[str, list[str]] = {}
    for pair in sorted(pairs, key=lambda p: (-p.score, p.first, p.second)):
        first, second = of.get(pair.first, [pair.first]), of.get(pair.second, [pair.second])
        if first is second or not all(frozenset((a, b)) in like for a in first for b in second):
            continue
        joined = [*first, *second]
        groups = [g for g in groups if g is not first and g is not second] + [joined]
        of.update(dict.fromkeys(joined, joined))
    return groups


def _doubles(group: list[str], pairs: Iterable[Likeness], registers: Registers) -> Doubles:
    inside = [p for p in pairs if p.first in group and p.second in group]
    entities = registers.entities
    keys = sorted(group, key=lambda k: (-len(entities[k].names), -len(entities[k].notes), k))
    names = dict.fromkeys(name for p in inside for name in p.names)
    return Doubles(entities[keys[0]].kind, tuple(keys), min(p.score for p in inside), tuple(sorted(names)))
