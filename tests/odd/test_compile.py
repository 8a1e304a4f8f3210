"""ODDs compile: complete ones, customisations of ours, and what an ODD may say in each place."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from edition.diagnostics import EditionError
from edition.odd import CompiledSchema, compile_odd, descriptions, make_guidelines

TEI = 'xmlns="http://www.tei-c.org/ns/1.0"'
SCH = 'xmlns:sch="http://purl.oclc.org/dsdl/schematron"'

COMPLETE = """
  <dataSpec ident="data.word"><content><dataRef name="token" restriction="[a-z]+"/></content></dataSpec>
  <classSpec ident="att.all" type="atts"><attList>
    <attDef ident="n"><datatype><dataRef key="data.word"/></datatype></attDef>
    <attDef ident="role"><datatype maxOccurs="unbounded"><dataRef key="data.word"/></datatype></attDef>
  </attList></classSpec>
  <classSpec ident="model.line" type="model"/>
  <elementSpec ident="poem">
    <classes><memberOf key="att.all"/></classes>
    <content><sequence>
      <elementRef key="title" minOccurs="0"/><classRef key="model.line" minOccurs="2" maxOccurs="4"/>
    </sequence></content>
  </elementSpec>
  <elementSpec ident="title"><content><textNode/></content></elementSpec>
  <elementSpec ident="line">
    <classes><memberOf key="model.line"/><memberOf key="att.all"/></classes>
    <content><textNode/></content>
    <constraintSpec ident="not-empty" scheme="schematron"><constraint>
      <sch:assert test="normalize-space()" id="line-text">the line is empty: write it</sch:assert>
    </constraint></constraintSpec>
    <attList>
      <attDef ident="n" mode="delete"/>
      <attDef ident="rhyme" usage="req"><valList type="closed"><valItem ident="a"/><valItem ident="b"/></valList></attDef>
    </attList>
  </elementSpec>
