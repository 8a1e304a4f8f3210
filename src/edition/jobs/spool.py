"""What one job leaves for a later one of the same call, in files of a folder: so that no document is read twice.

Each process writes a file of its own. What cannot be left (a full disk), or not be found, is made again by whoever
wants it; the folder goes when the call ends.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Left:
    """Where something lies: its file, its place there, and its length."""

    file: str
    start: int
    length: int


@dataclass(frozen=True)
class Spool:
    """A folder that all processes of a call see."""

    folder: str

    @classmethod
    @contextmanager
    def opened(cls, folder: Path) -> Iterator[Spool]:
        """A folder of its own, empty at first, while this lasts."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)
        try:
            yield cls(str(folder))
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def leave(self, data: bytes) -> Left | None:
        """Leave some bytes; nothing where there is no room for them."""
        path = os.path.join(self.folder, str(os.getpid()))  # noqa: PTH118 - Path is slow, and documents are many
        try:
            with open(path, "ab") as file:  # noqa: PTH123
                start = file.tell()
                file.write(data)
        except OSError:
            return None
        return Left(path, start, len(data))

    def take(self, left: Left) -> bytes | None:
        """What was left there; nothing where it is not whole any more."""
        try:
            with open(left.file, "rb", buffering=0) as file:  # noqa: PTH123
                file.seek(left.start)
                data = file.read(left.length)
        except OSError:
            return None
        return data if data is not None and len(data) == left.length else None
