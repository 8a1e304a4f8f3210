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
    if not text.tokens.is_capital(i):
        return
    if i in text.places or not text.may_be_place(i):
        return
    row = [*_row(text, i, -1), *_row(text, i, 1)]
    told = [k for k in row if k in text.places]
    by_case = bool(row) and max(row) > i and text.tells_place(max(row), text.tokens.apostrophe_suffix(max(row)))
    by_case = by_case or (bool(told) and bool(row) and text.is_near(max(row) + 1))
    alike = bool(told) and text.is_inflected(i) and all(text.is_inflected(k) for k in row)
    if len(told) >= _ROW or by_case or alike:
        yield text.candidate(i, i, len(text.tokens.text[i]), "place", "row")


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
