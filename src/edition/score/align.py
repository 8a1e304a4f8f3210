"""Where a gold text stands in an encoded one, letter by letter, though either may have slips that the other has not."""

from __future__ import annotations

import difflib
from collections import Counter
from typing import Final

_CHUNK: Final = 24
_BIN: Final = 400
_BEFORE, _AFTER = 800, 1600
_ENOUGH: Final = 0.8


def align(needle: str, hay: str) -> list[int] | None:
    """For every place in `needle` (and its end) the place in `hay`; None where the text is not there.

    >>> align("bcd", "abcde")
    [1, 2, 3, 4]
    """
    at = hay.find(needle)
    if at >= 0:
        return [at + i for i in range(len(needle) + 1)]
    base = _likely_start(needle, hay)
    if base is None:
        return None
    low = max(0, base - _BEFORE)
    window = hay[low : min(len(hay), base + len(needle) + _AFTER)]
    blocks = difflib.SequenceMatcher(None, needle, window, autojunk=False).get_matching_blocks()
    if sum(block.size for block in blocks) <= _ENOUGH * max(1, len(needle)):
        return None
    table: list[int | None] = [None] * (len(needle) + 1)
    for block in blocks:
        for k in range(block.size):
            table[block.a + k] = low + block.b + k
    return _without_gaps(table)


def _likely_start(needle: str, hay: str) -> int | None:
    """The stretch of `hay` that most pieces of the needle point to; only pieces that occur once count."""
    votes: Counter[int] = Counter()
    for i in range(0, max(1, len(needle) - _CHUNK), _CHUNK // 2):
        piece = needle[i : i + _CHUNK]
        at = hay.find(piece)
        if at >= 0 and hay.find(piece, at + 1) < 0:
            votes[(at - i) // _BIN] += 1
    return votes.most_common(1)[0][0] * _BIN if votes else None


def _without_gaps(table: list[int | None]) -> list[int] | None:
    """Places that matched nothing take the place before them, those at the beginning the first one known."""
    first = next((place for place in table if place is not None), None)
    if first is None:
        return None
    out = []
    last = first
    for place in table:
        last = last if place is None else place
        out.append(last)
    return out
