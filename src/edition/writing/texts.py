"""The files of an edition as they are now: as the editor has them where it has them open, else as they lie on the disk.

Takes paths, gives documents and registers; of a file that is no XML at the moment the last state that was one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from edition.diagnostics import EditionError
from edition.markup import Document, read_source
from edition.markup.inputs.kept import KeptDocuments, Stamp, stamp_of
from edition.registers import Pointing, Registers, pointing_of, read_registers
from edition.writing.entries import Entries
from edition.writing.home import Home

_ENCODING: Final = re.compile(rb"\A(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]{5,})[\"']")


class Texts:
    """The texts that are open, and the documents made of them and of other files."""

    def __init__(self) -> None:
        self.open: dict[Path, bytes] = {}
        self._documents = KeptDocuments()
        self._entries: dict[str, Entries] = {}
        self._registers: tuple[tuple[int, ...], Registers] = ((), Registers())
        self._pointing: dict[Path, tuple[Stamp, Pointing]] = {}

    def put(self, path: Path, text: str) -> bytes:
        """Take over the text of an open file."""
        self.open[path] = as_utf8(text)
        return self.open[path]

    def close(self, path: Path) -> None:
        """The editor has closed a file: what lies on the disk counts."""
        self.open.pop(path, None)

    def data(self, path: Path) -> bytes:
        """The bytes of a file, in UTF-8; empty where it cannot be read."""
        if path in self.open:
            return self.open[path]
        try:
            return read_source(path).data
        except EditionError:
            return b""

    def document(self, home: Home, path: Path) -> Document | None:
        """A file as a tree."""
        return self._documents.get(path, home.shown(path), self.open.get(path))

    def pointing(self, home: Home, path: Path) -> Pointing:
        """How a file writes references: looked at when it is opened and saved, for no key that is typed changes it."""
        stamp = stamp_of(path)
        known = self._pointing.get(path)
        if known is None or known[0] != stamp:
            document = self.document(home, path)
            if document is None:
                return Pointing({}, None)
            known = self._pointing[path] = stamp, pointing_of(document.root)
        return known[1]

    def documents(self, home: Home, paths: Iterable[Path]) -> list[Document]:
        """Those of some files that are XML."""
        return [document for path in paths if (document := self.document(home, path)) is not None]

    def registers(self, home: Home) -> Registers:
        """The entries of an edition."""
        documents = self.documents(home, sorted(home.registers))
        state = tuple(map(id, documents))
        if self._registers[0] != state:
            self._registers = (state, read_registers(documents)[0])
            self._entries.clear()
        return self._registers[1]

    def entries(self, home: Home, kind: str) -> Entries:
        """The entries of a kind, or all of them, to be looked through."""
        found = self.registers(home).entities.values()
        if kind not in self._entries:
            self._entries[kind] = Entries(entity for entity in found if not kind or entity.kind == kind)
        return self._entries[kind]


def as_utf8(text: str) -> bytes:
    """A text as bytes; an encoding that it declares for the disk becomes UTF-8, with as many letters.

    >>> as_utf8('<?xml version="1.0" encoding="ISO-8859-9"?>')
    b'<?xml version="1.0" encoding="UTF-8"     ?>'
    """
    data = text.encode("utf-8", "replace")
    found = _ENCODING.match(data)
    if found is None or found[1].lower() == b"utf-8":
        return data
    quote = data[found.end() - 1 : found.end()]
    return data[: found.start(1)] + (b"UTF-8" + quote).ljust(len(found[1]) + 1) + data[found.end() :]
