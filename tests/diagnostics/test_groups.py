"""Many findings of one kind are one line."""

from __future__ import annotations

from edition.diagnostics import Code, Diagnostic, Severity, Sources, Span, group_lines, grouped

CODE = Code("X100", "odd-thing", Severity.WARNING, "…")


def finding(element: str, file: str) -> Diagnostic:
    return Diagnostic(CODE, f"there is no {element}", Span(file, 0, 1))


def test_findings_on_one_element_are_one_line() -> None:
    found = [finding("<g>", f"{n % 2}.xml") for n in range(1200)] + [finding("<h>", "0.xml")]
    single, groups = grouped(found, 2)
    assert [d.message for d in single] == ["there is no <h>"]
    (line,) = group_lines(groups, Sources())
    assert line == "1,200 × <g> in 2 files: warning[X100] there is no <g> (0.xml:1:1)\n"


def test_without_an_element_the_kind_is_the_code() -> None:
    single, groups = grouped([finding("thing", "a.xml"), finding("other", "a.xml")], 0)
    assert single == []
    assert [(g.subject, len(g.findings)) for g in groups] == [("", 2)]


def test_a_kind_is_one_line_that_names_its_elements() -> None:
    found = [finding(f"<e{n}>", f"{n}.xml") for n in range(14)] + [finding("<e3>", "0.xml")]
    single, groups = grouped(found, 0)
    assert single == []
    (line,) = group_lines(groups, Sources())
    assert line.startswith("15 × <e3> (2), <e0> (1), ")
    assert " and 2 more in 14 files: warning[X100] " in line


def test_what_is_seldom_is_told_by_itself_beside_what_is_not() -> None:
    found = [finding(name, "a.xml") for name in ("<g>",) * 3 + ("<h>",) + ("<i>",) * 3]
    single, groups = grouped(found, 2)
    assert [d.message for d in single] == ["there is no <h>"]
    assert [g.subject for g in groups] == ["<g> (3), <i> (3)"]
