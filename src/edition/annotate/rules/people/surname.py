"""A word has an ending that only surnames have.

Finds `Hatisyan`, `Akçuraoğlu`, with the names before it. Leaves an adjective before the head of a body's or event's
name alone: `Карсский договор`.
"""

from __future__ import annotations

from collections.abc import Iterator

from edition.annotate.model import Candidate
from edition.annotate.rules.persons import MOST_NAMES, Persons
from edition.annotate.rules.rule import Rule
from edition.languages import fold


def at(text: Persons, i: int) -> Iterator[Candidate]:
    """What the rule says of token `i`."""
    if not text.tokens.is_capital(i):
        return
    if not (length := text.ending(i)) or not text.part(i):
        return
    if text.lang.endings and i + 1 < len(text.tokens) and text.reader.is_head(i + 1):
        return  # Карсский договор
    first = i
    while text.part(first - 1) and not text.reader.ends_name(first - 1) and i - first < MOST_NAMES - 1:
        if text.tokens.opens_sentence(first - 1) and not text.reader.may_open(first - 1) and first < i:
            break
        first -= 1
    first = text.with_titles(first)
    if text.after_preposition(first):
        return  # в Ростов
    if first == i and text.tokens.opens_sentence(i) and fold(text.tokens.text[i]) in text.reader.common:
        return
    yield text.candidate(first, i, text.tokens.start[i] + length, "surname")


RULE = Rule("surname", ("person",), at, __doc__)
