"""Dates told from the day of writing: what a document says of that day, and what `gestern` then means."""

from __future__ import annotations

from datetime import date

import pytest

from edition.annotate import Annotator, Mention
from edition.annotate.dates import Story, resolve
from edition.annotate.dates.find import date_finder
from edition.annotate.dates.written import WritingDay
from edition.languages import language
from edition.markup import parse
from edition.markup.source import as_source
from edition.registers import Registers

WEDNESDAY = WritingDay(date(1901, 1, 9))


def read(text: str, lang: str, written: WritingDay | None = WEDNESDAY) -> list[tuple[str, str, str]]:
    story = Story(written=written, year=written.day.year if written else None)
    return [
        (d.text, v.when or f"{v.not_before}/{v.not_after}", v.cert or ("medium" if inferred else "high"))
        for d, v, inferred in resolve(date_finder(language(lang)).find(text), story)
    ]


@pytest.mark.parametrize(
    ("text", "lang", "said", "value", "cert"),
    [
        ("Ich kam gestern an.", "de", "gestern", "1901-01-08", "medium"),
        ("Seit vorgestern regnet es.", "de", "vorgestern", "1901-01-07", "medium"),
        ("Kommst du morgen, Donnerstag?", "de", "morgen, Donnerstag", "1901-01-10", "medium"),
        ("Bis Montag also!", "de", "Montag", "1901-01-14", "low"),
        ("Montag war ich bei ihr.", "de", "Montag", "1901-01-07", "medium"),
        ("Nächsten Mittwoch reise ich.", "de", "Nächsten Mittwoch", "1901-01-16", "medium"),
        ("Ich schrieb am 3. an ihn.", "de", "3.", "1901-01-03", "medium"),
        ("Ich komme am 28., wenn es geht.", "de", "28.", "1901-01-28", "medium"),
        ("Mittwoch, den 16. reise ich.", "de", "Mittwoch, den 16.", "1901-01-16", "medium"),
        ("Ihr Brief vom 3. d. M. ist da.", "de", "3. d. M.", "1901-01-03", "medium"),
        ("Voriges Jahr war es kalt.", "de", "Voriges Jahr", "1900", "medium"),
        ("Am 28. Dezember kam er.", "de", "28. Dezember", "1900-12-28", "medium"),
        ("Wien, 8./I. 01", "de", "8./I. 01", "1901-01-08", "high"),
        ("Wien, 14. 1. 903", "de", "14. 1. 903", "1903-01-14", "high"),
        ("Wien, 6. 5. 1925", "de", "6. 5. 1925", "1925-05-06", "high"),
        ("Wien, 12/I", "de", "12/I", "1901-01-12", "medium"),
        ("Wien, 25/12.", "de", "25/12.", "1900-12-25", "medium"),
        ("I saw him last Tuesday.", "en", "last Tuesday", "1901-01-08", "medium"),
        ("Leeds, Jany 7th. 1901", "en", "Jany 7th. 1901", "1901-01-07", "high"),
        ("Leeds, Octr. 30h 1812", "en", "Octr. 30h 1812", "1812-10-30", "high"),
        ("York, 2d July 1811", "en", "2d July 1811", "1811-07-02", "high"),
        ("York, 28th. February 1841", "en", "28th. February 1841", "1841-02-28", "high"),
        ("York, Jan 5th, 01.", "en", "Jan 5th, 01", "1901-01-05", "high"),
        ("We met on Jan 5th, 30 men were there.", "en", "Jan 5th", "1901-01-05", "medium"),
        ("Köln, 8. Jan. 01.", "de", "8. Jan. 01", "1901-01-08", "high"),
        ("Am 8. Jan. 30, nicht 20!", "de", "8. Jan.", "1901-01-08", "medium"),
        ("Your letter of the 5th inst. came.", "en", "5th inst", "1901-01-05", "medium"),
        ("We dine on Friday.", "en", "Friday", "1901-01-11", "low"),
        ("Yesterday it rained.", "en", "Yesterday", "1901-01-08", "medium"),
        ("It happened on 9/23/1901.", "en", "9/23/1901", "1901-09-23", "high"),
        ("Geçen yıl oradaydı.", "tr", "Geçen yıl", "1900", "medium"),
        ("Mektup dün geldi.", "tr", "dün", "1901-01-08", "medium"),
        ("Вчера приехал брат.", "ru", "Вчера", "1901-01-08", "medium"),
        ("В прошлом году было иначе.", "ru", "прошлом году", "1900", "medium"),
    ],
)
def test_what_is_told_from_the_day_of_writing(text: str, lang: str, said: str, value: str, cert: str) -> None:
    assert (said, value, cert) in read(text, lang)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Guten Morgen! Am frühen Morgen kam er.", "de"),
        ("Er wohnt am 3. Stock links.", "de"),
        ("Drei Viertel sind 3/4, und 17/30 ist mehr.", "de"),
        ("Da kam August Wolf herein.", "de"),
        ("I may come, and so we march on.", "en"),
    ],
)
def test_what_only_looks_like_it(text: str, lang: str) -> None:
    assert read(text, lang) == []


