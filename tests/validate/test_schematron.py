from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from edition.diagnostics import Diagnostic, EditionError, LineIndex, Severity
from edition.markup import Source, parse
from edition.validate.schematron import Schematron, has_rules, load_schematron
from edition.validate.schematron.svrl import Report, report_on

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


UNKNOWN = {
    '<group><pattern/></group>': "<group> is not known here",
    '<pattern><rule context="a" severity="x"/></pattern>': "the attribute severity of <rule> is not known here",
    '<phase id="p" when="a"/>': "the attribute when of <phase> is not known here",
    '<rule context="a"/>': "<rule> is not known in <schema>",
    '<pattern><rule/></pattern>': "<rule> needs the attribute context",
    '<pattern><rule context="a"><assert>x</assert></rule></pattern>': "<assert> needs the attribute test",
    '<pattern><rule context="a"><assert test="b" diagnostics="d">x</assert></rule></pattern>': "no diagnostic `d`",
    '<pattern><rule context="a"><assert test="b" properties="d">x</assert></rule></pattern>': "no property `d`",
    '<phase id="p"><active pattern="q"/></phase>': "no pattern `q`",
    '<xsl:template match="a" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/>': "<xsl:template> is not known",
    '<pattern><rule context="a"><assert test="b"><xsl:value-of select="." xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/>'
    '</assert></rule></pattern>': "<xsl:value-of> is not known in <assert>",
    '<pattern><rule context="a"><let name="v" value="1"/><let name="v" value="2"/></rule></pattern>': "v is declared twice",
    '<let name="v" value="1">2</let>': "<let> has both a value and content",
    '<let name="v" value="1"><x/></let>': "<let> has both a value and content",
    '<include href="p.sch#none"/>': "p.sch has no element with the id `none`",
    '<include href="whole.sch"/>': "<schema> is not known in <schema>",
}  # fmt: skip


@pytest.mark.parametrize("rules", UNKNOWN)
def test_what_is_not_known_or_not_there_is_refused_by_name(check: Check, tmp_path: Path, rules: str) -> None:
    (tmp_path / "p.sch").write_text('<pattern id="p" xmlns="http://purl.oclc.org/dsdl/schematron"/>')
    (tmp_path / "whole.sch").write_text(HEAD + "</schema>")
    with pytest.raises(EditionError) as caught:
        check(rules, "<a/>")
    assert UNKNOWN[rules] in caught.value.diagnostics[0].message


def test_notes_of_other_vocabularies_are_let_be(check: Check) -> None:
    rules = """<doc xmlns="urn:d"><xsl:template xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/></doc>
      <pattern><title>t</title><rule context="a"><p>why</p><report test="true()">m <b xmlns="urn:h">n</b></report></rule></pattern>"""
    assert [d.message for d in check(rules, "<a/>")] == ["m n"]


def test_an_element_of_a_file_is_included_by_its_id(check: Check, tmp_path: Path) -> None:
    pattern = '<pattern id="{0}"><rule context="a"><report test="true()">{0}</report></rule></pattern>'
    inside = pattern.format("one") + pattern.format("two")
    (tmp_path / "p.sch").write_text(f'<schema xmlns="http://purl.oclc.org/dsdl/schematron">{inside}</schema>')
    assert [d.message for d in check('<include href="p.sch#two"/>', "<a/>")] == ["two"]


def test_what_stands_in_a_variable_is_a_document_and_never_run(check: Check) -> None:
    rules = """<let name="v"><x y="{1+1}"><xsl:value-of select="1+1" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/>{2+2}</x></let>
      <pattern><rule context="a"><report test="true()"><value-of select="$v//*/name(), $v//@y, string($v)"/></report></rule></pattern>"""
    assert [d.message for d in check(rules, "<a/>")] == ["x xsl:value-of {1+1} {2+2}"]


