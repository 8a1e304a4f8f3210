"""Dates as letters write them: feasts, days in words, lists of days, what touches its neighbours, what is doubted."""

from __future__ import annotations

from datetime import date

import pytest
from tests.annotate.test_written import SENT, WEDNESDAY, mentions, read

from edition.annotate import Annotator
from edition.annotate.dates import Story, resolve
from edition.annotate.dates.find import date_finder
from edition.annotate.dates.written import WritingDay, written_by_header
from edition.languages import language
from edition.markup import parse
from edition.markup.source import as_source
from edition.registers import Registers, read_registers

from .conftest import telling


@pytest.mark.parametrize(
    ("text", "lang", "said", "value", "cert"),
    [
        ("Zu Ostern bin ich da.", "de", "Ostern", "1901-04-07", "medium"),
        ("Es war Pfingsten 1899.", "de", "Pfingsten 1899", "1899-05-21", "high"),
        ("Komm am Weihnachtsabend!", "de", "Weihnachtsabend", "1900-12-24", "medium"),
        ("on Christmas Day 1895 there", "en", "Christmas Day 1895", "1895-12-25", "high"),
        ("We met at Easter.", "en", "Easter", "1901-04-07", "medium"),
        ("le vendredi saint", "fr", "vendredi saint", "1901-04-05", "medium"),
        ("на Пасху 1896 года", "ru", "Пасху 1896", "1896-04-05", "high"),
        ("Am 8., 9. oder 11. Februar", "de", "9.", "1901-02-09", "medium"),
        ("zwischen dem 5. u. 10. Februar", "de", "5. u. 10. Februar", "None/None", "medium"),
        ("am 25. u. 26. werde ich", "de", "26.", "1901-01-26", "medium"),
        ("Ihr Brief vom 26. kam an", "de", "26.", "1900-12-26", "medium"),
        ("im fünften Mai, am fünften Mai 1851", "de", "fünften Mai 1851", "1851-05-05", "high"),
        ("the first of May 1851", "en", "first of May 1851", "1851-05-01", "high"),
        ("May the tenth, 1851", "en", "May the tenth, 1851", "1851-05-10", "high"),
        ("Anno 1839 am 23. März", "de", "1839 am 23. März", "1839-03-23", "high"),
        ("Votre lettre du 7 août 1872", "de", "7 août 1872", "1872-08-07", "high"),
        ("Wien, Feber 901", "de", "Feber 901", "1901-02", "high"),
        ("8-II-01 kam er", "de", "8-II-01", "1901-02-08", "high"),
        ("27 XI. 00 kam er", "de", "27 XI. 00", "1900-11-27", "high"),
        ("26./VII. 00 kam er", "de", "26./VII. 00", "1900-07-26", "high"),
        ("16. Mai 901, Wien", "de", "16. Mai 901", "1901-05-16", "high"),
        ("am 22. dss. Mts. und 6. ct.", "de", "6. ct", "1901-01-06", "medium"),
        ("Jany13h1841 and Nov.26,1820", "en", "Jany13h1841", "1841-01-13", "high"),
        ("Sonntag um 5h zu mir", "de", "Sonntag", "1901-01-13", "low"),
    ],
)
def test_how_letters_tell_their_days(text: str, lang: str, said: str, value: str, cert: str) -> None:
    assert (said, value, cert) in read(text, lang)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Rechnung ct. 20", "de"),
        ("Montag zwischen 7 u. 8. Uhr", "de"),
        ("Teil 8-II-27 und 14 XI 25", "de"),
        ("Im Mai 31 Mann", "de"),
        ("the Easter Road", "en"),
        ("Mit 1500 Leuten, um 1400 Uhr, Zimmer 1200", "de"),
    ],
)
def test_figures_and_names_that_are_no_dates(text: str, lang: str) -> None:
    found = frozenset(("Ostern", "14", "8", "8-", "7", "31", "1500", "1400", "1200", "20", "Easter", "14 XI 25"))
    assert found.isdisjoint(said for said, _, _ in read(text, lang))


def test_without_a_day_of_writing_a_feast_needs_its_year() -> None:
    assert [value for _, value, _ in read("Ostern, Neujahr und Ostern 1905", "de", None)] == ["1905-04-23"]


@pytest.mark.parametrize(
    ("text", "cert"),
    [("17. Juli 1898, Sonntag", "high"), ("17. Juli 1898, Montag", "medium"), ("am 3.4.05", "medium")],
)
def test_what_speaks_against_a_date_lowers_its_certainty(text: str, cert: str) -> None:
    assert [c for _, _, c in read(text, "de", None)][:1] == [cert]


def test_years_of_two_figures_are_of_our_calendar_where_the_language_has_no_other() -> None:
    assert ("26. 1. 08", "1908-01-26", "high") in read("26. 1. 08", "de")
    assert ("26.1.08", "1893-02-07", "high") in read("26.1.08", "tr", WritingDay(date(1896, 7, 24)))


def test_a_range_that_ends_in_the_next_year_begins_in_the_one_before() -> None:
    found = resolve(date_finder(language("de")).find("vom 1. November bis 1. August 1928"), Story())
    assert [(v.from_, v.to) for _, v, _ in found] == [("1927-11-01", "1928-08-01")]


