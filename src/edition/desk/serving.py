"""The server of the desk: a socket on loopback, a token, and a word when it answers."""

from __future__ import annotations

import asyncio
import secrets
import socket
from collections.abc import Callable

import uvicorn

from edition.desk.app import make_app
from edition.desk.codes import PORT_IN_USE
from edition.desk.state.bench import Bench
from edition.diagnostics import Diagnostic, EditionError
from edition.languages import read_languages
from edition.languages.used import using


def serve(bench: Bench, port: int, ready: Callable[[str], None]) -> None:
    """Serve until Ctrl-C; `ready` is told the address, with its token, when it answers."""
    listener = _listen(port)
    number = listener.getsockname()[1]
    token = secrets.token_urlsafe(24)
    config = uvicorn.Config(
        make_app(bench, token, number), log_config=None, access_log=False, lifespan="on", http="h11", ws="none",
        timeout_graceful_shutdown=1, server_header=False,
    )  # fmt: skip
    server = _Server(config, lambda: ready(f"http://127.0.0.1:{number}/?token={token}"))
    with using(read_languages(bench.project.root)):  # what answers requests takes this over
        asyncio.run(server.serve(sockets=[listener]))


class _Server(uvicorn.Server):
    """Tells when it is ready."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()


def _listen(port: int) -> socket.socket:
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