def test_variables_of_phases_and_patterns_hide_those_of_the_schema(check: Check) -> None:
    rules = """<let name="v" value="0"/><phase id="p"><let name="v" value="1"/><active pattern="x"/></phase>
      <pattern id="x"><rule context="a"><report test="true()"><value-of select="$v"/></report></rule></pattern>
      <pattern><let name="v" value="2"/><rule context="a"><report test="true()"><value-of select="$v"/></report></rule></pattern>"""
    assert [d.message for d in check(rules, "<a/>")] == ["0", "2"]
    assert [d.message for d in check(rules, "<a/>", "p")] == ["1"]


def test_name_with_a_path_is_its_value(check: Check) -> None:
    rules = '<pattern><rule context="a"><report test="true()"><name path="name(..)"/>|<name/></report></rule></pattern>'
    assert [d.message for d in check(rules, "<b><a/></b>")] == ["b|a"]


def test_parameters_reach_diagnostics_and_properties(check: Check) -> None:
    rules = """<pattern abstract="true" id="p"><rule context="$c"><report test="true()" diagnostics="d" properties="q">m</report></rule></pattern>
      <pattern is-a="p"><param name="c" value="a"/></pattern><pattern is-a="p"><param name="c" value="b"/></pattern>
      <diagnostics><diagnostic id="d">for $c: <value-of select="count($c)"/></diagnostic></diagnostics>
      <properties><property id="q">p $c</property></properties>"""
    assert [d.notes for d in check(rules, "<a><b/></a>")] == [("for a: 0", "p a"), ("for b: 0", "p b")]


def test_a_phase_may_begin_further_down(check: Check) -> None:
    rules = """<phase id="p" from="//b"><active pattern="x"/></phase>
      <pattern id="x"><rule context="c"><report test="true()"><value-of select="@n"/></report></rule></pattern>"""
    document = '<a><c n="1"/><b><c n="2"/></b></a>'
    assert [d.message for d in check(rules, document, "p")] == ["2"]
    assert [d.message for d in check(rules, document)] == ["1", "2"]


def test_a_rule_may_visit_many_things(check: Check) -> None:
    rules = """<pattern><rule context="a" visit-each="tokenize(@r), b"><let name="all" value="count(b)"/>
      <report test="true()"><value-of select="$all, string(.)"/></report></rule></pattern>"""
    document = '<a r="x y"><b>z</b></a>'
    found = check(rules, document)
    assert [d.message for d in found] == ["1 x", "1 y", "1 z"]
    assert [document[d.primary.start : d.primary.end] for d in found if d.primary] == ["a", "a", "b"]


OTHERS = """<pattern documents="//@other"><let name="n" value="count(//p)"/><rule context="p">
  <report test="true()"><value-of select="$n, name(/*)"/></report></rule></pattern>"""


@pytest.mark.parametrize(
    "text",
    [
        '<?xml version="1.0"?>\n<!DOCTYPE o>\n<o>\n<p/><p/></o>',
        '<?xml version="1.0"?><!-- <!DOCTYPE x> --><?pi?><o><![CDATA[<!DOCTYPE y> <!DOCTYPE z [ ]><q/>]]><p/><p/></o>',
        "\ufeff<!DOCTYPE o ><o><p/><p/></o>",
    ],
)
def test_a_pattern_may_be_about_other_documents(text: str, tmp_path: Path) -> None:
    (tmp_path / "s.sch").write_text(HEAD + OTHERS + "</schema>")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "o.xml").write_text(text)
    (tmp_path / "d.xml").write_text('<a other="sub/o.xml"><p/></a>')
    found = Schematron(tmp_path / "s.sch").check(
        parse(Source(str(tmp_path / "d.xml"), (tmp_path / "d.xml").read_bytes()))
    )
    assert [d.message for d in found] == ["2 o", "2 o"]
    assert [
        (Path(d.primary.file).name, text.encode()[d.primary.start : d.primary.end]) for d in found if d.primary
    ] == [("o.xml", b"p")] * 2


