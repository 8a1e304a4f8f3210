"""The rules of names: each finds the names in brackets in its cases, and leaves all others; each has both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from edition.annotate.names.find import find_names
from edition.annotate.names.index import NameIndex
from edition.annotate.names.words import TokenReader
from edition.annotate.rules import RULES, SIGNS, SUMMARIES, find_people, find_things
from edition.annotate.tokens import tokenise
from edition.languages import language
from edition.registers import Registers

CASES = Path(__file__).parent / "cases/rules"
NAMES = sorted(path.stem for path in CASES.glob("*.txt"))
BY_LENGTH = sorted((rule.name for rule in RULES), key=len, reverse=True)


def parts(case: str) -> tuple[str, str]:
    """The rule that a case is of, and whether it finds or leaves."""
    rule = next(name for name in BY_LENGTH if case.startswith((f"{name}-finds", f"{name}-leaves")))
    return rule, case.removeprefix(f"{rule}-").partition("-")[0]


def found(lang: str, text: str, rule: str) -> Iterator[tuple[int, int]]:
    """What the rule finds in a text, in the company of all other rules and without registers."""
    tokens = tokenise(text)
    reader = TokenReader(tokens, language(lang), frozenset())
    places = frozenset(
        i
        for c in find_things(reader, frozenset(), frozenset())
        if c.rule == "known-place"
        for i in range(c.first, c.last + 1)
    )
    persons = {
        i
        for c in find_people(reader, places)
        if c.rule in ("title", "honorific", "given-name")
        for i in range(c.first, c.last + 1)
    }
    candidates = [*find_people(reader, places), *find_things(reader, places, frozenset(persons))]
    spans = sorted({(c.start, c.end) for c in candidates if c.rule == rule})
    yield from ((a, b) for a, b in spans if not any((c, d) != (a, b) and c <= a and b <= d for c, d in spans))


@pytest.mark.parametrize("case", NAMES)
def test_a_rule_finds_what_it_should(case: str) -> None:
    rule, does = parts(case)
    lang, _, written = (CASES / f"{case}.txt").read_text(encoding="utf-8").rstrip("\n").partition("\n")
    text = re.sub(r"[\[\]]", "", written)
    wanted = re.findall(r"\[([^\]]*)\]", written)
    assert [text[a:b] for a, b in found(lang, text, rule)] == wanted
    assert bool(wanted) == (does == "finds")


def test_every_rule_has_texts_that_it_finds_and_leaves() -> None:
    told = {parts(case) for case in NAMES}
    assert {(rule.name, does) for rule in RULES for does in ("finds", "leaves")} == told


def test_every_rule_is_explained_once() -> None:
    assert len(SUMMARIES) == len(RULES) + len(SIGNS)
    for rule in RULES:
        explanation = rule.explanation or ""
        assert rule.summary and "Finds `" in explanation and "Leaves " in explanation, rule.name


def test_a_rule_finds_only_its_kinds() -> None:
    kinds = {rule.name: rule.kinds for rule in RULES}
    for case in NAMES:
        lang, _, written = (CASES / f"{case}.txt").read_text(encoding="utf-8").rstrip("\n").partition("\n")
        tokens = tokenise(re.sub(r"[\[\]]", "", written))
        for one in find_names(tokens, language(lang), NameIndex(Registers({})), frozenset(), ()):
            assert one.kind in kinds[one.rule]
