"""Words and sentences of a block, cut so that every mention begins and ends between two words."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Final

import regex  # type: ignore[import-untyped]

from edition.facts import Mention, split_sentences

# letters with the marks that stand on them (vowels of Arabic and Hindi), and what joins them
_WORD: Final = regex.compile(r"[\w\p{M}\u200c\u200d]+|[^\w\s]")


def outermost(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions that stand in no other, in the order of the text."""
    out: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if mention.end > mention.start and (not out or mention.start >= out[-1].end):
            out.append(mention)
    return out


def tokens(text: str, mentions: Iterable[Mention]) -> list[tuple[int, int]]:
    """Start and end of each word; a word that a mention begins or ends in is cut there.

    >>> [("Kars’ta!"[a:b]) for a, b in tokens("Kars’ta!", [])]
    ['Kars', '’', 'ta', '!']
    """
    cuts = sorted({edge for m in mentions for edge in (m.start, m.end)})
    out: list[tuple[int, int]] = []
    for match in _WORD.finditer(text):
        edges = [match.start(), *(c for c in cuts if match.start() < c < match.end()), match.end()]
        out += pairwise(edges)
    return out


def sentences(text: str, lang: str, mentions: Iterable[Mention]) -> list[tuple[int, int]]:
    """Start and end of each sentence; two are one where a mention reaches over their border."""
    spans = [(m.start, m.end) for m in mentions]
    out: list[tuple[int, int]] = []
    for start, end in split_sentences(text, lang):
        if out and any(a < start < b for a, b in spans):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out
