"""`edition decide`: what an editor decides about one mention, from scripts; the desk does the same with keys."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from edition.api.decisions import ABOUT_THE_TEXT, ACTIONS, KINDS
from edition.api.decisions import decide as carry_out
from edition.cli.output import project_of, report, say
from edition.diagnostics import EditionError

app = typer.Typer(add_completion=False)
# what an action is told; the rest would be passed over in silence
_SAYS: Final = {
    "link": ("ref",), "kind": ("ref", "date"), "date": ("date",), "extent": ("extent",), "add": ("ref", "date"),
}  # fmt: skip


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
    kind: Annotated[str, typer.Option("--kind", metavar="KIND", help="person, place, org, event, date or work.")] = "",
    ref: Annotated[str, typer.Option("--ref", metavar="KEY", help="The entry that is meant.")] = "",
    date: Annotated[
        str, typer.Option("--date", metavar="VALUE", help="1921-03-16, 1918/1923, julian:1917-10-25 …")
    ] = "",
    extent: Annotated[str, typer.Option("--extent", metavar="WORDS", help="The right words of the mention.")] = "",
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides.")] = "",
) -> None:
    """Decide about one mention: in the TEI, in the decisions file, and in the journal that the desk undoes from."""
    _refuse_wrong_action(action, kind, ref, date, extent)
    if bool(id_) == bool(block or text) or (not id_ and not (block and text)):
        raise typer.BadParameter("say where: --id ID, or --block ID --text WORDS")
    project = project_of(ctx)
    try:
        done = carry_out(
            project, action, article, id=id_, block=block, text=text, occurrence=occurrence,
            kind=kind, ref=ref, date=date, extent=extent, by=by,
        )  # fmt: skip
    except EditionError as error:
        if any(d.code in ABOUT_THE_TEXT for d in error.diagnostics):  # not the call is wrong: exit code 1
            raise typer.Exit(report(error.diagnostics, project=project)) from error
        raise
    record = done.record
    told = f" ({record.told})" if record.told else ""
    say(f"{done.path}: {record.action} “{record.text}” in {record.block}{told}")


def _refuse_wrong_action(action: str, kind: str, ref: str, date: str, extent: str) -> None:
    if action not in ACTIONS:
        raise typer.BadParameter(f"`{action}` is no action: write {', '.join(ACTIONS)}")
    if kind and kind not in KINDS:
        raise typer.BadParameter(f"`{kind}` is no kind: write {', '.join(KINDS)}")
    needed = {"link": ("ref", ref), "kind": ("kind", kind), "extent": ("extent", extent),
              "add": ("kind", kind or ref or date)}  # fmt: skip
    option, value = needed.get(action, ("", action))
    if not value:
        raise typer.BadParameter(f"{action} needs --{option}")
    told = {"ref": ref, "date": date, "extent": extent}
    for name in told:
        if told[name] and name not in _SAYS.get(action, ()):
            raise typer.BadParameter(f"{action} knows no --{name}")
