"""What is said of places only stands behind the name.

Finds `Silistre` in `Silistre yakınlarında`. Leaves a person’s name before such a word alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from edition.annotate.model import Candidate
from edition.annotate.rules.rule import Rule
from edition.annotate.rules.things import Things


def at(text: Things, i: int) -> Iterator[Candidate]:
    """What the rule says of token `i`."""
    if text.tokens.is_capital(i) or not text.reader.stem_in(i, text.lang.near_places):
        return
    if text.reader.stem_in(i, text.lang.place_heads):
        return
    last = i - 1
    if text.may_be_place(last) and not text.reader.ends_name(last) and not text.tokens.opens_sentence(last):
        yield text.candidate(last, last, len(text.tokens.text[last]), "place", "near")


RULE = Rule("near", ("place",), at, __doc__)
