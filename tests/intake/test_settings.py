"""Settings of journals in the humanities: numbers of lines, tables of contents, centred headings, verse, labels in one block."""

from __future__ import annotations

import pytest
from tests.intake.papers.typesetter import HEIGHT, MARGIN, WIDTH, Run
from tests.intake.test_strange import WORDS, Page, opened


@pytest.mark.parametrize("side", [MARGIN - 30, WIDTH - 40])
def test_numbers_of_lines_in_a_margin_are_no_text(take, side):
    page = opened()
    for _ in range(3):
        page.text(10)
    for n in range(1, 6):
        page.canvas.text(side, HEIGHT - 150 - 60 * n, [Run(str(5 * n), "r", 7)])
    result = take(page.canvas.pdf(), "paper.pdf")
    assert result.texts("//tei:fw[@type='margin']") == ["5", "10", "15", "20", "25"]
    assert not any(c.isdigit() for text in result.texts("//tei:body//tei:p") for c in text)


@pytest.mark.parametrize("dots", ["......................", " . . . . . . . . . . . ."])
def test_a_table_of_contents_is_told_and_is_no_text(take, dots):
    page = Page()
    page.lines("Harbours of the North", face="b", size=18)
    page.lines("Ada Whitby", gap=12)
    page.lines("Contents", gap=20, face="b", size=13)
    page.lines(f"1 Ships {dots} 1", f"1.1 Boats {dots} 2", f"2 Winter {dots} 3")
    page.lines("1 Ships", gap=20, face="b", size=13)
    page.text()
    result = take(page.canvas.pdf(), "paper.pdf")
    assert result.texts("//tei:fw[@type='contents']")[0] == "Contents"
    assert len(result.texts("//tei:fw[@type='contents']")) == 4
    assert result.texts("//tei:body//tei:head") == ["1 Ships"]
    assert [left.kind for left in result.imported.left_out].count("contents") == 4


def test_centred_lines_in_plain_type_are_headings(take):
    page = opened()
    measure = [" ".join(page.chance.sample(WORDS, 14)).ljust(70, "a")[:70] for _ in range(24)]
    page.lines(*measure[:6], "and so it was.")
    for at, title in enumerate(("Ships", "On Boats and Winter"), 1):
        page.lines(title, x=MARGIN + 175 - 2.5 * len(title), gap=14)
        page.lines(*measure[6 * at : 6 * at + 6], "and so it was.", gap=8)
    heads = take(page.canvas.pdf(), "paper.pdf").texts("//tei:body//tei:head")
    assert heads == ["1 Ships", "Ships", "On Boats and Winter"]


def test_verse_that_stands_in_is_verse(take):
    page = opened()
    page.text()
    page.full(3)
    page.lines("The poet said:")
    verses = ["The harbour is a house of stone", "The ships are in the rain", "They leave it in the night alone"]
    page.lines(*verses, x=MARGIN + 60)
    page.text()
    result = take(page.canvas.pdf(), "paper.pdf")
    assert result.texts("//tei:lg/tei:l") == verses


def test_labels_in_one_block_begin_what_they_name(take):
    page = Page()
    page.lines("Harbours of the North and Their Ships", face="b", size=18)
    page.lines("Ada Whitby", gap=12)
    page.lines(
        "Öz: Liman kasabanın doğusundadır ve gemiler her yıl bu küçük limana uğrar, sonra giderler.",
        "Anahtar Kelimeler: liman, gemi",
        "Abstract: The harbour lies in the east of the town and ships come to it in every year of the age.",
        "Keywords: harbour, ship", face="i", gap=20,
    )  # fmt: skip
    page.lines("1 Ships", gap=20, face="b", size=13)
    page.text()
    result = take(page.canvas.pdf(), "paper.pdf")
    assert result.texts("//tei:div[@type='abstract']/tei:head") == ["Öz:", "Abstract:"]
    assert result.texts("//tei:front//tei:term") == ["liman", "gemi", "harbour", "ship"]


def test_running_heads_beside_page_numbers_may_change_with_every_page(take):
    page = opened()
    for n, head in enumerate(["", "Ada Whitby", "Harbours", "Winter"], 1):
        if head:
            page.turn()
            page.canvas.text(MARGIN, HEIGHT - 30, [Run(str(n), "r", 8)])
            page.canvas.text(WIDTH - 130, HEIGHT - 30, [Run(head, "r", 8)])
        page.text(20)
    result = take(page.canvas.pdf(), "paper.pdf")
    assert result.texts("//tei:fw[@type='header']") == ["Ada Whitby", "Harbours", "Winter"]
    assert result.texts("//tei:fw[@type='pageNum']") == ["2", "3", "4"]


def test_a_section_on_sources_in_prose_is_no_list_of_works(take):
    page = opened()
    page.text()
    page.lines("2 Sources", gap=20, face="b", size=13)
    for _ in range(2):
        page.text(10)
    page.lines("3 Ends", gap=20, face="b", size=13)
    page.text()
    page.lines("References", gap=20, face="b", size=13)
    page.lines("Ash, A. (2001). Ships.")
    result = take(page.canvas.pdf(), "paper.pdf")
    assert result.texts("//tei:body//tei:head") == ["1 Ships", "2 Sources", "3 Ends"]
    assert result.texts("//tei:listBibl/tei:bibl") == ["Ash, A. (2001). Ships."]


def test_a_subtitle_in_another_language_is_a_parallel_title(take):
    page = Page()
    page.lines("Harbours of the North and Their Ships in the Winter", face="b", size=16)
    page.lines("Kuzeyin Limanları ve Kışın Gemileri Üzerine Notlar", size=12, gap=10)
    page.lines("Ada Whitby", gap=12)
    page.lines("1 Ships", gap=20, face="b", size=13)
    page.text()
    result = take(page.canvas.pdf(), "paper.pdf")
    assert result.values("//tei:titleStmt/tei:title/@type") == ["main", "parallel"]
    assert result.texts("//tei:titleStmt/tei:author") == ["Ada Whitby"]
