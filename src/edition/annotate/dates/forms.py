"""What each form of a date says: the groups of a match become day, month and year, or nothing where none is so.

A method of `FormReader` reads the form of its name (`edition.languages.forms.RULES`).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from edition.annotate.dates.calendars import movable
from edition.languages import SHIPPED
from edition.languages.forms import RULES
from edition.languages.model import Calendar

_ROMAN: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "І": 1, "Х": 10}  # the last two are Cyrillic letters
_LAST_RUMI_OF_CENTURY: Final = 1345
_LAST_CENTURY: Final = 21
_LAST_REPUBLICAN: Final = 15
_WRITTEN_OUT: Final = 8  # a shorter `d. M.` is said of a day only
_LONGEST: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_NO_LEAP_YEAR: Final = 1999
_MONTHS: Final = 12
_LONG: Final = 3  # so many letters of a month's name tell it in a text of another language
# how many years the calendars lie apart from ours, in the years that Turkish texts tell by them
_YEARS_APART: Final = {"rumi": range(584, 586), "hijri": range(570, 600)}


@dataclass(frozen=True, slots=True)
class Point:
    """A day as far as it is told."""

    year: int | None = None
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True, slots=True)
class FoundDate:
    """An expression of time: `first` to `last` for a range, `part` for early, late …, `rule` for its form."""

    start: int
    end: int
    text: str
    rule: str
    first: Point
    last: Point | None = None
    part: str = ""
    calendar: str = ""
    access: bool = False
    weekday: int | None = None
    shift: int = 0  # `ertesi yılın`: so many years from the one told of
    is_half: bool = False  # a year of a longer expression that was not understood
    is_either: bool = False  # figures of which nobody knows which one is the month
    on: int = 0  # `gestern`, `d. M.`, `next Tuesday`: so many days, months or weeks from the day of writing


class FormReader:
    """Reads the forms of one language."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar
        self._months = months_of(calendar)

    def read(self, rule: str, groups: dict[str, str]) -> FoundDate | None:
        """What a match of a rule says."""
        return _READERS[rule](self, groups)

    def month(self, name: str) -> int:
        """The number of a month by its name."""
        return self._months[" ".join(name.split())]

    def _calendar_of(self, name: str, year: int | None) -> str:
        """Which calendar a month's name and a year speak of."""
        name = " ".join(name.split())
        if name in self._calendar.hijri_months and name not in self._calendar.months:
            return "hijri"
        if self._calendar.old_years and year is not None and 1256 <= year <= _LAST_RUMI_OF_CENTURY:
            return self._calendar.old_years
        return "rumi" if name in self._calendar.rumi_months else ""

    def _part(self, g: dict[str, str]) -> str:
        """Which part of a month, year, decade or century is told of: early, late …"""
        return self._calendar.parts.get(" ".join((g.get("part") or g.get("partbefore") or "").split()), "")

    def day(self, g: dict[str, str]) -> FoundDate | None:
        """`15 Ağustos 1920`, `22 Haziran`, `May 28, 1918`, `1921 yılı Mart ayının 16’sı`, `16 Mart 337`."""
        year = _number(g.get("year") or g.get("yearbefore")) or (int(g["rumi"]) + 1000 if g.get("rumi") else None)
        point = Point(year or _number(g.get("short")), self.month(g["month"]))
        point = replace(point, day=self._day(g) or _last_day(point))
        return _if_day(point, _cut(g.get("short", "")), self._calendar_of(g["month"], year))

    def _day(self, g: dict[str, str]) -> int:
        """The day in figures, Roman figures or a word; 0 for the last of a month."""
        if g.get("day"):
            return int(g["day"])
        return _roman(g["roman"].upper()) if g.get("roman") else self._calendar.ordinals[_plain(g["ordinal"])]

    def foreign(self, g: dict[str, str]) -> FoundDate | None:
        """`7 août 1872` in a German text."""
        return _if_day(Point(int(g["year"]), foreign_months()[_plain(g["month"])], int(g["day"])))

    def days(self, g: dict[str, str]) -> FoundDate | None:
        """`1 – 8 Eylül 1920`, `22/23 Şubat 1921`."""
        year, month = _number(g.get("year") or g.get("yearbefore")), self.month(g["month"])
        first, last = Point(year, month, int(g["day"])), Point(year, month, int(g["today"]))
        return (
            _found(first, last, calendar=self._calendar_of(g["month"], year))
            if is_day(first) and is_day(last)
            else None
        )

    def span(self, g: dict[str, str]) -> FoundDate | None:
        """`20 Ekim-2 Kasım 1914`, `3 Mart 1918 - 5 Mayıs 1919`."""
        year = _number(g.get("toyear"))
        first = Point(_number(g.get("year")) or year, self.month(g["month"]), int(g["day"]))
        last = Point(year, self.month(g["tomonth"]), int(g["today"]))
        if year is not None and not g.get("year") and (first.month, first.day) > (last.month, last.day):
            first = replace(first, year=year - 1)  # 1 November bis 1. August 1928
        return _found(first, last) if is_day(first) and is_day(last) else None

    def figures(self, g: dict[str, str]) -> FoundDate | None:
        """`11.10.2018`, `04.05.37`, `16.III.1921`."""
        year = _number(g.get("year"))
        if g.get("american"):
            g = {**g, "month": g["american"]}
        point = Point(year, _roman(g["roman"].upper()) if g.get("roman") else int(g["month"]), int(g["day"]))
        part = _cut(g["year"]) if year is not None else "near"
        found = _if_day(point, part, self._calendar.old_years if part == "short" else "")
        is_either = self._calendar.either_order and "roman" not in g and point.day != point.month
        return found and replace(found, is_either=is_either and (point.day or 0) <= _MONTHS)

    def loose(self, g: dict[str, str]) -> FoundDate | None:
        """`18-6-30`, `14 XI 25`: figures that may count something else, where no year of the text is near."""
        return self.figures(g)

    def shortmonth(self, g: dict[str, str]) -> FoundDate | None:
        """`Feber 25`, `Oct. 915`: a month and a year of two or three figures."""
        return _found(Point(int(g["short"]), self.month(g["month"])), part=_cut(g["short"]))

    def feast(self, g: dict[str, str]) -> FoundDate | None:
        """`Pfingsten 1899`, `Neujahr`: a day of every year, or so many days from Easter."""
        year, name = _number(g.get("year")), _plain(g["feast"])
        if (fixed := self._calendar.fixed_feasts.get(name)) is not None:
            month, day = divmod(fixed, 100)
            return _if_day(Point(year, month, day))
        offset, is_eastern = self._calendar.movable_feasts[name], self._calendar.easter == "eastern"
        if year is None:
            return replace(_found(Point()), on=offset, calendar=self._calendar.easter)
        that_year = movable(offset, year, is_eastern=is_eastern)
        return _found(Point(that_year.year, that_year.month, that_year.day)) if that_year else None

    def iso(self, g: dict[str, str]) -> FoundDate | None:
        """`1920-08-15`."""
        point = Point(int(g["year"]), int(g["month"]), int(g["day"]))
        return _found(point) if is_day(point) else None

    def months(self, g: dict[str, str]) -> FoundDate | None:
        """`Nisan 1919`, `1920 Mayıs ayı`, `aynı yılın Ekim ayı`, `Mayıs ayı başı`."""
        name, year = g["month"], _number(g.get("year") or g.get("yearbefore"))
        return _found(Point(year, self.month(name)), part=self._part(g), calendar=self._calendar_of(name, year))

    def bare(self, g: dict[str, str]) -> FoundDate | None:
        """`Haziran’da`, `Ekim ayında`: the year is in the text around."""
        return _found(Point(None, self.month(g["month"])))

    def monthrange(self, g: dict[str, str]) -> FoundDate | None:
        """`Mayıs-Haziran 1919`, `Ekim 1920-Mart 1921`."""
        last = _number(g.get("toyear") or g.get("year") or g.get("yearbefore"))
        first, month, to_month = _number(g.get("year")) or last, self.month(g["month"]), self.month(g["tomonth"])
        if first is not None and first == last and month > to_month:
            first -= 1  # Kasım-Ocak 1921
        return _found(Point(first, month), Point(last, to_month))

    def decade(self, g: dict[str, str]) -> FoundDate | None:
        """`1920’li yıllar`, `1930’ların başı`, `1920s`."""
        year = int(g["year"])
        return _found(Point(year), Point(year + 9), part=self._part(g))

    def century(self, g: dict[str, str]) -> FoundDate | None:
        """`XX. yüzyıl`, `20th century`, `19. ve 20. yüzyıllar`."""
        number = _roman(g["roman"].upper()) if g.get("roman") else int(g["number"]) if g.get("number") else 0
        number = number or self._calendar.ordinals.get(" ".join((g.get("ordinal") or "").split()), 0)
        last = _roman(g["toroman"].upper()) if g.get("toroman") else int(g.get("tonumber") or number)
        if not 0 < number <= last <= _LAST_CENTURY:
            return None
        return _found(Point(number * 100 - 99), Point(last * 100), part=self._part(g))

    def season(self, g: dict[str, str]) -> FoundDate | None:
        """`1920 yazı`, `summer of 1920`, `aynı yılın sonbaharı`."""
        month = self._calendar.seasons[g["season"]]
        return _found(Point(_number(g.get("year")), month), part="season")

    def era(self, g: dict[str, str]) -> FoundDate | None:
        """`Hicrî 1332`, `1336 senesi`, `1338 (1922)`: a year of another calendar, told as such or beside ours."""
        told = next((name for name in ("hijri", "rumi") if g.get(name)), "")
        if g.get("same"):
            ours, year = int(g["same"]), int(g["year"])
            told = next((name for name, years in _YEARS_APART.items() if ours - year in years), "")
            if not told:
                return None
        return _found(Point(int(g["year"])), calendar=told or "old")

    def today(self, g: dict[str, str]) -> FoundDate | None:
        """`heute`, `vorgestern`, `morgen, Samstag`."""
        return replace(_found(Point()), on=self._calendar.days_on[_plain(g["on"])])

    def weekday(self, g: dict[str, str]) -> FoundDate | None:
        """`Montag`, `next Tuesday`, `Mittwoch, den 12.`."""
        toward = self._calendar.toward.get(_plain(g.get("toward", "")), 0)
        found = _found(Point(day=_number(g.get("day"))))
        return replace(found, on=toward, weekday=self._calendar.weekdays[_plain(g["weekday"])])

    def dayonly(self, g: dict[str, str]) -> FoundDate | None:
        """`am 28.`: a day whose month is that of the day of writing, or near it."""
        return _found(Point(day=int(g["day"])))

    def first(self, g: dict[str, str]) -> FoundDate | None:
        """`7.` at the head of an entry that is dated to such a day."""
        return _found(Point(day=int(g["day"])))

    def ofmonth(self, g: dict[str, str]) -> FoundDate | None:
        """`16. d. M.`, `geçen ay`."""
        on, day = _plain(g["on"]), _number(g.get("day"))
        if day is None and len(on) < _WRITTEN_OUT:
            return None  # `ct.` of money
        return replace(_found(Point(day=day)), on=self._calendar.months_on[on])

    def alone(self, g: dict[str, str]) -> FoundDate | None:
        """`August` in a letter: a month and nothing else."""
        return _found(Point(None, self.month(g["month"])), part="near")

    def republican(self, g: dict[str, str]) -> FoundDate | None:
        """`18 brumaire an VIII`."""
        year = _roman(g["roman"].upper()) if g.get("roman") else int(g["number"])
        month = self._calendar.republican_months[_plain(g["month"])]
        return (
            _found(Point(year, month, _number(g.get("day"))), calendar="republican")
            if 0 < year < _LAST_REPUBLICAN
            else None
        )

    def thisyear(self, g: dict[str, str]) -> FoundDate | None:
        """`dieses Jahr`, `geçen yıl`."""
        return replace(_found(Point()), on=self._calendar.years_on[_plain(g["on"])])

    def double(self, g: dict[str, str]) -> FoundDate | None:
        """`25 Ekim (7 Kasım) 1917`: a day by both calendars."""
        return self.span({"toyear": g["year"], **g})

    def years(self, g: dict[str, str]) -> FoundDate | None:
        """`1918-1920`, `1917-18`."""
        first, last = int(g["year"]), int(g["toyear"])
        last = first // 100 * 100 + last if last < 100 else last
        return _found(Point(first), Point(last)) if first < last <= first + 400 else None

    def year(self, g: dict[str, str]) -> FoundDate | None:
        """`1920`, `1919 sonları`, `1920 yılının ortaları`."""
        return _found(Point(int(g["year"])), part=self._part(g))


