"""Each Schematron assertion of the schema fails on what it is for, and on nothing else of these cases."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from tests.schema.schematron import failures

from edition.diagnostics import apply_edits
from edition.markup import TEI, Source, parse
from edition.validate.schematron import Schematron

SOURCE = "<sourceDesc><bibl>Dergi 3</bibl></sourceDesc>"
LICENCE = '<availability><licence target="https://example.org/l"/></availability>'
ENCODER = '<respStmt xml:id="editors"><resp>kodlama</resp><name>L. K.</name></respStmt>'
CALENDAR = '<profileDesc><calendarDesc><calendar xml:id="rumi"><p>Rumi</p></calendar></calendarDesc></profileDesc>'


def article(body: str, source: str = SOURCE, licence: str = LICENCE, encoder: str = ENCODER) -> str:
    return (
        f'<TEI xmlns="{TEI}" xml:id="a" xml:lang="tr"><teiHeader><fileDesc><titleStmt><title>t</title>{encoder}'
        f"</titleStmt><publicationStmt><publisher>p</publisher>{licence}</publicationStmt>{source}</fileDesc>{CALENDAR}"
        f"</teiHeader><text><body>{body}</body></text></TEI>"
    )


def register(inside: str) -> str:
    return article("").replace("<text><body></body></text>", f"<standOff>{inside}</standOff>")


def p(inside: str) -> str:
    return article(f'<p xml:id="p1">{inside}</p>')


RUMI = 'calendar="#rumi" when="1920-04-27"'
CASES = {
    "article-source": (article("", source="<sourceDesc><p/></sourceDesc>"), article("")),
    "article-licence": (article("", licence=""), article("")),
    "article-encoder": (article("", encoder=ENCODER.replace("editors", "edition-annotate")), article("")),
    "block-id": (article("<p>x</p>"), p("x")),
    "parallel-corresp": (
        article('<div type="translation" xml:id="d"><p xml:id="q">x</p></div>'),
        article('<div type="translation" xml:id="d"><p xml:id="q" corresp="#d">x</p></div>'),
    ),
    "id-unique": (article('<p xml:id="x"/><p xml:id="x"/>'), article('<p xml:id="x"/><p xml:id="y"/>')),
    "pointer-resolves": (p('<ref target="#no">x</ref>'), p('<ref target="#p1 person:x http://e.org/#z">x</ref>')),
    "language-tag": (p('<foreign xml:lang="turkish!">x</foreign>'), p('<foreign xml:lang="kk-Cyrl-KZ">x</foreign>')),
    "mention-ref": (p("<persName>Radek</persName>"), p('<persName cert="unknown">Ali</persName>')),
    "mention-candidates": (
        p('<persName ref="person:a person:b">Fuat Bey</persName>'),
        p('<persName ref="person:a person:b" cert="low">Fuat Bey</persName>'),
    ),
    "calendar-declared": (
        p('<date calendar="#hijri" when="1920" when-custom="1338" datingMethod="#rumi">x</date>').replace(
            'xml:id="p1"', 'xml:id="hijri"'
        ),
        p(f'<date {RUMI} when-custom="1336-04-27" datingMethod="#rumi">x</date>'),
    ),
    "calendar-original": (p(f"<date {RUMI}>x</date>"), p('<date calendar="#rumi" cert="unknown">x</date>')),
    "custom-method": (
        p(f'<date {RUMI} when-custom="1336-04-27">x</date>'),
        p(f'<date {RUMI} when-custom="1336-04-27" datingMethod="#rumi">x</date>'),
    ),
    "custom-value": (
        register('<listPerson><person xml:id="k"><persName>K</persName>'
                 '<birth when-custom="1297" datingMethod="#rumi"/></person></listPerson>'),
        register('<listPerson><person xml:id="k"><persName>K</persName>'
                 '<birth when="1881" when-custom="1297" datingMethod="#rumi"/></person></listPerson>'),
    ),
    "date-iso": (p('<date when="27.4.1920">x</date>'), p('<date when="1920-04">x</date>')),
    "date-one-way": (p('<date when="1920" from="1920">x</date>'), p('<date from="1920" to="1921">x</date>')),
    "date-range": (p('<date from="1921-03" to="1920-12-01">x</date>'), p('<date from="1920" to="1920-12-01">x</date>')),
    "date-bounds": (p('<date notBefore="1921" notAfter="1920">x</date>'), p('<date notBefore="1920">x</date>')),
    "date-value": (p("<date>x</date>"), p('<date cert="unknown">x</date>')),
    "note-once": (
        article('<div xml:id="d"><p xml:id="q">x</p><note xml:id="n1" place="end" n="1">y</note></div>'),
        article('<div xml:id="d"><p xml:id="q">x<ref type="note" target="#n1">1</ref></p>'
                '<note xml:id="n1" place="end" n="1">y</note></div>'),
    ),
    "note-twice": (
        p('x<note xml:id="n1" place="foot" n="1">y</note><ref type="note" target="#n1">1</ref>'),
        p('x<note xml:id="n1" place="foot" n="1">y</note><ref type="cross" target="#n1">1</ref>'),
    ),
    "note-call": (
        p('<ref type="note" target="#p1">1</ref>'),
        article('<div xml:id="d"><p xml:id="q"><ref type="note" target="#n1">1</ref></p>'
                '<note xml:id="n1" place="end">y</note></div>'),
    ),
    "note-number": (
        p('<note xml:id="a1" place="foot" n="1">y</note><note xml:id="a2" place="foot" n="1">y</note>'),
        p('<note xml:id="a1" place="foot" n="1">y</note><note xml:id="a2" place="foot" n="2">y</note>'),
    ),
    "page-rises": (p('<pb n="12"/>x<pb n="11"/>'), p('<pb n="9"/>x<pb n="10"/>y<pb n="2" ed="kitap"/>')),
    "choice-pair": (p("<choice><sic>x</sic><reg>y</reg></choice>"), p("<choice><sic>x</sic><corr>y</corr></choice>")),
    "geo-range": (
        register('<listPlace><place xml:id="k"><placeName>K</placeName><location><geo>140,6 N</geo></location>'
                 "</place></listPlace>"),
        register('<listPlace><place xml:id="k"><placeName>K</placeName><location><geo>40.6 -43.1</geo></location>'
                 "</place></listPlace>"),
    ),
    "relation-ends": (
        register('<listRelation><relation name="uncle-of" active="person:a"/></listRelation>'),
        register('<listRelation><relation name="sibling-of" mutual="person:a person:b"/></listRelation>'),
    ),
    "relation-name": (
        register('<listRelation><relation active="person:a" passive="person:b"/></listRelation>'),
        register('<listRelation><relation name="part-of" active="org:a" passive="org:b"/></listRelation>'),
    ),
    "entry-id": (
        register("<listPerson><person><persName>K</persName></person></listPerson>"),
        register('<listPerson><person xml:id="k"><persName>K</persName></person></listPerson>'),
    ),
    "entry-name": (
        register('<listOrg><org xml:id="k"/></listOrg>'),
        register('<listOrg><org xml:id="k"><orgName>K</orgName></org></listOrg>'),
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def schema(root: Path) -> etree._Element:
    return etree.parse(str(root / "schema/edition.sch")).getroot()


def test_every_assertion_has_a_case(schema: etree._Element) -> None:
    sch = "{http://purl.oclc.org/dsdl/schematron}"
    assert {c.get("id") for c in schema.iter(f"{sch}assert", f"{sch}report")} == set(CASES)


@pytest.mark.parametrize("identifier", CASES)
def test_assertion(schema: etree._Element, identifier: str) -> None:
    failing, passing = CASES[identifier]
    assert set(failures(schema, failing.encode())) == {identifier}
    assert failures(schema, passing.encode()) == []


def test_articles_and_registers_break_no_rule(root: Path, schema: etree._Element) -> None:
    found = {path.name: failures(schema, path.read_bytes()) for path in sorted(root.glob("tei/*/*.xml"))}
    assert {name: ids for name, ids in found.items() if ids} == {}


def test_a_name_without_an_entry_can_be_said_to_be_of_somebody_unknown(root: Path) -> None:
    """What an editor accepts in the desk may have none: the finding mends it, alone or with all alike."""
    data = p('<persName resp="#editors">Ali</persName>').encode()
    found = Schematron(root / "schema/edition.sch").check(parse(Source("a.xml", data)))
    (fix,) = [fix for finding in found for fix in finding.fixes]
    assert b'<persName resp="#editors" cert="unknown">Ali' in apply_edits(data, fix.edits)
