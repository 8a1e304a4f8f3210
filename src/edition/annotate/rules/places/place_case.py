"""A name has an ending that only places take, or one of motion with a verb of motion close behind.

Finds `Novhanı` in `Novhanı’da`, `Yaş` in `Yaş’a ulaştı`. Leaves a given name alone: `Ali’de`.
"""

from __future__ import annotations

from collections.abc import Iterator

from edition.annotate.model import Candidate
from edition.annotate.rules.places.known_place import may_be_of_place
from edition.annotate.rules.rule import Rule
from edition.annotate.rules.things import Things
from edition.languages import fold


def at(text: Things, i: int) -> Iterator[Candidate]:
    """What the rule says of token `i`."""
    tokens, lang = text.tokens, text.lang
    if not tokens.is_capital(i) or not may_be_of_place(text, i) or text.reader.stem_in(i, lang.places):
        return
    case, word = tokens.apostrophe_suffix(i), tokens.text[i]
    if not text.tells_place(i, case) or not text.reader.is_name_part(i):
        return
    is_other = fold(word) in lang.given_names or fold(word) in text.reader.common or word.isupper()
    if not is_other and (case in lang.place_cases or not tokens.opens_sentence(i)):
        yield text.candidate(i, i, len(word), "place", RULE.name)


RULE = Rule("place-case", ("place",), at, __doc__)
