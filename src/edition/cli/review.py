"""`edition review`: the mentions that wait for an editor, the most uncertain first."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated, Any

import typer

from edition.api.decisions import WaitingMention, queue
from edition.cli.output import TextOrJson, exit_code, project_of, report, say, tell_aside
from edition.diagnostics import counted

app = typer.Typer(add_completion=False)


class Order(StrEnum):
    """The order of the queue."""

    UNCERTAIN = "uncertain"
    TEXT = "text"


@app.command()
def review(
    ctx: typer.Context,
    article: Annotated[str, typer.Argument(metavar="[ARTICLE]", help="Only this article: its id or file.")] = "",
    order: Annotated[
        Order, typer.Option("--order", help="The most uncertain first, or as the text has them.")
    ] = Order.UNCERTAIN,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=0, help="So many at most; 0 stands for all.")] = 0,
    everything: Annotated[bool, typer.Option("--all", help="Also what is decided and sure.")] = False,
    form: Annotated[TextOrJson, typer.Option("--format", help="Text for people, JSON for scripts.")] = TextOrJson.TEXT,
) -> None:
    """Print the queue of mentions to review, each with what `edition decide` needs."""
    project = project_of(ctx)
    found, told = queue(project, article, by_text=order is Order.TEXT, everything=everything)
    shown = found[:limit] if limit else found
    if form is TextOrJson.JSON:
        typer.echo(json.dumps([_object(one) for one in shown], ensure_ascii=False, indent=1))
        tell_aside(told, project)
        raise typer.Exit(exit_code(told))
    for one in shown:
        say(_line(one))
    raise typer.Exit(report(told, done=f"{counted(len(found), 'mention')} to review", project=project))


def _object(one: WaitingMention) -> dict[str, Any]:
    before, words, behind = one.sentence
    return {
        "article": one.article, "id": one.id, "block": one.block, "text": one.text, "occurrence": one.occurrence,
        "kind": one.kind, "keys": list(one.keys), "cert": one.certainty,
        "by": "machine" if one.by_machine else "editor", "sentence": f"{before}[{words}]{behind}",
    }  # fmt: skip


def _line(one: WaitingMention) -> str:
    before, words, behind = one.sentence
    sentence = f"{before[-40:]}[{words}]{behind[:40]}"
    keys = " ".join(one.keys) or one.when or "–"
    return f"{one.certainty:8}{one.kind:7}{one.article} --id {one.id}  {keys}\n        {sentence}"