@pytest.mark.parametrize(
    ("day", "cert"), [("9. Jänner 1901", "high"), ("19. Jänner 1901", "medium"), ("Jänner 1901", "high")]
)
def test_a_dateline_that_contradicts_the_header_is_doubted(day: str, cert: str) -> None:
    found = mentions(
        SENT.format('when="1901-01-09"'), f"<opener><dateline>Wien, {day}</dateline></opener><p>Am 3. März 1899.</p>"
    )
    assert [one.cert for one in found if one.date] == [cert, "high"]


@pytest.mark.parametrize(
    "markup",
    [
        "<seg>Schnitzler</seg><seg>16. 9. 08</seg><seg>Wien</seg>",
        "<seg>Schnitzler</seg><seg>Wien, 16. 9. 08</seg><seg>Wien</seg>",
        ", den<seg>16. Sept. 1908</seg>",
    ],
)
def test_a_date_may_touch_what_stands_beside_its_element(markup: str) -> None:
    found = mentions(SENT.format('when="1908-09-16"'), f"<p>{markup}</p>")
    assert [one.date.when for one in found if one.date] == ["1908-09-16"]


def test_the_head_of_a_manuscript_tells_when_it_was_written() -> None:
    source = '<sourceDesc><msDesc><head>To A <date when="1901-01-09">9 January</date></head></msDesc></sourceDesc>'
    xml = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>{source}</fileDesc></teiHeader></TEI>'
    assert written_by_header(parse(as_source("a.xml", xml.encode()))) == WEDNESDAY


@pytest.mark.parametrize(
    ("sentence", "lang"),
    [
        (
            "Der Brief u. das Buch ist von ihm u. nicht auf dem Tisch mit den Karten; die Feder u. eine Uhr im Haus. ",
            "de",
        ),
        (
            "La lettre et les livres des amis que le facteur est venu chercher dans la rue pour une dame, qui dort. ",
            "fr",
        ),
        (
            "Dopis a knihy od pratel, ktere listonos prinesl do ulice pro jednu damu, ktera tam dlouho spala ve dne. ",
            "",
        ),
    ],
)
def test_a_long_text_tells_its_language(sentence: str, lang: str) -> None:
    xml = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>{sentence * 9}</p></body></text></TEI>'
    reading = Annotator(Registers({}), default_language="de").read(parse(as_source("a.xml", xml.encode())))
    assert {text.lang for text in reading.texts} == {lang}


KNOWN = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><listPlace>
<place xml:id="ulm"><placeName>Ulm</placeName></place><place xml:id="halle"><placeName>Halle</placeName></place>
</listPlace></standOff></TEI>"""


@pytest.mark.parametrize(
    ("text", "lang", "cert"),
    [
        ("Ich bin in Ulm.", "de", "high"),
        ("Ulm XII", "de", "medium"),
        ("Ulm, XVI. Langegasse", "de", "medium"),
        ("Ulm I", "de", "medium"),
        ("Ulm 7, hinten links", "de", "medium"),
        ("Ulm, 12. März 1908", "de", "high"),
        ("Ulm, 12. 3. 1908", "de", "high"),
        ("Ulm 12/3 08", "de", "high"),
        ("Ulm, XI. 1908", "de", "high"),
        ("Ulm 1908", "de", "high"),
        ("In Ulm I saw him", "en", "high"),
        ("In Ulm 12 men came", "en", "high"),
        ("In der Halle war es still", "de", "medium"),
        ("In Halle war es still", "de", "high"),
        ("<address><addrLine>Ulm</addrLine></address>", "de", "medium"),
    ],
)
def test_a_place_of_which_a_part_may_be_meant_is_not_sure(text: str, lang: str, cert: str) -> None:
    registers, _ = read_registers([parse(as_source("r.xml", telling(KNOWN).encode()))])
    inside = text if text.startswith("<") else f"<p>{text}</p>"
    xml = f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="{lang}"><text><body>{inside}</body></text></TEI>'
    found = Annotator(registers).find(parse(as_source("a.xml", xml.encode())))
    assert [m.cert for m in found.mentions_only() if m.kind == "place"] == [cert]


PLAIN = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><listPerson>
<person xml:id="quast"><persName><surname>Quast</surname><forename>Anna</forename></persName></person></listPerson><listPlace>
<place xml:id="ulm"><placeName>Ulm</placeName></place><place xml:id="aue"><placeName>Aue</placeName></place>
<place xml:id="aue-berg"><placeName>Aue am Berg</placeName></place><place xml:id="kirch"><placeName>Kirch</placeName></place>
<place xml:id="bad-kirch"><placeName>Bad Kirch</placeName></place></listPlace></standOff></TEI>"""


@pytest.mark.parametrize(
    ("text", "certs"),
    [
        ("<p>Er kam nach Ulm zurück.</p>", ["high"]),
        ("<p>Er sah Ulm noch einmal.</p>", ["medium"]),
        ("<p>Er kam<note>in Ulm</note> an.</p>", ["medium"]),
        ("<p>Er kam nach Aue und nach Kirch.</p>", ["medium", "medium"]),
        ("<p>Er kam nach Bad Kirch.</p>", ["medium"]),
        ("<p>Gestern kam Anna Quast zu uns.</p>", ["medium"]),
    ],
)
def test_where_names_have_no_types_only_a_place_with_a_preposition_is_sure(text: str, certs: list[str]) -> None:
    registers, _ = read_registers([parse(as_source("r.xml", PLAIN.encode()))])
    xml = f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="de"><text><body>{text}</body></text></TEI>'
    found = Annotator(registers).find(parse(as_source("a.xml", xml.encode())))
    assert [m.cert for m in found.mentions_only()] == certs
