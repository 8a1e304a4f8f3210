"""Tags in the bytes: across markup, the header, decisions, later runs."""

from __future__ import annotations

import re

import pytest

from edition.annotate import Annotator, read_decisions, write_mentions
from edition.markup import Source, parse
from edition.registers import Registers

from .conftest import annotated_bytes, make_document

HEADER = """<teiHeader>
    <fileDesc>
      <titleStmt>
        <title>T</title>
      </titleStmt>
    </fileDesc>
  </teiHeader>"""


def body(annotator: Annotator, inside: str) -> str:
    """What becomes of the inside of a body."""
    data = annotated_bytes(annotator, make_document(inside)).decode()
    return data.partition("<body>")[2].partition("</body>")[0].replace(' cert="high" resp="#edition-annotate"', "")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p>x <hi>Kerim</hi> Paşa</p>", '<p>x <persName ref="person:kerim-pasa"><hi>Kerim</hi> Paşa</persName></p>'),
        ("<p>x Kerim<lb/>Paşa’nın</p>", '<p>x <persName ref="person:kerim-pasa">Kerim<lb/>Paşa</persName>’nın</p>'),
        ("<p>x Ke<pb n='2' break='no'/>rim Paşa</p>",
         "<p>x <persName ref=\"person:kerim-pasa\">Ke<pb n='2' break='no'/>rim Paşa</persName></p>"),
        ("<p>x Kara<!--c-->su’da</p>", '<p>x <placeName ref="place:karasu">Kara<!--c-->su</placeName>’da</p>'),
        ("<p>x Kerim &#x50;aşa</p>", '<p>x <persName ref="person:kerim-pasa">Kerim &#x50;aşa</persName></p>'),
        ("<p>o <choice><sic>Kerim</sic><corr>K</corr></choice> Paşa</p>",
         '<p>o <persName ref="person:kerim-pasa"><choice><sic>Kerim</sic><corr>K</corr></choice> Paşa</persName></p>'),
        ("<p>x Karasu<note>Kerim Paşa</note>’da</p>",
         '<p>x <placeName ref="place:karasu">Karasu</placeName><note><persName ref="person:kerim-pasa">Kerim Paşa</persName></note>’da</p>'),
        ("<p>x <![CDATA[Karasu & co]]> y</p>", "<p>x <![CDATA[Karasu & co]]> y</p>"),
        ("<p>x <persName>Kerim Paşa</persName></p>", "<p>x <persName>Kerim Paşa</persName></p>"),
        ("<p>x <bibl>Karasu, 1920</bibl> <title>Karasu</title></p>", "<p>x <bibl>Karasu, 1920</bibl> <title>Karasu</title></p>"),
        ('<p>x <ref type="citation">Velizade, 1920</ref></p>', '<p>x <ref type="citation">Velizade, 1920</ref></p>'),
    ],
)  # fmt: skip
def test_tags_go_around_and_through_markup(annotator: Annotator, before: str, after: str) -> None:
    assert body(annotator, before) == after


def test_a_mention_that_crosses_half_an_element_is_a_chain(annotator: Annotator) -> None:
    inside = '<p xml:id="p1">o <hi>bir Kerim</hi> Paşa</p>'
    data = annotated_bytes(annotator, make_document(inside))
    first, last = parse(Source("yazi.xml", data)).root.iter("{http://www.tei-c.org/ns/1.0}persName")
    ids = [e.get("{http://www.w3.org/XML/1998/namespace}id") for e in (first, last)]
    assert (first.text, first.get("next"), first.get("prev")) == ("Kerim", f"#{ids[1]}", None)
    assert (last.text, last.get("next"), last.get("prev")) == ("Paşa", None, f"#{ids[0]}")
    assert annotated_bytes(annotator, parse(Source("yazi.xml", data))) == data
    later = annotated_bytes(annotator, make_document(f"<p>Önce bir söz.</p>{inside}"))
    assert f'xml:id="{ids[0]}"'.encode() in later, "an id stays when text is put in before"
    twice = annotated_bytes(annotator, make_document(inside.replace("</p>", f" {inside[16:]}")))
    assert len(set(re.findall(rb'xml:id="(m[^"]+)"', twice))) == 4


