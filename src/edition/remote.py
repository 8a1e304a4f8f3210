"""The one door to servers: a request over http or https whose answer is bounded in size and time.

Whoever answers may send us on to another address of the same host, and to no other: not into the network that we stand
in. What goes to this machine goes past every proxy. What an answer says is left to the caller.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import threading
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, Final

from edition.addresses import split_address

LARGEST: Final = 16 * 1024 * 1024
_CHUNK: Final = 1 << 16
_SHOWN: Final = 200


class OtherHostError(Exception):
    """A server answered with an address of another host."""


class LongAnswerError(Exception):
    """An answer is larger than was allowed."""


def fetch(
    url: str,
    data: bytes | None,
    headers: Mapping[str, str],
    *,
    timeout: float,
    total: float,
    largest: int = LARGEST,
) -> bytes:
    """The body of the answer. `timeout` are seconds without a sign of life, `total` those of the whole answer.

    Raises what `urllib.request` does where the server refuses or cannot be reached, and `ValueError` for what is no
    address of http or https.
    """
    if place_of(url)[0] not in ("http", "https"):
        raise ValueError("it is no http or https address")
    request = urllib.request.Request(url, data, dict(headers))  # noqa: S310 - the scheme is checked
    late = f"its answer takes more than {total:.0f} seconds"
    opened: list[http.client.HTTPConnection] = []
    proxies = [urllib.request.ProxyHandler({})] if is_this_machine(url) else []
    opener = urllib.request.build_opener(_SameHost, _Plain(opened), _Secure(opened), *proxies)
    with _ended(opened, total, late) as ended, opener.open(request, timeout=min(timeout, total)) as answer:
        body = b""
        while chunk := answer.read1(_CHUNK):
            body += chunk
            if len(body) > largest:
                raise LongAnswerError(f"its answer is larger than {largest >> 20} MB")
            if ended.is_set():
                break
    return body


def place_of(url: str) -> tuple[str, str, int | None]:
    """Scheme, host and port of an address; nothing where it is none.

    >>> place_of("http://LOCALHOST:80/a"), place_of("http://[::1")
    (('http', 'localhost', 80), ('', '', None))
    """
    parts = split_address(url)
    try:
        port = parts.port or (None if parts.scheme in ("http", "https") else -1)
        return (parts.scheme, (parts.hostname or "").lower(), port) if parts.scheme else ("", "", None)
    except ValueError:
        return "", "", None


def is_this_machine(url: str) -> bool:
    """Whether an address leads to this machine, whatever a name server says.

    >>> [is_this_machine(f"http://{host}/") for host in ("localhost", "127.0.0.9:80", "[::1]", "localhost.example")]
    [True, True, True, False]
    """
    host = place_of(url)[1]
    with suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return host == "localhost"


@contextmanager
def _ended(opened: list[http.client.HTTPConnection], seconds: float, late: str) -> Iterator[threading.Event]:
    """End connections whose answers do not begin in time, and say so: one that sends a letter now and then is alive."""

    ended = threading.Event()

    def end() -> None:
        ended.set()
        for connection in opened:
            with suppress(OSError, AttributeError):
                connection.sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield ended
    except (OSError, http.client.HTTPException) as error:
        if not ended.is_set():
            raise
        raise TimeoutError(late) from error
    finally:
        timer.cancel()
    if ended.is_set():
        raise TimeoutError(late)


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follows a server to another address of its own host, and nowhere else."""

    def redirect_request(
        self, req: urllib.request.Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        """The next request."""
        old, new = place_of(req.full_url), place_of(newurl)
        if old[1:] != new[1:] or (old[0], new[0]) == ("https", "http"):
            raise OtherHostError(newurl[:_SHOWN])
        return super().redirect_request(req, fp, code, msg, headers, newurl)


class _Remembering(urllib.request.AbstractHTTPHandler):
    """Remembers its connections, so that they can be ended."""

    def __init__(self, opened: list[http.client.HTTPConnection]) -> None:
        super().__init__()
        self._opened = opened

    def do_open(self, http_class: Any, req: urllib.request.Request, **options: Any) -> http.client.HTTPResponse:
        """Open a connection."""
        return super().do_open(_remembered(http_class, self._opened), req, **options)


class _Plain(_Remembering, urllib.request.HTTPHandler):
    """Over http."""


class _Secure(_Remembering, urllib.request.HTTPSHandler):
    """The same over TLS."""


def _remembered(http_class: Any, opened: list[http.client.HTTPConnection]) -> Any:
    def made(*args: Any, **options: Any) -> http.client.HTTPConnection:
        connection: http.client.HTTPConnection = http_class(*args, **options)
        opened.append(connection)
        return connection

    return made
