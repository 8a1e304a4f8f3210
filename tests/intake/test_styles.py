"""Texts as other journals set them: labels, running heads, endnotes, quotations, verse, tables, lists of works."""

from __future__ import annotations

import textwrap

import pytest
from lxml import etree

from edition.project import data_dir

FIRST = (
    "The small port was, as late as the middle of the century, little more than a row of huts beneath a ruined tower.{} "
    "Within two generations it had become the busiest harbour on that stretch of coast. The reasons for this growth have "
    "been discussed at length, but rarely on the basis of the records that the harbour office kept."
)
SECOND = (
    "Those records survive in surprising quantity. They include tonnage books, letters to the customs house, and a long "
    "series of petitions from local merchants.{} The petitions let us hear voices that seldom appear elsewhere, and they "
    "are written in a plain and angry language that no clerk would have used."
)
THIRD = (
    "Trade with the interior depended on the road across the moor, which was impassable for several weeks each winter. "
    "When the railway arrived the pattern changed at once, and grain prices in the town fell by a third.{} Not everybody "
    "welcomed the change, since the carriers who had worked the moor road lost their living within a year."
)
NOTES = (
    "For a general survey see M. Holloway, Ports of the North, p. 14.",
    "Harbour Office Records, box 12, folder 3. The letters are in no order, and some of them were lost in a fire that "
    "broke out in the office; it does not appear that anybody ever made a list of them.",
    "Holloway, Ports, p. 102.",
)
PAGE = (FIRST, SECOND, THIRD)


