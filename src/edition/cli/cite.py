"""`edition cite`: the files by which others cite the edition, kept as its settings are."""

from __future__ import annotations

from typing import Annotated

import typer

from edition.cli.output import project_of, report, say
from edition.diagnostics import Diagnostic, Span
from edition.markup.changes import change_file
from edition.project.citing import CFF, citation_files, is_untouched
from edition.project.codes import CITATION_DIFFERS

app = typer.Typer(add_completion=False)


@app.command()
def cite(
    ctx: typer.Context,
    check: Annotated[bool, typer.Option("--check", help="Only say which files are behind the settings.")] = False,
) -> None:
    """Write CITATION.cff, .zenodo.json and codemeta.json from the settings; what was changed by hand stays."""
    project = project_of(ctx)
    made = citation_files(project.settings.edition)
    there = {name: (project.root / name).read_bytes() for name in made if (project.root / name).is_file()}
    found: list[Diagnostic] = []
    for name, data in made.items():
        before = there.get(name)
        if before == data:
            continue
        is_ours = before is None or is_untouched(name, before, there.get(CFF, b""))
        if check or not is_ours:
            help_text = "call: edition cite" if is_ours else "it was changed by hand; delete it to have it made anew"
            message = f"{name} is not what the settings say"
            found.append(Diagnostic(CITATION_DIFFERS, message, Span(name, 0, 1) if before else None, help=help_text))
            continue
        if refused := change_file(project.root, project.root / name, before, data):
            found.append(refused)
        else:
            say(f"wrote {name}")
    raise typer.Exit(report(found, done="checked" if check else "cited", project=project))
