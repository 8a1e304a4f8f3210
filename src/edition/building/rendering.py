"""What workers do for the site: render an article, or a page made from values and sentences; and what they are sent.

Each job gives files: written by the worker itself where it shares the disk, or as bytes where it does not (a cluster).
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import msgspec

from edition.building.extracts import ExtractStore, dates_in, occurrences_in
from edition.diagnostics import Diagnostic, EditionError
from edition.jobs.mapping import Item, digest_of
from edition.jobs.spool import Left, Spool
from edition.languages.used import using
from edition.markup import parse, write_file
from edition.markup.source import as_source
from edition.project import TextSettings
from edition.publish.article import ArticleRenderer, Rendered, Surroundings
from edition.publish.cards import Cards
from edition.publish.extract import ArticleHeading
from edition.publish.finding.posters import Poster, draw_poster
from edition.publish.map import draw_map
from edition.publish.marking import ReadArticle
from edition.publish.pages import Collection, draw_network
from edition.publish.pages.chronology import YearFrame, chronology_frames, year_values
from edition.publish.pages.entity import entity_frames, with_sentences
from edition.publish.paths import poster_path
from edition.publish.renderer import Page, Renderer, Site
from edition.publish.theme import SiteLanguage
from edition.registers import Entity, Registers, by_key

_KNOWN_ENTRIES: Final = 2000  # that a worker keeps decoded
Said = tuple[ArticleHeading, tuple[bytes, ...]]  # an article, and its encoded sentences


@dataclass(frozen=True)
class EntityPart:
    """What some articles say of an entity."""

    key: str
    paths: tuple[str, ...]


Quoted = EntityPart | YearFrame
LookUp = Callable[[str, Sequence[str] | None], list[tuple[str, bytes]]]
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

    def render(self, renderer: Renderer, language: SiteLanguage) -> list[Page]:
        """The page with everything in its place, and the picture that goes with it."""
        if self.values["kind"] == "extra":
            page = renderer.extra(self.values, self.html, language)  # noqa: S610 - no Django
            return [page]
        values = self.whole(language.code)
        poster = self._poster(renderer.site, language)
        if poster is None:
            return [renderer.pages(values, language)]
        image = poster_path(values["path"])
        return [
            renderer.pages({**values, "image": image}, language),
            Page(language.prefix + image, draw_poster(poster)),
        ]

    def _poster(self, site: Site, language: SiteLanguage) -> Poster | None:
        """Of a person: name, years, a line of the description."""
        if not has_poster(site, self.values):
            return None
        entity = self.values["entity"]
        line = " · ".join(part for part in (entity.get("dates", ""), entity.get("description", "")) if part)
        poster = site.poster(entity["name"], line, language)
        return poster if poster.can_be_drawn else None

    def whole(self, lang: str) -> dict[str, Any]:
        """The values with their map drawn and the sentences in their places."""
        values = {**self.values, "map": draw_map(self.values["map"], lang)} if self.values.get("map") else self.values
        if self.values["kind"] in ("entity", "mentions"):
            return with_sentences(values, [(heading, occurrences_in(parts)) for heading, parts in self.said], lang)
        if self.values["kind"] == "chronology":
            years = [
                year_values(frame, [(heading, dates_in(parts)) for heading, parts in said])
                for frame, said in self.years
            ]
            return {**values, "years": years}
        return values


def has_poster(site: Site, values: Mapping[str, Any]) -> bool:
    """Whether a page made from values may have a picture for those who share it: that of a person has one."""
    return site.shares and values["kind"] == "entity" and values["entity"]["kind"] == "person"


@dataclass(frozen=True)
class ArticleSheet:
    """An article to be rendered: its document, what stands around it, and the register entries it speaks of, encoded.

    Entries travel with the article, so that a worker holds no registers, however large they are. What was read of it in
    the same build lies in the spool.
    """

    data: bytes
    around: Surroundings
    entries: tuple[msgspec.Raw, ...] = ()
    left: Left | None = None


@dataclass(frozen=True)
class Written:
    """The files of an article or of a page: written already by the worker, or to be written from these bytes."""

    paths: tuple[str, ...]
    pages: tuple[Page, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True)
class RenderJob:
    """Render articles and pages made from values.

    With `output` the worker writes them. Without it worker and edition share no disk: the pages travel back, and the
    theme's stylesheets travel with the job.
    """

    site: Site
    texts: TextSettings
    output: str | None
    theme: Mapping[str, bytes] = field(default_factory=dict)
    spool: Spool | None = None

    @classmethod
    def of(
        cls, site: Site, texts: TextSettings, output: Path, *, shared: bool, spool: Spool | None = None
    ) -> RenderJob:
        """The job for workers that share the disk with us, or do not."""
        if not shared:
            return cls(site, texts, None, site.theme.stylesheets())
        return cls(site, texts, str(output), spool=spool)

    @cached_property
    def digest(self) -> str:
        """A name for what is prepared; results of this job are files and are not kept by it."""
        return digest_of("render", self.site.digest, self.output or "", self.spool.folder if self.spool else "")

    def __reduce__(self) -> tuple[type[RenderJob], tuple[object, ...]]:
        """Travel without what is computed."""
        return RenderJob, (self.site, self.texts, self.output, self.theme, self.spool)

    def prepare(self) -> Callable[[Item], Written]:
        """Compile the stylesheets."""
        return _Rendering(self, self._renderer())

    def failed(self, item: Item, fault: Diagnostic) -> Written:
        """A document that we failed on is named and left out."""
        del item
        return Written((), (), (fault,))

    def _renderer(self) -> Renderer:
        with TemporaryDirectory(prefix="edition-theme-") as folder:  # read while compiling, and never again
            theme = self.site.theme.unpacked(self.theme, Path(folder)) if self.theme else self.site.theme
            return Renderer(replace(self.site, theme=theme))

    def keep(self, pages: Sequence[Page], diagnostics: tuple[Diagnostic, ...] = ()) -> Written:
        """Write the files where this is their disk."""
        paths = tuple(page.path for page in pages)
        if self.output is None:
            return Written(paths, tuple(pages), diagnostics)
        write_pages(Path(self.output), pages)
        return Written(paths, (), diagnostics)


class _Rendering:
    """What is prepared of the job in a process."""

    def __init__(self, job: RenderJob, renderer: Renderer) -> None:
        self._job = job
        self._renderer = renderer
        self._articles = ArticleRenderer(renderer)
        self._languages = {language.code: language for language in job.site.languages}
        self._decode_page = msgspec.msgpack.Decoder(Sheet).decode
        self._decode_article = msgspec.msgpack.Decoder(ArticleSheet).decode
        self._decode_read = msgspec.msgpack.Decoder(ReadArticle).decode
        self._decode_entry = lru_cache(_KNOWN_ENTRIES)(msgspec.msgpack.Decoder(Entity).decode)

    def __call__(self, item: Item) -> Written:
        """All steps of an article or page."""
        steps = self.steps(item)
        while True:
            try:
                next(steps)
            except StopIteration as end:
                written: Written = end.value
                return written

    def steps(self, item: Item) -> Generator[None, None, Written]:
        """Those of an article; a page made from values has one."""
        kind, _, name = item.path.partition(":")
        try:
            if kind == "page":
                language = self._languages[name.partition("/")[0]]
                return self._job.keep(self._decode_page(item.data).render(self._renderer, language))
            steps = self._article(name, item.data)
            while True:
                with using(self._job.site.known):  # in each step: those of other articles come between
                    try:
                        next(steps)
                    except StopIteration as end:
                        return self._job.keep(end.value.pages, end.value.diagnostics)
                yield
        except EditionError as error:
            return Written((), (), error.diagnostics)

    def _article(self, name: str, data: bytes) -> Generator[None, None, Rendered]:
        sheet = self._decode_article(data)
        left = self._job.spool.take(sheet.left) if self._job.spool and sheet.left else None
        article = self._decode_read(left) if left else self._read(name, sheet.data)
        entries = Registers(by_key(self._decode_entry(bytes(entry)) for entry in sheet.entries))
        return (yield from self._articles.render(sheet.data, article, entries, sheet.around))

    def _read(self, name: str, data: bytes) -> ReadArticle:
        document = parse(as_source(name, data))
        elements = self._job.site.project.settings.elements.by_name
        return ReadArticle.of(document, self._job.texts, elements)


def write_pages(output: Path, pages: Iterable[Page]) -> list[str]:
    """Write what is new or differs; the paths of those."""
    changed = []
    for page in pages:
        if not _holds(f"{output}/{page.path}", page.data):
            write_file(output / page.path, page.data)
            changed.append(page.path)
    return changed


def _holds(path: str, data: bytes) -> bool:
    """Whether a file is as it is to be; size first, since most of those that differ have another."""
    try:
        if os.stat(path).st_size != len(data):  # noqa: PTH116 - Path is slow, and files are many
            return False
        return Path(path).read_bytes() == data
    except OSError:
        return False


class Quoting:
    """The frames of one language, and what stands in them. `order` are the paths of the collection's articles."""

    def __init__(self, store: ExtractStore, collection: Collection, order: Sequence[str], lang: str) -> None:
        self._store = store
        self._collection = collection
        self._cards = Cards(collection.registers, lang, collection.portraits)
        self._headings = {
            p: ArticleHeading(e.id, *e.title(lang)) for p, e in zip(order, collection.extracts, strict=True)
        }
        self._paths: dict[str, list[str]] = defaultdict(list)
        for path, heading in self._headings.items():
            self._paths[heading.id].append(path)
        self._places = {path: number for number, path in enumerate(order)}
        self._titles = {path: msgspec.msgpack.encode(heading) for path, heading in self._headings.items()}
        self._former: dict[str, list[str]] = defaultdict(list)
        for old in (*collection.registers.former_keys, *collection.spellings):
            self._former[collection.key(old)].append(old)

    def entities(self) -> Iterator[Frame]:
        """A page an entity, and further ones where it is mentioned very often."""
        for key in self._collection.entities:
            for frame, ids in entity_frames(self._collection, self._cards, key):
                yield frame, (EntityPart(key, tuple(path for id_ in ids for path in self._paths[id_])),)

    def chronology(self, *, by_year: bool) -> Iterator[Frame]:
        """The chronology, on one page or a page a year."""
        yield from chronology_frames(self._collection, self._cards.lang, by_year=by_year)

    def digests(self, quoted: Quoted) -> Iterator[bytes]:
        """What tells whether the sentences, the titles over them and their order are as they were."""
        if isinstance(quoted, YearFrame):
            yield msgspec.msgpack.encode(quoted)
        for path, digest in self._rows(quoted, self._store.digests):
            yield self._titles[path]
            yield digest

    def sheet(self, values: dict[str, Any], quoted: Sequence[Quoted]) -> Sheet:
        """The page with its sentences, as it travels to the worker that makes it."""
        if values["kind"] == "network":
            return Sheet(draw_network(values))
        if quoted and isinstance(quoted[0], EntityPart):
            return Sheet(values, self._said(quoted[0]))
        return Sheet(values, years=tuple((q, self._said(q)) for q in quoted if isinstance(q, YearFrame)))

    def _said(self, quoted: Quoted) -> tuple[Said, ...]:
        rows = groupby(self._rows(quoted, self._store.data), key=lambda row: row[0])
        return tuple((self._headings[path], tuple(data for _, data in found)) for path, found in rows)

    def _rows(self, quoted: Quoted, look_up: LookUp) -> list[tuple[str, bytes]]:
        """What is kept of it, in the order of the articles; what is kept of one that is left out says nothing here."""
        if isinstance(quoted, YearFrame):
            rows = look_up(f"year:{quoted.year}", None)
        else:
            names = [quoted.key, *(old for old in self._former[quoted.key] if old != quoted.key)]
            rows = [row for name in names for row in look_up(f"key:{name}", quoted.paths)]
        return sorted((row for row in rows if row[0] in self._places), key=lambda row: self._places[row[0]])