def test_dates_carry_value_calendar_and_inference(annotator: Annotator) -> None:
    found = body(annotator, "<p>27 Nisan 1336’da ve 3 Mayıs’ta</p>")
    assert '<date when="1920-04-27" calendar="#rumi" when-custom="1336-04-27" datingMethod="#rumi">' in found
    assert '<date when="1920-05-03" cert="medium" evidence="internal" resp="#edition-annotate">3 Mayıs</date>' in found


def test_a_prefix_of_the_namespace_is_kept(annotator: Annotator) -> None:
    xml = '<t:TEI xmlns:t="http://www.tei-c.org/ns/1.0"><t:text xml:lang="tr"><t:p>o Karasu’da</t:p></t:text></t:TEI>'
    assert b'<t:placeName ref="place:karasu"' in annotated_bytes(annotator, parse(Source("t.xml", xml.encode())))


def test_the_header_names_the_machine_once(annotator: Annotator) -> None:
    document = make_document("<p>27 Nisan 1336’da Karasu’da</p>", header=HEADER)
    once = annotated_bytes(annotator, document)
    again = annotated_bytes(annotator, parse(Source("yazi.xml", once)))
    assert again == once
    assert once.count(b'<respStmt xml:id="edition-annotate">') == 1
    assert once.count(b'ident="edition"') == 1
    assert b'<calendar xml:id="rumi">' in once


def test_a_mention_whose_rule_no_longer_holds_is_updated(annotator: Annotator) -> None:
    own = 'cert="high" resp="#edition-annotate"'
    stale = f'<p>o <placeName ref="place:eski" {own}>Karasu</placeName>’da <persName {own}>masa</persName> vardı</p>'
    assert body(annotator, stale) == '<p>o <placeName ref="place:karasu">Karasu</placeName>’da masa vardı</p>'


def test_foreign_spelling_of_attributes_stays(annotator: Annotator) -> None:
    inside = "<p  rend = 'a'\n n=\"1\" >Karasu’da</p >"
    assert body(annotator, inside).startswith("<p  rend = 'a'\n n=\"1\" ><placeName")


def decided(registers: Registers, line: str) -> str:
    """A paragraph annotated under a decision."""
    decisions, findings = read_decisions("d.tsv", line.encode())
    assert not findings
    document = make_document('<p xml:id="p1">Karasu’da ve yine Karasu’da</p>')
    return write_mentions(Annotator(registers, decisions=decisions).find(document)).decode()


def test_decisions_are_obeyed(registers: Registers) -> None:
    rejected = decided(registers, "yazi\tp1\tKarasu\t2\tplace\treject\t\tAB\t2024-01-01")
    assert rejected.count("<placeName") == 1
    assert "yine Karasu" in rejected
    linked = decided(registers, "yazi\tp1\tKarasu\t1\tplace\tlink\tplace:moskova\tAB\t2024-01-01")
    assert linked.index("place:moskova") < linked.index("place:karasu")


@pytest.mark.parametrize(
    "line", ["yazi\tp1", "yazi\tp1\tx\tbir\tplace\treject", "yazi\tp1\tx\t1\tplace\tmaybe", "a\tb\tc\t1\tplace\tlink"]
)
def test_a_wrong_decision_is_told(line: str) -> None:
    decisions, findings = read_decisions("d.tsv", line.encode())
    assert [d.code.id for d in findings] == ["A200"]
    assert decisions.lines == ()


def test_a_line_that_cannot_be_obeyed_is_told_where_it_stands() -> None:
    data = b"# ours\r\na1\tb1\r\n\r\na1\tb2\n"
    _, findings = read_decisions("d.tsv", data)
    assert [data[f.primary.start : f.primary.end] for f in findings if f.primary] == [b"a1\tb1", b"a1\tb2"]


def test_references_are_written_as_the_document_writes_them(annotator: Annotator) -> None:
    inside = '<p>x <persName ref="#kerim-pasa">he</persName> and Kerim Paşa in Karasu</p>'
    assert body(annotator, inside) == (
        '<p>x <persName ref="#kerim-pasa">he</persName> and <persName ref="#kerim-pasa">Kerim Paşa</persName> '
        'in <placeName ref="#karasu">Karasu</placeName></p>'
    )
    files = inside.replace('"#kerim', '"persons.xml#kerim')
    assert 'ref="persons.xml#kerim-pasa">Kerim Paşa<' in body(annotator, files)
    assert 'ref="place:karasu"' in body(annotator, files)
