"""The numbers that pages bear: digits, or the Roman numbers of a front matter."""

from __future__ import annotations

import itertools
from typing import Final

_ROMAN_SIGNS: Final = (
    (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_ROMAN: Final = {sign: value for value, sign in _ROMAN_SIGNS if len(sign) == 1}


def page_number(sign: str) -> int | None:
    """What a page number says, in digits or in Roman ones.

    >>> page_number("xiv"), page_number("212"), page_number("civil")
    (14, 212, None)
    """
    if sign.isdecimal():
        return int(sign)
    values = [_ROMAN.get(letter, 0) for letter in sign.lower()]
    number = sum(-a if a < b else a for a, b in itertools.pairwise([*values, 0]))
    return number if number > 0 and _as_roman(number) == sign.lower() else None


def _as_roman(number: int) -> str:
    found = ""
    for value, sign in _ROMAN_SIGNS:
        while number >= value:
            found, number = found + sign, number - value
    return found
