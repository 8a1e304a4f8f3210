"""`edition stats`: articles, words, mentions by kind, linked share, entities by kind, entities never mentioned."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import Annotated, Any, Final

import typer

from edition.cli.output import project_of, report, say
from edition.facts import Account, ArticleFacts, read_article
from edition.markup import parse_files
from edition.registers import Registers
from edition.registers.files import load_registers

app = typer.Typer(add_completion=False)
_KINDS: Final = ("person", "place", "org", "event", "date", "work")


@app.command()
def stats(
    ctx: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
    unmentioned: Annotated[
        bool, typer.Option("--unmentioned", help="List the entries that no article mentions.")
    ] = False,
) -> None:
    """Count what the edition holds."""
    project = project_of(ctx)
    loaded = load_registers(project)
    findings = [*project.patterns_without_files(), *loaded.unreadable, *loaded.findings]
    documents, more = parse_files(project.article_paths(), project.shown)
    articles = [read_article(d, project.text).facts for d in documents]
    account = Account(loaded.registers)
    for facts in articles:
        account.add(facts)
    figures = count(articles, account.known(), account.whole())
    if as_json:
        typer.echo(json.dumps(figures, ensure_ascii=False, indent=1))
    else:
        say(_table(figures))
        if unmentioned:
            for kind, keys in figures["never_mentioned"].items():
                say(f"\n{kind}: {', '.join(keys) or 'none'}")
    raise typer.Exit(report([*findings, *more], project=project) if findings or more else 0)


def count(articles: Iterable[ArticleFacts], registers: Registers, whole: Registers | None = None) -> dict[str, Any]:
    """The figures of an edition; `whole` are the registers with those whom only the texts know."""
    articles = list(articles)
    whole = whole or registers
    mentions = [m for a in articles for m in a.mentions]
    by_kind = Counter(m.kind for m in mentions)
    linked = Counter(m.kind for m in mentions if any(registers.get(k) for k in m.keys))
    dated = sum(1 for m in mentions if m.kind == "date" and m.date)
    named = {e.key for m in mentions for k in m.named if (e := whole.get(k))}
    named |= {link.target.partition(":")[2] for a in articles for link in a.links if link.target.startswith("work:")}
    return {
        "articles": len(articles),
        "words": sum(a.words for a in articles),
        "words_with_translations": sum(len(b.text.split()) for a in articles for b in a.blocks if not b.note),
        "notes": sum(1 for a in articles for b in a.blocks if b.name == "note"),
        "mentions": {k: by_kind[k] for k in _KINDS if by_kind[k]},
        "linked": {k: linked[k] for k in _KINDS if k != "date" and by_kind[k]},
        "dates_with_value": dated,
        "by_machine": sum(1 for m in mentions if m.resp == "edition-annotate"),
        "entities": {k: len(whole.of_kind(k)) for k in _KINDS if k != "date"},
        "mentioned": {k: sum(e.key in named for e in whole.of_kind(k)) for k in _KINDS if k != "date"},
        "without_entry": {k: len(whole.of_kind(k)) - len(registers.of_kind(k)) for k in _KINDS if k != "date"},
        "relations": len(registers.relations),
        "never_mentioned": {k: [e.key for e in whole.of_kind(k) if e.key not in named] for k in _KINDS if k != "date"},
    }


def _table(figures: dict[str, Any]) -> str:
    lines = [
        f"articles   {figures['articles']:>8,}",
        f"words      {figures['words']:>8,}  (with translations {figures['words_with_translations']:,})",
        f"notes      {figures['notes']:>8,}",
        f"relations  {figures['relations']:>8,}",
        "",
        f"{'kind':<8}{'mentions':>10}{'linked':>10}{'entities':>10}{'never mentioned':>17}"
        f"{'mentioned':>11}{'without entry':>15}",
    ]
    for kind in _KINDS:
        mentions = figures["mentions"].get(kind, 0)
        linked = figures["dates_with_value"] if kind == "date" else figures["linked"].get(kind, 0)
        share = f"{linked / mentions:.0%}" if mentions else "–"
        entities = figures["entities"].get(kind)
        never = figures["never_mentioned"].get(kind)
        named, bare = (figures[name].get(kind) for name in ("mentioned", "without_entry"))
        lines.append(
            f"{kind:<8}{mentions:>10,}{share:>10}{'' if entities is None else f'{entities:,}':>10}"
            f"{'' if never is None else f'{len(never):,}':>17}"
            f"{'' if named is None else f'{named:,}':>11}{'' if bare is None else f'{bare:,}':>15}"
        )
    lines.append(f"\n{figures['by_machine']:,} of the mentions were made by the annotator")
    return "\n".join(lines)
