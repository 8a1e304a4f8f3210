from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from edition.diagnostics import Diagnostic, EditionError, LineIndex, Severity
from edition.markup import Source, parse
from edition.validate.schematron import Schematron

HEAD = '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3"><ns prefix="t" uri="urn:t"/>'
Check = Callable[..., list[Diagnostic]]


@pytest.fixture
def check(tmp_path: Path) -> Check:
    def run(rules: str, document: str, phase: str = "#DEFAULT", attributes: str = "") -> list[Diagnostic]:
        path = tmp_path / "s.sch"
        path.write_text(
            HEAD.replace("queryBinding", f"{attributes} queryBinding") + rules + "</schema>", encoding="utf-8"
        )
        return Schematron(path, phase).check(parse(Source("d.xml", document.encode())))

    return run


def test_a_failed_assert_has_message_id_role_and_place(check: Check) -> None:
    document = '<a>\n  <b n="x"/>\n  <b n="1"/>\n</a>'
    rules = (
        '<pattern><rule context="b"><assert id="number" role="warning" test="@n castable as xs:integer" '
        'subject="@n">the number is <value-of select="@n"/> in <name/></assert></rule></pattern>'
    )
    (found,) = check(
        rules.replace("<pattern>", '<ns prefix="xs" uri="http://www.w3.org/2001/XMLSchema"/><pattern>'), document
    )
    assert (found.code.id, found.severity, found.message) == ("number", Severity.WARNING, "the number is x in b")
    assert found.primary is not None
    assert document[found.primary.start : found.primary.end] == "x"
    assert LineIndex(document.encode()).position(found.primary.start).line == 2


def test_a_report_that_holds_is_a_finding_and_an_assert_that_holds_is_none(check: Check) -> None:
    rules = '<pattern><rule context="a"><assert test="b">no b</assert><report test="c">a c</report></rule></pattern>'
    assert [d.message for d in check(rules, "<a><b/><c/></a>")] == ["a c"]


def test_rules_below_an_element_where_one_has_fired_still_fire(check: Check) -> None:
    rules = '<pattern><rule context="a"><report test="true()"><name/><value-of select="@n"/></report></rule></pattern>'
    assert [d.message for d in check(rules, '<a n="1"><x><a n="2"><a n="3"/></a></x></a>')] == ["a1", "a2", "a3"]


def test_the_first_rule_that_matches_wins_within_a_pattern_and_patterns_are_independent(check: Check) -> None:
    rules = """<pattern><rule context="b[@x]"><report test="true()">first</report></rule>
      <rule context="b"><report test="true()">second</report></rule></pattern>
      <pattern><rule context="b"><report test="true()">other</report></rule></pattern>"""
    assert [d.message for d in check(rules, '<a><b x=""/><b/></a>')] == ["first", "second", "other", "other"]


def test_contexts_may_be_attributes_text_and_the_root(check: Check) -> None:
    rules = """<pattern><rule context="@n"><report test=". = '1'">attribute</report></rule>
      <rule context="text()"><report test="contains(., 'x')">text</report></rule>
      <rule context="/"><report test="true()">root</report></rule></pattern>"""
    assert [d.message for d in check(rules, '<a n="1">x</a>')] == ["root", "attribute", "text"]


@pytest.mark.parametrize("context", ["//x//(b[@n] | c)", "x/(b[@n] | c)", "a//*[self::b[@n] or self::c]"])
def test_a_context_may_be_any_expression(check: Check, context: str) -> None:
    rules = f'<pattern><rule context="{context}"><report test="true()"><name/></report></rule></pattern>'
    assert [d.message for d in check(rules, '<a><x><b n=""/><b/><c/></x></a>')] == ["b", "c"]


def test_variables_of_schema_pattern_and_rule(check: Check) -> None:
    rules = """<let name="s" value="'s'"/><pattern><let name="v" value="count(//b)"/><rule context="b">
      <let name="r" value="$v + 1"/><report test="true()"><value-of select="$s, $v, $r"/></report></rule></pattern>
      <pattern><let name="v" value="'again'"/><rule context="a"><report test="true()"><value-of select="$v"/></report>
      </rule></pattern>"""
    assert [d.message for d in check(rules, "<a><b/></a>")] == ["s 1 2", "again"]


def test_abstract_patterns_are_filled_in(check: Check) -> None:
    rules = """<pattern abstract="true" id="p"><rule context="$where"><assert test="$what">$what is not there:
      <value-of select="$where-else"/></assert></rule></pattern>
      <pattern is-a="p"><param name="where" value="b"/><param name="what" value="@n"/>
      <param name="where-else" value="'x'"/></pattern>
      <pattern is-a="p"><param name="where" value="c"/><param name="what" value="@m"/>
      <param name="where-else" value="'y'"/></pattern>"""
    messages = [d.message for d in check(rules, "<a><b/><c/></a>")]
    assert [m[-1] for m in messages] == ["x", "y"]


