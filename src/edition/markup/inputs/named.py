"""What is named in a call: files, and folders of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from edition.diagnostics import Diagnostic, EditionError
from edition.markup.codes import UNREADABLE
from edition.project import refuse_nameless


def expand(folder: Path, paths: Iterable[Path]) -> Iterator[Path]:
    """Files and folders as files: of a folder every `*.xml` at any depth."""
    for path in paths:
        full = folder / path
        if full.is_dir():
            for found in sorted(p for p in full.rglob("*.xml") if p.is_file()):
                refuse_nameless(found)
                yield found
        elif full.is_file():
            refuse_nameless(full)
            yield full
        else:
            message = f"there is no file or folder {path}"
            raise EditionError(Diagnostic(UNREADABLE, message, help="check the path"))
