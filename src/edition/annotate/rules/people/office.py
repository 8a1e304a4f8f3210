"""An office or kinship stands before the name, outside the tag.

Finds `Upmal` in `Sovyet temsilcisi Upmal`. Leaves a name alone whose ending tells where, as in `temsilcisi Kars’ta`.
"""

from __future__ import annotations

from collections.abc import Iterator

from edition.annotate.model import Candidate
from edition.annotate.rules.persons import Persons
from edition.annotate.rules.rule import Rule


def at(text: Persons, i: int) -> Iterator[Candidate]:
    """What the rule says of token `i`."""
    reader, lang = text.reader, text.lang
    if text.tokens.is_capital(i):
        is_office = reader.is_one_of(i, lang.offices) or reader.stem_in(i, lang.offices) == len(text.tokens.text[i])
    else:
        is_office = reader.is_one_of(i, lang.offices)
    if is_office:
        yield from text.after(i + 1, RULE.name)


RULE = Rule("office", ("person",), at, __doc__)
