"""Initials stand before a name.

Finds `K. Radek`, `M. Emin Resulzade`. Leaves a numeral and an abbreviation alone: `I. Dünya Savaşı`, `z. B.`
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from edition.annotate.model import Candidate
from edition.annotate.rules.persons import Persons
from edition.annotate.rules.rule import Rule

_MOST: Final = 8  # more of them are a list


def at(text: Persons, i: int) -> Iterator[Candidate]:
    """What the rule says of token `i`."""
    if not (text.tokens.is_capital(i) and text.reader.is_initial(i)):
        return
    behind = i
    while text.reader.is_initial(behind) and behind < i + 2 * _MOST:
        behind += 2
    last = text.names_after(behind)
    if last < behind or (text.tokens.text[i] in "IVX" and not text.is_known_name(behind)):
        return
    yield text.person(i, last, "initials")


RULE = Rule("initials", ("person",), at, __doc__)
