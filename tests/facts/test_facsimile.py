"""Pictures of pages: where they are named, which text stands on them, and where."""

from __future__ import annotations

from edition.facts import read_article
from edition.facts.facsimile import PageImage
from edition.markup import parse
from edition.markup.source import as_source

NS = 'xmlns="http://www.tei-c.org/ns/1.0"'


def pages(inside: str, before: str = "") -> tuple[PageImage, ...]:
    document = f"<TEI {NS}><teiHeader>{before}</teiHeader>{inside}</TEI>"
    return read_article(parse(as_source("a.xml", document.encode()))).facts.pages


def test_a_page_break_names_its_picture() -> None:
    found = pages('<text><body><pb n="1r" facs="a/1.jpg"/><p>x</p><pb n="1v" facs="a/2.jpg" xml:id="v"/></body></text>')
    assert [(p.url, p.n, p.at) for p in found] == [("a/1.jpg", "1r", "picture-1"), ("a/2.jpg", "1v", "v")]


def test_surfaces_are_found_from_both_sides_and_stand_in_their_order() -> None:
    facsimile = (
        '<facsimile xml:base="img/"><surface n="cover"><graphic url="0.jpg"/></surface>'
        '<surface xml:id="s1" ulx="0" uly="0" lrx="100" lry="200"><graphic url="1.jpg" width="50px" height="100px"/></surface>'
        '<surface start="#p2"><graphic url="2.jpg"/></surface></facsimile>'
    )
    found = pages(f'{facsimile}<text><body><pb facs="#s1" xml:id="p1"/><p>x</p><pb xml:id="p2"/><p>y</p></body></text>')
    assert [(p.url, p.n, p.at) for p in found] == [
        ("img/0.jpg", "cover", ""),
        ("img/1.jpg", "", "p1"),
        ("img/2.jpg", "", "p2"),
    ]
    assert (found[1].space, found[1].width) == ((0, 0, 100, 200), 50)


def test_zones_that_the_text_speaks_of_are_regions() -> None:
    facsimile = (
        '<facsimile><surface><graphic url="1.jpg"/><zone xml:id="z1" ulx="1" uly="2" lrx="11" lry="22"/>'
        '<zone start="#l2" points="5,5 25,5 25,15 5,15"/><zone xml:id="nobody" ulx="0" uly="0" lrx="9" lry="9"/></surface></facsimile>'
    )
    (page,) = pages(f'{facsimile}<text><body><p><lb facs="#z1"/>a <seg xml:id="l2">b</seg></p></body></text>')
    assert [(r.id, r.at, r.box) for r in page.regions] == [("z1", "", (1, 2, 10, 20)), ("", "l2", (5, 5, 20, 10))]
    assert page.at  # the line that names the zone stands on the page


def test_of_several_pictures_of_a_surface_that_of_a_service_is_taken() -> None:
    (page,) = pages(
        '<facsimile><surface><graphic url="small.jpg"/><graphic url="https://i.example/1/info.json"/></surface></facsimile>'
        "<text><body><p>x</p></body></text>"
    )
    assert page.url == "https://i.example/1/info.json"


def test_prefixes_of_the_header_lead_to_pictures() -> None:
    before = '<encodingDesc><listPrefixDef><prefixDef ident="scan" matchPattern="(\\d+)" replacementPattern="img/$1.jpg"/></listPrefixDef></encodingDesc>'
    assert [p.url for p in pages('<text><body><pb facs="scan:12"/><p>x</p></body></text>', before)] == ["img/12.jpg"]


def test_a_surface_that_holds_the_text_is_its_own_page() -> None:
    document = '<sourceDoc><surface n="1"><graphic url="1.jpg"/><zone ulx="0" uly="0" lrx="5" lry="5"><line>Sea</line></zone></surface></sourceDoc>'
    (page,) = pages(document)
    assert (page.n, bool(page.at), len(page.regions)) == ("1", True, 1)


def test_a_picture_that_nothing_shows_is_none() -> None:
    assert (
        pages('<facsimile><surface><graphic url=""/></surface></facsimile><text><body><pb facs=""/></body></text>')
        == ()
    )
    assert pages('<text><body><p facs="#nowhere">x</p><seg facs="1">y</seg></body></text>') == ()
