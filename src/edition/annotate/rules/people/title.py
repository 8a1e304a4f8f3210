"""A title stands before the name.

Finds `General Harbord`, `Dr. Adnan`, `Çar II. Nikola`. Leaves a title alone that a name stands before and none
behind, as in `Naciye Sultan geldi`.
"""

from __future__ import annotations

from collections.abc import Iterator

from edition.annotate.model import Candidate
from edition.annotate.rules.persons import Persons
from edition.annotate.rules.rule import Rule


def at(text: Persons, i: int) -> Iterator[Candidate]:
    """What the rule says of token `i`."""
    if not (text.tokens.is_capital(i) and text.reader.is_one_of(i, text.lang.titles)):
        return
    behind = i + 2 if text.tokens.at(i + 1) == "." else i + 1
    if text.reader.is_numeral(behind):  # Çar II. Nikola
        behind += 2
    last = text.names_after(behind)
    named = any(not text.reader.is_one_of(k, text.lang.titles) for k in range(behind, last + 1))
    behind_name = text.is_honorific(i) and text.part(i - 1)  # Naciye Sultan, not Sultan Abdülmecid
    if named and not behind_name:
        yield text.person(text.with_titles(i), last, "title")


RULE = Rule("title", ("person",), at, __doc__)
