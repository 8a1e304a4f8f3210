"""`edition decide`: what an editor decides about one mention, from scripts; the desk does the same with keys."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from edition.cli.output import project_of, report, say
from edition.deciding import Wish, find_place
from edition.deciding.carry import carry_out, now, open_article
from edition.deciding.codes import NOT_FOUND, SEVERAL
from edition.deciding.decide import ACTIONS, KINDS
from edition.deciding.history import Store
from edition.diagnostics import EditionError
from edition.markup.codes import CHANGED_MEANWHILE
from edition.registers import key_of, kind_of_reference
from edition.registers.files import load_registers

app = typer.Typer(add_completion=False)
# what the text says, not the call: exit code 1
_ABOUT_THE_TEXT = (NOT_FOUND, SEVERAL, CHANGED_MEANWHILE)


@app.command()
def decide(
    ctx: typer.Context,
    action: Annotated[str, typer.Argument(metavar="ACTION", help="accept, reject, link, kind, date, extent or add.")],
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="The article's id or file.")],
    id_: Annotated[str, typer.Option("--id", metavar="ID", help="The mention, as `edition review` names it.")] = "",
    block: Annotated[str, typer.Option("--block", metavar="ID", help="The paragraph, note or heading.")] = "",
    text: Annotated[
        str, typer.Option("--text", metavar="WORDS", help="The mention's words, as they stand there.")
    ] = "",
    occurrence: Annotated[
        int, typer.Option("--occurrence", metavar="N", min=0, help="Which, where the words stand more than once.")
    ] = 0,
    kind: Annotated[str, typer.Option("--kind", metavar="KIND", help="person, place, org, event or date.")] = "",
    ref: Annotated[str, typer.Option("--ref", metavar="KEY", help="The entry that is meant.")] = "",
    date: Annotated[
        str, typer.Option("--date", metavar="VALUE", help="1921-03-16, 1918/1923, julian:1917-10-25 …")
    ] = "",
    extent: Annotated[str, typer.Option("--extent", metavar="WORDS", help="The right words of the mention.")] = "",
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides.")] = "",
) -> None:
    """Decide about one mention: in the TEI, in the decisions file, and in the journal that the desk undoes from."""
    _refuse_wrong_call(action, id_, block, text, kind, ref, date, extent)
    project = project_of(ctx)
    registers = load_registers(project).registers
    wish = Wish(action, kind or kind_of_reference(ref) or "", key_of(ref) if ref else "", date, extent=extent, by=by,
                when=now())  # fmt: skip
    try:
        found = open_article(project, article if not Path(article).suffix else Path(article).as_posix())
        place = find_place(found, id_, block, text, occurrence, new=action == "add")
        record = carry_out(project, Store.of(project.root), found, [(place, wish)], registers).record
    except EditionError as error:
        if any(d.code in _ABOUT_THE_TEXT for d in error.diagnostics):
            raise typer.Exit(report(error.diagnostics, project=project)) from error
        raise
    say(f"{found.document.source.path}: {record.action} “{record.text}” in {record.block}"
               + (f" ({record.told})" if record.told else ""))  # fmt: skip


def _refuse_wrong_call(
    action: str, id_: str, block: str, text: str, kind: str, ref: str, date: str, extent: str
) -> None:
    if action not in ACTIONS:
        raise typer.BadParameter(f"`{action}` is no action: write {', '.join(ACTIONS)}")
    if bool(id_) == bool(block or text) or (not id_ and not (block and text)):
        raise typer.BadParameter("say where: --id ID, or --block ID --text WORDS")
    if kind and kind not in KINDS:
        raise typer.BadParameter(f"`{kind}` is no kind: write {', '.join(KINDS)}")
    needed = {"link": ref, "kind": kind, "extent": extent, "add": kind or ref or date}
    if action in needed and not needed[action]:
        raise typer.BadParameter(
            f"{action} needs --{'ref' if action == 'link' else action if action != 'add' else 'kind'}"
        )
