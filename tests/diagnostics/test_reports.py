"""Reports for build servers, read back."""

from __future__ import annotations

import pytest
from lxml import etree

from edition.diagnostics import Code, Diagnostic, Severity, Sources, Span, render

ERROR = Code("V999", "made-up", Severity.ERROR, "Made up for this test.")
WARNING = Code("V998", "made-up-too", Severity.WARNING, "Made up for this test.")
SOURCES = Sources({"a.xml": b"<p>\n<q/></p>", "b.xml": b"<p/>"})
FOUND = [
    Diagnostic(ERROR, 'no "q" & <b>\x1b here', Span("a.xml", 4, 6), help="take it out"),
    Diagnostic(WARNING, "look", Span("a.xml", 0, 1)),
    Diagnostic(ERROR, "wrong", Span("b.xml", 0, 1)),
    Diagnostic(ERROR, "no place"),
]


def read(form: str, found: list[Diagnostic]) -> etree._Element:
    return etree.fromstring(render(found, form, SOURCES).encode())


def test_junit_counts_and_names_what_failed() -> None:
    report = read("junit", FOUND)
    assert (report.get("tests"), report.get("failures")) == ("4", "3")
    suites = [(s.get("name"), s.get("tests"), s.get("failures")) for s in report.iter("testsuite")]
    assert suites == [("a.xml", "2", "1"), ("b.xml", "1", "1"), ("edition", "1", "1")]
    case = report.find("testsuite/testcase")
    assert (case.get("name"), case.get("line")) == ("V999 made-up (a.xml:2:1)", "2")
    assert case.find("failure").get("message") == 'no "q" & <b>\ufffd here'
    assert case.findtext("failure") == 'a.xml:2:1: no "q" & <b>\ufffd here\ntake it out'
    assert report.findtext("testsuite/testcase[2]/system-out") == "warning: a.xml:1:1: look"


def test_checkstyle_gives_line_column_and_severity() -> None:
    errors = read("checkstyle", FOUND).findall("file[@name='a.xml']/error")
    assert [(e.get("line"), e.get("column"), e.get("severity")) for e in errors] == [
        ("2", "1", "error"),
        ("1", "1", "warning"),
    ]
    assert errors[0].get("source") == "edition.V999.made-up"
    assert errors[0].get("message").endswith("(take it out)")


@pytest.mark.parametrize(("form", "left"), [("junit", "testsuite/testcase"), ("checkstyle", None)])
def test_a_report_without_findings_is_still_a_report(form: str, left: str | None) -> None:
    report = read(form, [])
    assert len(report) == (1 if left else 0)
    assert not left or report.find(left).get("name") == "no findings"
    assert report.get("failures") in ("0", None)
