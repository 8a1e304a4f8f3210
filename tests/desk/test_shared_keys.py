"""A key that a person and a place share, on the desk: each has its form, its mentions and its name in Review."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from tests.deciding.conftest import PERSONS
from tests.desk.conftest import Desk

KARS = '  <person xml:id="kars">\n    <persName xml:lang="en" type="main">Kars Olsen</persName>\n  </person>\n</listPerson>'


@pytest.fixture
def client(folder: Path, start: Callable[..., Desk]) -> httpx.Client:
    path = folder / "tei/registers/persons.xml"
    path.write_text(PERSONS.replace("</listPerson>", KARS), "utf-8")
    desk = start("--as", "Ada")
    client = httpx.Client(base_url=desk.base, timeout=60)
    client.get(desk.address)
    return client


def test_each_is_shown_counted_and_changed_as_itself(client: httpx.Client, folder: Path) -> None:
    page = client.get("/registers", params={"key": "kars·place"}).text
    assert '<h2 data-kind="place">Kars' in page and "Kars Olsen" not in page
    assert client.get("/api/mentions", params={"key": "kars·place"}).json()["all"] == 2
    assert client.get("/api/mentions", params={"key": "kars·person"}).json()["all"] == 0
    marks = client.get("/api/article", params={"id": "letter"}).json()["marks"]
    (mark,) = [m for m in marks if m["text"] == "Kars" and m["machine"]]
    assert (mark["keys"], mark["names"]) == (["kars·place"], ["Kars"])
    done = client.post("/api/entry/rename", json={"key": "kars·place", "new": "kars-city"})
    assert done.status_code == 200
    text = (folder / "tei/articles/letter.xml").read_text("utf-8")
    assert text.count('ref="place:kars-city"') == 2
    assert '<person xml:id="kars">' in (folder / "tei/registers/persons.xml").read_text("utf-8")
