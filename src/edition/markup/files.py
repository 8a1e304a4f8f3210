"""Writing files so that a reader sees the old or the new one, never half of one."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from edition.diagnostics import Diagnostic, EditionError
from edition.markup.codes import UNWRITABLE

# a name that nobody had until then: a link that lies there is no way out of the folder
_NEW: Final = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def write_file(path: Path, data: bytes) -> None:
    """Write to a temporary name in the same folder, then rename; folders are made as needed."""
    with open_for_write(path) as file:
        file.write(data)


@contextmanager
def open_for_write(path: Path) -> Iterator[BinaryIO]:
    """The same for what is written piece by piece: the file takes its name when the block ends without an error.

    Plain names instead of `Path`: a site has tens of thousands of files, and this was an eighth of the time of a build.
    """
    temporary = ""
    try:
        mode = _mode(path)
        handle, temporary = _new_beside(path, 0o666 if mode is None else mode)
        with open(handle, "w+b") as file:  # noqa: PTH123
            yield file
        if mode is not None:
            os.chmod(temporary, mode)  # noqa: PTH101
        os.replace(temporary, path)  # noqa: PTH105
    except OSError as error:
        _remove(temporary)
        message = f"cannot write {path}: {error.strerror or error}"
        raise EditionError(
            Diagnostic(UNWRITABLE, message, help="free space on the disk or make the folder writable, then run again")
        ) from error
    except BaseException:
        _remove(temporary)
        raise


def _mode(path: Path) -> int | None:
    """The rights of a file that is there; a new one gets what the system gives."""
    try:
        return os.stat(path).st_mode & 0o777  # noqa: PTH116
    except OSError:
        return None


def _new_beside(path: Path, mode: int) -> tuple[int, str]:
    """A new file in the same folder, which is made where there is none."""
    folder, name = os.path.split(path)
    temporary = os.path.join(folder, f".{name[:40]}.{os.urandom(4).hex()}.part")  # noqa: PTH118
    try:
        return os.open(temporary, _NEW, mode), temporary
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(temporary, _NEW, mode), temporary


def _remove(temporary: str) -> None:
    if temporary:
        Path(temporary).unlink(missing_ok=True)


def remove_leftovers(path: Path) -> None:
    """Take away what was to become this file when the program was killed."""
    for part in path.parent.glob(f".{glob.escape(path.name[:40])}.????????.part"):
        part.unlink(missing_ok=True)
