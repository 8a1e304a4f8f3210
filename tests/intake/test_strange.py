"""Settings that real articles have and a plain paper has not: raised figures of the font's own, notes that move on, entries that hang."""

from __future__ import annotations

import random

import pytest
from tests.intake.papers.typesetter import HEIGHT, MARGIN, Canvas, Run

from edition.markup import NS, reading_text

WORDS = "the ships came in the evening and left with the first light of a long and rainy day".split()


class Page:
    """Lines from top to bottom on one page after the other."""

    def __init__(self) -> None:
        self.canvas = Canvas()
        self.chance = random.Random(4)
        self.turn()

    def turn(self) -> None:
        self.canvas.page()
        self.y = HEIGHT - MARGIN

    def lines(
        self, *texts: str | list[Run], x: float = MARGIN, gap: float = 0.0, face: str = "r", size: float = 10.0
    ) -> None:
        self.y -= gap
        for text in texts:
            self.canvas.text(x, self.y, [Run(text, face, size)] if isinstance(text, str) else text)
            self.y -= 12

    def full(self, count: int) -> None:
        """Full lines, hardly two of them alike."""
        self.lines(*(" ".join(self.chance.sample(WORDS, 14)) for _ in range(count)))

    def text(self, count: int = 8) -> None:
        self.full(count - 1)
        self.lines(" ".join(self.chance.sample(WORDS, 6)) + ".")

    def foot(self, *lines: list[Run]) -> None:
        for at, line in enumerate(lines):
            self.canvas.text(MARGIN, MARGIN + 9 * (len(lines) - at), line)


def opened() -> Page:
    page = Page()
    page.lines("Harbours of the North", face="b", size=18)
    page.lines("Ada Whitby", gap=12)
    page.lines("1 Ships", gap=20, face="b", size=13)
    return page


def notes(root) -> list[tuple[str, str]]:
    return [(note.get("n"), reading_text(note)) for note in root.iterfind(".//tei:note", NS)]


def small(text: str, label: str = "") -> list[Run]:
    return [Run(label, "r", 4.8, 2.8), Run(text, "r", 7.5)] if label else [Run(text, "r", 7.5)]


def call(number: int) -> Run:
    return Run(str(number), "r", 6, 3.5)


def test_a_font_s_own_raised_figures_are_calls_and_labels(take):
    page = opened()
    page.full(1)
    page.lines([Run("The harbour froze."), Run("1", "s")], [Run("The harbour froze again."), Run("2", "s")])
    page.full(6)
    page.foot(
        [Run("1", "s", 7.5), Run("A first note.", "r", 7.5)], [Run("2", "s", 7.5), Run("A second one.", "r", 7.5)]
    )
    result = take(page.canvas.pdf(), "paper.pdf")
    assert notes(result.root) == [("1", "A first note."), ("2", "A second one.")]
    assert "I122" not in result.codes


def test_a_note_stands_on_the_page_behind_its_call(take):
    page = opened()
    page.text(30)
    page.lines([Run("The last line has two calls."), call(1)], [Run("There was room for one of them."), call(2)])
    page.foot(small("Here is the first.", "1"))
    page.turn()
    page.text(20)
    page.lines([Run("There is another one."), call(3)])
    page.foot(small("Here is the second.", "2"), small("Here is the third.", "3"))
    result = take(page.canvas.pdf(), "paper.pdf")
    assert notes(result.root) == [
        ("1", "Here is the first."),
        ("2", "Here is the second."),
        ("3", "Here is the third."),
    ]


def test_a_number_in_a_note_is_no_other_note(take):
    page = opened()
    page.text()
    page.lines([Run("Something is told here."), call(1)], [Run("And something else."), call(2)])
    page.full(4)
    page.foot(small("See the list of ships, which names, under number", "1"), small("2 and 1 of its second part, the vessel."),
              small("1 is a number here."), small("Another note.", "2"))  # fmt: skip
    result = take(page.canvas.pdf(), "paper.pdf")
    first = (
        "See the list of ships, which names, under number 2 and 1 of its second part, the vessel. 1 is a number here."
    )
    assert notes(result.root) == [("1", first), ("2", "Another note.")]


