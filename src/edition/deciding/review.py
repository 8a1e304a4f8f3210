"""The order in which an editor reviews mentions: the most uncertain first, or as the text has them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from edition.facts import Mention

RANKS: Final = {"unknown": 0, "low": 1, "medium": 2, "high": 3, "": 3}
_DONE: Final = 9
_SETTLED: Final = (
    "",
    "high",
    "unknown",
)  # what an editor says of a name: nothing, that it is sure, or that nobody knows


def rank(mention: Mention) -> int:
    """How urgent: names that no register has, several candidates, likely ones, sure ones of the machine, the rest."""
    by_machine = "edition-annotate" in mention.resp.replace("#", " ").split()
    return _DONE if mention.cert in _SETTLED and not by_machine else RANKS.get(mention.cert, 2)


def is_open(mention: Mention) -> bool:
    """Whether it waits for an editor."""
    return rank(mention) != _DONE


def review_order(mentions: Iterable[tuple[str, Mention]], *, by_text: bool = False) -> list[tuple[str, Mention]]:
    """Mentions with their articles' ids in the order of review; those that wait for nobody stand at the end."""
    found = list(mentions)
    return found if by_text else sorted(found, key=lambda pair: rank(pair[1]))
