"""What no editor sends to the language server: documents that are no XML, places that are nowhere, broken messages."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, Queue
from typing import Any, Final

ARTICLE, PERSONS = "tei/articles/a-bridge-at-mostar.xml", "tei/registers/persons.xml"
PATIENCE: Final = 600.0
PIECES: Final = (
    "<", ">", "/", "&", "&amp;", "&#x1F600;", "<p>", "</p>", "<persName ref=\"", '"', "'", "<!--", "-->", "<![CDATA[", "]]>",
    "<?edition-allow V301?>", "<?", "\r\n", "\r", "\n", "\t", "\0", "\x01", "\u2028", "\x85", "ş", "\U0001d11e", "e\u0301", "\u202e",
    "\ufeff", "person:", "when=\"--03\"", " ", "xml:id=\"n1\"", "<!DOCTYPE a [<!ENTITY b \"c\">]>", "x" * 3000, "<a " * 300, "",
)  # fmt: skip
ODD: Final = (
    None, -1, 0, 1, 10**12, "", "x", [], {}, True, "file:///etc/passwd", "untitled:Untitled-1", "file:///", "http://[::1", "\0",
)  # fmt: skip
ASKED: Final = (
    "completion", "hover", "definition", "references", "prepareRename", "rename", "codeAction", "formatting",
    "rangeFormatting", "documentSymbol", "foldingRange", "documentLink", "inlayHint", "diagnostic",
)  # fmt: skip


class Client:
    """An editor that speaks to the server over its standard streams."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.number = 0
        self.process = subprocess.Popen(
            [sys.executable, "-m", "edition", "lsp"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self.answers: Queue[dict[str, Any]] = Queue()
        self.errors = b""
        threading.Thread(target=self._read, daemon=True).start()
        threading.Thread(target=self._read_errors, daemon=True).start()
        self.request("initialize", {"processId": None, "rootUri": root.as_uri(), "capabilities": {}})
        self.tell("initialized", {})

    def uri(self, file: str) -> str:
        return (self.root / file).as_uri()

    def send(self, body: bytes, head: bytes | None = None) -> None:
        """Send bytes as they are."""
        assert self.process.stdin is not None
        self.process.stdin.write((b"Content-Length: %d\r\n\r\n" % len(body) if head is None else head) + body)
        self.process.stdin.flush()

    def tell(self, method: str, params: Any) -> None:
        self.send(json.dumps({"jsonrpc": "2.0", "method": method, "params": params}).encode("utf-8", "surrogatepass"))

    def request(self, method: str, params: Any) -> dict[str, Any]:
        """Ask, and wait for the answer."""
        self.number += 1
        asked = {"jsonrpc": "2.0", "id": self.number, "method": method, "params": params}
        self.send(json.dumps(asked).encode())
        while True:
            try:
                answer = self.answers.get(timeout=PATIENCE)
            except Empty:
                return {"error": {"code": 0, "message": "no answer"}}
            if answer.get("id") == self.number and "method" not in answer:
                return answer

    def end(self) -> int:
        self.request("shutdown", None)
        self.tell("exit", None)
        try:
            return self.process.wait(PATIENCE)
        finally:
            self.process.kill()

    def _read(self) -> None:
        out = self.process.stdout
        assert out is not None
        while line := out.readline():
            if line.lower().startswith(b"content-length:"):
                length = int(line.partition(b":")[2])
                while out.readline().strip():
                    pass
                self.answers.put(json.loads(out.read(length)))

    def _read_errors(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.errors += line


def _document(chance: random.Random, folder: Path) -> str:
    """A text that somebody has open."""
    text = (folder / chance.choice((ARTICLE, PERSONS))).read_text("utf-8")
    kind = chance.random()
    if kind < 0.12:
        return "".join(chance.choices(PIECES, k=chance.choice((0, 1, 40))))
    for _ in range(chance.choice((0, 1, 5))):
        at = chance.randrange(len(text) + 1)
        text = text[:at] + chance.choice(PIECES) + text[at + chance.choice((0, 1, 300)) :]
    return text


def _position(chance: random.Random) -> dict[str, int]:
    return {
        "line": chance.choice((0, 1, 5, *range(44, 56), 10**9)),
        "character": chance.choice((0, 1, 7, 40, 80, 120, 10**9)),
    }


def _range(chance: random.Random) -> dict[str, Any]:
    return {"start": _position(chance), "end": _position(chance)}


def _params(method: str, uri: str, chance: random.Random) -> dict[str, Any]:
    """What the protocol wants of a request."""
    made: dict[str, Any] = {"textDocument": {"uri": uri}, "position": _position(chance), "range": _range(chance)}
    made["options"] = {"tabSize": chance.choice((0, 2, 8)), "insertSpaces": chance.random() < 0.5}
    made["context"] = {"includeDeclaration": True, "diagnostics": [], "triggerKind": 1}
    made["newName"] = chance.choice(("other-key", "", "a b", "mostar", "\0"))
    return made


def steps(client: Client, chance: random.Random) -> Iterator[tuple[str, Any]]:
    """Requests without end (what is only told is told on the way)."""
    files = (ARTICLE, PERSONS, "tei/articles/new.xml", "edition.toml")
    version = 1
    for file in files:
        item = {"uri": client.uri(file), "languageId": "xml", "version": 1, "text": _document(chance, client.root)}
        client.tell("textDocument/didOpen", {"textDocument": item})
    while True:
        uri = client.uri(chance.choice(files))
        kind, version = chance.random(), version + 1
        named = {"uri": uri, "version": version}
        if kind < 0.4:
            edit = {"text": "".join(chance.choices(PIECES, k=2))} | (
                {"range": _range(chance)} if chance.random() < 0.96 else {}
            )
            client.tell("textDocument/didChange", {"textDocument": named, "contentChanges": [edit]})
        elif kind < 0.48:
            client.tell("textDocument/didSave", {"textDocument": {"uri": uri}})
        elif kind < 0.56:
            _mislead(client, uri, chance)
        else:
            method = chance.choice(ASKED)
            yield f"textDocument/{method}", _params(method, uri, chance)


def _mislead(client: Client, uri: str, chance: random.Random) -> None:
    """Messages that are none, or of wrong types."""
    method = f"textDocument/{chance.choice((*ASKED, 'didOpen', 'didChange', 'didClose', 'nothing'))}"
    params = _params(method, uri, chance)
    params[chance.choice([*params])] = chance.choice(ODD)
    body = json.dumps({"jsonrpc": "2.0", "id": f"odd-{chance.random()}", "method": method, "params": params}).encode()
    client.send(
        chance.choice(
            (body, body[:-3], b"{}", b"[]", b"null", b"\xff", b"[" * 3000, b'{"jsonrpc": "2.0", "id": 1e400}')
        )
    )


def failures(seed: int, folder: Path, count: int) -> list[str]:
    """What is wrong with how the server answers an editor."""
    chance = random.Random(seed)
    before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file() and ".edition" not in p.parts}
    client, found = Client(folder), []
    for _, (method, params) in zip(range(count), steps(client, chance), strict=False):
        answer = client.request(method, params)
        error = answer.get("error", {})
        if error and error["code"] not in (-32803, -32802):  # refused with a sentence
            found.append(f"{method} {json.dumps(params)[:300]}: {json.dumps(error)[:600]}")
        if error.get("message") == "no answer":
            break
    if (code := client.end()) != 0:
        found.append(f"exit {code}: {client.errors[-1500:].decode('utf-8', 'replace')}")
    if b"Traceback" in client.errors:
        found.append(client.errors[-3000:].decode("utf-8", "replace"))
    after = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file() and ".edition" not in p.parts}
    return found + [f"changed: {path}" for path in {*before, *after} if before.get(path) != after.get(path)]
