"""An edition as a value: its articles, registers and mentions, and everything that can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from edition.api.annotation import AnnotatedFile, Annotation, AnnotationOptions, annotate
from edition.api.exports import Exported, ExportOptions, ExportSource
from edition.api.progress import Progress, silent
from edition.building import Options, Outcome, build
from edition.checking import Checking, check, expand, plan_edition
from edition.diagnostics import Diagnostic
from edition.export import Corpus, Exports, export_all, export_one, find_format
from edition.export.tables.rows import mentions_in
from edition.facts import ArticleFacts
from edition.jobs import Cache
from edition.markup.changes import settle
from edition.project import Project, Settings, find_project
from edition.registers import Registers
from edition.registers.files import load_registers


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
        with Cache(self._project.cache) as cache:
            corpus = ExportSource(self._project, ExportOptions(), cache).corpus()
            records = (r for facts in corpus.articles() for r in _records(facts, corpus))
            return [record for record in records if kind in ("", record.kind)]

    def check(
        self,
        paths: Sequence[Path | str] = (),
        *,
        jobs: int = 0,
        cluster: str | None = None,
        progress: Progress = silent,
    ) -> Checking:
        """Check the whole edition, or these files and folders, against its schema, its rules and its registers."""
        plan = plan_edition(self._project, list(expand(Path(), map(Path, paths))) if paths else None)
        return check(plan, jobs=jobs, cluster=cluster, advance=progress("checking", len(plan.files)))

    def annotate(
        self,
        paths: Sequence[Path | str] = (),
        *,
        kinds: Sequence[str] = (),
        dry_run: bool = False,
        jobs: int = 0,
        cluster: str | None = None,
        each: Callable[[AnnotatedFile], None] = lambda _file: None,
        progress: Progress = silent,
    ) -> Annotation:
        """Mark names and dates in all articles, or in these files; `each` is called with every file that is done."""
        options = AnnotationOptions(frozenset(kinds), dry_run, jobs, cluster, progress)
        return annotate(self._project, list(map(Path, paths)), options, each)

    def build(self, output: Path | str | None = None, **how: object) -> Outcome:
        """Make the site, or what of it changed; keywords are those of `edition.building.Options`."""
        folder = Path(output) if output else self._project.output / "site"
        return build(self._project, Options(folder, **how))  # type: ignore[arg-type]

    def export(
        self, kind: str, form: str = "", output: Path | str | None = None, options: ExportOptions | None = None
    ) -> Exported:
        """Write one format of a kind, its first where none is named, or `all` of them."""
        place = Path(output) if output else None
        with Cache(self._project.cache) as cache:
            source = ExportSource(self._project, options or ExportOptions(), cache)
            corpus = source.corpus()
            if kind == "all":
                exports = Exports.open(self._project, place)
                _listed, missing = export_all(corpus, exports)
                paths: tuple[Path, ...] = (exports.path,)
                found: list[Diagnostic] = [*missing]
            else:
                made = export_one(find_format(kind, form), corpus, self._project, place)
                paths, found = (made,) if made else (), []
        return Exported(paths, tuple(dict.fromkeys([*source.findings, *corpus.findings, *found])))


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