def test_notes_that_cite_one_work_are_no_running_foot(take):
    page = opened()
    for number in range(1, 12, 2):
        page.text(14)
        page.lines([Run(page.chance.choice(WORDS) * 3 + "."), call(number)], [Run("Again."), call(number + 1)])
        page.foot(small(page.chance.choice(WORDS), str(number)), small(f"Ibid., p. {3 * number}.", str(number + 1)))
        page.turn()
    page.text()
    result = take(page.canvas.pdf(), "paper.pdf")
    assert notes(result.root)[1::2] == [(str(n + 1), f"Ibid., p. {3 * n}.") for n in range(1, 12, 2)]


def test_a_running_foot_in_two_numbers_is_one(take):
    page = opened()
    for number in range(6):
        page.text(20)
        page.canvas.text(MARGIN, MARGIN - 20, [Run(f"{number + 41} Annals of Harbours 7", "r", 8)])
        if number < 5:
            page.turn()
    root = take(page.canvas.pdf(), "paper.pdf").root
    assert [fw.text for fw in root.iterfind(".//tei:fw", NS)] == [f"{n} Annals of Harbours 7" for n in range(41, 47)]
    assert [pb.get("n") for pb in root.iterfind(".//tei:pb", NS)] == [str(n) for n in range(41, 47)]


def test_roman_numbers_of_the_front_run_by_themselves(take):
    page = opened()
    signs = ["i", "ii", "iii", "1", "2", "3", "4"]
    for sign in signs:
        page.text(20)
        page.canvas.text(290, MARGIN - 20, [Run(sign, "r", 9)])
        if sign != signs[-1]:
            page.turn()
    root = take(page.canvas.pdf(), "paper.pdf").root
    assert [pb.get("n") for pb in root.iterfind(".//tei:pb", NS)] == signs
    assert [fw.get("type") for fw in root.iterfind(".//tei:fw", NS)] == ["pageNum"] * len(signs)


WORKS = [
    ["Marr, J. Ships. York 1901."],
    ["Penn, R. A Very Long Title of a Book about the Harbours of the North and", "their Keepers. London 1911."],
    ["Quill, S. Ice. Bergen 1920."],
    ["Reed, T. Another Long Title of a Book that Nobody has Read in Forty Years", "or More, with Maps. Oslo 1930."],
]  # fmt: skip


@pytest.mark.parametrize("gap", [0.0, 4.0])
def test_entries_that_hang_are_parted(take, gap):
    page = opened()
    page.text(20)
    page.lines("References", gap=12, face="b", size=13)
    for work in WORKS:
        page.lines(work[0], gap=gap)
        page.lines(*work[1:], x=MARGIN + 15)
    assert take(page.canvas.pdf(), "paper.pdf").texts("//tei:listBibl/tei:bibl") == [" ".join(work) for work in WORKS]


@pytest.mark.parametrize(
    ("first", "second"), [("2 Pilots", "2.1 Their Wages"), ("PILOTS", "Their Wages"), ("Pilots", "Their Wages")]
)
@pytest.mark.parametrize("face", ["b", "i"])
def test_two_headings_that_follow_each_other_are_two(take, first, second, face):
    page = opened()
    page.text()
    page.lines(first, gap=10, face=face)
    page.lines(second, gap=4 if face == "b" else 8, face=face)
    page.y -= 4
    page.text(5)
    page.lines("3 More" if first[0] == "2" else "More", gap=10, face=face)
    page.y -= 4
    page.text()
    result = take(page.canvas.pdf(), "paper.pdf")
    heads = result.texts("//tei:body//tei:div/tei:head")
    assert heads[1:3] == [first, second]
    assert len(result.texts("//tei:body//tei:div/tei:p")) == 3


