"""`edition reconcile`: candidates of an authority service for review, and what was accepted into the registers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from edition.api.reconciling import COMPARED, KINDS, Enquiry, accept
from edition.api.reconciling import reconcile as ask
from edition.cli.output import Watch, folder_of, note, project_of, report, say
from edition.diagnostics import counted

app = typer.Typer(add_completion=False)


@app.command()
def reconcile(
    ctx: typer.Context,
    kind: Annotated[str, typer.Argument(help="persons, places, organisations or events.")] = "",
    url: Annotated[str, typer.Option("--service", help="Address of a reconciliation service.")] = "",
    accepted: Annotated[Path | None, typer.Option("--accept", help="Write what this review file accepts.")] = None,
    out: Annotated[Path | None, typer.Option("--output", "-o", help="The review file to write.")] = None,
    type_: Annotated[str, typer.Option("--type", help="Ask only for this type of the service (Q5, Person …).")] = "",
    idno: Annotated[str, typer.Option("--idno", help="Type of the identifiers; else told by the service.")] = "",
    lang: Annotated[str, typer.Option("--lang", help="Ask by the name in this language.")] = "",
    compare: Annotated[
        list[str] | None, typer.Option("--property", help="P569=birth: a property of the service and what to compare.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", help="Candidates for each entry.", min=1)] = 5,
    batch: Annotated[int, typer.Option("--batch", help="Entries in a request; 0 leaves it to the service.")] = 0,
    rate: Annotated[float, typer.Option("--rate", help="Requests a second at most.")] = 2.0,
    retries: Annotated[int, typer.Option("--retries", help="How often a busy service is asked again.", min=0)] = 4,
    again: Annotated[bool, typer.Option("--all", help="Also entries that have such an identifier.")] = False,
) -> None:
    """Find authority records for entries; identifiers are written only with --accept."""
    project = project_of(ctx)
    if accepted is not None:
        done = accept(project, folder_of(ctx) / accepted, str(accepted))
        for one in done.changed:
            say(f"changed {one.path}")
        raise typer.Exit(
            report(done.diagnostics, sources=done.sources, done=f"{counted(done.updated, 'identifier')} written")
        )
    if kind not in KINDS or not url:
        raise typer.BadParameter(f"name one of {', '.join(KINDS)} and a --service, or a file with --accept")
    enquiry = Enquiry(url, type_, idno, lang, _properties(compare or ()), limit, batch, rate, retries, again)
    watch = Watch()
    asked = ask(project, kind, enquiry, folder_of(ctx) / out if out else None, watch)
    watch.clear()
    told = f"{counted(asked.entries, 'entry', 'entries')} asked in {counted(asked.requests, 'request')}"
    note(f"{told}; review {asked.path}, then: edition reconcile --accept {asked.path}")


def _properties(told: Sequence[str]) -> dict[str, str]:
    """`P569=birth`: a property of the service, and what of an entry it is compared with."""
    properties = dict(one.partition("=")[::2] for one in told)
    if wrong := [of for of in properties.values() if of not in COMPARED]:
        known = ", ".join(COMPARED)
        raise typer.BadParameter(f"`{wrong[0]}` cannot be compared: write --property P569=birth, with one of {known}")
    return properties