@pytest.mark.parametrize("other", ["../o.xml", "/etc/passwd", "file:///etc/passwd", "none.xml", "http://example.org/"])
def test_other_documents_lie_in_the_folders_of_document_and_schema(tmp_path: Path, other: str) -> None:
    folder = tmp_path / "inner"
    folder.mkdir()
    (tmp_path / "o.xml").write_text("<p/>")
    (folder / "s.sch").write_text(HEAD + OTHERS + "</schema>")
    document = parse(Source(str(folder / "d.xml"), f'<a other="{other}"/>'.encode()))
    (found,) = Schematron(folder / "s.sch").check(document)
    assert found.code.id == "V332"
    assert other in found.message


def test_functions_are_included_with_their_prefixes_and_read_nothing(check: Check, tmp_path: Path) -> None:
    (tmp_path / "f.xsl").write_text(
        """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:f="urn:f" xmlns:q="urn:t">
        <xsl:function name="f:count"><xsl:param name="n"/><xsl:sequence select="count($n//q:b)"/></xsl:function></xsl:stylesheet>"""
    )
    include = '<xsl:include href="f.xsl" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/>'
    rules = '<ns prefix="f" uri="urn:f"/>{}<pattern><rule context="t:a"><report test="true()"><value-of select="{}"/></report></rule></pattern>'
    assert [d.message for d in check(rules.format(include, "f:count(.)"), '<a xmlns="urn:t"><b/></a>')] == ["1"]
    secret = rules.format("", "environment-variable('PATH')")
    assert [d.message for d in check(secret, '<a xmlns="urn:t"/>')] == [""]
    static = """<xsl:variable name="v" static="yes" select="unparsed-text('file:///etc/passwd')"
      xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/>"""
    with pytest.raises(EditionError, match="prohibited"):
        check(rules.format(static, "$v"), "<a/>")


def test_several_schemas_run_side_by_side(tmp_path: Path) -> None:
    rule = '<pattern id="p"><rule context="a"><report test="true()">{}</report></rule></pattern>'
    for name, text, more in (("1", "x", '<phase id="q"><active pattern="p"/></phase>'), ("2", "y", ""), ("3", "x", "")):
        (tmp_path / f"{name}.sch").write_text(HEAD + more + rule.format(text) + "</schema>")
    paths = [tmp_path / f"{name}.sch" for name in "1231"]
    document = parse(Source("d.xml", b"<a/>"))
    both = load_schematron(paths, "q")
    assert both is not None
    assert [d.message for d in both.check(document)] == ["x", "y"]
    assert both.paths == tuple(paths[:3])
    with pytest.raises(EditionError, match="no phase `none`"):
        load_schematron(paths, "none")
    assert load_schematron([]) is None


EMBEDDED = """<grammar xmlns="http://relaxng.org/ns/structure/1.0" xmlns:s="http://purl.oclc.org/dsdl/schematron">
  <s:ns prefix="t" uri="urn:t"/>{include}<start><element name="a" ns="urn:t">
    <s:rule context="t:a"><s:assert test="t:b">no b</s:assert></s:rule><zeroOrMore><element name="b"><empty/></element></zeroOrMore>
  </element></start></grammar>"""


def test_rules_that_stand_in_a_relax_ng_schema_are_run(tmp_path: Path) -> None:
    part = (
        EMBEDDED.replace("no b", "none")
        .replace("s:rule", "s:pattern><s:rule", 1)
        .replace("</s:rule>", "</s:rule></s:pattern>")
    )
    (tmp_path / "part.rng").write_text(
        part.format(include="").replace("start>", "define>").replace("<define", '<define name="x"')
    )
    (tmp_path / "s.rng").write_text(EMBEDDED.format(include='<include href="part.rng"/>'))
    assert has_rules(tmp_path / "s.rng")
    loaded = load_schematron([tmp_path / "s.rng"])
    assert loaded is not None
    found = loaded.check(parse(Source("d.xml", b'<a xmlns="urn:t"/>')))
    assert [d.message for d in found] == ["none", "no b"]


