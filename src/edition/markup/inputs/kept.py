"""Files that are asked for again and again: parsed once, and again when they have changed.

Takes paths, gives documents; of a file that is no XML at the moment, the last state that was one.
"""

from __future__ import annotations

from pathlib import Path

from edition.diagnostics import EditionError
from edition.markup.source import Document, Source, parse, read_source

Stamp = tuple[int, int]


def stamp_of(path: Path) -> Stamp:
    """What tells a file from the same one after a change: its time and size, zeros where it is not there."""
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return found.st_mtime_ns, found.st_size


class KeptDocuments:
    """Parsed files, each with the state that it was parsed in."""

    def __init__(self) -> None:
        self._kept: dict[Path, tuple[object, Document | None]] = {}

    def get(self, path: Path, shown: str, data: bytes | None = None) -> Document | None:
        """A file as a tree: from `data` where somebody has it open, else as it lies on the disk."""
        state: object = stamp_of(path) if data is None else data
        kept = self._kept.get(path)
        if kept and (kept[0] is state or kept[0] == state):
            return kept[1]
        try:
            document: Document | None = parse(read_source(path, shown) if data is None else Source(shown, data))
        except EditionError:
            document = kept[1] if kept else None
        self._kept[path] = (state, document)
        return document

    def put(self, path: Path, document: Document) -> None:
        """Take over what was just written, so that it need not be read again."""
        self._kept[path] = (stamp_of(path), document)
