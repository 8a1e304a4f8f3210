"""The texts of a person: letters from her and to her, and what she wrote, edited or helped to make."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from edition.publish.extract import Extract
from edition.publish.pages.collection import Collection
from edition.publish.paths import article_path


def letters_of(collection: Collection, key: str, lang: str) -> list[dict[str, Any]]:
    """The letters from someone and to someone and the texts by someone, each group in the order of the articles."""
    groups: Mapping[str, list[Extract]] = {
        "letters.from": collection.letters_from.get(key, []),
        "letters.to": collection.letters_to.get(key, []),
        **{f"texts.{role}": collection.made_by.get((role, key), []) for role in ("author", "editor", "resp")},
    }
    return [
        {
            "part": "letters",
            "label": label,
            "count": len(found),
            "letters": [_row(extract, lang) for extract in found],
        }
        for label, found in groups.items()
        if found
    ]


def _row(extract: Extract, lang: str) -> dict[str, str]:
    title, title_lang = extract.title(lang)
    return {"path": article_path(extract.id), "title": title, "title-lang": title_lang}
