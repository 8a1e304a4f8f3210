"""`edition explain`: what a code means, why it is checked, and a failing and a passing case."""

from __future__ import annotations

import difflib
import inspect
from typing import Annotated

import typer

from edition.annotate.rules import REASONS
from edition.checking.known import all_known_codes
from edition.diagnostics import Code

app = typer.Typer(add_completion=False)


@app.command()
def explain(
    code: Annotated[str, typer.Argument(help="A code such as V310, or its name.")] = "",
    all_codes: Annotated[bool, typer.Option("--all", help="Explain every code, as a Markdown page.")] = False,
    rules: Annotated[bool, typer.Option("--rules", help="Explain the rules of names, as a Markdown page.")] = False,
) -> None:
    """Explain a diagnostic, or a rule of names, by its code or name; without one, list all diagnostics."""
    if rules:
        typer.echo("# Rules of names\n\nMade from the program by `make docs`.\n")
        for section in _rules().values():
            typer.echo(section)
        return
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
    if found is None and code.lower() in (sections := _rules()):
        typer.echo(sections[code.lower()])
        return
    if found is None:
        near = difflib.get_close_matches(code, [*codes, *(c.name for c in codes.values())], 1, 0.5)
        hint = f"; did you mean {near[0]}?" if near else "; edition explain lists all"
        raise typer.BadParameter(f"there is no code `{code}`{hint}")
    typer.echo(_page(found))


def _rules() -> dict[str, str]:
    """What is told of each rule of names, by its name."""
    known = ((one.name, one.kinds, one.explanation) for one in REASONS)
    return {
        name: f"## {name}\n\nFor: {', '.join(kinds)}\n\n{inspect.cleandoc(explanation or '')}\n"
        for name, kinds, explanation in known
    }


def _page(code: Code) -> str:
    return f"## {code.id} {code.name}\n\nSeverity: {code.severity}\n\n{inspect.cleandoc(code.explanation)}\n"
