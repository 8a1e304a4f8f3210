"""Names without a kind, speeches and those who made a text: each has a page, and stands in index and exports alike."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.publish.website import NS, Website, build_site, letters, own_text

SETTINGS = """[edition]
title = "Names"
languages = ["en"]

[files]
articles = ["texts/*.xml"]
registers = ["indices/*.xml"]

[validate]
profile = "reference"
"""
REGISTER = f"""<TEI {NS}><standOff><listPerson><person xml:id="ada"><persName>Ada Nehir</persName></person><person xml:id="ela"><persName>Ela
Kaya</persName></person></listPerson><listPlace><place xml:id="kars"><placeName>Kars</placeName></place></listPlace></standOff></TEI>"""
STATEMENT = """<titleStmt><title>T</title><author ref="#ada">Ada Nehir</author><respStmt><resp>typed</resp><name ref="#can">Can Su</name></respStmt>
<editor><orgName key="press">The Press</orgName></editor></titleStmt>"""
BODY = """<p><name ref="#ada">She</name> came to <name key="kars">town</name> on the <name ref="#ship">Fjord</name>.</p>
<p>Then: <said who="#ela">Come <hi>in</hi>!</said> And <said who="#ela"><p>No, wait.</p></said></p>
<div><sp who="#ela"><lg><l>Sing.</l></lg></sp><u who="#ada"><seg>Good day.</seg></u></div>"""


def text(name: str, statement: str, body: str) -> str:
    header = f"<fileDesc>{statement}<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc>"
    return (
        f'<TEI {NS} xml:id="{name}" xml:lang="en"><teiHeader>{header}</teiHeader><text><body>{body}</body></text></TEI>'
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Website:
    folder = tmp_path_factory.mktemp("names")
    for path, content in (
        ("edition.toml", SETTINGS),
        ("indices/all.xml", REGISTER),
        ("texts/a.xml", text("a", STATEMENT, BODY)),
    ):
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(content, encoding="utf-8")
    return build_site(folder)


def test_a_name_without_a_type_is_what_its_entry_is(site: Website) -> None:
    page = site.page("articles/a.html")
    told = {a.text: a.get("href") for a in page.xpath("//a[@data-tei='name']")}
    assert told == {"She": "../persons/ada.html", "town": "../places/kars.html"}
    (plain,) = page.xpath("//span[@data-tei='name']")
    assert plain.text == "Fjord"


def test_a_name_that_no_entry_tells_the_kind_of_is_told_once(site: Website, command: Callable[..., Any]) -> None:
    found = command("validate", folder=site.folder.parents[1]).out
    assert found.count("V353") == 1
    assert "`#ship`" in found


def test_a_speech_is_a_mention_where_its_words_begin(site: Website) -> None:
    places = site.page("persons/ela.html").xpath("//ul[@class='sentences']/li/a/@href")
    assert len(places) == 3
    assert {place.partition("#")[2] for place in places} <= site.ids["articles/a.html"]
    shown = site.page("articles/a.html").find_class("text")[0]
    assert "Then:Comein!And" in letters(own_text(shown)).replace("“", "").replace("”", "")
    (name,) = shown.xpath(".//*[@data-tei='u']/b/a")
    assert (name.text, name.get("href")) == ("Ada Nehir", "../persons/ada.html")


def test_who_made_a_text_has_a_page_that_names_it_and_no_mention(site: Website, command: Callable[..., Any]) -> None:
    for path, heading in (
        ("persons/ada.html", "Texts by Ada Nehir"),
        ("persons/can.html", "Texts to which Can Su contributed"),
        ("organisations/press.html", "Texts edited by The Press"),
    ):
        (section,) = site.page(path).find_class("letters-of")
        assert section.xpath("string(h2)") == heading
        assert section.xpath(".//a/@href") == ["../articles/a.html"]
    rows = csv.DictReader(
        io.StringIO(command("export", "persons", "-f", "csv", "-o", "-", folder=site.folder.parents[1]).out)
    )
    told = [(row["key"], row["name"], row["mentions"]) for row in rows]
    assert told == [("ada", "Ada Nehir", "2"), ("can", "Can Su", "0"), ("ela", "Ela Kaya", "3")]
    listed = {e.get("id"): e.get("data-count") for e in site.page("persons/index.html").xpath("//li[@data-count]")}
    assert listed == {"ada": "2", "can": "0", "ela": "3"}


def test_validation_names_the_element_where_a_speaker_has_no_entry(tmp_path: Path, command: Callable[..., Any]) -> None:
    for path, content in (
        ("edition.toml", SETTINGS),
        ("indices/all.xml", REGISTER),
        ("texts/a.xml", text("a", "<titleStmt><title>T</title></titleStmt>", "<u who='#nobody'>Yes.</u>")),
    ):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(content, encoding="utf-8")
    assert "<u> refers to `nobody`, which no register has" in command("validate", folder=tmp_path).out


def test_whom_only_a_correction_names_is_named_there_once(tmp_path: Path, command: Callable[..., Any]) -> None:
    statement = "<titleStmt><title>T</title></titleStmt>"
    body = """<p>With <choice><sic>Adda</sic><corr><persName ref="#ada">Ada</persName></corr></choice>,
    <choice><orig><persName ref="#ela">Ela K.</persName></orig><reg><persName ref="#ela">Ela Kaya</persName></reg></choice>.</p>"""
    for path, content in (
        ("edition.toml", SETTINGS),
        ("indices/all.xml", REGISTER),
        ("texts/a.xml", text("a", statement, body)),
    ):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(content, encoding="utf-8")
    site = build_site(tmp_path)
    for key in ("ada", "ela"):
        (place,) = site.page(f"persons/{key}.html").xpath("//ul[@class='sentences']/li/a/@href")
        assert place.partition("#")[2] in site.ids["articles/a.html"]
    rows = csv.DictReader(io.StringIO(command("export", "persons", "-f", "csv", "-o", "-", folder=tmp_path).out))
    assert {row["key"]: row["mentions"] for row in rows} == {"ada": "1", "ela": "1"}


def test_a_type_that_is_the_name_of_an_element_tells_the_kind(tmp_path: Path) -> None:
    statement = "<titleStmt><title>T</title></titleStmt>"
    body = '<p><rs type="pers" key="x1">her friend</rs> in <name type="placeName" ref="#y">Y</name></p>'
    for path, content in (("edition.toml", SETTINGS), ("texts/a.xml", text("a", statement, body))):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(content, encoding="utf-8")
    assert {"persons/x1.html", "places/y.html"} <= build_site(tmp_path).files.keys()


def test_the_file_of_a_text_is_no_name_of_the_entry_in_it(tmp_path: Path, command: Callable[..., Any]) -> None:
    statement = "<titleStmt><title>{}</title></titleStmt>"
    back = '<back><listPerson><person xml:id="ada"><persName>Ada Nehir</persName></person></listPerson></back>'
    stone = text("stone", statement.format("A stone"), "<p>x</p>").replace("</body>", f"</body>{back}")
    letter = text("letter", statement.format("A letter"), '<p>In <placeName ref="#stone">Stone</placeName>.</p>')
    for path, content in (("edition.toml", SETTINGS), ("texts/stone.xml", stone), ("texts/letter.xml", letter)):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(content, encoding="utf-8")
    assert "V341" not in command("validate", folder=tmp_path).out
    site = build_site(tmp_path)
    (link,) = site.page("articles/letter.html").xpath("//a[@data-kind='place']/@href")
    assert link == "../places/stone.html"
    assert "places/stone.html" in site.files
