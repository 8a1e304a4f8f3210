"""Notes that stand together in a PDF: at the end of the text, and of each chapter."""

from __future__ import annotations

from tests.intake.papers.typesetter import Run
from tests.intake.test_strange import Page, call, notes, opened

from edition.markup import NS


def heading(page: Page, text: str) -> None:
    page.lines(text, face="b", size=13, gap=20)
    page.y -= 4


def paragraph(page: Page, *numbers: int) -> None:
    page.full(3)
    for number in numbers:
        page.lines([Run("And the harbour froze."), call(number)])


def test_a_number_at_the_head_of_a_line_begins_no_note(take):
    page = opened()
    paragraph(page, 1, 2)
    heading(page, "Notes")
    page.lines("1. The figures are those of the list of ships, of which table")
    page.lines("2 was made by hand, and table")
    page.lines("3 by the harbour master.")
    page.lines("2. Another list has none.")
    result = take(page.canvas.pdf(), "paper.pdf")
    first = "The figures are those of the list of ships, of which table 2 was made by hand, and table 3 by the harbour master."
    assert notes(result.root) == [("1", first), ("2", "Another list has none.")]


def test_a_number_that_is_missing_does_not_end_a_list(take):
    page = opened()
    paragraph(page, 1, 2, 3, 4)
    heading(page, "Notes")
    for number in (1, 2, 4):
        page.lines(f"[{number}] A ship of the year {number} before the war.")
    assert [n for n, _ in notes(take(page.canvas.pdf(), "paper.pdf").root)] == ["1", "2", "4"]


def test_each_chapter_calls_the_notes_at_its_own_end(take):
    page = opened()
    paragraph(page, 1, 2)
    heading(page, "Notes")
    for number in range(1, 4):
        page.lines(f"{number}. About ship {number} of the first chapter.")
    heading(page, "2 Boats")
    paragraph(page, 1, 2, 3)
    heading(page, "Notes")
    for number in range(1, 4):
        page.lines(f"{number}. About ship {number} of the second chapter.")
    root = take(page.canvas.pdf(), "paper.pdf").root
    last = root.findall(".//tei:body/tei:div", NS)[-1]
    called = [text for _, text in notes(last)]
    assert called == [f"About ship {number} of the second chapter." for number in (1, 2, 3)]


def test_a_call_has_no_note_of_a_chapter_before_it(take):
    page = opened()
    paragraph(page, 1)
    heading(page, "Notes")
    for number in (1, 2):
        page.lines(f"{number}. About ship {number} of the first chapter.")
    heading(page, "2 Boats")
    paragraph(page, 2)
    root = take(page.canvas.pdf(), "paper.pdf").root
    assert notes(root.findall(".//tei:body/tei:div", NS)[-1]) == []
