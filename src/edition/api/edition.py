"""An edition as a value: its articles, registers and mentions, and everything that can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, TypeVar

from edition.api.annotation import AnnotatedFile, Annotation, AnnotationOptions, annotate
from edition.api.counts import Figures, count_edition
from edition.api.decisions import Decided, WaitingMention, decide, queue
from edition.api.exports import Exported, ExportOptions, ExportSource, export
from edition.api.imports import ImportedFile, articles_folder, import_files, options_of
from edition.api.progress import Progress, silent
from edition.api.reconciling import Enquiry, Reconciled, accept, reconcile
from edition.api.registers import (
    ChangedFile,
    Names,
    TableImport,
    add_entry,
    import_table,
    merge_entries,
    rename_entry,
)
from edition.building import BuildOptions, Outcome, build
from edition.checking import Checking, check, plan_edition
from edition.export import Corpus
from edition.export.tables.rows import mentions_in
from edition.facts import ArticleFacts
from edition.jobs import Cache
from edition.languages import Languages, read_languages
from edition.languages.used import using
from edition.markup.changes import settle
from edition.markup.inputs.named import expand
from edition.project import Project, Settings, find_project
from edition.registers import Registers
from edition.registers.files import load_registers

T = TypeVar("T")


@dataclass(frozen=True)
class MentionRecord:
    """A mention with where it stands: one row of a table. `key` is the likeliest entry, `when` a date's value."""

    id: str
    kind: str
    text: str
    key: str
    candidates: tuple[str, ...]
    article: str
    block: str
    start: int
    end: int
    sentence: str
    lang: str
    version: str
    when: str
    certainty: str
    by: str


def open(folder: Path | str = ".") -> Edition:
    """Open the edition whose `edition.toml` lies in the folder or above it.

    A change of its files that was cut off is completed or undone. Raises `EditionError`, which carries diagnostics,
    where there is none or its settings are wrong.
    """
    project = find_project(Path(folder))
    settle(project.root)
    return Edition(project)


