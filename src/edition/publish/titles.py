"""Titles that several articles have, told apart by what the articles do not share: a subtitle, a date, else the id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from edition.publish.extract import Extract


def told_apart(extracts: Iterable[Extract]) -> dict[str, str]:
    """What stands behind the titles of articles, by their ids, where other articles have the same."""
    known = list(extracts)
    titles = Counter(_title(e) for e in known)
    doubled = [e for e in known if titles[_title(e)] > 1 and _title(e) != e.id]
    out: dict[str, str] = {}
    for words in (_subtitle, _date, _id):
        left = [e for e in doubled if e.id not in out]
        said = Counter((_title(e), words(e)) for e in left)
        out |= {e.id: f", {words(e)}" for e in left if words(e) and said[_title(e), words(e)] == 1}
    return out


def _title(extract: Extract) -> str:
    return extract.title(extract.lang)[0]


def _subtitle(extract: Extract) -> str:
    return extract.subtitle


def _date(extract: Extract) -> str:
    return extract.date


def _id(extract: Extract) -> str:
    return extract.id
