"""Alphabetical indexes of the five kinds: an entry each, with its other names; that of places has a map."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from edition.publish.article import name_parts
from edition.publish.cards import Cards
from edition.publish.map import MapPlace, map_of
from edition.publish.order import by_letter, sort_key
from edition.publish.pages.collection import Collection
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
        "map": map_of(list(map_places(collection, cards))) if kind == "place" else None,
    }


def map_places(collection: Collection, cards: Cards) -> Iterator[MapPlace]:
    """The mentioned places that have coordinates."""
    for key, kind in collection.entities.items():
        entity = collection.registers.get(key)
        if kind == "place" and entity and entity.geo and collection.count(key):
            card = cards.card(key, kind)
            yield MapPlace(card["name"], card["path"], card["slug"], collection.count(key), entity.geo, entity.geo_cert)


def _title(folder: str) -> str:
    """The label's key; the stylesheet shows it in its language."""
    return f"section.{folder}"


def _entry(collection: Collection, card: dict[str, Any], lang: str) -> dict[str, Any]:
    return {
        "part": "entry",
        "id": card["slug"],
        "path": card["path"],
        "name": card["name"],
        "dates": card.get("dates", ""),
        "date-value": card.get("date-value", ""),
        "about": _authors(collection.registers.get(card["key"]), card["name"]),
        "count": collection.count(card["key"]),
        "variants": _variants(collection.registers.get(card["key"]), card["name"], lang),
    }


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
