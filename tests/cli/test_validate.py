from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from edition.project import Project

Command = Callable[..., Any]
RNG = """<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"
  datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <zeroOrMore><element name="persName"><attribute name="when"><data type="date"/></attribute><text/></element></zeroOrMore>
</element>"""
SCH = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3"><pattern>
  <rule context="persName"><assert id="no-empty" role="warning" test="normalize-space()">a name is empty</assert></rule>
</pattern></schema>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "s.rng").write_text(RNG)
    (tmp_path / "s.sch").write_text(SCH)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/good.xml").write_text('<a><persName when="1921-03-16">x</persName></a>')
    return tmp_path


def objects(command: Command, folder: Path, *arguments: str) -> tuple[int, list[dict[str, Any]]]:
    outcome = command("validate", *arguments, "--format", "json", folder=folder)
    return outcome.code, json.loads(outcome.out)


def test_any_xml_against_any_schema(command: Command, folder: Path) -> None:
    (folder / "docs/bad.xml").write_text('<!-- kept -->\n<a><persname when="1921-03-16">x</persname></a>')
    code, found = objects(command, folder, "docs", "--schema", "s.rng", "--schematron", "s.sch")
    assert code == 1
    assert [(Path(d["file"]).name, d["code"], d["line"], d["column"]) for d in found] == [("bad.xml", "V310", 2, 5)]
    assert "persName" in found[0]["help"]
    assert found[0]["fix"]["safety"] == "safe"


def test_schematron_alone(command: Command, folder: Path) -> None:
    (folder / "docs/bad.xml").write_text("<a><persName/></a>")
    code, found = objects(command, folder, "docs/bad.xml", "--schematron", "s.sch")
    assert code == 1
    assert [(d["code"], d["severity"]) for d in found] == [("no-empty", "warning")]


def test_safe_fixes_keep_every_other_byte(command: Command, folder: Path) -> None:
    path = folder / "docs/bad.xml"
    before = "<!-- kept -->\r\n<a ><persname\twhen='1921-03-16' >&#120;</persname >\n</a>"
    path.write_bytes(before.encode())
    dry = command("validate", "docs", "--schema", "s.rng", "--fix", "--dry-run", folder=folder)
    assert "+" in dry.out
    assert path.read_bytes() == before.encode()
    outcome = command("validate", "docs", "--schema", "s.rng", "--fix", folder=folder)
    assert outcome.code == 0
    assert path.read_bytes() == before.replace("persname", "persName").encode()


def test_a_baseline_lets_old_findings_rest(command: Command, folder: Path) -> None:
    (folder / "docs/bad.xml").write_text("<a><nope/></a>")
    call = ("validate", "docs", "--schema", "s.rng")
    assert command(*call, "--write-baseline", "b.json", folder=folder).code == 0
    assert command(*call, "--baseline", "b.json", folder=folder).code == 0
    (folder / "docs/more.xml").write_text("<a><nope/></a>")
    assert command(*call, "--baseline", "b.json", folder=folder).code == 1


def test_wrong_calls_end_with_two(command: Command, folder: Path) -> None:
    assert command("validate", "nowhere", "--schema", "s.rng", folder=folder).code == 2
    assert command("validate", "docs", "--schema", "no.rng", folder=folder).code == 2
    assert command("validate", "--schema", "s.rng", folder=folder).code == 2
    (folder / "broken.rng").write_text('<element xmlns="http://relaxng.org/ns/structure/1.0" name="a"><ref name="x"/></element>')
    outcome = command("validate", "docs", "--schema", "broken.rng", folder=folder)
    assert outcome.code == 2
    assert "V330" in outcome.err


HOSTILE = {
    "bomb": '<!DOCTYPE a [<!ENTITY x "y"><!ENTITY z "&x;&x;">]><a>&z;</a>',
    "external": '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    "dtd": '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a/>',
    "deep": "<a>" * 100_000 + "</a>" * 100_000,
    "mismatch": "<a>\n<persName></a>",
    "empty": "",
    "binary": "\0\1\2",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_bad_input_is_a_finding_never_a_traceback(command: Command, folder: Path, kind: str) -> None:
    (folder / "docs/bad.xml").write_text(HOSTILE[kind])
    code, found = objects(command, folder, "docs", "--schema", "s.rng")
    assert code == 1
    assert found
    assert {d["code"] for d in found} <= {"V300", "V301", "V310", "V311"}
    assert "root:" not in json.dumps(found)


def test_the_edition_itself_is_checked_with_its_registers(command: Command, sample: Project) -> None:
    article = sample.root / "tei/articles/a-bridge-at-mostar.xml"
    text = article.read_text().replace("place:neretva", "place:neretwa")
    article.write_text(text)
    code, found = objects(command, sample.root)
    assert code == 1
    assert [(d["code"], d["name"]) for d in found] == [("V340", "unresolved-key")]
    assert "neretva" in found[0]["help"]


def test_a_suppression_in_the_document_and_one_in_the_settings(command: Command, sample: Project) -> None:
    article = sample.root / "tei/articles/a-bridge-at-mostar.xml"
    text = article.read_text().replace('place:neretva">Neretva', 'place:neretva">the river')
    article.write_text(text)
    assert objects(command, sample.root)[1][0]["code"] == "V343"
    at = text.index("<placeName", text.index("jumped"))
    article.write_text(text[:at] + "<?edition-allow unexplained-mention the sentence says which?>" + text[at:])
    assert objects(command, sample.root) == (0, [])
    article.write_text(text)
    settings = sample.root / "edition.toml"
    settings.write_text(settings.read_text() + '\n[validate]\nignore = { V343 = "free wording is our style" }\n')
    assert objects(command, sample.root) == (0, [])


def test_a_changed_document_is_checked_again_and_an_unchanged_one_comes_from_the_cache(command: Command, sample: Project) -> None:
    assert objects(command, sample.root) == (0, [])
    article = sample.root / "tei/articles/a-bridge-at-mostar.xml"
    article.write_text(article.read_text().replace("<p ", "<pp ").replace("</p>", "</pp>"))
    assert objects(command, sample.root)[0] == 1
    assert objects(command, sample.root)[0] == 1
