"""What belongs to a page, where its columns are parted, and how strongly lines of a plain text begin something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest
from tests.intake.printed import line, until

from edition.intake.flow.breaks import (
    Boundary,
    Breaks,
    _habit,
    _is_unwrapped,
    _of_indent,
    _of_room,
    _of_text,
    _of_trail,
    _rooms,
    _wide_gaps,
    _without,
    weigh_breaks,
)
from edition.intake.flow.headings import _of_gaps, _of_letters, _of_type, _of_width, _runs_on
from edition.intake.layout.cuts import (
    _at_one_height,
    _column,
    _has_passage,
    _is_column,
    _kept,
    _meet,
    _right,
    cut_pages,
    usual_pitch,
)
from edition.intake.layout.furniture import (
    _candidates,
    _counts,
    _Document,
    _is_far,
    _is_large,
    _is_set_off,
    _keys,
    _often,
    _running,
)
from edition.intake.layout.furniture import find_edges as find_printed_edges
from edition.intake.layout.model import Box, Column, Item, Line, PdfPage, Picture, Style
from edition.intake.page.furniture import Furniture, Pages, _may_repeat, _number_of, find_pages
from edition.intake.signs.lines import Line as TextLine
from edition.intake.signs.lines import Type, read_lines


def block(left: float, right: float, count: int, top: float = 500.0) -> list[Line]:
    return [until(right, "words that go on and on", left, top - 12 * n) for n in range(count)]


def columns(*items: Item) -> list[tuple[float, float, int]]:
    return [(c.left, c.right, len(c.items)) for c in cut_pages([items])[0]]


def test_a_gutter_is_believed_between_columns_of_text() -> None:
    left, right = block(0, 100, 6), block(110, 210, 6)
    assert columns(*left, *right) == [(0, 100, 6), (110, 210, 6)]
    assert columns(*left, *block(107, 207, 6)) == [(0, 100, 6), (107, 207, 6)]
    assert columns(*left, *block(106.9, 207, 6)) == [(0, 207, 6)]
    assert columns(*block(0, 100, 4), *block(110, 210, 4)) == [(0, 100, 4), (110, 210, 4)]
    assert columns(*block(0, 100, 3), *block(110, 210, 3)) == [(0, 210, 3)]
    title = until(210, "A title over the whole width", 0, 520)
    assert columns(title, *left, *right) == [(0, 210, 1), (0, 100, 6), (110, 210, 6)]


def test_what_fills_a_column() -> None:
    def made(wide: float, text: str = "words that go on") -> list[Line]:
        return [until(100, "words that go on and", 0, 50), *(until(wide, text, 0, -12.0 * n) for n in range(4))]

    assert _is_column(made(62)) and not _is_column(made(61))
    assert _is_column(made(99, "x" * 14)) and not _is_column(made(99, "x" * 13))
    short = [until(40, "some words here", 0, 90 - 12.0 * n) for n in range(7)]
    passage = [until(100, "x" * 28, 0, -12.0 * n) for n in range(5)]
    assert _is_column([*short, *passage]) and not _is_column([*short, *passage[:4]])
    assert _has_passage(passage, 100) and not _has_passage(passage, 100.1) and not _has_passage(passage[1:], 100)
    assert not _has_passage([until(100, "x" * 27, 0, -12.0 * n) for n in range(5)], 100)


def test_a_known_gutter_is_kept_where_few_lines_reach_into_it() -> None:
    def kept(over: float, count: int = 40, start: float = 110.0) -> tuple[float, float] | None:
        return _kept([*block(0, 100, count), until(over, "words", 60, 900), *block(start, 210, 4)], (100, 110))

    assert kept(114) == (100, 110) and kept(109) == (109, 110) and kept(132) is None and kept(131) == (100, 110)
    assert kept(114, 10) is None and kept(114, 12) == (100, 110) and kept(100, start=105) == (100, 105)
    assert _kept([*block(0, 100, 40), Picture(Box(0, 0, 114, 9), 0), *block(110, 210, 4)], (100, 110)) is None


def test_two_gutters_meet_on_half_of_the_narrower() -> None:
    assert _meet((0, 10), (5, 30)) and not _meet((0, 10), (5.1, 30)) and _meet((5, 30), (0, 10))


def test_a_word_too_long_for_its_column_counts_by_its_beginning() -> None:
    assert _right(until(139, "see www", 0)) == 139
    assert _right(until(160.1, "see www", 0)) == 20 + 40 and _right(until(160, "see www", 0)) == 160
    assert _right(Picture(Box(0, 0, 400, 9), 0)) == 400


def test_stretches_at_one_height() -> None:
    one = line("words")
    for right, base, same in ((25, 0, True), (20, 0, False), (20.1, 0, True), (25, 3.5, True), (25, 3.6, False)):
        assert _at_one_height([one], line("other", right, base)) is same
    small = Style("Face", 6.0)
    assert _at_one_height([one], line("1", 25, 2.1, small)) and _at_one_height([one], line("1", 25, 4, small))
    assert not _at_one_height([one], line("1", 25, 6.6, small))
    assert [len(item.cells) for item in _column([one, line("other", 60)]).items if isinstance(item, Line)] == [2]


def test_the_commonest_distance() -> None:
    def pitch(*bases: float) -> dict[float, float]:
        return usual_pitch([Column(0, 100, tuple(line("a", 0, base) for base in bases))])

    assert pitch(50, 38, 26, 6) == {10.0: 12.0} and pitch(50, 42) == {} == pitch(50, 24)
    assert pitch(50, 41.9) == {10.0: 8.1} and pitch(50, 24.1) == {10.0: 25.9} and pitch(50, 38, 24) == {10.0: 12.0}


def sheet(*lines: Line, number: int = 0) -> PdfPage:
    return PdfPage(number, 300, 600, lines)


def body(page: str = "a") -> list[Line]:
    return [line(f"Words of {page * 9} here.", 50, 500 - 12 * n) for n in range(20)]


BODY = body()


def kinds(pages: Sequence[Sequence[Line]]) -> list[dict[int, str]]:
    return list(
        find_printed_edges([sheet(*lines, *body("abcdef"[n]), number=n) for n, lines in enumerate(pages)]).kinds
    )


def test_running_heads_and_numbers() -> None:
    heads = [[line("The harbour", 50, 560), line(str(n + 7), 240, 60)] for n in range(4)]
    assert kinds(heads) == [{0: "header", 1: "pageNum"}] * 4
    pages = [sheet(*lines, *body("abcdef"[n]), number=n) for n, lines in enumerate(heads)]
    assert find_printed_edges(pages).numbers == ("7", "8", "9", "10")
    assert find_printed_edges([replace(pages[0], label="iv")]).numbers == ("iv",)
    large = [[line("The harbour", 50, 560, Style("Face", 16))] for _ in range(4)]
    assert kinds(large) == [{}] * 4
    assert kinds([[line("The harbour", 50, 560, Style("Face", 15))] for _ in range(4)]) == [{0: "header"}] * 4


@pytest.mark.parametrize(("size", "large"), [(15.0, False), (15.1, True)])
def test_what_is_large(size: float, large: bool) -> None:
    found = sheet(line("Boats", 50, 560, Style("Face", size)), *BODY)
    assert _is_large(found, (0,), _Document(1, Counter(), 9.0)) is large
    assert not _is_large(found, (0,), _Document(1, Counter(), 10.1))


@pytest.mark.parametrize(
    ("base", "off", "far"), [(515.0, False, False), (515.1, True, False), (522.0, True, False), (522.1, True, True)]
)
def test_what_stands_apart_from_the_text(base: float, off: bool, far: bool) -> None:
    found = sheet(line("Boats", 50, base), *BODY)
    assert (_is_set_off(found, (0,), [0, 1, 2]), _is_far(found, (0,))) == (off, far)
    foot = sheet(line("Boats", 50, 272 - (base - 500)), *BODY)
    assert (_is_set_off(foot, (0,), [0, 19, 20]), _is_far(foot, (0,))) == (off, far)
    assert not _is_far(sheet(line("Boats", 50, 300), *BODY), (0,))


def test_what_a_row_is_known_by() -> None:
    found = sheet(line("12 Sea 9", 0, 300), line("Sea 9", 0, 300), number=5)
    assert _keys(found, (0,)) == (("12 sea #", 100), ("+7 sea #", 100)) and _keys(found, (1,)) == (("sea #", 100),)
    seen = Counter({("sea #", 99): 1, ("sea #", 101): 1, ("sea #", 102): 5})
    assert _often(seen, [("sea #", 100)], 2) and not _often(seen, [("sea #", 100)], 3)


def test_numbers_at_the_ends_of_lines() -> None:
    assert _candidates("12 Sea 9") == [("12", 12), ("9", 9)] and _candidates("Sea 9 of it") == []
    assert _candidates("– iv –") == [] and _candidates("[iv]") == [("iv", 4), ("iv", 4)]
    assert _candidates("12345678 Sea") == [] and _candidates("1234567 Sea") == [("1234567", 1234567)]


def test_numbers_that_run_with_the_pages() -> None:
    def ahead(pages: int, *shifts: int, digits: bool = True) -> int | None:
        found = _running([{(digits, shift): "x"} for shift in shifts], digits, pages)[1]
        return None if found == -pages - 1 else found

    assert ahead(5, 7, 7) == 7 and ahead(6, 7, 7) is None and ahead(2, 7) is None
    assert ahead(9, 7, 7, digits=False) == 7 and ahead(9, 7, digits=False) is None and ahead(4, 9, 9, 3, 3) == 3


@pytest.mark.parametrize(
    ("numbers", "step", "counts"),
    [("5 10 15", 60, True), ("5 10", 60, False), ("5 10 16", 60, False), ("1 2 3", 29.9, True), ("1 2 3", 30.1, False), ("10 20 30", 90, True), ("11 22 33", 90, False), ("3 2 1", 12, False)],
)  # fmt: skip
def test_numbers_that_count_lines(numbers: str, step: float, counts: bool) -> None:
    assert _counts([line(text, 0, 500 - step * n) for n, text in enumerate(numbers.split())]) is counts


WORDS = "sea quay boat wind rain sand rope sail net oil fish bay".split()


def page(n: int) -> str:
    """Four lines that no other page has."""
    return "".join(f"the {WORDS[n]} and {WORDS[(n + k) % 12]} of\n" for k in range(1, 5))


PAGE = page(0)


def furniture(text: str) -> dict[int, str]:
    return {i: kind.value for i, kind in sorted(find_pages(read_lines(text)).furniture.items())}


def test_furniture_of_plain_pages() -> None:
    heads = "".join(f"\fThe Harbour {n}\n{page(n)}" for n in range(3, 7))
    assert furniture(heads) == {0: "header", 5: "header", 10: "header", 15: "header"}
    lone = "".join(f"\f{page(n)}{n}\n" for n in range(3, 6))
    assert furniture(lone) == {4: "pageNum", 9: "pageNum", 14: "pageNum"}
    assert find_pages(read_lines(lone)).numbers == {0: "3", 1: "4", 2: "5"}
    assert furniture(f"\f{PAGE}3\n\f{page(1)}9\n") == {}
    changing = "".join(f"\f{name} {n}\n{page(n)}" for n, name in ((3, "Sea"), (4, "Boats"), (5, "Wind")))
    assert furniture(changing) == {0: "header", 5: "header", 10: "header"}
    assert furniture("One\n-----\n__ \n━━━\nTwo\n----\n") == {1: "rule", 3: "rule"}
    link = f"\fThe sea https://sea.org/a\n{PAGE}https://sea.org/a\n"
    assert furniture(link) == {5: "link"} and furniture(link.replace("sea.org/a\n\\f", "x")) == {5: "link"}
    assert furniture(f"\f{PAGE}https://sea.org/a\n") == {}
    assert Pages((0, 2), {}, {}).page_of(4) == [0, 0, 1, 1]


def test_leading_numbers_that_may_repeat() -> None:
    bounds = [(0, 5), (5, 10), (10, 15)]
    assert _may_repeat(["3 Sea", "3 Sea"], [0, 5], bounds) and _may_repeat(["3 Sea", "4 Sea"], [0, 5], bounds)
    assert not _may_repeat(["3 Sea", "5 Sea"], [0, 5], bounds) and _may_repeat(["3 Sea", "Sea"], [0, 5], bounds)
    assert (_number_of("- 12 -"), _number_of("xii"), _number_of("12 Sea"), _number_of("Sea 12"), _number_of("Sea")) == (
        12,
        None,
        12,
        12,
        None,
    )
    assert _number_of("Vol. 3") is None and Furniture.HEADER == "header"


ENDED, OPEN = "It is so.", "it is"


def text_line(text: str = ENDED, **more: object) -> TextLine:
    return replace(TextLine(2, 0, 9, text, 0, 0, 0, False, 0, 40.0), **more)  # type: ignore[arg-type]


NONE = Boundary(0)


@pytest.mark.parametrize(
    ("before", "here", "boundary", "weight"),
    [
        (ENDED, "Then", NONE, 0.0),
        (ENDED, "then", NONE, -6.0),
        (OPEN, "Then", NONE, -5.0),
        ("it is:", "Then", NONE, -1.5),
        (OPEN, "then", NONE, -11.0),
        (ENDED, "Then", Boundary(0, split=True), -10.0),
    ],
)
def test_what_words_say_of_a_break(before: str, here: str, boundary: Boundary, weight: float) -> None:
    assert _of_text(text_line(before), text_line(here), boundary) == weight


def test_what_blanks_and_indents_say_of_a_break() -> None:
    assert [_of_trail(text_line(ENDED, trail=n), 0.5) for n in (1, 2)] == [0.0, 3.0]
    assert _of_trail(text_line(OPEN, trail=2), 0.5) == 1.5
    pairs = [(0, 2), (1, 2), (2, 2), (0, 1), (2, 0)]
    assert [_of_indent(text_line(indent=a), text_line(indent=b), 0.5, -2.0) for a, b in pairs] == [
        2.25,
        2.25,
        0,
        -2,
        -2,
    ]
    weights = (0.0, 1.5, 3.0, 4.5)
    rooms = (0.0, 0.01, 0.03, 0.031, 0.08, 0.081, 0.2, 0.21, 9.5)
    assert [_of_room(room, weights) for room in rooms] == [-2.0, 0.0, 0.0, 1.5, 1.5, 3.0, 3.0, 4.5, 4.5]


def test_a_sign_is_a_habit_between_sentences() -> None:
    def habit(ended: int, open_: int, others: int = 20) -> float:
        marked = [text_line(ENDED), text_line("Then", indent=2)] * ended
        marked += [text_line(OPEN), text_line("Then", indent=2)] * open_
        return _habit([*marked, *[text_line()] * others], lambda i: i % 2 == 1 and i < len(marked))

    assert [habit(*pair) for pair in ((4, 0), (3, 1), (7, 3), (3, 2), (1, 1), (0, 0))] == [1.0, 1.0, 0.5, 0.5, 0.0, 0.0]
    assert habit(2, 0, 0) == 1.0 and _habit([text_line()] * 3, lambda i: True) == 0.0


def test_a_missing_sign_speaks_where_most_have_it() -> None:
    def without(having: int, lacking: int, room: float = 0.21) -> float:
        signs = [None, *[True] * having, *[False] * lacking]
        lines = [text_line("It is so.")] * len(signs)
        return _without(lines, [room] * len(signs), lambda i: signs[i])

    assert [without(*p) for p in ((4, 1), (5, 0), (3, 2), (2, 3), (4, 0), (8, 2), (7, 2))] == [-2, -2, -1, 0, 0, -2, -1]
    assert without(5, 0, 0.2) == 0.0


def test_gaps_between_paragraphs() -> None:
    def wide(*gaps: tuple[int, str]) -> frozenset[int]:
        lines = [text_line(text) for _, text in gaps]
        return _wide_gaps([text_line(), *lines], [NONE, *(Boundary(gap) for gap, _ in gaps)])

    usual = [(0, OPEN)] * 9
    assert wide(*usual, (0, ENDED), (1, ENDED)) == {1} and wide(*usual, (1, ENDED)) == frozenset()
    assert wide(*usual, (2, ENDED)) == {2} and wide(*usual, (9, ENDED)) == {4} and wide() == frozenset()
    assert wide((0, ENDED), (1, ENDED)) == {1}


def test_how_often_sentences_have_room_inside() -> None:
    lines = [text_line(OPEN, width=38.0)] * 40
    rooms, weights = _rooms(lines, [NONE] * 40, [40.0] * 40, splits=False)
    assert rooms[0] == 0.0 and rooms[1] == pytest.approx((2 - 0.25 - 0.667) / 40) and weights == (-1.0, 1.5, 3.0, 4.5)
    few = [*lines[:1], *[text_line(OPEN, width=40.0)] * 39]
    assert _rooms(few, [NONE] * 40, [40.0] * 40, splits=False)[1][0] == -1.0
    few = [*lines[:1], *[text_line(OPEN, width=40.0)] * 40]
    assert _rooms(few, [NONE] * 41, [40.0] * 41, splits=False)[1][0] == 0.0


def test_lines_that_nobody_wrapped() -> None:
    assert _is_unwrapped([text_line(width=75.1), text_line(width=75.0)]) and not _is_unwrapped([text_line(width=75.0)])
    assert not _is_unwrapped([text_line(width=76.0), text_line(width=75.0), text_line(width=9.0)])
    found = weigh_breaks([text_line(width=99.0)] * 2, [NONE] * 2, splits=False)
    assert (found.weights, found.wide_gaps) == ([10.0, 10.0], frozenset())
    assert _is_unwrapped([text_line(width=760.0, type=Type(10.0, 0, 9))])


def breaks(
    *texts: str, gaps: Sequence[int | None] = (), wide: Sequence[int] = (), width: float = 10.0, **more: object
) -> Breaks:
    lines = [text_line(text, width=width, **more) for text in texts]
    there = [Boundary(gap) for gap in (*gaps, *[0] * (len(texts) - len(gaps)))]
    return Breaks(lines, there, [40.0] * len(texts), [0.0] * len(texts), frozenset(wide))


@pytest.mark.parametrize(
    ("text", "weight"),
    [("BOATS", 3.0), ("SEA", 1.0), ("1. BOATS", 5.0), ("2.1 The boats", 2.0 - 0.5), ("Great Boats", 2.0), ("Great Boats From here", 2.0), ("Great boats", 1.0), ("great Boats", 1.0), ("Great boats with sails", -0.5), ("BOATSAAAAa", 2.0), ("BOATSAAAAAa", 3.0), ("Boats12", 2.0)],
)  # fmt: skip
def test_what_letters_say_of_a_heading(text: str, weight: float) -> None:
    assert _of_letters(text) == weight


@pytest.mark.parametrize(("width", "weight"), [(21.9, 1.5), (22.0, 1.0), (27.9, 1.0), (28.0, 0.0), (38.4, -2.0)])
def test_what_the_width_says_of_a_heading(width: float, weight: float) -> None:
    assert _of_width(breaks("Boats", "The", width=width), 1, "The sea") == weight
    apart = breaks("Boats", "The", gaps=(0, 1), wide=(1,), width=width)
    assert _of_width(apart, 1, "The sea") == max(weight, 0.0)


def test_what_white_and_type_say_of_a_heading() -> None:
    assert _of_gaps(breaks("Boats", "The"), 0, 1) == 1.0 and _of_gaps(breaks("a", "Boats", "The"), 1, 2) == 0.0
    assert _of_gaps(breaks("a", "Boats", "The", gaps=(0, 1), wide=(1,)), 1, 2) == 1.5
    assert _of_gaps(breaks("a", "Boats", "The", gaps=(0, 1, 1), wide=(1,)), 1, 2) == 3.0
    assert _of_gaps(breaks("a", "Boats"), 1, 2) == 1.5 and _of_gaps(breaks("a", "Boats", "The", gap=1), 1, 2) == 1.0
    weighed = replace(breaks("a", "Boats", "The"), weights=[0, 1.5, 0])
    assert _of_gaps(weighed, 1, 2) == 0.5 and _of_gaps(replace(weighed, weights=[0, 1.4, 0]), 1, 2) == 0.0

    def typed(size: float, bold: bool = False) -> float:
        made = breaks(*["a"] * 4, type=Type(10.0, 0, 9))
        return _of_type(replace(made, lines=[*made.lines, text_line(type=Type(size, 0, 9, bold=bold))]), 4, 5)

    assert (typed(10.8), typed(10.9), typed(10.0, bold=True), _of_type(breaks("a"), 0, 1)) == (0.0, 3.0, 2.0, 0.0)


def test_where_a_heading_goes_on() -> None:
    assert _runs_on(breaks("Boats", "And", width=20.0), 1)
    assert not _runs_on(breaks("Boats", "2. And", width=20.0), 1)
    assert not _runs_on(breaks("Boats", "And", gaps=(0, 1), wide=(1,)), 1)
    wide = breaks(*["a"] * 4, "And", width=20.0)
    assert _runs_on(wide, 4)
    made = replace(wide, lines=[*wide.lines[:3], text_line(width=19.9), wide.lines[4]])
    assert not _runs_on(made, 4)
