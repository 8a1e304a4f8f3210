"""The site, made anew only where something changed: articles and pages in worker processes, the rest from extracts.

What each file was made from is kept as a hash in `.edition/site.sqlite`, written after the files themselves: a build
that is killed leaves old or new pages, and the next one makes the rest. Two builds of one edition wait for each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TypeVar

import msgspec

from edition.building.claims import Claims, article_files
from edition.building.extracts import Extracted, ExtractJob, entries_of
from edition.building.kept import guidelines, guidelines_digest
from edition.building.manifest import Manifest
from edition.building.pictures import elsewhere, make_pictures
from edition.building.rendering import ArticleSheet, Quoting, RenderJob, Sheet, Written, has_poster, write_pages
from edition.building.searching import build_indexes, texts_pages
from edition.building.surroundings import (
    NamedEntries,
    article_id,
    distinguished,
    head_of,
    in_repository,
    packed,
    portraits,
    surroundings,
)
from edition.diagnostics import Diagnostic, EditionError, Span
from edition.facts import with_entries
from edition.facts.facsimile.files import Pictures
from edition.facts.texts import EditionTexts
from edition.jobs import Cache, Item, Left, Spool, Workers, digest_of
from edition.jobs.program import program_digest
from edition.languages.used import using
from edition.project import Project, TextSettings
from edition.publish.finding.address import placeholder_address
from edition.publish.letters.calendar import has_letters
from edition.publish.pages import Collection, articles_list, copy_exports, exported_files, exports_index, survey_folders
from edition.publish.pages.chronology import is_by_year
from edition.publish.paths import poster_path
from edition.publish.renderer import Site
from edition.publish.site import ExtraPage, plain_values, static_files
from edition.publish.theme import SiteLanguage
from edition.publish.theme.spoken import unspoken
from edition.registers import Registers
from edition.registers.files import RegisterFiles, reading_of

T = TypeVar("T")


@dataclass(frozen=True)
class BuildOptions:
    """How to build. `output` is the site's folder."""

    output: Path
    jobs: int = 0
    cluster: str | None = None
    clean: bool = False
    search: bool = True
    guidelines: bool = True
    preview: bool = False
    progress: Callable[[str, int], Callable[[], None]] = lambda _what, _total: lambda: None


@dataclass
class Outcome:
    """What a build did."""

    diagnostics: list[Diagnostic] = field(default_factory=list)
    articles: int = 0
    rendered: int = 0
    pages: int = 0


def build(project: Project, options: BuildOptions) -> Outcome:
    """Build what is not up to date; see `Outcome` for what was done."""
    project = project.listed()
    with (
        Manifest.locked(project.cache / "site.sqlite") as manifest,
        Spool.opened(project.cache / "reading") as spool,
        Workers(options.jobs, options.cluster) as workers,
    ):
        return _Build(project, options, manifest, workers, None if options.cluster else spool).run()


