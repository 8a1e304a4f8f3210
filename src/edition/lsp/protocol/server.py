"""The server itself: what an editor may ask, and what it is told without asking.

Standard output carries the protocol and nothing else: whatever else would be written there goes to standard error.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from typing import Final

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

from edition.diagnostics import EditionError
from edition.facts.patterns import MentionPatterns
from edition.lsp.links import links
from edition.lsp.meant import hints
from edition.lsp.outline import folds, outline
from edition.lsp.protocol import values
from edition.lsp.protocol.session import Session
from edition.version import __version__
from edition.writing.edits.decisions import decisions_at
from edition.writing.edits.spaces import tidied
from edition.writing.hovers import hover_at
from edition.writing.offers import offers_at, wrappers
from edition.writing.pointers import goal_at, references_to, renamed

_SOON: Final = 0.05  # seconds without a key before the grammar is asked
_LATER: Final = 0.4  # and before everything is
_FAILED: Final = -32803  # RequestFailed
_WATCHED: Final = ["**/*.xml", "**/edition.toml", "**/*.{odd,rng,sch}"]
_TRIGGERS: Final = ["<", " ", '"', "'", "/", ":", "#"]


class Server(LanguageServer):
    """The language server, with the session of its editor."""

    def __init__(self) -> None:
        super().__init__("edition", __version__)
        self.session = Session()
        self.pulled: set[str] = set()  # files whose findings the editor asks for: told twice, it would show them twice
        self.waiting: dict[str, asyncio.Task[None]] = {}

    def take(self, uri: str) -> None:
        """Take over the text that an open file has now; it is checked once no key follows."""
        self.session.encoding = str(self.workspace.position_encoding or "utf-16")
        self.session.put(uri, self.workspace.get_text_document(uri).source)
        if uri in self.waiting:
            self.waiting.pop(uri).cancel()
        self.waiting[uri] = asyncio.get_running_loop().create_task(self._check_soon(uri))

    async def _check_soon(self, uri: str) -> None:
        path = self.session.path(uri)
        if self.session.checks.is_known(path) and uri not in self.pulled:
            await asyncio.sleep(_SOON)
            self.tell(uri, self.session.check_at_once(path))
            await asyncio.sleep(_LATER)
        del self.waiting[uri]
        await self.check(uri)
        if path in self.session.home(path).registers:
            await self.check_others(uri)

    async def check(self, uri: str) -> None:
        """Tell the findings of a file, unless the editor asks for them itself."""
        if uri not in self.pulled:
            self.tell(uri, await self.session.check(self.session.path(uri)))

    def tell(self, uri: str, found: list[types.Diagnostic]) -> None:
        """Tell findings."""
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found))

    async def check_others(self, uri: str = "") -> None:
        """Tell the findings of the other open files: what one says may matter to another."""
        for other in list(self.session.names.values()):
            if other != uri:
                await self.check(other)

    def forget(self, uri: str) -> None:
        """A file is closed: its findings go."""
        if uri in self.waiting:
            self.waiting.pop(uri).cancel()
        self.session.close(uri)
        self.pulled.discard(uri)
        self.tell(uri, [])


server = Server()


@server.feature(types.TEXT_DOCUMENT_DID_OPEN)
async def did_open(ls: Server, params: types.DidOpenTextDocumentParams) -> None:
    """A file is opened; it may be one that the edition did not have before."""
    ls.session.homes.look_again()
    ls.take(params.text_document.uri)


@server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
async def did_change(ls: Server, params: types.DidChangeTextDocumentParams) -> None:
    """Somebody types."""
    ls.take(params.text_document.uri)


@server.feature(types.TEXT_DOCUMENT_DID_SAVE)
async def did_save(ls: Server, params: types.DidSaveTextDocumentParams) -> None:
    """A file is saved: others may depend on it."""
    ls.session.homes.look_again()
    await ls.check(params.text_document.uri)
    await ls.check_others(params.text_document.uri)


@server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
async def did_close(ls: Server, params: types.DidCloseTextDocumentParams) -> None:
    """A file is closed."""
    ls.forget(params.text_document.uri)


@server.feature(types.INITIALIZED)
async def initialized(ls: Server, params: types.InitializedParams) -> None:
    """Editors that can are asked to tell of files that others change: the desk, a command, a pull from a repository."""
    workspace = ls.client_capabilities.workspace
    able = workspace.did_change_watched_files if workspace else None
    if able and able.dynamic_registration:
        method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
        wanted = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(p) for p in _WATCHED])
        await ls.client_register_capability_async(
            types.RegistrationParams([types.Registration(method, method, wanted)])
        )


@server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
async def did_change_watched_files(ls: Server, params: types.DidChangeWatchedFilesParams) -> None:
    """Files have come, gone or changed: what they say may matter to each that is open."""
    ls.session.homes.look_again()
    await ls.check_others()


@server.feature(types.SHUTDOWN)
def shutdown(ls: Server, params: None) -> None:
    """The editor is done: it need not wait for a check that is under way."""
    ls.session.apart.close()


@server.feature(
    types.TEXT_DOCUMENT_DIAGNOSTIC, types.DiagnosticOptions(inter_file_dependencies=True, workspace_diagnostics=False)
)
async def diagnostic(ls: Server, params: types.DocumentDiagnosticParams) -> types.RelatedFullDocumentDiagnosticReport:
    """The editor asks for findings."""
    uri = params.text_document.uri
    if uri not in ls.pulled:
        ls.pulled.add(uri)
        ls.tell(uri, [])
    return types.RelatedFullDocumentDiagnosticReport(items=await ls.session.check(ls.session.path(uri)))


@server.feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=_TRIGGERS))
def completion(ls: Server, params: types.CompletionParams) -> types.CompletionList:
    """What may be written here?"""
    session = ls.session
    place = session.place(params.text_document, params.position)
    offers = offers_at(place.home, session.texts, place.path, place.at)
    wanted = ls.client_capabilities.text_document
    able = wanted.completion.completion_item if wanted and wanted.completion else None
    snippets = bool(able and able.snippet_support)
    data, lines = session.texts.data(place.path), session.lines(place.path)
    return values.completions(offers, data, lines, snippets=snippets)


@server.feature(types.TEXT_DOCUMENT_HOVER)
def hover(ls: Server, params: types.HoverParams) -> types.Hover | None:
    """What is this?"""
    place = ls.session.place(params.text_document, params.position)
    found = hover_at(place.home, ls.session.texts, place.path, place.at)
    return values.hover(found, ls.session.lines(place.path)) if found else None


@server.feature(types.TEXT_DOCUMENT_DEFINITION)
def definition(ls: Server, params: types.DefinitionParams) -> types.Location | None:
    """Where is the entry, or the element, that this leads to?"""
    place = ls.session.place(params.text_document, params.position)
    goal = goal_at(place.home, ls.session.texts, place.path, place.at)
    return ls.session.location(place.home, place.path, goal.place) if goal else None


@server.feature(types.TEXT_DOCUMENT_REFERENCES)
def references(ls: Server, params: types.ReferenceParams) -> list[types.Location]:
    """What leads to the same?"""
    place = ls.session.place(params.text_document, params.position)
    goal = goal_at(place.home, ls.session.texts, place.path, place.at)
    if goal is None:
        return []
    spans = references_to(place.home, ls.session.texts, place.path, goal)
    spans = [goal.place, *spans] if params.context.include_declaration else spans
    return [found for span in spans if (found := ls.session.location(place.home, place.path, span))]


@server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
def prepare_rename(ls: Server, params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
    """Can this be renamed? Entries of registers can, by any reference to them."""
    place = ls.session.place(params.text_document, params.position)
    goal = goal_at(place.home, ls.session.texts, place.path, place.at)
    if goal is None or goal.entity is None:
        return None
    return types.PrepareRenamePlaceholder(ls.session.lines(place.path).range_of(goal.word), goal.target.key)


@server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
def rename(ls: Server, params: types.RenameParams) -> types.WorkspaceEdit | None:
    """Give an entry another key, everywhere."""
    place = ls.session.place(params.text_document, params.position)
    goal = goal_at(place.home, ls.session.texts, place.path, place.at)
    if goal is None or goal.entity is None:
        return None
    try:
        return ls.session.changes(renamed(place.home, ls.session.texts, goal, params.new_name))
    except EditionError as error:
        raise _refused(error) from error


def _refused(error: EditionError) -> JsonRpcException:
    first = error.diagnostics[0]
    return JsonRpcException(f"{first.message}; {first.help}" if first.help else first.message, _FAILED)


@server.feature(
    types.TEXT_DOCUMENT_CODE_ACTION,
    types.CodeActionOptions([types.CodeActionKind.QuickFix, types.CodeActionKind.RefactorRewrite]),
)
def code_action(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    """How can this be mended, or what can be put around it?"""
    uri = params.text_document.uri
    path = ls.session.path(uri)
    lines = ls.session.lines(path)
    start, end = lines.offset(params.range.start), lines.offset(params.range.end)
    ls.session.advise(path, start, end)
    here = [
        action
        for ours, told in ls.session.known(path)
        if ours.primary and ours.primary.start <= end and start <= ours.primary.end
        for action in values.quick_fixes(ours, told, uri, lines)
    ]
    names = wrappers(ls.session.home(path), ls.session.texts, path, start, end) if start < end else []
    decisions = decisions_at(ls.session.home(path), ls.session.texts, path, start)
    return [
        *here,
        *(values.decision(one.title, ls.session.changes(one.edits)) for one in decisions),
        *(values.wrap(name, start, end, uri, lines) for name in names),
    ]


@server.feature(types.TEXT_DOCUMENT_FORMATTING)
def formatting(ls: Server, params: types.DocumentFormattingParams) -> list[types.TextEdit]:
    """Put white space in order where it means nothing."""
    return _tidied(ls, params.text_document, params.options)


@server.feature(types.TEXT_DOCUMENT_RANGE_FORMATTING)
def range_formatting(ls: Server, params: types.DocumentRangeFormattingParams) -> list[types.TextEdit]:
    """The same in a stretch of lines."""
    first, last = params.range.start.line, params.range.end.line
    edits = _tidied(ls, params.text_document, params.options)
    return [edit for edit in edits if first <= edit.range.start.line and edit.range.end.line <= last]


def _tidied(ls: Server, named: types.TextDocumentIdentifier, options: types.FormattingOptions) -> list[types.TextEdit]:
    path = ls.session.path(named.uri)
    home = ls.session.home(path)
    document, schema = ls.session.texts.document(home, path), home.checker.schema
    if document is None or schema is None or document.source.data != ls.session.texts.data(path):
        return []
    unit = b" " * options.tab_size if options.insert_spaces else b"\t"
    return values.text_edits(tidied(document, schema, unit), ls.session.lines(path))


@server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
def document_symbol(ls: Server, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
    """What is in this file?"""
    path = ls.session.path(params.text_document.uri)
    document = ls.session.texts.document(ls.session.home(path), path)
    return values.symbols(outline(document), ls.session.lines(path)) if document else []


@server.feature(types.TEXT_DOCUMENT_FOLDING_RANGE)
def folding_range(ls: Server, params: types.FoldingRangeParams) -> list[types.FoldingRange]:
    """What can be folded?"""
    path = ls.session.path(params.text_document.uri)
    document = ls.session.texts.document(ls.session.home(path), path)
    return values.folding(folds(document.source.data), ls.session.lines(path)) if document else []


@server.feature(types.TEXT_DOCUMENT_DOCUMENT_LINK)
def document_link(ls: Server, params: types.DocumentLinkParams) -> list[types.DocumentLink]:
    """What addresses can be opened?"""
    path = ls.session.path(params.text_document.uri)
    lines = ls.session.lines(path)
    found = links(ls.session.texts.data(path))
    return [types.DocumentLink(lines.range(link.start, link.end), link.target) for link in found]


@server.feature(types.TEXT_DOCUMENT_INLAY_HINT)
def inlay_hint(ls: Server, params: types.InlayHintParams) -> list[types.InlayHint]:
    """Who is meant?"""
    path = ls.session.path(params.text_document.uri)
    home, lines = ls.session.home(path), ls.session.lines(path)
    document = ls.session.texts.document(home, path)
    if document is None or home.project is None or document.source.data is not ls.session.texts.data(path):
        return []
    lang = home.project.settings.edition.languages[0]
    start, end = lines.offset(params.range.start), lines.offset(params.range.end)
    known = MentionPatterns.of(home.project.settings.mentions)
    found = hints(document, ls.session.texts.registers(home), known, lang, start, end)
    return [types.InlayHint(lines.position(hint.at), hint.text, padding_left=True) for hint in found]


class _InOneLine(logging.Formatter):
    """What the protocol's library says of a message that is none: in one line."""

    def format(self, record: logging.LogRecord) -> str:
        said = record.getMessage().partition("\n")[0]  # further lines hold how the library came to it
        error = record.exc_info[1] if record.exc_info else None
        return f"{said}: {type(error).__name__}: {error}".partition("\n")[0] if error else said


def serve() -> None:
    """Serve one editor over standard input and output until it says that it is done."""
    sys.stdout.flush()
    said = logging.StreamHandler(sys.stderr)
    said.setFormatter(_InOneLine())
    logging.getLogger("pygls").addHandler(said)
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as out:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        try:
            server.start_io(sys.stdin.buffer, out)
        finally:
            server.session.apart.close()
