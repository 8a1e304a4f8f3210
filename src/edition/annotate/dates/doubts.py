"""What speaks against a date: more of it stands before and was not understood, its day of the week is another.

Takes a date with its value, gives how sure the value can be called.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Final

from edition.annotate.dates.forms import FoundDate
from edition.registers import DateValue

_EXPRESSION: Final = 40
# what stands before the year of a date: a day and a word, or a word and a day
_HALF: Final = re.compile(
    r"(?<![\d_.,/:])(?:\d{1,2}\.?(?:\s?[^\W\d]{1,3})?\s*(?:[^\W\d]{1,3}\s+)?[^\W\d]{2,12}\.?,?\s+(?:[^\W\d]{1,3}\s+)?"
    r"|[^\W\d]{3,12}(?:\.[^\W\d]{1,2})?\s*\.?,?\s*\d{1,2}\.?(?:\s?[^\W\d]{1,3})?[.,]*\s+"
    r"|\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]?\s?"
    r"|(?:\d{1,2}|[ivx]{2,6})\.?\s+(?:[^\W\d]{1,3}['’\s]\s?)?\d{0,2}[^\W\d]{2,12}\.?,?\s+"
    r"|\d{1,2}[\s.]*[*…_\[][*…_\].\s]*(?:[^\W\d]{1,3}\s+)?)\Z"  # what is lost between day and year
)
_ONLY_DAY: Final = re.compile(
    r"(?<![\w.,/:])(?:\d{1,2}\.?(?:\s?[^\W\d]{1,3})?[.,]*\s*|[ivx]{2,6}\.?\s+)(?:[^\W\d]{1,3}['’\s]\s?)?\Z"
)
_ROMAN_OR_LOST: Final = re.compile(r"(?<!\w)[ivx]{2,6}(?!\w)|[*…_\[]")
_NAME_STEM: Final = 3  # so many letters of a month or a day of the week tell it: Octr, Tuesd.
_ORDINAL: Final = re.compile(r"\d\s?[^\W\d]{1,2}(?![^\W\d])")
_WORD: Final = re.compile(r"[^\W\d_]+")
_WORD_BEFORE: Final = re.compile(r"(?<!\w)([^\W\d_]{3,12})(\.?),?\s{1,2}\Z")


def half_before(rule: str, folded: str, start: int) -> str:
    """What stands before a year, or a month and a year, as day and month do, and was not understood.

    >>> half_before("year", "am 13. nebelung 1897", 16), half_before("year", "im jahre 1897", 9)
    ('13. nebelung ', '')
    """
    if rule not in ("year", "months"):
        return ""
    form = _HALF if rule == "year" else _ONLY_DAY
    match = form.search(folded[max(0, start - _EXPRESSION) : start].rstrip("(["))
    return match.group() if match else ""


def month_before(folded: str, start: int, months: Iterable[str]) -> bool:
    """Whether a month of another language, or its beginning with a point, stands before a year.

    >>> month_before("juill. 1805", 7, ["juillet"]), month_before("im jahr 1805", 8, ["juillet"])
    (True, False)
    """
    match = _WORD_BEFORE.search(folded[max(0, start - _EXPRESSION) : start])
    if match is None:
        return False
    word, is_cut = match[1], bool(match[2])
    return any(word == month or (is_cut and month.startswith(word)) for month in months)


def tells_more(half: str, names: frozenset[str]) -> bool:
    """Whether what was not understood is of the date: it has a point, an ordinal's ending, or a name's beginning.

    >>> tells_more("octobris 30 ", stems(["october"])), tells_more("30 mann ", stems(["october"]))
    (True, False)
    """
    if "." in half or _ORDINAL.search(half) or _ROMAN_OR_LOST.search(half):
        return True
    return any(word[:_NAME_STEM] in names for word in _WORD.findall(half) if len(word) >= _NAME_STEM)


def stems(names: Iterable[str]) -> frozenset[str]:
    """How names of months and of the days of the week begin."""
    return frozenset(name[:_NAME_STEM] for name in names)


def doubted(found: FoundDate, value: DateValue) -> DateValue:
    """The value with what speaks against it; one that is doubted already stays so."""
    cert = _doubt(found, value)
    return replace(value, cert=cert) if cert and not value.cert else value


def _doubt(found: FoundDate, value: DateValue) -> str | None:
    if found.is_half or (value.from_ and value.to and value.from_ > value.to):
        return "low"
    day = _day_of(value)
    if day is None or found.access:
        return None
    is_other = found.weekday is not None and day.weekday() != found.weekday and not found.calendar
    is_open = found.is_either and "/" in found.text
    return "medium" if is_other or is_open else None


def _day_of(value: DateValue) -> date | None:
    try:
        return date.fromisoformat(value.when or "")
    except ValueError:
        return None


def contradicted(value: DateValue, written: date) -> DateValue:
    """The value where a text tells the day on which it was written, and its header tells another one: one is wrong.

    >>> contradicted(DateValue(when="1928-12-19"), date(1928, 12, 6)).cert
    'medium'
    """
    day = _day_of(value)
    return value if value.cert or day is None or day == written else replace(value, cert="medium")
