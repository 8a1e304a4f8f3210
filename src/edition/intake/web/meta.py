"""What the head of a page tells of an article, in the words that libraries and search engines read.

Takes a page's root, gives titles, authors and the journal as the front matter of a text would tell them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from lxml import etree

_FIELDS: Final = {
    "citation_journal_title": "journal", "citation_volume": "volume", "citation_issue": "issue", "citation_doi": "doi",
    "citation_issn": "issn", "citation_publication_date": "published", "citation_online_date": "published",
    "citation_date": "published", "dc.date": "published", "dc.date.issued": "published", "citation_title": "title",
    "dc.title": "title", "dc.identifier.doi": "doi", "prism.publicationname": "journal", "prism.volume": "volume",
    "prism.number": "issue", "prism.doi": "doi", "citation_language": "lang", "dc.language": "lang",
}  # fmt: skip
_AUTHOR: Final = frozenset({"citation_author", "dc.creator"})
_PAGES: Final = ("citation_firstpage", "citation_lastpage")
_WORDS: Final = frozenset({"keywords", "citation_keywords", "dc.subject"})
_OF_AUTHOR: Final = {
    "citation_author_institution": "affiliation", "citation_author_email": "email", "citation_author_orcid": "orcid",
}  # fmt: skip


def read_head(root: etree._Element) -> dict[str, Any]:
    """What the head's `meta` elements tell; empty where it tells nothing of an article."""
    metas = list(_metas(root))
    told: dict[str, Any] = {}
    for name, content in metas:
        if name in _FIELDS:
            told.setdefault(_FIELDS[name], content)
    authors = _authors(metas)
    words = [content for name, content in metas if name in _WORDS]
    pages = [content for wanted in _PAGES for name, content in metas if name == wanted]
    more = {"author": authors, "keywords": words, "page": "-".join(pages)}
    return told | {name: value for name, value in more.items() if value}


def _authors(metas: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    """The authors, each with what stands behind it."""
    authors: list[dict[str, str]] = []
    for name, content in metas:
        if name in _AUTHOR and all(_turned(content) != each["name"] for each in authors):
            authors.append({"name": _turned(content)})
        elif name in _OF_AUTHOR and authors:
            authors[-1].setdefault(_OF_AUTHOR[name], content)
    return authors


def _metas(root: etree._Element) -> Iterator[tuple[str, str]]:
    for meta in root.iterfind("head/meta"):
        name, content = (
            (meta.get("name") or "").lower().replace("dcterms.", "dc."),
            " ".join((meta.get("content") or "").split()),
        )
        if content:
            yield name, content


def _turned(name: str) -> str:
    """A name with its given names first.

    >>> _turned("Whitby, Ada")
    'Ada Whitby'
    """
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and first.strip() else name
