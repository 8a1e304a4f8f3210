"""The language server as an editor starts it: a process that is spoken to over standard input and output."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient

from edition.project import Project

ARTICLE = "tei/articles/a-bridge-at-mostar.xml"
PERSONS = "tei/registers/persons.xml"


class Editor:
    """An editor that has a copy of the sample edition open."""

    def __init__(self, client: LanguageClient, root: Path) -> None:
        self.client = client
        self.root = root
        self.texts: dict[str, str] = {}

    def uri(self, file: str) -> str:
        return (self.root / file).as_uri()

    def document(self, file: str) -> types.TextDocumentIdentifier:
        return types.TextDocumentIdentifier(self.uri(file))

    async def open(self, file: str, text: str | None = None) -> list[types.Diagnostic]:
        """Open a file, with another text than that on the disk if need be; gives what it is told of it."""
        self.texts[file] = (self.root / file).read_text("utf-8") if text is None else text
        item = types.TextDocumentItem(self.uri(file), "xml", 1, self.texts[file])
        self.forget(file)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return await self.told(file)

    async def replace(self, file: str, old: str, new: str) -> list[types.Diagnostic]:
        """Type something over something else."""
        at = self.position(file, old)
        end = self.position(file, old, len(old))
        self.texts[file] = self.texts[file].replace(old, new, 1)
        change = types.TextDocumentContentChangePartial(types.Range(at, end), new)
        named = types.VersionedTextDocumentIdentifier(2, self.uri(file))
        self.forget(file)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(named, [change]))
        return await self.told(file)

    def forget(self, file: str) -> None:
        self.client.diagnostics.pop(self.uri(file), None)

    async def told(self, file: str) -> list[types.Diagnostic]:
        while self.uri(file) not in self.client.diagnostics:
            await self.client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        return list(self.client.diagnostics[self.uri(file)])

    def position(self, file: str, text: str, further: int = 0) -> types.Position:
        """Where a text stands first, in lines and units of UTF-16."""
        before = self.texts[file][: self.texts[file].index(text) + further]
        line = before.rpartition("\n")[2]
        return types.Position(before.count("\n"), len(line.encode("utf-16-le")) // 2)

    def text_at(self, file: str, place: types.Range) -> str:
        """What a range of one line covers."""
        line = self.texts[file].split("\n")[place.start.line].encode("utf-16-le")
        return line[2 * place.start.character : 2 * place.end.character].decode("utf-16-le")


@pytest_lsp.fixture(config=ClientServerConfig(server_command=[sys.executable, "-m", "edition", "lsp"]))
async def client(lsp_client: LanguageClient) -> AsyncIterator[None]:
    able = pytest_lsp.client_capabilities("visual-studio-code")
    if able.workspace is not None:
        able.workspace.did_change_watched_files = None  # this client says that it registers, and does not
    params = types.InitializeParams(capabilities=able)
    await lsp_client.initialize_session(params)
    yield
    await lsp_client.shutdown_session()


@pytest.fixture
def editor(client: LanguageClient, sample: Project) -> Editor:
    return Editor(client, sample.root)
