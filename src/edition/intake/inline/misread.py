"""A text that was read in the wrong encoding before it was saved as UTF-8: valid, but with other letters.

Takes the source's text, tells the first such place, how many there are, and which encoding was taken for which.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from edition.languages import language
from edition.languages.patterns import any_of

_PAIRS: Final = re.compile(
    "[\u00c3-\u00c5\u00d0\u00d1\u00e2][\u0080-\u00bf\u0152-\u0178\u017d\u02c6\u02dc\u2013-\u2122]+"
)
_TAKEN: Final = ("cp1252", "latin-1", "cp1254")
_OLD_TURKISH: Final = re.compile("[þýðÞÝÐ]")
_RIGHT_TURKISH: Final = re.compile("[şığŞĞİ]")
_TURKISH: Final = re.compile(rf"\b{any_of(language('tr').telling.words)}\b")
_FEWEST: Final = 3
_WORD: Final = 20


@dataclass(frozen=True, slots=True)
class Misread:
    """Where the letters are another encoding's: the first place, the number of places, what was taken for what."""

    start: int
    text: str
    count: int
    meant: str
    taken: str


def find_misread(text: str) -> Misread | None:
    """Tell whether a text was misread.

    >>> find_misread("Ã§ok gÃ¼zel ÅŸarkÄ±").meant, find_misread("çok güzel şarkı")
    ('UTF-8', None)
    """
    pairs = [match for match in _PAIRS.finditer(text) if _was_utf8(match.group())]
    if len(pairs) >= _FEWEST:
        return _told(text, pairs, "UTF-8", "Windows-1252")
    old = list(_OLD_TURKISH.finditer(text)) if _is_old_turkish(text) else []
    if len(old) >= _FEWEST:
        return _told(text, old, "Windows-1254", "Windows-1252")
    return None


def _is_old_turkish(text: str) -> bool:
    """Whether it has Turkish words, but none of Turkish's own letters; Icelandic has þ, ý and ð by right."""
    return len(set(_TURKISH.findall(text))) >= _FEWEST - 1 and not _RIGHT_TURKISH.search(text)


def _told(text: str, found: Sequence[re.Match[str]], meant: str, taken: str) -> Misread:
    """The first place with the word that it stands in."""
    start = found[0].start()
    first = max(text.rfind(blank, max(0, start - _WORD), start) for blank in " \n") + 1
    word = re.compile(r"\S*").match(text, max(first, start - _WORD))
    return Misread(max(first, start - _WORD), word.group()[: 2 * _WORD] if word else "", len(found), meant, taken)


def _was_utf8(text: str) -> bool:
    for encoding in _TAKEN:
        try:
            text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        return True
    return False
