"""Static answers followed as a client follows them, and calendars read back with icalendar."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import icalendar
import pytest
from lxml import etree

from edition.project import Project
from edition.relaxng import parse_schema

OAI = {"o": "http://www.openarchives.org/OAI/2.0/", "dc": "http://purl.org/dc/elements/1.1/"}
TEI = {"t": "http://www.tei-c.org/ns/1.0", "d": "https://dtsapi.org/v1.0#"}


def test_dts_leads_from_the_collection_to_a_paragraph(export: Callable[..., Path]) -> None:
    folder = export("apis", "dts")
    entry = json.loads((folder / "index.json").read_text())
    assert entry["@type"] == "EntryPoint" and entry["dtsVersion"] == "1.0"
    collection = json.loads((folder / "collection/index.json").read_text())
    assert collection["totalChildren"] == len(collection["member"]) == 2
    resource = collection["member"][0]
    assert resource["citationTrees"][0]["citeStructure"][0]["citeStructure"][0]["citeType"] == "paragraph"
    navigation = json.loads((folder / f"navigation/{resource['@id']}.json").read_text())
    members = {m["identifier"]: m for m in navigation["member"]}
    assert list(members) == ["l1", "l1/p1", "l1/p2", "l1-en", "l1-en/p1-en"]
    assert (members["l1/p1"]["parent"], members["l1/p1"]["level"]) == ("l1", 2)
    assert members["l1"]["dublinCore"]["title"] == [{"lang": "tr", "value": "İlk mektup"}]
    one = json.loads((folder / "navigation/first/l1.json").read_text())
    assert [m["identifier"] for m in one["member"]] == ["l1/p1", "l1/p2"]
    for reference in members:
        wrapper = etree.parse(folder / f"document/first/{reference}.xml").getroot().find("d:wrapper", TEI)
        assert wrapper is not None and wrapper.get("ref") == reference and len(wrapper) == 1
    assert (
        etree.parse(folder / "document/first.xml").getroot().get("{http://www.w3.org/XML/1998/namespace}id") == "first"
    )


TEMPLATES = {  # the parameters that the standard demands of each endpoint
    "collection": {"id", "page", "nav"},
    "navigation": {"resource", "ref", "start", "end", "down", "tree", "page"},
    "document": {"resource", "ref", "start", "end", "tree", "mediaType"},
}


def test_dts_templates_have_all_parameters(export: Callable[..., Path]) -> None:
    folder = export("apis", "dts")
    entry = json.loads((folder / "index.json").read_text())
    resource = json.loads((folder / "collection/first.json").read_text())
    for name, wanted in TEMPLATES.items():
        assert parameters(entry[name]) == wanted
        assert parameters(resource[name]) == wanted - {"id", "resource"}


def parameters(template: str) -> set[str]:
    return {name for part in re.findall(r"\{[?/]?([^}]+)\}", template) for name in part.split(",")}


def test_oai_records_have_true_datestamps(export: Callable[..., Path], command: Callable[..., object]) -> None:
    folder = export("apis", "oai")
    records = etree.parse(folder / "ListRecords.xml")
    assert records.xpath("//o:datestamp/text()", namespaces=OAI) == ["2026-06-02"]
    assert records.xpath("//dc:creator/text()", namespaces=OAI) == ["Şükrü Öğüt"]
    identifier = records.xpath("string(//o:identifier)", namespaces=OAI)
    assert identifier == "oai:letters.example:first"
    one = etree.parse(folder / "GetRecord/first.xml")
    assert one.xpath("string(//o:request/@identifier)", namespaces=OAI) == identifier
    assert etree.parse(folder / "Identify.xml").xpath("string(//o:earliestDatestamp)", namespaces=OAI) == "2026-06-02"
    assert not (folder / "GetRecord/second.xml").exists()


@pytest.mark.parametrize("form", ["oai", "iiif"])
def test_without_an_address_no_false_ones_are_made(letters: Project, command: Callable[..., Any], form: str) -> None:
    settings = letters.root / "edition.toml"
    settings.write_text(settings.read_text().replace('base-url = "https://letters.example"\n', ""))
    outcome = command("export", "apis", "--format", form, folder=letters.root)
    assert "E610" in outcome.out and not (letters.root / "output/exports" / form).exists()


# what the schemas of OAI-PMH 2.0 and of its Dublin Core demand, in RELAX NG
OAI_SCHEMA = """
default namespace = "http://www.openarchives.org/OAI/2.0/"
namespace dc = "http://purl.org/dc/elements/1.1/"
namespace oai_dc = "http://www.openarchives.org/OAI/2.0/oai_dc/"
namespace xsi = "http://www.w3.org/2001/XMLSchema-instance"
start = element OAI-PMH { location, element responseDate { utc }, request, (error+ | answer) }
location = attribute xsi:schemaLocation { list { (xsd:anyURI, xsd:anyURI)+ } }
utc = xsd:string { pattern = "[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}Z)?" }
verb = "Identify" | "ListMetadataFormats" | "ListSets" | "GetRecord" | "ListIdentifiers" | "ListRecords"
request = element request { attribute verb { verb }?, attribute identifier { xsd:anyURI }?, attribute metadataPrefix { prefix }?, xsd:anyURI }
prefix = xsd:string { pattern = "[A-Za-z0-9\\-_.!~*'()]+" }
error = element error { attribute code { "noRecordsMatch" | "noSetHierarchy" | "badVerb" | "idDoesNotExist" }, text }
answer = identify | formats | element ListIdentifiers { header+ } | element ListRecords { record+ } | element GetRecord { record }
identify = element Identify { element repositoryName { xsd:string }, element baseURL { xsd:anyURI }, element protocolVersion { "2.0" },
  element adminEmail { xsd:string { pattern = "\\S+@(\\S+\\.)+\\S+" } }+, element earliestDatestamp { utc },
  element deletedRecord { "no" | "persistent" | "transient" }, element granularity { "YYYY-MM-DD" | "YYYY-MM-DDThh:mm:ssZ" } }
