"""What a date means: its year from the story, its calendar from its year or its company, its value in ISO form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

from edition.annotate.dates.calendars import (
    RUMI_REFORM,
    hijri_to_gregorian,
    julian_to_gregorian,
    republican_to_gregorian,
    rumi_to_gregorian,
)
from edition.annotate.dates.doubts import doubted
from edition.annotate.dates.forms import FoundDate, Point, is_day
from edition.annotate.dates.parts import part_of, season
from edition.annotate.dates.relative import is_near, is_relative, nearest, value_from
from edition.annotate.dates.written import WritingDay
from edition.registers import DateValue

_LAST_OLD_STYLE: Final = date(1918, 2, 14)
_LIFETIME: Final = 60  # a year of another calendar lies so near to what the text tells of
_BACKGROUND: Final = 3  # a year so far from the story's is told in passing
_FAR: Final = 400  # so many characters on, a year without a month is no longer the one told of
_FAR_DAY: Final = 62  # a day alone is of the month told before, where that lies so near
_COMPANY: Final = 5  # so few characters lie between dates that share a year: ` ve `, ` and `
_MODERN: Final = 1950  # a year of two figures lies near it where nothing else is told
_SAME_TIME: Final = 20  # a year of two figures is surely one that lies so near to what an undated text tells of
_CENTURIES: Final = range(1400, 2100, 100)
_OF_YEAR_TOLD: Final = {"short": 100, "cut": 1000}  # of how many years the figures tell one
_WEEKS: Final = (0, -1, 1, -2, 2, -3, 3)  # years tried for a date whose day of the week is told

_TO_GREGORIAN: Final = {
    "rumi": rumi_to_gregorian,
    "hijri": hijri_to_gregorian,
    "republican": republican_to_gregorian,
}


@dataclass
class Story:
    """The years a text has spoken of so far. `old_style` are days known to be told by the Julian calendar; `written` is
    when a text was written that tells it.
    """

    old_style: frozenset[date] = frozenset()
    written: WritingDay | None = None
    year: int | None = None
    told: Point = field(default_factory=Point)  # the last date, its year told or inferred
    _is_told_here: bool = False  # in this text, and with its year
    _years: Counter[int] = field(default_factory=Counter)
    _dated: dict[int, int] = field(default_factory=dict)  # month -> the year it was last told with
    _is_bare: bool = False
    _bare_at: int | None = None  # where in this text a year without a month set the story's year

    def note(self, value: DateValue, found: FoundDate) -> None:
        """Remember a date that names its year."""
        told = found.last or found.first
        if value.earliest is None or found.access or found.rule in ("century", "decade"):
            return
        year = int(_last_told(value)[:4])
        if self._is_in_passing(told, year):
            return
        goes_on = year == self.year and not self._is_bare
        self._is_bare = told.month is None and not goes_on
        self._bare_at = found.end if self._is_bare else None
        self.year = year
        self.told, self._is_told_here = told, True
        self._years[self.year] += 1
        if told.month is not None:
            self._dated[told.month] = year

    def _is_in_passing(self, told: Point, year: int) -> bool:
        """Whether a year alone lies far from the story's: `1914 yılı hudutları`."""
        return told.month is None and self.year is not None and abs(year - self.year) > _BACKGROUND

    def go_on(self, found: FoundDate) -> None:
        """Remember a date whose year was inferred."""
        self.told, self._is_told_here = found.first, False
        self.year = found.first.year if found.shift else self.year

    def taken_up(self, found: FoundDate) -> int | None:
        """The year of a month told before, where only a bare year far behind lies between."""
        is_far = self._bare_at is not None and found.start - self._bare_at > _FAR
        return self._dated.get(found.first.month or 0) if is_far else None

    def day_told_of(self, found: FoundDate) -> Point | None:
        """A day alone as one of the month told before: in this text with its year, or near the day of writing."""
        point = Point(self.told.year, self.told.month, found.first.day)
        if point.month is None or self.written is None or not is_day(point):
            return None
        return point if self._is_told_here or is_near(point, self.written.day, _FAR_DAY) else None

    def decides_by_its_day(self, found: FoundDate) -> bool:
        """Whether a date lies near the day of writing: the text tells of that time, and no words lead elsewhere."""
        if self.written is None or found.shift or found.first.year is not None:
            return False
        return self.year is None or abs(self.year - self.written.day.year) <= 1

    @property
    def near(self) -> int | None:
        """The year near which two figures are read: that of writing, or the one told of."""
        return self.written.day.year if self.written else self.middle or self.year

    def is_of_time(self, year: int) -> bool:
        """Whether a year is surely of the century that figures leave out: the text tells its day, or of that time."""
        return self.written is not None or (self.near is not None and abs(year - self.near) <= _SAME_TIME)

    def come_back(self) -> None:
        """A new text goes on with the story where the one before ended far from it (a birth, a later republication)."""
        self._bare_at, self._is_told_here = None, False
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
    >>> from edition.languages import language
    >>> dates = date_finder(language("tr")).find("16 Mart 1920’de … ve 22 Haziran’da")
    >>> [(d.text, v.when, inferred) for d, v, inferred in resolve(dates, Story())]
    [('16 Mart 1920', '1920-03-16', False), ('22 Haziran', '1920-06-22', True)]
    """
    dates = list(found)
    story.come_back()
    is_old = _old_style_years(dates, story)
    for i, one in enumerate(dates):
        if is_relative(one):
            value = _relative(one, story)
            if value is not None:
                yield one, value, True
            continue
        if not _is_of_story(one, story):
            continue  # a fraction, the number of a section, a name
        told, inferred = _with_year(_of_figures(_without_doubt(one, story)), story, dates[i + 1 :])
        value = _value(told, story, is_old)
        if not inferred:
            value = doubted(told, value)
            story.note(value, told)
        elif value.when and not told.access:
            story.go_on(told)
        yield told, value, inferred


def _with_year(found: FoundDate, story: Story, later: list[FoundDate]) -> tuple[FoundDate, bool]:
    """The date with the year that the story gives, where it has none of its own."""
    last = found.last
    if found.first.year is not None and (last is None or last.year is not None):
        return found, False
    year = _of_company(found, later)
    if year is None and story.written and story.decides_by_its_day(found):
        return _nearest(found, story.written.day), True
    year = year or _of_story(found, story, later)
    if year is None:
        return found, True
    year = _of_weekday(found, year + found.shift)
    first = replace(found.first, year=found.first.year or year)
    return replace(found, first=first, last=last and replace(last, year=last.year or year)), True


def _of_story(found: FoundDate, story: Story, later: list[FoundDate]) -> int | None:
    """The year told of before, else the next one, else the one told of most."""
    year = story.taken_up(found) or story.year
    if year is not None:
        return year
    following = (d.first.year for d in later if d.first.year and d.rule in ("day", "days", "months"))
    return next(following, None) or story.middle


def _nearest(found: FoundDate, written: date) -> FoundDate:
    """The date in the year that brings it nearest to the day on which the text was written."""
    first = nearest(found.first, written)
    last = found.last and replace(found.last, year=found.last.year or first.year)
    return replace(found, first=first, last=last)


def _of_company(found: FoundDate, later: list[FoundDate]) -> int | None:
    """The year of the date that follows at once: `5 Mart ve 12 Nisan 1921`."""
    following = later[0] if later else None
    if following is None or following.calendar or following.start - found.end > _COMPANY:
        return None
    year, month = following.first.year, following.first.month
    if following.rule == "year":
        return year  # 4 Ağustos’ta (1922)
    return year if month is not None and (found.first.month or month) <= month else None


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
    if (value := _of_form(found, story)) is not None:
        return value
    if last is not None:
        return _of_range(found, last)
    return _old_style(first) if first.year in old_years and first.day else DateValue(when=_iso(first))


def _of_form(found: FoundDate, story: Story) -> DateValue | None:
    """The value of what tells less than a year, a part of one, or another calendar; None for a plain date."""
    if found.part in _OF_YEAR_TOLD:
        return _short_year(found, story)
    if found.rule == "era":
        return _of_era(found, story)
    if found.calendar == "julian" and found.last is None:
        return _old_style(found.first)
    if found.calendar in _TO_GREGORIAN:
        return _converted(found)
    if found.part == "season":
        return season(found.first)
    return part_of(found) if found.part else None


def _of_range(found: FoundDate, last: Point) -> DateValue:
    """From the first to the last, or one day by both calendars."""
    first = found.first
    if last.year is None:  # the year stands at the first date only
        last = replace(last, year=(first.year or 0) + ((last.month or 12) < (first.month or 1)))
    by_both = found.rule in ("span", "double") or (found.rule == "days" and "/" in found.text)
    if by_both and (double := _double(first, last)):
        return double
    return DateValue(when=_iso(last)) if found.rule == "double" else DateValue(from_=_iso(first), to=_iso(last))


def _last_told(value: DateValue) -> str:
    """The day, or the end of the range, that a value tells."""
    return value.when or value.to or value.not_after or value.earliest or ""


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
    year = found.first.year or 0
    near = story.near or _MODERN
    if found.part == "cut":
        is_of_time = abs(1000 + year - near) < _LIFETIME
        return DateValue(when=_iso(replace(found.first, year=1000 + year))) if is_of_time else DateValue(cert="unknown")
    whole = min((century + year for century in _CENTURIES), key=lambda y: abs(y - near))
    rumi = _short_rumi(found) if found.calendar == "rumi" and story.year is not None else None
    if rumi is not None and abs(rumi.year - near) < abs(whole - near):
        original = _iso(replace(found.first, year=1300 + year))
        return DateValue(when=rumi.isoformat(), calendar="rumi", original=original)
    return DateValue(when=_iso(replace(found.first, year=whole)), cert=None if story.is_of_time(whole) else "medium")


def _short_rumi(found: FoundDate) -> date | None:
    first = found.first
    return rumi_to_gregorian(1300 + (first.year or 0), first.month or 1, first.day or 1)


def _converted(found: FoundDate) -> DateValue:
    to_gregorian = _TO_GREGORIAN[found.calendar]
    ends = [found.first] if found.last is None else [found.first, found.last]
    days = [to_gregorian(p.year or 0, p.month or 1, p.day or 1) for p in ends]
    texts = [day.isoformat()[: 10 if p.day else 7] for day, p in zip(days, ends, strict=True) if day]
    if len(texts) < len(ends):
        return DateValue(cert="unknown")
    original = "/".join(_iso(p) for p in ends)
    if len(texts) == 1:
        return DateValue(when=texts[0], calendar=found.calendar, original=original)
    return DateValue(from_=texts[0], to=texts[1], calendar=found.calendar, original=original)


def _of_era(found: FoundDate, story: Story) -> DateValue:
    """A year told by another calendar; where the calendar is not told, the one that brings it near to the story."""
    year = found.first.year or 0
    names = (found.calendar,) if found.calendar != "old" else ("rumi", "hijri")
    known = [(name, span) for name in names if (span := _year_of(name, year)) is not None]
    if found.calendar == "old":
        near = story.middle or story.year
        known = [(name, span) for name, span in known if near is not None and abs(span[0].year - near) < _LIFETIME]
    if not known:
        return DateValue(when=_iso(found.first))
    name, (first, last) = known[0]
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return DateValue(when=str(first.year), calendar=name, original=f"{year}")
    return DateValue(from_=first.isoformat(), to=last.isoformat(), calendar=name, original=f"{year}")


def _year_of(name: str, year: int) -> tuple[date, date] | None:
    """The first and the last day of a Rumi or Hijri year."""
    if name == "hijri":
        first, after = hijri_to_gregorian(year, 1, 1), hijri_to_gregorian(year + 1, 1, 1)
    elif year > RUMI_REFORM:
        first, after = rumi_to_gregorian(year, 1, 1), date(year + 585, 1, 1)
    else:
        first, after = rumi_to_gregorian(year, 3, 1), rumi_to_gregorian(year + 1, 3 if year < RUMI_REFORM else 1, 1)
    return (first, after - timedelta(days=1)) if first and after else None


def _of_figures(found: FoundDate) -> FoundDate:
    """A day and month in figures, once they are known to be a date."""
    return replace(found, part="") if found.part == "near" else found


def _without_doubt(found: FoundDate, story: Story) -> FoundDate:
    """A day and a month with two figures behind them: these are a year in a text that is dated to it, or near it."""
    if found.rule != "day" or found.part not in _OF_YEAR_TOLD or _is_year_near(found, story):
        return found
    said = found.text.rstrip("0123456789").rstrip(" ,-/\n\t")  # the figures count something else
    end = found.start + len(said)
    return replace(found, part="", end=end, text=said, first=replace(found.first, year=None))


def _is_year_near(found: FoundDate, story: Story) -> bool:
    """Whether two or three figures are the year of a text that is dated, or one beside it."""
    if story.written is None:
        return False
    year, told_of = story.written.day.year, _OF_YEAR_TOLD[found.part]
    return found.first.year in {(year + n) % told_of for n in (-1, 0, 1)}


def _is_of_story(found: FoundDate, story: Story) -> bool:
    """Whether what may be a date is one in this text: figures near the day of writing, a month, a feast."""
    if found.rule in ("loose", "shortmonth"):
        return _is_year_near(found, story)
    written = story.written if story.written and story.written.is_exact else None
    if found.part == "near":
        return written is not None and (found.rule == "alone" or is_near(found.first, written.day))
    return found.rule != "feast" or found.first.year is not None or written is not None


def _relative(found: FoundDate, story: Story) -> DateValue | None:
    """What an expression means in a text that tells when it was written; a day alone is of the month told of before."""
    if story.written is None or not story.written.is_exact:
        return None
    if found.rule == "dayonly" and (day := story.day_told_of(found)):
        return DateValue(when=_iso(day), cert="medium")
    return value_from(found, story.written.day)
