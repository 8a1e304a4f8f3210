"""One server for the faces that speak to a browser: a socket on loopback, and a word when it answers."""

from __future__ import annotations

import asyncio
import secrets
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette

from edition.desk.app import make_app
from edition.desk.codes import PORT_IN_USE
from edition.desk.state.bench import Bench
from edition.diagnostics import Diagnostic, EditionError
from edition.languages import read_languages
from edition.languages.used import using


def serve(bench: Bench, port: int, ready: Callable[[str], None]) -> None:
    """Serve the desk until Ctrl-C; `ready` is told the address, with its token, when it answers."""
    listener = listen(port)
    number = listener.getsockname()[1]
    token = secrets.token_urlsafe(24)
    app = make_app(bench, token, number)
    server = _Server(app, lambda: ready(f"http://127.0.0.1:{number}/?token={token}"))
    with using(read_languages(bench.project.root)):  # what answers requests takes this over
        asyncio.run(server.serve(sockets=[listener]))


@contextmanager
def served(app: Starlette, port: int) -> Iterator[int]:
    """While this lasts an application answers, in a thread of its own; gives the port."""
    listener = listen(port)
    answers = threading.Event()
    server = _Server(app, answers.set)
    thread = threading.Thread(target=lambda: asyncio.run(server.serve(sockets=[listener])), daemon=True)
    thread.start()
    answers.wait()
    try:
        yield listener.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join()


class _Server(uvicorn.Server):
    """Tells when it is ready."""

    def __init__(self, app: Starlette, ready: Callable[[], None]) -> None:
        super().__init__(uvicorn.Config(
            app, log_config=None, access_log=False, lifespan="on", http="h11", ws="none", timeout_graceful_shutdown=1,
            server_header=False,
        ))  # fmt: skip
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()


def listen(port: int) -> socket.socket:
    """A socket on this machine alone; 0 takes a free port."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
    except (OSError, OverflowError) as error:
        listener.close()
        message = f"port {port} cannot be used: {getattr(error, 'strerror', None) or error}"
        help_text = "choose another with --port, or 0 for a free one"
        raise EditionError(Diagnostic(PORT_IN_USE, message, help=help_text)) from error
    return listener
