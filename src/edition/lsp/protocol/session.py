"""What the server knows of an editor's session: open files, their findings, and how places are counted."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Final

from lsprotocol import types
from pygls import uris

from edition.diagnostics import Diagnostic, Edit, Span
from edition.lsp.findings import find, find_at_once
from edition.lsp.home import Home, Homes
from edition.lsp.protocol import values
from edition.lsp.protocol.lines import Lines
from edition.lsp.texts import Texts

PATIENCE: Final = 1.5  # seconds: what takes longer to check is checked when it is opened or saved, not at each pause


@dataclass(frozen=True)
class Place:
    """A place in a file of the edition, as a request names it."""

    path: Path
    home: Home
    at: int


@dataclass
class Session:
    """One editor, from its first message to its last."""

    encoding: str = "utf-16"
    homes: Homes = field(default_factory=Homes)
    texts: Texts = field(default_factory=Texts)
    names: dict[Path, str] = field(default_factory=dict)  # as the editor calls its open files
    found: dict[Path, tuple[bytes, list[Diagnostic]]] = field(default_factory=dict)  # what was found last, in what
    seconds: dict[Path, float] = field(default_factory=dict)  # how long that took

    def path(self, uri: str) -> Path:
        """The file of an address; a text that has no file yet has a path where nothing lies."""
        found = uris.to_fs_path(uri)
        return Path(found).resolve() if found else Path("/", uri.replace(":", "-"))

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
        self.found.pop(path, None)
        self.seconds.pop(path, None)
        self.texts.close(path)

    def home(self, path: Path) -> Home:
        """What a file is checked against."""
        return self.homes.of(path, self.texts.data(path))

    def lines(self, path: Path) -> Lines:
        """The lines of a file."""
        return Lines(self.texts.data(path), self.encoding)

    def place(self, document: types.TextDocumentIdentifier, position: types.Position) -> Place:
        """The place that a request speaks of."""
        path = self.path(document.uri)
        return Place(path, self.home(path), self.lines(path).offset(position))

    def check(self, path: Path, *, wholly: bool = False) -> list[types.Diagnostic]:
        """Everything that is wrong with a file; of one that takes long only what the grammar says, unless `wholly`."""
        data = self.texts.data(path)
        if not wholly and self.seconds.get(path, 0) > PATIENCE:
            is_known = self.found[path][0] is data
            return [told for _, told in self.known(path)] if is_known else self.check_at_once(path)
        begin = monotonic()
        self.found[path] = (data, find(self.home(path), self.texts, path, data))
        self.seconds[path] = monotonic() - begin
        return [told for _, told in self.known(path)]

    def check_at_once(self, path: Path) -> list[types.Diagnostic]:
        """What can be told of a file without letting anybody wait."""
        data = self.texts.data(path)
        before, earlier = self.found.get(path, (b"", []))
        self.found[path] = (data, find_at_once(self.home(path), path, data, before, earlier))
        return [told for _, told in self.known(path)]

    def known(self, path: Path) -> list[tuple[Diagnostic, types.Diagnostic]]:
        """The findings of a file as ours and as the protocol's, if it was checked as it is now."""
        data, found = self.found.get(path, (None, []))
        if data is not self.texts.data(path):
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
        made = {self.uri(path): values.text_edits(found, self.lines(path)) for path, found in edits.items()}
        return types.WorkspaceEdit(changes=made)
