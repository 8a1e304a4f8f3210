"""Lines and tables from characters with their places: what goes on, what a cell is, what is a table and what is none."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from edition.intake.layout.lines import Marked, beside, line_of, make_lines
from edition.intake.layout.model import Box, Char, Column, Grid, Line, PdfPage, Picture, Style, around
from edition.intake.layout.reading import lay_out
from edition.intake.layout.tables import aligned_grids, ruled_grids
from edition.intake.styled.text import is_lowered, is_raised, mark_up, raised_runs, style_kinds

FACE = Style("Face", 10.0)
WIDE = 5.0  # of a letter


def chars(text: str, left: float = 0.0, base: float = 0.0, style: Style = FACE) -> list[Char]:
    return [Char(c, left + n * WIDE, left + (n + 1) * WIDE, base, style) for n, c in enumerate(text)]


def marked(
    text: str, left: float = 0.0, base: float = 0.0, style: Style = FACE, piece: int = 0, turned: bool = False
) -> list[Marked]:
    return [(c, turned, base - 2, base + 7, piece) for c in chars(text, left, base, style)]


def line(text: str, left: float = 0.0, base: float = 0.0, style: Style = FACE) -> Line:
    made = line_of(chars(text, left, base, style), 0)
    assert made is not None
    return made


def texts(found: Sequence[Line]) -> list[str]:
    return [each.text for each in found]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (marked("ab"), marked("cd", 10), ["abcd"]),
        (marked("ab"), marked("cd", 20), ["abcd"]),
        (marked("ab"), marked("cd", 20.1, piece=1), ["ab", "cd"]),
        (marked("ab"), marked("cd", 70), ["abcd"]),
        (marked("ab"), marked("cd", 70.1), ["ab", "cd"]),
        (marked("ab"), marked("cd", 70, piece=1), ["ab", "cd"]),
        (marked("ab"), marked("cd", 10, base=4.4), ["abcd"]),
        (marked("ab"), marked("cd", 10, base=4.6), ["ab", "cd"]),
        (marked("ab"), marked("cd", 10, base=-4.6), ["ab", "cd"]),
        (marked("ab", 20), marked("cd", 0), ["ab", "cd"]),
        (marked("ab"), marked("c", 5), ["abc"]),
        (marked("ab"), marked("c", 10, turned=True), ["ab", "c"]),
        (marked("ab"), [None, *marked("cd", 12.6)], ["ab cd"]),
        (marked("ab"), [None, *marked("cd", 12.4)], ["abcd"]),
        (marked("ab "), [None, *marked("cd", 20)], ["ab cd"]),
        (marked("ab  "), marked("cd", 20), ["ab cd"]),
        (marked("ab"), [None, *marked(" cd", 10)], ["ab cd"]),
        (marked(" ab"), marked("  ", 20), ["ab"]),
    ],
)
def test_where_a_line_goes_on(first: list[Marked], second: list[Marked], expected: list[str]) -> None:
    assert texts(make_lines([*first, *second], 3)) == expected


def test_what_a_line_is_told_by_its_letters() -> None:
    small = Style("Face", 6.0, italic=True)
    (made,) = make_lines([*marked("note", 3, 100), *marked("12", 23, 103, small)], 4)
    assert (made.text, made.base, made.size, made.style, made.page, made.cells) == (
        "note12",
        100,
        10,
        FACE,
        4,
        ((0, 6),),
    )
    assert made.box == Box(3, 97.8, 33, 107.5)
    assert [is_raised(made, n) for n in range(6)] == [False] * 4 + [True] * 2
    assert raised_runs(made) == [(4, 6)]
    (low,) = make_lines([*marked("H", 0, 100), *marked("2", 5, 98, small), *marked("O", 10, 100)], 4)
    assert [is_lowered(low, n) for n in range(3)] == [False, True, False]
    assert raised_runs(low) == []


def test_raised_signs_over_a_blank_are_one_stretch() -> None:
    small = Style("Face", 6.0)
    made = line_of([*chars("aaaaa"), *chars("1, 2", 25, 3, small), *chars("b", 45), *chars("3", 50, 3, small)], 0)
    assert made is not None
    assert raised_runs(made) == [(5, 9), (10, 11)]
    near = line_of([*chars("aaa"), *chars("1", 15, 0.8, small), *chars("2", 20, 0.9, Style("Face", 8.6))], 0)
    assert near is not None
    assert raised_runs(near) == []


def test_turned_writing_keeps_to_itself() -> None:
    up = [*marked("a", 5, 0, turned=True), *marked("b", 5, 10, turned=True), *marked("c", 11, 20, turned=True)]
    first, second = make_lines(up, 0)
    assert (first.text, first.turned, first.box, first.base) == ("ab", True, Box(5, -2, 10, 17), -2)
    assert second.text == "c"
    assert make_lines(marked("  ", turned=True), 0) == ()


def test_stretches_beside_each_other_are_cells() -> None:
    one = line("Year", 10)
    assert beside([one]) is one
    made = beside([line("Oil", 100), one])
    assert (made.text, made.cells, made.box.left, made.box.right) == ("Year Oil", ((0, 4), (5, 8)), 10, 115)
    assert line_of(chars("  "), 0) is None


def rows(
    *cells: Sequence[str], step: float = 14.0, at: Sequence[float] = (0, 80, 160), top: float = 500.0
) -> list[Line]:
    return [
        beside([line(text, left, top - n * step) for text, left in zip(row, at, strict=False) if text])
        for n, row in enumerate(cells)
    ]


def table(*lines: Line) -> list[list[list[str]] | str]:
    """What becomes of a column: tables as rows of cells, other lines as text."""
    items = aligned_grids(Column(0, 400, tuple(lines))).items
    return [
        [[" ".join(texts(cell.lines)) for cell in row] for row in item.rows] if isinstance(item, Grid) else item.text
        for item in items
        if isinstance(item, Grid | Line)
    ]


OIL = (["Year", "Barrels", "Price"], ["1869", "12", "30"], ["1870", "9", "41"])


def test_columns_below_each_other_are_a_table() -> None:
    assert table(line("Before", 0, 520), *rows(*OIL), line("After", 0, 420)) == [
        "Before",
        [list(row) for row in OIL],
        "After",
    ]
    assert table(*rows(*OIL[:2])) == ["Year Barrels Price", "1869 12 30"]
    assert table(*rows(*OIL, ["1871", "", "77"])) == [[*(list(row) for row in OIL), ["1871", "", "77"]]]


def test_a_row_goes_on_where_its_first_cell_is_empty() -> None:
    found = rows(*OIL, step=20)
    more = beside([line("of fish oil", 80, 448)])
    assert table(*found, more) == [
        [["Year", "Barrels", "Price"], ["1869", "12", "30"], ["1870", "9 of fish oil", "41"]]
    ]


def test_numbered_points_and_lines_far_apart_are_no_table() -> None:
    points = rows(["1.", "oil from the north"], ["2.", "rope of hemp"], ["3.", "a boat"], at=(0, 30))
    assert table(*points) == ["1. oil from the north", "2. rope of hemp", "3. a boat"]
    words = rows(["oil", "from the north"], ["rope", "of hemp"], ["boat", "of oak"], at=(0, 40))
    assert table(*words) == [[["oil", "from the north"], ["rope", "of hemp"], ["boat", "of oak"]]]
    assert table(*rows(*OIL, step=31)) == [" ".join(row) for row in OIL]
    assert table(*rows(*OIL, step=30)) == [[list(row) for row in OIL]]


def test_a_line_across_the_columns_ends_a_table() -> None:
    across = line("x" * 30, 0, 458)
    assert table(*rows(*OIL), across)[1:] == ["x" * 30]


def ruled(*ys: float, xs: Sequence[float] = (0, 80, 160)) -> list[Box]:
    """Rules between rows and columns."""
    level = [Box(xs[0], y, xs[-1], y + 0.5) for y in ys]
    return level + [Box(x, ys[-1], x + 0.5, ys[0]) for x in xs]


def ruled_table(lines: Sequence[Line], rules: Sequence[Box]) -> tuple[list[list[list[str]]], list[str]]:
    grids, rest = ruled_grids(lines, rules, 2)
    return [[[" ".join(texts(cell.lines)) for cell in row] for row in grid.rows] for grid in grids], texts(rest)


def test_rules_make_a_table_of_what_stands_between_them() -> None:
    lines = [
        line("a", 10, 85),
        line("b", 90, 85),
        line("c", 10, 45),
        line("d", 90, 60),
        line("e", 90, 45),
        line("f", 10, 10),
    ]
    assert ruled_table(lines, ruled(100, 80, 40)) == ([[["a", "b"], ["c", "d e"]]], ["f"])
    grids, _ = ruled_grids(lines, ruled(100, 80, 40), 2)
    assert (grids[0].box, grids[0].page) == (Box(0, 40, 160.5, 100.5), 2)


def test_a_cell_over_several_columns_is_told_by_the_rules_that_are_missing() -> None:
    rules = [*ruled(80, 60, 40), Box(0, 100, 160, 100.5), Box(0, 80, 0.5, 100), Box(160, 80, 160.5, 100)]
    lines = [line("over", 10, 85), line("a", 10, 65), line("b", 90, 65), line("c", 10, 45), line("d", 90, 45)]
    grids, rest = ruled_grids(lines, rules, 0)
    assert [[(" ".join(texts(c.lines)), c.columns) for c in row] for row in grids[0].rows] == [
        [("over", 2)], [("a", 1), ("b", 1)], [("c", 1), ("d", 1)]
    ]  # fmt: skip
    assert rest == []


@pytest.mark.parametrize(
    ("lines", "rules"),
    [
        ([line("a", 10, 85), line("b", 90, 85), line("c", 10, 65)], ruled(100, 80, 60)),
        ([line("a", 10, 85), line("b", 90, 85), line("c", 10, 65), line("d", 90, 65)], ruled(100, 60)),
        ([line("a", 10, 85), line("b", 90, 85), line("c", 10, 65), line("d", 90, 65)], ruled(100, 80, 60, xs=(0, 160))),
        ([line("a", 10, 85), line("b", 90, 85), line("c", 10, 84), line("d", 90, 84)], ruled(100, 80, 60)),
    ],
)
def test_frames_are_no_tables(lines: list[Line], rules: list[Box]) -> None:
    assert ruled_table(lines, rules) == ([], texts(lines))


def test_words_that_ran_into_each_other_over_a_rule_are_parted() -> None:
    lines = [
        line("oil12", 65, 85),
        line("Rope of hemp", 10, 65),
        line("7", 90, 65),
        line("a b", 72.5, 45),
        line("8", 100, 45),
    ]
    assert ruled_table(lines, ruled(100, 80, 60, 40)) == ([[["oil", "12"], ["Rope of hemp", "7"], ["a", "b 8"]]], [])


def test_pictures_that_lie_in_each_other_or_on_text_are_one_or_none() -> None:
    body = [line("x" * 40, 50, 700 - 14 * n) for n in range(12)]

    def figures(*pictures: Picture, lines: Sequence[Line] = body) -> list[Box]:
        (page,) = lay_out([PdfPage(0, 600, 800, tuple(lines), pictures=pictures)])
        return [item.box for column in page.columns for item in column.items if isinstance(item, Picture)]

    large, small = Picture(Box(50, 100, 250, 300), 0, b"a"), Picture(Box(60, 110, 160, 210), 0, b"b")
    assert figures(small, large) == [large.box]
    half = Picture(Box(200, 100, 300, 300), 0, b"c")
    assert figures(large, half) == [large.box, half.box]
    over = Picture(Box(40, 530, 300, 720), 0, b"d")
    assert figures(over) == [over.box]
    assert figures(over, lines=[*body, line("y" * 40, 50, 535)]) == []


def test_marks_are_stretches_over_the_blanks_between_lines() -> None:
    text = "one two three"
    slanted, none, between = frozenset({"italic"}), frozenset[str](), frozenset({"*"})
    found = mark_up([(0, 3, slanted), (3, 4, between), (4, 7, slanted), (7, 13, none)], text)
    assert [(m.start, m.end, m.name, m.attributes) for m in found] == [(0, 7, "hi", (("rend", "italic"),))]
    found = mark_up([(0, 3, slanted), (3, 4, none), (4, 8, slanted), (8, 13, none)], text)
    assert [(m.start, m.end) for m in found] == [(0, 3), (4, 7)]
    linked = mark_up([(0, 3, frozenset({"@https://a.example/"})), (4, 7, frozenset({"~fr"}))], text)
    assert [(m.name, m.attributes[0][1]) for m in linked] == [("ref", "https://a.example/"), ("foreign", "fr")]
    assert mark_up([(0, 1, slanted)], ", b") == []
    assert style_kinds(Style("F", 1, bold=True, italic=True, small_caps=True)) == {"bold", "italic", "smallcaps"}
    assert style_kinds(FACE) == frozenset()
    assert around([Box(1, 2, 3, 4), Box(0, 3, 2, 9)]) == Box(0, 2, 3, 9)
