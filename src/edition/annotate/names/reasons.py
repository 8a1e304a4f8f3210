"""What speaks for a candidate and against it: names with values, which each face tells in its own words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

ENGLISH: Final = {
    "form": "form: {type}",
    "named": "named beyond doubt {n} times in the article",
    "correspondent": "wrote or received the letter",
    "near": "named close by",
    "kin": "related to {keys} in the same text",
    "source": "the register names this article as a source",
    "day": "its day, {day}, is told in the same text",
    "alias": "the text tells that the name is false",
    "born": "born in {year}, too late for {then}",
    "died": "died in {year}, long before {then}",
    "happened": "was in {year}, after {then}",
    "learned": "learned from earlier links",
    "office": "called {words}, as in the register",
    "sex": "called {word}, which the register’s entry is not",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason.

    >>> str(Reason("born", (("year", "1893"), ("then", "1900"))))
    'born in 1893, too late for 1900'
    """

    name: str
    values: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        """The reason in English."""
        return ENGLISH[self.name].format_map(dict(self.values))
