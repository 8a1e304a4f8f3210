"""A word such as `gazetesi` stands behind the name of a newspaper, outside the tag.

Finds `Cumhuriyet` in `Cumhuriyet gazetesi`. Leaves the name of a people alone: `Türk gazetesi`.
"""

from __future__ import annotations

from collections.abc import Iterator

from edition.annotate.model import Candidate
from edition.annotate.rules.rule import Rule
from edition.annotate.rules.things import Things


def at(text: Things, i: int) -> Iterator[Candidate]:
    """What the rule says of token `i`."""
    if text.tokens.is_capital(i) or not text.reader.stem_in(i, text.lang.press_heads):
        return
    last = text.before_quotes(i)
    is_name = text.tokens.is_capital(last) and last not in text.persons and not text.reader.ends_name(last)
    first = min(last, text.reach_left(last + 1)) if is_name else last + 1
    quoted = last < i - 1
    plain = all(text.reader.is_people(k) or k in text.places for k in range(first, last + 1))
    if first <= last and (quoted or not plain):
        yield text.candidate(first, last, len(text.tokens.text[last]), "org", "press")


RULE = Rule("press", ("org",), at, __doc__)
