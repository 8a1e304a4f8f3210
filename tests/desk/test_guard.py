"""Who the desk answers, and what its pages may do; hostile TEI is text here, too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.deciding.conftest import ARTICLE
from tests.desk.conftest import Desk

POST = "/api/decide"


@pytest.fixture
def desk(start: Callable[..., Desk]) -> Desk:
    return start("--as", "Ada")


@pytest.fixture
def client(desk: Desk) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=desk.base) as client:
        yield client


def wish(desk: Desk) -> dict[str, Any]:
    mark = desk.article().marks[0]
    return {"article": "letter", "id": mark.id, "action": "accept"}


def test_the_address_holds_the_token_and_sets_what_later_ones_need(desk: Desk, client: httpx.Client) -> None:
    assert client.get("/").status_code == 403
    assert client.get("/?token=wrong").status_code == 403
    assert client.get(desk.address).status_code == 200
    assert client.get("/review?article=letter").status_code == 200
    cookie = client.get(desk.address).headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie


@pytest.mark.parametrize(
    "headers",
    [{"host": "edition.example"}, {"host": "127.0.0.1"}, {"origin": "http://evil.example"}, {"origin": "null"}],
)
def test_other_hosts_and_origins_are_turned_away(desk: Desk, client: httpx.Client, headers: dict[str, str]) -> None:
    client.get(desk.address)
    assert client.get("/", headers=headers).status_code == 403
    assert client.post(POST, json=wish(desk), headers=headers).status_code == 403
    assert desk.text() == ARTICLE


def test_a_form_of_another_page_is_no_request(desk: Desk, client: httpx.Client) -> None:
    client.get(desk.address)
    assert client.post(POST, data=wish(desk)).status_code == 400
    assert client.post(POST, content=b"{", headers={"content-type": "application/json"}).status_code == 400
    assert desk.text() == ARTICLE


@pytest.mark.parametrize(
    "path",
    ["/", "/review", "/registers", "/structure", "/source", "/findings", "/changes", "/assets/review.js", "/nothing"],
)
def test_every_answer_has_a_strict_policy(desk: Desk, client: httpx.Client, path: str) -> None:
    client.get(desk.address)
    answer = client.get(path, timeout=60)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "script-src 'self';" in policy and "unsafe" not in policy
    assert answer.status_code == (404 if path == "/nothing" else 200)


@pytest.mark.parametrize(
    "path", ["/assets/../app.py", "/assets/%2e%2e/app.py", "/assets//etc/passwd", "/source?file=../../etc/passwd"]
)
def test_no_file_outside_is_shown(desk: Desk, client: httpx.Client, path: str) -> None:
    client.get(desk.address)
    answer = client.get(path)
    assert "root:" not in answer.text and "make_app" not in answer.text


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"article": 3},
        {"article": "letter"},
        {"article": "letter", "id": ["x"], "action": "accept"},
        {"article": "../x", "id": "a", "action": "accept"},
    ],
)
def test_a_wrong_request_is_told(desk: Desk, client: httpx.Client, body: dict[str, Any]) -> None:
    client.get(desk.address)
    assert client.post(POST, json=body).status_code in (400, 422)
    assert desk.text() == ARTICLE


def test_nothing_is_written_where_it_only_reads(start: Callable[..., Desk]) -> None:
    desk = start("--read-only")
    with httpx.Client(base_url=desk.base) as client:
        client.get(desk.address)
        assert client.post(POST, json=wish(desk)).status_code == 403
        assert (
            client.post("/api/source", json={"file": "tei/articles/letter.xml", "text": "x", "digest": ""}).status_code
            == 403
        )
    assert desk.text() == ARTICLE


def test_one_line_on_standard_output(desk: Desk) -> None:
    assert desk.address.startswith("http://127.0.0.1:")
    desk.process.terminate()
    out, _ = desk.process.communicate(timeout=20)
    assert out == ""


def test_hostile_words_are_words(start: Callable[..., Desk], folder: Path) -> None:
    path = folder / "tei/articles/letter.xml"
    evil = "&lt;img src=x onerror=alert(1)&gt;"
    path.write_text(ARTICLE.replace("Vakur Bey", evil).replace("<title>Letters", f"<title>{evil}"), encoding="utf-8")
    desk = start()
    with httpx.Client(base_url=desk.base) as client:
        client.get(desk.address)
        for view in (
            "/",
            "/review?article=letter",
            "/registers?view=proposals",
            "/structure?article=letter",
            "/changes",
            "/source",
        ):
            assert "<img src=x" not in client.get(view).text
        proposals = client.get("/api/proposals").json()
        assert any(p["text"].startswith("<img") for p in proposals)
