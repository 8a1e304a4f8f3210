"""What the head of a journal's article says of the journal: its title, volume, issue, year, pages and numbers.

Takes the lines before the title, tells which of them are the journal's and what they say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from edition.languages.patterns import any_label

_VOLUME: Final = any_label(lambda labels: labels.volume)
_ISSUE: Final = any_label(lambda labels: labels.issue)
_FIELDS: Final = {
    "volume": re.compile(rf"\b{_VOLUME}\b(?:\s*/\s*\w+)?\s*[.:]?\s*(\d+)", re.I),
    "issue": re.compile(rf"\b{_ISSUE}\b(?:\s*/\s*\w+)?\s*[.:]?\s*(\d+)", re.I),
    "page": re.compile(rf"\b{any_label(lambda labels: labels.pages)}\b\s*[.:]?\s*(\d+\s?[-–]\s?\d+)", re.I),
    "date": re.compile(r"\b((?:19|20)\d\d)\b"),
    "DOI": re.compile(r"\b(10\.\d{4,9}/\S+[^\s.,;)])"),
    "ISSN": re.compile(r"\b(\d{4}-\d{3}[\dXx])\b(?!-)"),
}
_MASTHEAD: Final = re.compile(
    rf"\b(?:e-?)?ISSN\b|\bDOI\b|doi\.org/|\b10\.\d{{4,9}}/|\b(?=\w\w){_VOLUME}\b[^\d]{{0,12}}\d"
    rf"|\b(?=\w\w\w){_ISSUE}\b[^\d]{{0,12}}\d"
    rf"|\b{any_label(lambda labels: (*labels.history, *labels.published))}\b"
    rf"|^{any_label(lambda labels: labels.article_types)}|\b{any_label(lambda labels: labels.article_info)}\b",
    re.I,
)
_JOURNAL: Final = re.compile(rf"\b{any_label(lambda labels: labels.journals)}\b")
_LONGEST: Final = 160


def is_masthead(text: str) -> bool:
    """Whether a line says something of the journal or of the article's way to it.

    >>> is_masthead("Cilt/Volume: 12, Sayı/Issue: 2"), is_masthead("The Received Text of a Letter")
    (True, False)
    """
    found = _MASTHEAD.search(text)
    if not found or len(text) > _LONGEST:
        return False
    return found.start() == 0 or any(c.isdigit() for c in text)


def read_journal(texts: Sequence[str]) -> dict[str, str]:
    """What the lines say of the journal; its title stands beside the volume, or on the line before."""
    found: dict[str, str] = {}
    for at, text in enumerate(texts):
        if not is_masthead(text):
            continue
        for name, pattern in _FIELDS.items():
            match = pattern.search(text)
            if match and not (name == "date" and _HISTORY.search(text)):
                found.setdefault(name, match.group(1))
        if at and _JOURNAL.search(texts[at - 1]) and not is_masthead(texts[at - 1]):
            found.setdefault("title", texts[at - 1])
    return found if {"title", "volume", "issue", "DOI", "ISSN"} & set(found) else {}


_HISTORY: Final = re.compile(any_label(lambda labels: labels.history), re.I)
