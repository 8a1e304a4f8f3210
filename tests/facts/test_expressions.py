"""Expressions of strangers: what is usual is taken, what could take for ever is refused or tried on short texts only."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from edition.expressions import expression
from edition.facts.habits import ReadingHabits
from edition.markup import Document

Make = Callable[..., Document]


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"(\d+)", "526"),
        ("([a-z0-9-]+)", "karabekir-1"),
        ("(.+)", "anything"),
        (r"([a-zA-Z0-9\-\_]+)", "a_b-C"),
        (r"(\w+)\.xml#(\w+)", "persons.xml#p1"),
        (r"([A-Za-z]+(?:-[a-z]+)*)", "ada-mor-second"),
        (r"(\w+(?:[./]\d+)*)", "a.1/22"),
        ("(?P<kind>person|place):(.*)", "place:kars"),
        (r"(\d{1,4})([a-z])?", "12b"),
        ("(?:ab)+", "abab"),
        (r"\(([^)]*)\)", "(x)"),
    ],
)
def test_usual_expressions_are_taken(pattern: str, text: str) -> None:
    assert expression(pattern).fullmatch(text)
    assert expression(pattern).compiled.groups == re.compile(pattern).groups


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+b", "(a*)*", "(a|a)*b", "(a|aa)+$", r"(\w+-?)+", r"(.a+)+", "((a+)b)+", "(a{1,30}){1,30}b", r"(a)\1", "(?=a+)b",
        "[[a]+", "(?i)a", "(?x)a #", "((a+))+", r"(-[-\w]+)*", r"([-_]\S+)*", "(a+){30}", "((?:a+)?)*",
        "(aa?)+b", "(-?a+)+b", "a{4294967296}", "(" * 2_000 + "a" + ")" * 2_000,
    ],
)  # fmt: skip
def test_what_could_take_for_ever_is_refused(pattern: str) -> None:
    with pytest.raises(re.error):
        expression(pattern)


@pytest.mark.parametrize(
    "pattern", ["a*a*a*a*b", r"\w*" * 6 + "!", "a?" * 20 + "b", "(a|a)" * 12 + "b", "(.*)(.*)(.*)!"]
)
@pytest.mark.parametrize("length", [20, 60, 200, 3_000, 20_000])
def test_nothing_takes_for_ever(pattern: str, length: int) -> None:
    """Without its bounds the engine would not be back before the end of all tests."""
    assert expression(pattern).fullmatch("a" * length) is None


def test_a_header_or_setting_that_could_take_for_ever_holds_nothing_up(document: Make) -> None:
    declared = '<prefixDef ident="x" matchPattern="(a+)+b" replacementPattern="person:$1"/>'
    made = document(
        f"<teiHeader><encodingDesc><listPrefixDef>{declared}</listPrefixDef></encodingDesc></teiHeader><text/>"
    )
    habits = ReadingHabits.of(made.root, None)
    assert habits.key("x:" + "a" * 60, "person") == "x:" + "a" * 60
