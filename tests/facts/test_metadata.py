"""What a header tells: whose text it is, of what source, when, and, of a letter, from whom to whom."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from edition.facts import read_article
from edition.facts.letters import Party
from edition.facts.metadata import Author, Metadata
from edition.markup import Document

Make = Callable[..., Document]
NS = 'xmlns="http://www.tei-c.org/ns/1.0"'


def read(document: Make, title: str = "", publication: str = "", source: str = "", profile: str = "") -> Metadata:
    header = (
        f"<fileDesc><titleStmt>{title}</titleStmt><publicationStmt>{publication}</publicationStmt>"
        f"<sourceDesc>{source}</sourceDesc></fileDesc><profileDesc>{profile}</profileDesc>"
    )
    made = document(f"<TEI {NS} xml:id='a' xml:lang='en'><teiHeader>{header}</teiHeader><text/></TEI>")
    return read_article(made).facts.metadata


def test_no_header_tells_nothing(document: Make) -> None:
    assert read_article(document(f"<TEI {NS}><text/></TEI>")).facts.metadata == Metadata()
    bare = read_article(document(f"<TEI {NS}><teiHeader/><text/></TEI>")).facts.metadata
    assert (bare.titles, bare.authors, bare.date, bare.letter) == ({}, (), "", None)


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("Ada Mor", Author("Ada Mor")),
        ("<persName>Ada Mor</persName>", Author("Ada Mor")),
        ("<surname>Mor</surname>, <forename>Ada</forename>", Author("Ada Mor")),
        ("<surname>Mor</surname>", Author("Mor")),
        ("<persName><surname>Mor</surname> the Elder</persName>", Author("Mor the Elder")),
        ("<persName><forename>Ada</forename> of Kars</persName>", Author("Ada of Kars")),
        ("<orgName>Harbour Office</orgName>", Author("Harbour Office", is_body=True)),
        ("<persName>Ada Mor</persName><orgName>Harbour Office</orgName>", Author("Ada Mor")),
        ("<persName ref='person:ada person:bo'>Ada Mor</persName>", Author("Ada Mor", "ada")),
        ("<persName key='ada'>Ada Mor</persName>", Author("Ada Mor", "ada")),
        (
            "Ada Mor <affiliation>Office</affiliation><email>a@b.example</email><idno type='ORCID'>0000</idno>",
            Author("Ada Mor", "", "Office", "a@b.example", "0000"),
        ),
    ],
)
def test_authors(author: str, expected: Author, document: Make) -> None:
    assert read(document, f"<author>{author}</author>").authors == (expected,)


def test_the_authors_of_the_source_are_those_of_a_text_that_names_none(document: Make) -> None:
    source = "<biblStruct><monogr><author>Bo Hill</author><title>T</title></monogr></biblStruct>"
    assert [a.name for a in read(document, "<title>T</title>", source=source).authors] == ["Bo Hill"]
    assert [a.name for a in read(document, "<author>Ada Mor</author>", source=source).authors] == ["Ada Mor"]


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        ("<title level='j'>Journal</title><title level='s'>Series</title>", {"en": "Journal"}),
        ("<title level='s'>Series</title><title level='j'>Journal</title>", {"en": "Journal"}),
        ("<title level='m'>Volume</title><title level='j'>Journal</title>", {"en": "Volume"}),
        ("<title level='u'>Letter</title><title level='a'>Part</title>", {"en": "Part"}),
        ("<title>Main</title><title level='m'>Volume</title>", {"en": "Main"}),
        ("<title type='short'>M.</title><title type='main'>Main</title>", {"en": "Main"}),
        ("<title level='a'>Part</title><title xml:lang='tr' level='j'>Dergi</title>", {"en": "Part"}),
        ("<title level='a'>Part</title><title xml:lang='tr'>Parça</title>", {"en": "Part", "tr": "Parça"}),
        ("<title></title>", {}),
    ],
)
def test_titles_are_those_of_the_smallest_part(titles: str, expected: dict[str, str], document: Make) -> None:
    assert read(document, titles).titles == expected


JOURNAL = (
    "<biblStruct><analytic><author><surname>Mor</surname><forename>Ada</forename></author><title level='a'>Ebb.</title>"
    "</analytic><monogr><title level='j'>Tides</title><imprint><pubPlace>Kars</pubPlace><publisher>Quay</publisher>"
    "<date when='1907'/>{}<biblScope unit='page'>3–9</biblScope></imprint></monogr></biblStruct>"
)


@pytest.mark.parametrize(
    ("scopes", "volume"),
    [
        ("<biblScope unit='volume'>2</biblScope><biblScope unit='issue'>7</biblScope>", "2(7), "),
        ("<biblScope unit='volume'>2</biblScope>", "2, "),
        ("<biblScope unit='issue'>7</biblScope>", "7, "),
        ("", ""),
    ],
)
def test_a_structured_source_is_told_in_a_line(scopes: str, volume: str, document: Make) -> None:
    told = read(document, source=JOURNAL.format(scopes)).source_text
    assert told == f"Mor, Ada. Ebb. Tides, {volume}Kars: Quay, 1907, 3–9."


def test_a_source_of_an_uncertain_date_is_told_with_its_words(document: Make) -> None:
    date = '<date notBefore="2018-11-11">not before November 2018</date>'
    source = f"<biblStruct><monogr><title>T</title><imprint>{date}</imprint></monogr></biblStruct>"
    assert read(document, source=source).source_text == "T. not before November 2018."


def test_a_source_in_words_is_told_as_it_is(document: Make) -> None:
    found = read(document, source="<p>A copy.</p><bibl>Mor, <title>Tides</title> 1907</bibl>")
    assert (found.source_text, found.source is None) == ("Mor, Tides 1907", False)
    assert read(document, source="<p>A copy.</p>").source_text == ""


SENT = "<correspDesc><correspAction type='sent'><persName>A</persName>{}</correspAction></correspDesc>"


@pytest.mark.parametrize(
    ("title", "source", "profile", "date"),
    [
        ("", "", "<creation><date when='1850-02'/></creation>", "1850-02"),
        ("", "", "<creation><date from='1850'/></creation>", "1850"),
        ("", "", "<creation><date notBefore='1849'/></creation>", "1849"),
        ("", "", "<creation><date>spring</date><date when='1851'/></creation>", "1851"),
        ("", "", SENT.format("<date when='1890-05-01'/>"), "1890-05-01"),
        ("", "", SENT.format("<date from='1890' to='1891'/>"), "1890"),
        ("", "", SENT.format("<date notAfter='1891'/>"), "1891"),
        ("", "<bibl><date when='1907'/></bibl>", SENT.format("<date>spring</date>"), "1907"),
        ("<title type='iso-date' when-iso='1860'>x</title>", "", "", "1860"),
        ("<title type='iso-date'>1861-01-01</title>", "", "", "1861-01-01"),
        ("", "<bibl><date>n. d.</date><date>1907</date></bibl>", "", "1907"),
        ("", "<bibl><date from='1907' to='1908'/></bibl>", "", "1907"),
        ("", "<bibl><date>n. d.</date></bibl>", "", ""),
    ],
)  # fmt: skip
def test_the_date_of_a_text(title: str, source: str, profile: str, date: str, document: Make) -> None:
    assert read(document, title, source=source, profile=profile).date == date


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("when='2020-01-02'>", "2020-01-02"),
        ("from='2020'>", "2020"),
        (">2021", "2021"),
        (">in spring", ""),
        (">20210", ""),
    ],
)
def test_when_it_was_published(date: str, published: str, document: Make) -> None:
    assert read(document, publication=f"<publisher>P</publisher><date {date}</date>").published == published


def test_publisher_and_licence(document: Make) -> None:
    found = read(document, publication="<publisher>P</publisher><availability><licence>free</licence></availability>")
    assert (found.publisher, found.licence) == ("P", "")


def test_who_is_responsible_is_known_by_every_id_of_the_statement(document: Make) -> None:
    title = (
        "<respStmt xml:id='r'><resp>made by</resp><name xml:id='n'>Bo</name><persName>Cy</persName></respStmt>"
        "<respStmt xml:id='s'><resp>the office</resp></respStmt><editor>Dee</editor>"
    )
    found = read(document, title)
    assert found.responsible == {"r": "Bo, Cy", "n": "Bo, Cy", "s": "the office"}
    assert found.editors == ("Dee",)


def test_keywords_and_languages(document: Make) -> None:
    profile = (
        "<langUsage><language ident='tr'>Turkish</language></langUsage><textClass>"
        "<keywords><term>a</term></keywords><keywords><list><item>b</item><item/></list></keywords>"
        "<keywords xml:lang='tr'><term>c</term></keywords></textClass>"
    )
    found = read(document, profile=profile)
    assert found.keywords == {"en": ("a", "b"), "tr": ("c",)}
    assert found.languages == {"tr": "Turkish"}


def test_a_letter_has_parties_places_and_a_date(document: Make) -> None:
    profile = (
        "<correspDesc><correspAction type='sent'><persName ref='person:ada person:x'>Ada <name>Mor</name></persName>"
        "<orgName key='office'>Office</orgName><name type='org'>Guild</name><placeName ref='place:kars'>Kars</placeName>"
        "<date when='1890-05-01'>1 May 1890</date></correspAction>"
        "<correspAction type='received'><rs>Bo</rs><rs>Bo</rs><persName/><settlement>Van</settlement></correspAction></correspDesc>"
    )
    letter = read(document, profile=profile).letter
    assert letter is not None
    assert letter.senders == (Party("Ada Mor", "ada"), Party("Office", "office", "org"), Party("Guild", "", "org"))
    assert letter.receivers == (Party("Bo"),)
    assert (letter.sent_from, letter.sent_to) == ((Party("Kars", "kars", "place"),), (Party("Van", "", "place"),))
    assert (letter.date.when, letter.date_text) == ("1890-05-01", "1 May 1890")
    assert letter.pair == {"ada", "office", "Guild", "Bo"}
    assert len(letter.parties) == 6


def test_who_only_received_makes_a_letter_and_nobody_none(document: Make) -> None:
    received = "<correspDesc><correspAction type='received'><persName>Bo</persName></correspAction></correspDesc>"
    letter = read(document, profile=received).letter
    assert letter is not None and (letter.receivers, letter.date_text) == ((Party("Bo"),), "")
    empty = "<correspDesc><correspAction type='sent'><date when='1890'/></correspAction></correspDesc>"
    assert read(document, profile=empty).letter is None
