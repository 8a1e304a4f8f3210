"""Dates as an editor writes them into a field, and as TEI has them: always Gregorian, with the original beside it.

`1921-03-16`, `1921-03`, `1921`, `1921-03/1921-05` (from … to), `1921..1923` (some time between), `../1921` (not after),
`1921/..` (not before), a `?` for what is uncertain, `julian:1917-10-25` (rumi, hijri) for another calendar, where all
of these can be written, too, and words of a language: `16 Mart 1921`. What is none of these has no value.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Final

from edition.annotate.dates.calendars import hijri_to_gregorian, julian_to_gregorian, rumi_to_gregorian
from edition.annotate.dates.find import date_finder
from edition.annotate.dates.resolve import Story, resolve
from edition.languages import language
from edition.registers import DateValue

CALENDARS: Final = {"julian": julian_to_gregorian, "rumi": rumi_to_gregorian, "hijri": hijri_to_gregorian}
_ISO: Final = re.compile(r"(-?\d{4,})(?:-(\d\d))?(?:-(\d\d))?\Z")


def read_date(text: str, lang: str = "") -> DateValue:
    """A date as it was written into a field.

    >>> read_date("julian:1917-10-25").when, read_date("1921-03/1921-05").to, read_date("16 Mart 1921", "tr").when
    ('1917-11-07', '1921-05', '1921-03-16')
    """
    told = text.strip()
    is_uncertain = told.endswith("?")
    told = told.rstrip("? ")
    calendar, colon, rest = told.partition(":")
    if colon and calendar in CALENDARS:
        value = _of_calendar(rest.strip(), calendar)
    else:
        value = _iso(told) or _in_words(told, lang)
    return replace(value, cert="low") if value and is_uncertain else value


def written(value: DateValue) -> str:
    """A value as `read_date` reads it.

    >>> written(DateValue(from_="1918", to="1923")), written(DateValue(not_after="1921"))
    ('1918/1923', '../1921')
    """
    mark = "?" if value.cert in ("low", "medium") else ""
    if value.calendar in CALENDARS and value.original:
        return f"{value.calendar}:{value.original}{mark}"
    told = value.when or _written_range(value)
    return told and told + mark


def _written_range(value: DateValue) -> str:
    """`1918/1923`, `1918..1923`, `../1921`; empty where neither end is told."""
    if value.from_ or value.to:
        return f"{value.from_ or '..'}/{value.to or '..'}"
    first, last = value.not_before, value.not_after
    if first and last:
        return f"{first}..{last}"
    return f"{first or '..'}/{last or '..'}" if first or last else ""


def _iso(told: str) -> DateValue:
    first, slash, last = (part.strip() for part in told.partition("/"))
    if slash:
        return _from_to("" if first == ".." else first, "" if last == ".." else last)
    earliest, _, latest = (part.strip() for part in told.partition(".."))
    if earliest and latest:
        return (
            DateValue(not_before=earliest, not_after=latest) if _is_day(earliest) and _is_day(latest) else DateValue()
        )
    return DateValue(when=told) if _is_day(told) else DateValue()


def _from_to(first: str, last: str) -> DateValue:
    """A range; where one end is open the other bounds it."""
    if not all(_is_day(end) for end in (first, last) if end):
        return DateValue()
    if not first or not last:
        return DateValue(not_before=first or None, not_after=last or None)
    is_right = (DateValue(when=first).earliest or "") <= (DateValue(when=last).latest or "")
    return DateValue(from_=first, to=last) if is_right else DateValue()


def _is_day(text: str) -> bool:
    match = _ISO.match(text)
    if not match:
        return False
    try:
        date(min(max(abs(int(match[1])), 1), 9999), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return False
    return True


def _of_calendar(told: str, calendar: str) -> DateValue:
    """A day, a stretch or what lies between two ends, as another calendar has it."""
    sign = "/" if "/" in told else ".."
    if sign not in told:
        return _converted(told, calendar)
    ends = [end.strip() or ".." for end in told.split(sign, 1)]
    first, last = (_converted(end, calendar) for end in ends)
    if sign == "/" and ".." in ends:
        value = DateValue(not_before=first.earliest, not_after=last.latest)
    else:
        value = _between(first.earliest or "", last.latest or "", is_stretch=sign == "/")
    return replace(value, calendar=calendar, original=sign.join(ends)) if value else value


def _between(begin: str, end: str, *, is_stretch: bool) -> DateValue:
    """What lasts from one day to another, or lies between them; nothing where one lacks or the first is the later."""
    if not begin or not end or begin > end:
        return DateValue()
    return DateValue(from_=begin, to=end) if is_stretch else DateValue(not_before=begin, not_after=end)


def _converted(told: str, calendar: str) -> DateValue:
    """A day, month or year of another calendar: months and years become the days between their ends."""
    match = _ISO.match(told)
    if not match:
        return DateValue()
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    to_gregorian = CALENDARS[calendar]
    if day and month:
        value = DateValue(when=_iso_day(to_gregorian(year, month, day)))
    else:
        first = to_gregorian(year, month or 1, 1)
        lasts = (to_gregorian(year, month or 12, d) for d in (31, 30, 29, 28))
        value = DateValue(not_before=_iso_day(first), not_after=_iso_day(next(filter(None, lasts), None)))
    return replace(value, calendar=calendar, original=told) if value else value


def _iso_day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _in_words(told: str, lang: str) -> DateValue:
    """A date in words of the text's language."""
    found = date_finder(language(lang)).find(told)
    if len(found) != 1 or found[0].rule == "foreign" or found[0].end - found[0].start < len(told):
        return DateValue()
    return next((value for _, value, inferred in resolve(found, Story()) if not inferred), DateValue())
