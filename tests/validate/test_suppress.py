from __future__ import annotations

import pytest

from edition.diagnostics import Code, Diagnostic, EditionError, Severity, Sources, Span
from edition.markup import Source, parse
from edition.validate import Baseline
from edition.validate.suppress import suppress

CODE = Code("V999", "made-up", Severity.WARNING, "x")
KNOWN = {"V999": CODE}


def result(xml: str, *needles: str, complete: bool = True) -> list[str]:
    document = parse(Source("a.xml", xml.encode()))
    found = [Diagnostic(CODE, n, Span("a.xml", xml.index(n), xml.index(n) + len(n))) for n in needles]
    return [d.code.id for d in suppress(document, found, KNOWN, complete=complete)]


def test_a_suppression_covers_the_element_behind_it_and_no_other() -> None:
    xml = "<a><?edition-allow V999 because?><b>one</b><b>two</b></a>"
    assert result(xml, "one") == []
    assert result(xml, "one", "two") == ["V999"]


def test_names_work_like_codes_and_a_file_can_be_covered() -> None:
    assert result("<?edition-allow made-up because?><a><b>one</b>two</a>", "one", "two") == []


def test_a_reason_is_required_and_codes_must_exist() -> None:
    assert result("<a><?edition-allow V999?><b>one</b></a>", "one") == ["V361", "V999"]
    assert result("<a><?edition-allow V998 because?><b/></a>") == ["V361"]


def test_an_unused_suppression_is_reported_where_all_checks_ran() -> None:
    xml = "<a><?edition-allow V999 because?><b>one</b></a>"
    assert result(xml) == ["V360"]
    assert result(xml, complete=False) == []


def test_an_instruction_in_a_comment_is_none() -> None:
    assert result("<a><!-- <?edition-allow V999 because?> --><?edition-allow V999 because?><b>one</b></a>", "one") == []


def test_a_baseline_holds_what_was_there_and_lets_new_findings_through() -> None:
    data = b"<a>one\ntwo</a>"
    sources = Sources({"a.xml": data})
    one, two = (Diagnostic(CODE, "m", Span("a.xml", at, at + 3)) for at in (3, 7))
    baseline = Baseline.read("b", Baseline.of([one], sources).write())
    assert baseline.new([one], sources) == []
    assert baseline.new([one, two], sources) == [two]
    moved = Sources({"a.xml": b"\n\n" + data})
    shifted = Diagnostic(CODE, "m", Span("a.xml", 5, 8))
    assert baseline.new([shifted], moved) == []
    assert baseline.new([one, one], sources) == [one]


@pytest.mark.parametrize("data", [b"", b"[]", b'{"findings": {"a": "b"}}', b"\xff"])
def test_what_is_no_baseline_is_refused(data: bytes) -> None:
    with pytest.raises(EditionError):
        Baseline.read("b", data)
