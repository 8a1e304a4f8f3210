"""`edition explain`: what a code means, why it is checked, and a failing and a passing case."""

from __future__ import annotations

import difflib
import inspect
from typing import Annotated

import typer

from edition.checking.known import all_known_codes
from edition.diagnostics import Code

app = typer.Typer(add_completion=False)


@app.command()
def explain(
    code: Annotated[str, typer.Argument(help="A code such as V310, or its name.")] = "",
    all_codes: Annotated[bool, typer.Option("--all", help="Explain every code, as a Markdown page.")] = False,
) -> None:
    """Explain a diagnostic by its code or name; without one, list them all."""
    codes = {c.id: c for c in all_known_codes()}
    if all_codes:
        typer.echo("# Diagnostics\n\nMade from the program by `make docs`.\n")
        for known in codes.values():
            typer.echo(_page(known))
        return
    if not code:
        typer.echo("\n".join(f"{known.id} {known.name}" for known in codes.values()))
        return
    found = codes.get(code.upper()) or next((c for c in codes.values() if c.name == code.lower()), None)
    if found is None:
        near = difflib.get_close_matches(code, [*codes, *(c.name for c in codes.values())], 1, 0.5)
        hint = f"; did you mean {near[0]}?" if near else "; edition explain lists all"
        raise typer.BadParameter(f"there is no code `{code}`{hint}")
    typer.echo(_page(found))


def _page(code: Code) -> str:
    return f"## {code.id} {code.name}\n\nSeverity: {code.severity}\n\n{inspect.cleandoc(code.explanation)}\n"