class _Build:
    def __init__(
        self, project: Project, options: BuildOptions, manifest: Manifest, workers: Workers, spool: Spool | None
    ) -> None:
        self._project = project
        self._spool = spool
        self._read: dict[str, Left] = {}  # what was left of the articles that were read in this build
        self._workers = workers
        self._options = options
        self._manifest = manifest
        self._outcome = Outcome()
        self._found: dict[str, list[Diagnostic]] = {}  # of each article and page
        self._left_out: set[str] = set()
        self._apart: dict[str, str] = {}  # what stands behind titles that several articles have
        self._texts = EditionTexts(project)
        self._claims = Claims(manifest)
        self._advance: Callable[[], None] = lambda: None
        self._pictures = Pictures(project)
        self._site = Site.of(project, preview=options.preview)
        self._guides: Mapping[str, Sequence[ExtraPage]] = {}
        manifest.open_site(options.output, project, clean=options.clean)

    def run(self) -> Outcome:
        with using(self._site.known):
            return self._run()

    def _run(self) -> Outcome:
        hashes = self._hashes(self._project.article_paths())
        register_files = RegisterFiles(self._project)
        whole = self._whole(hashes, register_files.digest)
        lost = self._project.patterns_without_files()
        if self._manifest.is_finished(whole):
            self._outcome.diagnostics = [*self._manifest.findings(), *lost]
            return self._outcome
        self._manifest.begin()
        with Cache(self._project.cache) as cache:
            self._guides = guidelines(self._project, self._spoken(), cache) if self._options.guidelines else {}
            loaded = register_files.load(cache)
        self._outcome.diagnostics += [*loaded.unreadable, *loaded.findings, *placeholder_address(self._project)]
        self._outcome.diagnostics += unspoken(self._project, self._spoken())
        extracted = self._extract(hashes, reading_of(self._project, loaded.registers))
        # titles of our own editions are their editors' choice
        if self._project.settings.validate.profile == "reference":
            extracted, self._apart = distinguished(extracted)
        links = chain.from_iterable(found.links for found in extracted.values())
        self._outcome.diagnostics += elsewhere(links, self._project.settings.facsimile.hosts)
        self._make(extracted, hashes, with_entries(loaded.registers, entries_of(extracted.values())))
        self._outcome.diagnostics += chain.from_iterable(self._found.values())
        self._outcome.diagnostics = [*self._texts.relocated(self._outcome.diagnostics), *self._texts.lost.values()]
        self._manifest.finish(whole, self._outcome.diagnostics)
        self._outcome.diagnostics += lost
        return self._outcome

    @cached_property
    def _commits(self) -> dict[str, tuple[str, str]]:
        if not in_repository(self._project):
            return {}
        from edition.building.commits import last_commits  # late: where there is no repository, nothing reads one

        found = last_commits(self._project.root, self._project.article_paths())
        return {self._project.shown(path): commit for path, commit in found.items()}

    def _hashes(self, paths: Iterable[Path]) -> dict[str, str]:
        """The texts by their hashes; what cannot be read is left out."""
        out = {}
        for path in paths:
            try:
                found = self._texts.of(path)
            except EditionError as error:
                self._outcome.diagnostics += error.diagnostics
                self._left_out.add(self._project.shown(path))
                continue
            out.update({name: digest_of(data) for name, data in found})
        self._outcome.articles = len(out) + len(self._left_out)
        return out

    def _id_of(self, path: str) -> str:
        """The id of a text that could not be read, as far as its name tells."""
        return path.partition("#")[2] or self._project.text.file_id(path)

    def _spoken(self) -> list[str]:
        return [language.code for language in self._site.languages]

    def _whole(self, hashes: Mapping[str, str], registers: str) -> str:
        """A hash of everything that the site is made from."""
        project = self._project
        pictures = [(at, p.stat().st_size, p.stat().st_mtime_ns) for at, p in self._pictures.paths.items()]
        guides = guidelines_digest(project, self._spoken()) if self._options.guidelines else ""
        exports = exports_index(project)
        listed = exports.read_bytes() if exports.is_file() else b""
        rest = repr((self._options.search, pictures, listed, head_of(project)))
        return digest_of(program_digest(), repr(sorted(hashes.items())), registers, self._site.digest, guides, rest)

    def _make(self, extracted: dict[str, Extracted], hashes: Mapping[str, str], registers: Registers) -> None:
        """Render what is not up to date. An article that fails is left out, and what names it is made without it."""
        self._manifest.begin_pages()
        self._claims = Claims(self._manifest)
        order = self._claim(sorted(extracted, key=lambda p: (extracted[p].date, article_id(extracted[p]))), extracted)
        failed = len(self._left_out)
        missing = frozenset(map(self._id_of, self._left_out))
        extracts = [e for p in order if (e := extracted[p].extract)]
        unmentioned = self._project.settings.site.unmentioned
        collection = Collection(registers, extracts, missing, unmentioned, portraits(registers, self._pictures))
        letters = ("letters",) if has_letters(collection) else ()
        site = self._site_of(collection, (*letters, *survey_folders(registers)))
        texts, shared = reading_of(self._project, registers), not self._options.cluster
        job = RenderJob.of(site, texts, self._options.output, shared=shared, spool=self._spool)
        articles = self._articles(job, [(p, extracted[p]) for p in order], hashes, collection)
        about = len(order) + len(site.languages) * len(collection.entities) + sum(map(len, self._guides.values()))
        self._advance = self._options.progress("rendering", about)
        self._pages(job, chain(articles, self._overview(job, collection, order), self._guidelines(job)))
        if len(self._left_out) > failed:
            rest = {path: found for path, found in extracted.items() if path not in self._left_out}
            self._make(rest, hashes, registers)
            return
        self._make_pictures(extracted, collection)
        self._static(job, collection, order)
        self._outcome.pages = sum(1 for _ in self._manifest.paths())
        self._search(job.site.languages, collection, order)

    def _search(self, languages: Iterable[SiteLanguage], collection: Collection, order: Sequence[str]) -> None:
        """Make the search index of each language, and remove what is of no page any more."""
        folders = self._unless_taken((f"{lang.prefix}pagefind/", lang) for lang in languages if self._options.search)
        self._manifest.remove_others(folder for folder, _ in folders)
        if collection.extracts and self._outcome.rendered:
            indexes = [(self._options.output / folder, language) for folder, language in folders]
            self._outcome.diagnostics += build_indexes(self._manifest.extracts, collection, order, indexes)

    def _site_of(self, collection: Collection, surveys: tuple[str, ...]) -> Site:
        """What is the same on every page, once it is known what there is."""
        return replace(
            self._site,
            folders=collection.folders,
            surveys=surveys,
            articles=articles_list(collection),
            chronology_by_year=is_by_year(collection),
            guidelines=tuple(self._guides),
            has_search=self._options.search,
            has_data=exports_index(self._project).is_file(),
        )

    def _claim(self, order: Sequence[str], extracted: Mapping[str, Extracted]) -> list[str]:
        """The articles whose files are nobody else's; the others are left out and told."""
        out = []
        prefixes = [language.prefix for language in self._site.languages]
        for path in order:
            files = article_files(article_id(extracted[path]), prefixes, shares=self._site.shares)
            found = self._claims.take(f"article:{path}", files, Span(path, 0, 1))
            if found is None:
                out.append(path)
                continue
            self._left_out.add(path)
            self._found[f"article:{path}"] = [found]
        return out

    def _unless_taken(self, files: Iterable[tuple[str, T]]) -> list[tuple[str, T]]:
        """What may be written of files that are no article's."""
        out = []
        for path, value in files:
            found = self._claims.take("static", [path])
            if found is None:
                out.append((path, value))
            else:
                self._found[f"static:{path}"] = [found]
        return out

    def _extract(self, hashes: Mapping[str, str], texts: TextSettings) -> dict[str, Extracted]:
        """The heads of all articles; those that are not kept from the last build are read anew."""
        store, elements = self._manifest.extracts, self._project.settings.elements.by_name
        job = ExtractJob(texts, self._site.known, elements, self._spool)
        keys = {path: digest_of(job.key, path, digest) for path, digest in hashes.items()}
        outdated = store.outdated(keys)
        advance = self._options.progress("reading", len(outdated))
        items = (Item(path, self._texts.data(path)) for path in hashes if path in outdated)
        for path, read in self._workers.map(job, items):
            store.put(path, keys[path], read)
            if read.left:
                self._read[path] = read.left
            advance()
        out = {}
        for path, head in store.heads():
            self._outcome.diagnostics += head.diagnostics
            if head.extract is not None:
                out[path] = head
            else:
                self._left_out.add(path)
        return out

    def _pages(self, job: RenderJob, wanted: Iterable[tuple[str, str, bytes]]) -> None:
        """Render what is wanted (name, hash of the inputs, data) in one pool of workers, as it comes."""
        digests: dict[str, str] = {}

        def items() -> Iterator[Item]:
            for name, digest, data in wanted:
                digests[name] = digest
                yield Item(name, data)

        for name, written in self._workers.map(job, items()):
            self._take(name, digests.pop(name), written)
            self._advance()

    def _articles(
        self,
        job: RenderJob,
        articles: Sequence[tuple[str, Extracted]],
        hashes: Mapping[str, str],
        collection: Collection,
    ) -> Iterator[tuple[str, str, bytes]]:
        """The articles whose document, entries or surroundings are not what they were."""
        entries = NamedEntries(collection.registers, collection.spellings)
        outside = (collection.missing, self._commits, self._apart, collection)
        around_each = surroundings(self._pictures, articles, *outside)
        for (path, found), around in zip(articles, around_each, strict=True):
            named = entries.of(found)
            digest = digest_of(job.site.digest, hashes[path], packed(around), *(digest for digest, _ in named))
            if not self._is_made(f"article:{path}", digest):
                data = self._texts.data(path)
                entries_named = tuple(msgspec.Raw(entry) for _, entry in named)
                sheet = ArticleSheet(data, around, entries_named, self._read.get(path))
                yield f"article:{path}", digest, msgspec.msgpack.encode(sheet)

    def _overview(
        self, job: RenderJob, collection: Collection, order: Sequence[str]
    ) -> Iterator[tuple[str, str, bytes]]:
        """The other pages whose values or sentences are not what they were."""
        for language in job.site.languages:
            quoting = Quoting(self._manifest.extracts, collection, order, language.code)
            frames = chain(
                ((values, ()) for values in plain_values(job.site, collection, language)),
                quoting.entities(),
                quoting.chronology(by_year=job.site.chronology_by_year),
            )
            for values, quoted in frames:
                name = f"page:{language.code}/{values['path']}"
                path = language.prefix + values["path"]
                if not self._claimed(name, [path, *([poster_path(path)] if has_poster(job.site, values) else [])]):
                    continue
                parts = [msgspec.msgpack.encode(values)]
                for piece in quoted:
                    parts += quoting.digests(piece)
                digest = digest_of(job.site.digest, *parts)
                if not self._is_made(name, digest):
                    yield name, digest, msgspec.msgpack.encode(quoting.sheet(values, quoted))

    def _guidelines(self, job: RenderJob) -> Iterator[tuple[str, str, bytes]]:
        """The pages of the guidelines that are not what they were."""
        guides = ((language, guide) for language in job.site.languages for guide in self._guides.get(language.code, ()))
        for language, guide in guides:
            name = f"page:{language.code}/{guide.path}"
            if not self._claimed(name, [language.prefix + guide.path]):
                continue
            data = msgspec.msgpack.encode(Sheet(guide.values, html=guide.html))
            digest = digest_of(job.site.digest, data)
            if not self._is_made(name, digest):
                yield name, digest, data

    def _make_pictures(self, extracted: Mapping[str, Extracted], collection: Collection) -> None:
        """Copy the pictures that are not what they were, and make smaller ones of those that show pages or people."""
        shown = (("page", url) for url in collection.portraits)
        links = chain(chain.from_iterable(found.links for found in extracted.values()), shown)
        place = (self._options.output, self._workers)
        for owner, digest, written in make_pictures(self._pictures, links, *place, self._claimed, self._is_made):
            self._take(owner, digest, written)

    def _static(self, job: RenderJob, collection: Collection, order: Sequence[str]) -> None:
        texts = texts_pages(self._manifest.extracts, collection, order, job.site.languages)
        static = chain(static_files(job.site, collection, self._manifest.paths()), texts)
        pages = [page for _, page in self._unless_taken((page.path, page) for page in static)]
        changed = write_pages(self._options.output, pages)
        self._outcome.rendered += len(changed)
        exports = self._unless_taken(exported_files(self._project))
        copy_exports(exports, self._options.output)
        self._manifest.keep("static", "static", [*(p.path for p in pages), *(path for path, _ in exports)])

    def _claimed(self, owner: str, paths: Sequence[str]) -> bool:
        found = self._claims.take(owner, paths)
        if found is not None:
            self._found[owner] = [found]
        return found is None

    def _is_made(self, owner: str, digest: str) -> bool:
        stamp = self._manifest.unchanged(owner, digest)
        if stamp is None:
            return False
        self._tell(owner, stamp.diagnostics)
        self._advance()
        return True

    def _take(self, owner: str, digest: str, written: Written) -> None:
        """Keep what a worker made. A page that failed has no stamp, so the next build tries again."""
        write_pages(self._options.output, written.pages)
        self._tell(owner, written.diagnostics)
        kind, _, path = owner.partition(":")
        if kind == "article" and not written.paths:
            self._left_out.add(path)
        if written.paths:
            self._outcome.rendered += 1
            self._manifest.keep(owner, digest, written.paths, written.diagnostics)

    def _tell(self, owner: str, found: Sequence[Diagnostic]) -> None:
        if found or owner in self._found:
            self._found[owner] = list(found)
