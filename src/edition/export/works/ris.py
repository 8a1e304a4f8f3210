"""RIS by rispy, for EndNote, Citavi and library catalogues."""

from __future__ import annotations

import re
from typing import Any, BinaryIO, Final

from edition.export.corpus import Corpus
from edition.export.extras import library
from edition.export.streams import text_stream, without_empty
from edition.registers import Bibliography, Entity

_TYPES: Final = {"book": "BOOK", "article": "JOUR", "chapter": "CHAP", "thesis": "THES", "archive": "UNPB",
                 "newspaper": "NEWS", "web": "ELEC"}  # fmt: skip


def write_ris(corpus: Corpus, file: BinaryIO) -> None:
    """All works, one reference after another."""
    rispy = library("rispy", "bibliography")
    with text_stream(file) as stream:
        for work in corpus.entities("work"):
            # rispy numbers the references of a file; each is written alone, so the number is left out
            text = re.sub(r"\A\d+\.\n", "", rispy.dumps([_reference(work)]))
            stream.write(text.rstrip("\n") + "\n\n")


def _reference(work: Entity) -> dict[str, Any]:
    found = work.bibliography or Bibliography()
    first, dash, last = re.sub(r"\s*[–—-]\s*", "–", found.pages).partition("–")
    return without_empty(
        {
            "type_of_reference": _TYPES.get(work.type, "GEN"),
            "id": work.key,
            "title": found.title or work.name(""),
            "short_title": found.short_title,
            "authors": list(found.authors),
            "secondary_authors": list(found.editors),
            "secondary_title": found.container,
            "tertiary_title": found.series,
            "publisher": found.publisher,
            "place_published": found.place,
            "year": found.year,
            "volume": found.volume,
            "number": found.issue,
            "start_page": first,
            "end_page": last if dash else "",
            "doi": found.doi,
            "urls": [found.url] if found.url else [],
            "language": found.lang,
        }
    )
