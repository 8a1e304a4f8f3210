"""Words of language files as parts of regular expressions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from edition.languages.known import SHIPPED
from edition.languages.model import Labels


def any_of(words: Iterable[str]) -> str:
    """An alternative of all the words, the longest first; without words it fits nothing.

    >>> any_of(["vol", "volume"])
    '(?:volume|vol)'
    """
    found = sorted(set(words), key=lambda w: (-len(w), w))
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in found) + ")" if found else "(?!)"


@lru_cache(maxsize=64)
def any_label(of: Callable[[Labels], tuple[str, ...]]) -> str:
    """An alternative of the labels of one sort in all languages."""
    return any_of(word for lang in SHIPPED.all for word in of(lang.labels))
