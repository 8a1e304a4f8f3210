"""The first page, the table of contents of a large edition, and the pages about the edition and its use."""

from __future__ import annotations

from collections import Counter
from typing import Any, Final

from edition.facts import split_sentences
from edition.publish.assets import SEARCH_SCRIPTS
from edition.publish.cards import Cards
from edition.publish.extract import Extract
from edition.publish.map import map_of
from edition.publish.pages.chronology import years_of
from edition.publish.pages.collection import Collection
from edition.publish.pages.index import coast_of, map_places
from edition.publish.pages.years import year_strip
from edition.publish.paths import FOLDERS, article_path, contents_path, index_path
from edition.registers import Note

HOME: Final = "index.html"
_MOST_PERSONS: Final = 5
_LABELS_ON_MAP: Final = 14
_MOST_CARDS: Final = 60  # with more articles the first page shows some, and a table of contents has them all
_SOME_CARDS: Final = 12
_MOST_QUESTIONS: Final = 4
_LEAST_LETTERS, _MOST_LETTERS = 60, 240  # of an account on the first page


def home_page(collection: Collection, lang: str) -> dict[str, Any]:
    """What the edition is: its articles as cards, a timeline, a map."""
    cards = Cards(collection.registers, lang)
    counts, first = years_of(collection)
    listed = articles_list(collection)
    shown = collection.extracts if listed == HOME else collection.extracts[:_SOME_CARDS]
    return {
        "kind": "home",
        "folder": "articles",
        "path": HOME,
        "title": "",
        "figures": figures(collection),
        "questions": questions(collection, cards),
        "articles": [{**row(e, lang), "persons": _most_named(collection, cards, e)} for e in shown],
        "contents": contents_path(1) if has_lists(collection) else "",
        "missing": sorted(collection.missing),
        "years": year_strip(counts, first),
        "map": map_of(list(map_places(collection, cards)), coast_of(collection), _LABELS_ON_MAP),
    }


def questions(collection: Collection, cards: Cards) -> list[dict[str, Any]]:
    """Where the sources differ: the entries whose notes say so, those that most articles tell of first."""
    found = []
    for key, kind in collection.entities.items():
        entity = collection.registers.get(key)
        notes = [n for n in entity.notes if n.type == "discrepancy" and n.lang in (cards.lang, "")] if entity else []
        if entity and notes:
            told = max(notes, key=lambda note: len(note.sources))
            found.append((len(told.sources), collection.count(key), key, kind, told))
    most = sorted(found, key=lambda each: (-each[0], -each[1], each[2]))[:_MOST_QUESTIONS]
    return [
        {**collection.link(key, cards), "kind": kind, "count": count, "lang": note.lang, "text": _first(note)}
        for count, _, key, kind, note in most
    ]


def _first(note: Note) -> str:
    """So much of a note that one wants to read on."""
    spans = split_sentences(note.text, note.lang)
    long_enough = next((end for _, end in spans if end >= _LEAST_LETTERS), len(note.text))
    if long_enough <= _MOST_LETTERS:
        return note.text[:long_enough]
    return note.text[:_MOST_LETTERS].rsplit(" ", 1)[0] + " …"


def articles_list(collection: Collection) -> str:
    """The page that lists all articles: the first page, or the contents where they are too many for it."""
    return HOME if len(collection.extracts) <= _MOST_CARDS else contents_path(1)


def has_lists(collection: Collection) -> bool:
    """Whether there are pages that list all texts: where the first page has not all, or there is much to group by."""
    number = len(collection.extracts)
    told = any(extract.facets or extract.letter for extract in collection.extracts)
    return number > _MOST_CARDS or (number > _SOME_CARDS and told)


def figures(collection: Collection) -> list[dict[str, Any]]:
    """How many of what."""
    kinds = Counter(collection.entities.values())
    out = [{"key": "articles", "path": articles_list(collection), "count": len(collection.extracts)}]
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


def row(extract: Extract, lang: str) -> dict[str, Any]:
    """An article in a list of articles."""
    title, title_lang = extract.title(lang)
    return {
        "part": "article",
        "path": article_path(extract.id),
        "title": title,
        "title-lang": title_lang,
        "authors": [author.named(lang) for author in extract.authors],
        "year": extract.year,
        "lang": extract.lang,
        "words": extract.words,
        "lead": extract.leads.get(lang) or extract.leads.get(extract.lang, ""),
        "lead-lang": lang if extract.leads.get(lang) else extract.lang,
    }


def _most_named(collection: Collection, cards: Cards, extract: Extract) -> list[dict[str, Any]]:
    persons = (o for o in extract.occurrences if o.kind == "person" and not o.cited and not o.version)
    named = Counter(collection.key(o.key) for o in persons)
    most = sorted(named, key=lambda k: (-named[k], k))[:_MOST_PERSONS]
    return [collection.link(key, cards) for key in most]
