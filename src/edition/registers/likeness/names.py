"""How alike two names are: from 0 to 1, whatever script they are written in and however it was transliterated.

Takes names as they are written, gives numbers. A person's surname is compared with a surname, forenames with forenames,
an initial with what it may stand for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from anyascii import anyascii

_WORD: Final = re.compile(r"[a-z]+|\d+")
_NUMBER: Final = re.compile(r"[ivx]{2,}|\d+")  # what numbers one of several is the same or another
# one sound in the spellings that transliterations give it
_SOUNDS: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("tsch|tch|cz|ch", "c"),
        ("sch|sh|sz", "s"),
        ("zh", "z"),
        ("dsch|dj", "c"),
        ("ph", "f"),
        ("th", "t"),
        ("kh", "h"),
        ("x", "ks"),
        ("w", "v"),
        ("ff$", "v"),
        ("ck|q", "k"),
        ("[yj]", "i"),
        (r"(.)\1+", r"\1"),
    )
)
_REMARK: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_VOWELS: Final = re.compile("[aeiou]")
_LONGEST: Final = 120
_SHORTEST: Final = 2  # a letter is nobody's surname
_ALIKE: Final = 0.72  # words less alike than this are different
_INITIAL: Final = 0.9
_FURTHER: Final = 0.96  # one has a forename more
_MISSING: Final = 0.72  # a surname alone may be anyone's of that name


@dataclass(frozen=True, slots=True)
class ComparedName:
    """A name as it is compared: the words before the last, or told to be forenames, and the last one."""

    given: tuple[str, ...]
    last: str


def likeness(first: str, second: str) -> float:
    """How alike two persons' names are.

    >>> [round(likeness("Josef Stalin", other), 2) for other in ("Joseph Stalin", "И. Сталин", "Stalin", "Josef Stahl")]
    [1.0, 0.9, 0.72, 0.0]
    """
    return alike(written(first), written(second))


@lru_cache(maxsize=100_000)
def written(name: str, surname: str = "") -> ComparedName:
    """A name as it is compared.

    >>> written("Stalin, Josef"), written("И. Сталин").last
    (ComparedName(given=('iosef',), last='stalin'), 'stalin')
    """
    before, comma, after = _REMARK.sub(" ", name).partition(",")
    own = sounded(surname or before) if surname or comma else ()
    words = sounded(f"{after} {before}" if comma else name)
    if own and words:
        return ComparedName(tuple(w for w in words if w not in own), own[-1])
    return ComparedName(words[:-1], words[-1]) if words else ComparedName((), "")


@lru_cache(maxsize=100_000)
def sounded(text: str) -> tuple[str, ...]:
    """The words of a text in Latin letters, one letter for one sound.

    >>> sounded("Чичерин"), sounded("Tschitscherin"), sounded("Chicherin"), sounded("Çiçerin")
    (('cicerin',), ('cicerin',), ('cicerin',), ('cicerin',))
    """
    words = _WORD.findall(latin(_REMARK.sub(" ", text)[:_LONGEST]))
    return tuple(_sound(word) for word in words)


@lru_cache(maxsize=100_000)
def _sound(word: str) -> str:
    if _NUMBER.fullmatch(word):
        return word
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word


def latin(text: str) -> str:
    """A text of any script in small Latin letters without marks.

    >>> latin("Чичерин")
    'chicherin'
    """
    return anyascii(unicodedata.normalize("NFD", text)).lower()


def skeleton(word: str) -> str:
    """What stays of a sounded word where vowels differ: its first letter and its consonants."""
    return word[:1] + _VOWELS.sub("", word[1:])


def alike(first: ComparedName, second: ComparedName) -> float:
    """How alike two names are, 0 where a part of one contradicts the other."""
    if min(len(first.last), len(second.last)) < _SHORTEST:
        return 0.0
    last = word_likeness(first.last, second.last)
    return last * _given(first.given, second.given) if last >= _ALIKE else 0.0


def _given(first: Sequence[str], second: Sequence[str]) -> float:
    """Forenames: each of the fewer must have its like among the others."""
    fewer, more = sorted((first, second), key=len)
    if not more:
        return 1.0
    if not fewer:
        return _MISSING
    left = list(more)
    total = 0.0
    for word in fewer:
        best = max(left, key=lambda other: _word_or_initial(word, other))
        score = _word_or_initial(word, best)
        if score < _ALIKE:
            return 0.0
        left.remove(best)
        total += score
    return total / len(fewer) * (_FURTHER if left else 1.0)


def _word_or_initial(first: str, second: str) -> float:
    if min(len(first), len(second)) == 1:
        return _INITIAL if first[:1] == second[:1] else 0.0
    return word_likeness(first, second)


@lru_cache(maxsize=200_000)
def word_likeness(first: str, second: str) -> float:
    """How alike two sounded words are: 1 less the part of letters that must change."""
    longer = max(len(first), len(second))
    if first == second or not longer:
        return 1.0 if longer else 0.0
    if _NUMBER.fullmatch(first) or _NUMBER.fullmatch(second):
        return 0.0
    if abs(len(first) - len(second)) > (1 - _ALIKE) * longer:
        return 0.0
    return 1 - _distance(first, second) / longer


def _distance(first: str, second: str) -> float:
    """Letters that must change, a vowel counting half."""
    before = [float(n) for n in range(len(second) + 1)]
    for n, a in enumerate(first, 1):
        row = [float(n)]
        for m, b in enumerate(second, 1):
            change = 0.0 if a == b else 0.5 if a in "aeiou" and b in "aeiou" else 1.0
            row.append(min(before[m] + _cost(a), row[-1] + _cost(b), before[m - 1] + change))
        before = row
    return before[-1]


def _cost(letter: str) -> float:
    return 0.5 if letter in "aeiou" else 1.0
