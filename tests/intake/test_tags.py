"""Tagged PDFs: what the file says of itself outranks what its type looks like."""

from __future__ import annotations

from tests.intake.papers.typesetter import HEIGHT, MARGIN, Run
from tests.intake.test_strange import Page, notes

from edition.markup import NS


def tagged(page: Page, name: str, *texts: str | list[Run], **how: float | str) -> None:
    page.canvas.element(name)
    page.lines(*texts, **how)


def paragraph(page: Page, end: str = "") -> None:
    page.canvas.element("P")
    page.full(5)
    page.lines(end or "and so it was.")


def opened() -> Page:
    page = Page()
    tagged(page, "P", "Harbours of the North", face="b", size=18)
    tagged(page, "P", "Ada Whitby", gap=12)
    return page


def test_headings_paragraphs_and_quotations_are_those_that_tags_name(take):
    page = opened()
    tagged(page, "H1", "Ships", gap=4)
    paragraph(page)
    paragraph(page)
    tagged(page, "P", "No heading at all", face="b", size=13, gap=20)
    paragraph(page)
    tagged(page, "H2", "Boats")
    tagged(page, "BlockQuote", "We saw them all.", "And they were many.")
    paragraph(page)
    result = take(page.canvas.pdf(), "paper.pdf")
    assert result.texts("//tei:body//tei:head") == ["Ships", "Boats"]
    assert result.texts("//tei:div/tei:div/tei:head") == ["Boats"]
    assert result.texts("//tei:quote") == ["We saw them all. And they were many."]
    assert len(result.texts("//tei:body//tei:p[not(ancestor::tei:quote)]")) == 5


def test_what_has_no_tag_at_a_page_s_edge_belongs_to_the_page(take):
    page = opened()
    tagged(page, "H1", "Ships", gap=4)
    for _ in range(3):
        paragraph(page)
    page.canvas.element("")
    page.canvas.text(MARGIN, HEIGHT - 20, [Run("A journal that is named once")])
    result = take(page.canvas.pdf(), "paper.pdf")
    assert result.texts("//tei:fw[@type='header']") == ["A journal that is named once"]


def test_a_note_that_is_tagged_needs_no_small_type(take):
    page = opened()
    tagged(page, "H1", "Ships", gap=4)
    paragraph(page)
    tagged(page, "P", [Run("The harbour froze."), Run("1", "r", 6, 3.5)])
    paragraph(page)
    tagged(page, "Note", [Run("1 ", "r", 6, 3.5), Run("A note in the type of the text,")], "on two lines.", gap=40)
    result = take(page.canvas.pdf(), "paper.pdf")
    assert notes(result.root) == [("1", "A note in the type of the text, on two lines.")]
    assert result.root.find(".//tei:p/tei:note", NS) is not None


def test_an_element_over_two_pages_takes_nothing_from_others(take):
    page = opened()
    tagged(page, "H1", "Ships", gap=4)
    paragraph(page)
    page.canvas.element("P")
    page.full(6)
    page.turn()
    page.lines("and this is the end of it.")
    for _ in range(3):
        paragraph(page)
    texts = take(page.canvas.pdf(), "paper.pdf").texts("//tei:body//tei:p")
    assert len(texts) == 5


def test_tags_of_single_lines_are_not_believed(take):
    page = opened()
    tagged(page, "P", "1 Ships", gap=20, face="b", size=13)
    lines = [
        " ".join(page.chance.sample("the ships came in with the first light of a long day and went".split(), 13))
        for _ in range(9)
    ]
    for line in lines:
        tagged(page, "P", line)
    tagged(page, "P", "and that was the end.")
    result = take(page.canvas.pdf(), "paper.pdf")
    assert result.texts("//tei:body//tei:head") == ["1 Ships"]
    assert len(result.texts("//tei:body//tei:p")) == 1
