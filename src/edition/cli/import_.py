"""`edition import`: sources into TEI, one article each; or the proof that a document has all of its source."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from edition.api.imports import (
    ImportedFile,
    articles_folder,
    import_files,
    ocr_languages,
    options_of,
    sources_in,
    verify,
)
from edition.cli.call import ReportFormat
from edition.cli.output import Watch, exit_code, folder_of, note, report
from edition.diagnostics import EditionError
from edition.paths import real
from edition.project import NO_EDITION, Project, find_project

app = typer.Typer(add_completion=False)
Encoding = Annotated[
    str, typer.Option("--encoding", metavar="NAME", help="Read plain texts in this encoding, as in cp1254.")
]
Sources = Annotated[
    list[Path],
    typer.Argument(metavar="SOURCE...", help="Text, PDF, DOCX, ODT, LaTeX, HTML, EPUB, Markdown, JATS, TEI."),
]
Recognise = Annotated[
    bool, typer.Option("--ocr", help="Read pages that are pictures with ocrmypdf, where it is installed.")
]
ScanLanguages = Annotated[
    list[str] | None,
    typer.Option("--language", metavar="CODE", help="With --ocr: a language of the pages, as in tr; may be repeated."),
]
Proof = Annotated[
    Path | None,
    typer.Option("--verify", metavar="FILE.xml", help="Prove that this document has all of SOURCE; write nothing."),
]


@app.command()
def import_(
    ctx: typer.Context,
    sources: Sources,
    into: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", "--into", metavar="DIR", help="Write there instead of to the edition's articles."
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace a file that is there, unless somebody has changed it.")
    ] = False,
    propose: Annotated[
        bool, typer.Option("--propose", help="Write proposed corrections into the text, with @cert and @resp.")
    ] = False,
    ocr: Recognise = False,
    language: ScanLanguages = None,
    prove: Proof = None,
    encoding: Encoding = "",
    form: Annotated[
        ReportFormat, typer.Option("--format", help="How findings and accounts are printed.")
    ] = ReportFormat.TEXT,
) -> None:
    """Import articles into TEI with no letter lost."""
    here = folder_of(ctx)
    paths = sources_in(here, sources)
    if prove is not None:
        _prove(here / prove, paths, encoding, form)
    project = _project(here, needed=into is None)
    folder = here / into if into else articles_folder(project) if project else here
    options = options_of(project, folder, propose=propose, encoding=encoding)
    watch = Watch()
    done = import_files(paths, folder, options, force=force, ocr=_languages(language, project, ocr=ocr), progress=watch)
    watch.clear()
    findings = [found for file in done for found in file.diagnostics]
    if form is ReportFormat.JSON:
        print(json.dumps([_account(file) for file in done], ensure_ascii=False, indent=1))
        raise typer.Exit(exit_code(findings))
    written = [file for file in done if file.target]
    code = report(findings, form, done=f"{len(written)} of {len(done)} imported")
    _tell(written, here, project is not None and real(folder).is_relative_to(real(project.root)))
    raise typer.Exit(code)


def _languages(named: list[str] | None, project: Project | None, *, ocr: bool) -> tuple[str, ...]:
    """The languages that pages are read in; none where none is to be read."""
    if named and not ocr:
        raise typer.BadParameter("--language goes with --ocr")
    return ocr_languages(named or (), project) if ocr else ()


def _prove(document: Path, paths: list[Path], encoding: str, form: ReportFormat) -> NoReturn:
    if len(paths) != 1:
        raise typer.BadParameter("--verify takes one SOURCE")
    found = verify(document, paths[0], encoding)
    raise typer.Exit(report(found, form, done=f"{document.name} checked against {paths[0].name}"))


def _project(here: Path, *, needed: bool) -> Project | None:
    """The edition that the sources are for; there may be none where it is told where they go."""
    try:
        return find_project(here)
    except EditionError as error:
        if needed or any(d.code is not NO_EDITION for d in error.diagnostics):
            raise
        return None


def _tell(written: Sequence[ImportedFile], here: Path, in_edition: bool) -> None:
    """Where the documents are, and what comes next."""
    for file in written:
        if file.target:
            note(f"{file.source.name} → {_shown(file.target, here)}")
    if written and in_edition:
        note("next: edition validate, then edition annotate")


def _shown(path: Path, here: Path) -> str:
    resolved, base = real(path), real(here)
    return str(resolved.relative_to(base)) if resolved.is_relative_to(base) else str(path)


def _account(file: ImportedFile) -> dict[str, Any]:
    done = file.imported
    if done is None:
        return {"source": str(file.source), "written": None, "diagnostics": _plain(file.diagnostics)}
    return {
        "source": str(file.source),
        "written": str(file.target),
        "sha256": done.sha256,
        "account": dict(done.account.counts),
        "left-out": [{"kind": x.kind, "text": x.text, "page": x.page, "box": list(x.box)} for x in done.left_out],
        "files": [name for name, _ in done.files],
        "doubts": [
            {"kind": d.kind, "line": d.line, "text": d.text, "decision": d.decision, "reason": d.reason}
            for d in done.doubts
        ],
        "diagnostics": _plain(file.diagnostics),
    }


def _plain(diagnostics: Any) -> list[dict[str, Any]]:
    return [
        {
            "code": d.code.id,
            "name": d.code.name,
            "severity": d.severity.value,
            "message": d.message,
            "start": d.primary.start if d.primary else None,
            "end": d.primary.end if d.primary else None,
            "help": d.help,
        }
        for d in diagnostics
    ]
