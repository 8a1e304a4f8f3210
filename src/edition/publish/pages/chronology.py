"""Every date of all articles in order, with its sentences; events of the register among them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from edition.publish.cards import Cards
from edition.publish.extract import ArticleHeading, DateUse, date_text
from edition.publish.pages.collection import Collection
from edition.publish.pages.entity import notes_of
from edition.publish.pages.years import year_strip
from edition.publish.paths import article_path, slug

MOST_ON_ONE_PAGE: Final = 4000
_MOST_TOLD: Final = 12  # articles that tell of one day
_DAY: Final = len("1920-04-28")
Said = tuple[ArticleHeading, Sequence[DateUse]]


def is_by_year(collection: Collection) -> bool:
    """Whether the chronology is too long for one page, and gets one a year."""
    return sum(len(e.dates) for e in collection.extracts) > MOST_ON_ONE_PAGE


@dataclass(frozen=True)
class YearFrame:
    """A year without its sentences: its dates in order, and the events of the register by date."""

    year: str
    values: tuple[str, ...]
    events: Mapping[str, list[dict[str, Any]]]


def chronology_frames(
    collection: Collection, lang: str, *, by_year: bool
) -> Iterator[tuple[dict[str, Any], list[YearFrame]]]:
    """The chronology on one page, or an overview and a page a year; with the years whose sentences each shows."""
    counted = Counter(value for extract in collection.extracts for value, _ in _shown(extract.dates))
    events = _events(collection, lang)
    years = _by_year({*counted, *events})
    counts = {year: sum(counted[v] + len(events.get(v, ())) for v in values) for year, values in years.items()}
    frames = [_frame(year, values, events) for year, values in years.items()]
    base = {"kind": "chronology", "folder": "chronology", "title-label": "section.chronology", "years": []}
    overview = {**base, "path": "chronology/index.html", "count": sum(counts.values())}
    if not by_year:
        yield {**overview, **_filters(collection, lang, counts), "jump": [{"year": year} for year in years]}, frames
        return
    paths = {year: f"chronology/{year}.html" for year in years}
    jump = [{"year": year, "path": path, "count": counts[year]} for year, path in paths.items()]
    yield {**overview, "bars": [], "articles": [], "jump": jump}, []
    short = [{"year": year, "path": path} for year, path in paths.items()]
    for frame in frames:
        yield {**base, "path": paths[frame.year], "count": counts[frame.year], "jump": short}, [frame]


def _frame(year: str, values: list[str], events: Mapping[str, list[dict[str, Any]]]) -> YearFrame:
    return YearFrame(year, tuple(values), {value: events[value] for value in values if value in events})


def _by_year(values: Iterable[str]) -> dict[str, list[str]]:
    years: defaultdict[str, list[str]] = defaultdict(list)
    for value in sorted(values, key=_order):
        years[year_of(value)].append(value)
    return years


def _filters(collection: Collection, lang: str, counts: Mapping[str, int]) -> dict[str, Any]:
    """What narrows a chronology on one page: a bar of years, and the articles."""
    bars = year_strip(Counter({int(year): count for year, count in counts.items()}))
    articles = [{"id": slug(e.id), "title": e.title(lang)[0]} for e in collection.extracts if e.dates]
    return {"bars": bars, "articles": articles if bars else []}


def years_of(collection: Collection) -> tuple[Counter[int], dict[int, str]]:
    """How many dates each year has, and its first date."""
    counts: Counter[int] = Counter()
    first: dict[int, str] = {}
    for extract in collection.extracts:
        for use in extract.dates:
            year = int(year_of(use.value))
            if "_" not in use.value and not use.version:
                counts[year] += 1
                first[year] = min(first.get(year, use.value), use.value)
    return counts, first


def shared_days(collection: Collection) -> tuple[list[dict[str, Any]], dict[str, list[tuple[int, str]]]]:
    """The articles, and of each day that some of them tell of (but not very many) the places: article and id."""
    told: dict[str, dict[int, str]] = defaultdict(dict)
    for number, extract in enumerate(collection.extracts):
        for use in extract.dates:
            if len(use.value) == _DAY and not use.version:
                told[use.value].setdefault(number, use.id)
    days = {day: sorted(places.items()) for day, places in sorted(told.items()) if 1 < len(places) <= _MOST_TOLD}
    named = {number for places in days.values() for number, _ in places}
    articles = [
        {"path": article_path(e.id), "titles": dict(e.titles) or {"": e.id}} if number in named else {}
        for number, e in enumerate(collection.extracts)
    ]
    return articles, days


def _shown(dates: Iterable[DateUse]) -> Iterator[tuple[str, DateUse]]:
    """An article's uses by value: the original's; a date that only the translation gives is the translation's."""
    found: dict[str, list[DateUse]] = defaultdict(list)
    for use in dates:
        found[use.value].append(use)
    for value, uses in found.items():
        yield from ((value, use) for use in [u for u in uses if not u.version] or uses)


def _events(collection: Collection, lang: str) -> dict[str, list[dict[str, Any]]]:
    cards = Cards(collection.registers, lang)
    out: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for key, kind in collection.entities.items():
        entity = collection.registers.get(key)
        value = date_text(entity.existence) if kind == "event" and entity and entity.existence.earliest else ""
        if entity and value:
            found = notes_of(collection, cards, entity, "discrepancy")
            out[value].append({"part": "event", **collection.link(key, cards), "discrepancies": found})
    return out


def year_values(frame: YearFrame, said: Iterable[Said]) -> dict[str, Any]:
    """A year with its sentences: what each article says of it, the articles in their order."""
    dates: dict[str, list[tuple[ArticleHeading, DateUse]]] = defaultdict(list)
    for heading, uses in said:
        for value, use in _shown(uses):
            dates[value].append((heading, use))
    months: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for value in frame.values:
        start = value.split("_")[0] or value.split("_")[1]
        month = start[: len(frame.year) + 3] if len(start) > len(frame.year) else ""
        found = dates.get(value, [])
        months[month].append(
            {
                "part": "date",
                "value": value,
                "article-count": len({heading.id for heading, _ in found}),
                "events": frame.events.get(value, []),
                "sentences": [_sentence(heading, use) for heading, use in found],
            }
        )
    return {"part": "year", "year": frame.year, "months": [{"value": m, "dates": found} for m, found in months.items()]}


def _sentence(heading: ArticleHeading, use: DateUse) -> dict[str, Any]:
    return {
        "part": "sentence", "path": article_path(heading.id), "id": use.id, "before": use.before, "text": use.text,
        "after": use.after, "lang": use.lang, "title": heading.title, "title-lang": heading.lang,
    }  # fmt: skip


def year_of(value: str) -> str:
    """The year under which a date stands: of its beginning where it has one."""
    start = value.split("_")[0] or value.split("_")[1]
    return start[: start.index("-", 1)] if "-" in start[1:] else start


def _order(value: str) -> tuple[int, str, str]:
    """By time; a year before its months, a month before its days, a day before a range that begins with it."""
    start, _, end = value.partition("_")
    return int(year_of(value)), start or end, end
