"""Where results may be written: the program deletes and replaces only what it made.

A folder of results holds a list of the files that are ours (`.edition-output`), written before the files themselves. A
folder that is not empty and has no such list is refused, and so is one that is, holds or lies in the edition's sources,
the home folder or the root of the disk. Files that stand alone are known by `.edition/outputs.json`.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Final

from edition.diagnostics import Diagnostic, EditionError
from edition.paths import real
from edition.project.codes import NOT_OUR_OUTPUT
from edition.project.folder import FILE_NAME, Project

MARKER: Final = ".edition-output"
_HEADING: Final = "# Made by the program `edition`, which may replace and delete these files here, and no others.\n"
_KEPT: Final = frozenset({".git", "CNAME", ".nojekyll"})  # a folder that holds nothing else counts as empty
_RECORD: Final = "outputs.json"


def _refuse_others(folder: Path) -> None:
    """Refuse a folder that holds anything."""
    others = sorted(p.name for p in folder.iterdir() if p.name not in _KEPT) if folder.is_dir() else []
    if others:
        note = f"it holds {', '.join(others[:3])}{' …' if len(others) > 3 else ''}"
        raise refused(f"{folder} holds files that this program did not make", note)


class OutputFolder:
    """A folder of results. `claim` files before they are written, `settle` when all are."""

    def __init__(self, folder: Path, ours: set[str]) -> None:
        self.folder = folder
        self._ours = ours
        self._is_inside = cache(self._parent_is_inside)

    @classmethod
    def open(
        cls, folder: Path, project: Project | None, known: Callable[[], Iterable[str]] = lambda: ()
    ) -> OutputFolder:
        """Refuse a folder that is not ours; `known` gives the files that a version without a list made there."""
        refuse_sources(folder, project)
        if folder.exists() and not folder.is_dir():
            raise refused(f"{folder} is a file, not a folder")
        listed = _listed(folder / MARKER)
        ours = set(filter(is_plain, known() if listed is None else listed))
        if listed is None and not ours:
            _refuse_others(folder)
        folder.mkdir(parents=True, exist_ok=True)
        made = cls(folder, ours)
        if listed is None:
            made._write(made._ours)
        return made

    def claim(self, paths: Iterable[str]) -> list[str]:
        """Note files as ours before they are written; those are given back that are there and are somebody else's."""
        theirs, new = [], []
        for path in paths:
            if path not in self._ours and self._is_new(path):
                new.append(path)
            elif path not in self._ours or not self._is_inside(path.rpartition("/")[0]):
                theirs.append(path)
        if new:
            self._ours.update(new)
            with (self.folder / MARKER).open("a", encoding="utf-8", newline="\n") as file:
                file.writelines(f"{path}\n" for path in new)
        return theirs

    def below(self, path: str) -> set[str]:
        """Files of ours of this name, or in the folder of this name ("" stands for the whole)."""
        return {p for p in self._ours if not path or p.rstrip("/") == path or p.startswith(f"{path}/")}

    def settle(self, paths: Iterable[str]) -> None:
        """These are the files that there are; what else was ours is deleted."""
        kept = set(paths) & self._ours
        self.delete(self._ours - kept)
        self._write(kept)
        self._ours = kept

    def delete(self, paths: Iterable[str]) -> None:
        """Delete files of ours, and folders that are empty then."""
        folders: set[PurePosixPath] = set()
        for path in paths:
            if path in self._ours and self._is_inside(path.rpartition("/")[0]):
                full = self.folder / path
                if full.is_symlink() or not full.is_dir():
                    full.unlink(missing_ok=True)
                elif path.endswith("/"):  # a folder that another program fills for us, such as the search index
                    shutil.rmtree(full)
                folders.update(PurePosixPath(path).parents)
        for folder in sorted(folders, key=lambda p: -len(p.parts)):
            if folder.parts and _is_empty(self.folder / folder):
                (self.folder / folder).rmdir()

    def clean(self) -> None:
        """Delete all that is ours; what others put there stays."""
        self.settle(())

    def sweep(self) -> None:
        """Take away what had not got its name yet when the program was killed."""
        for path in self.folder.rglob(".*.part"):
            if path.is_file() and self._is_part(path):
                path.unlink()

    def _is_part(self, path: Path) -> bool:
        """Whether a file holds what was to become one of ours (`.NAME.….part`), when the program was killed."""
        whole = path.name[1:].removesuffix(".part")
        folder = path.parent.relative_to(self.folder).as_posix()
        beside = {own[:40] for parent, _, own in (p.rpartition("/") for p in self._ours) if (parent or ".") == folder}
        return not beside.isdisjoint({whole, whole.rpartition(".")[0]})

    def _is_new(self, path: str) -> bool:
        return is_plain(path) and self._is_inside(path.rpartition("/")[0]) and not os.path.lexists(self.folder / path)

    def _parent_is_inside(self, parent: str) -> bool:
        return real(self.folder / parent).is_relative_to(real(self.folder))

    def _write(self, paths: Iterable[str]) -> None:
        part = self.folder / f"{MARKER}.part"
        part.unlink(missing_ok=True)
        part.write_text(_HEADING + "".join(f"{path}\n" for path in sorted(paths)), "utf-8", newline="\n")
        part.replace(self.folder / MARKER)


