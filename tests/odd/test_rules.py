"""The rules of an ODD as Schematron: where declarations, keys and patterns stand, and what is left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from tests.odd.tei import MODULES, NS, SCH, build

from edition.diagnostics import apply_edits
from edition.markup import Source, parse
from edition.validate.schematron import Schematron

XSL = "http://www.w3.org/1999/XSL/Transform"
SQF = "http://www.schematron-quickfix.com/validator/process"


def constraint(ident: str, inside: str, at: str = "") -> str:
    return (
        f'<constraintSpec ident="{ident}" scheme="schematron" {at}><constraint xmlns:xsl="{XSL}" xmlns:sqf="{SQF}">{inside}'
        "</constraint></constraintSpec>"
    )


def rules(folder: Path, inside: str) -> etree._Element:
    """The rules of an ODD; they can be used."""
    path = folder / "my.sch"
    path.write_text(build(folder, MODULES + inside).sch, "utf-8")
    Schematron(path)
    return etree.parse(path).getroot()


def told(folder: Path, document: str) -> list[str]:
    source = Source("d.xml", f'<TEI xmlns="{NS}">{document}</TEI>'.encode())
    return [f.message for f in Schematron(folder / "my.sch").check(parse(source))]


PARAGRAPH = '<sch:rule context="tei:p"><sch:assert test="{}">{}</sch:assert></sch:rule>'


@pytest.mark.parametrize(
    "declared",
    [
        '<sch:pattern><sch:title>words</sch:title><sch:let name="most" value="2"/></sch:pattern>',
        '<sch:let name="most" value="2"/>',
        '<sch:let name="most" value="2"/><sch:pattern><sch:rule context="tei:hi"><sch:report test="false()">no</sch:report>'
        "</sch:rule></sch:pattern>",
    ],
    ids=["in a pattern without rules", "alone", "beside a pattern"],
)
def test_variables_that_are_for_all_rules(tmp_path: Path, declared: str) -> None:
    used = constraint("few", PARAGRAPH.format("count(tei:hi) le $most", "too many"))
    root = rules(tmp_path, constraint("words", declared) + used)
    assert [let.get("name") for let in root.findall(f"{{{SCH}}}let")] == ["most"]
    assert told(tmp_path, "<div><p><hi/><hi/></p><p><hi/><hi/><hi/></p></div>") == ["too many"]


def test_keys_stand_before_patterns_wherever_they_are_written(tmp_path: Path) -> None:
    key = '<xsl:key name="targets" match="@corresp" use="substring-after(., \'#\')"/>'
    in_pattern = constraint(
        "a", f"<sch:pattern>{key}{PARAGRAPH.format('key(&quot;targets&quot;, @n)', 'alone')}</sch:pattern>"
    )
    beside_rule = constraint("b", key.replace("targets", "again") + PARAGRAPH.format("true()", "never"))
    root = rules(tmp_path, in_pattern + beside_rule)
    assert [k.get("name") for k in root.findall(f"{{{XSL}}}key")] == ["targets", "again"]
    assert root.findall(f"{{{SCH}}}pattern//{{{XSL}}}key") == []
    assert told(tmp_path, '<div corresp="#a"><p n="a"/><p n="b"/></div>') == ["alone"]


def test_a_rule_beside_a_pattern_is_not_lost(tmp_path: Path) -> None:
    whole = f"<sch:pattern>{PARAGRAPH.format('tei:hi', 'first')}</sch:pattern>"
    rules(tmp_path, constraint("both", whole + PARAGRAPH.format("@n", "second")))
    assert told(tmp_path, "<div><p/></div>") == ["first", "second"]


def test_a_translation_of_a_rule_is_left_out_and_a_rule_in_one_language_is_not(tmp_path: Path) -> None:
    english = constraint("p-n", '<sch:assert test="@n">number it</sch:assert>')
    french = constraint("p-n-fr", '<sch:assert test="@n">numérotez</sch:assert>', 'xml:lang="fr"')
    german = constraint("div-n", '<sch:assert test="@n">nummerieren</sch:assert>', 'xml:lang="de"')
    paragraph = f'<elementSpec ident="p" mode="change">{french}{english}</elementSpec>'
    rules(tmp_path, f'{paragraph}<elementSpec ident="div" mode="change">{german}</elementSpec>')
    assert sorted(told(tmp_path, "<div><p/></div>")) == ["number it", "nummerieren"]


def test_attributes_of_quick_fixes_keep_their_namespace(tmp_path: Path) -> None:
    root = rules(
        tmp_path,
        constraint("f", '<sch:rule context="tei:p"><sch:report test="@n" sqf:fix="x">n</sch:report></sch:rule>'),
    )
    (report,) = root.iter(f"{{{SCH}}}report")
    assert report.get(f"{{{SQF}}}fix") == "x"
    assert report.get("fix") is None


QUICK = """<sch:assert test="@n" sqf:fix="number shared">no n</sch:assert>
  <sqf:fix id="number"><sqf:add node-type="attribute" target="n" select="1"/></sqf:fix>
  <sqf:fixes><sqf:fix id="shared"><sqf:add><note><hi><sch:value-of select="name()"/></hi></note></sqf:add></sqf:fix></sqf:fixes>"""


def test_quick_fixes_go_where_their_assertions_can_offer_them(tmp_path: Path) -> None:
    rules(tmp_path, f'<elementSpec ident="p" mode="change">{constraint("f", QUICK)}</elementSpec>')
    schematron = Schematron(tmp_path / "my.sch")
    assert schematron.told == []
    data = f'<TEI xmlns="{NS}"><p>x</p></TEI>'.encode()
    found = schematron.check(parse(Source("d.xml", data)))
    changed = {f.title: apply_edits(data, f.edits).decode() for d in found for f in d.fixes}
    assert changed == {
        "number": f'<TEI xmlns="{NS}"><p n="1">x</p></TEI>',
        "shared": f'<TEI xmlns="{NS}"><p><note><hi>p</hi></note>x</p></TEI>',
    }
