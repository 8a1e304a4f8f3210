"""Alphabetical order by language, from ICU (SaxonC knows no language's order)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    import icu  # imported where it is used: it is large, and workers that render pages do without


class Named(Protocol):
    """Whatever is listed by its name."""

    @property
    def name(self) -> str: ...


T = TypeVar("T", bound=Named)


def sort_key(text: str, lang: str) -> bytes:
    """A key that sorts as the language does.

    >>> sorted(["ırmak", "iz", "çay", "cam", "dağ", "şan", "su"], key=lambda t: sort_key(t, "tr"))
    ['cam', 'çay', 'dağ', 'ırmak', 'iz', 'su', 'şan']
    """
    key: bytes = _collator(lang).getSortKey(text)
    return key


def by_letter(items: Iterable[T], lang: str) -> list[tuple[str, list[T]]]:
    """Items under their letters, both in the language's order.

    >>> from types import SimpleNamespace as N
    >>> names = [N(name="İsmet"), N(name="Ilgaz"), N(name="Ismail"), N(name="Çiçerin")]
    >>> [(letter, [i.name for i in found]) for letter, found in by_letter(names, "tr")]
    [('Ç', ['Çiçerin']), ('I', ['Ilgaz', 'Ismail']), ('İ', ['İsmet'])]
    """
    index = _letters(lang)
    buckets: dict[int, list[T]] = {}
    for item in sorted(items, key=lambda i: (sort_key(_bare(i.name), lang), i.name)):
        buckets.setdefault(index.getBucketIndex(_bare(item.name)), []).append(item)
    return [(_label(index, number), found) for number, found in sorted(buckets.items())]


def _label(index: icu.ImmutableIndex, number: int) -> str:
    label = str(index.getBucket(number)[0])
    return "#" if label == "…" else label


def _bare(name: str) -> str:
    """A name without what stands before its first letter."""
    return name.lstrip(" “”„\"'‘’«»([.–—-") or name


@lru_cache(maxsize=16)
def _collator(lang: str) -> icu.Collator:
    import icu

    return icu.Collator.createInstance(icu.Locale(lang))


@lru_cache(maxsize=16)
def _letters(lang: str) -> icu.ImmutableIndex:
    import icu

    index = icu.AlphabeticIndex(icu.Locale(lang))
    for other in ("en", "ru", "el"):
        index.addLabels(icu.Locale(other))
    return index.buildImmutableIndex()
