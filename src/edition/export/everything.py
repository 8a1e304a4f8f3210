"""Where exports go: one file, a folder of ours, or every format with an index that says what each file is.

They are made apart first, then put in place; never over what this program did not make.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count, takewhile
from pathlib import Path
from typing import Any, Final

from edition.diagnostics import Diagnostic, EditionError, Severity
from edition.export.catalogue import FORMATS, ExportFormat, volume
from edition.export.codes import MISSING_LIBRARY, TOO_LARGE
from edition.export.corpus import KINDS, Corpus
from edition.export.streams import write_json
from edition.markup import open_for_write, remove_leftovers
from edition.project import Project
from edition.project.outputs import OutputFile, OutputFolder, refused

INDEX: Final = "index.json"
_FOLDER: Final = "exports"
_CHUNK: Final = 1 << 20
_LEFT_OUT: Final = {MISSING_LIBRARY: Severity.WARNING}  # all there can be is made: that is no error
_MAKING: Final = ".edition-making"  # what is not finished; a killed export leaves it, and the next takes it away


class Exports:
    """A folder of exports."""

    def __init__(self, folder: OutputFolder) -> None:
        self._folder = folder
        self._made: list[str] = []
        shutil.rmtree(self._making, ignore_errors=True)

    @classmethod
    def open(cls, project: Project, folder: Path | None = None) -> Exports:
        """The edition's own folder of exports, or another; refused where it is not ours."""
        own = project.output / _FOLDER
        return cls(OutputFolder.open(folder or own, project, lambda: () if folder else _earlier(own)))

    @property
    def path(self) -> Path:
        """Where the exports lie."""
        return self._folder.folder

    @property
    def _making(self) -> Path:
        return self.path / _MAKING

    def make(self, form: ExportFormat, corpus: Corpus, name: str | None = None) -> list[Path]:
        """Make one export; gives where it lies, nothing where there was nothing to write.

        A format that is a folder of files goes into a folder of its `name` ("" stands for this one).
        """
        name = form.file_name if name is None else name
        try:
            form.write(corpus, self._making / "made" if not form.suffix else self._making / name)
            files = self.place(name)
        finally:
            shutil.rmtree(self._making, ignore_errors=True)
        found = [self.path / name] if not form.suffix else [self.path / file for file in files]
        return [path for path in found if path.exists()]

    def discard(self, form: ExportFormat) -> None:
        """Take away what an earlier export made of a format that cannot be made now."""
        self._folder.delete(self._earlier(form.file_name))

    def _earlier(self, name: str) -> set[str]:
        """What an earlier export made of this name, in one file or in several."""
        numbered = (volume(Path(name), number).name for number in count(1)) if name else iter(())
        return self._folder.below(name) | set(takewhile(self._folder.below, numbered))

    def place(self, name: str) -> list[str]:
        """Put what was made in its place; what an earlier export made there and this one does not goes."""
        apart = {p.name: p for p in sorted(self._making.glob("*")) if p.is_file()}
        made = apart or dict(self._files(name))
        if theirs := self._folder.claim(made):
            raise refused(f"{self.path / theirs[0]} is there already, and this program did not make it")
        self._folder.delete(self._earlier(name) - made.keys())
        for path, file in made.items():
            (self.path / path).parent.mkdir(parents=True, exist_ok=True)
            file.replace(self.path / path)
        return list(made)

    def _files(self, name: str) -> Iterator[tuple[str, Path]]:
        folder = self._making / "made"
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                below = path.relative_to(folder).as_posix()
                yield f"{name}/{below}" if name else below, path


def export_one(form: ExportFormat, corpus: Corpus, project: Project, out: Path | None = None) -> list[Path]:
    """Make one export among the edition's exports, or at a place of its own; nothing where there was nothing to write.

    It is refused over a file that is not ours, or not any more.
    """
    if out is None or not form.suffix:
        return Exports.open(project, out).make(form, corpus, None if out is None else "")
    files = form.files(corpus, out)
    targets = [OutputFile(file, project) for file in files]
    for file in files:
        remove_leftovers(file)
    form.write(corpus, out)
    for target in targets:
        target.made()
    return [file for file in files if file.exists()]


def _earlier(folder: Path) -> list[str]:
    """What versions without a list made: every format has its one name."""
    names = {form.file_name for form in FORMATS} | {INDEX}
    files = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return [path.as_posix() for path in files if path.parts[0] in names]


def export_all(
    corpus: Corpus, exports: Exports, advance: Callable[[], None] = lambda: None
) -> tuple[list[dict[str, Any]], list[Diagnostic]]:
    """Write every format into a folder; what cannot be made is left out and told."""
    listed: list[dict[str, Any]] = []
    missing: list[Diagnostic] = []
    for form in FORMATS:
        try:
            paths = exports.make(form, corpus)
        except EditionError as error:
            if any(d.code not in (MISSING_LIBRARY, TOO_LARGE) for d in error.diagnostics):
                raise
            missing += (replace(d, level=_LEFT_OUT.get(d.code)) for d in error.diagnostics)
            exports.discard(form)
        else:
            listed += [entry for path in paths for entry in _listed(form, path)]
        advance()
    exports.make(_index_of(listed), corpus, INDEX)
    return listed, list({d.message: d for d in missing}.values())


def _listed(form: ExportFormat, path: Path) -> list[dict[str, Any]]:
    entry = {"file": path.name, "kind": form.kind, "format": form.name, "about": form.sentence}
    if path.is_dir():
        size = sum(p.stat().st_size for p in path.rglob("*") if p.is_file())
        return [{**entry, "file": f"{path.name}/index.json", "bytes": size}]
    return [{**entry, "bytes": path.stat().st_size, "sha256": _digest(path)}] if path.exists() else []


def _digest(path: Path) -> str:
    hasher = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            hasher.update(chunk)
    return hasher.hexdigest()


def _index_of(listed: list[dict[str, Any]]) -> ExportFormat:
    """The list of what was made, written as the exports are."""

    def write(corpus: Corpus, path: Path) -> None:
        with open_for_write(path) as file:
            write_json(file, _index(corpus, listed))

    return ExportFormat("all", "index", ".json", "What there is.", write)


def _index(corpus: Corpus, listed: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "title": dict(corpus.info.title),
        "licence": corpus.info.licence,
        "entities": {kind: sum(1 for _ in corpus.entities(kind)) for kind in KINDS},
        "files": listed,
    }
