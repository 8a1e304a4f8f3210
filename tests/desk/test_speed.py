"""What keeps the desk quick: only the block that changed is made anew, and what was read is kept between starts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from lxml import html
from tests.deciding.conftest import PERSONS
from tests.desk.conftest import Desk

from edition.desk.state.bench import Bench
from edition.desk.state.shelf import Shelf
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


@pytest.mark.parametrize("asked", ["ka", "mol ka", "ozan1", "kara ozan", "a", "none"])
def test_a_search_finds_the_entries_in_which_every_word_begins_one(folder: Path, asked: str) -> None:
    """Also after one went and another came, when the others are not looked at again."""
    names = [f"{('Kar', 'Mol', 'Ozan')[n % 3]}{n} {('Aka', 'Mola', 'Kara', 'Kal')[n % 4]}" for n in range(40)]
    shelf = Shelf(read_project(folder))
    for shown in (names, [*names[:7], *names[9:], "Karaca Mol"]):
        persons = "".join(
            f'<person xml:id="p-{name.split()[0].lower()}"><persName type="main" xml:lang="en">{name}</persName></person>'
            for name in shown
        )
        text = PERSONS[: PERSONS.index("<person ")] + persons + "</listPerson></body></text></TEI>"
        (folder / "tei/registers/persons.xml").write_text(text, encoding="utf-8")
        fit = [n for n in shown if all(any(w.startswith(part) for w in n.lower().split()) for part in asked.split())]
        found = shelf.all_fitting(asked, "person")
        assert sorted(e.name("en") for e in found) == sorted(fit)
        assert {e.key for e in shelf.search(asked, ("person",), {})} <= {e.key for e in found}
