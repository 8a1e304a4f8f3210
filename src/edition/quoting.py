"""Pages that quote articles, without their sentences; and the sentences for those that must be made anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from edition.extracts import ExtractStore
from edition.publish.cards import Cards
from edition.publish.extract import Heading
from edition.publish.pages import Collection
from edition.publish.pages.chronology import YearFrame, chronology_frames
from edition.publish.pages.entity import entity_frame
from edition.rendering import Said, Sheet

Quoted = str | YearFrame  # an entity's key, or a year
Frame = tuple[dict[str, Any], Sequence[Quoted]]


class Quoting:
    """The frames of one language, and what stands in them. `order` are the paths of the collection's articles."""

    def __init__(self, store: ExtractStore, collection: Collection, order: Sequence[str], lang: str) -> None:
        self._store = store
        self._collection = collection
        self._cards = Cards(collection.registers, lang)
        self._headings = {p: Heading(e.id, *e.title(lang)) for p, e in zip(order, collection.extracts, strict=True)}
        self._places = {path: number for number, path in enumerate(order)}
        self._titles = {path: msgspec.msgpack.encode(heading) for path, heading in self._headings.items()}
        self._former: dict[str, list[str]] = defaultdict(list)
        for old in collection.registers.former_keys:
            self._former[collection.key(old)].append(old)

    def entities(self) -> Iterator[Frame]:
        """A page an entity."""
        for key in self._collection.entities:
            yield entity_frame(self._collection, self._cards, key), (key,)

    def chronology(self, *, by_year: bool) -> Iterator[Frame]:
        """The chronology, on one page or a page a year."""
        yield from chronology_frames(self._collection, self._cards.lang, by_year=by_year)

    def digests(self, quoted: Quoted) -> Iterator[bytes]:
        """What tells whether the sentences, the titles over them and their order are as they were."""
        if isinstance(quoted, YearFrame):
            yield msgspec.msgpack.encode(quoted)
        rows = [row for name in self._names(quoted) for row in self._store.digests(name)]
        for path, digest in sorted(rows, key=lambda row: self._places[row[0]]):
            yield self._titles[path]
            yield digest

    def sheet(self, values: dict[str, Any], quoted: Sequence[Quoted]) -> Sheet:
        """The page with its sentences, as it travels to the worker that makes it."""
        if quoted and isinstance(quoted[0], str):
            return Sheet(values, self._said(quoted[0]))
        return Sheet(values, years=tuple((q, self._said(q)) for q in quoted if isinstance(q, YearFrame)))

    def _said(self, quoted: Quoted) -> tuple[Said, ...]:
        found: dict[str, list[bytes]] = defaultdict(list)
        for name in self._names(quoted):
            for path, data in self._store.data(name):
                found[path].append(data)
        return tuple((self._headings[p], tuple(found[p])) for p in sorted(found, key=self._places.__getitem__))

    def _names(self, quoted: Quoted) -> list[str]:
        if isinstance(quoted, YearFrame):
            return [f"year:{quoted.year}"]
        return [f"key:{quoted}", *(f"key:{old}" for old in self._former[quoted] if old != quoted)]
