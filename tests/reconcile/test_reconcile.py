"""Reconciliation against a real HTTP server on loopback that the tests start."""

from __future__ import annotations

import csv
import json
import threading
import urllib.parse
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from edition.diagnostics import EditionError
from edition.markup import parse, read_source
from edition.project import Project
from edition.reconcile import Service, questions
from edition.registers import read_registers

Command = Callable[..., Any]
KNOWN = {
    "Evliya Çelebi": [
        {
            "id": "Q202",
            "name": "Evliya Çelebi (film)",
            "score": 41,
            "match": False,
            "type": [{"id": "Q11424", "name": "film"}],
        },
        {
            "id": "Q101",
            "name": "Evliya Çelebi",
            "score": 98.5,
            "match": True,
            "type": [{"id": "Q5", "name": "human"}],
            "description": "Ottoman\ttraveller",
        },
    ],
    "Mimar Hayruddin": [{"id": "Q303", "name": "=Hayruddin", "score": 60, "match": False, "type": ["Q5"]}],
}


class Server(ThreadingHTTPServer):
    """Answers as a reconciliation service does; `busy` is how often it first refuses."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.queries: list[dict[str, Any]] = []
        self.busy = 0
        self.status = 503
        self.body: bytes | None = None
        self.sends_on = ""
        self.asked = 0
        self.manifest: dict[str, Any] = {
            "versions": ["0.1", "0.2"],
            "name": "Wikidata (test)",
            "identifierSpace": "http://www.wikidata.org/entity/",
            "schemaSpace": "http://www.wikidata.org/prop/direct/",
            "view": {"url": "https://www.wikidata.org/wiki/{{id}}"},
        }

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/reconcile"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.asked += 1
        address, self.server.sends_on = self.server.sends_on, ""
        if address:
            self.send_response(302)
            self.send_header("Location", address)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        self.answer(self.server.manifest)

    def do_POST(self) -> None:
        form = urllib.parse.parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        queries = json.loads(form["queries"][0])
        if self.server.busy:
            self.server.busy -= 1
            self.send_response(self.server.status)
            self.send_header("Retry-After", "0")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        self.server.queries.append(queries)
        self.answer({name: {"result": KNOWN.get(q["query"], [])} for name, q in queries.items()})

    def answer(self, value: Any) -> None:
        data = self.server.body if self.server.body is not None else json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:
        """The tests need no log."""


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield made
    made.shutdown()
    made.server_close()
    thread.join()


class Clock:
    """Time that passes only when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def __call__(self) -> float:
        return self.now


def service(server: Server, **options: Any) -> tuple[Service, Clock]:
    clock = Clock()
    return Service(server.url, sleep=clock.sleep, clock=clock, **options), clock


def persons(project: Project) -> Any:
    return read_registers(parse(read_source(p)) for p in project.register_paths())[0].of_kind("person")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def test_candidates_are_written_for_review_and_only_the_accepted_into_the_register(
    sample: Project, server: Server, command: Command
) -> None:
    register = sample.root / "tei/registers/persons.xml"
    before = register.read_text()
    review = sample.root / "review.tsv"
    outcome = command(
        "reconcile", "persons", "--service", server.url, "--rate", "0", "-o", str(review), folder=sample.root
    )
    assert outcome.code == 0
    assert register.read_text() == before
    found = rows(review)
    assert [(r["key"], r["candidate"], r["score"], r["match"]) for r in found] == [
        ("evliya-celebi", "Q101", "98.5", "yes"),
        ("evliya-celebi", "Q202", "41", ""),
        ("mimar-hayruddin", "Q303", "60", ""),
    ]
    assert found[0]["address"] == "https://www.wikidata.org/wiki/Q101"
    assert (found[0]["description"], found[2]["candidate_name"]) == ("Ottoman traveller", "'=Hayruddin")

    assert command("reconcile", "--accept", str(review), folder=sample.root).code == 0
    assert register.read_text() == before  # nothing is accepted yet
    review.write_text(review.read_text().replace("\tevliya-celebi", "x\tevliya-celebi", 1), encoding="utf-8")
    assert command("reconcile", "--accept", str(review), folder=sample.root).code == 0
    after = register.read_text()
    new = '\n        <idno type="Wikidata">Q101</idno>'
    assert new in after and after.replace(new, "") == before
    assert command("reconcile", "--accept", str(review), folder=sample.root).code == 0
    assert register.read_text() == after


def test_a_property_that_cannot_be_compared_is_refused(sample: Project, server: Server, command: Command) -> None:
    outcome = command("reconcile", "persons", "--service", server.url, "--property", "P569", folder=sample.root)
    assert outcome.code == 2 and "birth, death" in outcome.err


def test_two_accepted_candidates_are_refused(sample: Project, server: Server, command: Command) -> None:
    review = sample.root / "review.tsv"
    command("reconcile", "persons", "--service", server.url, "--rate", "0", "-o", str(review), folder=sample.root)
    before = (sample.root / "tei/registers/persons.xml").read_text()
    review.write_text(review.read_text().replace("\tevliya-celebi", "x\tevliya-celebi"), encoding="utf-8")
    outcome = command("reconcile", "--accept", str(review), folder=sample.root)
    assert outcome.code == 1 and "R422" in outcome.out
    assert (sample.root / "tei/registers/persons.xml").read_text() == before


