"""The first word is the head of the names of bodies or events, and a small word leads to what names it.

Finds `Treaty of Kars`, `Traité de Versailles`, `Schlacht bei Leipzig`, `Universität Wien`. Leaves a head alone that no
name follows: `treaty of peace`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from edition.annotate.model import Candidate
from edition.annotate.rules.rule import Rule
from edition.annotate.rules.things import Things
from edition.annotate.tokens import APOSTROPHES

_SMALL: Final = 4  # so many small words and apostrophes at most
_NAMES: Final = 4


def at(text: Things, i: int) -> Iterator[Candidate]:
    """What the rule says of token `i`."""
    if not text.lang.of_words or not (kind := _kind(text, i)):
        return
    first = _behind_small(text, i + 1)
    if first == i + 1 and not _is_place(text, first):
        return
    last = first - 1
    while last - first + 1 < _NAMES and _names(text, last + 1):
        last += 1
    if last >= first:
        yield text.candidate(i, last, len(text.tokens.text[last]), kind, RULE.name)


def _kind(text: Things, i: int) -> str:
    """The kind of which token `i` is a head, as it is written."""
    lang, reader = text.lang, text.reader
    if text.tokens.is_capital(i):
        heads = (("org", lang.org_heads), ("event", lang.event_heads))
    else:
        heads = (("org", lang.org_heads_any_case), ("event", lang.event_heads_any_case))
    return next((kind for kind, words in heads if reader.is_one_of(i, words)), "")


def _behind_small(text: Things, i: int) -> int:
    """The token behind the small words, and the apostrophes that stand for a vowel of theirs."""
    at = i
    while at - i < _SMALL:
        mark = text.tokens.at(at)
        is_apostrophe = bool(mark) and mark in APOSTROPHES and at > i
        if not (is_apostrophe or (text.reader.is_one_of(at, text.lang.of_words) and not text.tokens.is_capital(at))):
            break
        at += 1
    return at


def _names(text: Things, i: int) -> bool:
    """Whether token `i` names what the head is of: a place, or a word with a capital that may be a name."""
    if not text.tokens.is_capital(i) or text.reader.is_one_of(i, text.lang.function_words):
        return False
    is_noun = text.lang.capital_nouns and not _is_place(text, i)
    return not (is_noun and not text.reader.is_name_part(i))


def _is_place(text: Things, i: int) -> bool:
    return i in text.places or (i < len(text.tokens) and bool(text.reader.stem_in(i, text.lang.places)))


RULE = Rule("head-first", ("org", "event"), at, __doc__)
