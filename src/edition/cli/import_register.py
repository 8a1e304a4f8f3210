"""`edition import-register`: a table of persons or places, or another edition's TEI lists, into the registers."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from edition.cli.output import Format, folder_of, project_of, report, say
from edition.diagnostics import Diagnostic, EditionError, Sources
from edition.markup import Source, read_source
from edition.markup.changes import changing
from edition.markup.codes import UNREADABLE
from edition.registers.tables import absorb, read_table, read_tei

app = typer.Typer(add_completion=False)
_KINDS = ("person", "place", "org", "event")


@app.command("import-register")
def import_register(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="A table (.csv, .tsv) or TEI with lists (.xml).")],
    kind: Annotated[str, typer.Option("--kind", help="Kind of rows that do not say theirs: person, place …")] = "",
    update: Annotated[
        bool, typer.Option("--update", help="Where table and register differ, believe the table.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change and write nothing.")] = False,
    form: Annotated[Format, typer.Option("--format", help="How findings are printed.")] = Format.TEXT,
) -> None:
    """Take entries into the registers; what contradicts them is told and changes nothing."""
    if kind and kind not in _KINDS:
        raise typer.BadParameter(f"`{kind}` is no kind: write {', '.join(_KINDS)}")
    project = project_of(ctx)
    source = _read(folder_of(ctx) / file, str(file))
    found: list[Diagnostic] = []
    if file.suffix.lower() == ".xml":
        header, rows, found = read_tei(source)
    else:
        header, rows = read_table(source.path, source.data)
    with changing(project.root, "edition import-register", dry_run=dry_run) as change:
        documents = change.documents(project.register_paths())
        result = absorb(documents, header, rows, kind, update=update)
        for one in result.changes:
            change.replace(one.document, one.data)
    for one in result.changes:
        say(f"{'would change' if dry_run else 'changed'} {one.document.source.path}")
    done = f"{result.added:,} added, {result.changed:,} changed, {result.unchanged:,} the same"
    if result.differing:
        done += f", {result.differing:,} differing"
    sources = Sources({source.path: source.data, **{d.source.path: d.source.data for d in documents}})
    findings = [*found, *result.findings]
    if not findings:
        sys.stderr.write(done + "\n")
    raise typer.Exit(report(findings, form, sources, done) if findings else 0)


def _read(path: Path, shown: str) -> Source:
    if path.suffix.lower() == ".xml":
        return read_source(path, shown)
    try:
        return Source(shown, path.read_bytes())
    except OSError as error:
        message = f"cannot read {shown}: {error.strerror}"
        raise EditionError(Diagnostic(UNREADABLE, message, help="check the path and its permissions")) from error
