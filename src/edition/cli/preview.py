"""`edition preview`: the site on loopback, built again and shown again whenever a file of the edition is saved."""

from __future__ import annotations

import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Final

import typer

from edition.building import BuildOptions, build
from edition.cli.output import folder_of, report
from edition.diagnostics import EditionError, counted
from edition.markup.inputs.kept import Stamp, stamp_of
from edition.project import Project, find_project

app = typer.Typer(add_completion=False)
_POLL_SECONDS: Final = 0.4


@app.command()
def preview(
    ctx: typer.Context,
    port: Annotated[
        int, typer.Option("--port", "-p", min=0, max=65535, help="The port on this machine; 0 takes a free one.")
    ] = 8000,
    search: Annotated[bool, typer.Option("--search/--no-search", help="Make the search index, too.")] = False,
) -> None:
    """Serve the site on this machine only, rebuild what a saved file changes, and reload the page."""
    folder = folder_of(ctx)
    project = find_project(folder)
    site = project.output / "site"
    state = _State()
    from edition.desk.preview import preview_app  # late: no other command needs a server
    from edition.desk.serving import served

    with served(preview_app(site, lambda: state.version), port) as number:
        seen = _stamps(project)  # before the build: what is saved while it runs is built after it
        _build(folder, site, search)
        sys.stdout.write(f"http://127.0.0.1:{number}/ (Ctrl-C ends it)\n")
        sys.stdout.flush()
        with suppress(KeyboardInterrupt):
            _watch(folder, site, search, state, seen)
    sys.stderr.write("\n")


class _State:
    """How often the site was built since the start."""

    def __init__(self) -> None:
        self.version = 0


def _watch(folder: Path, site: Path, search: bool, state: _State, seen: dict[Path, tuple[int, int]]) -> None:
    while True:
        time.sleep(_POLL_SECONDS)
        try:
            now = _stamps(find_project(folder))
        except EditionError:
            continue  # the settings are being edited
        if now != seen:
            seen = now
            _build(folder, site, search)
            state.version += 1


def _build(folder: Path, site: Path, search: bool) -> None:
    try:
        outcome = build(find_project(folder), BuildOptions(site, search=search, preview=True))
    except EditionError as error:
        report(error.diagnostics)
        return
    report(outcome.diagnostics, done=f"{counted(outcome.rendered, 'page')} made", limit=1)


def _stamps(project: Project) -> dict[Path, Stamp]:
    """Time and size of every file that pages are made from."""
    files = [project.root / "edition.toml", project.odd, *project.article_paths(), *project.register_paths()]
    for folder in (project.settings.files.theme, project.settings.files.images):
        files += [p for p in project.path(folder).rglob("*") if p.is_file()]
    return {path: stamp_of(path) for path in files}
