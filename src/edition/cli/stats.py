"""`edition stats`: articles, words, mentions by kind, linked share, entities by kind, entities never mentioned."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Annotated

import typer

from edition.api.counts import KINDS, Figures, count_edition
from edition.cli.output import TextOrJson, exit_code, limit_of, project_of, report, say, tell_aside

app = typer.Typer(add_completion=False)


@app.command()
def stats(
    ctx: typer.Context,
    form: Annotated[TextOrJson, typer.Option("--format", help="Text for people, JSON for programs.")] = TextOrJson.TEXT,
    as_json: Annotated[bool, typer.Option("--json", hidden=True)] = False,
    unmentioned: Annotated[
        bool, typer.Option("--unmentioned", help="List the entries that no article mentions.")
    ] = False,
) -> None:
    """Count what the edition holds."""
    project = project_of(ctx)
    figures, findings = count_edition(project)
    if as_json:
        form = TextOrJson.JSON
    if form is TextOrJson.JSON:
        typer.echo(json.dumps(asdict(figures), ensure_ascii=False, indent=1))
    else:
        say("\n".join(_table(figures)))
        if unmentioned:
            for kind, keys in figures.never_mentioned.items():
                say(f"\n{kind}: {', '.join(keys) or 'none'}")
    if form is TextOrJson.JSON:
        tell_aside(findings, project)
        raise typer.Exit(exit_code(findings))
    raise typer.Exit(report(findings, project=project, limit=limit_of(project)) if findings else 0)


def _table(figures: Figures) -> Iterator[str]:
    yield f"articles   {figures.articles:>8,}"
    yield f"words      {figures.words:>8,}  (with translations {figures.words_with_translations:,})"
    yield f"notes      {figures.notes:>8,}"
    yield f"relations  {figures.relations:>8,}"
    yield ""
    heads = f"{'entities':>10}{'never mentioned':>17}{'mentioned':>11}{'without entry':>15}"
    yield f"{'kind':<8}{'mentions':>10}{'linked':>10}{heads}"
    for kind in KINDS:
        mentions = figures.mentions.get(kind, 0)
        linked = figures.dates_with_value if kind == "date" else figures.linked.get(kind, 0)
        share = f"{linked / mentions:.0%}" if mentions else "–"
        yield f"{kind:<8}{mentions:>10,}{share:>10}{_entries(figures, kind)}"
    yield f"\n{figures.by_machine:,} of the mentions were made by the annotator"


def _entries(figures: Figures, kind: str) -> str:
    """What is counted of the entries of a kind; dates have none."""
    if kind not in figures.entities:
        return " " * 53
    never, named = len(figures.never_mentioned[kind]), figures.mentioned[kind]
    return f"{figures.entities[kind]:>10,}{never:>17,}{named:>11,}{figures.without_entry[kind]:>15,}"
