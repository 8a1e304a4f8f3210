"""`edition clean`: delete what is kept between runs; the next commands make it again."""

from __future__ import annotations

import typer

from edition.cli.output import project_of, report_any, say
from edition.jobs.cache import forget_all

app = typer.Typer(add_completion=False)


@app.command()
def clean(ctx: typer.Context) -> None:
    """Delete the results kept in .edition/; sources, settings and output stay."""
    project = project_of(ctx)
    gone = forget_all(project.cache)
    for path in gone:
        say(f"deleted {project.shown(path)}")
    if not gone:
        say("nothing was kept")
    raise typer.Exit(report_any(()))
