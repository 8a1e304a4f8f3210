"""`edition registers`: check, add, merge, split and rename entries; articles and registers follow, keys stay stable."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Final, NoReturn

import typer

from edition.api.registers import (
    KINDS,
    LEAST,
    ChangedFile,
    add_entry,
    add_proposed,
    check_entries,
    harvest_entries,
    likely_one,
    merge_entries,
    rename_entry,
    split_entry,
)
from edition.cli.output import folder_of, project_of, report, report_any, say
from edition.diagnostics import counted
from edition.project import Project
from edition.project.checks import wrong_value

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Check and change the registers; references follow.")
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would change and write nothing.")]
_Names = Annotated[
    list[str],
    typer.Option("--name", help="A name, with its language in front: tr=Enver Paşa. The first is preferred."),
]
_Picked = Annotated[list[str] | None, typer.Option("--proposed", metavar="KEY", help="Take over this proposal.")]
_ADD_WHAT: Final = "give KIND, KEY and --name, or --proposed KEY, or --all-proposed"
_HARVESTED: Final = "tei/harvested.xml"


@app.command("check")
def check_command(
    ctx: typer.Context,
) -> None:
    """Check keys, names, coordinates and relations, and find entries that may be one entity."""
    project = project_of(ctx)
    found, count = check_entries(project)
    raise typer.Exit(report(found, done=f"{counted(count, 'entry', 'entries')} checked", project=project))


@app.command("harvest")
def harvest_command(
    ctx: typer.Context,
    out: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file to write; else tei/harvested.xml of the edition.")
    ] = None,
) -> None:
    """Gather entries from articles: those in their `back` or `standOff`, and whom mentions name without an entry."""
    project = project_of(ctx)
    target = folder_of(ctx) / out if out else project.path(_HARVESTED)
    out = out or Path(_HARVESTED)
    try:
        found, findings = harvest_entries(project, target)
    except FileExistsError as error:
        raise typer.BadParameter(f"{out} is there already: delete it, or name another file with --output") from error
    if found.from_documents or found.from_mentions:
        held = counted(found.from_documents, "entry", "entries")
        say(f"{held} of documents and {found.from_mentions:,} of mentions: {out}")
        say("nothing of it counts until you move it, corrected, to the registers")
    else:
        say("the registers have everyone whom the articles name")
    for kind, key, own in found.renamed:
        say(f"{key} is the key of entries of two kinds: that of the {kind} has the id {own}")
    if found.elsewhere:
        left = counted(len(found.elsewhere), "reference")
        say(f"left out, since they lead elsewhere: {left}, such as {found.elsewhere[0]}")
    raise typer.Exit(report_any(findings, project=project))


@app.command("doubles")
def doubles_command(
    ctx: typer.Context,
    least: Annotated[float, typer.Option("--least", min=0.0, max=1.0, help="The least score that is shown.")] = LEAST,
) -> None:
    """List entries that are likely one, by the likeness of their names in any script, with a score from 0 to 1."""
    found = likely_one(project_of(ctx), least)
    for one in found:
        say(f"{one.score:.2f}  {one.kind}  {', '.join(one.names)}")
        for key in one.keys[1:]:
            say(f"      edition registers merge {key} {one.keys[0]}")
    if not found:
        say("no entries are likely one")


@app.command("rename")
def rename_command(ctx: typer.Context, key: str, new_key: str, dry_run: DryRun = False) -> None:
    """Give an entry another key; every reference follows, and the old address leads to the new one."""
    _tell(rename_entry(project_of(ctx), key, new_key, dry_run=dry_run), dry_run)


@app.command("merge")
def merge_command(ctx: typer.Context, key: str, into: str, dry_run: DryRun = False) -> None:
    """Merge the entry KEY into the entry INTO; its names and identifiers move over."""
    _tell(merge_entries(project_of(ctx), key, into, dry_run=dry_run), dry_run)


@app.command("split")
def split_command(
    ctx: typer.Context,
    key: str,
    new_key: str,
    names: _Names,
    articles: Annotated[list[str] | None, typer.Option("--article", help="Move the mentions of this article.")] = None,
    blocks: Annotated[list[str] | None, typer.Option("--block", help="Move the mentions in this paragraph.")] = None,
    forms: Annotated[list[str] | None, typer.Option("--form", help="Move the mentions with this text.")] = None,
    dry_run: DryRun = False,
) -> None:
    """Make a new entry out of an old one and move the mentions that the options pick (all must hold)."""
    if not (articles or blocks or forms):
        raise typer.BadParameter("say which mentions move: --article, --block or --form")
    project = project_of(ctx)
    picked = {"articles": articles or (), "blocks": blocks or (), "forms": forms or ()}
    _tell(split_entry(project, key, new_key, _named(project, names), **picked, dry_run=dry_run), dry_run)


@app.command("add")
def add_command(
    ctx: typer.Context,
    kind: Annotated[str, typer.Argument(help="person, place, org, event or work")] = "",
    key: Annotated[str, typer.Argument(help="Such as enver-pasa.")] = "",
    names: _Names = [],  # noqa: B006 # typer wants a list
    proposed: _Picked = None,
    all_proposed: Annotated[
        bool, typer.Option("--all-proposed", help="Take over all proposals that are left.")
    ] = False,
    dry_run: DryRun = False,
) -> None:
    """Add an entry at its alphabetical place, or take over proposals of `edition annotate` that you reviewed."""
    if proposed or all_proposed:
        if kind or key or names:
            raise typer.BadParameter(_ADD_WHAT)
        made = add_proposed(project_of(ctx), None if all_proposed else proposed, dry_run=dry_run)
        if made is None:
            say("there are no proposals")
        _tell(made or (), dry_run)
    if not (key and names):
        raise typer.BadParameter(_ADD_WHAT)
    if kind not in KINDS:
        raise typer.BadParameter(f"`{kind}` is no kind: write {', '.join(KINDS)}")
    project = project_of(ctx)
    _tell(add_entry(project, kind, key, _named(project, names), dry_run=dry_run), dry_run)


def _named(project: Project, names: Sequence[str]) -> list[tuple[str, str]]:
    """Names with their languages; one that says none is in the edition's first language."""
    first = next(iter(project.settings.edition.languages), "und")
    return [_name(text, first) for text in names]


def _name(text: str, otherwise: str) -> tuple[str, str]:
    lang, equals, name = text.partition("=")
    if not equals:
        return otherwise, text
    if wrong := wrong_value("edition", "languages", (lang,)):
        raise typer.BadParameter(f"{wrong[0]}: write one in front of the name, such as tr={name}")
    return lang, name


def _tell(made: Sequence[ChangedFile], dry_run: bool) -> NoReturn:
    for change in made:
        say(f"{'would change' if dry_run else 'changed'} {change.path}")
        for left_out in change.left_out:
            say(f"  left out, because the entry has its own: {left_out}")
    raise typer.Exit(report_any(()))
