"""`edition export`: registers, mentions and texts in the formats the field uses."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, nullcontext, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, BinaryIO, Final

import typer

from edition.cache import Cache
from edition.cli.documents import read_documents
from edition.cli.output import Progress, folder_of, project_of, report
from edition.corpus import read_items
from edition.diagnostics import Diagnostic, EditionError
from edition.export import (
    FORMATS,
    INDEX,
    UNKNOWN_ARTICLE,
    Corpus,
    Format,
    Selection,
    export_all,
    find_format,
    nearest,
    refuse_unknown_kinds,
)
from edition.facts import ArticleFacts
from edition.markup import XML_ID, Document, parse, read_source
from edition.pipeline import Checked, FactsJob, run
from edition.project import Project
from edition.publish.paths import article_path, entity_path
from edition.registers import read_registers

app = typer.Typer(add_completion=False)
_FOLDER: Final = "exports"
_STDOUT: Final = Path("/dev/stdout")  # named so in messages; written to as the stream that it is


@app.command()
def export(
    ctx: typer.Context,
    kind: Annotated[str, typer.Argument(help="persons, places, mentions … or all; `list` shows what there is.")],
    form: Annotated[str, typer.Option("--format", "-f", help="csv, json, turtle …")] = "",
    out: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file (or folder) to write; `-` is standard output.")
    ] = None,
    article: Annotated[list[str] | None, typer.Option("--article", help="Only this article; may be repeated.")] = None,
    only: Annotated[list[str] | None, typer.Option("--kind", help="Only this kind or type; may be repeated.")] = None,
    first: Annotated[str, typer.Option("--from", help="Only what is dated to this day or later.")] = "",
    last: Annotated[str, typer.Option("--to", help="Only what is dated to this day or earlier.")] = "",
    min_mentions: Annotated[int, typer.Option("--min-mentions", help="Only entities named so often.", min=0)] = 0,
    excel: Annotated[bool, typer.Option("--excel", help="CSV with the mark by which Excel knows UTF-8.")] = False,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, help="Processes; 0 stands for one a core.")] = 0,
    cluster: Annotated[str | None, typer.Option("--cluster", help="Address of a Dask scheduler.")] = None,
) -> None:
    """Write registers, mentions or texts in a format of the field."""
    if kind == "list":
        _list()
        return
    if kind == "all" and form:
        raise typer.BadParameter(f"all writes every format: leave --format out, or name a kind to have as {form}")
    project = project_of(ctx)
    out = _STDOUT if out == Path("-") else folder_of(ctx) / out if out else None
    selection = Selection(frozenset(article or ()), frozenset(only or ()), first, last, min_mentions)
    source = _Source(project, jobs, cluster)
    with closing(Cache(project.cache)) as source.cache:
        corpus = source.corpus(selection, excel)
        if kind == "all":
            done, findings = _all(corpus, out or project.output / _FOLDER)
        else:
            done, findings = _one(corpus, kind, form, out, project), []
    found = dict.fromkeys([*source.findings, *corpus.findings, *findings])
    with redirect_stdout(sys.stderr) if out == _STDOUT else nullcontext():
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
    if path == _STDOUT or (path.exists() and not (path.is_file() or path.is_dir())):
        _write_into(found, corpus, path)
        return str(path)
    found.write(corpus, path)
    sys.stderr.write(f"{kind} written to {path}\n" if path.exists() else "nothing to write\n")
    return str(path)


def _write_into(found: Format, corpus: Corpus, stream: Path) -> None:
    """Write into what is no file on disk, such as standard output or a pipe: it must not be replaced by one."""
    if not found.suffix:
        raise typer.BadParameter(f"{found.name} is a folder of files: give a folder to -o")
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / found.file_name
        found.write(corpus, made)
        with made.open("rb") as source, stream.open("wb") if stream != _STDOUT else _standard_output() as target:
            shutil.copyfileobj(source, target)


@contextmanager
def _standard_output() -> Iterator[BinaryIO]:
    yield sys.stdout.buffer
    sys.stdout.buffer.flush()


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
        refuse_unknown_kinds(selection, registers)
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
        known = {facts.id for facts in self._facts(frozenset())}
        if unknown := sorted(wanted - known):
            message = f"there is no article {', '.join(unknown)}"
            help_text = nearest(unknown[0], known) or "give the xml:id of an article"
            raise EditionError(Diagnostic(UNKNOWN_ARTICLE, message, help=help_text))

    def _facts(self, wanted: frozenset[str]) -> Iterator[ArticleFacts]:
        paths = self._paths(wanted)
        items = read_items(paths, self.project.shown)
        job = FactsJob(self.project.settings.mentions)
        progress = Progress("reading", len(paths))
        made = run(job, items, Checked, self.cache, jobs=self.jobs, cluster=self.cluster, advance=progress.advance)
        for _, result in made:
            self._tell(result.diagnostics)
            if result.facts is not None:
                yield result.facts
        progress.clear()

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
