"""What a note's number looks like: at the head of a note (its label) and in the text (its call)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_RAISED: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SYMBOL: Final = re.compile(r"(\*{1,4}|[†‡§]{1,2})(?=\s?[^\W_])|(\*{1,4}|[†‡§]{1,2})(?=\s[\"“‘«(])")
_DIGITS: Final = re.compile(r"[0-9⁰¹²³⁴⁵⁶⁷⁸⁹]+")


@dataclass(frozen=True, slots=True)
class Label:
    """A note's number or sign at the head of a line, and how many characters it takes with what stands behind it."""

    sign: str
    length: int


def plain_digits(text: str) -> str:
    """Raised digits as plain ones.

    >>> plain_digits("¹²")
    '12'
    """
    return text.translate(_RAISED)


def label_with(text: str, number: int) -> Label | None:
    """The label at the head of a line, if it can be read as this number; a year may be glued to it.

    >>> label_with("171859’da doğdu", 17), label_with("17 Mayıs", 1)
    (Label(sign='17', length=2), None)
    """
    wanted = str(number)
    found = _DIGITS.match(text)
    if not found or not plain_digits(found.group()).startswith(wanted):
        return None
    rest = len(found.group()) - len(wanted)
    if rest and not (rest == 4 and found.group()[len(wanted)] in "12"):
        return None
    after = text[len(wanted) :]
    if not rest and re.match(r"[.,:/]\d|[-–]\d|\s*$", after):
        return None
    mark = re.match(r"[.)](?=\s)", after)
    return Label(wanted, len(wanted) + (1 if mark and not rest else 0))


def symbol_label(text: str) -> Label | None:
    """A star or dagger at the head of a line.

    >>> symbol_label("* Source: a letter")
    Label(sign='*', length=1)
    """
    found = _SYMBOL.match(text)
    return Label(found.group(), found.end()) if found else None


def call_pattern(sign: str) -> re.Pattern[str]:
    """Where a sign can be a call: glued to a letter or to closing punctuation, with no digit on either side.

    >>> bool(call_pattern("4").search("vardı4. Sonra")), bool(call_pattern("4").search("sayfa 4."))
    (True, False)
    """
    if sign.isdigit():
        raised = sign.translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
        return re.compile(rf"(?<=[^\W\d_]|[.,;:!?’'”\"»)\]*…]){sign}(?![\d])\*?|{raised}(?![⁰¹²³⁴⁵⁶⁷⁸⁹])")
    return re.compile(rf"(?<=\S)\d{{0,3}}{re.escape(sign)}(?!{re.escape(sign[0])})")