formats = element ListMetadataFormats { element metadataFormat { element metadataPrefix { prefix }, element schema { xsd:anyURI },
  element metadataNamespace { xsd:anyURI } }+ }
record = element record { header, element metadata { core } }
header = element header { element identifier { xsd:anyURI { pattern = "oai:[a-zA-Z][a-zA-Z0-9\\-]*(\\.[a-zA-Z][a-zA-Z0-9\\-]*)+:.+" } },
  element datestamp { utc } }
core = element oai_dc:dc { location, element dc:title | dc:creator | dc:subject | dc:description | dc:publisher | dc:contributor | dc:date
  | dc:type | dc:format | dc:identifier | dc:source | dc:language | dc:relation | dc:coverage | dc:rights
  { attribute xml:lang { xsd:language }?, xsd:string }* }
"""


def test_oai_answers_fulfil_the_schemas(export: Callable[..., Path]) -> None:
    schema = parse_schema(OAI_SCHEMA.encode(), compact=True)
    answers = sorted(export("apis", "oai").rglob("*.xml"))
    assert len(answers) == 6
    assert [(path.name, found) for path in answers if (found := schema.validate(path.read_bytes()))] == []


def test_an_article_without_datestamp_is_told(letters: object, command: Callable[..., object], tmp_path: Path) -> None:
    outcome = command("export", "apis", "--format", "oai", "-o", str(tmp_path / "oai"), folder=letters.root)  # type: ignore[attr-defined]
    assert outcome.code == 0 and "E604" in outcome.out and "second" in outcome.out  # type: ignore[attr-defined]


def test_a_manifest_shows_the_page_images(export: Callable[..., Path]) -> None:
    folder = export("apis", "iiif")
    collection = json.loads((folder / "index.json").read_text())
    assert [m["id"] for m in collection["items"]] == ["https://letters.example/exports/iiif/first.json"]
    rights = json.loads((folder / "first.json").read_text())["rights"]
    assert rights == "http://creativecommons.org/licenses/by/4.0/"
    canvas = json.loads((folder / "first.json").read_text())["items"][0]
    assert (canvas["width"], canvas["height"], canvas["label"]) == (600, 800, {"none": ["1"]})
    assert canvas["items"][0]["items"][0]["body"]["format"] == "image/png"


def test_a_missing_image_is_told(letters: object, command: Callable[..., object], tmp_path: Path) -> None:
    (letters.root / "tei/images/page1.png").unlink()  # type: ignore[attr-defined]
    outcome = command("export", "apis", "--format", "iiif", "-o", str(tmp_path / "iiif"), folder=letters.root)  # type: ignore[attr-defined]
    assert outcome.code == 0 and "E606" in outcome.out  # type: ignore[attr-defined]


def test_images_elsewhere_have_the_size_that_the_text_says(
    letters: Project, export: Callable[..., Path], command: Callable[..., Any]
) -> None:
    path = letters.root / "tei/articles/first.xml"
    images = (
        '<facsimile><surface xml:id="s1" ulx="10" uly="0" lrx="1210" lry="900"><graphic url="https://img.example/a.jpg"/></surface>'
        '<surface xml:id="s2"><graphic url="https://img.example/b.jpg" width="300px" height="400px"/></surface></facsimile><text>'
    )
    pages = '<pb n="2" facs="#s1"/><pb n="3" facs="#s2"/><pb n="4" facs="' + "x" * 300 + '.jpg"/><div xml:id="l1">'
    text = path.read_text().replace("<text>", images, 1).replace('<div xml:id="l1">', pages, 1)
    path.write_text(text, encoding="utf-8")
    manifest = json.loads((export("apis", "iiif") / "first.json").read_text())
    bodies = [c["items"][0]["items"][0]["body"] for c in manifest["items"]]
    assert [(b["id"], b["width"], b["height"]) for b in bodies[1:]] == [
        ("https://img.example/a.jpg", 1200, 900),
        ("https://img.example/b.jpg", 300, 400),
    ]
    assert "E606" in command("export", "apis", "-f", "iiif", folder=letters.root).out  # the name that is too long


def test_calendars_have_the_full_days(export: Callable[..., Path]) -> None:
    calendar = icalendar.Calendar.from_ical(export("dates", "ics").read_bytes())
    days = [(e["dtstart"].dt, e["dtend"].dt) for e in calendar.walk("VEVENT")]
    day = datetime.date
    assert sorted(days) == [
        (day(1918, 10, 30), day(1918, 11, 14)),
        (day(1920, 3, 5), day(1920, 3, 6)),
        (day(1921, 3, 16), day(1921, 3, 17)),
    ]
    events = icalendar.Calendar.from_ical(export("events", "ics").read_bytes())
    assert {str(e["summary"]): e["dtend"].dt for e in events.walk("VEVENT")} == {
        "Görüşme": day(1921, 3, 17),
        "Kurultay": day(1920, 9, 9),
    }


def test_a_day_before_christ_is_told(letters: object, command: Callable[..., object], tmp_path: Path) -> None:
    outcome = command("export", "dates", "--format", "ics", "-o", str(tmp_path / "d.ics"), folder=letters.root)  # type: ignore[attr-defined]
    assert outcome.code == 0 and "E605" in outcome.out and "-0043-03-15" in outcome.out  # type: ignore[attr-defined]
