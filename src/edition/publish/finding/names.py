"""The entries that the search shows while one types: names, other names, and how they sound in Latin letters.

Takes a collection and a language, gives rows of plain values; how a query meets them is the script's matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from anyascii import anyascii

from edition.languages.order import is_own_letter
from edition.publish.cards import Cards
from edition.publish.pages.collection import Collection
from edition.publish.paths import FOLDERS, article_path
from edition.registers import Entity

_MOST_NAMES: Final = 20_000  # of the entries that are named most; all others stand in the indexes
_MOST_LETTERS: Final = 3_000_000  # of texts that a page can hold; larger editions need the index that Pagefind makes


def known_names(collection: Collection, lang: str) -> dict[str, Any]:
    """Kinds, titles of articles, and of each entry: name, kind, path, dates, mentions, other names, years."""
    cards = Cards(collection.registers, lang)
    keys = sorted(collection.entities, key=lambda key: (-collection.count(key), key))[:_MOST_NAMES]
    articles = [[*_title(extract, lang), article_path(extract.id)] for extract in collection.extracts]
    return {
        "kinds": list(FOLDERS.values()),
        "articles": articles[:_MOST_NAMES],
        "entries": [_row(collection, cards, key) for key in keys],
    }


def known_texts(found: Iterable[tuple[str, Iterable[Any]]]) -> list[Any] | None:
    """Passages with the path of their article for pages that have no index: nothing where they are too long for it."""
    rows: list[Any] = []
    letters = 0
    for path, passages in found:
        for passage in passages:
            rows.append([path, passage.heading, list(passage.years), [list(block) for block in passage.blocks]])
            letters += sum(len(text) for _, text in passage.blocks)
        if letters > _MOST_LETTERS:
            return None
    return rows


def _title(extract: Any, lang: str) -> tuple[str, str]:
    title, _ = extract.title(lang)
    return title, extract.year


def _row(collection: Collection, cards: Cards, key: str) -> list[Any]:
    card = collection.card(key, cards)
    years = [year for _, use in collection.mentions.get(key, ()) for year in use.years]
    span = [min(years), max(years)] if years else []
    others = "\n".join(_other_names(collection.registers.get(key), card["name"], cards.lang))
    dates = card.get("dates", "") or card.get("date-value", "")
    return [card["name"], list(FOLDERS).index(card["kind"]), card["path"], dates, collection.count(key), others, span]


def _other_names(entity: Entity | None, name: str, lang: str) -> Iterator[str]:
    """Names beside the main one; of those in another script also how they are read."""
    seen = {name.casefold()}
    names = [name, *(other.text for other in entity.names)] if entity else [name]
    for text in names:
        for form in (text, *([] if _is_latin(text, lang) else [anyascii(text)])):
            if form.strip() and form.casefold() not in seen:
                seen.add(form.casefold())
                yield form.strip()


def _is_latin(text: str, lang: str) -> bool:
    return all(ord(letter) < 0x250 or not letter.isalpha() or is_own_letter(letter, lang) for letter in text)
