"""Papers as LaTeX and Word set them: names and a date below the title, code and formulas, letters that a font does not name."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.intake.papers.typesetter import HEIGHT, MARGIN, Run
from tests.intake.test_placed import chars
from tests.intake.test_strange import Page, call, notes

from edition.intake.layout.lines import line_of
from edition.intake.layout.model import Style
from edition.intake.pieces.pieces import Body, Piece
from edition.intake.styled.headings import looks_like_heading
from edition.markup import NS, reading_text


def bold(text: str) -> Run:
    return Run(text, "b")


def centred(page: Page, *texts: str, size: float = 12.0, gap: float = 14.0) -> None:
    for text in texts:
        page.y -= gap
        page.canvas.text(300 - 0.25 * size * len(text), page.y, [Run(text, "r", size)])
        page.y -= 4


def entitled(title: str = "Harbours of the North") -> Page:
    page = Page()
    page.y = HEIGHT - 2 * MARGIN
    centred(page, title, size=17)
    return page


def headings(root) -> list[str]:
    return [reading_text(head) for head in root.iterfind(".//tei:body//tei:head", NS)]


def authors(root) -> list[str]:
    names = root.iterfind(".//tei:titleStmt/tei:author", NS)
    return [" ".join("".join(name.find("tei:persName", NS).itertext()).split()) for name in names]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Ada M Whitby", "March 1, 2020"], ["Ada M Whitby"]),
        (["Ada Whitby, John Marr", "23. Juli 2020"], ["Ada Whitby", "John Marr"]),
        (["Yazar: Ada Whitby", "Tarih: Nisan 2020"], ["Ada Whitby"]),
        (["Ada Whitby", "Harbour Inc.", "14 February 2020"], ["Ada Whitby"]),
        (["May 2020"], []),
    ],
)
def test_names_in_large_type_below_a_title_are_authors(take, lines, expected):
    page = entitled()
    centred(page, *lines)
    page.lines("1 Ships", face="b", size=14, gap=24)
    page.text()
    page.lines("2 Pilots", face="b", size=14, gap=14)
    page.text()
    root = take(page.canvas.pdf(), "paper.pdf").root
    assert authors(root) == expected
    assert headings(root) == ["1 Ships", "2 Pilots"]
    assert reading_text(root.find(".//tei:titleStmt/tei:title", NS)) == "Harbours of the North"


def test_a_heading_that_looks_like_a_name_stays_one(take):
    page = entitled()
    for name in ("Ada Whitby", "John Marr"):
        page.lines(name, size=14, gap=20)
        page.text()
    assert headings(take(page.canvas.pdf(), "paper.pdf").root) == ["Ada Whitby", "John Marr"]


def test_code_is_no_heading():
    """The faces of our typesetter are all of one width, so pieces are made by hand."""
    plain, slanted = Style("Face", 10.0), Style("Face Mono", 10.0, italic=True, mono=True)
    text = [Piece((line_of(chars("ships", style=style), 0),), 0, 0, 1.0, 1.0) for style in (plain, slanted, plain)]
    body = Body(10.0, {10.0: 12.0}, False, plain)
    assert not looks_like_heading(text, 1, body)
    assert looks_like_heading(text, 1, replace(body, style=plain._replace(mono=True)))


def test_formulas_and_single_letters_are_no_headings(take):
    page = entitled()
    page.lines("1 Ships", face="b", size=14, gap=20)
    for text, face in (("E = mc + ab", "i"), ("T", "b"), ("II", "b"), ("Pilots", "i")):
        page.text()
        page.lines(text, face=face, gap=12, x=MARGIN + (150 if face == "i" else 0))
        page.y -= 12
    page.text()
    assert headings(take(page.canvas.pdf(), "paper.pdf").root) == ["1 Ships", "II", "Pilots"]


def test_a_second_body_is_no_heading(take):
    page = entitled()
    page.lines("1 Ships", face="b", size=14, gap=20)
    for _ in range(12):
        page.lines(*(["the ships of the town and of the sea in the summer of"] * 6), size=8)
    for _ in range(12):
        page.lines("A ship came in from the sea, and its master went to town", size=10, gap=10)
        page.lines("the ships of the town and of the sea in the summer of", size=8, gap=4)
        if page.y < 150:
            page.turn()
    page.turn()
    for _ in range(40):
        page.lines("A ship came in from the sea, and its master went to town", size=10, gap=5)
    assert headings(take(page.canvas.pdf(), "paper.pdf").root) == ["1 Ships"]


def test_letters_that_a_font_of_tex_does_not_name_are_kept(take):
    page = entitled()
    page.text()
    page.lines([Run("The \x10o\x1ece\x11 of the \x0crst e\x1bect was the \x1deet.", "t")])
    result = take(page.canvas.pdf(), "paper.pdf")
    assert "The “office” of the first effect was the fleet." in reading_text(result.root)


@pytest.mark.parametrize(("label", "head"), [("{}. ", True), ("[{}] ", True), ("[{}] ", False)])
def test_small_entries_of_works_are_no_notes(take, label, head):
    page = entitled()
    page.lines("1 Ships", face="b", size=14, gap=20)
    page.full(3)
    page.lines([Run("The harbour was large"), call(2), Run(" and cold.")])
    page.text()
    if head:
        page.lines("References", face="b", size=14, gap=20)
    page.y -= 6
    for number in (1, 2, 3):
        page.canvas.text(
            MARGIN, page.y, [Run(f"{label.format(number)}Whitby, A. 190{number}. Ships of the sea.", "r", 8)]
        )
        page.y -= 12
    assert notes(take(page.canvas.pdf(), "paper.pdf").root) == []


@pytest.mark.parametrize(
    ("accents", "expected"), [("´o", "ó"), ("¨u", "ü"), ("´ı", "í"), ("˙I", "İ"), ("¸S", "Ş"), ("˘g", "ğ")]
)
def test_an_accent_over_a_letter_is_part_of_it(take, accents, expected):
    page = entitled()
    page.text()
    accent, letter = accents
    page.lines(f"The ship of B{letter}ren froze.")
    page.canvas.text(MARGIN + 5 * len("The ship of B"), page.y + 12, [Run(accent)])
    result = take(page.canvas.pdf(), "paper.pdf")
    assert f"The ship of B{expected}ren froze." in reading_text(result.root)


def test_an_accent_that_stands_alone_is_kept(take):
    page = entitled()
    page.text()
    page.lines("The sign ´ is an accent, and i has a dot.")
    assert "The sign ´ is an accent" in reading_text(take(page.canvas.pdf(), "paper.pdf").root)


def test_the_first_of_headings_that_are_set_alike_is_the_title(take):
    page = Page()
    for text in ("THE HARBOURS OF THE NORTH", "SHIPS"):
        page.lines(text, face="b", size=14, gap=30)
    page.text()
    for text in ("Pilots", "Cloth", "Grain"):
        page.lines(text, face="b", size=14, gap=20)
        page.text()
    root = take(page.canvas.pdf(), "paper.pdf").root
    assert reading_text(root.find(".//tei:titleStmt/tei:title", NS)) == "THE HARBOURS OF THE NORTH"
    assert headings(root) == ["SHIPS", "Pilots", "Cloth", "Grain"]


@pytest.mark.parametrize(
    ("names", "expected"),
    [("Ada Whitby    John Marr", ["Ada Whitby", "John Marr"]), ("1st Ada Whitby", ["Ada Whitby"])],
)
def test_names_far_apart_or_numbered_are_authors(take, names, expected):
    page = entitled()
    centred(page, names)
    page.lines("1 Ships", face="b", size=14, gap=24)
    page.text()
    assert authors(take(page.canvas.pdf(), "paper.pdf").root) == expected


def test_headings_with_numbers_in_other_type_are_headings(take):
    page = entitled()
    for number, name in (("I. ", "Özet"), ("II. ", "Gemiler"), ("III. ", "Kaptanlar")):
        page.lines([Run(number), Run(name, "b")], x=260, gap=14)
        page.y -= 8
        page.text()
    root = take(page.canvas.pdf(), "paper.pdf").root
    assert headings(root) == ["I. Özet", "II. Gemiler", "III. Kaptanlar"]
    assert root.find(".//tei:div[@type='summary']", NS) is None


def test_a_subtitle_above_names_of_its_size_is_one(take):
    page = entitled()
    centred(page, "A Summary of the Ships", "Ada Whitby", "May 2020", gap=30)
    page.lines("1 Ships", face="b", size=14, gap=24)
    page.text()
    root = take(page.canvas.pdf(), "paper.pdf").root
    assert reading_text(root.find(".//tei:titleStmt//tei:title[@type='sub']", NS)) == "A Summary of the Ships"
    assert authors(root) == ["Ada Whitby"]


@pytest.mark.parametrize("label", ["Chapter 1", "Kapitel 1.", "BİRİNCİ BÖLÜM", "Глава I"])
def test_a_chapters_number_and_its_title_are_one_heading(take, label):
    page = entitled()
    page.lines(label, face="b", size=14, gap=30)
    page.lines("Ships", face="b", size=16, gap=30)
    page.text()
    page.lines("1.1 Pilots", face="b", size=12, gap=20)
    page.text()
    assert headings(take(page.canvas.pdf(), "paper.pdf").root) == [f"{label} Ships", "1.1 Pilots"]


def test_signs_that_name_no_letter_are_in_no_account(take):
    page = entitled()
    page.text()
    page.lines("The ship \0 of the sea \0 froze.")
    result = take(page.canvas.pdf(), "paper.pdf")
    assert "The ship of the sea froze." in " ".join(reading_text(result.root).split())


def test_a_page_of_signs_that_name_no_letter_is_read(take):
    page = entitled()
    page.text()
    page.turn()
    for _ in range(60):
        page.lines("\0" * 30)
    assert "Harbours" in reading_text(take(page.canvas.pdf(), "paper.pdf").root)


def test_names_with_numbers_that_go_on_over_lines_are_authors(take):
    page = entitled()
    number = (Run(str(n), "b", 6, 3.5) for n in range(1, 5))
    page.y -= 20
    page.lines([bold("Ada Whitby"), next(number), bold(", John Marr"), next(number), bold(", Grace")], x=200)
    page.lines([bold("Tyne"), next(number), bold(", and Peter Qu-")], x=210)
    page.lines([bold("ay"), next(number)], x=280)
    page.y -= 10
    for n, place in enumerate(("University of York", "Museum of Ships", "Harbour College", "School of the Sea"), 1):
        page.lines([Run(str(n), "r", 5, 3), Run(f" {place}, Whitby", "r", 9)], x=220)
    page.lines("1 Ships", face="b", size=14, gap=24)
    page.text()
    root = take(page.canvas.pdf(), "paper.pdf").root
    assert authors(root) == ["Ada Whitby", "John Marr", "Grace Tyne", "Peter Quay"]
    assert headings(root) == ["1 Ships"]
