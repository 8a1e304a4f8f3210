"""`edition score`: how well encoded files agree with hand-made ones."""

from __future__ import annotations

import json
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from edition.cli.output import folder_of, project_of, say
from edition.diagnostics import Diagnostic, EditionError, render
from edition.markup import XML_ID, Document, parse, read_source
from edition.score import (
    Scores,
    StructureScores,
    below,
    parse_threshold,
    read_aliases,
    read_structure,
    score_annotation,
    score_structure,
)
from edition.score.align import align
from edition.score.codes import LOST_BLOCK, NO_PAIR, WRONG_GOLD
from edition.score.streams import flatten

app = typer.Typer(add_completion=False)
_FIGURES = ("precision", "recall", "f1", "exact_f1", "identity_b3", "linked", "value_right")


class Form(StrEnum):
    """How the figures are printed."""

    TEXT = "text"
    JSON = "json"


@app.command()
def score(
    ctx: typer.Context,
    gold: Annotated[Path, typer.Argument(help="A gold file (passage in XML, structure in JSON) or a folder of them.")],
    encoded: Annotated[
        list[Path] | None, typer.Argument(help="Encoded files or folders; without them the edition's own articles.")
    ] = None,
    form: Annotated[Form, typer.Option("--format", help="Text for people, JSON for programs.")] = Form.TEXT,
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
    files = _files(folder / gold, (".xml", ".json"))
    if not files:
        message = f"there is no gold in {gold}"
        raise EditionError(Diagnostic(WRONG_GOLD, message, help="name a folder with .xml or .json files, or one file"))
    documents = _encoded(ctx, folder, encoded or [])
    passages = [parse(read_source(f)) for f in files if f.suffix == ".xml"]
    structures = [f for f in files if f.suffix == ".json"]
    figures: dict[str, Any] = {}
    findings: list[Diagnostic] = []
    if passages:
        scores = score_annotation([(p, _partner(p, documents)) for p in passages], read_aliases(folder / gold))
        figures |= scores.as_object()
        findings += [
            Diagnostic(LOST_BLOCK, f"{name}: the text `{text}…` is not in the encoding") for name, text in scores.lost
        ]
        if form is Form.TEXT:
            _print_scores(scores, misses)
    text = read_source(folder / source).data.decode() if source else ""
    for file in structures:
        found = _structure(file, documents, text)
        figures.setdefault("structure", {})[file.stem] = dict(found.figures)
        if form is Form.TEXT:
            _print_structure(file.stem, found, misses)
    if form is Form.JSON:
        typer.echo(json.dumps(figures, ensure_ascii=False, indent=1))
    failed = below(figures, wanted)
    typer.echo(render([*findings, *failed], "text"), err=True, nl=False)
    raise typer.Exit(1 if failed else 0)


def _files(path: Path, suffixes: Sequence[str]) -> list[Path]:
    if path.is_dir():
        return sorted(f for f in path.iterdir() if f.suffix in suffixes)
    if not path.is_file() or path.suffix not in suffixes:
        what = f"there is no file {path}" if not path.is_file() else f"{path} is none of {', '.join(suffixes)}"
        raise EditionError(Diagnostic(WRONG_GOLD, what, help="name a file or a folder of them"))
    return [path]


def _encoded(ctx: typer.Context, folder: Path, paths: Sequence[Path]) -> list[Document]:
    found = [f for p in paths for f in _files(folder / p, (".xml",))] or project_of(ctx).article_paths()
    return [parse(read_source(f)) for f in found]


def _partner(gold: Document, documents: Sequence[Document]) -> Document:
    """The encoded file of a gold passage: the one with its name, else the one that has its text."""
    stem = Path(gold.source.path).stem
    for document in documents:
        if stem in (Path(document.source.path).stem, document.root.get(XML_ID)):
            return document
    text = flatten(gold.root).text
    found = next((d for d in documents if align(text[:400], flatten(d.root).text)), None)
    return found or _no_pair(stem)


def _structure(file: Path, documents: Sequence[Document], text: str) -> StructureScores:
    gold = read_structure(file)
    document = next((d for d in documents if Path(d.source.path).stem == file.stem), None)
    if document is None and len(documents) == 1:
        document = documents[0]
    return score_structure(gold, (document or _no_pair(file.stem)).root, text)


def _no_pair(stem: str) -> Document:
    message = f"no encoded file fits the gold `{stem}`"
    raise EditionError(Diagnostic(NO_PAIR, message, help=f"name the encoded file {stem}.xml, or give its path"))


def _print_scores(scores: Scores, misses: bool) -> None:
    typer.echo("kind     gold  " + "  ".join(f"{name:>11}" for name in _FIGURES))
    for kind, found in sorted(scores.kinds.items()):
        values = found.as_object()
        cells = (f"{values[name]:11.4f}" if name in values else " " * 10 + "–" for name in _FIGURES)
        typer.echo(f"{kind:8}{values['gold']:5}  " + "  ".join(cells))
    for miss in scores.misses if misses else ():
        detail = (
            f" (gold {miss.expected}, here {miss.got})"
            if miss.what == "wrong value"
            else f" ({miss.expected or miss.got})"
        )
        say(f"{miss.what}: {miss.gold} {miss.kind} `{miss.surface}`{detail}")


def _print_structure(name: str, found: StructureScores, misses: bool) -> None:
    say(f"structure of {name}")
    for figure, value in found.figures.items():
        typer.echo(f"  {figure:24}{value:10.4f}")
    for what, items in found.misses.items() if misses else ():
        for item in items:
            say(f"  {what}: {item}")
