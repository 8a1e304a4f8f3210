"""Endings that a language hangs on a name, so that the name is found inside the word and the ending stays outside the
tag.

What Turkish allows is a grammar of slots (plural, possessive, case, `-ki`, copula) with vowel harmony, buffer letters
and consonant softening; the endings of other languages are lists in their files. A grammar is named in a language
file: `suffixes = "turkish"`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

# over folded letters: ı and i are one, ş and s, ğ and g, ü and u, ö and o
_CASE: Final = (
    r"(?:(?:y|n)?[iu]|(?:n)?[iu]n|(?:y|n)?[ae]|n?[dt][ae](?:n)?|(?:y)?l[ae]|c[ae]|nc[ae]|s[iu]z|(?:y|n)?[iu]nc[ae])"
)
_SUFFIX: Final = re.compile(
    rf"(?:l[ae]r)?(?:[iu]m[iu]z|[iu]n[iu]z|s?[iu])?{_CASE}?(?:ki(?:l[ae]r)?(?:n?[iu]n|n?[iu]|n?[ae]|n?d[ae]n?)?)?"
    r"(?:y?d[iu]r?|t[iu]r|y?m[iu]s|ys[ae])?"
)
_SOFTENED: Final = {"g": "k", "b": "p", "c": "c", "d": "t"}
_SHORTEST: Final = 3
_LONGEST: Final = 14  # no chain of Turkish endings has more letters
_VOWELS: Final = "aeıioöuü"


@dataclass(frozen=True)
class SuffixGrammar:
    """How a language hangs endings on a name: stems of a word, a name without its possessive, endings of plurals."""

    stems: Callable[[str, str], tuple[str, ...]]
    without_possessive: Callable[[str], str]
    plurals: tuple[str, ...]


@lru_cache(maxsize=50_000)
def is_turkish_suffix(folded: str) -> bool:
    """Whether folded letters are a chain of Turkish endings.

    >>> [is_turkish_suffix(s) for s in ("nin", "dan", "lerinde", "daki", "ya", "xyz")]
    [True, True, True, True, True, False]
    """
    return bool(folded) and len(folded) <= _LONGEST and _SUFFIX.fullmatch(folded) is not None


@lru_cache(maxsize=100_000)
def turkish_stems(near_word: str, folded: str) -> tuple[str, ...]:
    """What a folded word may be without its ending, the longest first, after vowel harmony and softening.

    >>> turkish_stems("nerimanova", "nerimanova")[:1]
    ('nerimanov',)
    >>> "sovyetler" in turkish_stems("sovyetlere", "sovyetlere")
    True
    """
    return tuple(_turkish_stems(near_word, folded))


def _turkish_stems(word: str, folded: str) -> Iterator[str]:
    for cut in _cuts(folded, _LONGEST):
        ending = folded[cut:]
        if is_turkish_suffix(ending) and _in_harmony(word[:cut], word[cut:]):
            yield folded[:cut]
            softened = _SOFTENED.get(folded[cut - 1])
            if softened and ending[0] in "aeiu":
                yield folded[: cut - 1] + softened


def _in_harmony(stem: str, ending: str) -> bool:
    """Back vowels follow back vowels; stems in l, k, t may differ (`Kemâl’e`, `İştirâke`), and foreign names do."""
    own = next((c for c in reversed(stem) if c in _VOWELS), "")
    first = next((c for c in ending if c in _VOWELS), "")
    if not own or not first or stem[-1:] in "lkt":
        return True
    return (own in "aıou") == (first in "aıou")


def listed_stems(folded: str, endings: frozenset[str]) -> Iterator[str]:
    """What a word may be without one of the listed endings.

    >>> list(listed_stems("энвера", frozenset(["а", "ом"])))
    ['энвера', 'энвер']
    """
    yield folded
    for cut in _cuts(folded, _longest(endings)):
        if folded[cut:] in endings:
            yield folded[:cut]


@lru_cache(maxsize=64)
def _longest(endings: frozenset[str]) -> int:
    return max(map(len, endings), default=0)


def _cuts(folded: str, longest: int) -> range:
    """Where a word may part from an ending of so many letters at most, the shortest ending first."""
    return range(len(folded) - 1, max(_SHORTEST, len(folded) - longest) - 1, -1)


def without_turkish_possessive(text: str) -> str:
    """A name without the possessive of its last word, since some write it so before an apostrophe; empty without one.

    >>> without_turkish_possessive("Bakü Kurultayı"), without_turkish_possessive("Hariciye Komiseri")
    ('Bakü Kurultay', 'Hariciye Komiser')
    """
    if text[-2:] in ("sı", "si", "su", "sü") and text[-3:-2] in _VOWELS:
        return text[:-2]
    return text[:-1] if text[-1] in "ıiuü" else ""


GRAMMARS: Final = {"turkish": SuffixGrammar(turkish_stems, without_turkish_possessive, ("lar", "ler"))}
