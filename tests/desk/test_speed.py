"""What keeps the desk quick: only the block that changed is made anew, and what was read is kept between starts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from lxml import html
from tests.desk.conftest import Desk

from edition.desk.state.bench import Bench
from edition.project import read_project

Start = Callable[..., Desk]


def whole(client: httpx.Client) -> dict[str, Any]:
    answer: dict[str, Any] = client.get("/api/article", params={"id": "letter"}).json()
    return answer


def block_of(article: dict[str, Any], id_: str) -> str:
    found = html.fromstring(article["html"]).xpath(f"//*[@id='{id_}']")[0]
    return str(html.tostring(found, with_tail=False, encoding="unicode"))


@pytest.mark.parametrize("action", ["accept", "reject"])
@pytest.mark.parametrize("number", range(6))
def test_undo_and_redo_give_the_block_alone(desk: Desk, action: str, number: int) -> None:
    with httpx.Client(base_url=desk.base, timeout=60) as client:
        client.get(desk.address)
        before = whole(client)
        mark = before["marks"][number]
        out = client.post(
            "/api/decide", json={"article": "letter", "digest": before["digest"], "id": mark["id"], "action": action}
        ).json()
        if "digest" not in out:
            pytest.skip("nothing to decide there")
        for path in ("/api/undo", "/api/redo", "/api/undo"):
            out = client.post(path, json={"article": "letter", "digest": out["digest"]}).json()
            now = whole(client)
            assert "whole" not in out and out["digest"] == now["digest"]
            for id_, block in out["blocks"].items():
                assert html.tostring(html.fromstring(block)) == html.tostring(html.fromstring(block_of(now, id_)))
        assert now["marks"] == before["marks"]


def test_a_page_that_is_behind_gets_all_that_differs(desk: Desk) -> None:
    with httpx.Client(base_url=desk.base, timeout=60) as client:
        client.get(desk.address)
        before = whole(client)
        first, last = before["marks"][0], before["marks"][-1]
        for mark in (first, last):
            client.post("/api/decide", json={"article": "letter", "id": mark["id"], "action": "accept"})
        out = client.post("/api/undo", json={"article": "letter", "digest": before["digest"]}).json()
        shown = out.get("marks") or out["whole"]["marks"]
        assert first["id"] in {mark["id"] for mark in shown if not mark["machine"]}


def test_what_was_read_is_kept_and_never_stale(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "tei/articles/letter.xml"
    Bench(read_project(folder)).read_all()
    monkeypatch.setattr("edition.desk.state.summaries.parse", lambda _: pytest.fail("it was read again"))
    bench = Bench(read_project(folder))
    bench.read_all()
    (kept,) = bench.summaries()
    assert (kept.id, kept.all, kept.keys["kars"]) == ("letter", 7, 2)
    monkeypatch.undo()
    path.write_text(path.read_text("utf-8").replace("Kars</placeName> fell", "Van</placeName> fell"), encoding="utf-8")
    (changed,) = bench.summaries()
    assert changed.id == "letter" and changed is not kept
    path.write_text("<TEI", encoding="utf-8")
    (broken,) = bench.summaries()
    assert broken.broken and broken.id == "letter"
    again = Bench(read_project(folder))
    again.read_all()
    assert again.summaries()[0].broken
