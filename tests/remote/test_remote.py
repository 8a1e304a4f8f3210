"""The one door to servers, against servers on loopback that stall, flood and send us on."""

from __future__ import annotations

from contextlib import suppress

import pytest

from edition.remote import LongAnswerError, OtherHostError, fetch

from .servers import Handler, Server, server, serving

__all__ = ["server"]
SOON = 0.3  # seconds


def get(url: str, total: float = 60.0, largest: int = 1000) -> bytes:
    return fetch(url, None, {}, timeout=60.0, total=total, largest=largest)


def trickle(handler: Handler) -> None:
    """A letter of a header now and then, for ever."""
    with suppress(OSError):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
        while not handler.server.is_over.wait(0.01):
            handler.wfile.write(b"x")
            handler.wfile.flush()


def drip(handler: Handler) -> None:
    """A letter of an answer now and then, for ever."""
    with suppress(OSError):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while not handler.server.is_over.wait(0.01):
            handler.wfile.write(b"x")
            handler.wfile.flush()


def say_nothing(handler: Handler) -> None:
    handler.server.is_over.wait()


def test_an_answer_is_read_whole(server: Server) -> None:
    server.body = b"x" * 1000
    assert get(server.url) == server.body


def test_an_answer_that_is_too_large_is_refused(server: Server) -> None:
    server.body = b"x" * 1001
    with pytest.raises(LongAnswerError):
        get(server.url)


@pytest.mark.parametrize("acts", [trickle, drip, say_nothing])
def test_an_answer_that_never_ends_is_ended(server: Server, acts: object) -> None:
    server.acts = acts  # type: ignore[assignment]
    with pytest.raises(TimeoutError):
        get(server.url, total=SOON, largest=1 << 30)


def test_nobody_sends_us_to_another_host(server: Server) -> None:
    with serving() as other:
        for address in (other.url, "file:///etc/passwd", "http://169.254.169.254/latest", "http://[::1"):
            server.sends_on = address
            with pytest.raises((OtherHostError, OSError, ValueError)):
                get(server.url)
        assert other.sent == []


def test_other_schemes_are_none() -> None:
    for address in ("file:///etc/passwd", "ftp://127.0.0.1/", "//127.0.0.1/", "http"):
        with pytest.raises(ValueError, match="no http"):
            get(address)


def test_a_proxy_learns_nothing_of_what_stays_here(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving() as proxy:
        monkeypatch.setenv("http_proxy", proxy.url)
        monkeypatch.delenv("no_proxy", raising=False)
        server.body = b"here"
        assert (get(server.url), proxy.sent) == (b"here", [])
