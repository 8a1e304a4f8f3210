"""Static answers followed as a client follows them, and calendars read back with icalendar."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import icalendar
from lxml import etree

from edition.project import Project

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


def test_an_article_without_datestamp_is_told(letters: object, command: Callable[..., object], tmp_path: Path) -> None:
    outcome = command("export", "apis", "--format", "oai", "-o", str(tmp_path / "oai"), folder=letters.root)  # type: ignore[attr-defined]
    assert outcome.code == 1 and "E604" in outcome.out and "second" in outcome.out  # type: ignore[attr-defined]


def test_a_manifest_shows_the_page_images(export: Callable[..., Path]) -> None:
    folder = export("apis", "iiif")
    collection = json.loads((folder / "index.json").read_text())
    assert [m["id"] for m in collection["items"]] == ["https://letters.example/exports/iiif/first.json"]
    canvas = json.loads((folder / "first.json").read_text())["items"][0]
    assert (canvas["width"], canvas["height"], canvas["label"]) == (600, 800, {"none": ["1"]})
    assert canvas["items"][0]["items"][0]["body"]["format"] == "image/png"


def test_a_missing_image_is_told(letters: object, command: Callable[..., object], tmp_path: Path) -> None:
    (letters.root / "tei/images/page1.png").unlink()  # type: ignore[attr-defined]
    outcome = command("export", "apis", "--format", "iiif", "-o", str(tmp_path / "iiif"), folder=letters.root)  # type: ignore[attr-defined]
    assert outcome.code == 1 and "E606" in outcome.out  # type: ignore[attr-defined]


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
    assert outcome.code == 1 and "E605" in outcome.out and "-0043-03-15" in outcome.out  # type: ignore[attr-defined]
