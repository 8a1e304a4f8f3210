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
    length = text.ending(i) if text.tokens.is_capital(i) and text.part(i) else 0
    if not length or _is_adjective(text, i):
        return
    first = text.with_titles(_first_name(text, i))
    if text.after_preposition(first):
        return  # в Ростов
    if first == i and text.tokens.opens_sentence(i) and fold(text.tokens.text[i]) in text.reader.common:
        return
    yield text.candidate(first, i, text.tokens.start[i] + length, "surname")


def _is_adjective(text: Persons, i: int) -> bool:
    """Whether the head of another name follows: `Карсский договор`."""
    return bool(text.lang.endings) and i + 1 < len(text.tokens) and text.reader.is_head(i + 1)


def _first_name(text: Persons, i: int) -> int:
    """Where the names before a surname begin."""
    first = i
    while text.part(first - 1) and not text.reader.ends_name(first - 1) and i - first < MOST_NAMES - 1:
        if first < i and text.opens_with_word(first - 1):
            break
        first -= 1
    return first


RULE = Rule("surname", ("person",), at, __doc__)
