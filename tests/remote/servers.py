"""A server on loopback that does what a test wants, whatever it is asked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest


class Server(ThreadingHTTPServer):
    """Gives `body`, or does what `acts` says; remembers what it was sent."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.body = b"{}"
        self.status = 200
        self.reason = ""
        self.sends_on = ""
        self.acts: Callable[[Handler], None] | None = None
        self.sent: list[bytes] = []
        self.headers: list[dict[str, str]] = []
        self.is_over = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        server = self.server
        server.sent.append(self.rfile.read(int(self.headers.get("Content-Length") or 0)))
        server.headers.append(dict(self.headers.items()))
        if server.acts is not None:
            server.acts(self)
            return
        self.send_response(302 if server.sends_on else server.status, server.reason or None)
        if server.sends_on:
            self.send_header("Location", server.sends_on)
        self.send_header("Content-Length", str(len(server.body)))
        self.end_headers()
        self.wfile.write(server.body)

    do_POST = do_GET

    def log_message(self, format: str, *args: object) -> None:
        """The tests need no log."""


@contextmanager
def serving() -> Iterator[Server]:
    """A server for as long as it is needed."""
    made = Server()
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        made.is_over.set()
        made.shutdown()
        made.server_close()
        thread.join()


@pytest.fixture
def server() -> Iterator[Server]:
    """A server for one test."""
    with serving() as made:
        yield made