class OutputFile:
    """A file of results that stands alone: replaced where it is as we made it, refused where it is somebody's."""

    def __init__(self, path: Path, project: Project | None, looks_ours: Callable[[bytes], bool] | None = None) -> None:
        refuse_sources(path, project)
        self.path = path
        self._record = project.cache / _RECORD if project else None
        if path.is_dir():
            raise refused(f"{path} is a folder")
        if path.is_file() and not self._is_ours() and not (looks_ours and looks_ours(path.read_bytes())):
            raise refused(f"{path} is there already, and this program did not make what it holds")

    @property
    def before(self) -> bytes | None:
        """What it holds until then."""
        return self.path.read_bytes() if self.path.is_file() else None

    def made(self) -> None:
        """Remember what was written."""
        if self._record and self.path.is_file():
            known = {path: digest for path, digest in _read_record(self._record).items() if Path(path).exists()}
            known[str(real(self.path))] = _digest(self.path)
            self._record.parent.mkdir(parents=True, exist_ok=True)
            part = self._record.with_name(f"{_RECORD}.part")
            part.unlink(missing_ok=True)
            part.write_text(json.dumps(known, indent=1, sort_keys=True), "utf-8")
            part.replace(self._record)

    def _is_ours(self) -> bool:
        known = _read_record(self._record).get(str(real(self.path))) if self._record else None
        return known is not None and known == _digest(self.path)


def refuse_sources(target: Path, project: Project | None) -> None:
    """Refuse what is, holds or lies in the edition's sources or settings, the home folder, or the root of the disk."""
    full = real(target)
    if full == Path(full.anchor) or full == _home():
        raise refused(f"{target} is the home folder or the root of the disk")
    if full.is_symlink():
        raise refused(f"{target} is a link that leads to itself")
    if ".git" in full.parts:
        raise refused(f"{target} lies in a repository's own folder")
    folder = cache(real)
    for source, holds in _sources(project) if project else ():
        resolved = _resolved(source, folder)
        if resolved == full or resolved.is_relative_to(full) or (holds and full.is_relative_to(resolved)):
            raise refused(
                f"{target} would be written over the edition's own {project.shown(source) if project else ''}"
            )


def _resolved(path: Path, folder: Callable[[Path], Path]) -> Path:
    """Where a path leads; `folder` tells it of folders, which many files share."""
    if path.name in ("", "..") or path.is_symlink():
        return real(path)
    return folder(path.parent) / path.name


def refused(message: str, *notes: str) -> EditionError:
    """An output that would harm somebody."""
    help_text = "name a new or empty place for what is made; nothing was written"
    return EditionError(Diagnostic(NOT_OUR_OUTPUT, message, notes=notes, help=help_text))


def is_plain(path: str) -> bool:
    """Whether a listed path can only lie below its folder."""
    return bool(path) and path[0] != "/" and ".." not in path.split("/") and "\\" not in path and "\n" not in path


def _sources(project: Project) -> Iterator[tuple[Path, bool]]:
    """What the edition is made from, and whether results inside of it would be among its sources."""
    files, schema = project.settings.files, project.settings.schema
    yield project.root / FILE_NAME, False
    for pattern in (*files.articles, *files.registers):
        fixed = PurePosixPath(pattern.partition("*")[0].rpartition("/")[0])
        yield project.root / fixed, bool(fixed.parts)
    for path in (*project.article_paths(), *project.register_paths()):
        yield path, False
    yield from ((project.root / path, True) for path in (files.images, files.theme, ".edition") if path)
    yield from ((project.root / path, False) for path in (files.decisions, files.proposals) if path)
    yield from ((project.root / path, False) for path in (schema.rng, *schema.sch, schema.odd) if path)


def _home() -> Path | None:
    try:
        return real(Path.home())
    except RuntimeError:
        return None


def _listed(marker: Path) -> list[str] | None:
    try:
        if marker.is_symlink():
            return None
        return [line for line in marker.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    except (OSError, UnicodeError):
        return None


def _is_empty(folder: Path) -> bool:
    return folder.is_dir() and not folder.is_symlink() and not any(folder.iterdir())


def _read_record(path: Path) -> dict[str, str]:
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
