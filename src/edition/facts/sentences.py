"""Sentences of prose: where a reader would take a breath after a full stop."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from edition.languages import FALLBACK, fold
from edition.languages.used import used

_STOP: Final = re.compile(r"(?<![.!?…])[.!?…]++[”\"’')\]»]*+(?=\s+\S)")
_WORD_BEFORE: Final = re.compile(r"(?<![\w’'-])[\w’'-]+\Z")
_SPACES: Final = re.compile(r"\s*+")
_OPENERS: Final = re.compile(r"[“\"‘'(«\[—–\- ]*+")
_LONGEST_WORD: Final = 200
_ROMAN: Final = re.compile(r"[IVXLC]+\Z")
_KEPT: Final = 64  # blocks: each is asked for once a mention


def split_sentences(text: str, lang: str = FALLBACK) -> list[tuple[int, int]]:
    """Start and end of each sentence; nothing but the white space between them is left out.

    >>> text = "Dr. Fuat Sabit 16 Mart 1921. Ertesi gün XV. Kolordu Kars’a girdi. Sonra?"
    >>> [text[a:b] for a, b in split_sentences(text, "tr")]
    ['Dr. Fuat Sabit 16 Mart 1921.', 'Ertesi gün XV. Kolordu Kars’a girdi.', 'Sonra?']
    """
    return list(_sentences(text, used().get(lang).abbreviations))


@lru_cache(_KEPT)
def _sentences(text: str, abbreviations: frozenset[str]) -> tuple[tuple[int, int], ...]:
    out = []
    start = 0
    for match in _STOP.finditer(text):
        following = _after(_SPACES, text, match.end())
        before = text[max(start, match.start() - _LONGEST_WORD) : match.start()]
        at = _after(_OPENERS, text, following)
        opener = text[at : at + 1]
        if _ends_sentence(before, match.group(), opener, abbreviations):
            out.append((start, match.end()))
            start = following
    if start < len(text):
        out.append((start, len(text.rstrip())))
    return tuple(out)


def sentence_around(text: str, start: int, end: int, lang: str = FALLBACK) -> tuple[int, int]:
    """The sentence, or the run of sentences, that a stretch of text stands in."""
    first, last = 0, len(text)
    for a, b in split_sentences(text, lang):
        if a <= start:
            first = a
        if b >= end:
            last = b
            break
    return first, last


def _after(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def _ends_sentence(before: str, stop: str, opener: str, abbreviations: frozenset[str]) -> bool:
    if opener.islower():
        return False
    if not stop.startswith(".") or stop.startswith(".."):
        return True
    word = _WORD_BEFORE.search(before)
    last = word.group() if word else ""
    if last.isdigit():
        return len(last) > 2  # `16 Mart 1921.` ends a sentence, `1. Ordu` does not
    return not (len(last) == 1 or _ROMAN.match(last) or fold(last) in abbreviations)
