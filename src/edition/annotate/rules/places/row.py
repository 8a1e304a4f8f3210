"""A name stands in a row of places.

Finds `İşkodra` in `Manastır, Üsküp ve İşkodra`, where two of the row are known places or the row ends as places do.
Leaves a row alone in which too few are known.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from edition.annotate.model import Candidate
from edition.annotate.rules.rule import Rule
from edition.annotate.rules.things import LONGEST, Things

_ROW: Final = 2  # so many known places beside it make a name in a row a place


def at(text: Things, i: int) -> Iterator[Candidate]:
    """What the rule says of token `i`."""
    if not text.tokens.is_capital(i) or i in text.places or not text.may_be_place(i):
        return
    row = [*_row(text, i, -1), *_row(text, i, 1)]
    if row and _is_of_places(text, i, row):
        yield text.candidate(i, i, len(text.tokens.text[i]), "place", "row")


def _is_of_places(text: Things, i: int, row: list[int]) -> bool:
    """Whether a row is one of places: by those that are known, by the case that it ends in, or by what follows."""
    known, last = sum(k in text.places for k in row), max(row)
    if known >= _ROW or (last > i and text.tells_place(last, text.tokens.apostrophe_suffix(last))):
        return True
    return known > 0 and (text.is_near(last + 1) or all(text.is_inflected(k) for k in (i, *row)))


def _row(text: Things, i: int, step: int) -> Iterator[int]:
    """The names of one word that stand in a row with token `i` on one side, each behind a comma or an `and`."""
    at, words = i, text.lang.and_words - text.lang.with_words
    for _ in range(LONGEST):
        if step > 0 and text.is_inflected(at):
            at += 2
        at += step
        if not (text.tokens.at(at) == "," or text.reader.is_one_of(at, words)):
            return
        at += step
        if step < 0 and at >= 2 and text.is_inflected(at - 2):
            at -= 2
        if not (at in text.places or (at >= 0 and text.may_be_place(at))):
            return
        yield at


RULE = Rule("row", ("place",), at, __doc__)