def test_a_slanted_heading_above_its_text_is_no_part_of_it(take):
    page = opened()
    page.text()
    for head in ("Pilots", "Lights"):
        page.lines(head, gap=12, face="i")
        page.y -= 4
        page.text(5)
    result = take(page.canvas.pdf(), "paper.pdf")
    assert result.texts("//tei:body//tei:div/tei:head") == ["1 Ships", "Pilots", "Lights"]


def test_a_title_in_italics_over_two_lines_does_not_cut_a_paragraph(take):
    page = opened()
    page.full(1)
    page.lines(
        [Run("as she says in her book "), Run("The Harbours", "i")], [Run("of the North", "i")], "and so it ended."
    )
    assert len(take(page.canvas.pdf(), "paper.pdf").texts("//tei:body//tei:div/tei:p")) == 1


def test_a_quotation_that_stands_in_on_both_sides_is_one(take):
    page = opened()
    for _ in range(3):
        page.lines(" ".join(page.chance.sample(WORDS, 13)), x=MARGIN + 12)
        page.text(5)
    quoted = [" ".join(page.chance.sample(WORDS, 14))[:64].strip() for _ in range(4)]
    page.lines(*quoted, x=MARGIN + 24, gap=14)
    page.y -= 8
    page.text()
    assert take(page.canvas.pdf(), "paper.pdf").texts("//tei:body//tei:quote") == [" ".join(quoted)]


def test_the_number_of_an_entry_is_no_page_number(take):
    page = opened()
    for number in range(1, 4):
        page.text(20)
        page.canvas.text(290, MARGIN - 20, [Run(str(number), "r", 9)])
        page.turn()
    page.lines("References", face="b", size=13)
    page.y -= 4
    for number, work in enumerate(WORKS, 1):
        page.canvas.text(MARGIN, page.y, [Run(f"{number}.")])
        page.lines(*work, x=MARGIN + 30)
    root = take(page.canvas.pdf(), "paper.pdf").root
    assert [fw.text for fw in root.iterfind(".//tei:fw", NS)] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("target", "left", "right", "text"),
    [
        ("https://harbour.org/ships", "https://har-", "bour.org/ships", "https://harbour.org/ships"),
        ("https://old-ships.org/list", "https://old-", "ships.org/list.", "https://old-ships.org/list."),
        ("https://harbour.org/oldships", "https://harbour.org/old", "ships", "https://harbour.org/oldships"),
        ("https://harbour.org/", "harbour ca-", "ves", "harbour caves"),
    ],
)
def test_a_link_tells_how_its_two_lines_belong_together(take, target, left, right, text):
    page = opened()
    page.full(6)
    filler = " ".join(page.chance.sample(WORDS, 10))
    page.lines(f"{filler} {left}", f"{right} {filler}")
    page.canvas.link(MARGIN + 5 * len(filler), page.y + 24, 300, target)
    page.canvas.link(MARGIN, page.y + 12, 5 * len(right), target)
    page.text()
    assert f" {text} " in " ".join(take(page.canvas.pdf(), "paper.pdf").texts("//tei:p"))


def test_a_column_of_authors_above_a_passage_is_a_column(take):
    page = Page()
    wide = [" ".join(page.chance.sample(WORDS, 13))[:45] for _ in range(62)]
    page.lines("Harbours", face="b", size=18)
    names = [
        f"{given} {name}" for given in ("Ada", "Bert", "Cara", "Dora") for name in ("Ash", "Birch", "Cedar", "Elm")
    ]
    for name in names:
        page.lines(name, "Harbour Office", gap=8)
    page.lines(*wide[:6], gap=12)
    page.y = HEIGHT - MARGIN
    page.lines(*wide[6:], x=MARGIN + 260)
    result = take(page.canvas.pdf(), "paper.pdf")
    assert result.root.find(".//tei:table", NS) is None
    assert " ".join(wide[6:10]) in " ".join(result.texts("//tei:p"))


