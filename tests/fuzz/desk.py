"""Requests to the desk that nobody's browser sends: values of the wrong kinds, bodies that are no JSON, odd paths."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from starlette.applications import Starlette

from edition.desk.app import make_app
from edition.desk.state.bench import Bench
from edition.diagnostics import EditionError
from edition.markup import parse
from edition.markup.source import as_source
from edition.project import read_project

TOKEN, PORT, ARTICLE = "t" * 32, 8000, "a-bridge-at-mostar"
Request = tuple[str, str, bytes, list[tuple[bytes, bytes]]]
ODD: Final[tuple[Any, ...]] = (
    None, True, -1, 0, 1, 2, 10**30, 1e308, float("nan"), "", " ", "-1", "x" * 10_000, [], {}, [[1]], [None], {"a": {}},
    {"": ""}, "\ud800", "\0", "\x1b[2J", "../../etc/passwd", "/etc/passwd", "<x/>", "&", "]]>", "9" * 5000, "²", "٣",
    "person:", "xml:id", "a b", "é", "\u202e", ["en", "x"], [["en", "x"]], [["en"]], [["qq", "x"]], {"0": "x"},
)  # fmt: skip
KNOWN: Final[dict[str, tuple[Any, ...]]] = {
    "article": (ARTICLE,),
    "action": (
        "accept", "reject", "link", "kind", "date", "extent", "add", "join", "split", "heading", "paragraph", "right",
        "note", "call", "swap", "keep-hyphen", "join-hyphen",
    ),
    "kind": ("person", "place", "org", "event", "date", "work"),
    "key": ("mostar", "istanbul", "evliya-celebi", "neretva"),
    "into": ("istanbul", "mostar"), "new": ("mostar-town", "mostar", {"title": "x"}), "other": ("istanbul", "mostar"),
    "block": ("arrival-1", "arrival-2", "fall-1", "n1"), "start": (0, 3, 14), "end": (5, 20, "active"), "number": (0, 1, 2),
    "names": ([["en", "A Name"]],), "ids": ({ARTICLE: []},), "date": ("1566", "1566-01-02"), "value": ("1566",),
    "file": ("tei/articles/a-bridge-at-mostar.xml", "tei/registers/persons.xml", "edition.toml"), "at": (0, 10, 3000),
    "text": ("<TEI/>", "Mostar", "ş\U0001d11e<p "), "words": ("Boys", "bridge"), "numbers": ([0], [0, 1]), "message": ("kept",),
    "changes": ([{"number": 0, "name": "persName", "text": "x"}], [{"number": 1, "remove": True}]), "lang": ("en", "tr"),
    "fields": ({"0": "A title"},), "first": (1, "mostar"), "second": (2, "istanbul"), "remove": (0, 1), "name": ("friend",),
    "view": ("entries", "doubles", "proposals", "entry"), "sort": ("key", "name", "count"), "occurrence": (1,), "n": ("1",),
    "move": ("left", "right", "start", "end"), "digest": (),
}  # fmt: skip
POSTS: Final[dict[str, str]] = {
    "/api/decide": "article id ids digest action kind key date context extent move block start end",
    "/api/entry/new": "names kind key auto note article block start end digest",
    "/api/undo": "number article digest",
    "/api/redo": "number article digest",
    "/api/relation": "key file remove name other end",
    "/api/candidates": "key",
    "/api/entry": "key changes",
    "/api/entry/rename": "key new",
    "/api/entry/merge": "key into",
    "/api/entry/split": "key new names ids",
    "/api/fix": "numbers",
    "/api/commit": "message",
    "/api/source/look": "file text soon saved",
    "/api/source/offers": "file text at",
    "/api/source/hover": "file text at",
    "/api/source": "file text digest",
    "/api/structure": "article action block doubt words occurrence first second digest",
    "/api/structure/header": "article fields new digest",
}
GETS: Final[dict[str, str]] = {
    "/": "",
    "/review": "article",
    "/registers": "view key first second q kind",
    "/structure": "article",
    "/source": "file article at",
    "/changes": "article by since",
    "/api/changes": "article by since",
    "/api/registers": "q kind sort start down",
    "/api/doubles": "q",
    "/api/mentions": "key",
    "/api/proposals": "q",
    "/api/earth": "q",
    "/api/article": "id article",
    "/api/queue": "article",
    "/api/state": "article",
    "/api/since": "article digest",
    "/api/why": "article id",
    "/api/entries": "q kind",
    "/api/date": "value lang",
    "/api/same": "text kind article id",
    "/api/source/now": "file digest",
    "/api/structure/page": "article n words",
    "/assets/desk.css": "",
}
PATHS: Final = (
    "/assets/../app.py", "/assets/%2e%2e/app.py", "/assets//etc/passwd", "/assets/\0", "/nowhere", "//", "/api/", "/api/decide/",
    "/assets/" + "x" * 5000, "/assets/bundles", "/é", "/assets/bundles/../../app.py", "/assets/.", "/assets/",
)  # fmt: skip
BODIES: Final = (
    b"", b"{", b"null", b"[]", b'"x"', b"\xff\xfe", b"[" * 100_000, b'{"a":' * 50_000, b'{"article": ' + b"9" * 5000 + b"}",
    b'{"article": NaN}', b'{"a": 1, "a": 2}', b"a=b", b"\xef\xbb\xbf{}",
)  # fmt: skip


def make(folder: Path) -> Starlette:
    """The desk of an edition, as an application that nobody serves."""
    return make_app(Bench(read_project(folder), "Ada"), TOKEN, PORT)


def requests(chance: random.Random, known: dict[str, tuple[Any, ...]]) -> Iterator[Request]:
    """Requests without end."""
    while True:
        kind = chance.random()
        headers = [(b"host", f"127.0.0.1:{PORT}".encode()), (b"cookie", f"edition-desk-{PORT}={TOKEN}".encode())]
        if chance.random() < 0.1:
            headers += [(b"accept-language", chance.choice((b"", b"tr", b"\xff", b"x" * 5000, b"de;q=x,*")))]
        if kind < 0.55:
            path = chance.choice([*POSTS])
            asked = {name: _value(name, chance, known) for name in POSTS[path].split() if chance.random() < 0.85}
            yield "POST", path, json.dumps(asked).encode(), [*headers, (b"content-type", b"application/json")]
        elif kind < 0.62:
            sort = chance.choice((b"application/json", b"text/plain", b"", b"application/json; charset=\xff"))
            yield "POST", chance.choice([*POSTS]), chance.choice(BODIES), [*headers, (b"content-type", sort)]
        elif kind < 0.94:
            path = chance.choice([*GETS])
            asked = {name: _value(name, chance, known) for name in GETS[path].split() if chance.random() < 0.85}
            yield "GET", f"{path}?{urlencode(asked, errors='surrogatepass')}", b"", headers
        elif kind < 0.97:
            yield chance.choice(("GET", "HEAD", "POST", "PUT", "X")), chance.choice(PATHS), b"", headers
        else:
            strange = (
                [(b"host", b"evil.example")],
                [(b"origin", b"http://evil"), *headers],
                [(b"cookie", b"\xff"), headers[0]],
            )
            yield "GET", "/?token=" + chance.choice(("", "\u00e9", "x")), b"", chance.choice(strange)


def _value(name: str, chance: random.Random, known: dict[str, tuple[Any, ...]]) -> Any:
    usual = known.get(name, ())
    return chance.choice(usual) if usual and chance.random() < 0.75 else chance.choice(ODD)


async def ask(app: Starlette, request: Request) -> tuple[int, bytes]:
    """What an application answers; what it raises is raised."""
    method, address, body, headers = request
    path, _, query = address.partition("?")
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "path": path, "root_path": "",
        "raw_path": path.encode("utf-8", "surrogatepass"), "query_string": query.encode("utf-8", "surrogatepass"),
        "headers": headers, "scheme": "http", "client": ("127.0.0.1", 1), "server": ("127.0.0.1", PORT),
    }  # fmt: skip
    told: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        told.append(message)

    await app(scope, receive, send)
    return int(told[0]["status"]), b"".join(m.get("body", b"") for m in told[1:])


def failures(seed: int, folder: Path, count: int) -> list[str]:
    """What is wrong with how the desk of an edition answers some requests."""
    app = make(folder)
    bench: Bench = app.state.bench
    article = bench.article(ARTICLE)
    known = {**KNOWN, "id": (*article.by_id, ARTICLE), "digest": (article.digest,)}

    async def run() -> list[str]:
        found, before = [], files(folder)
        for _, request in zip(range(count), requests(random.Random(seed), known), strict=False):
            try:
                status, body = await ask(app, request)
            except Exception as error:  # noqa: BLE001 - whatever it is, it is a finding
                found.append(f"{request[:3]}: {error!r}"[:600])
                continue
            after = files(folder)
            spoilt = [path for path in after if after[path] != before.get(path) and not _is_whole(path, after[path])]
            if request[1] == "/api/source":  # an editor may save what is half written
                spoilt = []
            if status >= 500 or b"Traceback" in body or (status >= 400 and after != before) or spoilt:
                found.append(f"{request[:3]}: {status} {body[:200]!r}"[:600])
            before = after
        return found

    try:
        return asyncio.run(run())
    finally:
        bench.ending = True
        bench.writer.close()


def _is_whole(path: str, data: bytes) -> bool:
    try:
        return not path.endswith(".xml") or parse(as_source(path, data)) is not None
    except EditionError:
        return False


def files(folder: Path) -> dict[str, bytes]:
    """The edition's own files."""
    return {str(p): p.read_bytes() for p in folder.rglob("*") if p.is_file() and ".edition" not in p.parts}
