"""Titles, authors, abstracts and keywords as journals and theses set them."""

from __future__ import annotations

import pytest
from tests.intake.papers.typesetter import MARGIN, Run
from tests.intake.test_strange import Page

from edition.markup import NS

AUTHORS = "//tei:titleStmt/tei:author/tei:persName"
TITLE = "//tei:titleStmt/tei:title"


def titled(title: str = "Harbours of the North", face: str = "b", size: float = 18) -> Page:
    page = Page()
    page.lines(title, face=face, size=size)
    page.y -= 14
    return page


def ended(page: Page, label: bool = True) -> bytes:
    """With an abstract, a heading and text."""
    if label:
        page.lines("Abstract", gap=14, face="b")
        page.y -= 4
        page.text(4)
    for number, head in enumerate(("Ships", "Pilots", "Lights"), 1):
        page.lines(f"{number} {head}", gap=14, face="b")
        page.y -= 4
        page.text(10)
    return page.canvas.pdf()


@pytest.mark.parametrize("rows", [2, 4])
def test_authors_that_stand_beside_each_other_are_as_many(take, rows):
    page = titled()
    places = [["Ada Whitby", "John Marr", "Ruth de Penn"], ["University of York", "Museum of Bergen", "Town Library"],
              ["York", "Bergen", "Oslo"], ["ada@york.example", "j@bergen.example", "r@oslo.example"]]  # fmt: skip
    for row in places[:rows]:
        for at, text in enumerate(row):
            page.canvas.text(MARGIN + 150 * at, page.y, [Run(text)])
        page.y -= 12
    result = take(ended(page), "paper.pdf")
    assert result.texts(AUTHORS) == places[0]
    assert result.texts(TITLE) == ["Harbours of the North"]
    assert not result.root.findall(".//tei:table", NS)
    affiliations = result.texts("//tei:titleStmt/tei:author/tei:affiliation")
    assert [text.split(" York")[0] for text in affiliations][:1] == ["University of"]
    assert result.texts("//tei:titleStmt/tei:author/tei:email") == (places[3] if rows == 4 else [])


def test_an_author_may_stand_above_the_title(take):
    page = Page()
    page.lines("Johanna van Marr", size=13)
    page.lines("Harbours of the North", gap=12, face="b", size=18)
    page.y -= 20
    result = take(ended(page, label=False), "paper.pdf")
    assert (result.texts(TITLE), result.texts(AUTHORS)) == (["Harbours of the North"], ["Johanna van Marr"])


def test_a_journal_s_name_above_the_title_is_no_author(take):
    page = Page()
    page.lines("Annals of Harbours 12 (2019), 14-31")
    page.lines("Harbours of the North", gap=12, face="b", size=18)
    page.y -= 20
    assert take(ended(page, label=False), "paper.pdf").texts(AUTHORS) == []


def test_an_author_s_place_stands_on_the_same_line(take):
    page = titled()
    for line in ("Ada Whitby, University of York (ada@york.example)", "John Marr, Museum of Bergen (j@bergen.example)"):
        page.lines(line, gap=8)
    result = take(ended(page), "paper.pdf")
    assert result.texts(AUTHORS) == ["Ada Whitby", "John Marr"]
    assert result.texts("//tei:titleStmt/tei:author/tei:affiliation") == ["University of York", "Museum of Bergen"]


@pytest.mark.parametrize("title", ["HARBOURS OF THE NORTH", "Harbours of the North"])
def test_a_title_is_set_like_headings(take, title):
    page = titled(title, size=10)
    page.lines("Ada Whitby")
    page.lines("University of York")
    result = take(ended(page), "paper.pdf")
    assert (result.texts(TITLE), result.texts(AUTHORS)) == ([title], ["Ada Whitby"])
    assert result.texts("//tei:body//tei:div/tei:head") == ["1 Ships", "2 Pilots", "3 Lights"]


def test_a_title_page_outranks_larger_chapters(take):
    page = Page()
    page.lines("Harbours of the North", gap=100, size=18)
    page.lines("A thesis submitted to the University of York", "by", gap=40)
    page.lines("Ada Whitby", gap=20, size=12)
    page.lines("Department of History", gap=60)
    for chapter in ("Chapter 1", "Chapter 2"):
        page.turn()
        page.lines(chapter, face="b", size=22)
        page.y -= 20
        page.text(20)
    result = take(page.canvas.pdf(), "paper.pdf")
    assert result.texts(TITLE) == ["Harbours of the North"]
    assert result.texts("//tei:body//tei:div/tei:head") == ["Chapter 1", "Chapter 2"]


def test_words_of_a_title_in_another_language_are_no_author(take):
    page = titled("Nordens Havner")
    page.lines("The Harbours and the Registers: Reading Old Papers Twice", face="i", gap=6)
    page.lines("Ada Whitby", gap=10)
    page.lines("University of York")
    assert "The Harbours" not in take(ended(page), "paper.pdf").texts(AUTHORS)


def test_keywords_stand_below_their_label(take):
    page = titled()
    page.lines("Ada Whitby", gap=6)
    page.lines("Abstract", gap=14, face="b")
    page.y -= 4
    page.text(4)
    page.lines("Keywords", gap=14, face="b")
    page.lines("harbour, winter, ice", gap=4)
    result = take(ended(page, label=False), "paper.pdf")
    assert result.texts("//tei:keywords/tei:term") == ["harbour", "winter", "ice"]
    assert len(result.texts("//tei:front//tei:div[@type='abstract']/tei:p")) == 3


def test_a_label_of_keywords_without_any_leaves_a_valid_header(take):
    page = titled()
    page.lines("Abstract", gap=14, face="b")
    page.y -= 4
    page.text(4)
    page.lines("Keywords", gap=14, face="b")
    assert not take(ended(page, label=False), "paper.pdf").root.findall(".//tei:keywords", NS)


def test_an_abstract_that_stands_in_is_a_paragraph(take):
    page = titled()
    page.lines("Abstract", gap=14, face="b")
    page.lines("We tell of many ships that came into the harbour", "and of others, which did not, and of the reasons,",
               "as far as they are known to us from the registers.", x=MARGIN + 40, gap=4, size=9)  # fmt: skip
    result = take(ended(page, label=False), "paper.pdf")
    assert [text.split()[0] for text in result.texts("//tei:front/tei:div[@type='abstract']/tei:p")] == ["We"]
