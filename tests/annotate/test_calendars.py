"""Days of other calendars, beside those of a library that does nothing else."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from convertdate import french_republican, islamic, julian

from edition.annotate.dates.calendars import hijri_to_gregorian, julian_to_gregorian, republican_to_gregorian


def by_library(calendar: object, *day: int) -> date | None:
    try:
        return date(*calendar.to_gregorian(*day))
    except ValueError:
        return None


@pytest.mark.parametrize("year", [1, 4, 622, 1100, 1581, 1582, 1700, 1900, 1917, 1923, 2000])
def test_old_style_days(year: int) -> None:
    for month in range(1, 13):
        for day in range(1, 33):
            assert julian_to_gregorian(year, month, day) == by_library(julian, year, month, day)


@pytest.mark.parametrize("year", [1, 2, 29, 30, 31, 857, 1255, 1338, 1339, 1445])
def test_islamic_days(year: int) -> None:
    for month in range(1, 13):
        for day in range(1, 31):
            assert hijri_to_gregorian(year, month, day) == by_library(islamic, year, month, day)


@pytest.mark.parametrize("year", [*range(1, 15), 79])
def test_republican_days_while_the_calendar_was_in_use_and_in_the_commune(year: int) -> None:
    """The library looks for an equinox for every day that it is asked, so it is asked for the ends of months."""
    for month in range(1, 14):
        for day in (1, 5, 6, 7, 29, 30):
            assert republican_to_gregorian(year, month, day) == by_library(french_republican, year, month, day)
    for month in range(1, 13):
        days = [republican_to_gregorian(year, month, day) for day in range(1, 31)]
        assert [(b - a).days for a, b in pairwise(d for d in days if d)] == [1] * 29


@pytest.mark.parametrize(
    "day",
    [(1338, 13, 1), (1338, 0, 1), (1338, 1, 31), (0, 1, 1), (10**30, 1, 1)],
)
def test_what_is_no_day_has_no_date(day: tuple[int, int, int]) -> None:
    assert hijri_to_gregorian(*day) is None
    assert republican_to_gregorian(*day) is None


@pytest.mark.parametrize("day", [(1900, 2, 30), (1900, 13, 1), (1900, 1, 0), (10**30, 1, 1), (-10000, 1, 1)])
def test_what_is_no_old_style_day_has_no_date(day: tuple[int, int, int]) -> None:
    assert julian_to_gregorian(*day) is None
    assert julian_to_gregorian(1900, 2, 29) == date(1900, 3, 13)
