"""A document that is an archive, measured before anything of it is unpacked."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Final

from edition.diagnostics import Code, Diagnostic, EditionError, Span
from edition.intake.codes import DAMAGED_FILE, ENCRYPTED, SUSPICIOUS_ARCHIVE

MAX_UNPACKED: Final = 256 * 1024 * 1024
MAX_FILES: Final = 5000


def guard_archive(path: Path, data: bytes) -> frozenset[str]:
    """The names in an archive; one that unpacks to far more than a document has, or is locked, is refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise _error(DAMAGED_FILE, path, f"the archive cannot be read: {error}", "save the document again") from error
    total = sum(entry.file_size for entry in entries)
    if total > MAX_UNPACKED or len(entries) > MAX_FILES or total > 200 * len(data) + 1024 * 1024:
        message = f"the archive of {len(data):,} bytes would unpack to {total:,} bytes in {len(entries):,} files"
        raise _error(SUSPICIOUS_ARCHIVE, path, message, "save the document again with a word processor")
    if any(entry.flag_bits & 1 for entry in entries):
        raise _error(ENCRYPTED, path, "the archive is locked with a password", "save it without one")
    return frozenset(entry.filename for entry in entries)


def _error(code: Code, path: Path, message: str, advice: str) -> EditionError:
    return EditionError(Diagnostic(code, message, Span(str(path), 0, 1), help=advice))
