"""Canonical numbers: what is cited by which reference, by @n and by citeStructure."""

from __future__ import annotations

import pytest
from lxml import etree

from edition.facts.canonical import CanonicalPlaces, canonical_places
from edition.facts.canonical.structures import declared_structures, read_units, with_prefixes

NS = "http://www.tei-c.org/ns/1.0"


def read(body: str, header: str = "") -> tuple[etree._Element, CanonicalPlaces]:
    head = f"<teiHeader><encodingDesc><refsDecl>{header}</refsDecl></encodingDesc></teiHeader>" if header else ""
    root = etree.fromstring(f"<TEI xmlns='{NS}'>{head}<text><body>{body}</body></text></TEI>")
    return root, canonical_places(root)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<div n='1'><l n='1'/><l n='2'/></div><div n='2'><l n='1'/></div>", ["1", "1.1", "1.2", "2", "2.1"]),
        ("<p n='1'><seg n='1'/><seg n='1.2'/></p>", ["1", "1.1", "1.2"]),
        ("<div n='urn:cts:greek:1'><div n='A'><p n='b c'/></div></div>", ["A"]),
        ("<p n='1'>a<note n='3'><p n='4'/></note><app><lem><seg n='9'/></lem><rdg><l n='7'/></rdg></app></p>", ["1"]),
        ("<div n='1'/><div type='translation'><div n='1'/></div>", ["1"]),
        ("<div n='1'/><div n='1'/>", ["1", ""]),
        ("<p><milestone unit='chapter' n='1'/><milestone unit='verse' n='1'/>a<milestone unit='verse' n='2'/>b"
         "<milestone unit='chapter' n='2'/><milestone unit='verse' n='1'/></p>", ["1", "1.1", "1.2", "2", "2.1"]),
        ("<div type='edition'><div n='a' type='textpart'><ab><lb n='1'/>x<lb n='2'/></ab></div></div>", ["a", "a.1", "a.2"]),
        (f"<p n='{'x' * 24}'/><p n='{'x' * 25}'/>", ["x" * 24]),
        ("<p><lb n='1'/><w n='3'/><milestone unit='folio' n='2'/></p>", []),
    ],
)  # fmt: skip
def test_numbers_of_what_a_place_stands_in_cite_it(body: str, expected: list[str]) -> None:
    assert [p.reference for p in read(body)[1].places] == expected


def test_an_element_is_cited_by_the_place_around_it_or_the_milestone_before() -> None:
    root, places = read("<div n='4'><p n='2'><hi>x</hi></p><milestone unit='section' n='7'/><p>y</p></div><p>z</p>")
    (hi,) = root.iter(f"{{{NS}}}hi")
    _, after, last = root.iter(f"{{{NS}}}p")
    assert [places.reference(e) for e in (hi, after, last)] == ["4.2", "4.7", ""]


STRUCTURE = """<citeStructure match="//body/div[@type='edition']" use="head">
<citeStructure unit="book" match="div" use="@n"><citeStructure unit="line" match=".//l" use="position()" delim=", "/>
<citeStructure unit="ode" match="lg" use="@n" delim=","/></citeStructure></citeStructure>"""
BOOKS = """<div type="edition"><head>All</head><div n="I"><lg n="1"><l n="x"/></lg><lg n="2"><l/></lg></div></div><div n="9"/>"""


def test_what_the_header_says_goes_before_the_numbers_of_the_text() -> None:
    one_word = STRUCTURE.replace('", "', '":"')
    assert [(p.number, p.reference) for p in read(BOOKS, one_word)[1].places] == [
        ("I", "I"), ("1", "I:1"), ("2", "I:2"), ("1", "I,1"), ("2", "I,2"),
    ]  # fmt: skip


def test_what_is_cited_by_its_own_id_has_no_number_to_show() -> None:
    by_id = "<citeStructure unit='part' match='//body/div' use='@xml:id'><citeStructure unit='line' match='l' use='@n' delim='.'/></citeStructure>"
    _, places = read("<div xml:id='journey'><l n='1'/></div>", by_id)
    assert [(p.number, p.reference) for p in places.places] == [("1", "journey.1")]


def test_a_structure_that_is_no_xpath_leaves_the_numbers_of_the_text() -> None:
    _, places = read("<div n='3'/>", "<citeStructure unit='x' match='//body/div[' use='@n'/>")
    assert [p.reference for p in places.places] == ["3"]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/TEI/text/body/div", "/tei:TEI/tei:text/tei:body/tei:div"),
        ("//div[@n and head]/child::p", "//tei:div[@n and tei:head]/child::tei:p"),
        ("div div 2", "tei:div div 2"),
        ("attribute::n", "attribute::n"),
        ("tei:div/@xml:id", "tei:div/@xml:id"),
        ("concat(head, 'div')", "concat(tei:head, 'div')"),
        ("*[self::p or self::ab]", "*[self::tei:p or self::tei:ab]"),
    ],
)
def test_names_of_elements_are_those_of_tei(path: str, expected: str) -> None:
    assert with_prefixes(path) == expected


def test_a_structure_that_names_no_unit_only_leads_to_those_within_it() -> None:
    declared = (
        '<refsDecl><citeStructure match="/TEI/text/body" use="@xml:base"><citeStructure unit="book" delim=":" match="div" use="@n">'
        '<citeStructure unit="line" delim="." match="l" use="position()"/></citeStructure></citeStructure></refsDecl>'
    )
    text = '<text><body><div n="1"><l>a</l><l>b</l></div><div n="2"><l>c</l></div></body></text>'
    header = f"<teiHeader><encodingDesc>{declared}</encodingDesc></teiHeader>"
    root = etree.fromstring(f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{header}{text}</TEI>')
    tops = read_units(root, declared_structures(root))
    units = [(u.reference, u.type, u.level, u.parent) for top in tops for u in top.walk()]
    assert units == [
        ("1", "book", 1, ""), ("1.1", "line", 2, "1"), ("1.2", "line", 2, "1"), ("2", "book", 1, ""), ("2.1", "line", 2, "2"),
    ]  # fmt: skip
