"""The journal of a change of many files: what each held before, and what takes its place.

It is on the disk, with the new files beside the old, before the first file is touched. From it a change that was cut
off is completed, or undone where that is no longer possible. What it says is believed only about files of the edition.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from edition.markup.changes import disk
from edition.paths import real

FOLDER: Final = ".edition"
_NAME: Final = "change.journal"


@dataclass(frozen=True)
class Step:
    """One file: its path in the edition, its bytes before (None: it was not there), and the hash of the new ones."""

    path: str
    old: bytes | None
    new: str


@dataclass(frozen=True)
class ChangeJournal:
    """A change: the command that makes it, and its steps."""

    by: str
    steps: tuple[Step, ...]


def digest(data: bytes) -> str:
    """What is compared instead of new bytes."""
    return hashlib.sha256(data).hexdigest()


def part_of(target: Path) -> Path:
    """Where a file's new bytes wait: beside it, so that they can take its name at once."""
    return target.with_name(f".{target.name[:200]}.part")


def journal_path(root: Path) -> Path:
    """Where the journal of an edition lies while a change is made."""
    return root / FOLDER / _NAME


def write_journal(root: Path, journal: ChangeJournal) -> None:
    """Put the journal on the disk; when this returns, the change will be made."""
    import msgspec  # late: most calls change no file of an edition

    path = journal_path(root)
    part = part_of(path)
    disk.write(part, msgspec.msgpack.encode(journal))
    disk.sync(part)
    disk.rename(part, path)
    disk.sync_folder(path.parent)


def read_journal(root: Path) -> ChangeJournal | None:
    """The journal of a change that was cut off; None without one, or where it is not ours."""
    data = disk.read(journal_path(root))
    if data is None:
        return None
    import msgspec  # late, as above

    try:
        journal = msgspec.msgpack.decode(data, type=ChangeJournal)
    except msgspec.DecodeError:
        return None
    return journal if all(is_inside(root, step.path) for step in journal.steps) else None


def remove_journal(root: Path) -> None:
    """The change is made, or undone."""
    disk.remove(journal_path(root))
    disk.sync_folder(journal_path(root).parent)


def is_inside(root: Path, path: str) -> bool:
    """Whether a path is one of the edition's own, wherever links lead."""
    pure = PurePosixPath(path)
    if pure.is_absolute() or ".." in pure.parts or "\\" in path:
        return False
    return real(root / pure).is_relative_to(real(root))
