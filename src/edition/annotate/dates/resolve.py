"""What a date means: its year from the story, its calendar from its year or its company, its value in ISO form."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from edition.annotate.dates.calendars import hijri_to_gregorian, julian_to_gregorian, rumi_to_gregorian
from edition.annotate.dates.find import FoundDate, Point
from edition.registers import DateValue

_LAST_OLD_STYLE: Final = date(1918, 2, 14)
_BACKGROUND: Final = 3  # a year so far from the story's is told in passing
_WEEKS: Final = (0, -1, 1, -2, 2, -3, 3)  # years tried for a date whose day of the week is told


@dataclass
class Story:
    """The years a text has spoken of so far. `old_style` are days known to be told by the Julian calendar."""

    old_style: frozenset[date] = frozenset()
    year: int | None = None
    month: int | None = None
    _years: Counter[int] = field(default_factory=Counter)

    def note(self, value: DateValue, found: FoundDate) -> None:
        """Remember a date that names its year."""
        told = found.last or found.first
        if value.earliest is None or found.access or found.rule in ("century", "decade"):
            return
        year = int((value.when or value.to or value.not_after or value.earliest)[:4])
        if told.month is None and self.year is not None and abs(year - self.year) > _BACKGROUND:
            return  # a year in passing: `1914 yılı hudutları`
        self.year = year
        self.month = told.month
        self._years[self.year] += 1

    def come_back(self) -> None:
        """A new text goes on with the story where the one before ended far from it (a birth, a later republication)."""
        middle = self.middle if self.year is not None else None
        if self.year is not None and middle is not None and abs(self.year - middle) > _BACKGROUND:
            self.year = middle

    @property
    def middle(self) -> int | None:
        """The year told of most."""
        return self._years.most_common(1)[0][0] if self._years else None


def resolve(found: Iterable[FoundDate], story: Story) -> Iterator[tuple[FoundDate, DateValue, bool]]:
    """Each date with its value and whether its year was inferred; `story` goes on from one text to the next.

    >>> from edition.annotate.dates.find import date_finder
    >>> dates = date_finder("tr").find("16 Mart 1920’de … ve 22 Haziran’da")
    >>> [(d.text, v.when, inferred) for d, v, inferred in resolve(dates, Story())]
    [('16 Mart 1920', '1920-03-16', False), ('22 Haziran', '1920-06-22', True)]
    """
    dates = list(found)
    story.come_back()
    is_old = _old_style_years(dates, story)
    for i, one in enumerate(dates):
        told, inferred = _with_year(one, story, dates[i + 1 :])
        value = _value(told, story, is_old)
        if not inferred:
            story.note(value, told)
        elif value.when and not told.access:
            story.month = told.first.month
        yield told, value, inferred


def _with_year(found: FoundDate, story: Story, later: list[FoundDate]) -> tuple[FoundDate, bool]:
    """The date with the year that the story gives, where it has none of its own."""
    if found.first.year is not None and (found.last is None or found.last.year is not None):
        return found, False
    year = story.year
    if year is None:
        following = next((d.first.year for d in later if d.first.year and d.rule in ("day", "days", "months")), None)
        year = following or story.middle
    if year is None:
        return found, True
    year = _of_weekday(found, year)
    first = replace(found.first, year=found.first.year or year)
    last = found.last and replace(found.last, year=found.last.year or year)
    return replace(found, first=first, last=last), True


def _of_weekday(found: FoundDate, year: int) -> int:
    """The year nearest to the story's in which the day fell on the day of the week that the text tells."""
    month, day = found.first.month, found.first.day
    if found.weekday is None or month is None or day is None:
        return year
    for step in _WEEKS:
        try:
            if date(year + step, month, day).weekday() == found.weekday:
                return year + step
        except ValueError:
            continue
    return year


def _old_style_years(dates: list[FoundDate], story: Story) -> frozenset[int]:
    """Years whose dates in this text are Old Style, because one of them is a day known by its Julian date."""
    out = set()
    for found in dates:
        first = found.first
        if found.rule == "day" and not found.calendar and first.year and first.month and first.day:
            day = julian_to_gregorian(first.year, first.month, first.day)
            if day is not None and day in story.old_style and day < _LAST_OLD_STYLE:
                out.add(first.year)
    return frozenset(out)


