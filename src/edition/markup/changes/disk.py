"""What a change does to the disk, one operation a function, so that tests can fail or die at every single one."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

from edition.markup.source import size_of


def read(path: Path) -> bytes | None:
    """The bytes of a file; None where there is none."""
    try:
        size_of(path)
        return path.read_bytes()
    except FileNotFoundError:
        return None


def make_folder(path: Path) -> None:
    """Make a folder and those above it."""
    path.mkdir(parents=True, exist_ok=True)


def write(path: Path, data: bytes, like: Path | None = None) -> None:
    """Write a file, with the owner and the permissions of another."""
    model = like.stat() if like is not None and like.exists() else None
    path.unlink(missing_ok=True)  # what a killed command left there, or somebody's link, is not written into
    with path.open("xb") as file:
        file.write(data)
    if model is not None:
        path.chmod(model.st_mode & 0o7777)
        with contextlib.suppress(OSError, AttributeError):  # only root gives files away; Windows has no such owners
            os.chown(path, model.st_uid, model.st_gid)


def sync(path: Path) -> None:
    """Have the system put a file on the disk itself."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(path: Path) -> None:
    """The same for the names in a folder."""
    if sys.platform == "win32":  # a folder cannot be opened there, and names are put on the disk with the rename
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def rename(old: Path, new: Path) -> None:
    """Let a file take another's place, at once."""
    old.replace(new)


def remove(path: Path) -> None:
    """Take a file away; it may be gone already."""
    path.unlink(missing_ok=True)
