"""Finding expressions of time by their form: day, month and year in every order and company a language writes them in.

Gives `FoundDate`s: where each stands and what it says, without a year where the text leaves it out. What it means in
the end is decided in `resolve`, from the dates around it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Final

from edition.annotate.dates.half import half_before, stems, tells_more
from edition.annotate.dates.patterns import date_pattern
from edition.languages import Language, fold, fold_text
from edition.languages.forms import RULES

_DIGIT: Final = re.compile(r"\d")
_ROMAN: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "І": 1, "Х": 10}  # the last two are Cyrillic letters
_LAST_RUMI_OF_CENTURY: Final = 1345
_LAST_CENTURY: Final = 21
_LAST_REPUBLICAN: Final = 15
_BEHIND: Final = 20  # so close behind a date its calendar is told
_CLAUSE: Final = 60  # so far from a day of the week its verb is looked for
_WORD: Final = re.compile(r"[^\W\d_]+")
_OPENING: Final = '.!?:;…–—―"“„»«(['
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
    on: int = 0  # `gestern`, `d. M.`, `next Tuesday`: so many days, months or weeks from the day of writing


class DateFinder:
    """The date forms of one language."""

    def __init__(self, lang: Language) -> None:
        self._lang = lang
        self._calendar = lang.calendar
        self._months = {**lang.calendar.months, **lang.calendar.rumi_months, **lang.calendar.hijri_months}
        self._pattern = date_pattern(lang)

    def find(self, text: str, edges: Sequence[int] = ()) -> list[FoundDate]:
        """The expressions of time of a text, in order; one may follow a word without a blank where an element begins.

        >>> from edition.languages import language
        >>> [(d.text, d.rule) for d in DateFinder(language("tr")).find("1 – 8 Eylül 1920 ve 22 Haziran’da")]
        [('1 – 8 Eylül 1920', 'days'), ('22 Haziran', 'day')]
        """
        if not self._calendar.patterns and not _DIGIT.search(text):
            return []  # the forms that every language shares have a number
        folded = _same_length(text)
        out = []
        for match in self._matches(text, folded, edges):
            found = self._read(match, text)
            if found is None or self._is_quantity(found, folded):
                continue
            half = half_before(found.rule, folded, found.start) if not found.part else ""
            if half and found.rule == "year" and not self._calendar.months:
                continue  # 13. September 1897, where nobody knows what September is
            out.append(replace(found, is_half=tells_more(half, self._stems)))
        return out

    def _matches(self, text: str, folded: str, edges: Sequence[int]) -> list[re.Match[str]]:
        found = list(self._pattern.finditer(folded))
        for at in sorted(set(edges)):
            is_glued = 0 < at < len(text) and (text[at - 1].isalnum() or text[at - 1] == ".")
            begins = is_glued and (text[at].isdigit() or text[at].isupper())
            match = self._inside.match(folded, at) if begins else None
            if match and all(match.end() <= m.start() or m.end() <= at for m in found):
                found.append(match)
        return sorted(found, key=lambda m: m.start())

    @cached_property
    def _inside(self) -> re.Pattern[str]:
        """The forms where an element begins in the midst of a word."""
        return date_pattern(self._lang, is_edge=True)

    def _read(self, match: re.Match[str], text: str) -> FoundDate | None:
        rule, _, number = str(match.lastgroup).partition("_")
        prefix = f"g{number}_"
        groups = {k.removeprefix(prefix): v for k, v in match.groupdict().items() if v and k.startswith(prefix)}
        start, end = match.span()
        found = _READERS[rule](self, groups)
        if found is None:
            return None
        if rule == "today" and self._capital_noun(text, start):
            return None
        found = replace(found, start=start, end=end, text=text[start:end], rule=rule)
        shift = self._shift(groups.get("relative", ""), match.string, start, end)
        if rule == "weekday" and not found.on and self._is_past(match.string, start, end):
            found = replace(found, on=-1)
        if rule == "alone" and not self._is_month_alone(text, start, end):
            return None
        if rule == "dayonly" and text[end - 1] == "." and text[end:].lstrip()[:1].isupper():
            return None  # am 3. Stock
        if self._is_old_style(match.string, end) and found.first.day and not found.calendar:
            found = replace(found, calendar="julian")
        access = self._is_access(match.string, start)
        weekday = found.weekday if rule == "weekday" else self._weekday(match.string, end)
        return replace(found, access=access, weekday=weekday, shift=shift)

    def _shift(self, told: str, folded: str, start: int, end: int) -> int:
        """How many years on from the one told of: `ertesi yılın` before it, `of the following year` behind it."""
        before, after = folded[max(0, start - 24) : start].rstrip(), folded[end : end + 24].lstrip()
        known = self._calendar.relative
        if told:
            return known[" ".join(told.split())]
        return next((n for words, n in known.items() if before.endswith(words) or after.startswith(words)), 0)

    def _weekday(self, folded: str, end: int) -> int | None:
        """The day of the week behind a date: `28 Nisan Çarşamba`."""
        following = re.match(r"[\s,(]+([^\W\d]+)", folded[end : end + 24])
        return self._calendar.weekdays.get(following[1]) if following else None

    def _is_access(self, folded: str, start: int) -> bool:
        before = folded[max(0, start - 24) : start].rstrip(" :\n\t")
        return any(before.endswith(cue) for cue in self._calendar.access)

    def _is_quantity(self, found: FoundDate, folded: str) -> bool:
        """Whether a bare year is a number of something else: `3000 fişek`, `s. 1921`, `1.920`."""
        if found.rule == "season":
            return any(word in found.text.lower() for word in self._calendar.no_seasons)
        if found.rule not in ("year", "years"):
            return False
        before, after = folded[max(0, found.start - 14) : found.start], folded[found.end : found.end + 24]
        if re.search(r"[\d][.,/:]$|[#№:=/_%€$£]\s*$|\d\s*$|[a-z]/$", before) or re.match(
            r"[.,/:]\d|[/_%]|\s*[×x]\s*\d", after
        ):
            return True
        word = re.search(r"([^\W\d]+)\.?\s*$", before)
        if word and word[1] in self._calendar.before_numbers:
            return True
        unit = re.match(r"\s+([^\W\d]+)", after)
        return bool(unit and unit[1] in self._calendar.units)

    def _is_old_style(self, folded: str, end: int) -> bool:
        """Whether the words behind a date say that it is told by the Julian calendar: `(a. St.)`."""
        following = folded[end : end + _BEHIND]
        return any(words in following for words in self._calendar.old_style)

    @cached_property
    def _stems(self) -> frozenset[str]:
        """How the names of months and of the days of the week begin."""
        return stems((*self._months, *self._calendar.weekdays))

    def _is_past(self, folded: str, start: int, end: int) -> bool:
        """Whether a verb of the same clause is in the past: `Sonntag war ich dort`."""
        before = re.split(r"[.!?;:,]", folded[max(0, start - _CLAUSE) : start])[-1]
        after = re.split(r"[.!?;:,]", folded[end : end + _CLAUSE])[0]
        return not self._calendar.past.isdisjoint(_WORD.findall(f"{before} {after}"))

    def _is_month_alone(self, text: str, start: int, end: int) -> bool:
        """Whether the name of a month is one, though nothing stands with it: not a name (`August Wolf`), nor a verb."""
        before, after = text[:start].rstrip(), text[end:].lstrip(" ")
        is_within = bool(before) and before[-1] not in _OPENING
        return is_within and text[start].isupper() and not after[:1].isupper()

    def _capital_noun(self, text: str, start: int) -> bool:
        """Whether a word for a day is written as a noun within a sentence: `der Morgen` is no `morgen`."""
        before = text[:start].rstrip()
        return text[start].isupper() and bool(before) and before[-1] not in _OPENING

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
        point = Point(year or _number(g.get("short")), self.month(g["month"]), int(g["day"]))
        part = "short" if g.get("short") else ""
        return _found(point, part=part, calendar=self._calendar_of(g["month"], year)) if is_day(point) else None

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
        return _found(first, last) if is_day(first) and is_day(last) else None

    def figures(self, g: dict[str, str]) -> FoundDate | None:
        """`11.10.2018`, `04.05.37`, `16.III.1921`."""
        year, told = _number(g.get("year")), len(g.get("year", ""))
        if g.get("american"):
            g = {**g, "month": g["american"]}
        point = Point(year, _roman(g["roman"].upper()) if g.get("roman") else int(g["month"]), int(g["day"]))
        part = "short" if told == 2 else "cut" if told == 3 else "near" if not told else ""
        return _found(point, part=part) if is_day(point) else None

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
        return replace(_found(Point(day=_number(g.get("day")))), on=self._calendar.months_on[_plain(g["on"])])

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


_READERS: Final[dict[str, Callable[[DateFinder, dict[str, str]], FoundDate | None]]] = {
    name: getattr(DateFinder, name) for name in RULES
}


@lru_cache(maxsize=32)
def date_finder(lang: Language) -> DateFinder:
    """The finder of a language."""
    return DateFinder(lang)


def _found(first: Point, last: Point | None = None, part: str = "", calendar: str = "") -> FoundDate:
    return FoundDate(0, 0, "", "", first, last, part, calendar)


def _plain(words: str) -> str:
    return " ".join(words.split())


def _number(text: str | None) -> int | None:
    return int(text) if text else None


def is_day(point: Point) -> bool:
    """Whether some year has such a day."""
    longest = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return 1 <= (point.month or 1) <= 12 and 1 <= (point.day or 1) <= longest[(point.month or 1) - 1]


def _roman(text: str) -> int:
    values = [_ROMAN.get(c, 0) for c in text]
    return sum(-v if i + 1 < len(values) and v < values[i + 1] else v for i, v in enumerate(values))


def _same_length(text: str) -> str:
    """The text folded letter by letter, so that places in it are places in the text."""
    folded = fold_text(text)
    if len(folded) == len(text):
        return folded
    return "".join(f if len(f := fold(c)) == 1 else c for c in text)
