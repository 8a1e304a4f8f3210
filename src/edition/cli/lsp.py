"""`edition lsp`: the language server, for editors; it speaks over standard input and output."""

from __future__ import annotations

from typing import Annotated

import typer

app = typer.Typer(add_completion=False)


@app.command()
def lsp(
    stdio: Annotated[bool, typer.Option("--stdio", help="Speak over standard input and output (always so).")] = True,
) -> None:
    """Serve an editor: findings while typing, completion, hover, references, rename (see docs/editors.md)."""
    from edition.lsp.protocol.server import serve  # late: no other command needs a server

    del stdio
    serve()
