"""`edition desk`: the workbench in the browser, on this machine only."""

from __future__ import annotations

import gc
import sys
import webbrowser
from typing import Annotated

import typer

from edition.cli.output import project_of

app = typer.Typer(add_completion=False)


@app.command()
def desk(
    ctx: typer.Context,
    port: Annotated[int, typer.Option("--port", "-p", min=0, max=65535, help="The port; 0 takes a free one.")] = 0,
    name: Annotated[str, typer.Option("--as", metavar="NAME", help="Who decides; stands in the TEI as `@resp`.")] = "",
    read_only: Annotated[bool, typer.Option("--read-only", help="Show everything and change nothing.")] = False,
    service: Annotated[
        str, typer.Option("--service", metavar="URL", help="A reconciliation service that an entry's button asks.")
    ] = "",
    open_: Annotated[bool, typer.Option("--open", help="Open the browser.")] = False,
) -> None:
    """Correct, link and complete the edition in the browser; the address is printed when it answers."""
    from edition.desk import serve  # late: no other command needs a server
    from edition.desk.state.bench import Bench

    project = project_of(ctx)
    gc.set_threshold(100_000, 20, 50)  # the desk keeps articles and registers; looking through them takes a key's time

    def ready(address: str) -> None:
        sys.stdout.write(f"{address}\n")
        sys.stdout.flush()
        if open_:
            webbrowser.open(address)

    serve(Bench(project, name, read_only=read_only, service=service), port, ready)
