"""A word such as `adlı` introduces the name, and the noun behind it tells the kind.

Finds `Mahmudov` in `Mahmudov adlı bir temsilci`, `Yeni Dünya` in `Yeni Dünya adlı gazete`. Leaves a name alone that
no such noun follows.
"""

from __future__ import annotations

from collections.abc import Iterator

from edition.annotate.model import Candidate
from edition.annotate.names.words import forms_of_word
from edition.annotate.rules.rule import Rule
from edition.annotate.rules.things import LONGEST, QUOTES, Things


def at(text: Things, i: int) -> Iterator[Candidate]:
    """What the rule says of token `i`."""
    if not text.reader.is_one_of(i, text.lang.naming):
        return
    last = i - 1
    while text.tokens.at(last) and text.tokens.at(last) in QUOTES:
        last -= 1
    first = last + 1
    while last - first < LONGEST - 2 and text.tokens.is_capital(first - 1) and not text.reader.ends_name(first - 1):
        if first <= last and text.tokens.opens_sentence(first - 1) and not text.reader.may_open(first - 1):
            break
        first -= 1
    if first > last:
        return
    following = {
        f for k in range(i + 1, min(i + 5, len(text.tokens))) for f in forms_of_word(text.tokens.text[k], text.lang)
    }
    lang = text.lang
    for kind, nouns in (
        ("person", lang.named_persons),
        ("place", lang.named_places),
        ("org", lang.named_orgs),
    ):
        if following & nouns:
            yield text.candidate(first, last, len(text.tokens.text[last]), kind, "naming")
            return


RULE = Rule("naming", ("person", "place", "org"), at, __doc__)
