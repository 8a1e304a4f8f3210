"""`edition score`: how well encoded files agree with hand-made ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from edition.cli.output import TextOrJson, exit_code, folder_of, project_of, say, tell_aside
from edition.score import FileScores, Scores, StructureScores, below, files_in, parse_threshold, score_files

app = typer.Typer(add_completion=False)
_FIGURES = ("precision", "recall", "f1", "exact_f1", "identity_b3", "linked", "value_right")


@app.command()
def score(
    ctx: typer.Context,
    gold: Annotated[Path, typer.Argument(help="A gold file (passage in XML, structure in JSON) or a folder of them.")],
    encoded: Annotated[
        list[Path] | None, typer.Argument(help="Encoded files or folders; without them the edition's own articles.")
    ] = None,
    form: Annotated[TextOrJson, typer.Option("--format", help="Text for people, JSON for programs.")] = TextOrJson.TEXT,
    threshold: Annotated[
        list[str] | None,
        typer.Option("--threshold", metavar="KIND.FIGURE=N", help="Exit with 1 below this: person.f1=0.95."),
    ] = None,
    misses: Annotated[bool, typer.Option("--misses/--no-misses", help="List every disagreement.")] = True,
    source: Annotated[
        Path | None, typer.Option(help="The text a structure was made from: letters lost are counted.")
    ] = None,
) -> None:
    """Score encoded TEI against hand-annotated gold: precision, recall, F1, date values, identity, structure."""
    try:
        wanted = [parse_threshold(t) for t in threshold or []]
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    folder = folder_of(ctx)
    files = [file for path in encoded or () for file in files_in(folder / path, (".xml",))]
    found = score_files(folder / gold, files or project_of(ctx).article_paths(), folder / source if source else None)
    figures = found.as_object()
    if form is TextOrJson.JSON:
        typer.echo(json.dumps(figures, ensure_ascii=False, indent=1))
    else:
        _print(found, misses)
    failed = below(figures, wanted)
    told = [*found.diagnostics, *failed]
    tell_aside(told)
    raise typer.Exit(exit_code(told))


def _print(found: FileScores, misses: bool) -> None:
    if found.annotation:
        _print_scores(found.annotation, misses)
    for name, structure in found.structures.items():
        _print_structure(name, structure, misses)


def _print_scores(scores: Scores, misses: bool) -> None:
    typer.echo("kind     gold  " + "  ".join(f"{name:>11}" for name in _FIGURES))
    for kind, found in sorted(scores.kinds.items()):
        values = found.as_object()
        cells = (f"{values[name]:11.4f}" if name in values else " " * 10 + "–" for name in _FIGURES)
        typer.echo(f"{kind:8}{values['gold']:5}  " + "  ".join(cells))
    _print_certainty(scores)
    for miss in scores.misses if misses else ():
        detail = (
            f" (gold {miss.expected}, here {miss.got})"
            if miss.what == "wrong value"
            else f" ({miss.expected or miss.got})"
        )
        say(f"{miss.what}: {miss.gold} {miss.kind} `{miss.surface}`{detail}")


def _print_certainty(scores: Scores) -> None:
    """How many mentions are called how sure, and which part of them is right."""
    if scores.certainty:
        typer.echo("@cert     names        right  dates        right")
    for cert in ("high", "medium", "low", "unknown"):
        if cert in scores.certainty:
            row = scores.certainty[cert].as_object()
            names, dates = (
                f"{row[what]:5}  {row[f'{what}_right']:11.4f}" if row[what] else f"{0:5}            –"
                for what in ("names", "dates")
            )
            typer.echo(f"{cert:10}{names}  {dates}")


def _print_structure(name: str, found: StructureScores, misses: bool) -> None:
    say(f"structure of {name}")
    for figure, value in found.figures.items():
        typer.echo(f"  {figure:24}{value:10.4f}")
    for what, items in found.misses.items() if misses else ():
        for item in items:
            say(f"  {what}: {item}")
