"""Dates told from the day on which a text was written: `heute`, `Montag`, `am 28.`, `d. M.`, `geçen yıl`, `25/12`.

Takes such an expression and the day; gives its value, or None where it says nothing without a year.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from edition.annotate.dates.calendars import nearest_feast
from edition.annotate.dates.forms import FoundDate, Point
from edition.registers import DateValue

_RELATIVE: Final = frozenset(("today", "weekday", "dayonly", "first", "ofmonth", "thisyear"))
_WEEK: Final = 7
_LATE: Final = 20  # so many days from the day of writing a day and month in figures may lie
_FARTHER: Final = 2  # a day on the less likely side lies so many times as far
_SURE: Final = "medium"


def is_relative(found: FoundDate) -> bool:
    """Whether a date says nothing without the day of writing."""
    return found.rule in _RELATIVE or (found.rule == "feast" and found.first.day is None)


def value_from(found: FoundDate, written: date) -> DateValue | None:
    """What the expression means in a text written on that day.

    >>> gestern = FoundDate(0, 7, "gestern", "today", Point(), on=-1)
    >>> value_from(gestern, date(1901, 1, 9)).when
    '1901-01-08'
    """
    if found.rule == "today":
        return _day(written + timedelta(days=found.on))
    if found.rule == "thisyear":
        return DateValue(when=f"{written.year + found.on:04}", cert=_SURE)
    if found.rule == "feast":
        day = nearest_feast(found.on, written, is_eastern=found.calendar == "eastern")
        return _day(day) if day else None
    if found.rule == "first":
        return _day(written) if found.first.day == written.day else None
    if found.rule == "ofmonth":
        return _of_month(found, written)
    if found.rule == "weekday" and found.first.day is None:
        return _of_week(found, written)
    return _of_day(found, written)


def nearest(point: Point, written: date) -> Point:
    """A day or month without a year in the year that brings it nearest to the day of writing.

    >>> nearest(Point(None, 1, 5), date(1899, 12, 28)).year
    1900
    """
    tries = [replace(point, year=written.year + step) for step in (0, 1, -1)]
    return min(tries, key=lambda p: abs((_middle(p) - written).days))


def is_near(point: Point, written: date, days: int = _LATE) -> bool:
    """Whether a day and month in figures lie so near to the day of writing that they are a date and no fraction."""
    near = nearest(point, written) if point.year is None else point
    return abs((_middle(near) - written).days) <= days


def _middle(point: Point) -> date:
    year, month = point.year or 1, point.month or 1
    last = calendar.monthrange(year, month)[1]
    return date(year, month, min(point.day or 15, last))


def _day(day: date) -> DateValue:
    return DateValue(when=day.isoformat(), cert=_SURE)


def _of_week(found: FoundDate, written: date) -> DateValue:
    """The day of the week: the next or the last one where a word tells it; else the next, or the day itself."""
    ahead = ((found.weekday or 0) - written.weekday()) % _WEEK
    if found.on < 0:
        return _day(written + timedelta(days=ahead - _WEEK))
    if found.on > 0:
        return _day(written + timedelta(days=ahead or _WEEK))
    return replace(_day(written + timedelta(days=ahead)), cert="low")


def _of_month(found: FoundDate, written: date) -> DateValue | None:
    months = written.year * 12 + written.month - 1 + found.on
    year, month = divmod(months, 12)
    day = found.first.day
    if day is None:
        return DateValue(when=f"{year:04}-{month + 1:02}", cert=_SURE)
    return _day(date(year, month + 1, day)) if day <= calendar.monthrange(year, month + 1)[1] else None


def _of_day(found: FoundDate, written: date) -> DateValue | None:
    """The day of a month nearest to the day of writing, of the weekday that is told with it."""
    days = list(_days_around(found.first.day or 0, written))
    fitting = [d for d in days if found.weekday is None or d.weekday() == found.weekday]
    best = min(fitting or days, key=lambda d: _away(d, written, is_over=found.on < 0), default=None)
    return _day(best) if best else None


def _away(day: date, written: date, *, is_over: bool) -> int:
    """How far a day lies from the day of writing: one tells of days to come, unless the words say otherwise."""
    days = (day - written).days
    ahead, behind = (_FARTHER, 1) if is_over else (1, _FARTHER)
    return days * ahead if days > 0 else -days * behind


def _days_around(day: int, written: date) -> Iterator[date]:
    for step in (-1, 0, 1):
        year, month = divmod(written.year * 12 + written.month - 1 + step, 12)
        if 1 <= day <= calendar.monthrange(year, month + 1)[1]:
            yield date(year, month + 1, day)
