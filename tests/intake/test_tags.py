"""Tagged PDFs: what the file says of itself outranks what its type looks like."""

from __future__ import annotations

from tests.intake.papers.typesetter import HEIGHT, MARGIN, Run
from tests.intake.test_strange import Page, notes

from edition.markup import NS, reading_text


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


def test_what_has_no_tag_is_a_heading_by_its_looks(take):
    page = opened()
    tagged(page, "H1", "Ships", gap=4)
    paragraph(page)
    tagged(page, "H1", "Boats", gap=4)
    paragraph(page)
    page.canvas.element("")
    page.turn()
    page.lines("Rafts without a tag", face="b", size=13)
    page.text(6)
    page.lines("And what became of them", face="b", size=13, gap=20)
    page.text(6)
    result = take(page.canvas.pdf(), "paper.pdf")
    assert result.texts("//tei:body//tei:head") == [
        "Ships", "Boats", "Rafts without a tag", "And what became of them",
    ]  # fmt: skip


def test_what_is_set_as_tagged_headings_are_is_one_of_them(take):
    page = opened()
    tagged(page, "H1", "Ships", face="b", size=13, gap=4)
    paragraph(page)
    tagged(page, "H1", "Boats", face="b", size=13, gap=4)
    paragraph(page)
    tagged(page, "P", "Rafts", face="b", size=13, gap=14)
    paragraph(page)
    assert take(page.canvas.pdf(), "paper.pdf").texts("//tei:body//tei:head") == ["Ships", "Boats", "Rafts"]


def table(page: Page, rows: list[list[tuple[str, str, str]]], xs: tuple[float, ...] = (60, 160, 300)) -> None:
    """A table by its tags: for each cell its name, its text and its attributes."""
    whole = page.canvas.element("Table")
    for row in rows:
        line = page.canvas.element("TR", above=whole)
        for x, (name, text, attributes) in zip(xs, row, strict=False):
            held = f"/A<</O/Table{attributes}>>" if attributes else ""
            page.canvas.element(name, held, line)
            if text:
                page.canvas.text(x, page.y, [Run(text)])
        page.y -= 12


def test_a_table_is_the_one_that_tags_tell(take):
    page = opened()
    tagged(page, "H1", "Ships", gap=4)
    paragraph(page)
    page.y -= 12
    head = [("TH", "Ship", "/RowSpan 2"), ("TH", "Of the harbour and of the river", "/ColSpan 2")]
    table(page, [head, [("TH", "Tons", ""), ("TH", "Crew", "")],
                 [("TD", "Ark", ""), ("TD", "", ""), ("TD", "8 or so, as it is told", "")]])  # fmt: skip
    page.y -= 12
    paragraph(page)
    result = take(page.canvas.pdf(), "paper.pdf")
    assert [[reading_text(cell) for cell in row] for row in result.root.iterfind(".//tei:row", NS)] == [
        ["Ship", "Of the harbour and of the river"], ["Tons", "Crew"], ["Ark", "", "8 or so, as it is told"],
    ]  # fmt: skip
    assert result.values("//tei:cell[@role='label']/@cols") == ["2"]
    assert result.values("//tei:cell[@role='label']/@rows") == ["2"]
    assert len(result.values("//tei:cell[not(@role)]")) == 3
    assert len(result.texts("//tei:body//tei:p")) == 2


def test_one_column_of_cells_is_no_table(take):
    page = opened()
    tagged(page, "H1", "Ships", gap=4)
    paragraph(page)
    table(page, [[("TD", "A frame around a word", "")], [("TD", "and another", "")]])
    paragraph(page)
    assert take(page.canvas.pdf(), "paper.pdf").texts("//tei:table") == []


def test_what_a_picture_is_described_with_is_kept(take):
    page = opened()
    tagged(page, "H1", "Ships", gap=4)
    paragraph(page)
    page.y -= 110
    page.canvas.element("Figure", "/Alt(Two ships  before a town)")
    page.canvas.picture(MARGIN, page.y, 200, 100)
    page.y -= 20
    paragraph(page)
    result = take(page.canvas.pdf(), "paper.pdf")
    assert result.texts("//tei:figure/tei:figDesc") == ["Two ships before a town"]
    assert result.values("//tei:figure/tei:graphic/@url")


GERMAN = "Die Schiffe und die Boote lagen in dem Hafen, und der Wind war mit den Leuten auf der See."


def test_what_tags_name_as_another_language_is_so(take):
    page = opened()
    tagged(page, "H1", "Ships", gap=4)
    paragraph(page)
    page.canvas.element("P", "/Lang(de-DE)")
    page.lines(GERMAN, gap=12)
    whole = page.canvas.element("P")
    page.lines([Run("They called it")])
    page.canvas.element("NonStruct", "/Lang(fr)", whole)
    page.y += 12
    page.lines([Run("un beau bateau et deux")], [Run("ou trois petits navires.")], x=MARGIN + 76)
    page.y -= 12
    paragraph(page)
    result = take(page.canvas.pdf(lang="en-GB"), "paper.pdf")
    assert result.values("//tei:body//tei:p/@xml:lang") == ["de"]
    assert result.texts("//tei:p/tei:foreign[@xml:lang='fr']") == ["un beau bateau et deux ou trois petits navires."]


def test_the_language_of_a_spelling_checker_is_not_believed(take):
    page = opened()
    tagged(page, "H1", "Ships", gap=4)
    page.canvas.element("P")
    english = "The ships of the harbour were in the north and they had been there with all of their people,"
    page.lines(english, "and so it was for many of the years of which it is told here.")
    page.canvas.element("P", "/Lang(tr-TR)")
    page.lines(english, "and it is told that this was so.", gap=12)
    result = take(page.canvas.pdf(lang="en"), "paper.pdf")
    assert result.values("//tei:body//@xml:lang") == []
