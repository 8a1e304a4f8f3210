"""Readings, registers and keys of other people's texts: what is words of the text, what stands apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from edition.facts import ArticleFacts, read_article
from edition.markup import Document
from edition.project import Elements, KeySettings, Settings
from edition.project.settings import EditionInfo

NS = 'xmlns="http://www.tei-c.org/ns/1.0"'


def texts(facts: ArticleFacts) -> list[tuple[str, str]]:
    return [(b.name, b.text) for b in facts.blocks if not b.note]


def test_the_lemma_is_the_text_and_other_readings_are_texts_of_their_own(document: Callable[..., Document]) -> None:
    facts = read_article(
        document(
            "<p>The <app><lem wit='#A'>quick</lem><rdg>swift <persName ref='#f'>Fox</persName></rdg></app> fox.</p>"
        )
    ).facts
    assert texts(facts) == [("p", "The quick fox.")]
    assert [b.text for b in facts.blocks if b.note] == ["swift Fox"]
    assert [m.keys for m in facts.mentions] == [("f",)]


def test_a_variant_of_words_elsewhere_does_not_enter_the_text(document: Callable[..., Document]) -> None:
    facts = read_article(
        document("<p>The <anchor xml:id='a'/>quick<app from='#a'><lem>quick</lem><rdg>swift</rdg></app> fox.</p>")
    ).facts
    assert texts(facts) == [("p", "The quick fox.")]


def test_an_opener_that_is_a_sentence_keeps_its_order(document: Callable[..., Document]) -> None:
    facts = read_article(
        document("<opener>Dear <salute>friend</salute>, <dateline>Kars</dateline> today</opener>")
    ).facts
    assert texts(facts) == [("opener", "Dear friend, Kars today")]


def test_blocks_stand_where_their_words_do(document: Callable[..., Document]) -> None:
    facts = read_article(document("<item><p>one</p>two</item>")).facts
    assert [t for _, t in texts(facts)] == ["one", "two"]


def test_a_space_parts_words(document: Callable[..., Document]) -> None:
    assert texts(read_article(document("<p>Your<space/>friend</p>")).facts) == [("p", "Your friend")]


def test_registers_in_the_back_are_entries_and_no_text(document: Callable[..., Document]) -> None:
    facts = read_article(
        document(
            f"<TEI {NS}><text><body><p><persName ref='#p1'>Ada</persName></p></body><back><listPerson>"
            "<person xml:id='p1'><persName>Ada Nehir</persName></person></listPerson></back></text></TEI>"
        )
    ).facts
    assert [(e.key, e.name("")) for e in facts.entries] == [("p1", "Ada Nehir")]
    assert [b.text for b in facts.blocks] == ["Ada"]
    assert len(facts.mentions) == 1


def test_lists_of_the_source_are_no_register(document: Callable[..., Document]) -> None:
    facts = read_article(
        document(
            f"<TEI {NS}><teiHeader><fileDesc><sourceDesc><listBibl><bibl xml:id='b'><title>B</title></bibl></listBibl>"
            "</sourceDesc></fileDesc><profileDesc><particDesc><listPerson><person xml:id='p'><persName>P</persName></person>"
            "</listPerson></particDesc></profileDesc></teiHeader><text><body><p>a</p></body></text></TEI>"
        )
    ).facts
    assert [e.key for e in facts.entries] == ["p"]


def settings(patterns: dict[str, str], **elements: tuple[str, ...]) -> Settings:
    return Settings(EditionInfo({"": "T"}), keys=KeySettings(patterns), elements=Elements(**elements))


def test_keys_are_called_as_the_registers_call_them(document: Callable[..., Document]) -> None:
    doc = document("<p><persName key='526'>A</persName> <persName ref='#other'>B</persName></p>")
    facts = read_article(doc, settings({r"(\d+)": "P$1"}).text).facts
    assert [m.keys for m in facts.mentions] == [("P526",), ("other",)]


@pytest.mark.parametrize(
    ("replacement", "key"), [("../persons.xml#P$1", "P526"), ("https://example.org/$1", "https://example.org/526")]
)
def test_prefixes_of_the_header_are_followed(document: Callable[..., Document], replacement: str, key: str) -> None:
    facts = read_article(
        document(
            f"<TEI {NS}><teiHeader><encodingDesc><listPrefixDef><prefixDef ident='psn' matchPattern='(\\d+)' "
            f"replacementPattern='{replacement}'/></listPrefixDef></encodingDesc></teiHeader>"
            "<text><body><p><persName ref='psn:526'>A</persName></p></body></text></TEI>"
        )
    ).facts
    assert facts.mentions[0].keys == (key,)


def test_elements_are_read_as_the_settings_say(document: Callable[..., Document]) -> None:
    doc = document("<p>one <metamark>x</metamark> two <stuff>aside</stuff></p>")
    facts = read_article(doc, settings({}, hide=("metamark",), note=("stuff",)).text).facts
    assert texts(facts) == [("p", "one two")]
    assert [b.text for b in facts.blocks if b.note] == ["aside"]


def test_what_is_transcribed_line_by_line_is_read(document: Callable[..., Document]) -> None:
    facts = read_article(
        document(
            f"<TEI {NS}><sourceDoc><surface><zone><line>one</line><line>two</line></zone></surface></sourceDoc></TEI>"
        )
    ).facts
    assert [(b.name, b.text) for b in facts.blocks] == [("zone", "one two")]


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        ("<title level='s'>Letters</title><title level='a'>To Ada</title>", "To Ada"),
        ("<title>Main</title><title>Other</title>", "Main"),
        ("<title level='m'>Volume</title><title type='sub'>Sub</title>", "Volume"),
        ("<title level='s'>Series</title>", "Series"),
    ],
)
def test_the_title_is_that_of_the_text(document: Callable[..., Document], titles: str, expected: str) -> None:
    doc = document(
        f"<TEI {NS}><teiHeader><fileDesc><titleStmt>{titles}</titleStmt></fileDesc></teiHeader><text/></TEI>"
    )
    assert read_article(doc).facts.metadata.title("") == expected


def test_words_outside_of_every_block_are_read(document: Callable[..., Document]) -> None:
    facts = read_article(document("<div><seg>Near <rs type='place' ref='#cairo'>Le Caire</rs>.</seg></div>")).facts
    assert texts(facts) == [("seg", "Near Le Caire.")]
    assert [m.keys for m in facts.mentions] == [("cairo",)]
