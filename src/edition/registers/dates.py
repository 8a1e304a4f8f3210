"""The datable attributes of TEI as one value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from lxml import etree

_ISO: Final = re.compile(r"(-?\d{4,9})(?:-(\d\d))?(?:-(\d\d))?(?:T.*|Z|[+-]\d\d:\d\d)?\Z", re.ASCII)
_LAST_DAY: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date or range in ISO form (Gregorian), as far as it is known."""

    when: str | None = None
    from_: str | None = None
    to: str | None = None
    not_before: str | None = None
    not_after: str | None = None
    calendar: str | None = None
    original: str | None = None
    cert: str | None = None

    def __bool__(self) -> bool:
        return any((self.when, self.from_, self.to, self.not_before, self.not_after))

    @property
    def earliest(self) -> str | None:
        """The first day the date can mean, as a full ISO day.

        >>> DateValue(when="1921-03").earliest
        '1921-03-01'
        """
        return _first_day(self.when or self.from_ or self.not_before or self.to or self.not_after)

    @property
    def latest(self) -> str | None:
        """The last day the date can mean, as a full ISO day.

        >>> DateValue(when="1920-02").latest, DateValue(from_="1918", to="1923").latest
        ('1920-02-29', '1923-12-31')
        """
        return _last_day(self.when or self.to or self.not_after or self.from_ or self.not_before)

    @property
    def years(self) -> tuple[int, int] | None:
        """First and last year."""
        first, last = self.earliest, self.latest
        return (_year(first), _year(last)) if first and last else None


UNDATED: Final = DateValue()


def date_value(element: etree._Element | None) -> DateValue:
    """Read the datable attributes of an element (`@when-iso` and its kin too)."""
    if element is None:
        return UNDATED

    def get(name: str) -> str | None:
        value = element.get(name) or element.get(f"{name}-iso")
        return value.strip() if value else None

    return DateValue(
        when=get("when"),
        from_=get("from"),
        to=get("to"),
        not_before=get("notBefore"),
        not_after=get("notAfter"),
        calendar=(element.get("calendar") or element.get("datingMethod") or "").lstrip("#") or None,
        original=element.get("when-custom"),
        cert=element.get("cert"),
    )


def day_order(day: str) -> tuple[int, str]:
    """What sorts full days by time; as texts those before Christ would stand the wrong way round.

    >>> sorted(["-0044-03-15", "0014-08-19", "-0100-07-12"], key=day_order)
    ['-0100-07-12', '-0044-03-15', '0014-08-19']
    """
    return _year(day), day[day.index("-", 1) :]


def _year(day: str) -> int:
    """The year of a day; it may be before Christ, or have more than four digits."""
    return int(day[: day.index("-", 1)])


def _first_day(iso: str | None) -> str | None:
    match = _ISO.match(iso or "")
    if not match:
        return None
    year, month, day = match.groups()
    return f"{year}-{month or '01'}-{day or '01'}"


def _last_day(iso: str | None) -> str | None:
    match = _ISO.match(iso or "")
    if not match:
        return None
    year, month, day = match.groups()
    if day:
        return f"{year}-{month}-{day}"
    month = month or "12"
    last = _LAST_DAY[int(month) - 1] if 1 <= int(month) <= 12 else 31
    if month == "02" and (int(year) % 4 or (int(year) % 100 == 0 and int(year) % 400)):
        last = 28
    return f"{year}-{month}-{last}"
