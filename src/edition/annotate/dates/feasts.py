"""Feasts that tell a day: those of every year, and those that go with Easter by the Western or the Eastern reckoning.

Takes what a language file says of a feast, days from Easter or month and day, gives its day in a year.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from edition.annotate.dates.calendars import julian_to_gregorian

_GREGORIAN: Final = 1583  # the first whole year of the calendar


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
