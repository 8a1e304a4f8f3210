"""Parts of time: seasons, and early, middle and late of a month, a year, a decade or a century.

Takes a date with its part, gives the days between which it lies.
"""

from __future__ import annotations

import calendar
from datetime import date
from typing import Final

from edition.annotate.dates.forms import FoundDate, Point
from edition.registers import DateValue

# what a part of a century, a decade (in years) and a year (in months) spans
_PARTS: Final = ("early", "middle", "late", "first-half", "second-half", "first-quarter", "last-quarter")
_OF_CENTURY: Final = dict(zip(_PARTS, ((0, 9), (40, 59), (90, 99), (0, 49), (50, 99), (0, 24), (75, 99)), strict=True))
_OF_DECADE: Final = dict(zip(_PARTS, ((0, 3), (3, 6), (6, 9), (0, 4), (5, 9), (0, 3), (6, 9)), strict=True))
_OF_YEAR: Final = dict(zip(_PARTS, ((1, 3), (5, 8), (10, 12), (1, 6), (7, 12), (1, 3), (10, 12)), strict=True))


def season(point: Point) -> DateValue:
    """The three months of a season that begins in a month."""
    year, month = point.year or 0, point.month or 1
    last_year, last = (year + 1, 2) if month == 12 else (year, month + 2)
    return _between(date(year, month, 1), _month_end(last_year, last))


def part_of(found: FoundDate) -> DateValue:
    """Early, middle and late: thirds of a month, three months at the ends of a year and the four in its middle."""
    first, last = found.first, found.last
    year = first.year or 0
    if found.rule == "century" and last is not None:
        begin, end = _OF_CENTURY[found.part]
        return DateValue(not_before=f"{year + begin:04}", not_after=f"{year + end:04}")
    if found.rule == "decade":
        begin, end = _OF_DECADE[found.part]
        return DateValue(not_before=f"{year + begin:04}", not_after=f"{year + end:04}")
    if first.month is not None:
        end_day = _month_end(year, first.month).day
        begin, end = _days_of_month(found.part, end_day)
        return _between(date(year, first.month, begin), date(year, first.month, end))
    begin, end = _OF_YEAR[found.part]
    return _between(date(year, begin, 1), _month_end(year, end))


def _days_of_month(part: str, last: int) -> tuple[int, int]:
    days = ((1, 10), (11, 20), (21, last), (1, 15), (16, last), (1, 7), (last - 6, last))
    return days[_PARTS.index(part)]


def _between(first: date, last: date) -> DateValue:
    return DateValue(not_before=first.isoformat(), not_after=last.isoformat())


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
