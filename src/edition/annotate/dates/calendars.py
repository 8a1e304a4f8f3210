"""Days of other calendars as Gregorian days: Old Style, the Ottoman fiscal year, Islamic, French Republican; Easter.

The fiscal (Rumi) calendar has Julian days and begins its year on 1 March. The law of February 1917 made its days those
of the Gregorian calendar: 15 Şubat 1332 (28 February 1917) was followed by 1 Mart 1333 (1 March 1917). 1333 ended with
December, and from 1334 the year begins on 1 January. The calendar was given up at the end of 1925 (1341).
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

FIRST_RUMI: Final = 1256
LAST_RUMI: Final = 1341
RUMI_REFORM: Final = 1333
_MARCH: Final = 3
_JULIAN: Final = 1_722_949  # what the sums below count before 1 January of the year 1
_HIJRA: Final = 227_014  # the day before the Islamic calendar begins, 16 July 622 in the Julian one
_REPUBLIC: Final = date(1792, 9, 22)
_LONG_YEARS: Final = (3, 7, 11)  # of the Republic, as they were; Romme's rule goes on from the year 16
_ROMME: Final = 16
_GREGORIAN: Final = 1583  # the first whole year of the calendar
_NO_YEAR: Final = 1000  # nobody counts so far in this calendar


def rumi_to_gregorian(year: int, month: int, day: int) -> date | None:
    """A Rumi day as a Gregorian one; None for a day that the calendar did not have.

    >>> rumi_to_gregorian(1336, 4, 27), rumi_to_gregorian(1332, 2, 15), rumi_to_gregorian(1333, 3, 1)
    (datetime.date(1920, 4, 27), datetime.date(1917, 2, 28), datetime.date(1917, 3, 1))
    >>> rumi_to_gregorian(1325, 3, 31)  # the 31 March affair
    datetime.date(1909, 4, 13)
    """
    if not FIRST_RUMI <= year <= LAST_RUMI:
        return None
    if year >= RUMI_REFORM:
        return None if year == RUMI_REFORM and month < _MARCH else _day(year + 584, month, day)
    return julian_to_gregorian(year + (584 if month >= _MARCH else 585), month, day)


def julian_to_gregorian(year: int, month: int, day: int) -> date | None:
    """An Old Style day as a Gregorian one.

    >>> julian_to_gregorian(1917, 10, 25)
    datetime.date(1917, 11, 7)
    """
    if _day(2000 if year % 4 == 0 else 2001, month, day) is None:
        return None
    if month < _MARCH:
        year, month = year - 1, month + 12  # years that begin in March end with the day that is put in
    return _counted(1461 * (year + 4716) // 4 + 306_001 * (month + 1) // 10_000 + day - _JULIAN)


def hijri_to_gregorian(year: int, month: int, day: int) -> date | None:
    """A day of the Islamic calendar as a Gregorian one, by the tabular reckoning (a day's difference is possible).

    >>> hijri_to_gregorian(1338, 9, 1)
    datetime.date(1920, 5, 19)
    """
    if not (year >= 1 and 1 <= month <= 12 and 1 <= day <= 30):
        return None
    return _counted(354 * (year - 1) + (3 + 11 * year) // 30 + (59 * (month - 1) + 1) // 2 + day + _HIJRA)


def republican_to_gregorian(year: int, month: int, day: int) -> date | None:
    """A day of the French Republican calendar as a Gregorian one.

    >>> republican_to_gregorian(8, 2, 18)
    datetime.date(1799, 11, 9)
    """
    last = 30 if month <= 12 else 5 + _is_long(year)
    if not (1 <= year < _NO_YEAR and 1 <= month <= 13 and 1 <= day <= last):
        return None
    days = 365 * (year - 1) + sum(map(_is_long, range(1, year))) + 30 * (month - 1) + day - 1
    return _REPUBLIC + timedelta(days)


def easter(year: int, *, is_eastern: bool = False) -> date | None:
    """Easter Sunday; the Eastern one as a Gregorian day. Before 1583 the West reckoned as the East did.

    >>> easter(1899), easter(1899, is_eastern=True)
    (datetime.date(1899, 4, 2), datetime.date(1899, 4, 30))
    """
    if is_eastern or year < _GREGORIAN:
        moon = (19 * (year % 19) + 15) % 30
        week = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
        month, day = divmod(moon + week + 114, 31)
        return julian_to_gregorian(year, month, day + 1) if is_eastern else date(year, month, day + 1)
    century, rest = divmod(year, 100)
    golden = year % 19
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    months = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * months + 114, 31)
    return date(year, month, day + 1)


def movable(offset: int, year: int, *, is_eastern: bool = False) -> date | None:
    """The feast so many days from Easter in a year.

    >>> movable(49, 1899)
    datetime.date(1899, 5, 21)
    """
    sunday = easter(year, is_eastern=is_eastern)
    return sunday and sunday + timedelta(days=offset)


def nearest_feast(offset: int, written: date, *, is_eastern: bool = False) -> date | None:
    """The feast so many days from Easter that lies nearest to the day of writing."""
    tries = (movable(offset, written.year + n, is_eastern=is_eastern) for n in (0, 1, -1))
    return min((day for day in tries if day), key=lambda day: abs(day - written), default=None)


def _is_long(year: int) -> bool:
    """Whether a year of the Republic has a sixth extra day."""
    if year < _ROMME:
        return year in _LONG_YEARS
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _counted(days: int) -> date | None:
    """The day with this number, where Python's calendar has it."""
    try:
        return date.fromordinal(days)
    except (ValueError, OverflowError):
        return None
