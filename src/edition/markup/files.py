"""Writing files so that a reader sees the old or the new one, never half of one."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from edition.diagnostics import Diagnostic, EditionError
from edition.markup.codes import UNWRITABLE


def write_file(path: Path, data: bytes) -> None:
    """Write to a temporary name in the same folder, then rename; folders are made as needed."""
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
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


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
