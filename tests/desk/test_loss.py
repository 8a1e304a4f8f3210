"""Nothing is lost: a full disk, a desk that is killed while it writes."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import httpx
import pytest
from tests.deciding.conftest import ARTICLE
from tests.until import until

from edition.deciding import Store
from edition.deciding.article import digest_of_bytes
from edition.deciding.carry import open_article
from edition.markup import parse, read_source
from edition.markup.changes import settle
from edition.project import read_project

resource = pytest.importorskip("resource")
LIMIT = 400  # bytes that a file may have


def start(folder: Path, limit: int = 0) -> tuple[subprocess.Popen[str], str]:
    def small() -> None:
        if limit:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    command = [sys.executable, "-m", "edition", "-C", str(folder), "desk"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, preexec_fn=small)
    assert process.stdout is not None
    return process, process.stdout.readline().strip()


def test_a_full_disk_is_told_and_nothing_is_half_written(folder: Path) -> None:
    process, address = start(folder, LIMIT)
    try:
        with httpx.Client(base_url=address.partition("/?")[0], timeout=60) as client:
            client.get(address)
            mark = open_article(read_project(folder), "letter").marks[0]
            answer = client.post("/api/decide", json={"article": "letter", "id": mark.id, "action": "accept"})
            assert answer.status_code in (422, 507)
            assert "error" in answer.json()
    finally:
        process.kill()
        process.wait()
    assert (folder / "tei/articles/letter.xml").read_text("utf-8") == ARTICLE
    assert Store.of(folder).journal.records == []


@pytest.mark.parametrize("lines", [1, 2, 3])
def test_killed_while_it_writes(folder: Path, lines: int) -> None:
    process, address = start(folder)
    project = read_project(folder)

    def ask() -> None:
        with httpx.Client(base_url=address.partition("/?")[0], timeout=60) as client:
            client.get(address)
            for mark in open_article(project, "letter").marks:
                try:
                    client.post("/api/decide", json={"article": "letter", "id": mark.id, "action": "accept"})
                except httpx.HTTPError:
                    return

    asking = threading.Thread(target=ask)
    asking.start()
    decided = folder / "tei/decisions.tsv"
    until(lambda: not asking.is_alive() or (decided.exists() and decided.read_bytes().count(b"\n") >= lines))
    process.kill()
    process.wait()
    asking.join()
    settle(folder)
    parse(read_source(folder / "tei/articles/letter.xml"))
    store = Store.of(folder)
    while store.journal.open_changes()[0]:
        store.take_back(0, "", "")
    assert (folder / "tei/articles/letter.xml").read_text("utf-8") == ARTICLE


WRITING: list[tuple[str, dict[str, object]]] = [
    (
        "/api/source",
        {"file": "tei/articles/letter.xml", "text": ARTICLE + " ", "digest": digest_of_bytes(ARTICLE.encode())},
    ),
    ("/api/relation", {"key": "halil-kut", "name": "met", "other": "halil-ince", "end": "mutual"}),
    ("/api/structure", {"article": "letter", "block": "p2", "action": "quotation"}),
    ("/api/entry/new", {"kind": "person", "key": "ada", "names": [["en", "Ada"]], "note": ""}),
    ("/api/entry/rename", {"key": "halil-kut", "new": "halil-pasa"}),
    ("/api/entry/merge", {"key": "halil-kut", "into": "halil-ince"}),
]


@pytest.mark.parametrize(("path", "body"), WRITING, ids=[path for path, _ in WRITING])
def test_a_full_disk_loses_nothing_whatever_is_written(folder: Path, path: str, body: dict[str, object]) -> None:
    before = {file: file.read_bytes() for file in (folder / "tei").rglob("*") if file.is_file()}
    process, address = start(folder, LIMIT)
    try:
        with httpx.Client(base_url=address.partition("/?")[0], timeout=60) as client:
            client.get(address)
            answer = client.post(path, json=body)
            assert answer.status_code in (422, 507), answer.text
            assert client.get("/api/registers").status_code == 200  # it goes on answering
    finally:
        process.kill()
        process.wait()
    settle(folder)
    assert {file: file.read_bytes() for file in (folder / "tei").rglob("*") if file.is_file()} == before
    assert Store.of(folder).journal.records == []
