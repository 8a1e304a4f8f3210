"""Dates, times and durations of XML Schema: parsed to comparable values, None where the form is wrong.

At the edges this is jing's reading of XML Schema 1.0: second 60 is a leap second, hour 24 does not exist, zones go
from -13:00 to +14:00, and there is no year 0.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

_YEAR, _MONTH, _DAY = r"(?P<year>-?(?:[1-9][0-9]*)?[0-9]{4})", r"(?P<month>[0-9]{2})", r"(?P<day>[0-9]{2})"
_TIME = r"(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2}):(?P<second>[0-9]{2}(?:\.[0-9]*)?)"
_ZONE = r"(?P<zone>Z|[+\-][0-9]{2}:[0-5][0-9])?"
_FORMS = {
    "dateTime": f"{_YEAR}-{_MONTH}-{_DAY}T{_TIME}",
    "date": f"{_YEAR}-{_MONTH}-{_DAY}",
    "time": _TIME,
    "gYearMonth": f"{_YEAR}-{_MONTH}",
    "gYear": _YEAR,
    "gMonthDay": f"--{_MONTH}-{_DAY}",
    "gDay": f"---{_DAY}",
    "gMonth": f"--{_MONTH}",
}
_DURATION = (
    r"(-?)P(?=.)(?:([0-9]+)Y)?(?:([0-9]+)M)?(?:([0-9]+)D)?"
    r"(?:T(?=.)(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+(?:\.[0-9]*)?|\.[0-9]+)S)?)?"
)
_LONGEST = 4000  # Python reads no number of more figures, and no date has them
_MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_ZONE_MIN, _ZONE_MAX = -13 * 3600, 14 * 3600
# what a shorter form leaves open; 2000 is a leap year, so that --02-29 is allowed
_UNTOLD = {"year": "2000", "month": "1", "day": "1", "hour": "0", "minute": "0", "second": "0", "zone": ""}


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time in seconds, in UTC where ``zoned``."""

    seconds: Fraction
    zoned: bool

    def before(self, other: Moment) -> bool:
        """Say whether this is certainly earlier; a time without zone may be 14 hours off either way."""
        slack = 0 if self.zoned == other.zoned else _ZONE_MAX
        return self.seconds + slack < other.seconds


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time: months and seconds do not convert into each other."""

    months: int
    seconds: Fraction

    def before(self, other: Duration) -> bool:
        """Say whether this is shorter whatever month it begins in (the four reference dates of XML Schema)."""
        starts = ((1696, 9), (1697, 2), (1903, 3), (1903, 7))
        return all(self._from(year, month) < other._from(year, month) for year, month in starts)

    def _from(self, year: int, month: int) -> Fraction:
        months = year * 12 + month - 1 + self.months
        return _days(months // 12, months % 12 + 1, 1) * 86400 + self.seconds


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_in(year: int, month: int) -> int:
    return _MONTH_DAYS[month - 1] + (month == 2 and _is_leap(year))


def _days(year: int, month: int, day: int) -> int:
    """Count days from the year 0 of the proleptic Gregorian calendar."""
    before = year - 1
    leap = before // 4 - before // 100 + before // 400
    return 365 * year + leap + sum(_days_in(year, m) for m in range(1, month)) + day


def _zone_seconds(zone: str) -> int | None:
    if not zone:
        return 0
    if zone == "Z":
        return 0
    seconds = int(zone[1:3]) * 3600 + int(zone[4:6]) * 60
    seconds = seconds if zone[0] == "+" else -seconds
    return seconds if _ZONE_MIN <= seconds <= _ZONE_MAX else None


def parse_moment(kind: str, text: str) -> Moment | None:
    """Read one of the date and time types.

    >>> parse_moment("date", "1922-02-30") is None
    True
    >>> parse_moment("gYear", "1920").before(parse_moment("gYear", "1921"))
    True
    """
    found = re.fullmatch(_FORMS[kind] + _ZONE, text) if len(text) <= _LONGEST else None
    if found is None:
        return None
    parts = _UNTOLD | {name: part for name, part in found.groupdict().items() if part}
    zone, days, seconds = _zone_seconds(parts["zone"]), _day(parts), _second(parts)
    if zone is None or days is None or seconds is None:
        return None
    return Moment(days * 86400 + seconds - zone, bool(parts["zone"]))


def _day(parts: dict[str, str]) -> int | None:
    """Count the days up to a date; a day that no calendar has is none."""
    year, month, day = int(parts["year"]), int(parts["month"]), int(parts["day"])
    if year == 0 or not 1 <= month <= 12:
        return None
    year += year < 0  # there is no year 0: -0001 precedes 0001, and is a leap year as 0000 would be
    return _days(year, month, day) if 1 <= day <= _days_in(year, month) else None


def _second(parts: dict[str, str]) -> Fraction | None:
    """Count the seconds of a day up to a time; one leap second is allowed."""
    hour, minute, second = int(parts["hour"]), int(parts["minute"]), Fraction(parts["second"].rstrip("."))
    return hour * 3600 + minute * 60 + second if hour <= 23 and minute <= 59 and second < 61 else None


def parse_duration(text: str) -> Duration | None:
    """Read a duration such as ``P1Y2M3DT4H5M6.7S``."""
    found = re.fullmatch(_DURATION, text) if len(text) <= _LONGEST else None
    if found is None:
        return None
    sign, *fields = found.groups()
    year, month, day, hour, minute = (int(field or 0) for field in fields[:5])
    second = Fraction((fields[5] or "0").rstrip("."))
    factor = -1 if sign else 1
    return Duration(factor * (year * 12 + month), factor * (day * 86400 + hour * 3600 + minute * 60 + second))