def test_parameters_of_abstract_patterns_are_filled_in_in_messages(check: Check) -> None:
    rules = """<pattern abstract="true" id="p"><rule context="a"><assert test="$what">$whatever costs $5 but <name/> has
      no $what.</assert></rule></pattern><pattern is-a="p"><param name="what" value="@n"/></pattern>"""
    (found,) = check(rules, "<a/>")
    assert " ".join(found.message.split()) == "$whatever costs $5 but a has no @n."


def test_what_is_not_schematron_is_named(tmp_path: Path) -> None:
    for text, reason in (
        ("<TEI/>", "<TEI> is not ISO Schematron's <schema>"),
        (HEAD.replace("xslt3", "exslt") + "</schema>", "the query language exslt is not known"),
    ):
        path = tmp_path / "s.sch"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(EditionError) as refused:
            Schematron(path)
        assert reason in refused.value.diagnostics[0].message


def test_abstract_rules_are_extended(check: Check) -> None:
    rules = """<pattern><rule abstract="true" id="r"><let name="k" value="name()"/>
      <report test="true()"><value-of select="$k"/></report></rule>
      <rule context="b"><extends rule="r"/><report test="@n">n</report></rule></pattern>"""
    assert [d.message for d in check(rules, '<a><b n=""/></a>')] == ["b", "n"]


def test_phases_choose_patterns(check: Check) -> None:
    rules = """<phase id="one"><active pattern="p1"/></phase><phase id="two"><active pattern="p2"/></phase>
      <pattern id="p1"><rule context="a"><report test="true()">1</report></rule></pattern>
      <pattern id="p2"><rule context="a"><report test="true()">2</report></rule></pattern>"""
    assert [d.message for d in check(rules, "<a/>")] == ["1", "2"]
    assert [d.message for d in check(rules, "<a/>", "two")] == ["2"]
    assert [d.message for d in check(rules, "<a/>", attributes='defaultPhase="one"')] == ["1"]
    assert [d.message for d in check(rules, "<a/>", "#ALL", attributes='defaultPhase="one"')] == ["1", "2"]
    with pytest.raises(EditionError):
        check(rules, "<a/>", "three")


def test_diagnostics_become_notes(check: Check) -> None:
    rules = """<pattern><rule context="a"><report test="true()" diagnostics="d1 d2">m</report></rule></pattern>
      <diagnostics><diagnostic id="d1">one <value-of select="name()"/></diagnostic><diagnostic id="d2">two</diagnostic>
      </diagnostics>"""
    assert check(rules, "<a/>")[0].notes == ("one a", "two")


def test_includes_are_read_from_the_schemas_folder_only(check: Check, tmp_path: Path) -> None:
    (tmp_path / "p.sch").write_text(
        '<pattern xmlns="http://purl.oclc.org/dsdl/schematron"><rule context="a"><report test="true()">in</report></rule></pattern>'
    )
    assert [d.message for d in check('<include href="p.sch"/>', "<a/>")] == ["in"]
    with pytest.raises(EditionError) as caught:
        check('<include href="../../etc/passwd"/>', "<a/>")
    assert "outside" in str(caught.value)


def test_a_test_that_breaks_off_is_a_finding_and_the_others_run(check: Check) -> None:
    rules = """<pattern><rule context="a"><assert test="1 div (count(b)) gt 0">x</assert><report test="true()">y</report>
      </rule></pattern>"""
    found = check(rules.replace("1 div (count(b))", "1 idiv count(b)"), "<a/>")
    assert [d.code.id for d in found] == ["V332", "V331"]


@pytest.mark.parametrize(
    "rules",
    [
        '<pattern><rule context="a"><assert test="][">x</assert></rule></pattern>',
        '<pattern is-a="nowhere"/>',
        '<pattern><rule context="a"><extends rule="nowhere"/></rule></pattern>',
    ],
)
def test_a_schema_that_cannot_be_used_is_told(check: Check, rules: str) -> None:
    with pytest.raises(EditionError) as caught:
        check(rules, "<a/>")
    assert caught.value.diagnostics[0].code.id == "V330"


def test_assertions_reach_no_file(check: Check, tmp_path: Path) -> None:
    (tmp_path / "secret.xml").write_text("<secret/>")
    uri = (tmp_path / "secret.xml").as_uri()
    rules = f'<pattern><rule context="a"><report test="doc(\'{uri}\')//secret">leak</report></rule></pattern>'
    assert [d.code.id for d in check(rules, "<a/>")] == ["V332"]
