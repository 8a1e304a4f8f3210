"""iCalendar by icalendar: every full day that the articles or the register of events name."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from edition.diagnostics import Diagnostic
from edition.export.codes import LOST_DATE
from edition.export.corpus import Corpus
from edition.export.extras import library
from edition.export.tables.rows import placed_mentions
from edition.registers import DateValue

_DAY: Final = re.compile(r"(-?\d{4,}-\d\d-\d\d)(?:T.*|Z|[+-]\d\d:\d\d)?\Z")
_UNCHANGED: Final = "1970-01-01"
_END: Final = b"END:VCALENDAR\r\n"


def write_dates(corpus: Corpus, file: BinaryIO) -> None:
    """The full days of the articles, each with the sentence that names it."""
    _write(corpus, file, _dated(corpus))


def write_events(corpus: Corpus, file: BinaryIO) -> None:
    """The events of the register that are dated to the day."""
    _write(corpus, file, _events(corpus))


def _dated(corpus: Corpus) -> Iterator[dict[str, Any]]:
    for placed in placed_mentions(corpus):
        mention = placed.mention
        if mention.kind == "date" and not placed.block.version:
            yield {
                "uid": f"{placed.facts.id}-{mention.id}",
                "date": mention.date,
                "summary": placed.sentence,
                "url": f"{corpus.uri('article', placed.facts.id)}#{mention.block}",
                "stamp": placed.facts.metadata.changed,
            }


def _events(corpus: Corpus) -> Iterator[dict[str, Any]]:
    lang = corpus.language
    for event in corpus.entities("event"):
        yield {
            "uid": event.key,
            "date": event.existence,
            "summary": event.name(lang),
            "description": event.description(lang),
            "url": corpus.uri("event", event.key),
            "stamp": "",
        }


def _write(corpus: Corpus, file: BinaryIO, entries: Iterator[dict[str, Any]]) -> None:
    icalendar = library("icalendar", "calendar")
    calendar = icalendar.Calendar()
    calendar.add("prodid", f"-//{corpus.info.publisher or 'edition'}//{corpus.title()}//")
    calendar.add("version", "2.0")
    calendar.add("name", corpus.title())
    file.write(calendar.to_ical().removesuffix(_END))
    for entry in entries:
        days = _days(corpus, entry["date"])
        if days is not None:
            file.write(_event(icalendar, corpus, entry, days).to_ical())
    file.write(_END)


def _event(icalendar: Any, corpus: Corpus, entry: dict[str, Any], days: tuple[datetime.date, datetime.date]) -> Any:
    event = icalendar.Event()
    event.add("uid", f"{entry['uid']}@{corpus.info.id or 'edition'}")
    event.add("dtstamp", datetime.datetime.combine(_stamp(entry["stamp"]), datetime.time(), datetime.UTC))
    event.add("dtstart", days[0])
    event.add("dtend", days[1] + datetime.timedelta(days=1))  # the first day that is not part of it
    event.add("summary", entry["summary"])
    if entry.get("description"):
        event.add("description", entry["description"])
    event.add("url", entry["url"])
    event.add("transp", "TRANSPARENT")
    return event


def _stamp(changed: str) -> datetime.date:
    """The day of the last change; its first day where only a month or year is told."""
    day = DateValue(when=changed or None).earliest or _UNCHANGED
    try:
        return datetime.date.fromisoformat(day)
    except ValueError:
        return datetime.date.fromisoformat(_UNCHANGED)


def _days(corpus: Corpus, date: DateValue) -> tuple[datetime.date, datetime.date] | None:
    first, last = _DAY.match(date.when or date.from_ or ""), _DAY.match(date.when or date.to or "")
    if not (first and last):
        return None
    try:
        days = datetime.date.fromisoformat(first[1]), datetime.date.fromisoformat(last[1])
    except ValueError:
        days = datetime.date.max, datetime.date.min
    if days[0] <= days[1] < datetime.date.max:  # a day more must follow as the end
        return days
    message = f"iCalendar cannot hold the day {first[1]}"
    if last[1] != first[1]:
        message = f"iCalendar cannot hold the days from {first[1]} to {last[1]}"
    corpus.findings.append(Diagnostic(LOST_DATE, message, help="export the dates as CSV or JSON too"))
    return None
