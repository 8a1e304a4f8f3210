"""What workers do for the site: render an article, or a page made from values and sentences; and what they are sent.

Each job gives files: written by the worker itself where it shares the disk, or as bytes where it does not (a cluster).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec

from edition.building.extracts import ExtractStore, dates_in, occurrences_in
from edition.corpus import Item, digest_of
from edition.diagnostics import Diagnostic, EditionError
from edition.facts import read_article
from edition.markup import parse, write_file
from edition.markup.source import as_source
from edition.publish.article import ArticleRenderer, Surroundings
from edition.publish.cards import Cards
from edition.publish.extract import Heading
from edition.publish.pages import Collection
from edition.publish.pages.chronology import YearFrame, chronology_frames, year_values
from edition.publish.pages.entity import entity_frame, with_sentences
from edition.publish.renderer import Page, Renderer, Site
from edition.publish.theme import Language
from edition.registers import Registers

Said = tuple[Heading, tuple[bytes, ...]]  # an article, and its encoded sentences
Quoted = str | YearFrame  # an entity's key, or a year
Frame = tuple[dict[str, Any], Sequence[Quoted]]


@dataclass(frozen=True)
class Sheet:
    """A page to be made from values.

    `said` are the sentences of an entity's page, `years` those of a chronology, `html` the main part of a page that
    another room made.
    """

    values: dict[str, Any]
    said: tuple[Said, ...] = ()
    years: tuple[tuple[YearFrame, tuple[Said, ...]], ...] = ()
    html: str = ""

    def render(self, renderer: Renderer, language: Language) -> Page:
        """The page, with everything in its place."""
        if self.values["kind"] == "extra":
            return renderer.extra(self.values["path"], self.values["title"], self.html, language)  # noqa: S610 - no Django
        return renderer.pages(self.whole(language.code), language)

    def whole(self, lang: str) -> dict[str, Any]:
        """The values with the sentences in their places."""
        if self.values["kind"] == "entity":
            return with_sentences(self.values, [(heading, occurrences_in(parts)) for heading, parts in self.said])
        if self.values["kind"] == "chronology":
            years = [
                year_values(frame, [(heading, dates_in(parts)) for heading, parts in said], lang)
                for frame, said in self.years
            ]
            return {**self.values, "years": years}
        return self.values


@dataclass(frozen=True)
class ArticleSheet:
    """An article to be rendered: its document and what stands around it."""

    data: bytes
    around: Surroundings


@dataclass(frozen=True)
class Written:
    """The files of an article or of a page: written already by the worker, or to be written from these bytes."""

    paths: tuple[str, ...]
    pages: tuple[Page, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True)
class RenderJob:
    """Render articles and pages made from values. With `output` the worker writes them; else they travel back."""

    site: Site
    registers: Registers
    output: str | None

    @cached_property
    def digest(self) -> str:
        """A name for what is prepared; results of this job are files and are not kept by it."""
        return digest_of("render", self.site.digest, str(id(self)))

    def __reduce__(self) -> tuple[type[RenderJob], tuple[object, ...]]:
        """Travel without what is computed."""
        return RenderJob, (self.site, self.registers, self.output)

    def prepare(self) -> Callable[[Item], Written]:
        """Compile the stylesheets."""
        renderer = Renderer(self.site)
        articles = ArticleRenderer(renderer, self.registers)
        languages = {language.code: language for language in self.site.languages}
        decode_page = msgspec.msgpack.Decoder(Sheet).decode
        decode_article = msgspec.msgpack.Decoder(ArticleSheet).decode

        def function(item: Item) -> Written:
            kind, _, name = item.path.partition(":")
            try:
                if kind == "page":
                    page = decode_page(item.data).render(renderer, languages[name.partition("/")[0]])
                    return self._keep((page,), ())
                sheet = decode_article(item.data)
                document = parse(as_source(name, sheet.data))
                reading = read_article(document, self.site.project.settings.mentions)
                rendered = articles.render(document, reading, sheet.around)
                return self._keep(rendered.pages, rendered.diagnostics)
            except EditionError as error:
                return Written((), (), error.diagnostics)

        return function

    def _keep(self, pages: Sequence[Page], diagnostics: tuple[Diagnostic, ...]) -> Written:
        paths = tuple(page.path for page in pages)
        if self.output is None:
            return Written(paths, tuple(pages), diagnostics)
        write_pages(Path(self.output), pages)
        return Written(paths, (), diagnostics)


def write_pages(output: Path, pages: Iterable[Page]) -> list[str]:
    """Write what is new or differs; the paths of those."""
    changed = []
    for page in pages:
        target = output / page.path
        if not target.is_file() or target.read_bytes() != page.data:
            write_file(target, page.data)
            changed.append(page.path)
    return changed


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
