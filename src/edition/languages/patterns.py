"""Words of language files as parts of regular expressions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from edition.languages.known import Languages
from edition.languages.model import Labels


def any_of(words: Iterable[str]) -> str:
    """An alternative of all the words, the longest first; without words it fits nothing.

    >>> any_of(["vol", "volume"])
    '(?:volume|vol)'
    """
    found = sorted(set(words), key=lambda w: (-len(w), w))
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in found) + ")" if found else "(?!)"


def any_label(languages: Languages, of: Callable[[Labels], Iterable[str]]) -> str:
    """An alternative of the labels of one sort in all languages."""
    return any_of(word for lang in languages.all for word in of(lang.labels))


def any_and(languages: Languages, shortest: int = 1) -> str:
    """An alternative of the words that join names in a row, in all languages; not of those that also mean *with*."""
    return any_of(word for lang in languages.all for word in lang.and_words - lang.with_words if len(word) >= shortest)
