"""Sentences of Turkish, English, Russian and Kazakh prose: where a reader would take a breath after a full stop."""

from __future__ import annotations

import re
from typing import Final

_STOP: Final = re.compile(r"(?:[.!?…]+|[.!?…]*\.\.\.)[”\"’')\]»]*(?=\s+\S)")
_WORD_BEFORE: Final = re.compile(r"[\w’'-]+\Z")
_ROMAN: Final = re.compile(r"[IVXLC]+\Z")
# abbreviations after which a full stop ends no sentence; kept in lower case
_ABBREVIATIONS: Final = frozenset(
    """dr prof doç yrd öğr gör av müh alb yrb bnb yzb ütğm tğm gen org korg tümg tuğg mar mr mrs ms st hz
    vb vs vd bkz bk krş yay haz çev ed der s ss c cilt sy no nr nu mad md fıkra tbk age agm agy
    a.g.e a.g.m a.g.y örn yy t.c m.ö m.s i̇.ö m.k k m v vol pp p cf eds trans inc ltd co jr sr gen
    col capt lt sgt gov rep sen i.e e.g г гг в вв т д п стр с см ред изд им ул обл""".split()
)


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence; nothing but the white space between them is left out.

    >>> text = "Dr. Fuat Sabit 16 Mart 1921. Ertesi gün XV. Kolordu Kars’a girdi. Sonra?"
    >>> [text[a:b] for a, b in split_sentences(text)]
    ['Dr. Fuat Sabit 16 Mart 1921.', 'Ertesi gün XV. Kolordu Kars’a girdi.', 'Sonra?']
    """
    out = []
    start = 0
    for match in _STOP.finditer(text):
        following = text[match.end() :].lstrip()
        if _ends_sentence(text[start : match.start()], match.group(), following):
            out.append((start, match.end()))
            start = len(text) - len(following)
    if start < len(text):
        out.append((start, len(text.rstrip())))
    return out


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence, or the run of sentences, that a stretch of text stands in."""
    first, last = 0, len(text)
    for a, b in split_sentences(text):
        if a <= start:
            first = a
        if b >= end:
            last = b
            break
    return first, last


def _ends_sentence(before: str, stop: str, following: str) -> bool:
    opener = following.lstrip("“\"‘'(«[—–- ")[:1]
    if opener.islower():
        return False
    if not stop.startswith(".") or stop.startswith(".."):
        return True
    word = _WORD_BEFORE.search(before)
    last = word.group() if word else ""
    if last.isdigit():
        return len(last) > 2  # `16 Mart 1921.` ends a sentence, `1. Ordu` does not
    lowered = last.replace("I", "ı").replace("İ", "i").lower()
    return not (len(last) == 1 or _ROMAN.match(last) or lowered in _ABBREVIATIONS or last.lower() in _ABBREVIATIONS)
