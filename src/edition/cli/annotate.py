"""`edition annotate`: mark persons, places, bodies, events and dates in TEI documents."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from edition.api.annotation import (
    ALL_KINDS,
    NO_MENTION,
    AnnotatedFile,
    Annotation,
    AnnotationOptions,
    explain_line,
    mention_object,
)
from edition.api.annotation import annotate as annotate_edition
from edition.cli.output import TextOrJson, Watch, exit_code, folder_of, note, project_of, report, say, tell_aside
from edition.diagnostics import Diagnostic, counted
from edition.markup.inputs.named import expand
from edition.paths import real
from edition.project import Project

app = typer.Typer(add_completion=False)


@app.command()
def annotate(
    ctx: typer.Context,
    paths: Annotated[list[Path] | None, typer.Argument(help="TEI files or folders; without them all articles.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change and write nothing.")] = False,
    form: Annotated[
        TextOrJson, typer.Option("--format", help="Text for people; JSON lists every mention.")
    ] = TextOrJson.TEXT,
    kinds: Annotated[
        str, typer.Option("--kinds", metavar="KIND,…", help="Only these: person, place, org, event, date.")
    ] = "",
    explain_at: Annotated[
        str, typer.Option("--explain", metavar="FILE:LINE", help="Say why the mentions of a line are tagged so.")
    ] = "",
    elsewhere: Annotated[
        bool, typer.Option("--elsewhere", help="Ask the programs and the server that the settings name for names.")
    ] = False,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, help="Processes; 0 stands for one a core.")] = 0,
    cluster: Annotated[str | None, typer.Option("--cluster", help="Address of a Dask scheduler.")] = None,
) -> None:
    """Find mentions, link them to the registers and mark them; no byte outside the tags changes."""
    project = project_of(ctx)
    wanted = _kinds(kinds)
    if explain_at:
        raise typer.Exit(_explain(ctx, project, explain_at, form))
    watch = Watch()
    listing = _Listing(watch, dry_run)
    each: Callable[[AnnotatedFile], None] = listing.add if form is TextOrJson.JSON else listing.tell
    chosen = _chosen(project, folder_of(ctx), paths or ())
    done = annotate_edition(project, chosen, AnnotationOptions(wanted, dry_run, elsewhere, jobs, cluster, watch), each)
    watch.clear()
    if form is TextOrJson.JSON:
        listing.close()
        tell_aside(done.diagnostics, project)
        raise typer.Exit(exit_code(done.diagnostics))
    code = report(done.diagnostics, done=f"{counted(done.files, 'file')} annotated", project=project)
    _tell_what_waits(project, done, listing.uncertain)
    raise typer.Exit(code)


def _chosen(project: Project, folder: Path, paths: Sequence[Path]) -> list[Path]:
    """The files that are named; what a folder holds of registers is no text to annotate."""
    registers = {real(path) for path in project.register_paths()}
    found = list(expand(folder, paths))
    if paths and not found:
        raise typer.BadParameter("there is no XML file in what is named")
    named = {folder / path for path in paths}
    return [path for path in found if path in named or real(path) not in registers]


def _tell_what_waits(project: Project, done: Annotation, uncertain: int) -> None:
    """What is left to an editor, and where it is found."""
    if uncertain:
        note(f"{counted(uncertain, 'uncertain mention')}: edition review lists them")
    if done.proposals:
        told = f"{counted(len(done.proposals), 'name')} without an entry: see {project.settings.files.proposals}"
        note(f"{told}, delete what is none, then: edition registers add --all-proposed")


def _kinds(wanted: str) -> frozenset[str]:
    kinds = frozenset(k.strip() for k in wanted.split(",") if k.strip())
    if unknown := sorted(kinds - set(ALL_KINDS)):
        raise typer.BadParameter(f"`{unknown[0]}` is no kind: write {', '.join(ALL_KINDS)}")
    return kinds


class _Listing:
    """Prints a line, or an object of a JSON list, for each file as it is done."""

    def __init__(self, watch: Watch, dry_run: bool) -> None:
        self._watch = watch
        self._state = "would change" if dry_run else "changed"
        self._separator = "["
        self.uncertain = 0

    def tell(self, file: AnnotatedFile) -> None:
        """A line for people."""
        counts = Counter(said.mention.kind for said in file.mentions)
        self.uncertain += sum(said.mention.cert not in ("", "high") for said in file.mentions)
        told = ", ".join(f"{n} {kind}" for kind, n in counts.most_common())
        self._watch.tell(f"{file.path}: {self._state if file.changed else 'unchanged'} ({told or 'no mentions found'})")

    def add(self, file: AnnotatedFile) -> None:
        """An object with every mention."""
        value = {"file": file.path, "changed": file.changed, "mentions": _objects(file)}
        lines = json.dumps(value, ensure_ascii=False, indent=1).replace("\n", "\n ")
        typer.echo(f"{self._separator}\n {lines}", nl=False)
        self._separator = ","

    def close(self) -> None:
        """End the list."""
        typer.echo("[]" if self._separator == "[" else "\n]")


def _objects(file: AnnotatedFile) -> list[Mapping[str, object]]:
    """The mentions of a document, equal ones of a block counted."""
    seen: Counter[tuple[str, str]] = Counter()
    out = []
    for said in file.mentions:
        place = (said.block, said.mention.text)
        seen[place] += 1
        out.append(mention_object(said.mention, said.block, seen[place]))
    return out


def _explain(ctx: typer.Context, project: Project, place: str, form: TextOrJson) -> int:
    name, colon, number = place.rpartition(":")
    if not colon or not number.isdecimal():
        raise typer.BadParameter(f"`{place}` is no place: write FILE:LINE")
    found = explain_line(project, real(folder_of(ctx) / name), int(number))
    if form is TextOrJson.JSON:
        typer.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1))
    for one in found if form is TextOrJson.TEXT else ():
        for line in one.reasons:
            say(line)
        say(f'  decide: edition decide ACTION {one.article} --block {one.block} --text "{one.text}"')
    if found:
        return 0
    message = f"no mention begins on line {number} of {name}"
    return report([Diagnostic(NO_MENTION, message, help="give the line on which the name begins")])
