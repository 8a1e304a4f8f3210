"""Days of other calendars as Gregorian days. The arithmetic is convertdate's; what is here is the Ottoman fiscal year.

The fiscal (Rumi) calendar has Julian days and begins its year on 1 March. The law of February 1917 made its days those
of the Gregorian calendar: 15 Şubat 1332 (28 February 1917) was followed by 1 Mart 1333 (1 March 1917). 1333 ended with
December, and from 1334 the year begins on 1 January. The calendar was given up at the end of 1925 (1341).
"""

from __future__ import annotations

from datetime import date
from typing import Final

from convertdate import french_republican, islamic, julian

FIRST_RUMI: Final = 1256
LAST_RUMI: Final = 1341
RUMI_REFORM: Final = 1333
_MARCH: Final = 3


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
    try:
        return date(*julian.to_gregorian(year, month, day))
    except ValueError:
        return None


def hijri_to_gregorian(year: int, month: int, day: int) -> date | None:
    """A day of the Islamic calendar as a Gregorian one, by the tabular reckoning (a day's difference is possible).

    >>> hijri_to_gregorian(1338, 9, 1)
    datetime.date(1920, 5, 19)
    """
    try:
        return date(*islamic.to_gregorian(year, month, day))
    except ValueError:
        return None


def republican_to_gregorian(year: int, month: int, day: int) -> date | None:
    """A day of the French Republican calendar as a Gregorian one.

    >>> republican_to_gregorian(8, 2, 18)
    datetime.date(1799, 11, 9)
    """
    try:
        return date(*french_republican.to_gregorian(year, month, day))
    except (ValueError, IndexError):
        return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
