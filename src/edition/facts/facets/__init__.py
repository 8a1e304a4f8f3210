"""What texts can be grouped by, as the header tells: genre, keyword, series, place, material, hand, keeper …"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from lxml import etree

from edition.facts.letters import Party
from edition.markup import XML_ID, all_text, local_name, tei
from edition.registers import key_of, pointers_of

_GENRE: Final = re.compile(r"genre|gattung|text-?type|textsorte|genere", re.IGNORECASE)
_PLACES: Final = tuple(tei(n) for n in ("placeName", "settlement", "region", "country", "geogName", "district"))
_MOST_LETTERS: Final = 80  # what is longer describes, and groups nothing
_SERIES: Final = f"{tei('fileDesc')}/{tei('seriesStmt')}/{tei('title')}"
KeyOf = Callable[[str, str], str]


def read_facets(header: etree._Element, key: KeyOf = key_of) -> dict[str, tuple[Party, ...]]:
    """What the header says a text belongs to; nothing for what it does not say."""
    source = header.find(f"{tei('fileDesc')}/{tei('sourceDesc')}")
    found = {
        **_classes(header),
        "place": [_party(e, key, "place") for e in _origins(header, source)],
        "material": [_party(e, key, "") for e in _all(source, "material")],
        "object": [_party(e, key, "") for e in _all(source, "objectType")],
        "hand": [_party(e, key, "person") for e in _scribes(source, header)],
        "series": [_party(e, key_of, "") for e in header.iterfind(_SERIES)],
        "repository": [_party(e, key, "org") for e in _all(source, "repository")],
    }
    kept = {name: tuple(dict.fromkeys(p for p in parties if p.name)) for name, parties in found.items()}
    return {name: parties for name, parties in kept.items() if parties}


def _classes(header: etree._Element) -> dict[str, list[Party]]:
    """Genres and keywords of `textClass`; a category is called what the taxonomy of the header calls it."""
    text_class = header.find(f"{tei('profileDesc')}/{tei('textClass')}")
    names = _categories(header)
    genres = [Party(names.get(pointer, _spoken(pointer)), "", "") for pointer in _pointers(text_class)]
    genres += [_party(e, key_of, "") for e in _all(text_class, "classCode")]
    keywords: list[Party] = []
    for words in _all(text_class, "keywords"):
        are_genres = any(_GENRE.search(words.get(name, "")) for name in ("scheme", "n", "type", "ana"))
        for word in words.iter(tei("term"), tei("item")):
            is_genre = are_genres or _GENRE.search(word.get("type", ""))
            (genres if is_genre else keywords).append(_party(word, key_of, ""))
    return {"genre": genres, "keyword": keywords}


def _categories(header: etree._Element) -> dict[str, str]:
    out = {}
    for category in header.iter(tei("category")):
        told = next((e for name in ("catDesc", "gloss", "desc") if (e := category.find(tei(name))) is not None), None)
        if told is not None and (id_ := category.get(XML_ID)):
            out[id_] = _short(told)
    return {id_: name for id_, name in out.items() if name}


def _pointers(text_class: etree._Element | None) -> Iterator[str]:
    for reference in _all(text_class, "catRef"):
        yield from (pointer.rpartition("#")[2] for pointer in reference.get("target", "").split())


def _spoken(pointer: str) -> str:
    return pointer.rpartition("/")[2].rpartition(":")[2].replace("_", " ")


def _origins(header: etree._Element, source: etree._Element | None) -> Iterator[etree._Element]:
    """Where the text, or what bears it, was made."""
    creation = header.find(f"{tei('profileDesc')}/{tei('creation')}")
    for around in [*_all(source, "origPlace"), *([] if creation is None else [creation])]:
        names = [e for e in around.iter(*_PLACES) if not any(a.tag in _PLACES for a in e.iterancestors())]
        yield from names or ([around] if local_name(around) == "origPlace" else [])


def _scribes(source: etree._Element | None, header: etree._Element) -> Iterator[etree._Element]:
    notes = [
        *_all(source, "handNote"),
        *(header.iterfind(f"{tei('profileDesc')}/{tei('handNotes')}/{tei('handNote')}")),
    ]
    for note in notes:
        names = list(note.iter(tei("persName"), tei("name")))
        yield from names[:1] or ([note] if note.get("scribe") else [])


def _party(element: etree._Element, key: KeyOf, kind: str) -> Party:
    pointer = next(iter(pointers_of(element)), "")
    name = _short(element) or (element.get("scribe", "").removeprefix("#") if local_name(element) == "handNote" else "")
    return Party(name, key(pointer, kind) if pointer and kind in ("place", "person", "org") else "", kind)


def _short(element: etree._Element) -> str:
    """An element's words, where they are a name and no description."""
    text = " ".join(all_text(element).split()).strip(" .,;:")
    return text if len(text) <= _MOST_LETTERS else ""


def _all(around: etree._Element | None, name: str) -> Iterable[etree._Element]:
    return () if around is None else around.iter(tei(name))
