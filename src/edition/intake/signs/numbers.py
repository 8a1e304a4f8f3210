"""What a note's number looks like: at the head of a note (its label) and in the text (its call)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

_RAISED: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SYMBOL: Final = re.compile(r"(\*{1,4}|[†‡§]{1,2})(?=\s?[^\W_])|(\*{1,4}|[†‡§]{1,2})(?=\s[\"“‘«(])")
_DIGITS: Final = re.compile(r"[0-9⁰¹²³⁴⁵⁶⁷⁸⁹]+")


# behind a year's full stop, but not in a decimal
_PLAIN: Final = re.compile(r"(?<!(?<!\d{3})\d[.,])(?<=[^\W\d_]|[.,;:!?’'”\"»)\]*…])([0-9]+)(?!\d)\*?")
_RAISED_RUN: Final = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_BRACKETED: Final = re.compile(r"\[(\d{1,3})\]|\((\d{1,3})\)")
_APART: Final = re.compile(r"(?<=[.!?,;:’'”\"»)\]…]) (\d{1,3})(?=\s|$)")
_CLOSING: Final = {"[": "]", "(": ")"}
_LONGEST: Final = 4
DATE_BEHIND: Final = re.compile(r"\s[^\W\d_]{3,}\s\d{4}|\s?[-–]\s?\d|[.:/]\d")


@dataclass(frozen=True, slots=True)
class NoteLabel:
    """A note's number or sign at the head of a line, and how many characters it takes with what stands around it.

    `bracket` is the kind that stands around the number or closes it, if any; its call has the same one, as a rule.
    """

    sign: str
    length: int
    bracket: str = ""

    @property
    def sure_calls(self) -> tuple[str, ...]:
        """The forms that its call can have in the text beyond much doubt."""
        if self.bracket:
            return f"{self.bracket}{self.sign}{_CLOSING[self.bracket]}", self.sign
        return (self.sign,)

    @property
    def calls(self) -> tuple[str, ...]:
        """All forms that its call can have, likeliest first."""
        if self.bracket or not self.sign.isdigit():
            return self.sure_calls
        return self.sign, f"({self.sign})", f" {self.sign}"


def plain_digits(text: str) -> str:
    """Raised digits as plain ones.

    >>> plain_digits("¹²")
    '12'
    """
    return text.translate(_RAISED)


def note_number(sign: str) -> str:
    """A note's number without what stands around it.

    >>> note_number("[12]"), note_number("⁴"), note_number("*")
    ('12', '4', '*')
    """
    return plain_digits(sign).strip("()[]. ") or sign


def may_be_label(text: str) -> bool:
    """Whether a line begins with a number or a note's sign at all."""
    return bool(_DIGITS.match(text) or _BRACKETED.match(text) or _SYMBOL.match(text))


def label_with(text: str, number: int) -> NoteLabel | None:
    """The label at the head of a line, if it can be read as this number; a year may be glued to it.

    A number alone on its line is one, too, as tools leave it where the label is raised.

    >>> label_with("171859’da doğdu", 17), label_with("17 Mayıs", 1)
    (NoteLabel(sign='17', length=2, bracket=''), None)
    >>> label_with("[3] A letter", 3)
    NoteLabel(sign='3', length=3, bracket='[')
    """
    wanted = str(number)
    bracketed = _BRACKETED.match(text)
    if bracketed:
        whole = bracketed.group(1) or bracketed.group(2)
        return NoteLabel(wanted, bracketed.end(), text[0]) if whole == wanted else None
    found = _DIGITS.match(text)
    if not found or not plain_digits(found.group()).startswith(wanted):
        return None
    rest = len(found.group()) - len(wanted)
    if rest and not (rest == 4 and found.group()[len(wanted)] in "12"):
        return None
    after = text[len(wanted) :]
    if not rest and re.match(r"[.,:/]\d|[-–]\d", after):
        return None
    mark = re.match(r"[.)](?=\s|$)", after)
    if not mark or rest:
        return NoteLabel(wanted, len(wanted))
    return NoteLabel(wanted, len(wanted) + 1, "(" if mark.group() == ")" else "")


def leading_numbers(text: str) -> list[int]:
    """The numbers that a line's first digits can be read as: all of them, or those before a year glued to them.

    >>> leading_numbers("171859’da doğdu"), leading_numbers("[3] A letter")
    ([17], [3])
    """
    found = _DIGITS.match(text) or _BRACKETED.match(text)
    digits = plain_digits(found.group().strip("[]()")) if found else ""
    return [int(part) for part in (digits, digits[:-4]) if part and len(part) <= _LONGEST - 1]


def symbol_label(text: str) -> NoteLabel | None:
    """A star or dagger at the head of a line.

    >>> symbol_label("* Source: a letter")
    NoteLabel(sign='*', length=1, bracket='')
    """
    found = _SYMBOL.match(text)
    return NoteLabel(found.group(), found.end()) if found else None


def _symbol_call(sign: str) -> re.Pattern[str]:
    return re.compile(rf"(?<=\S)\d{{0,3}}{re.escape(sign)}(?!{re.escape(sign[0])})")


@dataclass(frozen=True, slots=True)
class CallPlace:
    """A place that can be a call: the index of its line, and where in the line's text it stands."""

    line: int
    start: int
    end: int


class CallPlaces:
    """All places of a text that can be calls, by page and sign; found once, however many notes ask.

    A number can be a call where it is glued to a letter or to closing punctuation, with no digit on either side.

    >>> places = CallPlaces([(0, 0, "vardı4. Sonra"), (0, 1, "sayfa 4.")])
    >>> places.of(0, "4")
    [CallPlace(line=0, start=5, end=6)]
    """

    def __init__(self, texts: Iterable[tuple[int, int, str]]) -> None:
        """Take the lines as page, index and text."""
        self._lines: dict[int, list[tuple[int, str]]] = {}
        self._found: dict[tuple[int, str], list[CallPlace]] = {}
        for page, line, text in texts:
            self._lines.setdefault(page, []).append((line, text))
            for sign, start, end in _numbers(text):
                self._found.setdefault((page, sign), []).append(CallPlace(line, start, end))

    def of(self, page: int, sign: str) -> Sequence[CallPlace]:
        """The places on a page that can be calls of this sign, in the order of the text."""
        key = page, sign
        if key not in self._found and not any(c.isdigit() for c in sign):
            pattern = _symbol_call(sign)
            self._found[key] = [
                CallPlace(line, match.start(), match.end())
                for line, text in self._lines.get(page, ())
                for match in pattern.finditer(text)
            ]
        return self._found.get(key, ())


def _numbers(text: str) -> list[tuple[str, int, int]]:
    """The numbers that can be calls: glued, in brackets, or behind a stop and a blank (their sign has the bracket or
    the blank); of raised digits those behind the first ones, too, as a power may stand before.
    """
    found = [(match.group(1), match.start(), match.end()) for match in _PLAIN.finditer(text)]
    found += [(match.group(), match.start(), match.end()) for match in _BRACKETED.finditer(text, 1)]
    found += [(match.group(), match.start(1), match.end(1)) for match in _APART.finditer(text)]
    for match in _RAISED_RUN.finditer(text):
        digits = plain_digits(match.group())
        lengths = range(1, min(len(digits), _LONGEST) + 1)
        found += [(digits[-length:], match.end() - length, match.end()) for length in lengths]
    return sorted(found, key=lambda place: place[1])
