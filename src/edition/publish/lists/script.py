"""What the filter of the list of texts looks through: a file that is loaded when the filter is used."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from edition.publish.extract import Extract
from edition.publish.lists.groups import groupings
from edition.publish.pages.collection import Collection
from edition.publish.pages.home import has_lists
from edition.publish.paths import article_path


def texts_script(collection: Collection, lang: str, by: Sequence[str] = ()) -> tuple[str, bytes] | None:
    """What the list's filter looks through, as a script (the file system has no other way to load it)."""
    if not has_lists(collection):
        return None
    found = groupings(collection, lang, by)
    groups: dict[str, list[list[int]]] = {e.id: [[] for _ in found] for e in collection.extracts}
    for number, grouping in enumerate(found):
        for place, group in enumerate(grouping.groups):
            for extract in group.extracts:
                groups[extract.id][number].append(place)
    texts = [_text(extract, lang, groups[extract.id]) for extract in collection.extracts]
    facets = [{"facet": g.facet, "names": [group.name for group in g.groups]} for g in found]
    data = json.dumps({"facets": facets, "texts": texts}, ensure_ascii=False, separators=(",", ":"))
    return f"data/texts.{lang}.js", f"window.editionTexts={data};\n".encode()


def _text(extract: Extract, lang: str, groups: list[list[int]]) -> dict[str, Any]:
    title, title_lang = extract.title(lang)
    path = article_path(extract.id)
    return {"path": path, "title": title, "lang": title_lang, "year": extract.year, "groups": groups}
