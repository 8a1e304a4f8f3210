"""What single letters decide: scripts that are mixed, hyphens behind one letter, levels of an outline, pairs of codes."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from edition.intake.content import Block, Kind
from edition.intake.flow.hyphens import Joint, join_lines
from edition.intake.flow.words import Words
from edition.intake.inline.suspicions import _alone
from edition.intake.layout import pdfium
from edition.intake.structured.fronts import _MOST, _zone
from edition.intake.structured.style_names import NamedRole
from edition.intake.word.styles import _outlined


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("Sabah Бaku geldi", True),
        ("Слово Бaku geldi", False),
        ("Sabah Бaku слово", False),
        (f"слово{' ' * 30}Бaku geldi", True),
        (f"слово{' ' * 29}Бaku geldi", False),
        (f"Sabah Бaku{' ' * 30}слово", True),
        (f"Sabah Бaku{' ' * 29}слово", False),
    ],
)
def test_a_mixed_word_is_told_where_thirty_letters_around_are_of_the_other_script(text: str, alone: bool) -> None:
    match = re.search("Бaku", text)
    assert match is not None
    assert _alone(text, match) is alone


@pytest.mark.parametrize(
    ("left", "right", "joint"),
    [
        ("den a-", "und b-Seiten", Joint.SPACE),
        ("den 2-", "und 3-Seiten", Joint.KEEP),
        ("den Vor-", "und Rückseiten", Joint.SPACE),
        ("den 2a-", "und 2b-Seiten", Joint.SPACE),
    ],
)
def test_a_hyphen_before_and_waits_for_the_next_word(left: str, right: str, joint: Joint) -> None:
    assert join_lines(left, right, Words(("den",), 0.3, frozenset({"und"}))).joint is joint


@pytest.mark.parametrize(
    ("kind", "depth", "told"),
    [
        (Kind.PARAGRAPH, "0", (Kind.HEADING, 1)),
        (Kind.PARAGRAPH, "2", (Kind.HEADING, 3)),
        (Kind.PARAGRAPH, "9", (Kind.PARAGRAPH, 0)),
        (Kind.QUOTE, "0", (Kind.QUOTE, 0)),
    ],
)
def test_an_outline_makes_headings_of_what_no_style_names(kind: Kind, depth: str, told: tuple[Kind, int]) -> None:
    assert _outlined(NamedRole(kind), depth) == told


@pytest.mark.parametrize(("lines", "held"), [(19, 19), (20, 20), (21, 20)])
def test_a_front_has_twenty_lines_at_most(lines: int, held: int) -> None:
    assert len(_zone([Block(Kind.PARAGRAPH, f"Line {n}") for n in range(lines)])) == held == min(lines, _MOST)


@pytest.mark.parametrize(
    ("units", "codes"),
    [
        ((0x41,), [(0, 0x41)]),
        ((0xD800, 0xDC00), [(1, 0x10000)]),
        ((0xDBFF, 0xDFFF), [(1, 0x10FFFF)]),
        ((0xDC00,), [(0, 0)]),
        ((0xD7FF, 0xE000), [(0, 0xD7FF), (1, 0xE000)]),
        ((0xD800, 0xDC01, 0xDC00), [(1, 0x10001), (2, 0)]),
    ],
)
def test_halves_of_a_character_are_one(
    units: Sequence[int], codes: list[tuple[int, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdfium.raw, "FPDFText_GetUnicode", lambda _handle, at: units[at])
    assert list(pdfium._codes(None, len(units))) == codes
