"""What each sign weighs in the search for footnotes, and where a sign begins to count."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import pytest

from edition.intake.page.furniture import Furniture, Pages
from edition.intake.page.notes import _is_bare, _lines_of, _Link, _notes_of, _Path, _Search, _Step, find_notes
from edition.intake.page.setting import Setting
from edition.intake.signs.lines import Line, read_lines
from edition.intake.signs.numbers import NoteLabel

RULE = " " * 20 + "\n"
ROOM = Setting({}, note_measure=100.0, body_measure=50.0)
# "nnn" with the blank before it takes 1.75 ems; a fiftieth of the measure more must be free
FULL, LOOSE = 47.3, 47.2
NOTE_FULL, NOTE_LOOSE = 96.3, 96.2


def search(
    text: str,
    starts: Sequence[int] = (0,),
    furniture: Mapping[int, Furniture] | None = None,
    widths: Mapping[int, float] | None = None,
    outside: Collection[int] = (),
) -> _Search:
    lines = [replace(line, width=(widths or {}).get(i, line.width)) for i, line in enumerate(read_lines(text))]
    made = _Search(lines, Pages(tuple(starts), furniture or {}, {}), outside)
    made._setting = ROOM
    return made


def path(note: bool = False, number: int = 0, page: int = -1, body: int = -1, last: int = -1) -> _Path:
    return _Path(0.0, note, number, page, body, last, None)


@pytest.mark.parametrize(
    ("before", "width", "here", "note", "weight"),
    [
        ("the har-", FULL, "nnn", False, 3.0),
        ("the har-", FULL, "Nnn", False, -1.0),
        ("the har-", FULL, "nnn", True, 3.0),
        ("12", NOTE_FULL, "Nnn", True, 1.0),
        ("12", FULL, "nnn", False, 1.5),
        ("A letter.", NOTE_LOOSE, "nnn", True, -3.0),
        ("A letter.", NOTE_FULL, "nnn", True, -0.5),
        ("A letter]", NOTE_LOOSE, "nnn", True, -3.0),
        ("A letter]", FULL, "nnn", False, 1.5),
        ("A letter, p.", NOTE_FULL, "nnn", True, 1.5),
        ("A letter, p.", NOTE_LOOSE, "nnn", True, 0.0),
        ("A letter, p.", NOTE_LOOSE, "Inn", True, -0.5),
        ("It was so.", FULL, "nnn", False, -2.0),
        ("It was so.", FULL, "Nnn", False, 0.0),
        ("It was so.”12", FULL, "Nnn", False, 0.0),
        ("by Mr.", FULL, "nnn", False, 1.5),
        ("it was", LOOSE, "nnn", False, 0.0),
        ("it was", LOOSE, "Inn", False, -0.5),
        ("it was", FULL, "nnn", False, 1.5),
        ("it was", FULL, "nnn", True, 0.0),
    ],
)
def test_what_a_line_says_of_the_next_one(before: str, width: float, here: str, note: bool, weight: float) -> None:
    assert search(f"{before}\n{here}\n", widths={0: width})._reads_on(0, 1, note=note) == weight
    assert search(f"{before}\n{here}\n")._reads_on(-1, 1, note=note) == 0.0


@pytest.mark.parametrize(
    ("text", "number", "weight"),
    [
        ("It was.4 So\n4 A letter", 4, 3.0),
        ("4 A letter\nIt was.4 So", 4, 2.0),
        ("It was. 4 So\n4 A letter", 4, 1.0),
        ("It was (4) So\n4 A letter", 4, 1.0),
        ("4 A letter\nIt was (4) So", 4, 0.0),
        ("It was(4) So\n(4) A letter", 4, 3.0),
        ("It was.4 So\n(4) A letter", 4, 3.0),
        ("It was so\n4 A letter", 4, -3.0),
        ("It was on.4 March 1920\n4 A letter", 4, 1.0),
        ("4 A letter\nIt was on.4 March 1920", 4, 0.0),
        ("It was on.4 March 1920 and it was.4\n4 A letter", 4, 3.0),
    ],
)
def test_what_calls_on_the_page_say_of_a_label(text: str, number: int, weight: float) -> None:
    made = search(text)
    at = next(i for i, line in enumerate(made.lines) if line.text.endswith("A letter"))
    label = next(label for label, n in made._readings(at) if n == number)
    assert made._call_weight(at, label) == weight


def test_a_call_on_another_page_says_nothing() -> None:
    made = search("It was.4 So\n4 A letter", starts=(0, 1))
    assert made._call_weight(1, NoteLabel("4", 1)) == -3.0


@pytest.mark.parametrize(
    ("note", "fresh", "ruled", "emission", "weight"),
    [
        (False, False, False, 0.0, 0.0),
        (False, False, False, 3.0, -1.5),
        (True, False, False, 0.0, -4.0),
        (True, True, False, 0.0, 0.0),
        (False, False, True, 0.0, -3.0),
        (True, False, True, -2.0, -6.0),
    ],
)
def test_what_speaks_for_the_body(note: bool, fresh: bool, ruled: bool, emission: float, weight: float) -> None:
    made = search("One\n" + RULE * ruled + "Two")
    done = made._as_body(path(note), 1, fresh, emission)
    assert (done.score, done.note, done.body) == (weight, False, 1)
    split = search("har-\n" + RULE * ruled + "bour")
    assert split._as_body(path(note, body=0), 1, fresh, emission).score == weight + 3.0


@pytest.mark.parametrize(
    ("before", "note", "fresh", "ruled", "weight"),
    [
        # nothing but what the lines say of each other: the first has room
        ("1 One", True, False, False, -0.5),
        ("1 One", True, True, False, -0.5 - 12.0),
        ("1 One", True, True, True, -0.5 - 1.0),
        ("1 One", False, False, False, -0.5 - 5.0 + 2.0),
        ("1 One", False, False, True, -0.5 + 1.0 + 2.0),
        ("1 Oneeee.", False, False, False, -3.0 - 5.0 - 3.0),
        ("1 Oneeee.", False, True, True, -3.0 + 1.0 - 3.0),
    ],
)
def test_what_speaks_for_the_rest_of_a_note(before: str, note: bool, fresh: bool, ruled: bool, weight: float) -> None:
    made = search(f"{before}\n" + RULE * ruled + "Two")
    (done,) = made._as_note(path(note, 1, 0, last=0), 1, fresh, 0.0)
    assert (done.score, done.note, done.last, done.number) == (weight, True, 1, 1)
    (done,) = made._as_note(path(note, 1, 0, last=0), 1, fresh, 3.0)
    assert done.score == weight + 1.5


@pytest.mark.parametrize(("starts", "may"), [((0,), True), ((0, 1), True), ((0, 1, 2), True), ((0, 1, 2, 3), False)])
def test_a_note_goes_on_on_its_page_and_the_next(starts: Sequence[int], may: bool) -> None:
    made = search("One\n1 Two\nThree\nFour", starts=starts)
    assert bool(made._as_note(path(True, 1, 0, last=1), 3, False, 0.0)) is may
    assert made._as_note(path(True, 1, 0), 3, False, 0.0) == []


@pytest.mark.parametrize(
    ("text", "note", "number", "ruled", "emission", "weight"),
    [
        ("Sea.1\n1 A letter", False, 0, False, 0.0, 3.0 - 1.0),
        ("Sea.1\n1 A letter", False, 0, True, 0.0, 3.0 - 1.0 + 4.0),
        ("Sea.1\n1 A letter", False, 0, False, 4.0, 3.0 - 1.0 + 2.0),
        ("Sea.1\n1 A letter", False, 0, False, -6.0, 3.0 - 1.0 - 1.0),
        ("Sea.2\n2 A letter", False, 1, False, 0.0, 3.0 - 1.0 + 1.0),
        ("Sea.2\n2 A letter", False, 0, False, 0.0, 3.0 - 1.0 - 3.0),
        ("Sea.3\n3 A letter", False, 0, False, 0.0, 3.0 - 1.0 - 6.0),
        ("Sea.\n1 A letter", False, 0, False, 0.0, -3.0 - 1.0),
        ("Sea.2\n2 A letter", True, 1, False, 0.0, 3.0 + 1.5 + 1.0),
    ],
)
def test_what_speaks_for_a_new_note(
    text: str, note: bool, number: int, ruled: bool, emission: float, weight: float
) -> None:
    made = search(text.replace("\n", "\n" + RULE * ruled))
    (done,) = made._as_new_note(path(note, number, 0, last=0), 1, emission)
    assert done.score == weight
    assert (done.note, done.last, done.number_page) == (True, 1, 0)


@pytest.mark.parametrize(
    ("before", "here", "cost"),
    [
        ("a har-", "2", 3.0),
        ("a har-", "2 A letter", 3.0),
        ("a letter", "2", 2.0),
        ("a letter.", "2", 0.0),
        ("a letter", "2 A letter", 0.0),
    ],
)
def test_a_note_that_has_not_ended_is_not_left(before: str, here: str, cost: float) -> None:
    assert search("One")._left_open(before, here) == cost
    made = search(f"{before}\n{here}")
    free = next(iter(made._as_new_note(path(False, 1, 0, last=0), 1, 0.0))).score
    assert next(iter(made._as_new_note(path(True, 1, 0, last=0), 1, 0.0))).score == free + 2.5 - cost


@pytest.mark.parametrize(
    ("text", "number", "found"),
    [
        ("1 A letter", 0, [(1, 0.0)]),
        ("3 A letter", 0, [(3, 6.0)]),
        ("4 A letter", 0, []),
        ("7 A letter", 6, [(7, 0.0)]),
        ("8 A letter", 6, [(8, 3.0)]),
        ("1 A letter", 6, []),
        ("A letter", 0, []),
    ],
)
def test_the_numbers_that_may_follow(text: str, number: int, found: list[tuple[int, float]]) -> None:
    made = search(f"One\n{text}")
    assert [(n, cost) for _, n, cost in made._labels(path(True, number, 0), 1, 0)] == found


def test_notes_begin_again_on_another_page_at_a_cost() -> None:
    made = search("One\n1 A letter", starts=(0, 1))
    assert [(n, cost) for _, n, cost in made._labels(path(False, 6, 0), 1, 1)] == [(1, 2.0)]
    assert [(n, cost) for _, n, cost in made._labels(path(False, 0, 0), 1, 1)] == [(1, 0.0)]


def test_a_sign_is_a_label_behind_a_rule_a_note_or_a_call() -> None:
    def found(text: str, note: bool = False) -> list[tuple[str, int, float]]:
        made = search(text)
        return [(label.sign, n, cost) for label, n, cost in made._labels(path(note, 2, 0), 1, 0)]

    assert found("One\n* A letter") == []
    assert found("One\n* A letter", note=True) == [("*", 2, 0.0)]
    assert found("One\n" + RULE + "* A letter") == [("*", 2, 0.0)]
    assert found("One*\n* A letter") == [("*", 2, 0.0)]


def test_among_works_a_number_must_go_on_with_the_notes() -> None:
    made = search("One\n\nReferences\n3 A book")
    assert [(n, cost) for _, n, cost in made._labels(path(True, 2, 0), 2, 0)] == [(3, 0.0)]
    assert made._labels(path(True, 1, 0), 2, 0) == []
    assert search("One\n\nReferences\n1 A book")._labels(path(False, 0, 0), 2, 0) == []


def seeds(text: str, **more: object) -> list[list[int]]:
    return search(text, **more).seeds()  # type: ignore[arg-type]


def test_the_surest_notes_go_on_with_each_other() -> None:
    assert seeds("A.1 B.2\n1 One\n2 Two") == [[1], [2]]
    assert seeds("A.1 B.3\n1 One\n3 Three") == [[1], [2]]
    assert seeds("A.1 B.4\n1 One\n4 Four") == [[2]]
    assert seeds("A.\n1 One\n2 Two") == []
    assert seeds("A.\n" + RULE + "1 One\n2 Two") == [[1]]
    assert seeds("A.1\n1 Section\nB.\n1 One") == [[3]]  # of two the later one
    assert seeds("A.1\n" + RULE + "1 Section\nB.\n1 One") == [[1]]  # but for a heavier one
    assert seeds("A.1\n1\nOne") == [[1, 2]]
    assert seeds("A.1\n1") == [[1]]
    assert seeds("A.*\n" + RULE + "* One") == [[1]]
    assert seeds("A.*\n* One") == []


def test_numbers_begin_again_on_a_new_page_only() -> None:
    text = "A.1 B.2\n1 One\n2 Two\nC.1\n1 Three"
    assert seeds(text, starts=(0, 3)) == [[1], [2], [4]]
    assert seeds(text) == [[1], [2]]


def test_entries_of_a_list_of_works_are_no_seeds_but_behind_notes() -> None:
    assert seeds("A.5\nReferences\n5 A book") == []
    assert seeds("A.4\n4 One\nReferences\nB.5\n5 Two") == [[1], [4]]
    assert seeds("A.5\nReferences\nA book\nAbstract\n5 Two") == [[4]]


def test_what_is_outside_or_furniture_is_neither() -> None:
    made = search("One\n----------\n1 Two\nThree", furniture={1: Furniture.RULE}, outside=(3,))
    assert made.text == [0, 2] and made._ruled == {2}
    assert search("One\nThe sea\n1 Two", furniture={1: Furniture.HEADER})._ruled == set()


@pytest.mark.parametrize(
    ("text", "bare"), [("12", True), ("(12)", True), ("[1].", True), ("1a", False), ("", False), ("1 2", False)]
)
def test_a_number_and_nothing_else(text: str, bare: bool) -> None:
    assert _is_bare(text) is bare


def test_chains_and_paths_are_read_from_their_ends() -> None:
    assert _lines_of(_Link(1.0, 5, 2, _Link(1.0, 3, 1, None))) == [3, 5]
    assert _lines_of(None) == []
    label = NoteLabel("1", 1)
    steps = _Step(_Step(_Step(_Step(None, 0, False, None), 1, True, label), 2, True, None), 3, False, None)
    (note,) = _notes_of(_Path(0.0, False, 1, 0, 3, 2, steps))
    assert (note.label, note.lines, note.place) == (label, (1, 2), "foot")


LINE = "The harbour lies to the east of the town and is kept from the wind by a long"


def notes(text: str, starts: Sequence[int] = (0,)) -> list[tuple[str, tuple[int, ...]]]:
    lines: list[Line] = read_lines(text)
    return [(note.label.sign, note.lines) for note in find_notes(lines, Pages(tuple(starts), {}, {}))]


def test_a_page_with_its_notes() -> None:
    body = f"{LINE}\n{LINE}\nspit of sand.1 Boats\n{LINE}\nquay.2 So\n"
    foot = "1 A letter of the year\nin the archive.\n2 Another one.\n"
    assert notes(body + foot) == [("1", (5, 6)), ("2", (7,))]
    assert notes(body + foot.replace("1 ", "3 ").replace("2 ", "9 ")) == []
    assert notes(body) == []


def test_a_note_runs_on_over_the_page() -> None:
    text = f"{LINE}\n{LINE}\nspit of sand.1 So\n{RULE}1 A letter of the year {LINE}\n{LINE}\n{LINE}\n{RULE}in the archive.\n"
    assert notes(text, starts=(0, 4)) == [("1", (3, 6))]
