"""The letters of an edition by day: months as calendars, each letter with its way, and a map of sending and receiving.

Many letters are shown a year a page.
"""

from __future__ import annotations

import calendar
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from edition.facts.letters import Letter, Party
from edition.publish.cards import Cards
from edition.publish.extract import Extract
from edition.publish.map import MapPlace, MapRoute, map_of
from edition.publish.pages.collection import Collection
from edition.publish.pages.index import coast_of
from edition.publish.paths import article_path, index_path, slug
from edition.registers import Entity

_MOST_ON_ONE_PAGE: Final = 400
_MOST_ROUTES: Final = 60
UNDATED: Final = "undated"


def letter_pages(collection: Collection, lang: str) -> Iterator[dict[str, Any]]:
    """The calendar of all letters on one page, or an overview and a page a year."""
    letters = [(e, e.letter) for e in collection.extracts if e.letter]
    if not letters:
        return
    cards = Cards(collection.registers, lang)
    years = _by_year(letters)
    base = {"kind": "letters", "folder": "letters", "title-label": "section.letters"}
    parts = {year: _year(collection, cards, year, found) for year, found in years.items()}
    is_long = len(letters) > _MOST_ON_ONE_PAGE
    plan = _map(collection, cards, [letter for _, letter in letters])
    jump = [
        {"year": year, "count": len(found), "path": f"letters/{year}.html" if is_long else ""}
        for year, found in years.items()
    ]
    yield {
        **base, "path": index_path("letters"), "count": len(letters), "jump": jump,
        "years": [] if is_long else list(parts.values()), "map": plan,
    }  # fmt: skip
    for year in years if is_long else ():
        count = len(years[year])
        yield {**base, "path": f"letters/{year}.html", "count": count, "jump": jump, "years": [parts[year]]}


def has_letters(collection: Collection) -> bool:
    """Whether any text is a letter."""
    return any(extract.letter for extract in collection.extracts)


Found = tuple[Extract, Letter]


def _by_year(letters: Sequence[Found]) -> dict[str, list[Found]]:
    """The letters of each year in their order, those without a date at the end."""
    out: dict[str, list[Found]] = defaultdict(list)
    for found in sorted(letters, key=lambda pair: (pair[1].date.earliest or "~", pair[0].id)):
        out[(found[1].date.earliest or "").rpartition("-")[0].rpartition("-")[0] or UNDATED].append(found)
    return dict(out)


def _year(collection: Collection, cards: Cards, year: str, letters: Sequence[Found]) -> dict[str, Any]:
    months: dict[str, list[Found]] = defaultdict(list)
    for found in letters:
        months[_month(found[1])].append(found)
    return {
        "part": "year-of-letters",
        "year": "" if year == UNDATED else year,
        "count": len(letters),
        "months": [
            {
                "month": month,
                "days": _days(year, month, found),
                "letters": list(_rows(collection, cards, found)),
            }
            for month, found in sorted(months.items())
        ],
    }


def _month(letter: Letter) -> str:
    """The month of a letter, where it is of one."""
    first, last = letter.date.earliest or "", letter.date.latest or ""
    return first[-5:-3] if first[:-3] == last[:-3] else ""


def _days(year: str, month: str, letters: Sequence[Found]) -> list[dict[str, Any]]:
    """A month as a calendar: the days of its weeks, those before its first without a number."""
    if not (month and year.isdigit() and 0 < int(year) < 10_000):
        return []
    first, length = calendar.monthrange(int(year), int(month))
    told = Counter(day for _, letter in letters if (day := _day(letter)))
    days = [
        {"day": number, "count": told[number], "id": f"d{year}-{month}-{number:02}"} for number in range(1, length + 1)
    ]
    return [{"day": 0, "count": 0, "id": ""}] * first + days


def _day(letter: Letter) -> int:
    """The day on which a letter was written, where it is known."""
    date = letter.date.earliest
    return int(date[-2:]) if date and date == letter.date.latest else 0


def _rows(collection: Collection, cards: Cards, letters: Sequence[Found]) -> Iterator[dict[str, Any]]:
    seen: set[str] = set()
    for extract, letter in letters:
        title, title_lang = extract.title(cards.lang)
        day = f"d{letter.date.earliest}" if _day(letter) else ""
        yield {
            "part": "letter-of-month", "id": "" if day in seen else day, "day": _day(letter),
            "date": "" if _day(letter) else letter.date_text, "path": article_path(extract.id), "title": title,
            "title-lang": title_lang, "from": _ends(collection, cards, letter.sent_from),
            "to": _ends(collection, cards, letter.sent_to),
        }  # fmt: skip
        seen.add(day)


def _ends(collection: Collection, cards: Cards, places: Sequence[Party]) -> list[dict[str, Any]]:
    return [collection.link(p.key, cards) if p.key else {"name": p.name, "path": ""} for p in places[:1]]


def _map(collection: Collection, cards: Cards, letters: Sequence[Letter]) -> dict[str, Any] | None:
    """The places by the letters that were sent from and to them, and the ways that most letters took."""
    sent, received = (
        Counter(place.key for letter in letters if (place := _placed(collection, getattr(letter, side))))
        for side in ("sent_from", "sent_to")
    )
    ways: Counter[tuple[str, str]] = Counter()
    for letter in letters:
        start, end = _placed(collection, letter.sent_from), _placed(collection, letter.sent_to)
        if start and end and start.key != end.key:
            ways[start.key, end.key] += 1
    places = [_place(collection, cards, key, sent[key], received[key]) for key in sorted({*sent, *received})]
    routes = [
        _route(collection, cards, way, ways[way]) for way in sorted(ways, key=lambda w: (-ways[w], w))[:_MOST_ROUTES]
    ]
    plan = map_of(places, coast_of(collection), routes=routes)
    return {**plan, "unit": "letters.count"} if plan else None


def _placed(collection: Collection, places: Sequence[Party]) -> Entity | None:
    """The place at an end of a letter's way, where it has coordinates."""
    key = next((p.key for p in places if p.key), "")
    entity = collection.registers.get(collection.key(key)) if key else None
    return entity if entity and entity.geo else None


def _place(collection: Collection, cards: Cards, key: str, sent: int, received: int) -> MapPlace:
    entity = collection.registers.entities[key]
    path = collection.link(key, cards)["path"]
    assert entity.geo is not None  # only such are counted
    return MapPlace(
        cards.name(entity), path, slug(key), sent + received, entity.geo, entity.geo_cert, ways=(sent, received)
    )


def _route(collection: Collection, cards: Cards, way: tuple[str, str], count: int) -> MapRoute:
    ends: Mapping[str, Entity] = collection.registers.entities
    names = " → ".join(cards.name(ends[key]) for key in way)
    points = tuple(geo for key in way if (geo := ends[key].geo))
    return MapRoute(f"{names}: {count}", f"{slug(way[0])}--{slug(way[1])}", 0, points)
