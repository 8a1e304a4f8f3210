from __future__ import annotations

from collections.abc import Callable

import pytest

from edition.diagnostics import EditionError
from edition.facts import MentionPatterns, read_article
from edition.markup import Document, squeeze
from edition.project import Mentions

Make = Callable[..., Document]


def test_blocks_and_mentions_with_offsets(document: Make) -> None:
    doc = document(
        '<div xml:id="d"><head xml:id="h">Yol</head><p xml:id="p">\n  <persName ref="person:enver-pasa">Enver\n  Paşa</persName>, '
        '<date when="1920-08-14">14 Ağustos 1920</date><note xml:id="n" n="1">Bkz. <placeName key="baku">Bakü</placeName>.</note> '
        "günü <hi>geldi</hi>.</p></div>"
    )
    facts = read_article(doc).facts
    assert [(b.id, b.name, b.section, b.note) for b in facts.blocks] == [
        ("h", "head", "d", ""),
        ("p", "p", "d", ""),
        ("n", "note", "d", "n"),
    ]
    assert facts.block("p").text == "Enver Paşa, 14 Ağustos 1920 günü geldi."
    for mention in facts.mentions:
        assert facts.block(mention.block).text[mention.start : mention.end] == mention.text
    assert [(m.kind, m.keys, m.text, m.id) for m in facts.mentions] == [
        ("person", ("enver-pasa",), "Enver Paşa", "p.m1"),
        ("date", (), "14 Ağustos 1920", "p.m2"),
        ("place", ("baku",), "Bakü", "n.m1"),
    ]
    assert facts.mentions[1].date.when == "1920-08-14"


def test_ids_of_blocks_without_one_come_from_their_text(document: Make) -> None:
    first = read_article(document("<p>bir</p><p>iki</p>")).facts.blocks
    second = read_article(document("<p>yeni</p><p>bir</p><p>iki</p>")).facts.blocks
    assert [b.id for b in second[1:]] == [b.id for b in first]
    assert not first[0].has_own_id


def test_a_quotation_inside_a_paragraph_belongs_to_it_and_a_set_off_one_stands_alone(document: Make) -> None:
    facts = read_article(
        document("<div><p>a <quote>b</quote> c</p><quote>d</quote><quote><p>e</p></quote></div>")
    ).facts
    assert [(b.name, b.text) for b in facts.blocks] == [("p", "a b c"), ("quote", "d"), ("p", "e")]


def test_translations_languages_and_pages(document: Make) -> None:
    doc = document(
        '<div type="summary"><pb n="7"/><p xml:id="a">x</p></div>'
        '<div type="translation" xml:lang="en"><p xml:id="a-en" corresp="#a">y</p></div>'
    )
    original, translation = read_article(doc).facts.blocks
    assert (original.lang, original.version, original.page) == ("tr", "", "7")
    assert (translation.lang, translation.version, translation.corresp) == ("en", "translation", "a")


def test_choice_furniture_and_header_are_outside(document: Make) -> None:
    facts = read_article(
        document("<p>a <choice><sic>b</sic><corr><persName>B</persName></corr></choice><fw>9</fw> c</p>")
    ).facts
    assert facts.blocks[0].text == "a b c"
    assert facts.mentions == ()


def test_cited_names_are_told_apart(document: Make) -> None:
    doc = document(
        '<p><persName>A</persName> <bibl><persName>B</persName></bibl> <ref type="citation"><date>2008</date></ref></p>'
    )
    assert [(m.text, m.cited) for m in read_article(doc).facts.mentions] == [("A", False), ("B", True), ("2008", True)]


def test_links_have_their_place(document: Make) -> None:
    doc = document('<p xml:id="p">x <ref target="work:w">y</ref><graphic url="a.png"/></p>')
    links = read_article(doc, spans=True).facts.links
    assert [(link.element, link.target, link.block) for link in links] == [
        ("ref", "work:w", "p"),
        ("graphic", "a.png", "p"),
    ]
    data = doc.source.data
    assert data[links[0].span.start : links[0].span.end] == b"work:w"


def test_settings_say_what_a_mention_is(document: Make) -> None:
    settings = Mentions(person=("rs[@type='human']",), date=())
    doc = document('<p><persName>A</persName><rs type="human" ref="#b">B</rs><date>C</date></p>')
    assert [(m.text, m.keys) for m in read_article(doc, settings).facts.mentions] == [("B", ("b",))]


def test_a_wrong_expression_is_a_finding() -> None:
    with pytest.raises(EditionError):
        MentionPatterns([("person", "//persName")])


def test_metadata_of_a_header(document: Make) -> None:
    doc = document(
        """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="x" xml:lang="tr"><teiHeader><fileDesc><titleStmt>
        <title xml:lang="tr">Başlık</title><title xml:lang="en" type="translation">Title</title><title type="sub">Alt</title>
        <author><persName><forename>Ayşe</forename> <surname>Yılmaz</surname></persName><affiliation>Üni</affiliation>
        <email>a@b.example</email></author><respStmt xml:id="m"><resp>by</resp><name>Machine</name></respStmt></titleStmt>
        <publicationStmt><publisher>P</publisher><availability><licence target="https://l.example/">L</licence></availability>
        </publicationStmt><sourceDesc><biblStruct><monogr><title>J</title><imprint><date when="2019"/></imprint></monogr>
        </biblStruct></sourceDesc></fileDesc><profileDesc><textClass><keywords xml:lang="tr"><term>a</term><term>b</term>
        </keywords></textClass></profileDesc><revisionDesc><change when="2026-02-01"/><change when="2026-01-01"/></revisionDesc>
        </teiHeader><text><body><p>t</p></body></text></TEI>"""
    )
    m = read_article(doc).facts.metadata
    assert (m.title("en"), m.title("de"), m.subtitle) == ("Title", "Başlık", "Alt")
    assert (m.authors[0].name, m.authors[0].affiliation, m.authors[0].email) == ("Ayşe Yılmaz", "Üni", "a@b.example")
    assert (m.licence, m.date, m.changed) == ("https://l.example/", "2019", "2026-02-01")
    assert m.keywords == {"tr": ("a", "b")}
    assert m.responsible == {"m": "Machine"}


def test_the_blocks_hold_every_letter_of_the_text(document: Make) -> None:
    doc = document(
        "<div><head>A</head><p>b<note>c <p>d</p></note> e</p><list><item>f <list><item>g</item></list></item></list>"
        "<table><row><cell>h</cell><cell><p>i</p></cell></row></table><lg><l>j</l></lg></div>"
    )
    together = "".join(b.text for b in read_article(doc).facts.blocks)
    assert sorted(together.replace(" ", "")) == sorted(squeeze("".join(map(str, doc.root.itertext()))).replace(" ", ""))


def test_an_example_of_markup_is_text_that_names_nobody(document: Make) -> None:
    example = '<egXML xmlns="http://www.tei-c.org/ns/Examples"><p>Write <persName ref="#ada">Ada</persName>.<pb facs="1.png"/></p></egXML>'
    facts = read_article(document(f"<div><p>So: {example}</p>{example}</div>")).facts
    assert [(block.name, block.text) for block in facts.blocks] == [("p", "So: Write Ada."), ("egXML", "Write Ada.")]
    assert (facts.mentions, facts.links) == ((), ())
