"""A server that speaks as OpenAI's do: one that answers, and ones that lie, stall, flood and say the key back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.remote.servers import Handler, Server, server, serving

from edition.annotate.elsewhere.endpoint import Endpoint
from edition.annotate.elsewhere.offers import Claim
from edition.annotate.elsewhere.source import NoAnswerError
from edition.diagnostics import EditionError

__all__ = ["server"]
SOON, EVER = 0.3, 60.0  # seconds
KEY = "sk-a-secret"


def said(content: Any) -> bytes:
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode()


NAMES = '{"names": [{"text": "Ulm", "kind": "place"}]}'


@pytest.mark.parametrize("content", [NAMES, f"```json\n{NAMES}\n```", f"Here they are: {NAMES} I hope this helps."])
def test_names_are_read_whatever_stands_around_them(server: Server, content: str) -> None:
    server.body = said(content)
    assert Endpoint(server.url, "small").ask("nach Ulm", "de", EVER) == [Claim("place", "Ulm")]


def test_it_is_sent_the_instruction_the_language_and_the_text(server: Server) -> None:
    server.body = said(NAMES)
    Endpoint(server.url, "small").ask("nach „Ulm“", "de", EVER)
    (sent,) = map(json.loads, server.sent)
    assert sorted(sent) == ["messages", "model", "stream", "temperature"]
    assert [m["role"] for m in sent["messages"]] == ["system", "user"]
    assert json.loads(sent["messages"][1]["content"]) == {"lang": "de", "text": "nach „Ulm“"}
    assert "Authorization" not in server.headers[0]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"\xff\xfe",
        b"[" * 100_000,
        b"{}",
        b"[]",
        b'{"choices": []}',
        b'{"choices": {"a": 1}}',
        b'{"choices": [{"message": "Ulm"}]}',
        said(None),
        said(["Ulm"]),
        said("There are no names."),
        said("{" * 100_000),
        said('{"a":' * 100_000),
        said('{"names": {"text": "Ulm"}}'),
        said('{"names": "Ulm"}'),
        said("{names: [Ulm]}"),
        b"x" * 2_000_000,
    ],
)
def test_what_is_no_answer_is_told(server: Server, body: bytes) -> None:
    server.body = body
    with pytest.raises(NoAnswerError):
        Endpoint(server.url, "small").ask("nach Ulm", "de", EVER)


def test_one_that_stalls_is_left(server: Server) -> None:
    def stall(handler: Handler) -> None:
        handler.server.is_over.wait()

    server.acts = stall
    with pytest.raises(NoAnswerError):
        Endpoint(server.url, "small").ask("nach Ulm", "de", SOON)


def test_it_sends_nobody_on(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NAMES_KEY", KEY)
    with serving() as other:
        server.sends_on = other.url
        with pytest.raises(NoAnswerError, match="another host"):
            Endpoint(server.url, "small", "NAMES_KEY").ask("nach Ulm", "de", EVER)
        assert other.sent == []


def test_another_machine_is_asked_only_where_its_host_is_named() -> None:
    for url in ("https://api.example.org/v1", "http://192.168.0.5:8000/v1", "http://localhost.example/v1"):
        with pytest.raises(EditionError, match="A204"):
            Endpoint(url, "large")
    with pytest.raises(EditionError, match="A204"):
        Endpoint("http://api.example.org/v1", "large", hosts=("https://api.example.org",))
    assert Endpoint("https://api.example.org/v1", "large", hosts=("https://api.example.org",))
    assert Endpoint("http://localhost:11434/v1", "small")


def test_the_key_goes_to_the_server_and_nowhere_else(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NAMES_KEY", f" {KEY}\n")
    source = Endpoint(server.url, "small", "NAMES_KEY")
    server.status, server.reason = 401, f"the key {KEY} is wrong"
    with pytest.raises(NoAnswerError) as raised:
        source.ask("nach Ulm", "de", EVER)
    assert server.headers[0]["Authorization"] == f"Bearer {KEY}"
    assert KEY not in str(raised.value)
    assert KEY not in f"{source} {source.description} {source.digest}"


@pytest.mark.parametrize("value", [None, "", " ", "two\nlines", "schlüssel"])
def test_a_variable_without_a_key_is_told_and_not_shown(
    server: Server, monkeypatch: pytest.MonkeyPatch, value: str | None
) -> None:
    monkeypatch.delenv("NAMES_KEY", raising=False)
    if value is not None:
        monkeypatch.setenv("NAMES_KEY", value)
    with pytest.raises(EditionError, match="A204") as raised:
        Endpoint(server.url, "small", "NAMES_KEY").ask("nach Ulm", "de", EVER)
    assert not (value or "").strip() or (value or "") not in str(raised.value)
    assert server.sent == []


def test_nobody_listens() -> None:
    with serving() as gone:
        url = gone.url
    with pytest.raises(NoAnswerError):
        Endpoint(url, "small").ask("nach Ulm", "de", EVER)
