"""Where exports go: into a folder of ours, or into one file; made apart, then put in place, never over others'."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from edition.export.catalogue import FORMATS, Format
from edition.export.corpus import Corpus
from edition.markup import remove_leftovers
from edition.project import Project
from edition.project.outputs import OutputFile, OutputFolder, refused

INDEX: Final = "index.json"
_FOLDER: Final = "exports"
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

    def make(self, form: Format, corpus: Corpus, name: str | None = None) -> Path | None:
        """Make one export; gives where it lies, None where there was nothing to write.

        A format that is a folder of files goes into a folder of its `name` ("" stands for this one).
        """
        name = form.file_name if name is None else name
        try:
            form.write(corpus, self._making / "made" if not form.suffix else self._making / name)
            self.place(name)
        finally:
            shutil.rmtree(self._making, ignore_errors=True)
        return self.path / name if (self.path / name).exists() else None

    def discard(self, form: Format) -> None:
        """Take away what an earlier export made of a format that cannot be made now."""
        self._folder.delete(self._folder.below(form.file_name))

    def place(self, name: str) -> None:
        """Put what was made in its place; what an earlier export made there and this one does not goes."""
        made = {name: self._making / name} if (self._making / name).is_file() else dict(self._files(name))
        if theirs := self._folder.claim(made):
            raise refused(f"{self.path / theirs[0]} is there already, and this program did not make it")
        self._folder.delete(self._folder.below(name) - made.keys())
        for path, file in made.items():
            (self.path / path).parent.mkdir(parents=True, exist_ok=True)
            file.replace(self.path / path)

    def _files(self, name: str) -> Iterator[tuple[str, Path]]:
        folder = self._making / "made"
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                below = path.relative_to(folder).as_posix()
                yield f"{name}/{below}" if name else below, path


def export_file(form: Format, corpus: Corpus, path: Path, project: Project) -> None:
    """Make one export as a file of its own; refused over a file that is not ours, or not any more."""
    target = OutputFile(path, project)
    remove_leftovers(path)
    form.write(corpus, path)
    target.made()


def _earlier(folder: Path) -> list[str]:
    """What versions without a list made: every format has its one name."""
    names = {form.file_name for form in FORMATS} | {INDEX}
    files = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return [path.as_posix() for path in files if path.parts[0] in names]
