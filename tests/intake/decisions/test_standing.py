"""What looks like a heading, a title, verse or a table: each sign just below and just above where it begins to count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from tests.intake.printed import FACE, chars, line, until

from edition.intake.content import Block, BlockLook, Kind
from edition.intake.layout.lines import line_of
from edition.intake.layout.model import Box, Line, Style
from edition.intake.layout.tables import (
    _are_labels,
    _changes,
    _connected,
    _goes_with,
    _joined,
    _narrowed,
    _places,
    _touch,
)
from edition.intake.pieces.pieces import Body, Piece
from edition.intake.pieces.standing_out import _is_capital, _stands_out, _whole, changes, heads_list
from edition.intake.structured.verse import _is_verse, with_verse
from edition.intake.styled.headings import (
    _is_centred,
    _is_set_otherwise,
    _numbered_levels,
    _ranks,
    _stands_apart,
    _uniform,
    find_levels,
    looks_like_heading,
    without_works,
)
from edition.intake.styled.titles import (
    _can_be_title,
    _is_running,
    _is_short,
    _named_by_file,
    _opening,
    _subtitle,
    find_titles,
)

BODY = Body(10.0, {10.0: 12.0}, False, FACE)
BOLD, ITALIC = Style("Face", 10.0, bold=True), Style("Face", 10.0, italic=True)
RED = Style("Face", 10.0, colour=0xFF0000)


def sized(size: float) -> Style:
    return Style("Face", size)


def piece(text: str, style: Style = FACE, lines: int = 1, **more: object) -> Piece:
    made = {"before": 2.0, "after": 2.0, "room": 100.0, "column": 0, "page": 0} | more
    return Piece(tuple(line(text, style=style) for _ in range(lines)), **made)  # type: ignore[arg-type]


TEXT = piece("Some text of the body that goes on for a while.")


@pytest.mark.parametrize(
    ("made", "heads"),
    [
        (piece("Boats", sized(10.7)), True),
        (piece("Boats", sized(10.6)), False),
        (piece("Boats.", sized(12)), True),
        (piece("1920", sized(12)), False),
        (piece("Figure 1. Boats", sized(12)), False),
        (piece("• Boats", sized(12)), False),
        (piece("boats@sea.org", sized(12)), False),
        (piece("x" * 220, sized(12)), True),
        (piece("x" * 221, sized(12)), False),
        (piece("Boats", BOLD), True),
        (piece("Boats.", BOLD), False),
        (piece("Boats", BOLD, before=0.7, room=30.0), False),
        (piece("Boats", BOLD, before=0.8, room=30.0), True),
        (piece("Boats", BOLD, before=0.7, room=31.0), True),
        (piece("Boats", BOLD, lines=2, before=0.7, room=31.0), False),
        (piece("Boats", BOLD, lines=3), True),
        (piece("Boats", BOLD, lines=4), False),
        (piece("Boats", Style("Face", 9.4, bold=True)), True),
        (piece("Boats", Style("Face", 9.2, bold=True)), False),
        (piece("Boats"), False),
        (piece("Boats", ITALIC), True),
        (piece("Boats", ITALIC, before=0.7), False),
        (piece("Boats", ITALIC, after=0.45), False),
        (piece("Boats", ITALIC, after=0.46), True),
        (piece("x" * 119, ITALIC), True),
        (piece("x" * 120, ITALIC), False),
    ],
)
def test_what_is_set_like_a_heading(made: Piece, heads: bool) -> None:
    assert looks_like_heading([TEXT, made, TEXT], 1, BODY) is heads


def test_nothing_stands_out_where_the_text_is_set_so_or_ends() -> None:
    assert not looks_like_heading([TEXT, piece("Boats", ITALIC), TEXT], 1, replace(BODY, style=ITALIC))
    assert not looks_like_heading([TEXT, piece("Boats", BOLD)], 1, BODY)
    assert not looks_like_heading([piece("Boats", BOLD, room=0.0, before=0.0)] * 2, 1, replace(BODY, style=BOLD))
    picture = Piece((), 0, 0)
    close = piece("Boats", BOLD, before=0.0, room=0.0)
    assert _stands_apart([close], 0) and _stands_apart([picture, close], 1)
    assert _stands_apart([replace(TEXT, column=1), close], 1) and not _stands_apart([TEXT, close], 1)


@pytest.mark.parametrize(
    ("made", "otherwise"),
    [
        (piece("BOATS"), True),
        (piece("BOAT"), False),
        (piece("Boats", RED), True),
        (piece("Boats", Style("Face", 10.0, small_caps=True)), True),
        (piece("Boats", indent=31, hang=31, room=31), True),
        (piece("Boats", indent=30, hang=31, room=31), False),
        (piece("Boats", indent=31, hang=31, room=50.9), True),
        (piece("Boats", indent=31, hang=31, room=51), False),
        (piece("Boats", lines=2, indent=31, hang=31, room=31), True),
        (piece("Boats", lines=3, indent=31, hang=31, room=31), False),
    ],
)
def test_what_is_set_otherwise(made: Piece, otherwise: bool) -> None:
    assert _is_set_otherwise(made, BODY) is otherwise
    assert _is_centred(made) is (otherwise and made.indent > 0)


def test_a_piece_is_uniform_but_for_a_tenth_and_raised_letters() -> None:
    def mixed(heavy: int, size: float = 10.0) -> Piece:
        other = Style("Face", size, bold=True)
        made = line_of([*chars("a" * (20 - heavy)), *chars("b" * heavy, 100, style=other)], 0)
        assert made is not None
        return Piece((made,), 0, 0)

    assert _uniform(mixed(2)) and not _uniform(mixed(3)) and _uniform(mixed(3, 8.5)) and not _uniform(mixed(3, 8.6))


def test_heavy_names_in_a_list_of_works_head_nothing() -> None:
    name = piece("Marr", BOLD, before=0.5, after=0.5)
    pieces = [
        name,
        piece("References", BOLD),
        TEXT,
        name,
        piece("Marr", BOLD, before=0.8, after=0.5),
        piece("Sea", sized(11)),
    ]
    assert without_works(pieces, {0, 1, 3, 4, 5}, {}, BODY) == {0, 1, 4, 5}
    assert without_works(pieces, {0, 1, 3}, {3: 1}, BODY) == {0, 1, 3}
    prose = [piece("References", BOLD), piece("x" * 301), TEXT, name]
    assert without_works(prose, {0, 3}, {}, BODY) == {0, 3}
    assert without_works([prose[0], piece("x" * 300), TEXT, name], {0, 3}, {}, BODY) == {0}
    assert without_works([prose[0], piece("x" * 300 + " 1920"), TEXT, name], {0, 3}, {}, BODY) == {0}


def test_levels_are_those_of_the_file_the_numbers_or_the_look() -> None:
    looks = [
        piece("A", sized(14)),
        piece("B", BOLD),
        piece("C", ITALIC),
        piece("D", Style("Face", 10, small_caps=True)),
    ]
    assert find_levels(looks, range(4), {}) == {0: 1, 1: 2, 3: 3, 2: 4}
    assert find_levels(looks, range(4), {0: 3}) == {0: 3, 1: 2, 3: 3, 2: 4}
    numbered = [piece("1 A", BOLD), piece("1.1 B", BOLD), piece("1.1.1 C", ITALIC), piece("D", ITALIC)]
    assert find_levels(numbered, range(4), {}) == {0: 1, 1: 2, 2: 3, 3: 3}
    assert _numbered_levels(numbered, [1, 2]) == {1: 2, 2: 3} and _numbered_levels(numbered, [0, 3]) == {}
    assert _numbered_levels([*numbered, *looks], [0, 1, 4, 5]) == {}
    assert len(_ranks([piece("A", sized(10.1)), piece("B", sized(10.2)), piece("C", sized(10.3))], range(3))) == 2


LARGE = sized(16)


@pytest.mark.parametrize(
    ("text", "may"),
    [("Boat", True), ("Sea", False), ("x" * 400, True), ("x" * 401, False), ("a@boats", False), ("www.boats.org", False), ("Abstract: boats", False), ("References", False), ("Notes", False)],
)  # fmt: skip
def test_words_of_a_title(text: str, may: bool) -> None:
    assert _can_be_title(piece(text)) is may and not _can_be_title(Piece((), 0, 0))


def test_the_title_is_the_first_of_the_largest() -> None:
    running = piece("Some text of the body that goes on and on here.", lines=4)
    one = [piece("Journal of it", sized(11)), piece("A Harbour", LARGE), piece("by the sea", LARGE), running]
    assert find_titles(one, BODY, {0, 1, 2}, "") == ({1, 2}, set())
    near = [piece("A Harbour", sized(15.7)), piece("The Sea", LARGE), running]
    assert find_titles(near, BODY, {0, 1}, "")[0] == {0}
    near = [piece("A Harbour", sized(15.6)), *near[1:]]
    assert find_titles(near, BODY, {0, 1}, "")[0] == {1}
    assert find_titles([piece("A Harbour", sized(10.5)), running], BODY, set(), "")[0] == {0}
    assert find_titles([piece("A Harbour", sized(10.4)), running], BODY, set(), "")[0] == set()
    assert find_titles([piece("A Harbour", sized(9.9)), running], BODY, {0}, "")[0] == {0}
    assert find_titles([piece("A Harbour", sized(9.7)), running], BODY, {0}, "")[0] == set()
    several = [piece("A Harbour", LARGE), running, running, running, piece("B", LARGE), running, piece("C", LARGE)]
    assert find_titles(several, BODY, {0, 4, 6}, "")[0] == set()
    assert find_titles(several, BODY, {0, 4}, "")[0] == {0}
    chapter = piece("The First Chapter", sized(20), page=1)
    assert find_titles([piece("A Harbour", sized(13.1)), chapter, running], BODY, {0, 1}, "")[0] == {0}
    assert find_titles([piece("A Harbour", sized(13)), chapter, running], BODY, {0, 1}, "")[0] == {1}


def test_the_title_that_the_file_names() -> None:
    pieces = [piece("Journal"), piece("A Harb"), Piece((), 0, 0), piece("our!"), TEXT]
    assert _named_by_file(pieces, range(5), "A harbour") == {1, 2, 3}
    assert _named_by_file(pieces, range(5), "Aharbou") == set() == _named_by_file(pieces, range(1), "A harbour")
    assert _named_by_file([piece("A Sea")], range(1), "A Sea") == set()
    assert _named_by_file([piece("The Seas")], range(1), "The seas") == set()
    assert _named_by_file([piece("Oh the Seas")], range(1), "Oh the seas") == {0}
    parts = [piece(part) for part in ("Har", "bour", "and", "sea", "side")]
    assert _named_by_file(parts, range(5), "Harbour and sea") == {0, 1, 2, 3}
    assert _named_by_file(parts, range(5), "Harbour and seaside") == set()


def test_the_opening_ends_with_running_text() -> None:
    def opening(made: Piece) -> int:
        return len(_opening([piece("A Harbour", LARGE), made], BODY))

    assert opening(piece("x" * 60, lines=3)) == 1 and opening(piece("x" * 90, lines=2)) == 2
    assert opening(piece("x" * 59, lines=3)) == 2 and opening(piece("@" + "x" * 60, lines=3)) == 2
    assert opening(piece("x" * 60, sized(10.3), lines=3)) == 1 and opening(piece("x" * 60, sized(10.5), lines=3)) == 2
    assert opening(replace(TEXT, page=1)) == 2 and opening(replace(TEXT, page=2)) == 1


def test_a_subtitle_has_the_title_s_colour_or_a_size_of_its_own() -> None:
    def found(here: Style, title: Style = LARGE, *more: Piece, headings: Sequence[int] = (1, 2)) -> set[int]:
        pieces = [piece("A Harbour", title), piece("and what stood there", here), TEXT, *more]
        return _subtitle(pieces, BODY, set(headings), 1, range(3))

    red = LARGE._replace(colour=0xFF0000)
    assert found(RED, red) == {1} and found(FACE, red) == set() and found(FACE) == set()
    assert found(sized(10.7)) == {1} and found(sized(10.6)) == set() and found(sized(16)) == set()
    assert found(sized(12), headings=()) == set()
    assert found(sized(12), LARGE, piece("C", sized(12)), headings=(1, 3)) == set()


def test_short_pieces_and_running_text_of_the_front() -> None:
    assert _is_short(piece("x" * 200)) and not _is_short(piece("x" * 201)) and not _is_short(Piece((), 0, 0))
    assert _is_short(piece("x", lines=6)) and not _is_short(piece("x", lines=7)) and not _is_short(piece("1.2 Sea"))
    assert _is_running(piece("x" * 201), BODY) and not _is_running(piece("x" * 200), BODY)
    assert not _is_running(piece("x" * 398 + "@"), BODY) and _is_running(piece("x" * 399 + "@"), BODY)
    body = replace(BODY, indented=True)
    assert _is_running(piece("x" * 61, indent=4.1, before=1.0), body)
    assert not _is_running(piece("x" * 60, indent=4.1, before=1.0), body)
    assert not _is_running(piece("x" * 61, indent=4.0, before=1.0), body)
    assert not _is_running(piece("x" * 61, indent=4.1, before=0.9), body)


def cut(first: Line, second: Line, step: float = 12.0, body: Style = FACE) -> bool:
    below = replace(second, base=first.base - step)
    return changes([first], below, 200.0, body, 12.0)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (until(179, "Boats", style=BOLD), line("are made"), True),
        (until(180, "Boats", style=BOLD), line("are made"), False),
        (until(179, "Boats,", style=BOLD), line("are made"), False),
        (until(179, "are made"), line("Boats", style=BOLD), True),
        (until(180, "are made"), line("Boats", style=BOLD), False),
        (until(179, "are made"), line("References"), True),
        (until(181, "are made"), line("References"), False),
        (until(179, "Notes"), line("are made"), True),
        (until(150, "Boats", style=ITALIC), line("are made"), True),
        (until(175, "Boats", style=ITALIC), line("are made"), False),
        (until(174, "Boats", style=ITALIC), line("are made"), True),
        (until(150, "Boats,", style=ITALIC), line("are made"), False),
        (until(150, "are made"), line("Boats", style=ITALIC), True),
        (until(150, "are made"), line("Boats", style=RED), True),
        (until(150, "are made"), line("Boats"), False),
        (until(150, "BOATS"), line("AND SEA"), False),
        (until(150, "1 BOATS"), line("2 SHIPS"), True),
        (until(150, "BOATS"), line("Sea", style=ITALIC), True),
    ],
)  # fmt: skip
def test_type_that_changes_between_lines(first: Line, second: Line, expected: bool) -> None:
    assert cut(first, second) is expected


def test_two_lines_of_one_heading_are_as_far_apart_as_lines_are() -> None:
    assert not cut(until(150, "BOATS"), line("SHIPS"), 13.7) and cut(until(150, "BOATS"), line("SHIPS"), 13.9)


def test_lines_that_stand_out() -> None:
    assert _is_capital(line("BOAT")) and not _is_capital(line("SEA")) and not _is_capital(line("BOAt"))
    assert _stands_out(line("a", style=sized(10.7)), FACE) and not _stands_out(line("a", style=sized(10.6)), FACE)
    assert heads_list(line("References")) and not heads_list(line("References" + " " * 60 + "x"))
    small = Style("Face", 8.5, bold=True)
    assert _whole(replace(line("ab"), chars=(*chars("ab"), *chars("1", style=small))))
    assert not _whole(replace(line("ab"), chars=(*chars("ab"), *chars("c", style=small))))
    assert not _whole(replace(line("ab"), chars=(*chars("ab"), *chars("1", style=small._replace(size=8.6)))))


def verse(*lines: str) -> bool:
    text = "".join(lines)
    ends, at = [], 0
    for each in lines[:-1]:
        at += len(each)
        ends.append(at)
    return _is_verse(Block(Kind.PARAGRAPH, text, look=BlockLook(lines=tuple(ends))))


def test_verse_has_three_short_lines_that_end_with_stops() -> None:
    assert verse("the sea,", "the sea", "the sea.") and not verse("the sea,", "the sea.")
    assert not verse("the sea", "the sea", "the sea.") and verse("the sea,", "a", "b", "the sea.")
    assert verse("x" * 79 + ",", "a,", "b,") and not verse("x" * 80 + ",", "a,", "b,")
    assert verse("1,", "a,", "b,", "c,", "d,") and not verse("1,", "a,", "b,", "c,") and not verse("a,", "b@c,", "c,")


def test_verse_becomes_lines() -> None:
    made = with_verse([Block(Kind.QUOTE, "ab, cd, ef.", look=BlockLook(lines=(4, 8)))])
    assert [(each.kind, each.text) for each in made if isinstance(each, Block)] == [
        (Kind.VERSE, "ab,"), (Kind.VERSE, "cd,"), (Kind.VERSE, "ef."),
    ]  # fmt: skip


def test_rules_touch_within_three_points() -> None:
    one = Box(0, 0, 10, 1)
    for x, y, touch in (
        (13, 0, True),
        (13.1, 0, False),
        (0, 4, True),
        (0, 4.1, False),
        (-13, 0, True),
        (-13.1, 0, False),
    ):
        other = Box(x, y, x + 10, y + 1)
        assert _touch(one, other) is touch and _touch(other, one) is touch
    assert _places([5, 1, 4, 4.1, 9]) == [1, 4.1, 9] and _places([1, 2, 3.9, 4.1]) == [1, 4.1]
    near = [Box(12.0 * n, 0, 12.0 * n + 10, 1) for n in range(5)]
    assert [len(group) for group in _connected(near)] == [5] and _connected(near[:4]) == [] == _connected([near[0]] * 9)
    many = [Box(12.0 * n, 0, 12.0 * n + 10, 1) for n in range(601)]
    assert _connected(many) == [] and len(_connected(many[:600])) == 1


@pytest.mark.parametrize(
    ("boxes", "left"),
    [
        ([], (10, 30)),
        ([(0, 10), (30, 40)], (10, 30)),
        ([(0, 15)], (15, 30)),
        ([(25, 40)], (10, 25)),
        ([(0, 27)], (27, 30)),
        ([(0, 27.1)], None),
        ([(15, 25)], None),
        ([(12, 18)], (18, 30)),
        ([(22, 28)], (10, 22)),
        ([(20.1, 25)], (10, 20.1)),
        ([(15, 19.9)], (19.9, 30)),
        ([(0, 40)], None),
    ],
)
def test_what_cells_leave_of_a_white_strip(boxes: list[tuple[float, float]], left: tuple[float, float] | None) -> None:
    assert _narrowed((10, 30), boxes) == left


def test_rows_labels_and_lines_of_a_table() -> None:
    assert _are_labels(["1.", "2.", "a)", "sea", "x y"]) is False and _are_labels(["1.", "2.", "sea"]) is True
    cells = [[line("a", left)] for left in (0, 50, 0)]
    assert [len(row) for row in _joined(cells, [10, 11.2], 50)] == [2, 1]  # even, and the second stands in
    assert [len(row) for row in _joined(cells, [10, 11.3], 50)] == [2, 1]
    assert [len(row) for row in _joined(cells, [11.3, 10], 50)] == [1, 2]
    assert [len(row) for row in _joined(cells, [11.2, 10], 50)] == [2, 1]
    first = replace(until(100, "a b"), cells=((0, 1), (2, 3)))
    assert _goes_with([], first) and not _goes_with([], line("a"))
    assert _goes_with([first], until(80, "a", base=-30)) and not _goes_with([first], until(80, "a", base=-30.1))
    assert not _goes_with([first], until(80.1, "a", base=-10))
    assert [_changes(*pair) for pair in (("a", "1"), ("a", "#"), ("a", "B"), ("A", "B"), ("a", "b"), ("1", "B"))] == [
        True, True, True, False, False, False,
    ]  # fmt: skip
