"""`edition adopt`: settings for a folder of TEI that others made, with what was seen in it and a first report."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Annotated, Final

import typer

from edition.adopt import NOTHING_TO_ADOPT, SeenFile, Sort, Survey, account_lines, look_at, settings_text, survey
from edition.checking import check, plan_edition
from edition.cli.output import Progress, folder_of, report, say
from edition.diagnostics import Diagnostic, EditionError, counted
from edition.markup import parse, read_source
from edition.markup.changes import change_file
from edition.paths import real
from edition.project import FILE_NAME, FOLDER_IN_USE, NO_EDITION, data_dir, read_project

app = typer.Typer(add_completion=False)
_ENDINGS: Final = (".xml", ".tei")


@app.command()
def adopt(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder with TEI files, at any depth.")],
) -> None:
    """Look at TEI that others made, and write the settings of an edition of it: DIR/edition.toml, and nothing else."""
    root = folder_of(ctx) / folder
    _refuse(root, folder)
    unreadable: dict[Path, tuple[Diagnostic, ...]] = {}
    found = survey(root, list(_look(root, unreadable)))
    if not found.counts.get(Sort.TEXT):
        message = f"there is no TEI text in {folder}"
        nothing = Diagnostic(NOTHING_TO_ADOPT, message, help="name a folder that holds TEI files")
        kinds = {found.code.id: found for found in chain.from_iterable(unreadable.values())}
        raise EditionError(nothing, *kinds.values())
    languages = _site_languages(found)
    if refused := change_file(None, root / FILE_NAME, None, settings_text(found, languages).encode()):
        raise EditionError(refused)
    for line in account_lines(found):
        say(line)
    wanted = next(iter(found.languages), "").partition("-")[0]
    if wanted and wanted not in languages:
        say(f"interface  {languages[0]}: it does not speak {wanted}; theme/labels/{wanted}.xml would add it")
    say(f"\n{folder / FILE_NAME} is written. What the texts' own schema and references say:\n")
    _first_report(root, unreadable)
    say(f"\n  edition -C {folder} validate\n  edition -C {folder} build")


def _refuse(root: Path, folder: Path) -> None:
    if not root.is_dir():
        raise EditionError(Diagnostic(NO_EDITION, f"there is no folder {folder}", help="check the path"))
    if (root / FILE_NAME).exists():
        message = f"{folder / FILE_NAME} is there already"
        raise EditionError(Diagnostic(FOLDER_IN_USE, message, help="it is left as it is; take it away to begin anew"))


def _look(root: Path, unreadable: dict[Path, tuple[Diagnostic, ...]]) -> Iterator[SeenFile]:
    paths = sorted(_files(root))
    progress = Progress("looking at", len(paths))
    for path in paths:
        progress.advance()
        try:
            document = parse(read_source(path, path.relative_to(root).as_posix()))
        except EditionError as error:
            unreadable[path] = error.diagnostics  # the report tells
            continue
        yield look_at(document)
    progress.clear()


def _files(root: Path) -> Iterator[Path]:
    """XML files at any depth; what is hidden, and what an edition makes, is left out."""
    for path in root.rglob("*"):
        steps = path.relative_to(root).parts
        is_hidden = steps[0] == "output" or any(step.startswith(".") for step in steps)
        if path.suffix.lower() in _ENDINGS and not is_hidden and path.is_file():
            yield path


def _site_languages(found: Survey) -> Sequence[str]:
    """The language of the interface: that of most texts where there are words for it."""
    known = {path.stem for path in (data_dir() / "xslt/lib/labels").glob("*.xml")}
    spoken = [lang.partition("-")[0] for lang in found.languages]
    return [lang for lang in spoken[:1] if lang in known] or ["en"]


def _first_report(root: Path, unreadable: Iterable[Path]) -> None:
    """Check the edition without keeping anything beside it, and the files that could not be looked at."""
    with tempfile.TemporaryDirectory() as kept:
        project = replace(read_project(root), cache_folder=Path(kept))
        plan = plan_edition(project)
        known = {real(path) for path in plan.files.values()}
        plan = replace(plan, others=[*plan.others, *(path for path in unreadable if real(path) not in known)])
        progress = Progress("checking", len(plan.files))
        done = check(plan, advance=progress.advance)
        progress.clear()
    report(done.findings, sources=done.sources, done=f"{counted(done.files, 'file')} checked", limit=0)
