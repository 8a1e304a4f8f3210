"""Alphabetical indexes of the five kinds: an entry each, with its other names; that of places has a map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from edition.publish.cards import Cards, name_parts
from edition.publish.map import MapPlace, coast_box, map_of
from edition.publish.map.geometry import Box
from edition.publish.order import by_letter, sort_key
from edition.publish.pages.collection import Collection
from edition.publish.pages.years import year_strip
from edition.publish.paths import FOLDERS, index_path
from edition.registers import Entity


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    values: dict[str, Any]


def index_pages(collection: Collection, lang: str) -> Iterator[dict[str, Any]]:
    """One index a kind that has entries."""
    for kind, folder in FOLDERS.items():
        if folder in collection.folders:
            yield index_page(collection, lang, kind)


def index_page(collection: Collection, lang: str, kind: str) -> dict[str, Any]:
    """The index of a kind; it depends on the names and the number of mentions of its entries."""
    cards = Cards(collection.registers, lang)
    keys = [key for key, its_kind in collection.entities.items() if its_kind == kind]
    made = [collection.card(key, cards) for key in keys]
    entries = [_Entry(card["name"], _entry(collection, card, lang)) for card in made]
    letters = [
        {"part": "letter", "letter": letter, "id": f"{number}", "entries": [e.values for e in found]}
        for number, (letter, found) in enumerate(by_letter(entries, lang), 1)
    ]
    return {
        "kind": "index",
        "folder": FOLDERS[kind],
        "path": index_path(FOLDERS[kind]),
        "title-label": _title(FOLDERS[kind]),
        "count": len(keys),
        "letters": letters,
        **(_map_and_years(collection, lang) if kind == "place" else {}),
    }


def map_places(collection: Collection, cards: Cards) -> Iterator[MapPlace]:
    """The mentioned places that have coordinates."""
    for key, kind in collection.entities.items():
        entity = collection.registers.get(key)
        if kind == "place" and entity and entity.geo and collection.count(key):
            card = cards.card(key, kind)
            years = Counter(year for _, use in collection.mentions[key] for year in use.years)
            told = " ".join(f"{year}:{count}" for year, count in sorted(years.items()))
            count = collection.count(key)
            yield MapPlace(card["name"], card["path"], card["slug"], count, entity.geo, entity.geo_cert, told)


def all_places(collection: Collection, lang: str) -> list[MapPlace]:
    """The mentioned places that have coordinates, in one language."""
    return list(map_places(collection, Cards(collection.registers, lang)))


def _map_and_years(collection: Collection, lang: str) -> dict[str, Any]:
    """The map of all places, and how often they are named in each year."""
    places = all_places(collection, lang)
    years: Counter[int] = Counter()
    for place in places:
        for told in place.years.split():
            year, _, count = told.rpartition(":")
            years[int(year)] += int(count)
    return {"map": map_of(places, coast_of(collection)), "years": year_strip(years)}


def coast_of(collection: Collection) -> Box | None:
    """What the picture of the coast shows in this edition, whatever the language."""
    return collection.kept("coast", lambda: coast_box(all_places(collection, "")))


def _title(folder: str) -> str:
    """The label's key; the stylesheet shows it in its language."""
    return f"section.{folder}"


def _entry(collection: Collection, card: Mapping[str, Any], lang: str) -> dict[str, Any]:
    return {
        "part": "entry",
        "id": card["slug"],
        "path": card["path"],
        "name": card["name"],
        "dates": card.get("dates", ""),
        "date-value": card.get("date-value", ""),
        **_line(collection.registers.get(card["key"]), card),
        "count": collection.count(card["key"]),
        "variants": _variants(collection.registers.get(card["key"]), card["name"], lang),
    }


def _line(entity: Entity | None, card: Mapping[str, Any]) -> dict[str, str]:
    """The one line that tells an entry from others: of a work its authors, else how its description begins."""
    authors = _authors(entity, card["name"])
    if authors:
        return {"authors": authors}
    return {"about": card.get("text", ""), "about-lang": card.get("text-lang", "")}


def _authors(work: Entity | None, name: str) -> str:
    """Who wrote a work, where its name does not tell: titles alone are hard to look up."""
    authors = work.bibliography.authors if work and work.bibliography else ()
    return "; ".join(author for author in authors if name_parts(author)[0] not in name)


def _variants(entity: Entity | None, name: str, lang: str) -> list[dict[str, str]]:
    """Other names, each once, in the language's order."""
    found: dict[str, dict[str, str]] = {}
    for other in entity.names if entity else ():
        text = other.text.strip()
        if text and text.casefold() != name.casefold() and other.type != "ambiguous":
            found.setdefault(text.casefold(), {"text": text, "lang": other.lang})
    return sorted(found.values(), key=lambda other: (sort_key(other["text"], lang), other["text"]))
