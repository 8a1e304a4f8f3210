"""CSL-JSON, which Zotero, pandoc and citeproc take."""

from __future__ import annotations

import re
from typing import Any, BinaryIO, Final

from edition.export.corpus import Corpus
from edition.export.streams import without_empty, write_json_list
from edition.registers import Bibliography, Entity

_TYPES: Final = {
    "book": "book",
    "article": "article-journal",
    "chapter": "chapter",
    "thesis": "thesis",
    "archive": "document",
    "newspaper": "article-newspaper",
    "web": "webpage",
}
_YEAR: Final = re.compile(r"(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?")


def write_csl(corpus: Corpus, file: BinaryIO) -> None:
    """All works."""
    write_json_list(file, (csl_item(work) for work in corpus.entities("work")))


def csl_item(work: Entity) -> dict[str, Any]:
    """A work as CSL."""
    found = work.bibliography or Bibliography()
    return {
        "id": work.key,
        "type": _TYPES.get(work.type, "document"),
        **without_empty(
            {
                "title": found.title or work.name(""),
                "title-short": found.short_title,
                "author": [_person(a) for a in found.authors],
                "editor": [_person(e) for e in found.editors],
                "container-title": found.container,
                "collection-title": found.series,
                "publisher": found.publisher,
                "publisher-place": found.place,
                "issued": _date(found.year),
                "volume": found.volume,
                "issue": found.issue,
                "page": found.pages,
                "DOI": found.doi,
                "URL": found.url,
                "language": found.lang,
            }
        ),
    }


def _person(name: str) -> dict[str, str]:
    family, comma, given = name.partition(", ")
    return {"family": family, "given": given} if comma else {"literal": name}


def _date(year: str) -> dict[str, Any]:
    match = _YEAR.match(year)
    if match:
        return {"date-parts": [[int(part) for part in match.groups() if part]]}
    return {"literal": year} if year else {}