_READERS: Final[dict[str, Callable[[FormReader, dict[str, str]], FoundDate | None]]] = {
    name: getattr(FormReader, name) for name in RULES
}


def months_of(calendar: Calendar) -> dict[str, int]:
    """The months of all calendars that a language tells of."""
    return {**calendar.months, **calendar.rumi_months, **calendar.hijri_months}


def _found(first: Point, last: Point | None = None, part: str = "", calendar: str = "") -> FoundDate:
    return FoundDate(0, 0, "", "", first, last, part, calendar)


def _plain(words: str) -> str:
    return " ".join(words.split())


def _number(text: str | None) -> int | None:
    return int(text) if text else None


def _if_day(point: Point, part: str = "", calendar: str = "") -> FoundDate | None:
    return _found(point, part=part, calendar=calendar) if is_day(point) else None


def _cut(year: str) -> str:
    """How much of a year is told: `25`, `925` or all of it."""
    return {2: "short", 3: "cut"}.get(len(year), "")


@cache
def foreign_months() -> dict[str, int]:
    """The names of months in all languages that the program ships, where they mean the same month in each."""
    named: dict[str, set[int]] = {}
    for lang in SHIPPED.all:
        for name, number in lang.calendar.months.items():
            named.setdefault(name, set()).add(number)
    return {name: min(numbers) for name, numbers in named.items() if len(numbers) == 1 and len(name) >= _LONG}


def is_day(point: Point) -> bool:
    """Whether some year has such a day."""
    return 1 <= (point.month or 1) <= 12 and 1 <= (point.day or 1) <= _LONGEST[(point.month or 1) - 1]


def _last_day(point: Point) -> int:
    """The last day of a month; of February without a year it is the 28th."""
    return monthrange(point.year or _NO_LEAP_YEAR, point.month or 1)[1]


def _roman(text: str) -> int:
    values = [_ROMAN.get(c, 0) for c in text]
    return sum(-v if i + 1 < len(values) and v < values[i + 1] else v for i, v in enumerate(values))
