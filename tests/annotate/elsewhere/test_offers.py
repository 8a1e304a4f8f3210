"""What sources say, located in the text: exactly, or not at all."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.annotate.elsewhere.offers import UNTOLD, Claim, OfferedName, located, stretches, told_of

TEXT = "Ida Dorn sah\n   Ulm, und Ulmen; Dorn blieb in Ulm."
CASES = [
    (Claim("place", "Ulm"), [(16, 19), (46, 49)]),  # wherever it stands, not within Ulmen
    (Claim("place", "Ulm", 46, 49), [(46, 49)]),
    (Claim("place", "", 15, 20), []),  # ends with a comma
    (Claim("place", "", 15, 19), [(16, 19)]),
    (Claim("place", "Ulm", 3, 6), []),  # wrong places, and words that stand twice
    (Claim("person", "Ida Dorn", 5, 9), [(0, 8)]),  # wrong places, but words that stand once
    (Claim("person", "Ida  Dorn"), [(0, 8)]),
    (Claim("person", "", 1, 8), []),  # cuts a word
    (Claim("person", "", 0, 6), []),
    (Claim("person", "", 0, 1000), []),
    (Claim("person", "ida dorn"), []),
    (Claim("person", "Ida Dorn sah Ulm"), [(0, 19)]),
    (Claim("person", ";"), []),
    (Claim("person", "(.*)+"), []),
    (Claim("person", "   "), []),
]


@pytest.mark.parametrize(("told", "places"), CASES)
def test_words_are_located_exactly_or_not_at_all(told: Claim, places: list[tuple[int, int]]) -> None:
    found, lost = located(TEXT, [told], "command")
    assert ([(o.start, o.end) for o in found], lost) == (places, int(not places))


def test_what_is_repeated_is_one_offer() -> None:
    found, lost = located(TEXT, [Claim("place", "Ulm", 46, 49, 0.5)] * 9 + [Claim("org", "Ulm", 46, 49)], "command")
    assert (found, lost) == ([OfferedName(46, 49, "place", "command", 0.5)], 0)


@pytest.mark.parametrize(
    "item",
    [
        7,
        [],
        {},
        {"kind": "person"},
        {"kind": 1, "text": "Ulm"},
        {"kind": "smell", "text": "Ulm"},
        {"kind": "date", "text": "1900"},
        {"kind": "place", "text": ["Ulm"]},
        {"kind": "place", "start": 5, "end": 5},
        {"kind": "place", "start": True, "end": 5},
        {"kind": "place", "start": -5, "end": -1},
        {"kind": "place", "start": 1.0, "end": 2.0},
    ],
)
def test_what_says_nothing_of_a_name_is_left_out(item: Any) -> None:
    assert told_of([item, {"kind": "LOC", "text": "Ulm"}]) == [Claim("place", "Ulm")]


@pytest.mark.parametrize("score", [None, "0.9", True, -0.1, 1.1, 10**400, float("nan"), float("inf"), [1]])
def test_a_score_that_is_none_is_not_told(score: Any) -> None:
    assert told_of([{"kind": "place", "text": "Ulm", "score": score}])[0].score == UNTOLD


def test_what_is_no_list_tells_nothing() -> None:
    assert [told_of(x) for x in ({"kind": "place", "text": "Ulm"}, "Ulm", None, 3)] == [[], [], [], []]


@given(
    st.text(alphabet="ab A.\n", max_size=4000),
    st.lists(st.tuples(st.text("ab A", max_size=9), st.integers(-9, 99), st.integers(-9, 99))),
)
def test_whatever_is_told_offers_are_whole_words_of_the_text(text: str, said: list[tuple[str, int, int]]) -> None:
    found, _ = located(text, [Claim("person", *one) for one in said], "endpoint")
    for one in found:
        assert text[one.start : one.end].strip() == text[one.start : one.end] != ""
        assert not (one.start > 0 and text[one.start - 1].isalnum() and text[one.start].isalnum())
        assert not (text[one.end - 1].isalnum() and text[one.end : one.end + 1].isalnum())
    assert len({(o.start, o.end) for o in found}) == len(found)


@given(st.text(alphabet="aB .\n", max_size=6000))
def test_stretches_are_parts_of_the_text_in_order(text: str) -> None:
    found = list(stretches(text))
    assert all(text[at : at + len(part)] == part and len(part) <= 1500 for at, part in found)
    assert sum(c.isalpha() for _, part in found for c in part) == sum(c.isalpha() for c in text)
    assert all(a + len(one) <= b for (a, one), (b, _) in pairwise(found))


def test_a_long_text_is_cut_behind_a_sentence_else_behind_a_word() -> None:
    sentence = "Dies ist ein Satz von vierzig Zeichen. "
    assert [len(part) % len(sentence) for _, part in stretches(sentence * 60)][:1] == [0]
    assert all(part.endswith(" ") for _, part in list(stretches("wort " * 900))[:-1])
    assert len(list(stretches("x" * 4000))) == 3
