"""Quotations in running text: from an opening sign to the closing one of the same pair, in the same block."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from edition.intake.content import Markup

# what closes each opening sign: “…” „…“ „…” «…» »…« ”…”, as countries and typists have them
_CLOSING: Final = {"“": "”", "„": "“”", "«": "»", "»": "«", "”": "”"}
_SHORTEST: Final = 2


def find_quotations(text: str) -> list[Markup]:
    """The quotations with their signs; an unclosed one is none.

    >>> [(q.start, q.end) for q in find_quotations("He said “we came” and left.")]
    [(8, 17)]
    >>> [(q.start, q.end) for q in find_quotations("Sie sagten „wir kamen“ und »gingen«.")]
    [(11, 22), (27, 35)]
    """
    found = [Markup(a, b + 1, "q") for a, b in _pairs(text) if b is not None and b - a > _SHORTEST]
    return found or _straight(text)


def unpaired_signs(text: str) -> Iterator[tuple[int, bool]]:
    """Curved signs without their other half: where, and whether they open.

    >>> list(unpaired_signs("„a“ and “b” and “c")), list(unpaired_signs("a” b"))
    ([(16, True)], [(1, False)])
    """
    for start, end in _pairs(text):
        if end is None and text[start] in "“„”":
            yield start, text[start] != "”"


def _pairs(text: str) -> Iterator[tuple[int, int | None]]:
    """The outermost pairs, and the opening signs that nothing closes; in a quotation may stand another."""
    open_: list[int] = []
    for at, sign in enumerate(text):
        if open_ and sign in _CLOSING[text[open_[-1]]]:
            start = open_.pop()
            if not open_:
                yield start, at
        elif sign in _CLOSING and not (open_ and sign in "”»"):
            if len(open_) > 1:
                yield open_.pop(), None
            open_.append(at)
    yield from ((start, None) for start in open_)


def _straight(text: str) -> list[Markup]:
    """Straight signs are paired in order, where their number is even."""
    places = [at for at, sign in enumerate(text) if sign == '"']
    if len(places) % 2:
        return []
    return [Markup(a, b + 1, "q") for a, b in zip(places[::2], places[1::2], strict=True) if b - a > _SHORTEST]
