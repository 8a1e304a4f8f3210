"""Quotations in running text: from an opening sign to the closing one of the same pair, in the same block."""

from __future__ import annotations

from typing import Final

from edition.intake.content import Markup

_PAIRS: Final = {"“": "”", "„": "“", "«": "»"}
_SHORTEST: Final = 2


def find_quotations(text: str) -> list[Markup]:
    """The quotations with their signs; an unclosed one is none.

    >>> [text for text in [(q.start, q.end) for q in find_quotations("He said “we came” and left.")]]
    [(8, 17)]
    """
    found: list[Markup] = []
    open_: list[tuple[int, str]] = []
    for at, sign in enumerate(text):
        if open_ and sign == open_[-1][1]:
            start, _ = open_.pop()
            if not open_ and at - start > _SHORTEST:
                found.append(Markup(start, at + 1, "q"))
        elif sign in _PAIRS:
            open_ = open_[:1] if len(open_) > 1 else open_
            open_.append((at, _PAIRS[sign]))
    if open_:
        found += _straight(text) if not found else []
    return found or _straight(text)


def _straight(text: str) -> list[Markup]:
    """Straight signs are paired in order, where their number is even."""
    places = [at for at, sign in enumerate(text) if sign == '"']
    if len(places) % 2:
        return []
    return [Markup(a, b + 1, "q") for a, b in zip(places[::2], places[1::2], strict=True) if b - a > _SHORTEST]
