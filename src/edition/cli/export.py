"""`edition export`: registers, mentions and texts in the formats the field uses."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Final

import typer

from edition.cache import Cache
from edition.cli.documents import read_documents
from edition.cli.output import Progress, folder_of, project_of, report
from edition.corpus import read_items
from edition.diagnostics import Diagnostic, EditionError
from edition.export import FORMATS, INDEX, UNKNOWN_ARTICLE, Corpus, Selection, export_all, find_format
from edition.facts import ArticleFacts
from edition.markup import XML_ID, Document, parse, read_source
from edition.pipeline import Checked, FactsJob, run
from edition.project import Project
from edition.publish.paths import article_path, entity_path
from edition.registers import read_registers

app = typer.Typer(add_completion=False)
_FOLDER: Final = "exports"


@app.command()
def export(
    ctx: typer.Context,
    kind: Annotated[str, typer.Argument(help="persons, places, mentions … or all; `list` shows what there is.")],
    form: Annotated[str, typer.Option("--format", "-f", help="csv, json, turtle …")] = "",
    out: Annotated[Path | None, typer.Option("--output", "-o", help="The file (or folder) to write.")] = None,
    article: Annotated[list[str] | None, typer.Option("--article", help="Only this article; may be repeated.")] = None,
    only: Annotated[list[str] | None, typer.Option("--kind", help="Only this kind or type; may be repeated.")] = None,
    first: Annotated[str, typer.Option("--from", help="Only what is dated to this day or later.")] = "",
    last: Annotated[str, typer.Option("--to", help="Only what is dated to this day or earlier.")] = "",
    min_mentions: Annotated[int, typer.Option("--min-mentions", help="Only entities named so often.", min=0)] = 0,
    excel: Annotated[bool, typer.Option("--excel", help="CSV with the mark by which Excel knows UTF-8.")] = False,
    jobs: Annotated[int, typer.Option("--jobs", "-j", help="Processes; 0 stands for one a core.")] = 0,
    cluster: Annotated[str | None, typer.Option("--cluster", help="Address of a Dask scheduler.")] = None,
) -> None:
    """Write registers, mentions or texts in a format of the field."""
    if kind == "list":
        _list()
        return
    project = project_of(ctx)
    out = folder_of(ctx) / out if out else None
    selection = Selection(frozenset(article or ()), frozenset(only or ()), first, last, min_mentions)
    source = _Source(project, jobs, cluster)
    with closing(Cache(project.cache)) as source.cache:
        corpus = source.corpus(selection, excel)
        if kind == "all":
            done, findings = _all(corpus, out or project.output / _FOLDER)
        else:
            done, findings = _one(corpus, kind, form, out, project), []
    found = dict.fromkeys([*source.findings, *corpus.findings, *findings])
    raise typer.Exit(report(found, done=done, project=project) if found else 0)


def _all(corpus: Corpus, folder: Path) -> tuple[str, list[Diagnostic]]:
    progress = Progress("exporting", len(FORMATS))
    listed, missing = export_all(corpus, folder, progress.advance)
    progress.clear()
    sys.stderr.write(f"{len(listed)} exports written to {folder}, listed in {INDEX}\n")
    return f"{len(listed)} exports", missing


def _one(corpus: Corpus, kind: str, form: str, out: Path | None, project: Project) -> str:
    names = [f.name for f in FORMATS if f.kind == kind]
    found = find_format(kind, form or (names[0] if names else ""))
    path = out or project.output / _FOLDER / found.file_name
    found.write(corpus, path)
    sys.stderr.write(f"{kind} written to {path}\n" if path.exists() else "nothing to write\n")
    return str(path)


def _list() -> None:
    for found in FORMATS:
        typer.echo(f"{found.kind:<14}{found.name:<10}{found.sentence}")


@dataclass
class _Source:
    """Reads an edition for its exports, as often as they ask; what cannot be read is told once and left out."""

    project: Project
    jobs: int
    cluster: str | None
    cache: Cache | None = None
    findings: dict[Diagnostic, None] = field(default_factory=dict)

    def corpus(self, selection: Selection, excel: bool) -> Corpus:
        registers, found = read_registers(self._registers())
        self._tell(found)
        self._refuse_unknown(selection.articles)
        return Corpus(
            info=self.project.settings.edition,
            registers=registers,
            facts=lambda: self._facts(selection.articles),
            documents=lambda: self._documents(selection.articles),
            register_documents=self._registers,
            selection=selection,
            images=self.project.path(self.project.settings.files.images),
            excel=excel,
            page=_page,
        )

    def _paths(self, wanted: frozenset[str]) -> list[Path]:
        """The articles asked for: by the file's name, which is the id in a well-kept edition."""
        paths = self.project.article_paths()
        named = [p for p in paths if p.stem in wanted]
        return named if wanted and len(named) == len(wanted) else paths

    def _refuse_unknown(self, wanted: frozenset[str]) -> None:
        if not wanted or {p.stem for p in self.project.article_paths()} >= wanted:
            return
        unknown = wanted - {facts.id for facts in self._facts(frozenset())}
        if unknown:
            message = f"there is no article {', '.join(sorted(unknown))}"
            raise EditionError(Diagnostic(UNKNOWN_ARTICLE, message, help="give the xml:id of an article"))

    def _facts(self, wanted: frozenset[str]) -> Iterator[ArticleFacts]:
        items = read_items(self._paths(wanted), self.project.shown)
        job = FactsJob(self.project.settings.mentions)
        for _, result in run(job, items, Checked, self.cache, jobs=self.jobs, cluster=self.cluster):
            self._tell(result.diagnostics)
            if result.facts is not None:
                yield result.facts

    def _documents(self, wanted: frozenset[str]) -> Iterator[Document]:
        for path in self._paths(wanted):
            try:
                document = parse(read_source(path, self.project.shown(path)))
            except EditionError as error:
                self._tell(error.diagnostics)
                continue
            if not wanted or (document.root.get(XML_ID) or path.stem) in wanted:
                yield document

    def _registers(self) -> Sequence[Document]:
        documents, found = read_documents(self.project, self.project.register_paths())
        self._tell(found)
        return documents

    def _tell(self, found: Iterable[Diagnostic]) -> None:
        self.findings.update(dict.fromkeys(found))


def _page(kind: str, key: str) -> str:
    """Where the site has its page on an article or entity; what has no page keeps its kind and key."""
    paths: dict[str, Callable[[str], str]] = {"article": article_path}
    if kind in paths:
        return paths[kind](key)
    try:
        return entity_path(kind, key)
    except KeyError:
        return f"exports/{kind}/{key}"