def test_a_report_in_svrl(tmp_path: Path) -> None:
    rules = """<pattern id="p"><title>T</title><rule id="r" context="b" flag="f"><assert id="i" test="@n = '{1}'" role="warn" diagnostics="d">
      m <value-of select="name()"/></assert></rule></pattern><pattern><rule context="a"><assert test="1 idiv 0">x</assert></rule></pattern>
      <diagnostics><diagnostic id="d" xml:lang="de">n</diagnostic></diagnostics>"""
    (tmp_path / "s.sch").write_text(HEAD + rules + "</schema>")
    (tmp_path / "d.xml").write_text("<a><b/><b/></a>")
    schematron = Schematron(tmp_path / "s.sch")
    document = parse(Source("d.xml", b"<a><b/><b/></a>"))
    report = Report()
    report.add("d.xml", schematron.report(document))
    root = etree.fromstring(report.write())
    spaces = {"v": "http://purl.oclc.org/dsdl/svrl"}
    assert [etree.QName(e).localname for e in root] == [
        "active-pattern", "fired-rule", "failed-assert", "fired-rule", "failed-assert", "active-pattern", "fired-rule", "failed-assert",
    ]  # fmt: skip
    first = root[2]
    assert dict(first.attrib) == {
        "id": "i", "role": "warn", "test": "@n = '{1}'", "flag": "f", "location": "/Q{}a[1]/Q{}b[1]",
    }  # fmt: skip
    assert root.xpath("normalize-space(v:failed-assert[1]/v:text)", namespaces=spaces) == "m b"
    assert root.xpath("string(//v:diagnostic-reference/v:text/@xml:lang)", namespaces=spaces) == "de"
    whole = report_on(
        {"d.xml": tmp_path / "d.xml", "e.xml": tmp_path / "none.xml"}, schematron, schematron.check(document)
    )
    assert len(etree.fromstring(whole)) == len(root)


WRONG = {
    '<rule context="q:p"><assert test="b">x</assert></rule>': "Namespace prefix 'q' has not been declared (line 3)",
    '<rule context="p">\n<assert test="count(b">x</assert></rule>': "expected )",
    '<rule context="p">\n\n<report test="$n">x</report></rule>': "Variable $n has not been declared",
    '<rule context="p"><let name="v" value="lenght(.)"/></rule>': "Cannot find a 1-argument function named lenght() (line 3)",
    '<rule context="p"><assert test="a">x <value-of\nselect="1 +"/></assert></rule>': "(line 4)",
}


@pytest.mark.parametrize("rule", WRONG)
def test_a_wrong_expression_is_told_with_the_line_of_the_schema(check: Check, rule: str) -> None:
    with pytest.raises(EditionError) as caught:
        check(f'\n<ns prefix="x" uri="urn:x"/>\n<pattern>{rule}</pattern>', "<a/>")
    message = caught.value.diagnostics[0].message
    assert WRONG[rule] in message
    assert "file:" not in message and "(line " in message


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        ('<pattern is-a="t"/>', "there is no abstract pattern `t` (line 2)"),
        ('<pattern><rule context="a"><extends rule="r"/></rule></pattern>', "there is no abstract rule `r` (line 2)"),
        (
            '<pattern id="o"><rule abstract="true" id="r"/></pattern>'
            '<pattern><rule context="a"><extends rule="r"/></rule></pattern>',
            "there is no abstract rule `r` in the same pattern, where the standard wants it, nor in <rules> (line 2)",
        ),
    ],
)
def test_what_is_abstract_and_not_there_is_told_with_its_line_and_nothing_else_is_printed(
    check: Check, capfd: pytest.CaptureFixture[str], rules: str, told: str
) -> None:
    with pytest.raises(EditionError, match="cannot be used") as refused:
        check(f"\n{rules}", "<a/>")
    assert refused.value.diagnostics[0].message.endswith(told)
    assert capfd.readouterr().err == ""


def test_an_abstract_rule_is_found_in_its_pattern_and_in_rules(check: Check) -> None:
    rule = '<rule abstract="true" id="{}"><report test="true()">{}</report></rule>'
    used = '<rule context="a"><extends rule="r"/><extends rule="s"/></rule>'
    rules = f"<pattern>{rule.format('r', 'one')}{used}</pattern><rules>{rule.format('s', 'two')}</rules>"
    assert [d.message for d in check(rules, "<a/>")] == ["one", "two"]
