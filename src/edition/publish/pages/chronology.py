"""Every date of all articles in order, with its sentences; events of the register among them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any, Final

from edition.publish.cards import Cards
from edition.publish.extract import DateUse, Extract, date_text
from edition.publish.pages.collection import Collection
from edition.publish.pages.entity import _notes
from edition.publish.paths import article_path

MOST_ON_ONE_PAGE: Final = 4000


def is_by_year(collection: Collection) -> bool:
    """Whether the chronology is too long for one page, and gets one a year."""
    return sum(len(e.dates) for e in collection.extracts) > MOST_ON_ONE_PAGE


def chronology_pages(collection: Collection, lang: str, *, by_year: bool) -> Iterator[dict[str, Any]]:
    """The chronology on one page, or an overview and a page a year."""
    dates = _dates(collection, lang)
    events = _events(collection, lang)
    years: dict[str, list[str]] = defaultdict(list)
    for value in sorted({*dates, *events}, key=_order):
        years[_year(value)].append(value)
    counts = {year: sum(len(dates.get(v, ())) + len(events.get(v, ())) for v in values) for year, values in years.items()}
    made = [_year_values(year, years[year], dates, events, lang) for year in years]
    base = {"kind": "chronology", "folder": "chronology", "title-label": "section.chronology"}
    if not by_year:
        jump = [{"year": year} for year in years]
        yield {**base, "path": "chronology/index.html", "count": sum(counts.values()), "jump": jump, "years": made}
        return
    jump = [{"year": year, "path": f"chronology/{year}.html", "count": counts[year]} for year in years]
    yield {**base, "path": "chronology/index.html", "count": sum(counts.values()), "jump": jump, "years": []}
    short = [{"year": year, "path": f"chronology/{year}.html"} for year in years]
    for year, values in zip(years, made, strict=True):
        yield {**base, "path": f"chronology/{year}.html", "count": counts[year], "jump": short, "years": [values]}


def years_of(collection: Collection) -> tuple[Counter[int], dict[int, str]]:
    """How many dates each year has, and its first date."""
    counts: Counter[int] = Counter()
    first: dict[int, str] = {}
    for extract in collection.extracts:
        for use in extract.dates:
            year = int(_year(use.value))
            if "_" not in use.value and not use.version:
                counts[year] += 1
                first[year] = min(first.get(year, use.value), use.value)
    return counts, first


def _dates(collection: Collection, lang: str) -> dict[str, list[tuple[Extract, DateUse]]]:
    """Uses by value. Of an original and its translation, the one in the reader's language is shown."""
    out: dict[str, list[tuple[Extract, DateUse]]] = defaultdict(list)
    for extract in collection.extracts:
        pairs: dict[tuple[str, str], list[DateUse]] = defaultdict(list)
        for use in extract.dates:
            pairs[use.value, use.pair].append(use)
        for (value, _), uses in pairs.items():
            own = [u for u in uses if u.lang == lang] or [u for u in uses if not u.version] or uses
            out[value] += [(extract, use) for use in own]
    return out


def _events(collection: Collection, lang: str) -> dict[str, list[dict[str, Any]]]:
    cards = Cards(collection.registers, lang)
    out: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for key, kind in collection.entities.items():
        entity = collection.registers.get(key)
        value = date_text(entity.existence) if kind == "event" and entity and entity.existence.earliest else ""
        if entity and value:
            found = _notes(collection, cards, entity, "discrepancy")
            out[value].append({"part": "event", **collection.link(key, cards), "discrepancies": found})
    return out


def _year_values(
    year: str,
    values: list[str],
    dates: dict[str, list[tuple[Extract, DateUse]]],
    events: dict[str, list[dict[str, Any]]],
    lang: str,
) -> dict[str, Any]:
    months: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for value in values:
        start = value.split("_")[0] or value.split("_")[1]
        month = start[: len(year) + 3] if len(start) > len(year) else ""
        uses = dates.get(value, [])
        months[month].append(
            {
                "part": "date",
                "value": value,
                "article-count": len({extract.id for extract, _ in uses}),
                "events": events.get(value, []),
                "sentences": [_sentence(extract, use, lang) for extract, use in uses],
            }
        )
    return {"part": "year", "year": year, "months": [{"value": m, "dates": found} for m, found in months.items()]}


def _sentence(extract: Extract, use: DateUse, lang: str) -> dict[str, Any]:
    title, title_lang = extract.title(lang)
    return {
        "part": "sentence", "path": article_path(extract.id), "id": use.id, "before": use.before, "text": use.text,
        "after": use.after, "lang": use.lang, "title": title, "title-lang": title_lang,
    }  # fmt: skip


def _year(value: str) -> str:
    """The year under which a date stands: of its beginning where it has one."""
    start = value.split("_")[0] or value.split("_")[1]
    return start[: start.index("-", 1)] if "-" in start[1:] else start


def _order(value: str) -> tuple[int, str, str]:
    """By time; a year before its months, a month before its days, a day before a range that begins with it."""
    start, _, end = value.partition("_")
    return int(_year(value)), start or end, end