class Edition:
    """An edition on disk. What is read is read when it is asked for, and kept in `.edition/`."""

    def __init__(self, project: Project) -> None:
        self._project = project

    @property
    def root(self) -> Path:
        """The folder with `edition.toml`."""
        return self._project.root

    @property
    def settings(self) -> Settings:
        """The settings."""
        return self._project.settings

    @cached_property
    def languages(self) -> Languages:
        """The languages that its texts are read with: those of the program, and its own of `languages/`."""
        return read_languages(self.root)

    @cached_property
    def articles(self) -> tuple[ArticleFacts, ...]:
        """What each article says: metadata, blocks of text, mentions, links. Those that cannot be read are left out."""
        with Cache(self._project.cache) as cache:
            return tuple(ExportSource(self._project, ExportOptions(), cache).facts())

    @cached_property
    def registers(self) -> Registers:
        """The entries by key."""
        return load_registers(self._project).registers

    def mentions(self, kind: str = "") -> list[MentionRecord]:
        """Every mention, in the order of the texts; only of one kind where it is named."""
        with using(self.languages), Cache(self._project.cache) as cache:
            corpus = ExportSource(self._project, ExportOptions(), cache).corpus()
            records = (r for facts in corpus.articles() for r in _records(facts, corpus))
            return [record for record in records if kind in ("", record.kind)]

    def check(
        self,
        paths: Sequence[Path | str] = (),
        *,
        jobs: int = 0,
        cluster: str | None = None,
        advised: bool = True,
        progress: Progress = silent,
    ) -> Checking:
        """Check the whole edition, or these files and folders, against its schema, its rules and its registers.

        Help and fixes take longer than the check: without `advised` they are worked out by `advised` of the result,
        for the findings that are given to it.
        """
        plan = plan_edition(self._project, list(expand(Path(), map(Path, paths))) if paths else None)
        done = check(plan, jobs=jobs, cluster=cluster, advance=progress("checking", len(plan.files)))
        return replace(done, findings=done.advised(done.findings)) if advised else done

    def annotate(
        self,
        paths: Sequence[Path | str] = (),
        *,
        kinds: Sequence[str] = (),
        dry_run: bool = False,
        elsewhere: bool = False,
        jobs: int = 0,
        cluster: str | None = None,
        each: Callable[[AnnotatedFile], None] = lambda _file: None,
        progress: Progress = silent,
    ) -> Annotation:
        """Mark names and dates in all articles, or in these files; `each` is called with every file that is done.

        With `elsewhere` the programs and the server that the settings name are asked for names, too.
        """
        options = AnnotationOptions(frozenset(kinds), dry_run, elsewhere, jobs, cluster, progress)
        return annotate(self._project, list(map(Path, paths)), options, each)

    def build(
        self,
        output: Path | str | None = None,
        *,
        jobs: int = 0,
        cluster: str | None = None,
        clean: bool = False,
        search: bool = True,
        guidelines: bool = True,
        preview: bool = False,
        progress: Progress = silent,
    ) -> Outcome:
        """Make the site, or what of it changed, in `output/site` or elsewhere; with `clean` all of it anew.

        `preview` puts what no template of the site knows into a marked box.
        """
        folder = Path(output) if output else self._project.output / "site"
        options = BuildOptions(folder, jobs, cluster, clean, search, guidelines, preview, progress)
        return build(self._project, options)

    def import_files(
        self,
        sources: Sequence[Path | str],
        into: Path | str | None = None,
        *,
        propose: bool = False,
        encoding: str = "",
        force: bool = False,
        progress: Progress = silent,
    ) -> list[ImportedFile]:
        """Import texts, PDFs, DOCX, Markdown, JATS or TEI as articles, into the articles' folder or another."""
        folder = Path(into) if into else articles_folder(self._project)
        options = options_of(self._project, propose=propose, encoding=encoding)
        return self._forgetting(import_files(map(Path, sources), folder, options, force=force, progress=progress))

    def count(self) -> Figures:
        """Articles, words, mentions and entries in figures."""
        return count_edition(self._project)[0]

    def waiting(self, article: str = "", *, everything: bool = False) -> list[WaitingMention]:
        """The mentions that wait for an editor, the most uncertain first; of one article where it is named."""
        return queue(self._project, article, everything=everything)[0]

    def decide(self, action: str, article: str, **what: str | int) -> Decided:
        """Decide about one mention: accept, reject, link, kind, date, extent or add; see `api.decisions.decide`."""
        return self._forgetting(decide(self._project, action, article, **what))  # type: ignore[arg-type]

    def add_entry(self, kind: str, key: str, names: Names, *, dry_run: bool = False) -> list[ChangedFile]:
        """Add an entry to the registers; `names` are pairs of language and name, the preferred one first."""
        return self._forgetting(add_entry(self._project, kind, key, names, dry_run=dry_run))

    def rename_entry(self, key: str, new_key: str, *, dry_run: bool = False) -> list[ChangedFile]:
        """Give an entry another key; every reference follows."""
        return self._forgetting(rename_entry(self._project, key, new_key, dry_run=dry_run))

    def merge_entries(self, key: str, into: str, *, dry_run: bool = False) -> list[ChangedFile]:
        """Merge an entry into another; every reference follows."""
        return self._forgetting(merge_entries(self._project, key, into, dry_run=dry_run))

    def import_table(
        self, path: Path | str, *, kind: str = "", update: bool = False, dry_run: bool = False
    ) -> TableImport:
        """Take entries from a table or from TEI lists into the registers."""
        return self._forgetting(import_table(self._project, Path(path), kind=kind, update=update, dry_run=dry_run))

    def reconcile(
        self, kind: str, enquiry: Enquiry, output: Path | str | None = None, progress: Progress = silent
    ) -> Reconciled:
        """Ask an authority service for candidates for all `persons`, `places`, `organisations` or `events`."""
        return reconcile(self._project, kind, enquiry, Path(output) if output else None, progress)

    def accept(self, review: Path | str) -> TableImport:
        """Write the identifiers that a file of candidates accepts into the registers."""
        return self._forgetting(accept(self._project, Path(review)))

    def _forgetting(self, done: T) -> T:
        """What was read of the files is read again, since they have changed."""
        self.__dict__.pop("articles", None)
        self.__dict__.pop("registers", None)
        return done

    def export(
        self,
        kind: str,
        form: str = "",
        output: Path | str | BinaryIO | None = None,
        options: ExportOptions | None = None,
    ) -> Exported:
        """Write one format of a kind, its first where none is named, or `all` of them; also into a stream."""
        return export(self._project, kind, form, Path(output) if isinstance(output, str) else output, options)


def _records(facts: ArticleFacts, corpus: Corpus) -> Iterator[MentionRecord]:
    for placed in mentions_in(facts, corpus):
        mention, block = placed.mention, placed.block
        yield MentionRecord(
            mention.id,
            mention.kind,
            mention.text,
            mention.keys[0] if mention.keys else "",
            mention.keys,
            facts.id,
            block.id,
            mention.start,
            mention.end,
            placed.sentence,
            block.lang,
            block.version,
            mention.date.when or "",
            mention.cert,
            mention.resp,
        )
