"""A word such as `adlı` introduces the name, and the noun behind it tells the kind.

Finds `Mahmudov` in `Mahmudov adlı bir temsilci`, `Yeni Dünya` in `Yeni Dünya adlı gazete`. Leaves a name alone that
no such noun follows.
"""

from __future__ import annotations

from collections.abc import Iterator

from edition.annotate.model import Candidate
from edition.annotate.names.words import forms_of_word
from edition.annotate.rules.rule import Rule
from edition.annotate.rules.things import LONGEST, Things


def at(text: Things, i: int) -> Iterator[Candidate]:
    """What the rule says of token `i`."""
    if not text.reader.is_one_of(i, text.lang.naming):
        return
    last = text.before_quotes(i)
    first = _first_word(text, last)
    kind = _kind_told(text, i)
    if first <= last and kind:
        yield text.candidate(first, last, len(text.tokens.text[last]), kind, "naming")


def _first_word(text: Things, last: int) -> int:
    """Where the name that ends with token `last` begins; behind it where there is none."""
    first = last + 1
    while last - first < LONGEST - 2 and text.tokens.is_capital(first - 1) and not text.reader.ends_name(first - 1):
        if first <= last and text.tokens.opens_sentence(first - 1) and not text.reader.may_open(first - 1):
            break
        first -= 1
    return first


def _kind_told(text: Things, i: int) -> str | None:
    """The kind that one of the words behind token `i` tells."""
    lang, words = text.lang, text.tokens.text[i + 1 : i + 5]
    following = {form for word in words for form in forms_of_word(word, lang)}
    kinds: dict[str, frozenset[str]] = {
        "person": lang.named_persons,
        "place": lang.named_places,
        "org": lang.named_orgs,
    }
    return next((kind for kind, nouns in kinds.items() if following & nouns), None)


RULE = Rule("naming", ("person", "place", "org"), at, __doc__)