"""


def write(folder: Path, specs: str, attributes: str = 'start="poem"', name: str = "my.odd", prose: str = "") -> Path:
    path = folder / name
    path.write_text(
        f"<TEI {TEI} {SCH}><text><body>{prose}<schemaSpec ident='my' {attributes}>{specs}</schemaSpec></body></text></TEI>",
        "utf-8",
    )
    return path


def customise(folder: Path, specs: str) -> CompiledSchema:
    return compile_odd(write(folder, specs, 'source="edition"'))


def accepts(schema: CompiledSchema, document: str) -> bool:
    return etree.RelaxNG(etree.fromstring(schema.rng.encode())).validate(etree.fromstring(document))


def article(body: str, header: str = "") -> str:
    return (
        f"<TEI {TEI}><teiHeader><fileDesc><titleStmt><title>t</title></titleStmt><publicationStmt><publisher>p"
        f"</publisher></publicationStmt><sourceDesc><p>s</p></sourceDesc></fileDesc>{header}</teiHeader>"
        f"<text><body>{body}</body></text></TEI>"
    )


@pytest.mark.parametrize(
    ("document", "valid"),
    [
        ('<line rhyme="a">x</line><line rhyme="b">y</line>', True),
        ('<title>t</title><line rhyme="a">x</line><line rhyme="b">y</line>', True),
        ('<line rhyme="a">x</line>', False),
        ('<line rhyme="a"/>' * 4, True),
        ('<line rhyme="a"/>' * 5, False),
        ('<line rhyme="c"/><line rhyme="a"/>', False),
        ("<line/><line/>", False),
        ('<line rhyme="a" n="x"/><line rhyme="a"/>', False),
        ('<line rhyme="a" role="x y"/><line rhyme="a"/>', True),
        ('<line rhyme="a" role="X"/><line rhyme="a"/>', False),
    ],
)
def test_a_complete_odd(tmp_path: Path, document: str, valid: bool) -> None:
    schema = compile_odd(write(tmp_path, COMPLETE))
    assert accepts(schema, f"<poem {TEI} n='x'>{document}</poem>") is valid


def test_an_assertion_without_a_rule_is_about_its_element(tmp_path: Path) -> None:
    sch = etree.fromstring(compile_odd(write(tmp_path, COMPLETE)).sch.encode())
    rule = sch.find(".//{*}pattern[@id='not-empty']/{*}rule")
    assert rule.get("context") == "tei:line"
    assert rule[0].get("id") == "line-text"


def test_specifications_in_groups_are_found(tmp_path: Path) -> None:
    groups = f"<div><specGrp xml:id='g'>{COMPLETE}</specGrp></div>"
    schema = compile_odd(write(tmp_path, '<specGrpRef target="#g"/>', prose=groups))
    assert accepts(schema, f"<poem {TEI}><line rhyme='a'/><line rhyme='a'/></poem>")


def test_a_customisation_without_changes_is_ours(tmp_path: Path, root: Path) -> None:
    assert customise(tmp_path, "").rng == (root / "schema/edition.rng").read_text("utf-8")


def test_a_deleted_element_is_gone_everywhere(tmp_path: Path) -> None:
    schema = customise(tmp_path, '<elementSpec ident="table" mode="delete"/><elementSpec ident="front" mode="delete"/>')
    assert "table" not in {e.get("name") for e in etree.fromstring(schema.rng.encode()).iter("{*}ref", "{*}element")}
    assert not accepts(schema, article("<table><row><cell>x</cell></row></table>"))
    assert accepts(schema, article("<p>x</p>"))


def test_a_class_without_members_leaves_no_reference(tmp_path: Path) -> None:
    schema = customise(tmp_path, "".join(f'<elementSpec ident="{n}" mode="delete"/>' for n in ("num", "measure")))
    assert '<ref name="model.measureLike"/>' not in schema.rng.partition('<define name="macro.')[2]
    assert accepts(schema, article("<p>x</p>"))


def test_an_added_element_joins_its_classes(tmp_path: Path) -> None:
    added = """<elementSpec ident="ship" mode="add"><classes><memberOf key="model.nameLike"/><memberOf key="att.global"/>
      </classes><content><macroRef key="macro.phraseSeq"/></content></elementSpec>"""
    schema = customise(tmp_path, added)
    assert accepts(schema, article('<p>x <ship xml:id="s" cert="low">Gülcemal</ship></p>'))


def test_changed_attributes_keep_what_the_change_does_not_speak_of(tmp_path: Path) -> None:
    change = """<elementSpec ident="div" mode="change"><attList>
        <attDef ident="type" mode="change" usage="req"><valList type="closed" mode="replace"><valItem ident="letter"/></valList></attDef>
        <attDef ident="n" mode="delete"/>
        <attDef ident="weight" mode="add"><datatype><dataRef key="data.count"/></datatype></attDef>
      </attList></elementSpec>"""
    schema = customise(tmp_path, change)
    assert accepts(schema, article('<div type="letter" weight="3" cert="low"><p n="1">x</p></div>'))
    assert not accepts(schema, article('<div type="section"><p>x</p></div>'))
    assert not accepts(schema, article("<div><p>x</p></div>"))
    assert not accepts(schema, article('<div type="letter" n="1"><p>x</p></div>'))


def test_a_value_list_grows_and_shrinks(tmp_path: Path) -> None:
    change = """<dataSpec ident="data.certainty" mode="change"><content><valList type="closed"><valItem ident="sure"/></valList>
      </content></dataSpec><elementSpec ident="title" mode="change"><attList><attDef ident="level" mode="change">
      <valList mode="change"><valItem ident="s" mode="delete"/><valItem ident="x" mode="add"/></valList>
      </attDef></attList></elementSpec>"""
    schema = customise(tmp_path, change)
    assert accepts(schema, article('<p cert="sure">x <title level="x">t</title><title level="m">t</title></p>'))
    assert not accepts(schema, article('<p cert="low">x</p>'))
    assert not accepts(schema, article('<p>x <title level="s">t</title></p>'))


def test_a_class_changes_for_all_its_members(tmp_path: Path) -> None:
    change = """<classSpec ident="att.global" type="atts" mode="change"><attList><attDef ident="rend" mode="delete"/></attList>
      </classSpec><elementSpec ident="note" mode="change"><classes mode="change"><memberOf key="att.placement" mode="delete"/>
      </classes><attList><attDef ident="place" mode="delete"/></attList></elementSpec>"""
    schema = customise(tmp_path, change)
    assert not accepts(schema, article('<p rend="italic">x</p>'))
    assert not accepts(schema, article('<p>x<note place="foot">y</note></p>'))
    assert accepts(schema, article('<p>x<note cert="low">y</note></p>'))


def test_content_and_constraints_change(tmp_path: Path) -> None:
    change = """<elementSpec ident="hi" mode="change"><content><textNode/></content></elementSpec>
      <constraintSpec ident="unique-ids" mode="delete" scheme="schematron"/>
      <elementSpec ident="geo" mode="change"><constraintSpec ident="geo-form" mode="delete" scheme="schematron"/></elementSpec>"""
    schema = customise(tmp_path, change)
    assert not accepts(schema, article("<p><hi>x <emph>y</emph></hi></p>"))
    assert "unique-ids" not in schema.sch
    assert "geo-form" not in schema.sch
    assert "local-pointers" in schema.sch


def test_a_customisation_of_a_customisation(tmp_path: Path) -> None:
    write(tmp_path, '<elementSpec ident="table" mode="delete"/>', 'source="edition"', "first.odd")
    second = write(tmp_path, '<elementSpec ident="figure" mode="delete"/>', 'source="first.odd"', "second.odd")
    schema = compile_odd(second)
    assert not accepts(schema, article("<table><row><cell>x</cell></row></table>"))
    assert not accepts(schema, article("<p>x<figure/></p>"))


def test_compiling_twice_gives_the_same(tmp_path: Path) -> None:
    path = write(tmp_path, COMPLETE)
    assert compile_odd(path) == compile_odd(path)


def test_descriptions_are_sentences(root: Path) -> None:
    found = descriptions(root / "schema/edition.odd")
    assert found["pb"] == "The place where a new page of the source begins. It may stand within a word."


def test_guidelines_have_a_page_for_each_element(root: Path) -> None:
    pages = make_guidelines(root / "schema/edition.odd")
    page = etree.HTML(pages["element-persName.html"])
    assert page.xpath("string(//h1)") == "<persName>"
    assert "Enver Paşa</persName>’nın" in page.xpath("string(//pre[@class='example'])")
    assert page.xpath("//a[@href='element-forename.html']")
    assert page.xpath("//*[contains(@class, 'rule')]//code[.='mention-ref']")
    links = {a for text in pages.values() if text.startswith("<!DOCTYPE") for a in etree.HTML(text).xpath("//a/@href")}
    assert {a.partition("#")[0] for a in links} - {""} <= set(pages)
    ids = {name: set(etree.HTML(t).xpath("//@id")) for name, t in pages.items() if name.endswith(".html")}
    assert [
        a for a in links if "#" in a and a.partition("#")[0] and a.partition("#")[2] not in ids[a.partition("#")[0]]
    ] == []


def test_guidelines_of_a_customisation_show_what_it_changes(tmp_path: Path) -> None:
    pages = make_guidelines(write(tmp_path, '<elementSpec ident="table" mode="delete"/>', 'source="edition"'))
    assert "element-table.html" not in pages
    assert "Before you begin" in pages["index.html"]


WRONG = {
    "no schema": ("V390", f"<TEI {TEI}><text/></TEI>"),
    "no start": ("V390", f"<schemaSpec {TEI} ident='x'/>"),
    "bad pattern": (
        "V390",
        f"<schemaSpec {TEI} ident='x' start='a'><elementSpec ident='a'><content><dataRef name='token' restriction='['/>"
        "</content></elementSpec></schemaSpec>",
    ),
    "bad type": (
        "V390",
        f"<schemaSpec {TEI} ident='x' start='a'><elementSpec ident='a'><content><dataRef name='tokn'/></content>"
        "</elementSpec></schemaSpec>",
    ),
    "bad count": (
        "V390",
        f"<schemaSpec {TEI} ident='x' start='a'><elementSpec ident='a'><content><elementRef key='a' minOccurs='few'/>"
        "</content></elementSpec></schemaSpec>",
    ),
    "unknown element": (
        "V391",
        f"<schemaSpec {TEI} ident='x' source='edition'><macroSpec ident='m'><content><elementRef key='persname'/></content>"
        "</macroSpec></schemaSpec>",
    ),
    "unknown class": (
        "V391",
        f"<schemaSpec {TEI} ident='x' source='edition'><elementSpec ident='new'><classes><memberOf key='model.no'/></classes>"
        "</elementSpec></schemaSpec>",
    ),
    "change of nothing": (
        "V391",
        f"<schemaSpec {TEI} source='edition'><elementSpec ident='par' mode='change'/></schemaSpec>",
    ),
    "attribute of nothing": (
        "V391",
        f"<schemaSpec {TEI} source='edition'><elementSpec ident='p' mode='change'><attList><attDef ident='no' mode='delete'/>"
        "</attList></elementSpec></schemaSpec>",
    ),
    "duplicate": ("V392", f"<schemaSpec {TEI} source='edition'><elementSpec ident='p'/></schemaSpec>"),
    "duplicate attribute": (
        "V392",
        f"<schemaSpec {TEI} source='edition'><elementSpec ident='new'><attList><attDef ident='a'/><attDef ident='a'/>"
        "</attList></elementSpec></schemaSpec>",
    ),
    "wrong mode": ("V393", f"<schemaSpec {TEI} source='edition'><elementSpec ident='p' mode='remove'/></schemaSpec>"),
    "unknown source": ("V394", f"<schemaSpec {TEI} source='nowhere.odd'/>"),
    "its own source": ("V394", f"<schemaSpec {TEI} source='wrong.odd'/>"),
    "impure": (
        "V395",
        f"<schemaSpec {TEI} source='edition'><elementSpec ident='p' mode='change'><content>"
        "<p>words</p></content></elementSpec></schemaSpec>",
    ),
    "an element that a module does not have": (
        "V391",
        f"<schemaSpec {TEI} source='edition' start='p'><moduleRef key='edition.core' include='p persname'/></schemaSpec>",
    ),
    "a rule that is no XPath": (
        "V398",
        f"<schemaSpec {TEI} {SCH} source='edition'><elementSpec ident='p' mode='change'><constraintSpec ident='full'>"
        "<constraint><sch:assert test='normalize-space((.)'>empty</sch:assert></constraint></constraintSpec></elementSpec>"
        "</schemaSpec>",
    ),
    "circular": (
        "V396",
        f"<schemaSpec {TEI} source='edition'><classSpec ident='a' type='atts'><classes><memberOf key='b'/></classes></classSpec>"
        "<classSpec ident='b' type='atts'><classes><memberOf key='a'/></classes></classSpec></schemaSpec>",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_odds_are_findings(tmp_path: Path, name: str) -> None:
    code, text = WRONG[name]
    path = tmp_path / "wrong.odd"
    path.write_text(text, "utf-8")
    with pytest.raises(EditionError) as raised:
        compile_odd(path)
    assert {d.code.id for d in raised.value.diagnostics} == {code}
    assert all(d.primary and d.help for d in raised.value.diagnostics)


def test_the_nearest_name_is_offered(tmp_path: Path) -> None:
    path = tmp_path / "wrong.odd"
    path.write_text(WRONG["unknown element"][1], "utf-8")
    with pytest.raises(EditionError) as raised:
        compile_odd(path)
    (found,) = raised.value.diagnostics
    assert found.help == "did you mean `persName`?"
    assert found.primary
    assert path.read_bytes()[found.primary.start : found.primary.end] == b"persname"


def test_a_wrong_rule_is_told_where_it_is_written(tmp_path: Path) -> None:
    rule = (
        '<elementSpec ident="p" mode="change"><constraintSpec ident="a"><constraint><sch:let name="n" value="1"/>'
        '<sch:rule context="tei:p"><sch:assert test="$n = 1 and no:thing(.)">x</sch:assert>'
        '<sch:report test="$n &gt; count(tei:hi)">y</sch:report></sch:rule></constraint></constraintSpec></elementSpec>'
    )
    path = write(tmp_path, rule, 'source="edition"')
    with pytest.raises(EditionError) as raised:
        compile_odd(path)
    (found,) = raised.value.diagnostics
    assert found.primary
    assert path.read_bytes()[found.primary.start : found.primary.end] == b"$n = 1 and no:thing(.)"
    path.write_text(path.read_text("utf-8").replace("no:thing(.)", "tei:hi"), "utf-8")
    assert 'test="$n = 1 and tei:hi"' in compile_odd(path).sch


def test_modules_that_choose_nothing_are_taken_as_they_are(tmp_path: Path) -> None:
    assert compile_odd(write(tmp_path, '<moduleRef key="core"/>', 'source="edition"')).rng