def _value(found: FoundDate, story: Story, old_years: frozenset[int]) -> DateValue:
    first, last = found.first, found.last
    if first.year is None:
        return DateValue(cert="unknown")
    if found.rule == "figures" and found.part == "short":
        return _short_year(found, story)
    if found.calendar in ("rumi", "hijri"):
        return _converted(found)
    if found.part == "season":
        return _season(first)
    if found.part:
        return _part(found)
    if last is None:
        return _old_style(first) if first.year in old_years and first.day else DateValue(when=_iso(first))
    if found.rule == "span" and (double := _double(first, last)):
        return double
    return DateValue(from_=_iso(first), to=_iso(last))


def _iso(point: Point) -> str:
    parts = [f"{point.year:04}"]
    parts += [f"{n:02}" for n in (point.month, point.day) if n is not None]
    return "-".join(parts)


def _old_style(point: Point) -> DateValue:
    day = julian_to_gregorian(point.year or 0, point.month or 1, point.day or 1)
    if day is None or day >= _LAST_OLD_STYLE:
        return DateValue(when=_iso(point))
    return DateValue(when=day.isoformat(), calendar="julian", original=_iso(point))


def _double(first: Point, last: Point) -> DateValue | None:
    """`20 Ekim-2 Kasım 1914`: one day by both calendars where they lie as far apart as the calendars do."""
    day = julian_to_gregorian(first.year or 0, first.month or 1, first.day or 1)
    if day is None or _iso(last) != day.isoformat():
        return None
    return DateValue(when=_iso(last), calendar="julian", original=_iso(first))


def _short_year(found: FoundDate, story: Story) -> DateValue:
    """`04.05.37`: the year of the century, or the Rumi year, that lies nearest to the story."""
    first = found.first
    year = first.year or 0
    near = story.middle or story.year or 1950
    choices = [
        (abs(century + year - near), Point(century + year, first.month, first.day), "")
        for century in (1800, 1900, 2000)
    ]
    rumi = rumi_to_gregorian(1300 + year, first.month or 1, first.day or 1)
    if rumi is not None and story.year is not None:
        choices.append((abs(rumi.year - near), Point(rumi.year, rumi.month, rumi.day), "rumi"))
    _, point, name = min(choices, key=lambda c: c[0])
    if not name:
        return DateValue(when=_iso(point))
    return DateValue(when=_iso(point), calendar=name, original=f"{1300 + year}-{first.month:02}-{first.day:02}")


def _converted(found: FoundDate) -> DateValue:
    to_gregorian = rumi_to_gregorian if found.calendar == "rumi" else hijri_to_gregorian
    ends = [found.first] if found.last is None else [found.first, found.last]
    days = [to_gregorian(p.year or 0, p.month or 1, p.day or 1) for p in ends]
    if any(day is None for day in days):
        return DateValue(cert="unknown")
    texts = [day.isoformat() if p.day else day.isoformat()[:7] for day, p in zip(days, ends, strict=True) if day]
    original = "/".join(_iso(p) for p in ends)
    if len(texts) == 1:
        return DateValue(when=texts[0], calendar=found.calendar, original=original)
    return DateValue(from_=texts[0], to=texts[1], calendar=found.calendar, original=original)


def _season(point: Point) -> DateValue:
    year, month = point.year or 0, point.month or 1
    last_year, last = (year + 1, 2) if month == 12 else (year, month + 2)
    return _between(date(year, month, 1), _month_end(last_year, last))


def _part(found: FoundDate) -> DateValue:
    """Early, middle and late: thirds of a month, three months at the ends of a year and the four in its middle."""
    first, last = found.first, found.last
    year = first.year or 0
    if found.rule == "century" and last is not None:
        spans = {"early": (0, 9), "middle": (40, 59), "late": (90, 99), "first-half": (0, 49), "second-half": (50, 99)}
        begin, end = spans[found.part]
        return DateValue(not_before=f"{year + begin:04}", not_after=f"{year + end:04}")
    if first.month is not None:
        end_day = _month_end(year, first.month).day
        days = {
            "early": (1, 10),
            "middle": (11, 20),
            "late": (21, end_day),
            "first-half": (1, 15),
            "second-half": (16, end_day),
        }
        begin, end = days[found.part]
        return _between(date(year, first.month, begin), date(year, first.month, end))
    months = {"early": (1, 3), "middle": (5, 8), "late": (10, 12), "first-half": (1, 6), "second-half": (7, 12)}
    begin, end = months[found.part]
    return _between(date(year, begin, 1), _month_end(year, end))


def _between(first: date, last: date) -> DateValue:
    return DateValue(not_before=first.isoformat(), not_after=last.isoformat())


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
