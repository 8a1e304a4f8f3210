"""What the server knows of an editor's session: open files, their findings, and how places are counted."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from pathlib import Path

from lsprotocol import types
from pygls import uris

from edition.diagnostics import Diagnostic, Edit, Span
from edition.lsp.protocol import values
from edition.lsp.protocol.lines import Lines
from edition.paths import real
from edition.writing.apart import Apart
from edition.writing.checks import Checks
from edition.writing.home import Home, Homes
from edition.writing.texts import Texts


@dataclass(frozen=True)
class FilePlace:
    """A place in a file of the edition, as a request names it."""

    path: Path
    home: Home
    at: int


@dataclass
class Session:
    """One editor, from its first message to its last."""

    encoding: str = "utf-16"
    checks: Checks = field(default_factory=Checks)
    apart: Apart = field(default_factory=Apart)
    names: dict[Path, str] = field(default_factory=dict)  # as the editor calls its open files
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    _lines: dict[Path, tuple[bytes, Lines]] = field(default_factory=dict)

    @property
    def texts(self) -> Texts:
        """The texts that are open."""
        return self.checks.texts

    @property
    def homes(self) -> Homes:
        """What files are checked against."""
        return self.checks.homes

    def path(self, uri: str) -> Path:
        """The file of an address; a text that has no file yet has a path where nothing lies."""
        found = uris.to_fs_path(uri.replace("%00", "-"))  # no file has such a name
        return real(Path(found)) if found else Path("/", uri.replace(":", "-"))

    def uri(self, path: Path) -> str:
        """The address of a file."""
        return self.names.get(path) or path.as_uri()

    def put(self, uri: str, text: str) -> Path:
        """Take over the text of an open file."""
        path = self.path(uri)
        self.names[path] = uri
        self.texts.put(path, text)
        return path

    def close(self, uri: str) -> None:
        """Forget an open file."""
        path = self.path(uri)
        self.names.pop(path, None)
        self._lines.pop(path, None)
        self.checks.close(path)

    def home(self, path: Path) -> Home:
        """What a file is checked against."""
        return self.checks.home(path)

    def lines(self, path: Path) -> Lines:
        """The lines of a file."""
        data = self.texts.data(path)
        kept = self._lines.get(path)
        if path not in self.texts.open:
            return Lines(data, self.encoding)
        if kept is None or kept[0] is not data or kept[1].encoding != self.encoding:
            kept = self._lines[path] = (data, Lines(data, self.encoding))
        return kept[1]

    def place(self, document: types.TextDocumentIdentifier, position: types.Position) -> FilePlace:
        """The place that a request speaks of."""
        path = self.path(document.uri)
        return FilePlace(path, self.home(path), self.lines(path).offset(position))

    async def check(self, path: Path) -> list[types.Diagnostic]:
        """Everything that is wrong with a file; while another process looks for it, whatever else is asked is answered.

        Of several checks that wait for their turn those of texts that were typed over since are left out.
        """
        data = self.texts.data(path)
        async with self._turn:
            found = None
            if self.texts.open.get(path) is data:
                found = await asyncio.to_thread(self.apart.find, dict(self.texts.open), path)
        if path not in self.texts.open:
            return []
        if found is None:
            self.checks.at_once(path)
        else:
            self.checks.take(path, data, found)
        return [told for _, told in self.known(path)]

    def check_at_once(self, path: Path) -> list[types.Diagnostic]:
        """What can be told of a file without letting anybody wait."""
        self.checks.at_once(path)
        return [told for _, told in self.known(path)]

    def advise(self, path: Path, start: int, end: int) -> None:
        """Work out what helps with the findings of a stretch."""
        self.checks.advise(path, start, end)

    def known(self, path: Path) -> list[tuple[Diagnostic, types.Diagnostic]]:
        """The findings of a file as ours and as the protocol's, if it was checked as it is now."""
        found = self.checks.known(path)
        if not found:
            return []
        home, lines = self.home(path), self.lines(path)
        shown = home.shown(path)

        def locate(span: Span) -> types.Location | None:
            return self.location(home, path, span)

        return [(diagnostic, values.finding(diagnostic, shown, lines, locate)) for diagnostic in found]

    def location(self, home: Home, path: Path, span: Span) -> types.Location | None:
        """A span of any file of the edition."""
        if span.file != home.shown(path):
            if home.project is None:
                return None
            path = home.project.path(span.file)
        return types.Location(self.uri(path), self.lines(path).range_of(span))

    def changes(self, edits: dict[Path, list[Edit]]) -> types.WorkspaceEdit:
        """Edits of several files."""
        made = {self.uri(path): values.text_edits(found, self.lines(path)) for path, found in edits.items() if found}
        new = [path.as_uri() for path in edits if path not in self.texts.open and not path.exists()]
        if not new:
            return types.WorkspaceEdit(changes=made)
        files = [types.CreateFile(uri, options=types.CreateFileOptions(ignore_if_exists=True)) for uri in new]
        named = [(types.OptionalVersionedTextDocumentIdentifier(uri), found) for uri, found in made.items()]
        return types.WorkspaceEdit(document_changes=[*files, *(types.TextDocumentEdit(*pair) for pair in named)])
