"""Accents that a font sets as signs of their own, before or over their letters.

Takes a letter and such a sign, gives the letter with its accent; counts of characters with letters and accents apart.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping
from typing import Final

ACCENTS: Final = {
    "`": "\u0300", "´": "\u0301", "ˆ": "\u0302", "^": "\u0302", "˜": "\u0303", "~": "\u0303", "¯": "\u0304",
    "˘": "\u0306", "˙": "\u0307", "¨": "\u0308", "˚": "\u030a", "˝": "\u030b", "ˇ": "\u030c", "¸": "\u0327",
    "˛": "\u0328",
}  # fmt: skip
_DOTLESS: Final = {"ı": "i", "ȷ": "j"}
_DOTTED: Final = {letter: dotless for dotless, letter in _DOTLESS.items()}


def accented(letter: str, accent: str) -> str:
    """The letter with the accent, or nothing where no language has it; under an accent i and j have no dots.

    >>> accented("o", "´"), accented("ı", "´"), accented("I", "˙"), accented("i", "´"), accented("q", "´")
    ('ó', 'í', 'İ', '', '')
    """
    made = unicodedata.normalize("NFC", _DOTLESS.get(letter, letter) + ACCENTS[accent])
    return made if len(made) == 1 and letter not in _DOTTED else ""


def taken_apart(counts: Mapping[str, int]) -> Counter[str]:
    """The counts with the letters and accents of each character apart.

    >>> sorted(taken_apart({"í": 2}).items()) == sorted(taken_apart({"ı": 2, "´": 2}).items())
    True
    """
    found: Counter[str] = Counter()
    for sign, count in counts.items():
        apart = unicodedata.normalize("NFD", ACCENTS.get(sign, sign))
        letter, accents = apart[0], apart[1:]
        found[_DOTTED.get(letter, letter) if accents else letter] += count
        for accent in accents:
            found[accent] += count
    return found