def test_a_word_that_goes_on_and_a_sign_within_a_sentence_begin_no_paragraph(take):
    page = opened()
    page.text()
    page.lines("  the ships came in the evening and left with the first light of the long har-", "bour wall.")
    page.text()
    page.lines("the ships came in the evening, and the first of them left in the rain of a long day", "– we saw it.")
    page.text()
    texts = take(page.canvas.pdf(), "paper.pdf").texts("//tei:body//*[self::tei:p or self::tei:item]")
    assert any("long harbour wall." in text for text in texts)
    assert any("rain of a long day – we saw it." in text for text in texts)


def test_heavy_words_at_the_head_of_an_item_are_no_heading(take):
    page = opened()
    page.text()
    page.lines([Run("• "), Run("The harbour", "b")], [Run("  must be open", "b"), Run(" - in every", "r")], gap=8)
    page.lines("  season of the year.")
    page.lines([Run("• "), Run("The light must burn.", "b")], "  And there must be bread.")
    result = take(page.canvas.pdf(), "paper.pdf")
    items = ["The harbour must be open - in every season of the year.", "The light must burn. And there must be bread."]
    assert result.texts("//tei:item") == items


def test_a_heading_goes_on_at_the_head_of_the_next_page(take):
    page = opened()
    page.full(30)
    page.lines("2 The boats of the northern harbours and all of those", face="b", size=13, gap=20)
    page.turn()
    page.lines("who sailed in them", face="b", size=13)
    page.y -= 8
    page.full(6)
    heads = take(page.canvas.pdf(), "paper.pdf").texts("//tei:body//tei:head")
    assert heads == ["1 Ships", "2 The boats of the northern harbours and all of those who sailed in them"]


def test_an_item_goes_on_over_the_page_before_another_one(take):
    page = opened()
    for _ in range(3):
        page.lines(" ".join(page.chance.sample(WORDS, 12)), x=MARGIN + 7)
        page.text(8)
    page.lines("• Ships")
    page.lines("• The harbour is told of in many books and letters, as are")
    page.turn()
    page.lines("the boats that lay in it through the long winter and the spring of", "that year.", x=MARGIN + 11)
    page.lines("• Rafts")
    page.text(4)
    items = take(page.canvas.pdf(), "paper.pdf").texts("//tei:item")
    assert items[1].endswith("the boats that lay in it through the long winter and the spring of that year.")


def above_title(*lines: str) -> bytes:
    page = Page()
    for line in lines:
        page.lines(line, x=400)
    page.lines("Harbours of the North", face="b", size=18, gap=24)
    page.text(6)
    for heading in ("1 Ships", "2 Boats"):
        page.lines(heading, gap=20, face="b", size=13)
        page.text(12)
    return page.canvas.pdf()


def test_an_author_stands_above_the_title_at_the_right(take):
    root = take(above_title("Ada Whitby", "University of Hull", "a@hull.example"), "paper.pdf").root
    author = root.find(".//tei:titleStmt/tei:author", NS)
    assert [reading_text(part) for part in author] == ["Ada Whitby", "University of Hull", "a@hull.example"]


def test_a_journal_above_the_title_is_no_author(take):
    result = take(above_title("Annals of Harbours 12 (2020)", "A quarterly"), "paper.pdf")
    assert result.texts("//tei:titleStmt/tei:author/tei:persName") == []


def test_a_page_full_of_small_type_has_its_running_head(take):
    page = opened()
    for number in range(4):
        if number:
            page.turn()
        page.canvas.text(MARGIN, HEIGHT - 36, [Run("Annals of the Harbours of the North", "r", 12)])
        if number == 2:
            for _ in range(70):
                page.canvas.text(MARGIN, page.y, [Run(" ".join(page.chance.sample(WORDS, 14)), "r", 6)])
                page.y -= 8
        else:
            page.text(40)
    result = take(page.canvas.pdf(), "paper.pdf")
    assert len(result.texts("//tei:fw[@type='header']")) == 4