@pytest.mark.parametrize("text", ["Ich kam gestern an.", "Bis Montag also!", "am 3. kommt er, 25/12", "Voriges Jahr"])
def test_without_a_day_of_writing_nothing_is_said(text: str) -> None:
    assert read(text, "de", None) == []
    assert read(text, "de", WritingDay(WEDNESDAY.day, is_exact=False)) == []


@pytest.mark.parametrize(
    ("text", "lang", "found"),
    [
        ("Es war am 13. Nebelung 1897.", "de", [("1897", "1897", "low")]),
        ("Es war am 13. September 1897.", "xx", []),
        ("Le 13 septembre 1897 et en 1905.", "xx", [("1905", "1905", "low")]),
        (
            "Das war 1897-09-13 und 6. 5. 1925.",
            "xx",
            [("1897-09-13",) * 2 + ("high",), ("6. 5. 1925", "1925-05-06", "high")],
        ),
        ("XIX. yüzyıl değil 19. yy’da", "tr", [("19. yy", "None/None", "high")]),
        ("867 yılında", "tr", [("867", "0867", "high")]),
        ("Leeds, Octobris 30h 1812", "en", [("1812", "1812", "low")]),
        ("Tuesday 13 th 1819", "en", [("1819", "1819", "low")]),
        ("Le 13e septembre 1897", "de", [("13e septembre 1897", "1897-09-13", "high")]),
        ("Mit 30 Mann 1812", "de", [("1812", "1812", "high")]),
    ],
)
def test_a_year_of_what_was_not_understood_is_never_sure(text: str, lang: str, found: list[tuple[str, ...]]) -> None:
    assert [one for one in read(text, lang, None) if one in found or lang == "xx"] == found


def mentions(header: str, body: str) -> list[Mention]:
    xml = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>A</title></titleStmt></fileDesc>'
        f'<profileDesc><langUsage><language ident="de-AT">Deutsch</language></langUsage>{header}</profileDesc></teiHeader>'
        f"<text><body>{body}</body></text></TEI>"
    )
    return list(Annotator(Registers({})).find(parse(as_source("a.xml", xml.encode()))).mentions_only())


def letter(header: str, body: str) -> str:
    return " ".join((m.date.when or "?") for m in mentions(header, body) if m.date)


SENT = '<correspDesc><correspAction type="sent"><date {}/></correspAction></correspDesc>'


@pytest.mark.parametrize(
    ("header", "body", "values"),
    [
        (SENT.format('when="1901-01-09"'), "<p>Gestern kam er.</p>", "1901-01-08"),
        (SENT.format('notBefore="1901-01-09" notAfter="1901-01-20"'), "<p>Gestern, am 28. Dezember.</p>", "1900-12-28"),
        (SENT.format('from="1900-01-01" to="1901-12-31"'), "<p>Gestern kam er.</p>", ""),
        ('<creation><date when="1901-01-09"/></creation>', "<p>Gestern kam er.</p>", "1901-01-08"),
        (
            "",
            "<opener><dateline>Wien, 9. Jänner 1901</dateline></opener><p>Gestern kam er.</p>",
            "1901-01-09 1901-01-08",
        ),
        ("", "<p>Gestern.</p><closer><dateline>Wien, 9. 1. 1901</dateline></closer>", "1901-01-08 1901-01-09"),
        ("", '<opener><dateline><date when="1901-01-09">heut</date></dateline></opener><p>Gestern.</p>', "1901-01-08"),
        (
            "",
            "<div><head>Montag, 7. Januar 1901</head><p>Gestern.</p></div><div><head>9. Januar 1901</head><p>Heute.</p></div>",
            "1901-01-07 1901-01-06 1901-01-09 1901-01-09",
        ),
        ("", "<p>Am 9. Januar 1901 war er da. Gestern auch.</p>", "1901-01-09"),
        (SENT.format('when="1901-01-09"'), "<p>Wien<seg>9. 1.</seg></p>", "1901-01-09"),
        (
            SENT.format('when="1901-01-09"'),
            "<p><note>Siehe <bibl>Tagebuch, 3. 1. 1901, 1902</bibl>.</note></p>",
            "1901-01-03",
        ),
    ],
)
def test_a_document_knows_its_date(header: str, body: str, values: str) -> None:
    assert letter(header, body) == values
