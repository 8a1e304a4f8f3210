"""`edition export`: registers, mentions and texts in the formats the field uses."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, redirect_stdout
from pathlib import Path
from typing import Annotated, BinaryIO, Final

import typer

from edition.api.exports import ExportOptions, ExportSource
from edition.cli.output import Watch, counted, folder_of, project_of, report
from edition.diagnostics import Diagnostic
from edition.export import FORMATS, INDEX, Corpus, Exports, Format, Selection, export_all, export_one, find_format
from edition.jobs import Cache
from edition.project import Project

app = typer.Typer(add_completion=False)
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
    watch = Watch()
    with Cache(project.cache) as cache:
        source = ExportSource(project, ExportOptions(selection, excel, jobs, cluster, watch), cache)
        corpus = source.corpus()
        if kind == "all":
            done, findings = _all(corpus, Exports.open(project, out), watch)
        else:
            done, findings = _one(corpus, kind, form, out, project), []
    watch.clear()
    found = dict.fromkeys([*source.findings, *corpus.findings, *findings])
    with redirect_stdout(sys.stderr) if out == _STDOUT else nullcontext():
        raise typer.Exit(report(found, done=done, project=project) if found else 0)


def _all(corpus: Corpus, exports: Exports, watch: Watch) -> tuple[str, list[Diagnostic]]:
    listed, missing = export_all(corpus, exports, watch("exporting", len(FORMATS)))
    watch.clear()
    sys.stderr.write(f"{counted(len(listed), 'export')} written to {exports.path}, listed in {INDEX}\n")
    return counted(len(listed), "export"), missing


def _one(corpus: Corpus, kind: str, form: str, out: Path | None, project: Project) -> str:
    found = find_format(kind, form)
    if out and (out == _STDOUT or (out.exists() and not (out.is_file() or out.is_dir()))):
        _write_into(found, corpus, out)
        return str(out)
    path = export_one(found, corpus, project, out)
    sys.stderr.write(f"{kind} written to {path}\n" if path else "nothing to write\n")
    return str(path or found.file_name)


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
