"""A known given name stands with a further name.

Finds `Mete Tunçay`, `Hamdi Namık (Gör)`, and given names before it that the list lacks. Leaves a given name alone
that stands without a further name, and what is named after somebody: `Ludwig-Maximilians-Universität`.
"""

from __future__ import annotations

from collections.abc import Iterator

from edition.annotate.model import Candidate
from edition.annotate.rules.persons import MOST_NAMES, Persons
from edition.annotate.rules.rule import Rule


def at(text: Persons, i: int) -> Iterator[Candidate]:
    """What the rule says of token `i`."""
    if not text.tokens.is_capital(i) or not text.is_given(i):
        return
    last = text.names_after(i)
    if text.names_something_else(last):
        return
    if last > i:
        first = i
        while _is_further(text, first - 1) and i - first < MOST_NAMES - 2:
            first -= 1
        yield text.person(text.with_titles(first), last, RULE.name)
    elif last == i and (text.bracket(i) or text.has_small_honorific(i)):
        yield text.person(text.with_titles(i), i, RULE.name)


def _is_further(text: Persons, i: int) -> bool:
    """Whether token `i` may be a given name that the list lacks: `Fatin` of `Fatin Rüştü Zorlu`."""
    return text.is_strange(i) and not text.tokens.opens_sentence(i) and not text.reader.ends_name(i)


RULE = Rule("given-name", ("person",), at, __doc__)
