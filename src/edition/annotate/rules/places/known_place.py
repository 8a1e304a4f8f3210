"""A place that the language’s file knows.

Finds `Ankara`, and places of two words: `New York`. Leaves a word alone that is also something else in the language,
unless its ending is one of places.
"""

from __future__ import annotations

from collections.abc import Iterator

from edition.annotate.model import Candidate
from edition.annotate.names.words import longest_form, names_language
from edition.annotate.rules.rule import Rule
from edition.annotate.rules.things import Things
from edition.languages import fold


def at(text: Things, i: int) -> Iterator[Candidate]:
    """What the rule says of token `i`."""
    lang, tokens = text.lang, text.tokens
    if not tokens.is_capital(i) or not may_be_of_place(text, i):
        return
    folded = fold(tokens.text[i])
    if tokens.is_capital(i + 1) and f"{folded} {fold(tokens.text[i + 1])}" in lang.places:
        yield text.candidate(i, i + 1, len(tokens.text[i + 1]), "place", RULE.name)
        return
    if folded in lang.peoples or _names_people(text, i):
        return
    if length := text.reader.stem_in(i, lang.places):
        doubtful = folded in lang.function_words or folded in lang.given_names or folded in text.reader.common
        if not doubtful or tokens.apostrophe_suffix(i) in lang.place_cases:
            yield text.candidate(i, i, length, "place", RULE.name)


def may_be_of_place(text: Things, i: int) -> bool:
    """Whether token `i` is neither the name of a ship nor that of a language."""
    return not (text.reader.is_ship(i + 1) or names_language(text.tokens.text[i], text.lang))


def _names_people(text: Things, i: int) -> bool:
    """Whether an inflected word is rather a people than their land: `Alexandrinis` is not of Alexandria."""
    word, lang = text.tokens.text[i], text.lang
    people = longest_form(word, lang, lang.peoples) if lang.inflected_lists else 0
    return people > longest_form(word, lang, lang.places)


RULE = Rule("known-place", ("place",), at, __doc__)
