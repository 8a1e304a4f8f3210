"""When a document was written, by its own account: its header, its dateline, the head of an entry.

Takes the document's header, or a dated place of its text; gives the day, or the middle of the month where only that is
told. Says nothing of articles that tell of other times and not of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from lxml import etree

from edition.annotate.dates.forms import FoundDate
from edition.markup import Document, tei
from edition.markup.standoff import Element, Flow
from edition.registers import DateValue

_EXACT: Final = ("when", "when-iso")
_RANGES: Final = (("from", "to"), ("notBefore", "notAfter"), ("from-iso", "to-iso"), ("notBefore-iso", "notAfter-iso"))
_SHORT: Final = 31  # a range of so many days tells the month
_DAY: Final = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?(?![\d-])")
_ISO: Final = re.compile(r"\s*\d{4}-\d\d-\d\d\s*\Z")
_DATED: Final = frozenset(("dateline", "opener", "closer"))
_MIDDLE: Final = 15
_SHARE: Final = 0.6  # so much of a heading is its date where it is the date of what follows
# where a header tells the day of writing, the surest place first
_PLACES: Final = (
    f"{tei('profileDesc')}/{tei('correspDesc')}/{tei('correspAction')}[@type='sent']/{tei('date')}",
    f"{tei('profileDesc')}/{tei('correspDesc')}/{tei('correspAction')}/{tei('date')}",
    f"{tei('profileDesc')}/{tei('creation')}//{tei('date')}",
    f"{tei('profileDesc')}/{tei('creation')}",
    f"{tei('fileDesc')}/{tei('sourceDesc')}//{tei('origDate')}",
    f"{tei('fileDesc')}/{tei('sourceDesc')}//{tei('msDesc')}/{tei('head')}/{tei('date')}",
    f"{tei('fileDesc')}/{tei('titleStmt')}/{tei('title')}",
)


@dataclass(frozen=True, slots=True)
class WritingDay:
    """A day of writing; without `is_exact` only its month is told."""

    day: date
    is_exact: bool = True


def written_by_header(document: Document) -> WritingDay | None:
    """What the header tells of the day on which the text was written."""
    header = document.root.find(tei("teiHeader"))
    found = () if header is None else (w for path in _PLACES for e in header.iterfind(path) for w in _told(e))
    return next(iter(found), None)


def _told(element: etree._Element) -> Iterator[WritingDay]:
    text = "".join(str(t) for t in element.itertext())
    values = [*(element.get(name, "") for name in _EXACT), text.strip() if _ISO.match(text) else ""]
    yield from (written for value in values if (written := written_at(value)))
    for first, last in _RANGES:
        begin, end = written_at(element.get(first, "")), written_at(element.get(last, ""))
        if begin and end and (end.day - begin.day).days <= _SHORT:
            yield WritingDay(begin.day, begin.is_exact and begin == end)


def written_at(value: str) -> WritingDay | None:
    """The day of a date's value.

    >>> written_at("1901-01-09"), written_at("1901-02").is_exact, written_at("1901")
    (WritingDay(day=datetime.date(1901, 1, 9), is_exact=True), False, None)
    """
    match = _DAY.match(value)
    if match is None:
        return None
    try:
        return WritingDay(date(int(match[1]), int(match[2]), int(match[3] or _MIDDLE)), match[3] is not None)
    except ValueError:
        return None


def written_in_text(flow: Flow, dates: list[tuple[FoundDate, DateValue, bool]]) -> WritingDay | None:
    """The day that a dateline tells, or a heading that is hardly more than a date; by the editor's tag or its words."""
    told = [e.attributes.get("when", "") for e in flow.inside if e.name == "date" and is_dated(e)]
    if not told:
        told = [value.when or "" for found, value, _ in dates if _dates_text(flow, found)]
    return next((written for when in told if (written := written_at(when)) and written.is_exact), None)


def has_dateline(flow: Flow) -> bool:
    """Whether a text is a dateline or has one inside."""
    return is_dated(flow.owner) or any(is_dated(element) for element in flow.inside)


def _dates_text(flow: Flow, found: FoundDate) -> bool:
    if flow.owner.name == "head":
        return found.end - found.start >= _SHARE * len(flow.text.strip())
    return is_dated(flow.element(found.start))


def is_dated(element: Element) -> bool:
    """Whether an element stands where a letter tells its place and day."""
    return any(e.name in _DATED for e in element.ancestors())
