"""`edition import`: sources into TEI, one article each; or the proof that a document has all of its source."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from edition.cli.call import current_call
from edition.cli.output import Format, exit_code, folder_of, report
from edition.diagnostics import Diagnostic, EditionError, Span
from edition.intake import Imported, Options, Publication, Targets, import_bytes, read_bytes, save, verify, works_of
from edition.jobs.faults import fault_of
from edition.project import NO_EDITION, find_project

app = typer.Typer(add_completion=False)
Encoding = Annotated[
    str, typer.Option("--encoding", metavar="NAME", help="Read plain texts in this encoding, as in cp1254.")
]
Proof = Annotated[
    Path | None,
    typer.Option("--verify", metavar="FILE.xml", help="Prove that this document has all of SOURCE; write nothing."),
]


@app.command()
def import_(
    ctx: typer.Context,
    sources: Annotated[list[Path], typer.Argument(metavar="SOURCE...", help="Text, PDF, DOCX, Markdown, JATS or TEI.")],
    into: Annotated[
        Path | None, typer.Option("--into", metavar="DIR", help="Write there instead of to the edition's articles.")
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace a file that is there, unless somebody has changed it.")
    ] = False,
    propose: Annotated[
        bool, typer.Option("--propose", help="Write proposed corrections into the text, with @cert and @resp.")
    ] = False,
    prove: Proof = None,
    encoding: Encoding = "",
    form: Annotated[Format, typer.Option("--format", help="How findings and accounts are printed.")] = Format.TEXT,
) -> None:
    """Import articles into TEI with no letter lost."""
    here = folder_of(ctx)
    paths = [here / source for source in sources]
    if prove is not None:
        _prove(here / prove, paths, encoding, form)
    folder = here / into if into else _articles(here)
    options = replace(_options(here, propose), encoding=encoding)
    findings: list[Diagnostic] = []
    accounts: list[dict[str, Any]] = []
    targets = Targets(folder)
    written: dict[Path, Path] = {}
    for number, path in enumerate(paths, 1):
        _progress(number, len(paths), path)
        try:
            target = targets.of(path)
            done = import_bytes(path, read_bytes(path), options)
            save(target, done.data, force=force, files=done.files)
        except Exception as error:  # noqa: BLE001 - a source that we fail on does not stop the others
            found = error.diagnostics if isinstance(error, EditionError) else (fault_of(error, Span(str(path), 0, 1)),)
            findings += found
            accounts.append({"source": str(path), "written": None, "diagnostics": _plain(found)})
            continue
        targets.take(target, path)
        written[target] = path
        findings += done.findings
        accounts.append(_account(path, target, done))
    if form is Format.JSON:
        print(json.dumps(accounts, ensure_ascii=False, indent=1))
        raise typer.Exit(exit_code(findings))
    code = report(findings, form, done=f"{len(written)} of {len(paths)} imported")
    _tell(written, here, into is None)
    raise typer.Exit(code)


def _prove(document: Path, paths: list[Path], encoding: str, form: Format) -> NoReturn:
    if len(paths) > 1:
        raise typer.BadParameter("--verify takes one SOURCE")
    found = verify(document, paths[0], encoding)
    raise typer.Exit(report(found, form, done=f"{document.name} checked against {paths[0].name}"))


def _tell(written: dict[Path, Path], here: Path, in_edition: bool) -> None:
    """Where the documents are, and what comes next."""
    if current_call().quiet:
        return
    for target, source in written.items():
        sys.stderr.write(f"{source.name} → {_shown(target, here)}\n")
    if written and in_edition:
        sys.stderr.write("next: edition validate, then edition annotate\n")


def _shown(path: Path, here: Path) -> str:
    resolved, base = path.resolve(), here.resolve()
    return str(resolved.relative_to(base)) if resolved.is_relative_to(base) else str(path)


def _articles(here: Path) -> Path:
    project = find_project(here)
    pattern = project.settings.files.articles[0] if project.settings.files.articles else "tei/articles/*.xml"
    return project.path(pattern.split("*")[0].rstrip("/") or ".")


def _options(here: Path, propose: bool) -> Options:
    """The edition's registers, to link citations with, and what its header says; nothing of it outside an edition."""
    try:
        project = find_project(here)
    except EditionError as error:
        if any(d.code is not NO_EDITION for d in error.diagnostics):
            raise
        return Options(works_of([]), propose)
    info = project.settings.edition
    publication = Publication(info.publisher, info.licence, tuple(editor.name for editor in info.editors))
    return Options(works_of(project.register_paths()), propose, publication)


def _progress(number: int, count: int, path: Path) -> None:
    if count > 1 and sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{number}/{count} {path.name}" + ("\n" if number == count else ""))
        sys.stderr.flush()


def _account(path: Path, target: Path, done: Imported) -> dict[str, Any]:
    return {
        "source": str(path),
        "written": str(target),
        "sha256": done.sha256,
        "account": dict(done.account.counts),
        "left-out": [{"kind": x.kind, "text": x.text, "page": x.page, "box": list(x.box)} for x in done.left_out],
        "files": [name for name, _ in done.files],
        "doubts": [
            {"kind": d.kind, "line": d.line, "text": d.text, "decision": d.decision, "reason": d.reason}
            for d in done.doubts
        ],
        "diagnostics": _plain(done.findings),
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
