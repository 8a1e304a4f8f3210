"""What is said of persons only stands behind the name.

Finds `Nehru` in `Nehru’nun mektubu`, `Eisenhower` in `Eisenhower’la buluştu`. Leaves a name alone whose ending does
not fit what follows.
"""

from __future__ import annotations

from collections.abc import Iterator

from edition.annotate.model import Candidate
from edition.annotate.names.words import stem_length
from edition.annotate.rules.persons import Persons
from edition.annotate.rules.rule import Rule
from edition.languages import fold


def at(text: Persons, i: int) -> Iterator[Candidate]:
    """What the rule says of token `i`."""
    if not text.tokens.is_capital(i):
        return
    case = text.tokens.apostrophe_suffix(i)
    if not case or not text.is_strange(i) or (text.part(i - 1) and not text.tokens.opens_sentence(i - 1)):
        return
    following = text.tokens.text[i + 3 : i + 6]
    owns = case in text.lang.genitive_cases and any(
        stem_length(w, text.lang, text.lang.person_nouns) for w in following[:2]
    )
    meets = case in text.lang.with_cases and any(fold(w).startswith(text.lang.meeting_verbs) for w in following)
    if owns or meets:
        yield text.person(i, i, "person-noun")


RULE = Rule("person-noun", ("person",), at, __doc__)
