"""Endings that a language hangs on a name, so that the name is found inside the word and the ending stays outside the
tag.

What Turkish allows is a grammar of slots (plural, possessive, case, `-ki`, copula) with vowel harmony, buffer letters
and consonant softening; Russian and Kazakh endings are lists in the language files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
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
_BACK: Final = "aou"
_SOFTENED: Final = {"g": "k", "b": "p", "c": "c", "d": "t"}
_SHORTEST: Final = 3


@lru_cache(maxsize=50_000)
def is_turkish_suffix(folded: str) -> bool:
    """Whether folded letters are a chain of Turkish endings.

    >>> [is_turkish_suffix(s) for s in ("nin", "dan", "lerinde", "daki", "ya", "xyz")]
    [True, True, True, True, True, False]
    """
    return bool(folded) and len(folded) <= 14 and _SUFFIX.fullmatch(folded) is not None


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
    for cut in range(len(folded) - 1, _SHORTEST - 1, -1):
        ending = folded[cut:]
        if is_turkish_suffix(ending) and _in_harmony(word[:cut], word[cut:]):
            yield folded[:cut]
            softened = _SOFTENED.get(folded[cut - 1])
            if softened and ending[0] in "aeiu":
                yield folded[: cut - 1] + softened


def _in_harmony(stem: str, ending: str) -> bool:
    """Back vowels follow back vowels; stems in l, k, t may differ (`Kemâl’e`, `İştirâke`), and foreign names do."""
    own = next((c for c in reversed(stem) if c in "aeıioöuü"), "")
    first = next((c for c in ending if c in "aeıioöuü"), "")
    if not own or not first or stem[-1:] in "lkt":
        return True
    return (own in "aıou") == (first in "aıou")


def listed_stems(folded: str, endings: frozenset[str]) -> Iterator[str]:
    """What a word may be without one of the listed endings.

    >>> list(listed_stems("энвера", frozenset(["а", "ом"])))
    ['энвера', 'энвер']
    """
    yield folded
    for cut in range(len(folded) - 1, _SHORTEST - 1, -1):
        if folded[cut:] in endings:
            yield folded[:cut]
