"""`edition registers`: check, add, merge, split and rename entries; articles and registers follow, keys stay stable."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Final

import typer
from lxml import etree

from edition.cli.output import Format, project_of, report, say
from edition.diagnostics import Diagnostic, EditionError
from edition.facts.patterns import MentionPatterns
from edition.markup import XML_ID, Document, all_text, parse_files, write_file
from edition.markup.changes import changing
from edition.project import Project
from edition.registers import Change, add, add_all, check_registers, fold, merge, rename, split
from edition.registers.codes import UNKNOWN_KEY
from edition.registers.files import load_registers
from edition.registers.harvest import harvest
from edition.registers.likeness import LEAST, gathered, likely_doubles
from edition.registers.tables.proposals import take_proposals

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Check and change the registers; references follow.")
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would change and write nothing.")]
_Names = Annotated[
    list[str],
    typer.Option("--name", help="A name, with its language in front: tr=Enver Paşa. The first is preferred."),
]
_Picked = Annotated[list[str] | None, typer.Option("--proposed", metavar="KEY", help="Take over this proposal.")]
_KINDS: Final = ("person", "place", "org", "event", "work")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@app.command("check")
def check_command(
    ctx: typer.Context,
    form: Annotated[Format, typer.Option("--format", help="How findings are printed.")] = Format.TEXT,
) -> None:
    """Check keys, names, coordinates and relations, and find entries that may be one entity."""
    project = project_of(ctx)
    loaded = load_registers(project)
    found = [
        *project.patterns_without_files(),
        *loaded.unreadable,
        *loaded.findings,
        *check_registers(loaded.registers, project.settings.edition.languages),
    ]
    raise typer.Exit(report(found, form, done=f"{len(loaded.registers.entities):,} entries checked", project=project))


@app.command("harvest")
def harvest_command(
    ctx: typer.Context,
    out: Annotated[Path, typer.Option("--out", help="The file to write.")] = Path("tei/harvested.xml"),
) -> None:
    """Gather entries from articles: those in their `back` or `standOff`, and whom mentions name without an entry."""
    project = project_of(ctx)
    loaded = load_registers(project)
    documents, findings = parse_files(project.article_paths(), project.shown)
    kind_of = MentionPatterns.of(project.settings.mentions).kind_of
    found = harvest(documents, kind_of, loaded.registers)
    path, data = project.path(str(out)), found.text.encode()
    if path.exists() and (not path.is_file() or path.read_bytes() != data):
        raise typer.BadParameter(f"{out} is there already: delete it, or name another file with --out")
    if found.from_documents or found.from_mentions:
        write_file(path, data)
        typer.echo(f"{found.from_documents:,} entries of documents and {found.from_mentions:,} of mentions: {out}")
        typer.echo("nothing of it counts until you move it, corrected, to the registers")
    else:
        typer.echo("the registers have everyone whom the articles name")
    if found.elsewhere:
        typer.echo(f"{len(found.elsewhere):,} references lead elsewhere and are left out, such as {found.elsewhere[0]}")
    raise typer.Exit(report(findings, project=project) if findings else 0)


@app.command("doubles")
def doubles_command(
    ctx: typer.Context,
    least: Annotated[float, typer.Option("--least", min=0.0, max=1.0, help="The least score that is shown.")] = LEAST,
) -> None:
    """List entries that are likely one, by the likeness of their names in any script, with a score from 0 to 1."""
    loaded = load_registers(project_of(ctx))
    found = gathered(loaded.registers, likely_doubles(loaded.registers, least))
    for one in found:
        typer.echo(f"{one.score:.2f}  {one.kind}  {', '.join(one.names)}")
        for key in one.keys[1:]:
            typer.echo(f"      edition registers merge {key} {one.keys[0]}")
    if not found:
        typer.echo("no entries are likely one")


@app.command("rename")
def rename_command(ctx: typer.Context, key: str, new_key: str, dry_run: DryRun = False) -> None:
    """Give an entry another key; every reference follows, and the old address leads to the new one."""
    _change_all(ctx, "rename", lambda documents: rename(documents, key, new_key), dry_run)


@app.command("merge")
def merge_command(ctx: typer.Context, key: str, into: str, dry_run: DryRun = False) -> None:
    """Merge the entry KEY into the entry INTO; its names and identifiers move over."""
    _change_all(ctx, "merge", lambda documents: merge(documents, key, into), dry_run)


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
    wanted = _picker(articles or [], blocks or [], forms or [])
    named = _named(project_of(ctx), names)
    _change_all(ctx, "split", lambda documents: split(documents, key, new_key, named, wanted), dry_run)


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
    from_file = bool(proposed or all_proposed)
    if from_file == bool(kind or key or names) or (not from_file and not (key and names)):
        raise typer.BadParameter("give KIND, KEY and --name, or --proposed KEY, or --all-proposed")
    project = project_of(ctx)
    if from_file:
        _add_proposed(project, None if all_proposed else proposed, dry_run)
        return
    if kind not in _KINDS:
        raise typer.BadParameter(f"`{kind}` is no kind: write {', '.join(_KINDS)}")
    named = _named(project, names)
    _change(project, project.register_paths(), "add", lambda documents: add(documents, kind, key, named), dry_run)


def _add_proposed(project: Project, keys: Sequence[str] | None, dry_run: bool) -> None:
    """Entries and the file of proposals change as one: no proposal is lost, and none is taken twice."""
    path = project.path(project.settings.files.proposals)
    with changing(project.root, "edition registers add", dry_run=dry_run) as change:
        data = change.read(path)
        if data is None and keys is None:
            typer.echo("there are no proposals")
            return
        if data is None:
            message = f"there is no file of proposals {project.shown(path)}"
            raise EditionError(Diagnostic(UNKNOWN_KEY, message, help="run: edition annotate"))
        taken = take_proposals(project.shown(path), data, keys)
        made = add_all(change.documents(project.register_paths()), taken.entries, renumber=True)
        for one in made:
            change.replace(one.document, one.data)
        change.write(path, taken.rest)
    _tell(made, dry_run)


def _named(project: Project, names: Sequence[str]) -> list[tuple[str, str]]:
    """Names with their languages; one that says none is in the edition's first language."""
    first = next(iter(project.settings.edition.languages), "und")
    return [_name(text, first) for text in names]


