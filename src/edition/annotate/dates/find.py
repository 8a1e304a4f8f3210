"""Finding expressions of time by their form: day, month and year in every order and company a language writes them in.

Gives `FoundDate`s: where each stands and what it says, without a year where the text leaves it out. What it means in
the end is decided in `resolve`, from the dates around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import Final

from edition.annotate.dates.doubts import half_before, month_before, stems, tells_more
from edition.annotate.dates.forms import FormReader, FoundDate, foreign_months, months_of
from edition.annotate.dates.patterns import date_pattern
from edition.languages import Language, fold, fold_text

_DIGIT: Final = re.compile(r"\d")
_BEHIND: Final = 20  # so close behind a date its calendar is told
_CLAUSE: Final = 60  # so far from a day of the week its verb is looked for
_WORD: Final = re.compile(r"[^\W\d_]+")
_WITHOUT_YEAR: Final = ("day", "figures", "bare", "alone")
_IN_BRACKETS: Final = re.compile(r"\.?,?\s{0,2}[(\[](1\d{3}|20\d\d)(\s?\?)?\.?[)\]]")
_OPENING: Final = '.!?:;…–—―"“„»«(['


class DateFinder:
    """The date forms of one language."""

    def __init__(self, lang: Language) -> None:
        self._lang = lang
        self._calendar = lang.calendar
        self._reader = FormReader(lang.calendar)
        self._pattern = date_pattern(lang)

    def find(self, text: str, inside: Iterable[tuple[int, int]] = ()) -> list[FoundDate]:
        """The expressions of time of a text, in order; at the ends of the elements `inside` one may touch a word.

        >>> from edition.languages import language
        >>> [(d.text, d.rule) for d in DateFinder(language("tr")).find("1 – 8 Eylül 1920 ve 22 Haziran’da")]
        [('1 – 8 Eylül 1920', 'days'), ('22 Haziran', 'day')]
        """
        if not self._calendar.patterns and not _DIGIT.search(text):
            return []  # the forms that every language shares have a number
        folded = _same_length(text)
        out: list[FoundDate] = []
        for match in self._matches(text, folded, inside):
            found = self._read(match, text) if not out or match.start() >= out[-1].end else None
            if found and not self._is_quantity(found, folded) and (whole := self._with_half(found, folded)):
                out.append(whole)
        return out

    def _with_half(self, found: FoundDate, folded: str) -> FoundDate | None:
        """The date, and whether more of it stands before that was not understood; nothing where no month is known."""
        half = "" if found.part else half_before(found.rule, folded, found.start)
        is_blind = found.rule in ("year", "years") and not self._calendar.months
        if half and is_blind:
            return None  # 13. September 1897, where nobody knows what September is
        is_half = is_blind or tells_more(half, self._stems) or self._has_foreign_month(found, folded)
        return replace(found, is_half=found.is_half or is_half)

    def _has_foreign_month(self, found: FoundDate, folded: str) -> bool:
        """Whether a month that this language does not know stands before a year: `Juill. 1805` in a German letter."""
        is_year = found.rule == "year" and not found.part and found.text[:1].isdigit()
        return is_year and month_before(folded, found.start, foreign_months())

    def _matches(self, text: str, folded: str, inside: Iterable[tuple[int, int]]) -> list[re.Match[str]]:
        found = list(self._pattern.finditer(folded))
        for first, last in sorted(set(inside)):
            match = self._at_edge(text, folded, first, last)
            if match is None or any(_overlap(match, m) and not _contains(match, m) for m in found):
                continue
            found = [m for m in found if not _overlap(match, m)] + [match]
        return sorted(found, key=lambda m: m.start())

    def _at_edge(self, text: str, folded: str, first: int, last: int) -> re.Match[str] | None:
        """A date at the beginning or the end of an element that touches a word there: `Schnitzler16. 9. 08Wien`."""
        is_closed = _is_glued(text, last)
        pattern = self._pattern
        if _is_glued(text, first):
            pattern = self._inside
            match = pattern.match(folded, first) or (pattern.match(folded, first, last) if is_closed else None)
            if match:
                return match
        if not is_closed:
            return None
        return next((m for m in pattern.finditer(folded, first, last) if m.end() == last), None)

    @cached_property
    def _inside(self) -> re.Pattern[str]:
        """The forms where an element begins in the midst of a word."""
        return date_pattern(self._lang, is_edge=True)

    def _read(self, match: re.Match[str], text: str) -> FoundDate | None:
        rule, _, number = str(match.lastgroup).partition("_")
        prefix = f"g{number}_"
        groups = {k.removeprefix(prefix): v for k, v in match.groupdict().items() if v and k.startswith(prefix)}
        start, end = match.span()
        found = self._reader.read(rule, groups)
        if found is None or self._is_other(rule, text, start, end):
            return None
        found = _with_year_in_brackets(replace(found, start=start, end=end, text=text[start:end], rule=rule), text)
        return self._with_words_around(found, match.string, groups.get("relative", ""))

    def _is_other(self, rule: str, text: str, start: int, end: int) -> bool:
        """Whether what has the form of a date is something else: `der Morgen`, `August Wolf`, `am 3. Stock`."""
        if rule == "today":
            return self._capital_noun(text, start)
        if rule == "alone":
            return not self._is_month_alone(text, start, end)
        return rule == "dayonly" and text[end - 1] == "." and text[end:].lstrip()[:1].isupper()

    def _with_words_around(self, found: FoundDate, folded: str, relative: str) -> FoundDate:
        """The date with what the words before and behind it tell of its year, its calendar and its day of the week."""
        start, end, rule = found.start, found.end, found.rule
        shift = self._shift(relative, folded, start, end)
        if rule in ("weekday", "dayonly") and not found.on and self._is_past(folded, start, end):
            found = replace(found, on=-1)
        if found.first.day and not found.calendar and self._is_old_style(folded, end):
            found = replace(found, calendar="julian")
        weekday = found.weekday if rule == "weekday" else self._weekday(folded, end)
        return replace(found, access=self._is_access(folded, start), weekday=weekday, shift=shift)

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
        return stems((*months_of(self._calendar), *self._calendar.weekdays))

    def _is_past(self, folded: str, start: int, end: int) -> bool:
        """Whether a verb of the same clause is in the past: `Sonntag war ich dort`."""
        before = re.split(r"[.!?;:,]", folded[max(0, start - _CLAUSE) : start])[-1]
        if (words := before.split()) and words[-1] in self._calendar.past_before:
            return True
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


@lru_cache(maxsize=32)
def date_finder(lang: Language) -> DateFinder:
    """The finder of a language."""
    return DateFinder(lang)


def _with_year_in_brackets(found: FoundDate, text: str) -> FoundDate:
    """A day with the year that an editor put behind it: `24 juin (1544)`; one with a question mark is not sure."""
    if found.rule not in _WITHOUT_YEAR or found.last or found.first.year or not found.first.month:
        return found
    behind = _IN_BRACKETS.match(text, found.end)
    if behind is None:
        return found
    end, first = behind.end(), replace(found.first, year=int(behind[1]))
    return replace(found, first=first, end=end, text=text[found.start : end], is_half=bool(behind[2]))


def _overlap(one: re.Match[str], other: re.Match[str]) -> bool:
    return one.start() < other.end() and other.start() < one.end()


def _contains(one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether a match is more than another one and holds it."""
    return one.start() <= other.start() and other.end() <= one.end() and one.span() != other.span()


def _is_glued(text: str, at: int) -> bool:
    """Whether a word or a sentence ends here and another begins without a blank."""
    if not 0 < at < len(text) or not (text[at - 1].isalnum() or text[at - 1] == "."):
        return False
    following = text[at:].lstrip(".")[:1]
    return following.isupper() or (following.isdigit() and not text[at - 1].isdigit())


def _same_length(text: str) -> str:
    """The text folded letter by letter, so that places in it are places in the text."""
    folded = fold_text(text)
    if len(folded) == len(text):
        return folded
    return "".join(f if len(f := fold(c)) == 1 else c for c in text)
