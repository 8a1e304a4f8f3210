"""The pages of the list of texts: so many on a page, a page for each group, and the groups of a facet on one page.

Everything is static, so that a list of twenty thousand texts is read without a script; a script adds a filter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, Final

from edition.publish.assets import LIST_SCRIPTS
from edition.publish.extract import Extract
from edition.publish.lists.groups import Grouping, TextGroup, groupings
from edition.publish.pages.collection import Collection
from edition.publish.pages.home import has_lists, row
from edition.publish.paths import contents_path, further_path, index_path

_ROWS: Final = 200  # on one page
_MOST_SHOWN: Final = 12  # groups of a facet above the list of all texts


def list_pages(collection: Collection, lang: str, by: Sequence[str] = ()) -> Iterator[dict[str, Any]]:
    """All texts in their order, and by what they have in common; `by` names what, where the settings do."""
    if not has_lists(collection):
        return
    found = groupings(collection, lang, by)
    facets = [_facet(grouping) for grouping in found]
    missing = sorted(collection.missing)
    about = {"title-label": "contents.all", "missing": missing, "facets": facets, "scripts": list(LIST_SCRIPTS)}
    yield from _pages(collection.extracts, lang, contents_path, about)
    for grouping in found:
        yield _groups_page(grouping, facets)
        for group in grouping.groups:
            name = {"title": group.name, "title-label": "lists.none"}
            about = {"facet": grouping.facet, "entity": group.entity, "missing": [], **name}
            yield from _pages(group.extracts, lang, partial(further_path, group.path), about)


def _facet(grouping: Grouping) -> dict[str, Any]:
    """What stands above the list of all texts: the largest groups in their order, and where the others are."""
    told = [group for group in grouping.groups if group.name]
    largest = {g.path for g in sorted(told, key=lambda g: -len(g.extracts))[:_MOST_SHOWN]}
    return {
        "facet": grouping.facet,
        "path": index_path(f"contents/{grouping.facet}"),
        "count": len(told),
        "groups": [_group(group) for group in told if group.path in largest],
    }


def _group(group: TextGroup) -> dict[str, Any]:
    return {"name": group.name, "path": group.path, "count": len(group.extracts)}


def _groups_page(grouping: Grouping, facets: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "kind": "groups",
        "folder": "articles",
        "path": index_path(f"contents/{grouping.facet}"),
        "title-label": f"lists.{grouping.facet}",
        "facet": grouping.facet,
        "facets": [{"facet": facet["facet"], "path": facet["path"]} for facet in facets],
        "groups": [_group(group) for group in grouping.groups],
    }


def _pages(
    extracts: Sequence[Extract], lang: str, path: Callable[[int], str], about: dict[str, Any]
) -> Iterator[dict[str, Any]]:
    starts = range(0, len(extracts), _ROWS)
    parts = [extracts[start : start + _ROWS] for start in starts]
    labels = _labels(list(map(_years, parts)))
    paths = [path(number) for number in range(1, len(parts) + 1)]
    pages = [{"number": n, "path": paths[n - 1], "years": label} for n, label in enumerate(labels, 1)]
    for number, part in enumerate(parts, 1):
        yield {
            "kind": "contents",
            "folder": "articles",
            **about,
            "facets": about.get("facets", []) if number == 1 else [],
            "path": paths[number - 1],
            "count": len(extracts),
            "start": _ROWS * (number - 1) + 1,
            "pages": pages,
            "articles": [row(extract, lang) for extract in part],
        }


def _years(part: Sequence[Extract]) -> str:
    """The years of articles that stand in the order of time; nothing where one is undated."""
    first, last = part[0].year, part[-1].year
    return first if first == last else f"{first}–{last}" if first and last else ""


def _labels(years: Sequence[str]) -> list[str]:
    """Pages of the same years are told apart by a number.

    >>> _labels(["1918", "1919", "1919", ""])
    ['1918', '1919 (1)', '1919 (2)', '']
    """
    most, seen = Counter(years), Counter[str]()
    out = []
    for label in years:
        seen[label] += 1
        out.append(f"{label} ({seen[label]})" if label and most[label] > 1 else label)
    return out
