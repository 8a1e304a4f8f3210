"""A body has a number.

Finds `XV. Kolordu`, `9. Kafkas Tümeni`, `Birinci Ordu`. Leaves the word for such a body alone where it has no number.
"""

from __future__ import annotations

from collections.abc import Iterator

from edition.annotate.model import Candidate
from edition.annotate.rules.rule import Rule
from edition.annotate.rules.things import Things


def at(text: Things, i: int) -> Iterator[Candidate]:
    """What the rule says of token `i`."""
    length = text.reader.stem_in(i, text.lang.numbered_org_heads) if text.tokens.is_capital(i) else 0
    if not length:
        return
    before = i - 1
    while text.tokens.is_capital(before) and before > i - 3 and not text.reader.is_numeral(before):
        before -= 1
    if text.tokens.is_capital(i - 1) and text.reader.is_one_of(i - 1, text.lang.event_first):
        yield text.candidate(i - 1, i, length, "org", "number")
    elif text.tokens.at(before) == "." and text.reader.is_numeral(before - 1):
        yield text.candidate(before - 1, i, length, "org", "number")


RULE = Rule("number", ("org",), at, __doc__)
