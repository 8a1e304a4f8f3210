"""`edition schema`: compile the ODD to RELAX NG and Schematron, and print it as encoding guidelines."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from edition.cli.output import folder_of, report, report_any, say
from edition.diagnostics import Diagnostic, EditionError, Span, counted
from edition.markup import write_file
from edition.markup.changes import change_files
from edition.markup.codes import UNREADABLE
from edition.odd import Places, compile_odd, fetch_tei, is_generated, make_guidelines, own_odd
from edition.odd.codes import STALE_SCHEMA
from edition.project import edition_folder, find_project
from edition.project.outputs import OutputFile, OutputFolder, refused

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Compile the schema's source (ODD) and document it.")

_Odd = Annotated[Path | None, typer.Option("--odd", metavar="FILE", help="The ODD; without it that of the edition.")]
_Tei = Annotated[
    Path | None,
    typer.Option("--tei", metavar="FILE", help="TEI's specifications (p5subset.xml), for ODDs that are made of TEI's."),
]


@app.command()
def build(
    ctx: typer.Context,
    odd: _Odd = None,
    tei: _Tei = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", "--out", metavar="DIR", help="Where to write; without it beside the edition's ODD."
        ),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; fail if a generated file is missing or stale.")
    ] = False,
) -> None:
    """Compile an ODD to NAME.rng (RELAX NG) and NAME.sch (ISO Schematron)."""
    source = _odd_of(ctx, odd)
    target = folder_of(ctx) / out if out else _home(ctx, source, named=odd is not None)
    try:
        schema = compile_odd(source, _places(ctx, tei))
    except EditionError as error:
        raise typer.Exit(report(error.diagnostics)) from error
    files = {target / f"{source.stem}.rng": schema.rng, target / f"{source.stem}.sch": schema.sch}
    if check:
        found = [*schema.findings, *_stale(files, source)]
        raise typer.Exit(report(found, done=f"{len(files)} generated files checked"))
    made = {OutputFile(path, None, is_generated).path: text.encode() for path, text in files.items()}
    change_files(edition_folder(target), "edition schema build", made)
    for path in made:
        say(str(path))
    raise typer.Exit(report_any(schema.findings, done=f"{counted(len(files), 'file')} written"))


@app.command()
def docs(
    ctx: typer.Context,
    odd: _Odd = None,
    tei: _Tei = None,
    out: Annotated[
        Path | None,
        typer.Option("--output", "-o", "--out", metavar="DIR", help="Where to write; without it output/guidelines."),
    ] = None,
) -> None:
    """Print an ODD as encoding guidelines in HTML."""
    source = _odd_of(ctx, odd)
    folder = folder_of(ctx)
    target = folder / (out or Path("output/guidelines"))
    try:
        pages = make_guidelines(source, _places(ctx, tei))
    except EditionError as error:
        raise typer.Exit(report(error.diagnostics)) from error
    project = find_project(folder) if edition_folder(folder) else None
    made = OutputFolder.open(target, project, lambda: () if out else pages)
    if theirs := made.claim(pages):
        raise refused(f"{target / theirs[0]} is there already, and this program did not make it")
    for name, text in pages.items():
        write_file(target / name, text.encode("utf-8"))
    made.settle(pages)
    made.sweep()
    say(f"{target / 'index.html'} ({counted(len(pages), 'file')})")


@app.command("tei")
def keep_tei(
    ctx: typer.Context,
    named: Annotated[str, typer.Argument(metavar="FILE|URL", help="The p5subset.xml of a release of TEI.")],
) -> None:
    """Keep TEI's specifications with the edition, so that ODDs can be made of them."""
    folder = folder_of(ctx)
    root = edition_folder(folder)
    if root is None:
        raise typer.BadParameter("outside of an edition, name the file with --tei where it is needed")
    try:
        name, data = fetch_tei(named, folder)
    except EditionError as error:
        if any(d.code is UNREADABLE for d in error.diagnostics):
            raise
        raise typer.Exit(report(error.diagnostics)) from error
    path = root / "schema" / name
    change_files(root, "edition schema tei", {path: data})
    say(f"{path} ({counted(len(data), 'byte')})")


def _places(ctx: typer.Context, named: Path | None) -> Places:
    """Where TEI's specifications may lie: in the file that is named or set, or beside the edition's schema."""
    folder = folder_of(ctx)
    root = edition_folder(folder)
    if named is not None:
        return Places(folder / named)
    return Places(find_project(folder).tei, (root / "schema",)) if root else Places()


def _odd_of(ctx: typer.Context, odd: Path | None) -> Path:
    """The ODD that is named, that of the edition, or (outside of an edition) the one that comes with the program."""
    folder = folder_of(ctx)
    if odd is not None:
        if not (folder / odd).is_file():
            raise EditionError(Diagnostic(UNREADABLE, f"there is no file {odd}", help="check the path"))
        return folder / odd
    return find_project(folder).odd if edition_folder(folder) else own_odd()


def _home(ctx: typer.Context, source: Path, *, named: bool) -> Path:
    """Where generated files belong: beside the edition's ODD; nothing is ever written into the installed program."""
    root = edition_folder(folder_of(ctx))
    if named or (root and source.is_relative_to(root)):
        return source.parent
    if root is None:
        raise typer.BadParameter("outside of an edition, say where to write with --output DIR")
    return root / "schema"


def _stale(files: dict[Path, str], source: Path) -> list[Diagnostic]:
    findings = []
    for path, text in files.items():
        current = path.read_bytes() if path.is_file() else None
        if current == text.encode("utf-8"):
            continue
        what = f"{path} is missing" if current is None else f"{path} differs from what {source} compiles to"
        place = None if current is None else Span(str(path), 0, 1)
        findings.append(Diagnostic(STALE_SCHEMA, what, place, help="run: edition schema build"))
    return findings
