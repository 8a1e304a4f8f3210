"""Locks that processes wait at; the system lets go of one when its holder dies, however it dies."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Final

_PAUSE: Final = 0.05
_FAR: Final = 1 << 30  # Windows locks bytes of the file, and nobody can read those: one that is not there is locked


class Busy(Exception):
    """Another process holds the lock, and the wait is over."""


@contextmanager
def locked(path: Path, wait: float) -> Iterator[IO[str]]:
    """Hold a lock on a file while the block runs; its folder is made, its text is the holder's."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with _closing(open(path, "a+", encoding="utf-8", opener=_open)) as file:
        deadline = time.monotonic() + wait
        while not _take(file):
            if time.monotonic() > deadline:
                raise Busy
            time.sleep(_PAUSE)
        try:
            yield file
        finally:
            _let_go(file)


@contextmanager
def _closing(file: IO[str]) -> Iterator[IO[str]]:
    """Close a file, whatever is left to be written: on a full disk its holder has been told already."""
    try:
        yield file
    finally:
        with suppress(OSError):
            file.close()


def _open(name: str, flags: int) -> int:
    """Open the file itself: where a link stands in its place, another's file would be emptied."""
    return os.open(name, flags | getattr(os, "O_NOFOLLOW", 0), 0o666)


if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[str]) -> bool:
        with suppress(OSError):
            file.seek(_FAR)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            return True
        return False

    def _let_go(file: IO[str]) -> None:
        file.seek(_FAR)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(file: IO[str]) -> bool:
        with suppress(BlockingIOError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        return False

    def _let_go(file: IO[str]) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)
