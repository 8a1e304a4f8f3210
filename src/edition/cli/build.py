"""`edition build`: the edition as a static site; only what changed is made anew."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from edition.building import BuildOptions, build
from edition.cli.output import Watch, folder_of, project_of, report
from edition.diagnostics import counted

app = typer.Typer(add_completion=False)


@app.command("build")
def build_command(
    ctx: typer.Context,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The site's folder (default: output/site).")
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, help="Processes; 0 stands for one a core.")] = 0,
    clean: Annotated[bool, typer.Option("--clean", help="Delete the site first and make everything anew.")] = False,
    every: Annotated[bool, typer.Option("--all", help="List every finding, also many of one kind.")] = False,
    search: Annotated[bool, typer.Option("--search/--no-search", help="Make the search index.")] = True,
    cluster: Annotated[str | None, typer.Option("--cluster", help="Address of a Dask scheduler.")] = None,
) -> None:
    """Build the site into output/site."""
    project = project_of(ctx)
    folder = folder_of(ctx) / output if output else project.output / "site"
    watch = Watch()
    outcome = build(project, BuildOptions(folder, jobs, cluster, clean, search, progress=watch))
    watch.clear()
    done = f"{counted(outcome.articles, 'article')}, {counted(outcome.rendered, 'page')} made"
    raise typer.Exit(report(outcome.diagnostics, done=done, project=project, limit=None if every else 1))
