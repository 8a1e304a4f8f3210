"""Names under the letters of an index, in the language's order (SaxonC knows no language's order)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

from edition.languages.order import index_letter, index_place, is_own_letter, sort_key

__all__ = ["by_letter", "sort_key"]


class Named(Protocol):
    """Whatever is listed by its name."""

    @property
    def name(self) -> str: ...


T = TypeVar("T", bound=Named)


def by_letter(items: Iterable[T], lang: str) -> list[tuple[str, list[T]]]:
    """Items under their letters, both in the language's order; names in another script at the end, under "".

    >>> from types import SimpleNamespace as N
    >>> names = [N(name="İsmet"), N(name="Ilgaz"), N(name="Ismail"), N(name="Çiçerin")]
    >>> [(letter, [i.name for i in found]) for letter, found in by_letter(names, "tr")]
    [('Ç', ['Çiçerin']), ('I', ['Ilgaz', 'Ismail']), ('İ', ['İsmet'])]
    >>> by_letter([N(name="Чичерин"), N(name="Zeki")], "tr")[1]
    ('', [namespace(name='Чичерин')])
    """
    buckets: dict[str, list[T]] = {}
    for item in sorted(items, key=lambda i: (sort_key(_bare(i.name), lang), i.name)):
        letter = index_letter(_bare(item.name), lang)
        buckets.setdefault(letter if is_own_letter(letter, lang) else "", []).append(item)
    return sorted(buckets.items(), key=lambda bucket: (not bucket[0], index_place(bucket[0], lang)))


def _bare(name: str) -> str:
    """A name without what stands before its first letter."""
    return name.lstrip(" “”„\"'‘’«»([.–—-") or name
