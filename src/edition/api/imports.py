"""Sources into an edition: text, PDF, DOCX, Markdown, JATS or GROBID's TEI, each one article with no letter lost."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from edition.api.progress import Progress, silent
from edition.diagnostics import Diagnostic, EditionError, Span
from edition.intake import (
    EditionWays,
    Imported,
    ImportOptions,
    Publication,
    Targets,
    article_stem,
    import_bytes,
    is_language,
    read_bytes,
    read_scan,
    save,
    verify,
    works_of,
)
from edition.intake.formats.sniff import READ_OF_FOLDERS
from edition.intake.scans.codes import WRONG_LANGUAGE
from edition.intake.scans.layer import Layer
from edition.jobs.faults import fault_of
from edition.languages import read_languages, three_letters
from edition.markup.codes import UNREADABLE
from edition.paths import real
from edition.project import Project, refuse_nameless

__all__ = ["ImportedFile", "articles_folder", "import_files", "ocr_languages", "options_of", "verify"]


@dataclass(frozen=True)
class ImportedFile:
    """What became of a source; without `target` and `imported` it was left out, and the diagnostics say why."""

    source: Path
    target: Path | None
    imported: Imported | None
    diagnostics: tuple[Diagnostic, ...]


def options_of(
    project: Project | None, folder: Path | None = None, *, propose: bool = False, encoding: str = ""
) -> ImportOptions:
    """What an import into a folder takes from the edition: its works, to link citations with, what its header says, its
    languages, and the ways from the folder to its schema and registers; outside of an edition there are none.

    `propose` writes proposed corrections into the text; `encoding` is that of plain texts which are not UTF-8.
    """
    if project is None:
        return ImportOptions(works_of([]), propose, encoding=encoding, place=EditionWays((), "", ""))
    info = project.settings.edition
    publication = Publication(info.publisher, info.licence, tuple(editor.name for editor in info.editors))
    works, languages = works_of(project.register_paths()), read_languages(project.root)
    place = _place(project, real(folder or articles_folder(project)))
    return ImportOptions(works, propose, publication, encoding, languages, place)


def _place(project: Project, folder: Path) -> EditionWays:
    """The ways from a folder to what the edition has."""
    root = real(project.root)
    if not folder.is_relative_to(root):
        return EditionWays((), "", "")
    schema = project.settings.schema
    wanted = (schema.rng or "schema/edition.rng", *(schema.sch or ("schema/edition.sch",)))
    schemas = tuple(_way(root / name, folder) for name in wanted if (root / name).is_file())
    articles = posixpath.normpath(f"../{_way(_folder_of(project, 'articles'), folder.parent)}")
    return EditionWays(schemas, _way(_folder_of(project, "registers"), folder), articles)


def _way(target: Path, folder: Path) -> str:
    """The way from a folder to a file or another folder."""
    return Path(os.path.relpath(target, folder)).as_posix()


def _folder_of(project: Project, sort: str) -> Path:
    pattern = next(iter(getattr(project.settings.files, sort)), f"tei/{sort}/*.xml")
    return real(project.root) / (pattern.split("*")[0].rpartition("/")[0] or ".")


def articles_folder(project: Project) -> Path:
    """Where the articles of an edition lie."""
    pattern = next(iter(project.settings.files.articles), "tei/articles/*.xml")
    return project.path(pattern.split("*")[0].rstrip("/") or ".")


def sources_in(folder: Path, named: Iterable[Path]) -> list[Path]:
    """Files and folders as files: of a folder those at any depth whose names tell a format that can be read."""
    out: list[Path] = []
    for path in named:
        full = folder / path
        if not os.path.lexists(full):
            raise EditionError(Diagnostic(UNREADABLE, f"there is no file or folder {path}", help="check the path"))
        refuse_nameless(full)
        if not full.is_dir():
            out.append(full)
            continue
        inside = [p for p in sorted(full.rglob("*")) if p.suffix.lower() in READ_OF_FOLDERS and p.is_file()]
        shown = [p for p in inside if not any(step.startswith(".") for step in p.relative_to(full).parts)]
        for found in shown:
            refuse_nameless(found)
        out += shown or [full]  # of which it is told that nothing can be read
    return out


def import_files(
    sources: Iterable[Path],
    folder: Path,
    options: ImportOptions,
    *,
    force: bool = False,
    ocr: Sequence[str] = (),
    each: Callable[[ImportedFile], None] = lambda _file: None,
    progress: Progress = silent,
) -> list[ImportedFile]:
    """Import sources into a folder; one that cannot be imported is left out. With `force` a file that nobody has
    changed since it was imported is replaced. Pages without text are read off their pictures where `ocr` names the
    languages. `each` is called with every source as it is done.
    """
    sources = list(sources)
    if ocr:  # what was read off a scan is not imported beside the scan
        scans = {(path.parent, path.stem) for path in sources}
        sources = [p for p in sources if article_stem(p) == p.stem or (p.parent, article_stem(p)) not in scans]
    advance = progress("importing", len(sources))
    targets = Targets(folder)
    done = []
    for source in sources:
        file = _import(source, targets, options, force, ocr)
        done.append(file)
        each(file)
        advance()
    return done


def ocr_languages(named: Iterable[str], project: Project | None) -> tuple[str, ...]:
    """The languages that pages are read in, by Tesseract's names: those that are named, else the edition's."""
    settings = project.settings if project else None
    wanted = [code for text in named for code in re.split(r"[\s,+]+", text) if code]
    if not wanted and settings:
        wanted = [*(settings.annotate.languages or settings.edition.languages)]
    if not wanted:
        message = "the languages of the scans are not known"
        raise EditionError(Diagnostic(WRONG_LANGUAGE, message, help="name them with --language, as in --language tr"))
    codes = tuple(dict.fromkeys(three_letters(code) for code in wanted))
    for code in codes:
        if not is_language(code):
            message = f"`{code}` is no language that Tesseract has a name for"
            raise EditionError(Diagnostic(WRONG_LANGUAGE, message, help="write the name that Tesseract has for it"))
    return codes


def _import(source: Path, targets: Targets, options: ImportOptions, force: bool, ocr: Sequence[str]) -> ImportedFile:
    try:
        target = targets.of(source)
        read = read_scan(source, ocr) if ocr else Layer(source, read_bytes(source))
        imported = import_bytes(read.path, read.data, options)
        left = save(target, imported.data, force=force, files=imported.files)
    except EditionError as error:
        return ImportedFile(source, None, None, error.diagnostics)
    except Exception as error:  # noqa: BLE001 - a source that we fail on does not stop the others
        return ImportedFile(source, None, None, (fault_of(error, Span(str(source), 0, 1)),))
    targets.take(target, source)
    return ImportedFile(source, target, imported, (*read.findings, *imported.findings, *left))
