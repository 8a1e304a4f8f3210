"""A new folder of files as a whole: staged within it, synced, marked as complete, then moved into place.

A call that is cut off before the mark leaves nothing but the stage, which the next call throws away; one that is cut
off behind it is finished by the next. Nothing is moved onto what has come there meanwhile.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from edition.diagnostics import Diagnostic, EditionError
from edition.markup.changes import disk
from edition.markup.codes import UNWRITABLE

STAGE: Final = ".edition-new"
_COMPLETE: Final = "complete"
_FILES: Final = "files"


def lay_out(root: Path, files: Mapping[Path, bytes]) -> None:
    """Write the files of a new folder: all of them, or none where one cannot be written."""
    stage = root / STAGE
    try:
        _stage(root, stage, files)
    except OSError as error:
        shutil.rmtree(stage, ignore_errors=True)
        raise _unwritable(root, error, "then run again; nothing was written") from error
    finish(root)


def _unwritable(root: Path, error: OSError, then: str) -> EditionError:
    message = f"cannot write {error.filename or root}: {error.strerror or error}"
    return EditionError(
        Diagnostic(UNWRITABLE, message, help=f"free space on the disk or make the folder writable, {then}")
    )


def _stage(root: Path, stage: Path, files: Mapping[Path, bytes]) -> None:
    """Put all files on the disk, below a name of their own, and say so."""
    folders: dict[Path, None] = {}
    for name, data in files.items():
        target = stage / _FILES / name
        disk.make_folder(target.parent)
        disk.write(target, data)
        disk.sync(target)
        folders |= dict.fromkeys(p for p in target.parents if p.is_relative_to(stage))
    for folder in folders:
        disk.sync_folder(folder)
    disk.write(stage / _COMPLETE, b"")
    disk.sync(stage / _COMPLETE)
    disk.sync_folder(stage)
    disk.sync_folder(root)


def finish(root: Path) -> bool:
    """Finish or undo what a call before this one began; whether there is a whole folder now."""
    stage = root / STAGE
    if not stage.is_dir():
        return False
    is_complete = (stage / _COMPLETE).is_file()
    try:
        if is_complete:
            _move(stage / _FILES, root)
            disk.remove(stage / _COMPLETE)
        shutil.rmtree(stage)
    except OSError as error:
        raise _unwritable(root, error, "then run again: it will be finished") from error
    return is_complete


def _move(staged: Path, root: Path) -> None:
    """Give the files their places, but for those that somebody has taken."""
    for path in sorted(staged.rglob("*")):
        target = root / path.relative_to(staged)
        if path.is_file() and not target.exists():
            disk.make_folder(target.parent)
            disk.rename(path, target)
            disk.sync_folder(target.parent)
    disk.sync_folder(root)
