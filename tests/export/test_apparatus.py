"""The critical apparatus as a table, read back with csv."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

NS = 'xmlns="http://www.tei-c.org/ns/1.0"'
HEAD = """<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc>
<listWit><witness xml:id="a"><abbr type="siglum">A</abbr></witness><witness xml:id="B"/></listWit></sourceDesc></fileDesc></teiHeader>"""
BODY = """<p n="2">x <app xml:id="one"><lem wit="#a" xml:id="l">two</lem><rdg wit="#B" cert="low" type="spelling">tow <note>n</note></rdg>
<note>sic</note><note target="#l">so A</note><rdg source="#Smith"><surplus>two</surplus></rdg></app>
<app><lem>three <app><lem>four</lem><rdg wit="#B">vier</rdg></app></lem><rdgGrp type="orthographic" wit="#a #B"><rdg/></rdgGrp></app>
<app><lem>five</lem><note>all agree</note></app></p><listApp><app loc="9.1"><lem>lost</lem><rdg wit="#B">last</rdg></app></listApp>"""


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    (tmp_path / "edition.toml").write_text('[edition]\ntitle = "T"\n[files]\narticles = ["*.xml"]\n')
    text = f'<TEI {NS} xml:id="t">{HEAD}<text><body>{BODY}</body></text></TEI>'
    (tmp_path / "t.xml").write_text(text, encoding="utf-8")
    return tmp_path


def table(command: Callable[..., Any], folder: Path, *options: str) -> list[dict[str, str]]:
    done = command("export", "apparatus", "-o", "-", *options, folder=folder)
    return list(csv.DictReader(io.StringIO(done.out)))


def test_each_reading_has_a_row_with_lemma_sigla_and_place(edition: Path, command: Callable[..., Any]) -> None:
    rows = table(command, edition)
    told = [
        [row[c] for c in ("app", "location", "lemma", "lemma_sigla", "reading", "sigla", "sources")] for row in rows
    ]
    assert told == [
        ["one", "2", "two", "A", "tow", "B", ""],
        ["one", "2", "two", "A", "{two}", "", "Smith"],
        ["2", "2", "three four", "", "", "A | B", ""],
        ["3", "2", "four", "", "vier", "B", ""],
        ["4", "2", "five", "", "", "", ""],
        ["5", "9.1", "lost", "", "last", "B", ""],
    ]
    assert [(row["lemma_note"], row["note"]) for row in rows[:2]] == [("so A", "sic"), ("so A", "")]
    assert [row["omitted"] for row in rows] == ["", "", "yes", "", "", ""]
    assert (rows[0]["certainty"], rows[0]["type"], rows[2]["group"]) == ("low", "spelling", "orthographic")
    assert rows[4]["lemma_note"] == "all agree"
    assert table(command, edition, "--article", "other") == []


def test_an_edition_without_variants_writes_no_table(edition: Path, command: Callable[..., Any]) -> None:
    text = (edition / "t.xml").read_text()
    (edition / "t.xml").write_text(text.replace(BODY, "<p>plain</p>"))
    command("export", "apparatus", folder=edition)
    assert not list((edition / "output").rglob("apparatus*"))


def test_every_entry_of_the_war_is_in_the_table(shared: Path, tmp_path: Path, command: Callable[..., Any]) -> None:
    source = shared / "corpora/apparatus"
    if not source.is_dir():
        pytest.skip("the corpora are not here")
    shutil.copytree(source, tmp_path / "war")
    (tmp_path / "war/edition.toml").write_text('[edition]\ntitle = "T"\n[files]\narticles = ["*.xml"]\n')
    rows = table(command, tmp_path / "war")
    assert len({row["app"] for row in rows}) == 567
    assert all(row["location"] and row["lemma"] for row in rows)
