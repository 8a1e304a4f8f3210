"""Entries that are likely one: by likeness of their names over spellings and scripts, not by equal names alone.

`Stalin`, `Josef Stalin`, `Joseph Stalin` and the same in Cyrillic letters are one candidate; dates that exclude each
other, and given names that begin otherwise, speak against it. Takes registers, gives pairs with a score; decides
nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import combinations
from typing import Final

import icu

from edition.registers.model import Entity, Registers

_KINDS: Final = ("person", "place", "org", "event")
_LIKE: Final = 0.84  # names of which so much is alike are one
_SURE: Final = 0.86  # pairs below are not told
_FULL: Final = 2  # words of a name with a given name
_CROWD: Final = 40  # a name that so many entries share tells nothing
_VOWELS: Final = re.compile(r"[aeiouyj]+")
_SOUNDS: Final = (
    (r"ph", "f"),
    (r"tch|tsch|ch|sch|sh|c", "s"),
    (r"[kqx]|kh", "k"),
    (r"w", "v"),
    (r"z", "s"),
    (r"h", ""),
)
_PATRONYMIC: Final = re.compile(r".*(?:ovich|evich|ovna|evna|ovic|evic)\Z")


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two entries that may be one, the better known first; `score` is between 0 and 1."""

    first: str
    second: str
    score: float
    names: tuple[str, str]


def likely_doubles(registers: Registers) -> list[Likeness]:
    """The pairs, the likeliest first."""
    found: dict[tuple[str, str], Likeness] = {}
    for kind in _KINDS:
        by_sound: dict[str, list[tuple[Entity, str]]] = defaultdict(list)
        for entity in registers.of_kind(kind):
            for name in {n.text for n in entity.names}:
                for sound in {_sound(word) for word in _telling(name, kind)}:
                    by_sound[sound].append((entity, name))
        for sharing in by_sound.values():
            if len(sharing) <= _CROWD:
                for one in _pairs(sharing, kind):
                    key = (one.first, one.second)
                    if key not in found or found[key].score < one.score:
                        found[key] = one
    return sorted(found.values(), key=lambda one: (-one.score, one.first, one.second))


def _pairs(sharing: Iterable[tuple[Entity, str]], kind: str) -> Iterator[Likeness]:
    for (a, one), (b, other) in combinations(sharing, 2):
        if a.key == b.key or not _can_be_one(a, b):
            continue
        score = 0.0 if kind == "person" and _are_told_apart(a, b, one, other) else _score(one, other, kind)
        if score >= _SURE:
            first, second = sorted((a, b), key=lambda e: (-len(e.names) - len(e.notes), e.key))
            names = (one, other) if first is a else (other, one)
            yield Likeness(first.key, second.key, round(score, 3), names)


def _are_told_apart(a: Entity, b: Entity, one: str, other: str) -> bool:
    """Whether both have given names, and of the names compared one has none: a last name alone tells nothing."""
    is_bare = len(_words(one)) < _FULL or len(_words(other)) < _FULL
    return is_bare and all(any(len(_words(n.text)) >= _FULL for n in entity.names) for entity in (a, b))


def _score(one: str, other: str, kind: str) -> float:
    """How alike two names are."""
    a, b = _words(one), _words(other)
    if a == b:
        return 1.0
    if kind != "person":
        return min((_alike(x, y) for x, y in zip(a, b, strict=True)), default=0.0) if len(a) == len(b) else 0.0
    last = _alike(a[-1], b[-1])
    if last < _LIKE:
        return 0.0
    given_a, given_b = _given(a), _given(b)
    if not given_a or not given_b:
        return last * 0.93
    pairs = list(zip(given_a, given_b, strict=False))
    return last * min(_given_alike(x, y) for x, y in pairs)


def _given(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words[:-1] if not _PATRONYMIC.match(word))


def _given_alike(one: str, other: str) -> float:
    """Given names: an initial is like every name that begins so."""
    first, second = _initial(one), _initial(other)
    if len(one) == 1 or len(other) == 1:
        return 0.95 if first == second else 0.0
    if _sound(one) == _sound(other) and first == second:
        return 0.98
    return _alike(one, other) if first == second else 0.0


def _initial(word: str) -> str:
    return word[:1].translate(str.maketrans("jyckqvwz", "iikkkffs"))


def _alike(one: str, other: str) -> float:
    return 1.0 if one == other else SequenceMatcher(None, one, other, autojunk=False).ratio()


def _can_be_one(a: Entity, b: Entity) -> bool:
    pairs = ((a.birth, b.birth), (a.death, b.death), (a.existence, b.existence))
    return a.type == b.type and not any(x and y and x.years != y.years for x, y in pairs)


def _telling(name: str, kind: str) -> tuple[str, ...]:
    """The words of a name by which likely doubles meet: a person's last name, another's longest word."""
    words = _words(name)
    if not words:
        return ()
    return words[-1:] if kind == "person" else (max(words, key=len),)


@cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[a-z0-9]+", _latin().transliterate(name)))


@cache
def _latin() -> icu.Transliterator:
    return icu.Transliterator.createInstance("Any-Latin; NFD; [:Mn:] Remove; Latin-ASCII; Lower")


@cache
def _sound(word: str) -> str:
    """What of a word is heard in every spelling: its consonants.

    >>> _sound("stalin") == _sound("staline"), _sound("chicherin") == _sound("cicerin")
    (True, True)
    """
    for pattern, sound in _SOUNDS:
        word = re.sub(pattern, sound, word)
    return re.sub(r"(.)\1+", r"\1", word[:1] + _VOWELS.sub("", word[1:])) or word
