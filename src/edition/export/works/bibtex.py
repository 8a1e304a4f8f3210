"""BibTeX by pybtex, with all letters as they are (UTF-8, as biber and modern BibTeX read it)."""

from __future__ import annotations

import re
from typing import Any, BinaryIO, Final

from edition.export.corpus import Corpus
from edition.export.extras import library
from edition.registers import Bibliography, Entity, plain_key

_TYPES: Final = {"book": "book", "article": "article", "chapter": "incollection", "thesis": "phdthesis",
                 "newspaper": "article", "web": "online"}  # fmt: skip
_YEAR: Final = re.compile(r"-?\d{4}")
_BRACES: Final = str.maketrans("{}\\", "()/")


def write_bibtex(corpus: Corpus, file: BinaryIO) -> None:
    """All works, one entry after another."""
    database = library("pybtex.database", "bibliography")
    for work in corpus.entities("work"):
        text = database.BibliographyData({plain_key(work.key): _entry(database, work)}).to_string(
            "bibtex", encoding="UTF-8"
        )
        file.write((text + "\n").encode())


def _entry(database: Any, work: Entity) -> Any:
    found = work.bibliography or Bibliography()
    kind = _TYPES.get(work.type, "misc")
    container = "booktitle" if kind == "incollection" else "journal"
    match = _YEAR.match(found.year)
    year = match[0] if match else found.year
    fields = {
        "title": found.title or work.name(""),
        "shorttitle": found.short_title,
        container: found.container,
        "series": found.series,
        "school" if kind == "phdthesis" else "publisher": found.publisher,
        "address": found.place,
        "year": year,
        "date": found.year if found.year != year else "",
        "volume": found.volume,
        "number": found.issue,
        "pages": re.sub(r"\s*[-–—]\s*", "--", found.pages),
        "doi": found.doi,
        "url": found.url,
        "langid": found.lang,
    }
    roles = (("author", found.authors), ("editor", found.editors))
    persons = {role: [_person(database, name) for name in names] for role, names in roles if names}
    kept = [(name, _plain(value)) for name, value in fields.items() if value]
    return database.Entry(kind, fields=kept, persons=persons)


def _person(database: Any, name: str) -> Any:
    """A name in two parts; a body or a name whose parts are not known stays one word to BibTeX."""
    family, comma, given = _plain(name).partition(", ")
    if comma:
        return database.Person(first=given, last=_one_word(family))
    return database.Person(last=_one_word(family))


def _one_word(text: str) -> str:
    return f"{{{text}}}" if " " in text or "," in text else text


def _plain(text: str) -> str:
    """Braces and backslashes are commands to BibTeX and never part of a title or a name here."""
    return text.translate(_BRACES)