def _name(text: str, otherwise: str) -> tuple[str, str]:
    lang, equals, name = text.partition("=")
    if not equals:
        return otherwise, text
    if not _LANGUAGE.fullmatch(lang):
        raise typer.BadParameter(f"`{lang}` is no language: write a code in front of the name, such as tr={name}")
    return lang, name


def _picker(articles: Sequence[str], blocks: Sequence[str], forms: Sequence[str]) -> _Picker:
    return _Picker(frozenset(articles), frozenset(blocks), frozenset(fold(f) for f in forms))


class _Picker:
    """Which mentions a split moves."""

    def __init__(self, articles: frozenset[str], blocks: frozenset[str], forms: frozenset[str]) -> None:
        self._articles, self._blocks, self._forms = articles, blocks, forms

    def __call__(self, document: Document, element: etree._Element) -> bool:
        if self._articles and document.root.get(XML_ID) not in self._articles:
            return False
        if self._blocks and not any(a.get(XML_ID) in self._blocks for a in element.iterancestors()):
            return False
        return not self._forms or fold(all_text(element)) in self._forms


def _change_all(ctx: typer.Context, by: str, make: Callable[[list[Document]], list[Change]], dry_run: bool) -> None:
    project = project_of(ctx)
    _change(project, [*project.register_paths(), *project.article_paths()], by, make, dry_run)


def _change(
    project: Project, paths: Sequence[Path], by: str, make: Callable[[list[Document]], list[Change]], dry_run: bool
) -> None:
    """Change documents as one, and say so when it is true."""
    with changing(project.root, f"edition registers {by}", dry_run=dry_run) as change:
        made = make(change.documents(paths))
        for one in made:
            change.replace(one.document, one.data)
    _tell(made, dry_run)


def _tell(made: Sequence[Change], dry_run: bool) -> None:
    for change in made:
        say(f"{'would change' if dry_run else 'changed'} {change.document.source.path}")
        for left_out in change.left_out:
            say(f"  left out, because the entry has its own: {left_out}")
