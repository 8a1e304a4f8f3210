"""A Roman numeral stands before a given name.

Finds `II. Katerina`, `III. Selim`. Leaves `II. Ordu` alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from edition.annotate.model import Candidate
from edition.annotate.rules.persons import Persons
from edition.annotate.rules.rule import Rule
from edition.languages import fold


def at(text: Persons, i: int) -> Iterator[Candidate]:
    """What the rule says of token `i`."""
    word = text.tokens.text[i]
    if not (word.isupper() and word.isalpha() and text.reader.is_numeral(i)):
        return
    if fold(text.tokens.at(i + 2)) in text.lang.given_names and text.part(i + 2):
        yield text.person(text.with_titles(i), i + 2, "ruler")


RULE = Rule("ruler", ("person",), at, __doc__)
