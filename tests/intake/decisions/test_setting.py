"""What the width, the gap and the type of a line say of it: note or body."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from edition.intake.page.setting import (
    _body_measures,
    _gap_evidence,
    _has_words,
    _likelihood,
    _page_heads,
    _seed_zone,
    _size_evidence,
    _width_evidence,
    learn_setting,
)
from edition.intake.signs.lines import Line, Type

LINE = Line(2, 0, 3, "One", 0, 0, 0, False, 0, 40.0)


def lines(*widths: float, **more: object) -> list[Line]:
    return [replace(LINE, width=width, **more) for width in widths]  # type: ignore[arg-type]


def typed(*sizes: float) -> list[Line]:
    return [replace(LINE, type=Type(size, 0.0, 40.0)) for size in sizes]


@pytest.mark.parametrize(
    ("width", "evidence"),
    [(40.0, 4.0), (36.0, 4.0), (32.5, -0.34), (31.9, -1.22), (31.7, -1.68), (30.0, -3.04), (26.0, -2.23), (20.0, 0.0)],
)
def test_a_line_as_wide_as_full_notes_speaks_for_one(width: float, evidence: float) -> None:
    """Notes are forty ems wide and the body thirty."""
    assert _width_evidence(width, 40.0, 30.0, 1.0) == pytest.approx(evidence, abs=0.01)
    assert _width_evidence(width, 30.0, 40.0, 1.0) == pytest.approx(-evidence, abs=0.01)


def test_where_the_measures_are_the_same_no_width_speaks() -> None:
    assert _width_evidence(39.0, 41.3, 40.0, 1.0) == 0.0
    assert _width_evidence(39.0, 38.7, 40.0, 1.0) == 0.0
    assert _width_evidence(39.0, 41.5, 40.0, 1.0) != 0.0
    assert _width_evidence(39.0, 0.0, 40.0, 1.0) == _width_evidence(39.0, 41.5, 0.0, 1.0) == 0.0


@pytest.mark.parametrize(
    ("width", "size", "likelihood"),
    [
        (38.56, 1.0, 0.8 / (0.04 * 2.5066) + 0.2),  # a full line: nine tenths of the room are free
        (36.96, 1.0, 0.8 * 0.60653 / (0.04 * 2.5066) + 0.2),  # one and six tenths of an em less
        (40.16, 1.0, 0.8 * 0.60653 / (0.04 * 2.5066) + 0.2),
        (38.56, 2.0, 0.8 * 0.90371 / (0.08 * 2.5066) + 0.2),
        (10.0, 1.0, 0.2),
        (42.3, 1.0, 0.8 * 0.0651 / (0.04 * 2.5066) + 0.2),
        (42.5, 1.0, 0.8 * 0.0484 / (0.04 * 2.5066) + 0.002),
        (60.0, 1.0, 0.002),
    ],
)
def test_most_lines_are_full(width: float, size: float, likelihood: float) -> None:
    assert _likelihood(width, 40.0, size) == pytest.approx(likelihood, rel=0.01)


def test_gaps_that_notes_have_and_the_body_has_not() -> None:
    alone = [*lines(1, 1, 1, gap=1), *lines(1, 1, 1, 1, gap=0)]
    assert _gap_evidence(alone, [0, 1], [3, 4, 5, 6]) == {}
    found = _gap_evidence(alone, [0, 1, 2], [3, 4, 5, 6])
    # four of seven against one of eight; one of seven against five of eight
    assert found == pytest.approx({0: -1.4759, 1: 1.5, 2: 0.1335, 3: 0.1335}, abs=0.001)
    many = [*lines(*[1] * 9, gap=5), *lines(*[1] * 9, gap=0)]
    assert _gap_evidence(many, range(9), range(9, 18)) == pytest.approx({0: -1.5, 1: 0.0, 2: 0.0, 3: 1.5})


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ((10, 10, 8), {10.0: -5.0, 8.0: 5.0}),
        ((10, 10, 9.6), {10.0: -5.0, 9.5: 5.0}),
        ((10, 10, 9.9), {}),
        ((8, 8, 10), {}),
        ((10, 10, 8, 9), {10.0: -5.0, 8.0: 5.0, 9.0: -5.0}),
        ((10, 10, 8, 8.5), {10.0: -5.0, 8.0: 5.0, 8.5: 5.0}),
    ],
)
def test_smaller_type_is_that_of_notes(sizes: tuple[float, ...], expected: dict[float, float]) -> None:
    assert _size_evidence(typed(*sizes), [2], [0, 1]) == expected
    assert _size_evidence(typed(*sizes), [], [0, 1]) == _size_evidence(typed(*sizes), [2], []) == {}
    assert _size_evidence(lines(*sizes), [2], [0, 1]) == {}


def test_the_eight_lines_at_a_page_s_head_are_its_body() -> None:
    assert _page_heads(range(12), [0] * 9 + [1] * 3) == [*range(8), 9, 10, 11]
    assert _page_heads([0, 2, 3], [0] * 12) == [0, 2, 3]


def test_behind_a_note_s_first_line_stands_another_note() -> None:
    assert _seed_zone(range(9), [[2, 3], [3], [5], [7], [8]]) == [3, 8]


def test_four_lines_tell_a_page_s_measure() -> None:
    found = lines(30, 30, 30, 30, 20, 20, 20)
    assert _body_measures(found, [0] * 4 + [1] * 3, range(7)) == {0: 30}


def test_a_label_alone_has_no_width_to_learn_from() -> None:
    assert _has_words(replace(LINE, text="1 a")) and not _has_words(replace(LINE, text="12"))


BODY, NOTE = 40.0, 50.0


def evidence(found: list[Line], notes: list[list[int]], bodies: list[int] | None = None) -> dict[int, float]:
    return learn_setting(found, range(len(found)), [0] * len(found), notes, bodies).evidence


def test_width_and_gap_speak_together() -> None:
    plain = [*lines(*[BODY] * 6), *lines(*[NOTE] * 6)]
    found = evidence(plain, [[n] for n in range(6, 12)], list(range(6)))
    assert [round(found[i], 1) for i in (0, 6)] == [-3.3, 4.0]
    apart = [*lines(*[BODY] * 6), *lines(*[NOTE] * 6, gap=1)]
    found = evidence(apart, [[n] for n in range(6, 12)], list(range(6)))
    assert [round(found[i], 1) for i in (0, 6)] == [-4.8, 5.5]
    first = [replace(apart[0], number=1), *apart[1:]]
    assert round(evidence(first, [[n] for n in range(6, 12)], list(range(6)))[0], 1) == -3.3
    far = [*apart, *lines(NOTE, gap=7)]
    assert (
        round(evidence([*far[:6], *lines(*[NOTE] * 7, gap=7)], [[n] for n in range(6, 13)], list(range(6)))[12], 1)
        == 5.5
    )


def test_type_outweighs_width() -> None:
    made = [*typed(*[10.0] * 6), *typed(*[8.0] * 6)]
    made = [replace(line, width=400.0 if i < 6 else 440.0) for i, line in enumerate(made)]
    found = evidence(made, [[n] for n in range(6, 12)], list(range(6)))
    assert found[0] < -5.0 and found[6] > 5.0 and max(map(abs, found.values())) <= 6.0
    assert [found[i] for i in (0, 6)] == [pytest.approx(-5.184, abs=0.001), 6.0]


def test_a_line_without_words_has_no_width() -> None:
    made = [*lines(*[BODY] * 6), *lines(*[NOTE] * 6), replace(LINE, text="12", width=NOTE)]
    assert evidence(made, [[n] for n in range(6, 12)], list(range(6)))[12] == 0.0


def test_at_first_the_heads_of_pages_are_the_body() -> None:
    made = [*lines(*[BODY] * 8), *lines(*[NOTE] * 8)]
    setting = learn_setting(made, range(16), [0] * 16, [[n] for n in range(8, 16)])
    assert (setting.note_measure, setting.body_measure) == (NOTE, BODY)
    assert Counter(round(weight) for weight in setting.evidence.values()) == {-3: 8, 4: 8}
    assert setting.note_evidence(99) == 0.0
