"""When an article was received, accepted and published, as a journal prints it.

Takes lines, gives dates as ISO 8601 by what happened then. A date is taken only where it is whole and stands behind a
word that says what it is of; the order of day and month in figures is told by a full stop, or by a number above twelve.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from edition.languages import Languages, fold
from edition.languages.patterns import any_label
from edition.languages.used import told, used

_DATE: Final = re.compile(
    r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)"
    r"|(?P<first>\d{1,2})(?P<sign>[./])\s?(?P<second>\d{1,2})[./]\s?(?P<after>(?:19|20)\d\d)"
    r"|(?P<on>\d{1,2})\.?\s+(?:de\s+)?(?P<name>[^\W\d_]{3,})\.?,?\s+(?:de\s+)?(?P<in>(?:19|20)\d\d)"
    r"|(?P<called>[^\W\d_]{3,})\.?\s+(?P<at>\d{1,2}),?\s+(?P<then>(?:19|20)\d\d)"
)
_DASHED: Final = re.compile(r"\d{4}[/.]\d\d?[/.]\d\d?")
_MONTH: Final = re.compile(r"([^\W\d_]{3,})\.?,?\s+(?:de\s+)?(?:19|20)\d\d")
_LABEL: Final = re.compile(r"^[^\W\d_]{3,20}:\s+")
_REACH: Final = 30


@told
def _labels(languages: Languages) -> dict[str, re.Pattern[str]]:
    sorts = {
        "received": any_label(languages, lambda x: tuple(label for label in x.history if label not in x.accepted)),
        "accepted": any_label(languages, lambda x: x.accepted),
        "published": any_label(languages, lambda x: x.published),
    }
    return {what: re.compile(rf"\b{words}", re.I) for what, words in sorts.items()}


def read_history(texts: Sequence[str]) -> dict[str, str]:
    """What happened when.

    >>> read_history(["Received: 3 March 2020; accepted 14.05.2020", "Yayın Tarihi: 1 Haziran 2020"])
    {'received': '2020-03-03', 'accepted': '2020-05-14', 'published': '2020-06-01'}
    """
    found: dict[str, str] = {}
    for text in texts:
        for what, start in _words(text):
            date_ = _DATE.search(text, start, start + _REACH + 20)
            near = date_ is not None and date_.start() - start <= _REACH and ". " not in text[start : date_.start()]
            when = _value(date_) if date_ and near else None
            if when:
                found.setdefault(what, when)
    return found


def iso_date(text: str) -> str | None:
    """A day that stands alone, as ISO 8601; what is no whole day, or could be two, is none.

    >>> iso_date("2021/06/01"), iso_date("3 March 2020"), iso_date("2020-05-01T10:00:00Z"), iso_date("May 2020")
    ('2021-06-01', '2020-03-03', '2020-05-01', None)
    """
    found = _DATE.match(re.sub(r"^(\d{4})[/.](\d\d?)[/.](\d\d?)", _dashed, text.strip()))
    return _value(found) if found else None


def is_date(text: str) -> bool:
    """Whether a line is nothing but a date, as one stands below a title: a day, or a month with its year.

    >>> is_date("March 1, 2026"), is_date("Datum: Juni 2020"), is_date("The ships of March 2020")
    (True, True, False)
    """
    bare = _LABEL.sub("", text.strip())
    found = _DATE.fullmatch(bare)
    return bool(found or _DASHED.fullmatch(bare)) or any(
        name in lang.calendar.months for name in _month(bare) for lang in used().all
    )


def _month(text: str) -> list[str]:
    found = _MONTH.fullmatch(text)
    return [fold(found.group(1))] if found else []


def _dashed(found: re.Match[str]) -> str:
    year, month, day = found.groups()
    return f"{year}-{month:0>2}-{day:0>2}"


def _words(text: str) -> Iterator[tuple[str, int]]:
    """What is told to have happened, and where its date may begin."""
    for what, labels in _labels().items():
        for match in labels.finditer(text):
            yield what, match.end()


def _value(found: re.Match[str]) -> str | None:
    part = found.groupdict()
    if part["year"]:
        return _iso(part["year"], part["month"], part["day"])
    if part["after"]:
        return _in_figures(part["after"], int(part["first"]), int(part["second"]), part["sign"])
    name = fold(part["name"] or part["called"])
    month = next((months[name] for lang in used().all if name in (months := lang.calendar.months)), None)
    return _iso(part["in"] or part["then"], month, part["on"] or part["at"]) if month else None


def _in_figures(year: str, first: int, second: int, sign: str) -> str | None:
    """A date in figures; with strokes nobody can say which number is the month, unless one is none."""
    if sign == "/" and max(first, second) <= 12 and first != second:
        return None
    day, month = (first, second) if second <= 12 else (second, first)
    return _iso(year, month, day)


def _iso(year: str, month: str | int, day: str | int) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
