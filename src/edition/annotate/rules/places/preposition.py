"""A preposition of place stands before the name.

Finds `Drenthe` in `he lived in Drenthe`, `Lyon` in `à Lyon`, `Gmunden` in `er fuhr nach Gmunden`. Leaves a given name
alone, a word that the text also writes small, and in a language whose nouns have capitals every word without a verb of
motion or stay near it: `aus Liebe`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from edition.annotate.model import Candidate
from edition.annotate.rules.rule import Rule
from edition.annotate.rules.things import Things
from edition.languages import fold

_SHORTEST: Final = 3
_CLAUSE: Final = 10  # so many words on either side a verb of motion or stay may stand


def at(text: Things, i: int) -> Iterator[Candidate]:
    """What the rule says of token `i`."""
    if not text.lang.place_prepositions or not _may_be_place(text, i):
        return
    if not text.reader.is_one_of(i - 1, text.lang.place_prepositions):
        return
    if not text.lang.capital_nouns or _moves(text, i):
        last = i + 1 if not text.lang.capital_nouns and _may_be_place(text, i + 1) else i
        yield text.candidate(i, last, len(text.tokens.text[last]), "place", RULE.name)


def _may_be_place(text: Things, i: int) -> bool:
    if not text.tokens.is_capital(i) or not text.may_be_place(i):
        return False
    word, lang = text.tokens.text[i], text.lang
    is_noun = fold(word) in text.reader.common or (bool(lang.noun_endings) and fold(word).endswith(lang.noun_endings))
    is_name = fold(word) in lang.titles or bool(text.reader.stem_in(i, lang.given_names))
    return len(word) >= _SHORTEST and not word.isupper() and not is_noun and not is_name


def _moves(text: Things, i: int) -> bool:
    """Whether a verb of motion or stay stands near."""
    around = text.tokens.text[max(0, i - _CLAUSE) : i + _CLAUSE]
    return any(fold(word).startswith(text.lang.motion_verbs) for word in around if word[0].islower())


RULE = Rule("preposition", ("place",), at, __doc__)
