"""A name stands in a row of persons that an honorific ends.

Finds `Talât` and `Enver` in `Talât, Enver ve Cemal Paşa`, and every name in `Osman ve Seyfi beyler`. Leaves a row
alone that no honorific ends.
"""

from __future__ import annotations

from collections.abc import Iterator

from edition.annotate.model import Candidate
from edition.annotate.rules.persons import Persons
from edition.annotate.rules.rule import Rule


def at(text: Persons, i: int) -> Iterator[Candidate]:
    """What the rule says of token `i`."""
    if not text.tokens.is_capital(i):
        return
    if text.is_given(i):
        alone = text.names_after(i) == i and not text.bracket(i)
        is_found = alone and (text.before_plural(i) or text.in_company(i))
    else:
        is_found = text.part(i) and (text.before_plural(i) or text.in_company(i, plural=True))
    if is_found:
        yield text.person(i, i, RULE.name)


RULE = Rule("company", ("person",), at, __doc__)
