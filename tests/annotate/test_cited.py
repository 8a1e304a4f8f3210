"""Where a text cites: brackets, addresses, authors with years, and what a note cites from its sentence or its cue."""

from __future__ import annotations

import pytest

from edition.annotate.names.citations import citations
from edition.languages import language


def cited(text: str, lang: str = "en", *, is_note: bool = False) -> list[str]:
    return [text[a:b] for a, b in citations(text, language(lang), is_note=is_note)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He left [18, p. 23] and [3].", ["[18, p. 23]", "[3]"]),
        ("It is said [1-3; 5].", ["[1-3; 5]"]),
        ("In the [SFA] archive.", ["[SFA]"]),
        ("A [sic] word and [Ada].", []),
        ("So (Mor, 1999: 12) says.", ["(Mor, 1999: 12)"]),
        ("So (Mor, 1999) says.", ["(Mor, 1999)"]),
        ("Kars (1921) fell.", []),
        ("He (born in Kars) left.", []),
        ("So (see Mor) says.", ["(see Mor)"]),
        ("So (a long text: 12) says.", ["(a long text: 12)"]),
        ("So (Tides, p. 7) says.", ["(Tides, p. 7)"]),
        ("So (fond 12/345) says.", ["(fond 12/345)"]),
        (
            "See https://a.example/b) and www.c.example, or d@e.example.",
            ["https://a.example/b", "www.c.example,", "d@e.example."],
        ),
        ("As Mor & Hill, 1999: 12 say.", ["Mor & Hill, 1999: 12 "]),
        ("As mor, 1999: 12 says.", []),
        ("Nothing here.", []),
    ],
)
def test_citations_in_a_text(text: str, found: list[str]) -> None:
    assert cited(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mor, Tides, p. 12. He left Kars.", ["Mor, Tides, p. 12."]),
        ("He left Kars. Mor, Tides, p. 12.", ["Mor, Tides, p. 12."]),
        ("He left; cf. J. Mor, Tides, pp. 12–14.", ["J. Mor, Tides, pp. 12–14."]),
        ("Mor, Tides, p. 12; Hill, Ebb, p. 3.", ["Mor, Tides, p. 12; Hill, Ebb, p. 3."]),
        ("Page p. 12 alone.", []),
        ("Mor, 1999.", ["Mor, 1999"]),
        ("mor, 1999.", []),
    ],
)
def test_citations_in_a_note(text: str, found: list[str]) -> None:
    assert cited(text, is_note=True) == found


def test_a_citation_in_a_note_does_not_reach_back_for_ever() -> None:
    text = "word " * 100 + "Mor, Tides, p. 12"
    (found,) = cited(text, is_note=True)
    assert len(found) <= 320 + len("p. 12") and found.endswith("Mor, Tides, p. 12")


def test_citations_that_meet_are_one() -> None:
    assert cited("(Mor, 1999: 3; https://a.example/b)") == ["(Mor, 1999: 3; https://a.example/b)"]
