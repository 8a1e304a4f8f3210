"""`edition import-register`: a table of persons or places, or another edition's TEI lists, into the registers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from edition.api.registers import TABLE_KINDS, import_table
from edition.cli.output import folder_of, note, project_of, report_any, say

app = typer.Typer(add_completion=False)


@app.command("import-register")
def import_register(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="A table (.csv, .tsv) or TEI with lists (.xml).")],
    kind: Annotated[str, typer.Option("--kind", help="Kind of rows that do not say theirs: person, place …")] = "",
    update: Annotated[
        bool, typer.Option("--update", help="Where table and register differ, believe the table.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change and write nothing.")] = False,
) -> None:
    """Take entries into the registers; what contradicts them is told and changes nothing."""
    if kind and kind not in TABLE_KINDS:
        raise typer.BadParameter(f"`{kind}` is no kind: write {', '.join(TABLE_KINDS)}")
    project = project_of(ctx)
    result = import_table(project, folder_of(ctx) / file, str(file), kind=kind, update=update, dry_run=dry_run)
    for one in result.changed:
        say(f"{'would change' if dry_run else 'changed'} {one.path}")
    done = f"{result.added:,} added, {result.updated:,} changed, {result.unchanged:,} the same"
    if result.differing:
        done += f", {result.differing:,} differing"
    if not result.diagnostics:
        note(done)
    raise typer.Exit(report_any(result.diagnostics, sources=result.sources, done=done))
