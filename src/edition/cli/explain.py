"""`edition explain`: what a code means, why it is checked, and a failing and a passing case."""

from __future__ import annotations

import difflib
import inspect
from collections.abc import Iterable
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
        _print_all("Rules of names", _rules().values())
    elif all_codes:
        _print_all("Diagnostics", map(_page, all_known_codes()))
    elif code:
        typer.echo(_section(code))
    else:
        typer.echo("\n".join(f"{known.id} {known.name}" for known in all_known_codes()))


def _print_all(title: str, sections: Iterable[str]) -> None:
    typer.echo(f"# {title}\n\nMade from the program by `make docs`.\n")
    for section in sections:
        typer.echo(section)


def _section(wanted: str) -> str:
    """What is told of the code, or else the rule, of this name."""
    codes = list(all_known_codes())
    named = {name.lower(): code for code in codes for name in (code.id, code.name)}
    if found := named.get(wanted.lower()):
        return _page(found)
    if section := _rules().get(wanted.lower()):
        return section
    near = difflib.get_close_matches(wanted, [name for code in codes for name in (code.id, code.name)], 1, 0.5)
    hint = f"; did you mean {near[0]}?" if near else "; edition explain lists all"
    raise typer.BadParameter(f"there is no code `{wanted}`{hint}")


def _rules() -> dict[str, str]:
    """What is told of each rule of names, by its name."""
    known = ((one.name, one.kinds, one.explanation) for one in REASONS)
    return {
        name: f"## {name}\n\nFor: {', '.join(kinds)}\n\n{inspect.cleandoc(explanation or '')}\n"
        for name, kinds, explanation in known
    }


def _page(code: Code) -> str:
    return f"## {code.id} {code.name}\n\nSeverity: {code.severity}\n\n{inspect.cleandoc(code.explanation)}\n"
