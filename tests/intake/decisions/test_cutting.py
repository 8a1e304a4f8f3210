"""Where a column is cut into pieces: every sign just below and just above the place where it begins to count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from tests.intake.printed import FACE, line, until

from edition.intake.layout.model import Box, Column, Grid, Line, PageTag, PdfPage, Picture, Style
from edition.intake.layout.reading import PageLayout
from edition.intake.pieces.hanging import Hanging, find_hanging
from edition.intake.pieces.pieces import (
    Body,
    _Cutter,
    _edges,
    _is_indented,
    _is_spaced,
    _usual_room,
    cut_pieces,
    learn_body,
)

ITALIC = Style("Face", 10.0, italic=True)
BODY = Body(10.0, {10.0: 12.0}, False, FACE)
INDENTED = replace(BODY, indented=True)
RIGHT = 200.0


def below(*lines: Line, step: float = 12.0) -> list[Line]:
    """The lines below each other, by `step` each."""
    return [moved(each, -n * step) for n, each in enumerate(lines)]


def moved(each: Line, by: float) -> Line:
    box = each.box._replace(bottom=each.box.bottom + by, top=each.box.top + by)
    chars = tuple(char._replace(base=char.base + by) for char in each.chars)
    return replace(each, box=box, base=each.base + by, chars=chars)


def cutter(*lines: Line, body: Body = BODY) -> _Cutter:
    return _Cutter(Column(0.0, RIGHT, tuple(lines)), 0, body)


def full(text: str = "words that fill it", left: float = 0.0, style: Style = FACE) -> Line:
    return until(RIGHT, text, left, style=style)


def begins(first: Line, second: Line, step: float = 12.0, body: Body = BODY, behind: Line | None = None) -> bool:
    lines = below(first, second, step=step)
    made = cutter(*lines, body=body)
    made.left = 0.0
    made.behind = moved(behind, -2 * step) if behind else None
    return made._begins(lines[:1], lines[1])


FIRST_WORD = 25.0  # "other" is as wide


@pytest.mark.parametrize(
    ("step", "cut"), [(12.0, False), (17.1, False), (17.0, False), (17.2, True), (24.0, True)]
)  # 1.3 of the usual distance, and 0.15 of the size
def test_more_than_the_usual_distance_cuts(step: float, cut: bool) -> None:
    assert begins(full(), full("other words"), step) is cut


@pytest.mark.parametrize(("size", "cut"), [(10.6, False), (10.7, True), (9.4, False), (9.3, True)])
def test_another_size_cuts(size: float, cut: bool) -> None:
    other = replace(full("other words"), size=size)
    assert begins(full(), other) is cut


def test_a_turned_line_cuts_and_a_word_that_goes_on_does_not() -> None:
    assert begins(full(), replace(full("other words"), turned=True))
    assert begins(until(100, "It is done."), line("other words"))
    assert not begins(until(100, "It is har-"), line("bour"))
    assert begins(until(100, "It is done -"), line("• other"))


@pytest.mark.parametrize(("right", "cut"), [(145.0, False), (144.0, True)])
def test_a_finished_line_with_room_for_the_next_word_and_three_ems_cuts(right: float, cut: bool) -> None:
    assert begins(until(right, "It is done."), line("other words")) is cut
    assert not begins(until(right, "It is done"), line("other words"))
    assert not begins(until(right, "It is done."), line("other words"), body=INDENTED)
    assert not begins(until(right, "It is done."), line("other words"), body=replace(BODY, spaced=True))


@pytest.mark.parametrize(
    ("left", "right", "centred"),
    [(60, 140, True), (60, 149.9, True), (60, 150.1, False), (60, 130.1, True), (60, 129.9, False), (20, 180, False), (20.1, 179.9, True)],
)  # fmt: skip
def test_a_centred_line_has_the_same_room_on_both_sides(left: float, right: float, centred: bool) -> None:
    assert cutter(full())._is_centred(until(right, "words", left)) is centred


def test_what_stands_in_the_middle_begins_behind_what_has_ended() -> None:
    middle = until(130, "A saying", 70)
    assert begins(until(120, "It is done."), middle)
    assert begins(middle, full())
    made = cutter(full(), full())
    assert made._by_middle([full()], middle) is None
    assert made._by_middle([middle], until(120, "words", 80)) is None
    assert made._by_middle([until(175, "words", 25)], full()) is True
    assert made._by_middle([until(175, "words", 25)], until(200, "words", 5)) is None
    assert made._by_middle([until(175, "words", 25)], until(200, "words", 4.9)) is True


@pytest.mark.parametrize(
    ("last", "text", "cut"),
    [
        (full(), "• other", True),
        (full(), "– other", None),
        (until(150, "words"), "– other", True),
        (until(159, "words"), "– other", True),
        (until(161, "words"), "– other", None),
        (full(), "other", None),
        (until(RIGHT, "A chapter ..... 12"), "other", True),
        (until(RIGHT, "A chapter .... 12"), "other", None),
        (until(RIGHT, "It is done."), "Keywords: sea", True),
        (full(), "Keywords: sea", None),
        (until(134, "words"), "Keywords: sea", True),
        (until(136, "words"), "Keywords: sea", None),
        (until(RIGHT, "It is done."), "Keywords", None),
        (until(RIGHT, "It is done."), "Abstract – sea: boats", None),
    ],
)
def test_signs_of_lists_and_labels(last: Line, text: str, cut: bool | None) -> None:
    assert cutter(full())._by_list([last], line(text)) is cut


def test_entries_that_hang_are_known_by_their_lines() -> None:
    first, rest = full(), full("other words")
    made = cutter(full())
    made.hanging = Hanging(frozenset({id(first)}), frozenset({id(rest)}))
    assert made._by_list([full()], first) is True
    assert made._by_list([full()], rest) is False


@pytest.mark.parametrize(
    ("lefts", "left", "cut"),
    [
        ((0, 20), 0, True),
        ((0, 20), 1.4, True),
        ((0, 20), 1.6, False),
        ((0, 20), 20, False),
        ((0, 2), 0.4, True),
        ((0, 2), 0.6, None or False),
        ((0, 4.1), 0, True),
        ((0, 3.9), 0, None),
        ((0,), 0, None),
    ],
)
def test_a_first_line_that_stands_out_is_followed_by_another(
    lefts: Sequence[float], left: float, cut: bool | None
) -> None:
    run = [line("words", each) for each in lefts]
    if lefts == (0, 2):
        run = [replace(each, size=4.0) for each in run]
        assert cutter(full())._by_hang(run, replace(line("other", left), size=4.0)) is cut
    else:
        assert cutter(full())._by_hang(run, line("other", left)) is cut


@pytest.mark.parametrize(("left", "inside"), [(4.0, False), (4.1, True), (44.9, True), (45.0, False)])
def test_an_indent_is_as_deep_as_four_and_a_half_ems(left: float, inside: bool) -> None:
    made = cutter(full())
    ended = until(100, "It is done.")
    assert made._by_indent([ended], line("other", left)) is (True if inside else None)
    # deeper is verse, and needs room
    assert made._by_indent([until(100, "words")], line("other", 45.1)) is True
    assert made._by_indent([until(172.5, "words")], line("other", 45.1)) is False
    assert made._by_indent([until(171.5, "words")], line("other", 45.1)) is True


def test_an_indented_line_begins_a_paragraph_or_goes_on_an_item() -> None:
    made = cutter(full())
    assert made._by_indent([full("• words", 5)], line("other", 10)) is False
    assert made._by_indent([full("1. words", 5)], line("other", 10)) is False
    assert made._by_indent([full()], line("other", 10)) is False  # the second line of one that hangs
    assert made._by_indent([full(left=3.9)], line("other", 10)) is False
    assert made._by_indent([full(left=4.1)], line("other", 10)) is True
    assert made._by_indent([full(), full()], line("other", 10)) is True
    assert made._by_indent([until(174, "It is done.")], line("other", 10)) is True
    assert made._by_indent([until(176, "It is done.")], line("other", 10)) is False
    assert cutter(full(), body=INDENTED)._by_indent([full()], line("other", 10)) is True


@pytest.mark.parametrize(
    ("last", "left", "behind", "cut"),
    [
        (until(100, "It is done", 10), 10, line("more", 0), True),
        (until(100, "It is done", 10), 11.4, line("more", 0), True),
        (until(100, "It is done", 10), 11.6, line("more", 0), None),
        (until(RIGHT, "It is done", 10), 10, line("more", 0), True),
        (until(RIGHT, "It is done", 10), 10, line("more", 2.9), True),
        (until(RIGHT, "It is done", 10), 10, line("more", 3.1), None),
        (until(RIGHT, "It is done", 10), 10, line("• more", 0), None),
        (until(RIGHT, "It is done", 10), 10, None, None),
        (until(RIGHT, "It is done.", 10), 10, None, True),
        (until(171, "It is done", 10), 10, None, True),
        (until(173, "It is done", 10), 10, None, None),
        (until(171, "It is done", 10), 10, line("more", 10), None),
        (until(149, "It is done", 10), 10, line("more", 10), True),
        (until(151, "It is done", 10), 10, line("more", 10), None),
        (until(151, "It is done", 10), 10, line("more", 8.4), True),
        (until(100, "Figure 1. Boats", 10), 10, None, None),
        (until(100, "Figure 1. Boats", 10), 10, line("more", 0), True),
    ],
)
def test_paragraphs_of_one_line_that_stand_in(last: Line, left: float, behind: Line | None, cut: bool | None) -> None:
    made = cutter(full(), body=INDENTED)
    made.behind = moved(behind, -12.0) if behind else None
    assert made._by_indent([last], line("other", left)) is cut
    assert cutter(full())._by_indent([last], line("other", left)) is None or left > 14
    assert made._by_indent([full(left=10), last], line("other", left)) is None
    slanted = line("other", left, style=ITALIC)
    assert made._by_indent([last], slanted) is None


@pytest.mark.parametrize(("fall", "back"), [(15.6, True), (15.7, False)])
def test_the_line_behind_stands_close_below(fall: float, back: bool) -> None:
    made = cutter(full())
    made.behind = line("more", 0, -fall)
    assert made._is_back(line("other", 10)) is back


@pytest.mark.parametrize(
    ("first", "last", "here", "cut"),
    [
        (line("1. words", 20), full(left=20), line("2. other", 18), True),
        (line("1. words", 20), full(left=20), line("other", 18), False),
        (line("1. words", 20), until(174, "words", 20), line("other", 18), True),
        (line("1. words", 20), until(176, "words", 20), line("other", 18), False),
        (line("• words", 20), full(left=20), line("other", 18), False),
        (line("• words", 20), full(left=20), line("2. other", 18), True),
        (line("1. words", 0), full(), line("2. other", 2.4), True),
        (line("1. words", 0), full(), line("2. other", 2.6), None),
        (line("words", 0), full(), line("2. other", 0), None),
        (line("words", 0), until(150, "It is done."), line("2. other", 0), True),
        (line("words", 20), full(left=20), line("other", 15.9), True),
        (line("words", 20), full(left=20), line("other", 16.1), None),
        (line("words", 4), full(left=4), line("other", -9), None),
    ],
)
def test_numbers_before_items_and_lines_that_stand_out(first: Line, last: Line, here: Line, cut: bool | None) -> None:
    assert cutter(full())._by_label([first, last], here) is cut


def test_a_single_line_is_not_stood_out_from() -> None:
    assert cutter(full())._by_label([line("words", 20)], line("other", 0)) is None


@pytest.mark.parametrize(
    ("right", "text", "room", "has"),
    [
        (174.9, "other words", 0.0, True),
        (175.1, "other words", 0.0, False),
        (154.9, "other words", 2.0, True),
        (155.1, "other words", 2.0, False),
        (164.9, "• other words", 0.0, True),
        (165.1, "• other words", 0.0, False),
        (174.9, "other", 0.0, True),
        (175.1, "other", 0.0, False),
    ],
)
def test_room_for_a_first_word(right: float, text: str, room: float, has: bool) -> None:
    assert cutter(full())._has_room(until(right, "words"), line(text), room) is has


def test_tags_decide_first() -> None:
    tags = {(0, 1): PageTag("P", 1), (0, 2): PageTag("P", 2), (0, 3): PageTag("P", 1)}
    made = cutter(full(), body=replace(BODY, tags=tags))
    assert made._by_tag([line("a", mark=1)], line("b", mark=2)) is True
    assert made._by_tag([line("a", mark=1)], line("b", mark=3)) is False
    assert made._by_tag([line("a", mark=1)], line("b")) is None
    assert cutter(full())._by_tag([line("a", mark=1)], line("b", mark=2)) is None


def test_how_a_piece_stands() -> None:
    lines = below(line("A first", 12), full(), until(150, "last", 3), step=12)
    far = moved(line("Another one", 5), -60)
    picture = Picture(Box(0, -90, 80, -70), 0)
    made = cut_pieces([PageLayout(PdfPage(0, 300, 400, ()), "", (), (Column(0, RIGHT, (*lines, far, picture)),))], BODY)
    first, second, third = made
    assert (first.text, len(first.lines), first.column) == ("A first words that fill it last", 3, 0)
    assert (first.indent, first.hang, first.room, first.width) == (12, 0, 50, 200)
    assert (first.before, second.before) == (0.0, pytest.approx((-26.2 + 52.5) / 10))
    assert (first.after, second.after, third.before) == (
        second.before,
        pytest.approx((-62.2 + 70) / 10),
        pytest.approx((-62.2 + 70) / 10),
    )
    assert (third.picture, third.width, third.lines) == (picture, 80, ())


def test_columns_are_counted_and_begin_anew() -> None:
    columns = tuple(Column(0, RIGHT, (full(),)) for _ in range(2))
    made = cut_pieces([PageLayout(PdfPage(0, 300, 400, ()), "", (), columns)], BODY)
    assert [(piece.column, piece.before, piece.after) for piece in made] == [(0, 0.0, 9.0), (1, 0.0, 9.0)]
    grid = Grid(Box(0, 0, 90, 9), 0, ())
    (piece,) = cut_pieces([PageLayout(PdfPage(0, 300, 400, ()), "", (), (Column(0, RIGHT, (grid,)),))], BODY)
    assert (piece.grid, piece.picture, piece.width) == (grid, None, 90)


@pytest.mark.parametrize(
    ("rooms", "usual"), [((0, 0, 0, 0, 0), 1.5), ((0, 0, 0, 0, 0, 30), 1.5), ((0, 0, 20, 30, 30, 30), 3.0), ((99,) * 6, 8.0), ((), 1.5)]
)  # fmt: skip
def test_what_four_of_five_lines_leave_free(rooms: Sequence[float], usual: float) -> None:
    lines = below(*(until(RIGHT - room, "words") for room in rooms))
    assert _usual_room([Column(0, RIGHT, tuple(lines))], BODY) == usual


def test_only_lines_close_below_and_at_one_margin_tell_the_room() -> None:
    short = [until(150, "words")] * 4
    assert _usual_room([Column(0, RIGHT, tuple(below(*short, step=15.5)))], BODY) == 5.0
    assert _usual_room([Column(0, RIGHT, tuple(below(*short, step=15.7)))], BODY) == 1.5
    stairs = [until(150, "words", 2.9 * n) for n in range(4)]
    assert _usual_room([Column(0, RIGHT, tuple(below(*stairs)))], BODY) == 5.0
    stairs = [until(150, "words", 3.1 * n) for n in range(4)]
    assert _usual_room([Column(0, RIGHT, tuple(below(*stairs)))], BODY) == 1.5
    small = [replace(each, size=9.3) for each in short]
    assert _usual_room([Column(0, RIGHT, tuple(below(*small)))], BODY) == 1.5
    small = [replace(each, size=9.5) for each in short]
    assert _usual_room([Column(0, RIGHT, tuple(below(*small)))], BODY) == 5.0


def column(*stretches: tuple[str, float], step: float) -> Column:
    """Lines with their lefts, `step` below each other."""
    return Column(0, RIGHT, tuple(below(*(until(180, text, left) for text, left in stretches), step=step)))


@pytest.mark.parametrize(
    ("ended", "open_", "step", "spaced"),
    [(3, 0, 20, True), (2, 0, 20, False), (3, 1, 20, True), (4, 2, 20, False), (3, 0, 15.7, True), (3, 0, 15.5, False), (3, 0, 35.9, True), (3, 0, 36.1, False)],
)  # fmt: skip
def test_white_space_between_paragraphs(ended: int, open_: int, step: float, spaced: bool) -> None:
    texts = [("It is done.", 0.0)] * ended + [("It is", 0.0)] * open_ + [("end", 0.0)]
    assert _is_spaced([column(*texts, step=step)], BODY) is spaced


@pytest.mark.parametrize(
    ("pairs", "left", "expected"),
    [
        ((("It is done.", 2),), 10, True),
        ((("It is done.", 1),), 10, False),
        ((("It is", 2),), 10, True),  # two ems are free
        ((("It is done.", 2),), 4.0, False),
        ((("It is done.", 2),), 4.1, True),
        ((("It is done.", 2),), 45.0, False),
    ],
)
def test_paragraphs_begin_with_an_indent(pairs: Sequence[tuple[str, int]], left: float, expected: bool) -> None:
    stretches = [
        each for text, count in pairs for _ in range(count) for each in ((text, 0.0), ("Then", left), ("more", 0.0))
    ]
    lines = below(*(until(175, text, at) for text, at in stretches))
    assert _is_indented([Column(0, RIGHT, tuple(lines))], BODY) is expected


def test_indents_behind_full_lines_are_none() -> None:
    def made(ended: int, full_: int, right: float = RIGHT) -> bool:
        stretches = [("It is done.", right)] * ended + [("It is", right)] * full_
        lines = [each for text, end in stretches for each in (until(end, text), line("Then", 10), line("more"))]
        return _is_indented([Column(0, RIGHT, tuple(below(*lines)))], BODY)

    assert made(3, 1) and not made(4, 2) and not made(2, 1)
    assert made(0, 2, right=179) and not made(0, 2, right=181)


def test_the_edges_of_running_text() -> None:
    lines = below(line("words", 3), line("words", 3), line("words", 20), *[line("words", 30)] * 8)
    found = Column(1, 150, tuple(lines))
    assert _edges(lines, found, BODY) == (3.0, 150)
    assert _edges([], found, BODY) == (1.0, 150)
    assert _edges(below(line("w", 3), *[line("w", 30)] * 4), found, BODY)[0] == 3.0
    assert _edges(below(line("w", 3), *[line("w", 30)] * 5), found, BODY)[0] == 30.0


@pytest.mark.parametrize(
    ("left", "right", "expected"), [(0, 260, 260), (13.9, 260, 260), (14.1, 260, 200), (0, 310, 200), (0, 300, 300), (0, 190, 200)]
)  # fmt: skip
def test_the_right_edge_is_that_of_like_columns(left: float, right: float, expected: float) -> None:
    body = replace(BODY, widths=((left, right),))
    assert body.right_of(Column(0, 200, ())) == expected


def test_the_distance_of_a_size_that_was_not_seen() -> None:
    assert (BODY.step(10.0), BODY.step(20.0), replace(BODY, pitch={}).step(20.0)) == (12.0, 24.0, 24.0)


def test_what_is_usual_is_learnt() -> None:
    lines = [*below(*[full()] * 6), moved(line("Title", style=Style("Face", 16.0, bold=True)), 30)]
    page = PageLayout(PdfPage(0, 300, 400, ()), "", (), (Column(0, RIGHT, tuple(lines)),))
    body = learn_body([page])
    assert (body.size, body.style, body.widths, body.pitch, body.room) == (10.0, FACE, ((0, RIGHT),), {10.0: 12.0}, 1.5)
    assert (body.indented, body.spaced, body.tags) == (False, False, {})
    assert learn_body([]) == Body(10.0, {}, False, Style("", 10.0))


ENTRY = [full("words"), full("and the rest", 20.0)]


def hang(*lines: Line, step: float = 12.0) -> tuple[list[int], list[int]]:
    """The places of lines that begin an entry, and of those that go on one."""
    placed = below(*lines, step=step)
    found = find_hanging(placed, lambda a, b: a.box.right >= RIGHT)
    at = {id(each): n for n, each in enumerate(placed)}
    return sorted(at[n] for n in found.firsts), sorted(at[n] for n in found.rests)


def test_entries_hang_where_full_lines_go_on_inside_and_ended_ones_at_the_margin() -> None:
    first, rest, end = full("words"), full("and words", 20.0), until(150, "the end.", 20.0)
    assert hang(first, end, first, end) == ([0, 2], [1, 3])
    assert hang(first, rest, end, first, end) == ([0, 3], [1, 2, 4])
    assert hang(first, end) == ([], [])
    assert hang(first, end, first) == ([], [])
    assert hang(first, end, end) == ([], [])
    assert hang(first, end, first, rest) == ([0, 2], [1, 3])
    assert hang(first, rest, first, rest) == ([], [])  # nothing has ended
    short = until(150, "words")
    assert hang(short, end, short, end) == ([], [])  # nothing is full
    assert hang(*[first, end] * 4, short, end) == ([0, 2, 4, 6, 8], [1, 3, 5, 7, 9])
    assert hang(*[first, end] * 3, short, end) == ([], [])


@pytest.mark.parametrize(("left", "hangs"), [(3.0, False), (4.6, True), (44.0, True), (46.5, False), (20.0, True)])
def test_how_far_entries_stand_in(left: float, hangs: bool) -> None:
    first, end = full("words"), until(150, "the end.", left)
    assert bool(hang(first, end, first, end)[0]) is hangs


def test_a_list_has_two_edges_one_size_one_weight_and_no_gaps() -> None:
    first, end = full("words"), until(150, "the end.", 20.0)
    assert hang(first, end, first, end, step=21.9)[0] and not hang(first, end, first, end, step=22.1)[0]
    assert hang(first, end, first, replace(end, size=10.2))[0]
    assert not hang(first, end, first, replace(end, size=10.4))[0]
    assert not hang(first, end, first, until(150, "the end.", 60.0))[0]
    heavy = full("words", style=Style("Face", 10.0, bold=True))
    assert not hang(first, end, heavy, end)[0]
    assert not hang(first, end, full("References"), end)[0]
