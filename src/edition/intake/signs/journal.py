"""What the head of a journal's article says of the journal: its title, volume, issue, year, pages and numbers.

Takes the lines before the title, tells which of them are the journal's and what they say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from edition.languages import Languages
from edition.languages.patterns import any_label
from edition.languages.used import told

_LONGEST: Final = 160
_HEAD: Final = re.compile(r"[^\W\d_][^,;:()\d]{3,}(?=[,;(]|\s\d)")  # what stands before the volume


@told
def _fields(languages: Languages) -> dict[str, re.Pattern[str]]:
    volume, issue = any_label(languages, lambda x: x.volume), any_label(languages, lambda x: x.issue)
    return {
        "volume": re.compile(rf"\b{volume}\b(?:\s*+/\s*+\w+)?+\s*+(?:[.:]\s*+)?(\d+)", re.I),
        "issue": re.compile(rf"\b{issue}\b(?:\s*+/\s*+\w+)?+\s*+(?:[.:]\s*+)?(\d+)", re.I),
        "page": re.compile(rf"\b{any_label(languages, lambda x: x.pages)}\b\s*+(?:[.:]\s*+)?(\d+\s?[-–]\s?\d+)", re.I),
        "date": re.compile(r"\b((?:19|20)\d\d)\b"),
        "DOI": re.compile(r"\b(10\.\d{4,9}/\S+[^\s.,;)])"),
        "ISSN": re.compile(r"\b(\d{4}-\d{3}[\dXx])\b(?!-)"),
    }


@told
def _masthead(languages: Languages) -> re.Pattern[str]:
    volume, issue = any_label(languages, lambda x: x.volume), any_label(languages, lambda x: x.issue)
    return re.compile(
        rf"\b(?:e-?)?ISSN\b|\bDOI\b|doi\.org/|\b10\.\d{{4,9}}/|\b(?=\w\w){volume}\b[^\d]{{0,12}}\d"
        rf"|\b(?=\w\w\w){issue}\b[^\d]{{0,12}}\d"
        rf"|\b{any_label(languages, lambda x: (*x.history, *x.published))}\b"
        rf"|^{any_label(languages, lambda x: x.article_types)}|\b{any_label(languages, lambda x: x.article_info)}\b",
        re.I,
    )


@told
def _journal(languages: Languages) -> re.Pattern[str]:
    return re.compile(rf"\b{any_label(languages, lambda labels: labels.journals)}\b")


@told
def _history(languages: Languages) -> re.Pattern[str]:
    return re.compile(any_label(languages, lambda labels: labels.history), re.I)


def is_masthead(text: str) -> bool:
    """Whether a line says something of the journal or of the article's way to it.

    >>> is_masthead("Cilt/Volume: 12, Sayı/Issue: 2"), is_masthead("The Received Text of a Letter")
    (True, False)
    """
    found = _masthead().search(text)
    if not found or len(text) > _LONGEST:
        return False
    return found.start() == 0 or any(c.isdigit() for c in text)


def read_journal(texts: Sequence[str]) -> dict[str, str]:
    """What the lines say of the journal; its title stands beside the volume, or on the line before."""
    found: dict[str, str] = {}
    for at, text in enumerate(texts):
        if not is_masthead(text):
            continue
        for name, pattern in _fields().items():
            match = pattern.search(text)
            if match and not (name == "date" and _history().search(text)):
                found.setdefault(name, match.group(1))
        title = _title(text, texts[at - 1] if at else "")
        if title:
            found.setdefault("title", title)
    return found if {"title", "volume", "issue", "DOI", "ISSN"} & set(found) else {}


def _title(text: str, before: str) -> str:
    """A journal's title at the head of its line, or on the line before."""
    head = _HEAD.match(text)
    if head and _journal().search(head.group()):
        return head.group().strip()
    return before if before and _journal().search(before) and not is_masthead(before) else ""
