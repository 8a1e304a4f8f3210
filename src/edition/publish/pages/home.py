"""The first page, and the pages about the edition and its use."""

from __future__ import annotations

from collections import Counter
from typing import Any, Final

from edition.publish.assets import SEARCH_SCRIPTS
from edition.publish.cards import Cards
from edition.publish.extract import Extract
from edition.publish.map import draw_map
from edition.publish.pages.chronology import years_of
from edition.publish.pages.collection import Collection
from edition.publish.pages.index import map_places
from edition.publish.pages.years import year_strip
from edition.publish.paths import FOLDERS, article_path, index_path

_MOST_PERSONS: Final = 5
_LABELS_ON_MAP: Final = 14


def home_page(collection: Collection, lang: str) -> dict[str, Any]:
    """What the edition is: its articles as cards, a timeline, a map."""
    cards = Cards(collection.registers, lang)
    counts, first = years_of(collection)
    return {
        "kind": "home",
        "folder": "articles",
        "path": "index.html",
        "title": "",
        "figures": figures(collection),
        "articles": [_article(collection, cards, extract) for extract in collection.extracts],
        "years": year_strip(counts, first),
        "map": draw_map(list(map_places(collection, cards)), _LABELS_ON_MAP),
    }


def figures(collection: Collection) -> list[dict[str, Any]]:
    """How many of what."""
    kinds = Counter(collection.entities.values())
    out = [{"key": "articles", "path": "index.html", "count": len(collection.extracts)}]
    return out + [{"key": f, "path": index_path(f), "count": kinds[k]} for k, f in FOLDERS.items() if kinds[k]]


def about_page(collection: Collection, guidelines: str = "") -> dict[str, Any]:
    """About the edition; `guidelines` is the path of the encoding guidelines where they are part of the site."""
    return {"kind": "about", "path": "about.html", "title-label": "section.about", "figures": figures(collection),
            "guidelines": guidelines or None}  # fmt: skip


def search_page() -> dict[str, Any]:
    """The search page."""
    return {
        "kind": "search",
        "path": "search/index.html",
        "title-label": "section.search",
        "scripts": list(SEARCH_SCRIPTS),
    }


def not_found_page() -> dict[str, Any]:
    """The page for what is not there."""
    return {"kind": "not-found", "path": "404.html", "title-label": "not-found"}


def _article(collection: Collection, cards: Cards, extract: Extract) -> dict[str, Any]:
    title, lang = extract.title(cards.lang)
    named = Counter(collection.key(o.key) for o in extract.occurrences if o.kind == "person" and not o.cited)
    most = sorted(named, key=lambda k: (-named[k], k))[:_MOST_PERSONS]
    return {
        "part": "article",
        "path": article_path(extract.id),
        "title": title,
        "title-lang": lang,
        "authors": list(extract.authors),
        "year": extract.year,
        "lang": extract.lang,
        "words": extract.words,
        "persons": [collection.link(key, cards) for key in most],
    }
