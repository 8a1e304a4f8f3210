"""A word ends as names of streets do, and a house's number stands behind it.

Finds `Lindengasse 7`, `Rosenstr. 12`. Leaves `Sackgasse` without a number and numbers of years alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from edition.annotate.model import Candidate
from edition.annotate.rules.rule import Rule
from edition.annotate.rules.things import Things
from edition.languages import fold

_LEAST: Final = 3  # letters of the name before the ending
_MOST_FIGURES: Final = 3


def at(text: Things, i: int) -> Iterator[Candidate]:
    """What the rule says of token `i`."""
    tokens = text.tokens
    if not tokens.is_capital(i) or not _is_street(fold(tokens.text[i]), text.lang.street_endings):
        return
    number = i + 2 if tokens.at(i + 1) == "." else i + 1
    house = tokens.at(number)
    if house.isdigit() and len(house) <= _MOST_FIGURES:
        yield text.candidate(i, number, len(house), "place", "street")


def _is_street(word: str, endings: tuple[str, ...]) -> bool:
    return any(word.endswith(ending) and len(word) >= len(ending) + _LEAST for ending in endings)


RULE = Rule("street", ("place",), at, __doc__)
