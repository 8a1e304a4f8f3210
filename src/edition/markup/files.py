"""Writing files so that a reader sees the old or the new one, never half of one."""

from __future__ import annotations

import glob
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from edition.diagnostics import Diagnostic, EditionError
from edition.markup.codes import UNWRITABLE


def write_file(path: Path, data: bytes) -> None:
    """Write to a temporary name in the same folder, then rename; folders are made as needed."""
    with open_for_write(path) as file:
        file.write(data)


@contextmanager
def open_for_write(path: Path) -> Iterator[BinaryIO]:
    """The same for what is written piece by piece: the file takes its name when the block ends without an error."""
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".part")
        with os.fdopen(handle, "w+b") as file:
            yield file
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        Path(temporary).chmod(mode)
        Path(temporary).replace(path)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        message = f"cannot write {path}: {error.strerror or error}"
        raise EditionError(
            Diagnostic(UNWRITABLE, message, help="free space on the disk or make the folder writable, then run again")
        ) from error
    except BaseException:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise


def remove_leftovers(path: Path) -> None:
    """Take away what was to become this file when the program was killed."""
    for part in path.parent.glob(f".{glob.escape(path.name[:40])}.????????.part"):
        part.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