def test_an_identifier_that_is_there_is_never_written_over(sample: Project, server: Server, command: Command) -> None:
    register = sample.root / "tei/registers/persons.xml"
    register.write_text(
        register.read_text().replace(
            '<birth when="1611-03-25"/>', '<birth when="1611-03-25"/><idno type="Wikidata">Q1</idno>'
        )
    )
    review = sample.root / "review.tsv"
    command("reconcile", "persons", "--service", server.url, "--rate", "0", "-o", str(review), folder=sample.root)
    assert {r["key"] for r in rows(review)} == {"mimar-hayruddin"}
    command(
        "reconcile", "persons", "--service", server.url, "--rate", "0", "--all", "-o", str(review), folder=sample.root
    )
    review.write_text(review.read_text().replace("\tevliya-celebi", "x\tevliya-celebi", 1), encoding="utf-8")
    outcome = command("reconcile", "--accept", str(review), folder=sample.root)
    assert outcome.code == 0 and "R410" in outcome.out and "Q1</idno>" in register.read_text()


def test_answers_are_kept_and_not_asked_again(sample: Project, server: Server, command: Command) -> None:
    call = ("reconcile", "persons", "--service", server.url, "--rate", "0", "-o", str(sample.root / "r.tsv"))
    command(*call, folder=sample.root)
    command(*call, folder=sample.root)
    assert len(server.queries) == 1
    command(*call, "--type", "Q5", "--property", "P569=birth", folder=sample.root)
    asked = list(server.queries[1].values())
    assert asked[0] == {
        "query": "Evliya Çelebi",
        "limit": 5,
        "type": "Q5",
        "properties": [{"pid": "P569", "v": "1611-03-25"}],
    }
    assert "properties" not in asked[1]


def test_entries_are_asked_in_batches_and_not_too_fast(sample: Project, server: Server) -> None:
    asking, clock = service(server, rate=4.0, batch=1)
    found = list(asking.candidates(questions(persons(sample), "en")))
    assert [q.key for q, _ in found] == ["evliya-celebi", "mimar-hayruddin"]
    assert [len(q) for q in server.queries] == [1, 1]
    assert clock.slept == [0.25]


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_service_is_asked_again_after_growing_pauses(status: int, sample: Project, server: Server) -> None:
    server.busy, server.status = 2, status
    asking, clock = service(server, rate=0.0, retries=3)
    assert len(list(asking.candidates(questions(persons(sample), "en")))) == 2
    assert clock.slept == [0.5, 1.0] and asking.requests == 3


def test_a_service_that_stays_busy_is_told_with_what_it_gave_kept(sample: Project, server: Server) -> None:
    kept: dict[str, Any] = {}

    class Memory:
        def get(self, key: str) -> Any:
            return kept.get(key)

        def put(self, key: str, value: Any) -> None:
            kept[key] = value

    asking, _ = service(server, rate=0.0, retries=1, batch=1, store=Memory())
    answers = asking.candidates(questions(persons(sample), "en"))
    next(answers)
    server.busy = 9
    with pytest.raises(EditionError) as error:
        next(answers)
    assert error.value.diagnostics[0].code.id == "R420" and len(kept) == 1


def test_no_service_and_wrong_answers_are_told(sample: Project, server: Server, command: Command) -> None:
    def code(*options: str) -> str:
        outcome = command("reconcile", "persons", "--rate", "0", "--retries", "0", *options, folder=sample.root)
        assert outcome.code == 2
        return outcome.err[6:10]

    server.body = b"<html>a page</html>"
    assert code("--service", server.url) == "R421"
    server.body = b"[]"
    assert code("--service", server.url) == "R421"
    server.body = None
    server.manifest = {"name": "later", "versions": ["1.0"]}
    assert code("--service", server.url) == "R421"
    assert code("--service", "file:///etc/passwd") == "R420"
    server.server_close()
    assert code("--service", server.url) == "R420"


def test_a_service_sends_nobody_on(server: Server) -> None:
    other = Server()
    threading.Thread(target=other.serve_forever, daemon=True).start()
    try:
        for address in (other.url, "file:///etc/passwd", "http://169.254.169.254/latest", "http://[::1"):
            server.sends_on = address
            with pytest.raises(EditionError, match="R420"):
                Service(server.url, rate=0, retries=0).manifest()
        assert other.asked == 0
        server.sends_on = f"{server.url}/v2"
        assert Service(server.url, rate=0, retries=0).manifest()["name"] == "Wikidata (test)"
    finally:
        other.shutdown()
        other.server_close()


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 100_000,
        b'{"name": ["x"]}',
        b'{"name": "x", "versions": {"a": 1}}',
        b'{"name": "x", "versions": [["0.2"]]}',
        b'{"q0": {"result": [{"id": ["a"], "type": {"a": 1}, "score": {}, "name": 1}]}, "name": "x", "view": []}',
        b'{"q0": {"result": [{"id": "a", "type": [[1]], "score": 1e999}]}, "name": "x", "batchSize": true}',
        b"\xff\xfe",
    ],
)
def test_odd_answers_are_told(body: bytes, sample: Project, server: Server, command: Command) -> None:
    server.body = body
    ended = command(
        "reconcile", "persons", "--rate", "0", "--retries", "0", "--service", server.url, folder=sample.root
    )
    assert ended.code in (0, 2)
    assert "Traceback" not in ended.err
    assert "S799" not in ended.err
    assert ended.code == 0 or "R42" in ended.err


def test_an_address_that_is_none_is_told(sample: Project, command: Command) -> None:
    for url in ("http://[::1", "http://", "//x", "http://127.0.0.1:99999/"):
        ended = command("reconcile", "persons", "--retries", "0", "--service", url, folder=sample.root)
        assert (ended.code, "R420" in ended.err) == (2, True), ended.err