def test_a_name_in_capitals_goes_on_a_heading_that_has_no_room_for_it(take):
    page = opened()
    page.text(8)
    page.lines(
        "Harbours that were built by the kings of the north and for all their people, who lived there for long years."
    )
    page.text(2)
    page.lines("2 The boats of the Danish harbours and those of all the men who sailed to the", "DENMARKHAVN",
               face="b", size=13, gap=20)  # fmt: skip
    page.y -= 4
    page.text(8)
    heads = take(page.canvas.pdf(), "paper.pdf").texts("//tei:body//tei:head")
    assert heads[1:] == ["2 The boats of the Danish harbours and those of all the men who sailed to the DENMARKHAVN"]


def test_a_call_at_the_head_of_a_line_and_two_in_one_stretch_are_calls(take):
    page = opened()
    page.full(2)
    page.lines("And so the harbour of the town froze in the winter of that year.")
    page.lines([call(1), Run(" The ships lay still, and nobody came to the quays in that time")])
    page.lines([Run("until the spring."), Run("2 3", "r", 6, 3.5), Run(" Then they went.")])
    page.lines("Notes", face="b", size=13, gap=20)
    for number in (1, 2, 3):
        page.lines(f"{number}. A ship of the year {number} before the war.", gap=3)
    root = take(page.canvas.pdf(), "paper.pdf").root
    told = [
        (note.get("n"), note.get("cert"), (note.getprevious().tail if note.getprevious() is not None else ""))
        for note in root.iterfind(".//tei:note", NS)
    ]
    assert [(n, cert) for n, cert, _ in told] == [("1", None), ("2", None), ("3", None)]
    assert told[1][2].rstrip().endswith("until the spring.")


def test_a_call_in_a_cell_is_one_where_no_text_calls_the_note(take):
    page = opened()
    page.full(2)
    page.lines([Run("The ships are in the table."), call(1)])
    for row, name in enumerate(("Ships", "Whitby", "Tynemouth")):
        page.lines(name, gap=14 if not row else 6)
        number = str(10 + row) if row else "Year"
        page.canvas.text(260, page.y + 12, [Run(number), *([call(row)] if row else [])])
        page.canvas.rule(MARGIN, page.y + 8, 300)
    page.canvas.rule(MARGIN, page.y + 62, 300)
    for x in (MARGIN, 250, MARGIN + 300):
        page.canvas.rule(x, page.y + 8, 0, 54)
    page.text()
    page.lines("Notes", face="b", size=13, gap=20)
    page.lines("1. The list is that of the harbour master.", "2. There were more.")
    root = take(page.canvas.pdf(), "paper.pdf").root
    (row,) = root.xpath("//t:row[t:cell='Tynemouth']", namespaces={"t": NS["tei"]})
    assert notes(row) == [("2", "There were more.")]
    assert "1" not in [n for cell in root.iterfind(".//tei:cell", NS) for n, _ in notes(cell)]


def test_slant_is_kept_from_the_first_word_of_an_item_and_in_captions(take):
    page = opened()
    page.text()
    for name in ("Whitby", "Marr"):
        page.lines([Run(f"- {name} of the sea", "i"), Run(" was a ship of the town.")], x=MARGIN + 20, gap=4)
    page.text()
    page.canvas.picture(MARGIN, page.y - 100, 200, 90)
    page.y -= 116
    page.lines("Figure 1: The ship that froze.", face="i")
    page.text()
    root = take(page.canvas.pdf(), "paper.pdf").root
    slanted = [hi.text for hi in root.iterfind(".//tei:hi", NS) if hi.get("rend") == "italic"]
    assert slanted == ["Whitby of the sea", "Marr of the sea", "Figure 1: The ship that froze."]
