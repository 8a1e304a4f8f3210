"""Sentences of prose: where a reader would take a breath after a full stop."""

from __future__ import annotations

import re
from typing import Final

from edition.languages import FALLBACK, fold
from edition.languages.used import used

_STOP: Final = re.compile(r"(?:[.!?…]+|[.!?…]*\.\.\.)[”\"’')\]»]*(?=\s+\S)")
_WORD_BEFORE: Final = re.compile(r"[\w’'-]+\Z")
_ROMAN: Final = re.compile(r"[IVXLC]+\Z")


def split_sentences(text: str, lang: str = FALLBACK) -> list[tuple[int, int]]:
    """Start and end of each sentence; nothing but the white space between them is left out.

    >>> text = "Dr. Fuat Sabit 16 Mart 1921. Ertesi gün XV. Kolordu Kars’a girdi. Sonra?"
    >>> [text[a:b] for a, b in split_sentences(text, "tr")]
    ['Dr. Fuat Sabit 16 Mart 1921.', 'Ertesi gün XV. Kolordu Kars’a girdi.', 'Sonra?']
    """
    abbreviations = used().get(lang).abbreviations
    out = []
    start = 0
    for match in _STOP.finditer(text):
        following = text[match.end() :].lstrip()
        if _ends_sentence(text[start : match.start()], match.group(), following, abbreviations):
            out.append((start, match.end()))
            start = len(text) - len(following)
    if start < len(text):
        out.append((start, len(text.rstrip())))
    return out


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


def _ends_sentence(before: str, stop: str, following: str, abbreviations: frozenset[str]) -> bool:
    opener = following.lstrip("“\"‘'(«[—–- ")[:1]
    if opener.islower():
        return False
    if not stop.startswith(".") or stop.startswith(".."):
        return True
    word = _WORD_BEFORE.search(before)
    last = word.group() if word else ""
    if last.isdigit():
        return len(last) > 2  # `16 Mart 1921.` ends a sentence, `1. Ordu` does not
    return not (len(last) == 1 or _ROMAN.match(last) or fold(last) in abbreviations)
