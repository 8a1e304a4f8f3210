from __future__ import annotations

import json
from dataclasses import replace

import pytest

from edition.diagnostics import (
    Code,
    Diagnostic,
    Edit,
    EditionError,
    Fix,
    Label,
    LineIndex,
    Position,
    Safety,
    Severity,
    Sources,
    Span,
    apply_edits,
    render,
    sort_diagnostics,
)

CODE = Code("V999", "made-up", Severity.ERROR, "Made up for this test.")
DATA = "<p>Bakü</p>\n<q>Kars, ülke</q>\n".encode()
SOURCES = Sources({"a.xml": DATA})


def at(start: int, end: int, message: str = "wrong") -> Diagnostic:
    return Diagnostic(CODE, message, Span("a.xml", start, end))


def test_columns_count_characters_and_spans_count_bytes() -> None:
    assert LineIndex(DATA).position(DATA.index(b"</p>")) == Position(1, 8)
    assert LineIndex(DATA).position(10**6) == Position(3, 1)


def test_text_shows_the_line_with_carets_under_the_span() -> None:
    start = DATA.index("ülke".encode())
    text = render([at(start, start + len("ülke".encode()))], "text", SOURCES)
    lines = text.splitlines()
    assert lines[0] == "error[V999] made-up: wrong"
    assert lines[1] == "  --> a.xml:2:10"
    assert lines[3] == " 2 | <q>Kars, ülke</q>"
    assert lines[4].index("^") == lines[3].index("ü")
    assert lines[4].count("^") == 4


def test_a_long_line_is_cut_around_the_caret() -> None:
    data = b"x" * 5000 + b"HERE" + b"y" * 5000
    text = render([Diagnostic(CODE, "m", Span("l.xml", 5000, 5004))], "text", Sources({"l.xml": data}))
    shown, carets = text.splitlines()[3:5]
    assert len(shown) < 140
    assert shown[carets.index("^") : carets.index("^") + 4] == "HERE"


def test_a_file_that_is_gone_still_gives_a_message() -> None:
    assert "gone.xml:1:1" in render([Diagnostic(CODE, "m", Span("gone.xml", 3, 4))], "text")


def test_json_has_the_documented_keys() -> None:
    fix = Fix("rename it", (Edit(1, 2, b"q"),), Safety.SAFE)
    label = Label(Span("a.xml", DATA.index(b"<q>"), 13), "the other")
    d = Diagnostic(CODE, "wrong", Span("a.xml", 1, 2), (label,), ("why",), "do this", ("q",), fix)
    (found,) = json.loads(render([d], "json", SOURCES))
    keys = "code name severity message file line column end_line end_column help expected notes fix other_fixes"
    assert list(found) == keys.split()
    assert (found["line"], found["column"], found["end_column"]) == (1, 2, 3)
    assert found["notes"] == ["why", "a.xml:2:1: the other"]
    assert found["fix"]["edits"] == [{"start": 1, "end": 2, "new": "q"}]


def test_github_escapes_what_would_break_the_line() -> None:
    text = render([Diagnostic(CODE, "100 %\nnext", Span("a.xml", 0, 1))], "github", SOURCES)
    assert text.startswith("::error file=a.xml,line=1,col=1,")
    assert "100 %25%0Anext" in text
    assert text.count("\n") == 1


def test_sarif_names_rule_level_and_region() -> None:
    log = json.loads(render([at(1, 2)], "sarif", SOURCES))
    run = log["runs"][0]
    assert run["tool"]["driver"]["rules"][0]["id"] == "V999"
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"], region["byteOffset"]) == (1, 2, 1)


def test_diagnostics_are_sorted_by_place() -> None:
    assert [d.primary.start for d in sort_diagnostics([at(9, 10), at(2, 3)]) if d.primary] == [2, 9]


def test_of_two_overlapping_edits_the_first_wins() -> None:
    assert apply_edits(b"abcdef", [Edit(1, 3, b"X"), Edit(2, 4, b"Y"), Edit(5, 6, b"Z")]) == b"aXdeZ"


@pytest.mark.parametrize("form", ["text", "concise"])
def test_no_findings_print_nothing(form: str) -> None:
    assert render([], form) == ""


def test_errors_travel_between_processes() -> None:
    import pickle

    error = pickle.loads(pickle.dumps(EditionError(at(0, 1))))
    assert error.diagnostics[0].message == "wrong"


def test_every_way_to_mend_a_finding_is_told() -> None:
    first = Fix("delete it", (Edit(1, 3, b""),), Safety.UNSAFE)
    asks = Fix("name it (asks for: a name)", (), Safety.DISPLAY)
    found = replace(at(1, 3), fix=first, other_fixes=(asks,))
    assert (
        render([found], "text", SOURCES)
        .strip()
        .endswith("fix (unsafe): delete it\n  fix (display): name it (asks for: a name)")
    )
    (told,) = json.loads(render([found], "json", SOURCES))
    assert told["fix"]["title"] == "delete it"
    assert [fix["safety"] for fix in told["other_fixes"]] == ["display"]
    (fix,) = json.loads(render([found], "sarif", SOURCES))["runs"][0]["results"][0][
        "fixes"
    ]  # what SARIF calls one has edits
    (change,) = fix["artifactChanges"]
    assert fix["description"]["text"] == "delete it (unsafe)"
    assert change["replacements"][0]["deletedRegion"]["byteLength"] == 2
    assert change["replacements"][0]["insertedContent"] == {"text": ""}
