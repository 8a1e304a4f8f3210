"""What is named in a call: files, and folders of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from edition.diagnostics import Diagnostic, EditionError
from edition.markup.codes import UNREADABLE


def expand(folder: Path, paths: Iterable[Path]) -> Iterator[Path]:
    """Files and folders as files: of a folder every `*.xml` at any depth."""
    for path in paths:
        full = folder / path
        if full.is_dir():
            yield from sorted(p for p in full.rglob("*.xml") if p.is_file())
        elif full.is_file():
            yield full
        else:
            message = f"there is no file or folder {path}"
            raise EditionError(Diagnostic(UNREADABLE, message, help="check the path"))
