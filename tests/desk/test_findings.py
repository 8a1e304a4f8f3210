"""Findings: by kind and file, a way to their places, fixes shown before they are applied."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from tests.deciding.conftest import ARTICLE
from tests.desk.conftest import Desk
from tests.until import until

WRONG = ARTICLE.replace('ref="place:kars">Kars</placeName> fell', 'ref="place:karss">Kars</placeName> fell')

FIXABLE = ARTICLE.replace(
    '<placeName ref="place:kars">Kars</placeName> fell', '<placename ref="place:kars">Kars</placename> fell'
)


def looked(client: httpx.Client) -> str:
    """The page once its check is done, however busy the machine is."""
    until(lambda: '"running": true' not in client.get("/findings").text)
    return client.get("/findings").text


@pytest.fixture
def page(desk: Desk) -> str:
    (desk.project.root / "tei/articles/letter.xml").write_text(WRONG, encoding="utf-8")
    (desk.project.root / "edition.toml").open("a").write('licence = "none"\nbase-url = "nowhere"\n')
    with httpx.Client(base_url=desk.base, timeout=60) as client:
        client.get(desk.address)
        return looked(client)


def test_they_stand_under_their_file_with_a_way_to_the_place(page: str) -> None:
    assert "<h3>tei/articles/letter.xml <small>" in page
    assert re.search(r'href="/source\?file=tei/articles/letter.xml&amp;at=\d+"[^>]*>Line 5</a>', page)
    assert '<p class="quoted"><mark>Kars</mark> fell later.</p>' in page  # the sentence, as it is read
    assert "/source?file=edition.toml" not in page  # Source has no settings


def test_a_fix_is_for_the_bytes_that_were_checked(desk: Desk) -> None:
    path = desk.project.root / "tei/articles/letter.xml"
    path.write_text(FIXABLE, encoding="utf-8")
    with httpx.Client(base_url=desk.base, timeout=60) as client:
        client.get(desk.address)
        page = looked(client)
        check = int(re.findall(r'"check": (\d+)', page)[0])
        number = int(re.findall(r'<del>placename</del>.*?data-fix="(\d+)"', page, re.DOTALL)[0])
        path.write_text(FIXABLE.replace("Letters", "More letters"), encoding="utf-8")
        stale = client.post("/api/fix", json={"check": check, "numbers": [number]})
        assert stale.status_code == 409 and desk.text() == FIXABLE.replace("Letters", "More letters")
        path.write_text(FIXABLE, encoding="utf-8")
        looked(client)  # another window checks again
        assert client.post("/api/fix", json={"check": check, "numbers": [number]}).status_code == 200
    assert desk.text() == ARTICLE


def test_the_overview_tells_how_much_is_found(desk: Desk) -> None:
    (desk.project.root / "tei/articles/letter.xml").write_text(WRONG, encoding="utf-8")
    with httpx.Client(base_url=desk.base, timeout=60) as client:
        client.get(desk.address)
        client.get("/api/queue")
        assert 'data-findings="tei/articles/letter.xml"' in client.get("/").text
        told = client.get("/api/findings").json()
    assert not told["running"] and told["files"]["tei/articles/letter.xml"] >= 1


def test_every_mention_is_counted_once(desk: Desk) -> None:
    with httpx.Client(base_url=desk.base, timeout=60) as client:
        client.get(desk.address)
        client.get("/api/queue")
        row = client.get("/").text.partition("letter")[2]
    assert re.findall(r'<td class="n">(\d+)</td>', row)[:3] == ["1", "4", "2"]  # sure, uncertain, unreviewed


QUICK = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" xmlns:sqf="http://www.schematron-quickfix.com/validator/process"
  queryBinding="xslt3"><ns prefix="tei" uri="http://www.tei-c.org/ns/1.0"/><pattern><rule context="tei:hi"><report test="true()"
  sqf:fix="name drop ask">highlighted</report><sqf:fix id="name"><sqf:replace node-type="element" target="tei:emph" select="node()"/></sqf:fix>
  <sqf:fix id="drop"><sqf:replace select="node()"/></sqf:fix><sqf:fix id="ask"><sqf:user-entry name="x"/><sqf:delete/></sqf:fix>
  </rule></pattern></schema>"""


def test_of_several_fixes_one_is_chosen(start: Callable[..., Desk], folder: Path) -> None:
    (folder / "own.sch").write_text(QUICK, encoding="utf-8")
    settings = folder / "edition.toml"
    settings.write_text(settings.read_text() + '[schema]\nsch = ["own.sch"]\n', encoding="utf-8")
    desk = start()
    with httpx.Client(base_url=desk.base, timeout=60) as client:
        client.get(desk.address)
        page = looked(client)
        check = int(re.findall(r'"check": (\d+)', page)[0])
        offered = re.findall(r'<summary>(name|drop)</summary>.*?data-fix="(\d+)" data-choice="(\d)"', page, re.DOTALL)
        assert [(title, choice) for title, _, choice in offered] == [("name", "0"), ("drop", "1")]
        assert "<small>ask (asks for: x)</small>" in page
        assert "<ins>&lt;emph&gt;</ins>" in page
        asked = {"check": check, "numbers": [int(offered[1][1])], "choice": 1}
        assert client.post("/api/fix", json=asked).status_code == 200
    assert desk.text() == ARTICLE.replace("<hi>Ali</hi>", "Ali")
