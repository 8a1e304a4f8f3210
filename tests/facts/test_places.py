"""Where facts stand: languages, versions, pages, sections, links, and the entries that articles make together."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lxml import etree

from edition.facts import MentionPatterns, read_article
from edition.facts.account import account_of
from edition.markup import Document, Source, parse
from edition.project import KeySettings, Settings
from edition.project.settings import EditionInfo
from edition.registers import Registers, read_registers

Make = Callable[..., Document]
NS = 'xmlns="http://www.tei-c.org/ns/1.0"'


def test_the_language_is_that_of_the_innermost_element_that_tells_one(document: Make) -> None:
    facts = read_article(document("<div xml:lang='de'><p>a</p><p xml:lang='fr'>b</p></div><p>c</p>", lang="tr")).facts
    assert [(b.text, b.lang) for b in facts.blocks] == [("a", "de"), ("b", "fr"), ("c", "tr")]


def test_what_stands_in_a_translation_is_one(document: Make) -> None:
    facts = read_article(
        document("<div><p>a</p></div><div type='translation'><div><p>b</p></div></div><p type='translation'>c</p>")
    ).facts
    assert [(b.text, b.version) for b in facts.blocks] == [("a", ""), ("b", "translation"), ("c", "")]


def test_an_abstract_that_answers_one_in_another_language_is_a_translation(document: Make) -> None:
    facts = read_article(
        document("<p xml:id='a'>a</p><p corresp='#a' xml:lang='en'>b</p><p corresp='#a'>c</p><p corresp='#x'>d</p>")
    ).facts
    assert [(b.text, b.version) for b in facts.blocks] == [("a", ""), ("b", "translation"), ("c", ""), ("d", "")]


def test_parts_and_pages(document: Make) -> None:
    text = "<front><p>a</p></front><body><p>b<pb n='2'/>c</p><pb n='3'/><p>d</p><lb n='9'/></body><back><p>e</p></back>"
    facts = read_article(document(f"<TEI {NS}><text>{text}</text></TEI>")).facts
    assert [(b.text, b.part, b.page) for b in facts.blocks] == [
        ("a", "front", ""),
        ("bc", "body", ""),
        ("d", "body", "3"),
        ("e", "back", "3"),
    ]


def test_sections_count_from_one_and_know_how_deep_they_stand(document: Make) -> None:
    facts = read_article(
        document(
            "<div xml:id='a'><head>A</head><div xml:id='b'><head>B</head><p>x</p></div></div>"
            "<div><p>y</p></div><div xml:id='c'><head>C</head><p>z</p></div>"
        )
    ).facts
    assert [(s.id, s.level, s.head) for s in facts.sections] == [("a", 1, "A"), ("b", 2, "B"), ("c", 1, "C")]
    assert [(b.text, b.section) for b in facts.blocks if b.name == "p"] == [("x", "b"), ("y", "b"), ("z", "c")]


def test_every_outer_text_is_read_once(document: Make) -> None:
    inner = "<group><text><body><p>a</p></body></text><text><body><p>b</p></body></text></group>"
    facts = read_article(document(f"<TEI {NS}><text>{inner}</text></TEI>")).facts
    assert [b.text for b in facts.blocks] == ["a", "b"]


def test_a_surface_alone_is_read_and_a_root_of_another_kind_is_not(document: Make) -> None:
    surface = document(f"<?xml version='1.0'?><surface {NS}><zone><line>a</line></zone></surface>")
    assert [b.text for b in read_article(surface).facts.blocks] == ["a"]
    assert read_article(document(f"<?xml version='1.0'?><zone {NS}><line>a</line></zone>")).facts.blocks == ()


def test_white_space_is_one_space_across_elements_and_none_at_the_ends(document: Make) -> None:
    facts = read_article(document("<p>\n a <hi> b</hi>\n<hi> </hi> c<hi>d</hi> </p>")).facts
    assert facts.blocks[0].text == "a b cd"


def test_a_mention_is_counted_without_the_spaces_around_it(document: Make) -> None:
    facts = read_article(
        document("<p xml:id='p'>x <persName> Ada <note><persName>Bo</persName></note></persName> y</p>")
    ).facts
    ada = facts.mentions[0]
    assert (ada.text, ada.block, ada.start, ada.end) == ("Ada", "p", 2, 5)
    assert facts.mentions[1].text == "Bo"
    assert facts.block("p").text == "x Ada y"


def test_mentions_in_each_other_come_in_the_order_of_the_text(document: Make) -> None:
    facts = read_article(
        document("<p><persName>Ada of <placeName>Kars</placeName></persName> <date>1907</date></p>")
    ).facts
    assert [m.text for m in facts.mentions] == ["Ada of Kars", "Kars", "1907"]
    assert [m.id.rpartition(".")[2] for m in facts.mentions] == ["m1", "m2", "m3"]


def test_only_dates_have_a_day(document: Make) -> None:
    facts = read_article(document("<p><persName when='1900'>Ada</persName> <date when='1907'>1907</date></p>")).facts
    assert [m.date.when for m in facts.mentions] == [None, "1907"]


@pytest.mark.parametrize(
    ("inside", "cited"),
    [
        ("<persName role='cited'>A</persName>", True),
        ("<persName role='author'>A</persName>", False),
        ("<bibl><persName>A</persName></bibl>", True),
        ("<ref type='citation'><persName>A</persName></ref>", True),
        ("<ref type='see'><persName>A</persName></ref>", False),
        ("<bibl>x<note><persName>A</persName></note></bibl>", False),
    ],
)
def test_who_is_only_cited(inside: str, cited: bool, document: Make) -> None:
    assert [m.cited for m in read_article(document(f"<p>{inside}</p>")).facts.mentions] == [cited]


def test_links_know_their_words(document: Make) -> None:
    facts = read_article(
        document(
            "<p xml:id='p'>see <ref target='#a'>this <note xml:id='n'>or <ref target='#b'>that</ref></note> one</ref></p>"
            "<ptr target='#c'/><p><ref>none</ref></p>"
        ),
        spans=True,
    ).facts
    assert [(k.target, k.block, k.start, k.end) for k in facts.links] == [
        ("#a", "p", 4, 12),
        ("#b", "n", 3, 7),
        ("#c", "", 0, 0),
    ]


@pytest.mark.parametrize(
    ("note", "apart"),
    [
        ("<note n='1'>a</note>", True),
        ("<note place='end'>a</note>", True),
        ("<note>a</note>", False),
        ("<note place='margin'>a</note>", False),
        ("<note n='1' target='#x'>a</note>", False),
        ("<note n='1' corresp='#x'>a</note>", False),
        ("<note n='1' corresp='x'>a</note>", True),
        ("<p><note n='1'>a</note></p>", False),
    ],
)
def test_numbered_notes_that_stand_alone_are_apart(note: str, apart: bool, document: Make) -> None:
    assert [b.apart for b in read_article(document(f"<div>{note}</div>")).facts.blocks] == [apart]


def test_ids_of_empty_blocks_are_not_taken(document: Make) -> None:
    facts = read_article(document("<p xml:id='a'/><p>x</p><p>x</p>")).facts
    assert [b.text for b in facts.blocks] == ["x", "x"]
    assert len({b.id for b in facts.blocks}) == 2 and facts.ids == ("a", "article")


@pytest.mark.parametrize(
    ("expression", "element", "fits"),
    [
        ("rs[@type='a']", "<rs type='a b'/>", True),
        ("rs[@type='a']", "<rs type='ab'/>", False),
        ('rs[@type="a"]', "<rs type='a'/>", True),
        ("rs[@type]", "<rs type=''/>", True),
        ("rs[@type]", "<rs/>", False),
        ("rs[@type=''][@n='1']", "<rs n='1'/>", False),
        ("rs[@type='a'][@n='1']", "<rs type='a' n='2'/>", False),
    ],
)
def test_conditions_of_expressions(expression: str, element: str, fits: bool) -> None:
    assert (MentionPatterns([("x", expression)]).kind_of(etree.fromstring(element)) == "x") is fits


def test_the_expression_that_says_most_counts() -> None:
    patterns = MentionPatterns([("place", "rs"), ("person", "rs[@type='a']")])
    assert patterns.kind_of(etree.fromstring("<rs type='a'/>")) == "person"
    assert patterns.kind_of(etree.fromstring("<rs/>")) == "place"
    assert patterns.knows("rs[@n='1']") and not patterns.knows("name")
    assert not MentionPatterns([("person", "rs[@type='a']")]).knows("rs")


def prefixed(document: Make, declared: str, pointer: str, patterns: dict[str, str] | None = None) -> tuple[str, ...]:
    text = f"<text><body><p><persName ref='{pointer}'>A</persName></p></body></text>"
    header = f"<teiHeader><encodingDesc><listPrefixDef>{declared}</listPrefixDef></encodingDesc></teiHeader>"
    settings = Settings(EditionInfo({"": "T"}), keys=KeySettings(patterns or {})).text
    return read_article(document(f"<TEI {NS}>{header}{text}</TEI>"), settings).facts.mentions[0].keys


def test_the_first_rule_that_fits_makes_the_key(document: Make) -> None:
    two = (
        "<prefixDef ident='q' matchPattern='(\\d+)' replacementPattern='#n$1'/>"
        "<prefixDef ident='q' matchPattern='(\\w+)' replacementPattern='#w$1$2'/>"
    )
    assert prefixed(document, two, "q:12 q:ab") == ("n12", "wab")
    assert prefixed(document, two, "q:- r:12") == ("q:-", "r:12")
    assert prefixed(document, "<prefixDef ident='q' matchPattern='(' replacementPattern='#x'/>", "#a") == ("a",)
    assert prefixed(document, "", "#7 #ab", {r"(\d)": "P$1"}) == ("P7", "ab")
    assert prefixed(document, two, "q:12", {"n(.+)": "m$1"}) == ("m12",)


def test_entries_of_all_articles_are_one_account(document: Make) -> None:
    person = "<person xml:id='ada'><persName>Ada Mor</persName></person>"
    register = document(f"<TEI {NS}><standOff><listPerson>{person}</listPerson></standOff></TEI>")
    registers, _ = read_registers([register])
    letter = (
        "<teiHeader><profileDesc><correspDesc><correspAction type='sent'><persName ref='#cy'>Cy</persName>"
        "<persName>Nobody</persName></correspAction></correspDesc></profileDesc></teiHeader>"
    )
    body = "<text><body><p><persName ref='#ada'>Mor</persName> <persName ref='#bo'>Bo</persName> <persName ref='#bo'>Bo H.</persName></p></body></text>"
    articles = [
        read_article(parse(Source(f"{n}.xml", f"<TEI {NS}>{letter if n else ''}{body}</TEI>".encode()))).facts
        for n in (0, 1)
    ]
    whole = account_of(registers, articles)
    assert {key: entity.name("") for key, entity in whole.entities.items()} == {
        "ada": "Ada Mor",
        "bo": "Bo",
        "cy": "Cy",
    }
    assert whole.entities["bo"].kind == "person"
    assert account_of(Registers(), articles).entities["ada"].name("") == "Mor"
