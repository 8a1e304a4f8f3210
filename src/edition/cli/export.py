"""`edition export`: registers, mentions and texts in the formats the field uses."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, redirect_stdout
from pathlib import Path
from typing import Annotated, BinaryIO, Final

import typer

from edition.api.exports import FORMATS, INDEX, Exported, ExportOptions, Selection, find_format
from edition.api.exports import export as export_into
from edition.cli.output import Watch, folder_of, limit_of, note, project_of, report, say
from edition.diagnostics import counted

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
    out = _STDOUT if out == Path("-") else out
    selection = Selection(frozenset(article or ()), frozenset(only or ()), first, last, min_mentions)
    watch = Watch()
    options = ExportOptions(selection, excel, jobs, cluster, watch)
    with _target(ctx, out, kind, form) as target:
        done = export_into(project, kind, form, target, options)
        written = _written(kind, form, done) if isinstance(target, Path | None) else str(out)
    watch.clear()
    with redirect_stdout(sys.stderr) if out == _STDOUT else nullcontext():
        told = done.diagnostics
        raise typer.Exit(report(told, done=written, project=project, limit=limit_of(project)) if told else 0)


def _written(kind: str, form: str, done: Exported) -> str:
    """Tell where it lies; what was written, for the line of summary."""
    if kind == "all":
        written = counted(done.count, "export")
        note(f"{written} written to {done.paths[0]}, listed in {INDEX}")
        return written
    note(f"{kind} written to {done.paths[0]}" if done.paths else "nothing to write")
    return str(done.paths[0] if done.paths else find_format(kind, form).file_name)


@contextmanager
def _target(ctx: typer.Context, out: Path | None, kind: str, form: str) -> Iterator[Path | BinaryIO | None]:
    """Where to write: a file or folder, or what is neither (standard output, a pipe) as a stream."""
    place = folder_of(ctx) / out if out else None
    if place is None or (out != _STDOUT and (not place.exists() or place.is_file() or place.is_dir())):
        yield place
        return
    if kind == "all" or not find_format(kind, form).suffix:
        raise typer.BadParameter(f"{kind} is a folder of files: give a folder to -o")
    if out == _STDOUT:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    else:
        with place.open("wb") as stream:
            yield stream


def _list() -> None:
    for found in FORMATS:
        say(f"{found.kind:<14}{found.name:<10}{found.sentence}")