def set_page(width: int, label: str = "{} ", call: str = "{}", gap: str = "\n") -> str:
    """One page with three paragraphs and their notes below."""
    body = gap.join(textwrap.fill(text.format(call.format(n)), width) + "\n" for n, text in enumerate(PAGE, 1))
    notes = "\n".join(textwrap.fill(label.format(n) + note, width + width // 6) for n, note in enumerate(NOTES, 1))
    return f"{body}\n{notes}\n"


def notes_of(result) -> list[tuple[str, str]]:
    return [(el.get("n"), " ".join("".join(el.itertext()).split())) for el in result.root.iter("{*}note")]


@pytest.mark.parametrize("width", [38, 44, 60, 84])
@pytest.mark.parametrize(
    ("label", "call"),
    [("{} ", "{}"), ("{}", "{}"), ("{}. ", "{}"), ("{}) ", "({})"), ("[{}] ", "[{}]"), ("{} ", " {}")],
)
def test_notes_without_a_rule_with_any_label(take, width, label, call):
    result = take(set_page(width, label, call))
    assert notes_of(result) == [(str(n), note) for n, note in enumerate(NOTES, 1)]
    starts = [text.split()[0] for text in result.texts("//tei:body//tei:p")]
    assert starts == ["The", "Those", "Trade"]


def test_labels_that_stand_alone_on_their_lines(take):
    text = set_page(70, "{}\n\n")
    text = text.replace("3 Holl", "3\n\nHoll").replace("2 Harb", "2\n\nHarb").replace("1 For", "1\n\nFor")
    assert notes_of(take(text)) == [(str(n), note) for n, note in enumerate(NOTES, 1)]


def test_a_numbered_heading_is_no_note(take):
    text = set_page(70, "{}. ").replace("Trade with", "2. Road and Railway\n\nTrade with")
    result = take(text)
    assert result.texts("//tei:body//tei:head") == ["2. Road and Railway"]
    assert len(notes_of(result)) == 3


def test_endnotes_stand_at_their_calls(take):
    body = "\n\n".join(textwrap.fill(text.format(n), 70) for n, text in enumerate(PAGE, 1))
    ends = "\n".join(textwrap.fill(f"{n}. {note}", 70) for n, note in enumerate(NOTES, 1))
    result = take(f"{body}\n\f{body.replace('1', '').replace('2', '').replace('3', '')}\n\nNotes\n\n{ends}\n")
    assert notes_of(result) == [(str(n), note) for n, note in enumerate(NOTES, 1)]
    assert set(result.values("//tei:note/@place")) == {"end"}
    assert not result.values("//tei:note/@cert")


def test_running_heads_that_alternate_are_known_by_their_numbers(take):
    pages = [textwrap.fill(text.format(""), 60) for text in PAGE]
    heads = ["A Port and Its People    201", "202    Eleanor Whitby", "The Harbour Office    203"]
    result = take("\f".join(f"{head}\n\n{page}\n" for head, page in zip(heads, pages, strict=True)))
    assert result.texts("//tei:fw[@type='header']") == [" ".join(head.split()) for head in heads]
    assert result.values("//tei:pb/@n") == ["201", "202", "203"]


def test_running_heads_are_known_without_form_feeds(take):
    lines = textwrap.wrap(" ".join(text.format("") for text in PAGE), 60)
    heads = [
        "Eleanor Whitby    202",
        "A Port and Its People    203",
        "Eleanor Whitby    204",
        "A Port and Its People    205",
    ]
    pages = [[head, "", *lines[n * 4 : n * 4 + 4]] for n, head in enumerate(heads)]
    result = take("\n".join(line for page in pages for line in page) + "\n")
    assert result.values("//tei:pb/@n") == ["202", "203", "204", "205"]
    assert len(result.texts("//tei:fw[@type='header']")) == 4


def test_numbered_articles_of_a_law_are_no_running_heads(take):
    articles = [
        "The harbour is open to all ships.",
        "Nobody may fish there.",
        "The keeper lights the lamp.",
        "Ships pay.",
    ]
    text = "\n\n".join(f"Article {n}\n\n{article}" for n, article in enumerate(articles, 1))
    assert not take(f"{textwrap.fill(FIRST.format(''), 70)}\n\n{text}\n").texts("//tei:fw")


def test_roman_page_numbers_are_furniture(take):
    pages = [textwrap.fill(text.format(""), 60) for text in PAGE]
    result = take("\f".join(f"{sign}\n\n{page}\n" for sign, page in zip(["iii", "iv", "v"], pages, strict=True)))
    assert result.texts("//tei:fw[@type='pageNum']") == ["iii", "iv", "v"]


def margin(text: str, blanks: int = 6) -> str:
    return textwrap.indent(text, " " * blanks)


def indented(text: str) -> str:
    return textwrap.fill(text.format(""), 66, initial_indent="    ")


QUOTE = textwrap.fill(
    "No vessel can lie safe at the east quay in a northerly wind, and I have lost two boats in as many winters. I "
    "therefore beg you to consider my position.",
    54,
)
VERSE = "The lamp is lit, the wind is high,\nThe boats are on the bar;\nNo star is in the northern sky,\nAnd lights are far."
TABLE = "Year        Vessels      Tonnage\n1885            212       18,400\n1890            340       29,750\n1895          1,515       47,300"


def test_what_is_set_off_by_its_indentation(take):
    parts = [indented(FIRST), margin(QUOTE, 10), indented(SECOND), margin(VERSE, 14), indented(THIRD)]
    result = take(margin("\n\n".join(parts)))
    assert [text.split()[0] for text in result.texts("//tei:body//tei:p")] == ["The", "Those", "Trade"]
    assert result.texts("//tei:quote") == [" ".join(QUOTE.split())]
    assert result.texts("//tei:lg/tei:l") == VERSE.split("\n")
    assert_valid(result)


def test_a_table_has_rows_and_cells(take):
    result = take("\n\n".join([textwrap.fill(FIRST.format(""), 70), TABLE, textwrap.fill(SECOND.format(""), 70)]))
    assert len(result.texts("//tei:table/tei:row")) == 4
    assert result.texts("//tei:table/tei:row[2]/tei:cell") == ["1885", "212", "18,400"]
    assert_valid(result)


def test_two_columns_side_by_side_are_no_table(take):
    left, right = (textwrap.wrap(text.format(""), 34) for text in (FIRST, SECOND))
    result = take("\n".join(f"{a:<38}{b}" for a, b in zip(left, right, strict=False)))
    assert not result.texts("//tei:table")


def test_numbered_paragraphs_are_a_list(take):
    items = ["1. The quay is to be mended before winter.", "2. The lamp is to burn all night.", "3. Nobody may fish."]
    text = "\n\n".join([textwrap.fill(FIRST.format(""), 70), *items, textwrap.fill(SECOND.format(""), 70)])
    assert take(text).texts("//tei:list/tei:item") == [item[3:] for item in items]


@pytest.mark.parametrize("hang", ["", "   "])
def test_a_list_of_works_has_its_entries(take, hang):
    works = [
        "Ellison, R. T. “Smuggling after the Railway.” Journal of the Coast 12, no. 3 (1978): 201–23.",
        "Holloway, Margaret. Ports of the Northern Shore. London: Anchor Press, 1962.",
        "Marsh, Peter, and Edith Lowe. “Quays and Clerks.” In Essays in the History of the Coast, edited by J. Brook, "
        "55–91. Leeds: Moor House, 1985.",
    ]
    entries = "\n".join(textwrap.fill(work, 70, subsequent_indent=hang) for work in works)
    body = "\n\n".join(textwrap.fill(text.format(""), 70) for text in PAGE)
    assert take(f"{body}\n\nReferences\n\n{entries}\n").texts("//tei:listBibl/tei:bibl") == works


def test_an_article_without_an_abstract_has_its_title_and_author(take):
    body = "\n\n".join(textwrap.fill(text.format(""), 70) for text in PAGE)
    result = take(f"A Port and Its People\n\nEleanor Whitby\n\nUniversity of the Moor\n\nIntroduction\n\n{body}\n")
    assert result.texts("//tei:titleStmt/tei:title") == ["A Port and Its People"]
    assert result.texts("//tei:titleStmt/tei:author/tei:persName") == ["Eleanor Whitby"]
    assert result.texts("//tei:body//tei:head") == ["Introduction"]


def assert_valid(result) -> None:
    rng = etree.RelaxNG(etree.parse(str(data_dir() / "schema/edition.rng")))
    assert rng.validate(result.root.getroottree()), rng.error_log


NUMBERED = """Measuring Old Tides

J. Brook, E. Lowe

Abstract—Harbour books record the height of water at the quay twice a day, and they are older than any other record.

Index Terms—tides, harbours.

I. INTRODUCTION

The height of the tide has been measured for centuries [1], and most of these records were never printed [2, p. 12].
The mean was 312.4 in the first year and 313.1 in the second, which is more than anybody expected of a harbour.

The survey had three parts:
1) a fixed mark was found on the old stone,
2) its height was measured,
3) the marks of the gauge were compared with it.

REFERENCES

[1] M. Holloway, Ports of the Northern Shore. London: Anchor Press, 1962.
[2] T. Reed, Diary, 1889–1903. Private collection, in the order of the days, with some of
the days left out.
"""


def test_numbered_references_are_linked_and_are_no_notes(take):
    result = take(NUMBERED)
    assert not result.texts("//tei:note[@place]")
    ids = result.values("//tei:listBibl/tei:bibl/@xml:id")
    assert result.values("//tei:ref[@type='citation']/@target") == [f"#{ident}" for ident in ids]
    assert len(ids) == 2
    assert result.texts("//tei:list/tei:item")[1] == "its height was measured,"
    assert result.texts("//tei:front//tei:term") == ["tides", "harbours"]
    assert_valid(result)


def test_authors_and_years_are_linked_with_the_articles_own_list(take):
    text = FIRST.format("").replace("tower.", "tower (Holloway, 1962: 14).")
    works = "Holloway, Margaret. Ports of the Northern Shore. London: Anchor Press, 1962.\nReed, Thomas. Diary. 1903.\n"
    result = take(f"{textwrap.fill(text, 70)}\n\nReferences\n\n{works}")
    assert result.values("//tei:ref/@target") == [f"#{result.values('//tei:bibl[1]/@xml:id')[-1]}"]


JOURNAL = f"""Kıyı Dergisi / Journal of Coastal Studies
Cilt/Volume: 12, Sayı/Issue: 2, Yıl/Year: 2021, ss. 45-68
ISSN: 1234-5678
DOI: 10.12345/kad.2021.45
Geliş Tarihi / Received: 12.03.2019

LİMANIN YÜZ YILI

Ayşe YILDIRIM1
Mehmet Can DEMİRTAŞ2

ÖZ

Bu yazı küçük bir limanın yüz yılını ele alır ve gemilerin bu limana niçin uğradığını sorar.

Anahtar Kelimeler: Liman, Gemi

1 Doç. Dr., Kıyı Üniversitesi, Tarih Bölümü, ayse@kiyi.example, ORCID: 0000-0001-2345-6789
2 Dr., Kıyı Üniversitesi, mcd@kiyi.example
\f46    Ayşe YILDIRIM

GİRİŞ

{textwrap.fill(FIRST.format(""), 70)}
\fLimanın Yüz Yılı    47

{textwrap.fill(SECOND.format(""), 70)}
"""


def test_the_head_of_a_journals_article(take):
    result = take(JOURNAL)
    assert result.texts("//tei:titleStmt/tei:title") == ["LİMANIN YÜZ YILI"]
    assert result.texts("//tei:titleStmt/tei:author/tei:persName") == ["Ayşe YILDIRIM", "Mehmet Can DEMİRTAŞ"]
    assert result.texts("//tei:titleStmt/tei:author/tei:email") == ["ayse@kiyi.example", "mcd@kiyi.example"]
    assert result.values("//tei:author/tei:persName/@ref") == ["https://orcid.org/0000-0001-2345-6789"]
    assert result.texts("//tei:monogr/tei:title") == ["Kıyı Dergisi / Journal of Coastal Studies"]
    assert result.texts("//tei:imprint/*") == ["12", "2", "45-68", "2021", "2019-03-12"]
    assert {"10.12345/kad.2021.45", "1234-5678"} <= set(result.texts("//tei:monogr/tei:idno"))
    assert result.texts("//tei:body//tei:head") == ["GİRİŞ"]
    assert result.texts("//tei:fw") == ["46 Ayşe YILDIRIM", "Limanın Yüz Yılı 47"]
    assert "I132" not in result.codes
    assert_valid(result)


def test_dates_and_signatures_of_a_letter_are_no_headings_or_verse(take):
    letter = (
        "I have the honour to report that the steamer arrived this morning with forty passengers, and that none of "
    )
    letter += "them had any papers. They have been lodged in the customs house until your instructions are received."
    right = " " * 44
    text = (
        f"{right}Kıyı, 12 April 1921\n\nSir,\n\n{textwrap.fill(letter, 70)}\n\n{right}Th. Reed\n{right}Commissioner\n"
    )
    result = take(text)
    assert not result.texts("//tei:body//tei:head") and not result.texts("//tei:lg")
    assert result.texts("//tei:body//tei:p")[-1] == "Th. Reed Commissioner"
