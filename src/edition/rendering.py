"""What workers do for the site: read an article into its extract, render an article or a page.

Each job gives files: written by the worker itself where it shares the disk, or as bytes where it does not (a cluster).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from edition import __version__
from edition.corpus import Item, digest_of
from edition.diagnostics import Diagnostic, EditionError
from edition.facts import read_article
from edition.markup import parse, write_file
from edition.markup.source import as_source
from edition.project import Mentions
from edition.publish.article import ArticleRenderer, Surroundings
from edition.publish.extract import Extract, extract
from edition.publish.renderer import Page, Renderer, Site
from edition.registers import Registers


@dataclass(frozen=True)
class Extracted:
    """An article as the rest of the site sees it, and what its page needs of registers and other articles."""

    extract: Extract | None
    keys: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    date: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True)
class ExtractJob:
    """Read one article; one that cannot be read gives its findings instead."""

    mentions: Mentions

    @cached_property
    def digest(self) -> str:
        """Everything but the document."""
        return digest_of("extract", __version__, repr(self.mentions))

    def prepare(self) -> Callable[[Item], Extracted]:
        """Nothing to load."""

        def function(item: Item) -> Extracted:
            try:
                document = parse(as_source(item.path, item.data))
            except EditionError as error:
                return Extracted(None, diagnostics=error.diagnostics)
            facts = read_article(document, self.mentions).facts
            keys = {k for m in facts.mentions for k in m.keys} | {a.key for a in facts.metadata.authors if a.key}
            links = {(link.attribute, link.target) for link in facts.links}
            return Extracted(extract(facts), tuple(sorted(keys)), tuple(sorted(links)), facts.metadata.date)

        return function


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
    around: Mapping[str, Surroundings]
    ids: Mapping[str, str]
    output: str | None

    @cached_property
    def digest(self) -> str:
        """A name for what is prepared; results of this job are files and are not kept by it."""
        return digest_of("render", self.site.digest, str(id(self)))

    def __reduce__(self) -> tuple[type[RenderJob], tuple[object, ...]]:
        """Travel without what is computed."""
        return RenderJob, (self.site, self.registers, dict(self.around), dict(self.ids), self.output)

    def prepare(self) -> Callable[[Item], Written]:
        """Compile the stylesheets."""
        renderer = Renderer(self.site)
        articles = ArticleRenderer(renderer, self.registers)
        languages = {language.code: language for language in self.site.languages}

        def function(item: Item) -> Written:
            kind, _, name = item.path.partition(":")
            try:
                if kind == "page":
                    values = json.loads(item.data)
                    return self._keep((renderer.pages(values, languages[name.partition("/")[0]]),), ())
                document = parse(as_source(name, item.data))
                reading = read_article(document, self.site.project.settings.mentions)
                rendered = articles.render(document, reading, self.around[self.ids[name]])
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
