"""A word such as `Nehri` or `köyü` stands behind the name; with a capital it belongs to the name.

Finds `Çoruh Nehri`, `Osmanlı Devleti`, and `Novhanı` in `Novhanı köyü`. Leaves a person’s name before such a word
alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from edition.annotate.model import Candidate
from edition.annotate.rules.rule import Rule
from edition.annotate.rules.things import Things
from edition.languages import fold


def at(text: Things, i: int) -> Iterator[Candidate]:
    """What the rule says of token `i`."""
    length = text.reader.stem_in(i, text.lang.place_heads)
    capital, last = text.tokens.is_capital(i), i - 1
    if not length or not _is_name(text, last, capital=capital):
        return
    first = last
    while _goes_on(text, first - 1, capital=capital):
        first -= 1
    last, end = (i, length) if capital else (last, len(text.tokens.text[last]))
    yield text.candidate(first, last, end, "place", "place-head")
    before = first - 2
    while not capital and text.reader.is_one_of(before + 1, text.lang.and_words) and text.may_be_place(before):
        yield text.candidate(before, before, len(text.tokens.text[before]), "place", "place-head")
        before -= 2


def _is_name(text: Things, i: int, *, capital: bool) -> bool:
    """Whether token `i` is a place's name before such a word."""
    if not text.tokens.is_capital(i) or text.reader.ends_name(i) or i in text.persons:
        return False
    if text.tokens.opens_sentence(i) and fold(text.tokens.text[i]) in text.reader.common:
        return False
    is_known = text.reader.is_one_of(i, text.lang.peoples) or text.reader.is_one_of(i, text.lang.places)
    return (capital and is_known) or text.reader.is_name_part(i)


def _goes_on(text: Things, i: int, *, capital: bool) -> bool:
    """Whether a place's name begins further to the left, at token `i` or before it."""
    if i < 0 or i in text.persons or not text.tokens.is_capital(i) or text.reader.ends_name(i):
        return False
    fits = text.reader.is_name_part(i) or (capital and text.reader.is_one_of(i, text.lang.peoples))
    return fits and (text.reader.may_open(i) or not text.tokens.opens_sentence(i))


RULE = Rule("place-head", ("place",), at, __doc__)
