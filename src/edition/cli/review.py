"""`edition review`: the mentions that wait for an editor, the most uncertain first."""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any

import typer

from edition.cli.output import exit_code, project_of, report, say
from edition.deciding import Article, Mark, review_order
from edition.deciding.carry import open_article, read_article_file
from edition.diagnostics import Diagnostic, EditionError
from edition.facts import Mention
from edition.project import Project

app = typer.Typer(add_completion=False)


class Form(StrEnum):
    """What is printed."""

    TEXT = "text"
    JSON = "json"


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
    form: Annotated[Form, typer.Option("--format", help="Text for people, JSON for scripts.")] = Form.TEXT,
) -> None:
    """Print the queue of mentions to review, each with what `edition decide` needs."""
    project = project_of(ctx)
    told: list[Diagnostic] = []
    found = list(_marks(project, article, told, everything))
    known = {(a.id, m.id): (a, m) for a, m in found}
    pairs: list[tuple[str, Mention]] = [(a.id, m.fact) for a, m in found]
    queue = [known[id_, fact.id] for id_, fact in review_order(pairs, by_text=order is Order.TEXT)]
    shown = queue[:limit] if limit else queue
    if form is Form.JSON:
        typer.echo(json.dumps([_object(*pair) for pair in shown], ensure_ascii=False, indent=1))
        raise typer.Exit(exit_code(told))
    for pair in shown:
        say(_line(*pair))
    raise typer.Exit(report(told, done=f"{len(queue):,} mentions to review", project=project))


def _marks(project: Project, wanted: str, told: list[Diagnostic], everything: bool) -> Iterator[tuple[Article, Mark]]:
    for article in [open_article(project, wanted)] if wanted else _all_articles(project, told):
        yield from ((article, mark) for mark in article.marks if everything or mark.is_open)


def _all_articles(project: Project, told: list[Diagnostic]) -> Iterator[Article]:
    for path in project.article_paths():
        try:
            yield read_article_file(project, path)
        except EditionError as error:
            told += error.diagnostics


def _object(article: Article, mark: Mark) -> dict[str, Any]:
    before, words, behind = article.sentence(mark)
    return {
        "article": article.id, "id": mark.id, "block": mark.fact.block, "text": mark.text,
        "occurrence": _number(article, mark), "kind": mark.fact.kind, "keys": list(mark.fact.keys),
        "cert": mark.certainty,
        "by": "machine" if mark.by_machine else "editor", "sentence": f"{before}[{words}]{behind}",
    }  # fmt: skip


def _number(article: Article, mark: Mark) -> int:
    equal = [m for m in article.by_block[mark.fact.block] if m.text == mark.text]
    return equal.index(mark) + 1


def _line(article: Article, mark: Mark) -> str:
    before, words, behind = article.sentence(mark)
    sentence = f"{before[-40:]}[{words}]{behind[:40]}"
    keys = " ".join(mark.fact.keys) or mark.fact.date.when or "–"
    return f"{mark.certainty:8}{mark.fact.kind:7}{article.id} --id {mark.id}  {keys}\n        {sentence}"
