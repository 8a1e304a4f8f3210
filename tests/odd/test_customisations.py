"""Customisations of TEI: each construct of an ODD, on a TEI of a dozen elements."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from tests.odd.tei import MODULES, NS, RNG, SCH, accepts, build, codes, write_odd

from edition.diagnostics import EditionError, Severity
from edition.odd import Places, compile_odd, make_guidelines
from edition.relaxng import parse_schema

# what an ODD says inside of its schemaSpec, what is valid then, and what is not
CASES = {
    "all modules": (
        MODULES,
        ['<div type="a"><p n="x">a <hi>b</hi><persName>c</persName></p></div>'],
        ["<div><q/></div>"],
    ),
    "include": (
        MODULES.replace('"names"', '"names" include="persName"'),
        ["<div><p><persName/></p></div>"],
        ["<div><p><placeName/></p></div>"],
    ),
    "include nothing": (
        MODULES.replace('"names"', '"names" include=""'),
        ["<div/>"],
        ["<div><p><persName/></p></div>"],
    ),
    "except": (
        MODULES.replace('"core"', '"core" except="hi list"'),
        ["<div><p/></div>"],
        ["<div><p><hi/></p></div>", "<div><list><item/></list></div>"],
    ),
    "a single element": (
        '<moduleRef key="tei"/><moduleRef key="structure"/><moduleRef key="core"/><elementRef key="placeName"/>',
        ["<div><p><placeName/></p></div>"],
        ["<div><p><persName/></p></div>"],
    ),
    "a deleted element": (
        MODULES + '<elementSpec ident="hi" mode="delete"/>',
        ["<div><p/></div>"],
        ["<div><p><hi/></p></div>"],
    ),
    "a deleted class of attributes": (
        MODULES + '<classSpec ident="att.typed" type="atts" mode="delete"/>',
        ["<div/>"],
        ['<div type="a"/>'],
    ),
    "an attribute deleted in a class": (
        MODULES
        + '<classSpec ident="att.typed" type="atts" mode="change"><attList><attDef ident="subtype" mode="delete"/>'
        "</attList></classSpec>",
        ['<div type="a"/>'],
        ['<div subtype="a"/>'],
    ),
    "an attribute of a class deleted in an element": (
        MODULES
        + '<elementSpec ident="div" mode="change"><attList><attDef ident="type" mode="delete"/></attList></elementSpec>',
        ['<div subtype="a"><list type="a"><item/></list></div>'],
        ['<div type="a"/>'],
    ),
    "an attribute of a class changed in an element": (
        MODULES + '<elementSpec ident="div" mode="change"><attList><attDef ident="type" mode="change" usage="req">'
        '<valList type="closed" mode="add"><valItem ident="x"/></valList></attDef></attList></elementSpec>',
        ['<div type="x" corresp="#a #b"/>'],
        ["<div/>", '<div type="y"/>'],
    ),
    "a class that refers to attributes of another, and is changed": (
        MODULES
        + '<classSpec ident="att.told" type="atts" mode="change"><attList><attDef ident="told" mode="change" usage="req"/>'
        "</attList></classSpec>",
        ['<div><list><item told="a"/></list></div>'],
        ["<div><list><item/></list></div>", '<div><list><item told="a" subtype="b"/></list></div>'],
    ),
    "a reference to an attribute that is written again": (
        MODULES
        + '<classSpec ident="att.told" type="atts" mode="change"><attList><attRef class="att.typed" name="subtype"/>'
        "</attList></classSpec>",
        ['<div><list><item subtype="b"/></list></div>'],
        ['<div><list><item type="b"/></list></div>'],
    ),
    "an attribute replaced": (
        MODULES + '<elementSpec ident="div" mode="change"><attList><attDef ident="org" mode="replace"><datatype>'
        '<dataRef key="teidata.count"/></datatype></attDef></attList></elementSpec>',
        ['<div org="3"/>'],
        ['<div org="one"/>'],
    ),
    "values that grow and shrink": (
        MODULES
        + '<elementSpec ident="div" mode="change"><attList><attDef ident="org" mode="change"><valList type="closed" '
        'mode="change"><valItem ident="one" mode="delete"/><valItem ident="three" mode="add"/></valList></attDef></attList>'
        "</elementSpec>",
        ['<div org="two"/>', '<div org="three"/>'],
        ['<div org="one"/>', '<div org="four"/>'],
    ),
    "values added to an element's own list for a class's attribute": (
        MODULES
        + '<elementSpec ident="list" mode="change"><attList><attDef ident="type" mode="change"><valList type="closed" '
        'mode="change"><valItem ident="steps" mode="add"/></valList></attDef></attList></elementSpec>',
        ['<div><list type="gloss"><item/></list></div>', '<div><list type="steps"><item/></list></div>'],
        ['<div><list type="other"><item/></list></div>'],
    ),
    "half-open values": (
        MODULES
        + '<elementSpec ident="div" mode="change"><attList><attDef ident="org" mode="change"><valList type="semi" '
        'mode="replace"><valItem ident="X"/></valList></attDef></attList></elementSpec>',
        ['<div org="X"/>', '<div org="other"/>'],
        ['<div org="Y"/>'],
    ),
    "a list without a mode changes nothing": (
        MODULES
        + '<elementSpec ident="div" mode="change"><attList><attDef ident="org" mode="change"><valList type="closed">'
        '<valItem ident="x"/></valList></attDef></attList></elementSpec>',
        ['<div org="one"/>'],
        ['<div org="x"/>'],
    ),
    "an added element in another namespace": (
        MODULES + '<elementSpec ident="ship" ns="urn:sea" mode="add"><classes><memberOf key="model.phrase"/><memberOf '
        'key="att.global"/></classes><content><macroRef key="macro.phraseSeq"/></content></elementSpec>',
        ['<div><p><ship xmlns="urn:sea" n="a">x</ship></p></div>'],
        ["<div><p><ship>x</ship></p></div>"],
    ),
    "an element under another name": (
        MODULES + '<elementSpec ident="hi" mode="change"><altIdent>fett</altIdent></elementSpec>',
        ["<div><p><fett/></p></div>"],
        ["<div><p><hi/></p></div>"],
    ),
    "a value and an attribute under other names": (
        MODULES
        + '<elementSpec ident="div" mode="change"><attList><attDef ident="org" mode="change"><altIdent>art</altIdent>'
        '<valList type="closed" mode="replace"><valItem ident="one"><altIdent>eins</altIdent></valItem></valList></attDef>'
        "</attList></elementSpec>",
        ['<div art="eins"/>'],
        ['<div org="one"/>', '<div art="one"/>'],
    ),
    "memberships that change": (
        MODULES
        + '<elementSpec ident="hi" mode="change"><classes mode="change"><memberOf key="model.phrase" mode="delete"/>'
        '<memberOf key="model.pLike"/></classes></elementSpec>',
        ["<div><hi/></div>"],
        ["<div><p><hi/></p></div>"],
    ),
    "memberships that are replaced": (
        MODULES
        + '<elementSpec ident="p" mode="change"><classes mode="replace"><memberOf key="model.phrase"/></classes>'
        "</elementSpec>",
        ["<div><list><item><p/></item></list></div>"],
        ["<div><p/></div>", '<div><list><item><p n="a"/></item></list></div>'],
    ),
    "content that is replaced": (
        MODULES
        + '<elementSpec ident="list" mode="change"><content><sequence><elementRef key="head"/><elementRef key="item" '
        'minOccurs="2" maxOccurs="3"/></sequence></content></elementSpec>',
        ["<div><list><head/><item/><item/></list></div>", "<div><list><head/><item/><item/><item/></list></div>"],
        ["<div><list><head/><item/></list></div>", "<div><list><head/>" + "<item/>" * 4 + "</list></div>"],
    ),
    "content in any order": (
        MODULES
        + '<elementSpec ident="list" mode="change"><content><sequence preserveOrder="false"><elementRef key="head"/>'
        '<elementRef key="item"/></sequence></content></elementSpec>',
        ["<div><list><item/><head/></list></div>", "<div><list><head/><item/></list></div>"],
        ["<div><list><item/></list></div>"],
    ),
    "content in RELAX NG": (
        MODULES + '<elementSpec ident="list" mode="change"><content><rng:group><rng:optional><rng:ref name="head"/>'
        '</rng:optional><rng:oneOrMore><rng:choice><rng:ref name="item"/><rng:ref name="gone"/></rng:choice></rng:oneOrMore>'
        "</rng:group></content></elementSpec>",
        ["<div><list><head/><item/><item/></list></div>"],
        ["<div><list><head/></list></div>", "<div><list><gone/></list></div>"],
    ),
    "a class in a row, as old content models name it": (
        MODULES
        + '<elementSpec ident="list" mode="change"><content><rng:ref name="model.nameLike_sequenceOptional"/></content>'
        "</elementSpec>",
        ["<div><list><persName/><placeName/></list></div>", "<div><list/></div>"],
        ["<div><list><placeName/><persName/></list></div>"],
    ),
    "a class in a row": (
        MODULES
        + '<elementSpec ident="list" mode="change"><content><classRef key="model.nameLike" expand="sequence"/></content>'
        "</elementSpec>",
        ["<div><list><persName/><placeName/></list></div>"],
        ["<div><list><persName/></list></div>"],
    ),
    "a class without some members": (
        MODULES + '<elementSpec ident="list" mode="change"><content><alternate><classRef key="model.nameLike" '
        'except="placeName"/><elementRef key="item"/></alternate></content></elementSpec>',
        ["<div><list><persName/></list></div>", "<div><list><item/></list></div>"],
        ["<div><list><placeName/></list></div>"],
    ),
    "all elements, as old content models name them": (
        MODULES
        + '<elementSpec ident="list" mode="change"><content><rng:oneOrMore><?NameList?></rng:oneOrMore></content>'
        "</elementSpec>",
        ["<div><list><TEI><div/></TEI><p/></list></div>"],
        ["<div><list/></div>"],
    ),
    "two elements of a name": (
        MODULES
        + '<elementSpec ident="p" ns="urn:other" prefix="o_" mode="add"><classes><memberOf key="model.pLike"/></classes>'
        '<content><rng:ref name="o_p"/></content></elementSpec><elementSpec ident="list" mode="change"><content '
        'autoPrefix="false"><rng:choice><rng:ref name="p"/><rng:ref name="o_p"/></rng:choice></content></elementSpec>',
        ["<div><p/></div>", "<div><list><p/></list></div>"],
        ['<div><list><p xmlns="urn:no"/></list></div>', '<div><p xmlns="urn:other"/></div>'],
    ),
    "values as content": (
        MODULES
        + '<elementSpec ident="hi" mode="change"><content><valList type="closed"><valItem ident="yes"/></valList>'
        "</content></elementSpec>",
        ["<div><p><hi>yes</hi></p></div>"],
        ["<div><p><hi>no</hi></p></div>"],
    ),
    "elements of any name": (
        MODULES,
        ['<div><xenoData><a xmlns="urn:x" b="c">t<d/></a></xenoData></div>'],
        [
            "<div><xenoData><p/></xenoData></div>",
            '<div><xenoData><a xmlns="urn:x"><p xmlns="' + NS + '"/></a></xenoData></div>',
        ],
    ),
    "elements of any name but some": (
        MODULES
        + '<elementSpec ident="xenoData" mode="change"><content><anyElement except="urn:x"/></content></elementSpec>',
        ['<div><xenoData><a xmlns="urn:y"/></xenoData></div>', "<div><xenoData><p>x</p></xenoData></div>"],
        ['<div><xenoData><a xmlns="urn:x"/></xenoData></div>'],
    ),
    "facets and restrictions": (
        MODULES
        + '<elementSpec ident="div" mode="change"><attList><attDef ident="org" mode="replace"><datatype><dataRef '
        'name="integer"><dataFacet name="maxInclusive" value="9"/></dataRef></datatype></attDef><attDef ident="lot" mode="add">'
        '<datatype><dataRef key="teidata.count" restriction="[0-4]+"/></datatype></attDef></attList></elementSpec>',
        ['<div org="9" lot="4"/>'],
        ['<div org="10"/>', '<div lot="5"/>'],
    ),
    "several values": (
        MODULES
        + '<elementSpec ident="div" mode="change"><attList><attDef ident="lot" mode="add"><datatype minOccurs="2" '
        'maxOccurs="3"><dataRef name="integer"/></datatype></attDef></attList></elementSpec>',
        ['<div lot="1 2"/>', '<div lot="1 2 3"/>'],
        ['<div lot="1"/>', '<div lot="1 2 3 4"/>'],
    ),
    "alternative attributes": (
        MODULES
        + '<elementSpec ident="ship" mode="add"><classes><memberOf key="model.phrase"/></classes><content><empty/>'
        '</content><attList org="choice"><attDef ident="a" usage="req"><datatype><dataRef name="token"/></datatype></attDef>'
        '<attDef ident="b" usage="req"><datatype><dataRef name="token"/></datatype></attDef></attList></elementSpec>',
        ['<div><p><ship a="x"/></p></div>', '<div><p><ship b="x"/></p></div>'],
        ['<div><p><ship a="x" b="x"/></p></div>', "<div><p><ship/></p></div>"],
    ),
    "a data type and a macro that change": (
        MODULES
        + '<dataSpec ident="teidata.word" mode="change"><content><dataRef name="token" restriction="[A-Z]+"/></content>'
        '</dataSpec><macroSpec ident="macro.phraseSeq" mode="change"><content><textNode/></content></macroSpec>',
        ['<div type="A"><p>x</p></div>'],
        ['<div type="a"/>', "<div><p><hi/></p></div>"],
    ),
    "an element that is replaced": (
        MODULES
        + '<elementSpec ident="hi" mode="replace"><classes><memberOf key="model.phrase"/></classes><content><textNode/>'
        '</content><attList><attDef ident="rend"><datatype><dataRef name="token"/></datatype></attDef></attList></elementSpec>',
        ['<div><p><hi rend="x">y</hi></p></div>'],
        ["<div><p><hi><hi/></hi></p></div>"],
    ),
    "several changes of the same": (
        MODULES
        + '<elementSpec ident="div" mode="change"><attList><attDef ident="org" mode="delete"/></attList></elementSpec>'
        '<elementSpec ident="div" mode="change"><attList><attDef ident="type" mode="delete"/></attList></elementSpec>',
        ['<div subtype="a"/>'],
        ['<div org="one"/>', '<div type="a"/>'],
    ),
    "what is not chosen is not missed": (
        MODULES.replace('"core"', '"core" include="p"'),
        ["<div><p>x</p></div>"],
        ["<div><head/></div>", "<head/>"],
    ),
    "one more than is allowed, as TEI's tools have it": (
        MODULES
        + '<elementSpec ident="list" mode="change"><content><sequence><elementRef key="head"/><elementRef key="item" '
        'minOccurs="0" maxOccurs="2"/></sequence></content></elementSpec>',
        ["<div><list><head/>" + "<item/>" * 3 + "</list></div>"],
        ["<div><list><head/>" + "<item/>" * 4 + "</list></div>"],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_an_odd_says_holds(tmp_path: Path, name: str) -> None:
    inside, valid, invalid = CASES[name]
    schema = build(tmp_path, inside)
    assert [d for d in valid if not accepts(schema, d)] == []
    assert [d for d in invalid if accepts(schema, d)] == []
    assert [f for f in schema.findings if f.severity is Severity.ERROR] == []


def test_start_and_prefix(tmp_path: Path) -> None:
    schema = build(tmp_path, MODULES, 'start="div p" prefix="tei_"')
    grammar = parse_schema(schema.rng.encode())
    assert [grammar.validate(f'<{name} xmlns="{NS}"/>'.encode()) == [] for name in ("div", "p", "TEI")] == [
        True,
        True,
        False,
    ]
    assert '<define name="tei_p">' in schema.rng


def test_a_schema_in_another_namespace(tmp_path: Path) -> None:
    schema = build(tmp_path, MODULES, 'ns="urn:mine"')
    assert accepts(schema, '<TEI xmlns="urn:mine"><div><p/></div></TEI>')


def test_groups_of_specifications_here_and_in_other_files(tmp_path: Path) -> None:
    group = '<specGrp xmlns="{}" xml:id="{}"><elementSpec ident="{}" mode="delete"/></specGrp>'
    (tmp_path / "groups.xml").write_text(group.format(NS, "far", "hi"), "utf-8")
    references = '<specGrpRef target="#near"/><specGrpRef target="groups.xml#far"/>'
    schema = build(tmp_path, MODULES + references, prose=group.format(NS, "near", "list"))
    assert not accepts(schema, "<div><p><hi/></p></div>")
    assert not accepts(schema, "<div><list><item/></list></div>")


@pytest.mark.parametrize("target", ["nowhere.xml#a", "#g"])
def test_a_group_that_is_not_there_is_told(tmp_path: Path, target: str) -> None:
    prose = f'<specGrp xml:id="g"><specGrpRef target="{target}"/></specGrp>'
    with pytest.raises(EditionError) as raised:
        build(tmp_path, f'<specGrpRef target="#g"/>{MODULES}', prose=prose)
    assert [d.code.id for d in raised.value.diagnostics] == ["V394"]


def test_a_grammar_from_elsewhere(tmp_path: Path) -> None:
    grammar = f"""<grammar xmlns="{RNG}" ns="urn:sum" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
      <start><ref name="sum"/></start><include href="parts.rng"><define name="part"><element name="mine"><empty/></element>
      </define></include><define name="sum"><element name="sum"><ref name="part"/><attribute name="n"><data type="int"/>
      </attribute></element></define></grammar>"""
    (tmp_path / "sum.rng").write_text(grammar, "utf-8")
    (tmp_path / "parts.rng").write_text(
        f'<grammar xmlns="{RNG}"><define name="part"><element name="theirs"><empty/></element></define></grammar>',
        "utf-8",
    )
    use = '<elementSpec ident="list" mode="change"><content><rng:ref name="x_sum"/></content></elementSpec>'
    for url in ("sum.rng", "https://example.org/schema/sum.rng"):
        schema = build(tmp_path, f'{MODULES}<moduleRef url="{url}" prefix="x_"/>{use}')
        assert accepts(schema, '<div><list><sum xmlns="urn:sum" n="3"><mine/></sum></list></div>')
        assert not accepts(schema, '<div><list><sum xmlns="urn:sum" n="x"><mine/></sum></list></div>')
        assert not accepts(schema, '<div><list><sum xmlns="urn:sum" n="3"><theirs xmlns=""/></sum></list></div>')
    with pytest.raises(EditionError) as raised:
        build(tmp_path, f'{MODULES}<moduleRef url="https://example.org/gone.rng"/>')
    assert raised.value.diagnostics[0].help == "save it beside the ODD as gone.rng"


def test_rules_in_each_scheme_and_place(tmp_path: Path) -> None:
    inside = f"""{MODULES}<constraintSpec ident="names" scheme="isoschematron"><constraint><sch:ns prefix="t" uri="{NS}"/>
      <sch:let name="most" value="3"/></constraint></constraintSpec>
      <elementSpec ident="p" mode="change"><constraintSpec ident="short" scheme="schematron"><constraint>
      <sch:report test="count(t:hi) &gt; $most">too many</sch:report></constraint></constraintSpec></elementSpec>
      <elementSpec ident="div" mode="change"><constraintSpec ident="no-empty-div" mode="delete"/><attList><attDef ident="org"
      mode="change"><constraintSpec ident="org-one" scheme="schematron"><constraint><sch:assert test=". = 'one'">no</sch:assert>
      </constraint></constraintSpec></attDef></attList></elementSpec>
      <classSpec ident="att.typed" type="atts" mode="change"><constraintSpec ident="typed" scheme="schematron"><constraint>
      <sch:assert test="@type or not(@subtype)">no</sch:assert></constraint></constraintSpec></classSpec>
      <elementSpec ident="list" mode="change"><constraintSpec ident="old" scheme="xsl"><constraint/></constraintSpec>
      </elementSpec>"""
    schema = build(tmp_path, inside)
    rules = etree.fromstring(schema.sch.encode())
    contexts = {p.get("id"): p[-1].get("context") for p in rules.iter(f"{{{SCH}}}pattern")}
    assert contexts == {"typed": "t:list | t:div | t:persName", "org-one": "t:div/@org", "short": "t:p"}
    assert rules.find(f"{{{SCH}}}let").get("name") == "most"
    assert codes(schema) == []


def test_chains_of_sources(tmp_path: Path) -> None:
    write_odd(tmp_path, MODULES + '<elementSpec ident="hi" mode="delete"/>', name="first.odd")
    whole = compile_odd(
        write_odd(tmp_path, '<elementSpec ident="list" mode="delete"/>', 'source="first.odd"', "second.odd")
    )
    assert accepts(whole, "<div><p/></div>")
    assert not accepts(whole, "<div><list><item/></list></div>")
    assert not accepts(whole, "<div><p><hi/></p></div>")
    chosen = MODULES.replace('"names"', '"names" include="persName"')
    part = compile_odd(write_odd(tmp_path, chosen, 'source="first.odd"', "third.odd"))
    assert accepts(part, "<div><p><persName/></p></div>")
    assert not accepts(part, "<div><p><placeName/></p></div>")
    assert not accepts(part, "<div><p><hi/></p></div>")


def test_a_source_by_its_version(tmp_path: Path) -> None:
    assert build(tmp_path, MODULES, 'source="tei:9.1.0"').rng
    assert build(tmp_path, MODULES, 'source="tei:current"').rng
    with pytest.raises(EditionError) as raised:
        build(tmp_path, MODULES, 'source="tei:4.3.0"')
    (found,) = raised.value.diagnostics
    assert found.code.id == "V394"
    assert "edition schema tei https://www.tei-c.org/Vault/P5/4.3.0/xml/tei/odd/p5subset.xml" in (found.help or "")
    assert compile_odd(tmp_path / "my.odd", Places(tmp_path / "p5subset.xml")).rng


def test_without_tei_the_finding_says_how_to_get_it(tmp_path: Path) -> None:
    path = write_odd(tmp_path, MODULES)
    (tmp_path / "p5subset.xml").unlink()
    with pytest.raises(EditionError) as raised:
        compile_odd(path)
    (found,) = raised.value.diagnostics
    assert "edition schema tei" in (found.help or "")


# what an ODD says, and what is said of it: no more than one finding for one cause
SLIPS = {
    "a group that is not there": (MODULES + '<specGrpRef target="#nowhere"/>', ["V391"]),
    "an unknown module": (MODULES + '<moduleRef key="nams"/>', ["V391"]),
    "unknown names in include": (MODULES.replace('"names"', '"names" include="persName pname other"'), ["V391"]),
    "an unknown element to delete": (MODULES + '<elementSpec ident="parag" mode="delete"/>', ["V391"]),
    "an element of a module that is not taken": (
        MODULES.replace('<moduleRef key="names"/>', "") + '<elementSpec ident="persName" mode="delete"/>',
        ["V389"],
    ),
    "the same attribute that is gone, in three elements": (
        MODULES
        + "".join(
            f'<elementSpec ident="{name}" mode="change"><attList><attDef ident="calendar" mode="delete"/></attList></elementSpec>'
            for name in ("p", "hi", "list")
        ),
        ["V391"],
    ),
    "an element that is there already": (
        MODULES + '<elementSpec ident="hi"><classes><memberOf key="model.phrase"/></classes><content/></elementSpec>',
        ["V392"],
    ),
    "a list of values without a mode": (CASES["a list without a mode changes nothing"][0], ["V399"]),
    "a reference that a change loses": (
        CASES["a class that refers to attributes of another, and is changed"][0],
        ["V399"],
    ),
    "a reference that is kept": (CASES["a reference to an attribute that is written again"][0], []),
    "one more than is allowed": (CASES["one more than is allowed, as TEI's tools have it"][0], ["V399"]),
    "a class that nobody has, twice": (
        MODULES + '<elementSpec ident="a" mode="add"><classes><memberOf key="model.no"/></classes></elementSpec>'
        '<elementSpec ident="b" mode="add"><classes><memberOf key="model.no"/></classes></elementSpec>',
        ["V391"],
    ),
    "a rule that is no XPath": (
        MODULES + '<constraintSpec ident="a" scheme="schematron"><constraint><sch:rule context="tei:p"><sch:assert '
        'test="count(">x</sch:assert></sch:rule></constraint></constraintSpec>',
        ["V398"],
    ),
}


@pytest.mark.parametrize("name", SLIPS)
def test_slips_are_told_once_and_let_pass(tmp_path: Path, name: str) -> None:
    inside, expected = SLIPS[name]
    schema = build(tmp_path, inside)
    assert codes(schema) == expected
    assert all(f.severity is not Severity.ERROR and f.primary and f.help for f in schema.findings)
    assert parse_schema(schema.rng.encode())


def test_an_attribute_that_is_there_already_counts_once(tmp_path: Path) -> None:
    inside = MODULES + (
        '<elementSpec ident="div" mode="change"><attList><attDef ident="type"><datatype><dataRef name="integer"/></datatype>'
        '</attDef><attDef ident="org"><datatype><dataRef name="integer"/></datatype></attDef></attList></elementSpec>'
    )
    schema = build(tmp_path, inside)
    assert accepts(schema, '<div type="1" org="2"/>')
    assert not accepts(schema, '<div type="a"/>')


WRONG = {
    "an element without a name": "<elementSpec/>",
    "an attribute that is no name": '<elementSpec ident="p" mode="change"><attList><attDef ident="1 x"/></attList></elementSpec>',
    "a count that is none": '<elementSpec ident="list" mode="change"><content><elementRef key="item" minOccurs="1.5"/></content>'
    "</elementSpec>",
    "more than at most": '<elementSpec ident="list" mode="change"><content><elementRef key="item" minOccurs="3"/></content>'
    "</elementSpec>",
    "too deep": '<elementSpec ident="list" mode="change"><content>'
    + "<sequence>" * 900
    + '<elementRef key="item"/>'
    + "</sequence>" * 900
    + "</content></elementSpec>",
}


@pytest.mark.parametrize("name", WRONG)
def test_what_makes_no_schema_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(EditionError) as raised:
        build(tmp_path, MODULES + WRONG[name])
    assert [d.code.id for d in raised.value.diagnostics] == ["V390"]


def test_an_odd_in_several_files(tmp_path: Path) -> None:
    part = f'<schemaSpec xmlns="{NS}"><elementSpec xml:id="part" ident="hi" mode="delete"/></schemaSpec>'
    (tmp_path / "part.xml").write_text(part, "utf-8")
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="part.xml" xpointer="part"/>'
    schema = build(tmp_path, MODULES + include + '<elementSpec ident="nothing" mode="delete"/>')
    assert not accepts(schema, "<div><p><hi/></p></div>")
    (found,) = schema.findings
    assert found.primary
    data = (tmp_path / "my.odd").read_bytes()
    assert data[found.primary.start : found.primary.end] == b"nothing"


def test_guidelines_of_a_customisation_of_tei(tmp_path: Path) -> None:
    prose = "<div><head>First</head><p>Prose with a <gi>p</gi> and a table<table><row><cell>x</cell></row></table></p></div>"
    pages = make_guidelines(write_odd(tmp_path, MODULES, prose=prose))
    assert "marks paragraphs" in pages["elements.html"]
    page = etree.HTML(pages["element-p.html"])
    assert page.xpath("string(//pre)") == "<p>Snow <!-- here --> fell.</p>"
    assert "Prose with a" in pages["index.html"]
    assert "element-xenoData.html" in pages


def test_a_grammar_that_nobody_can_use_is_refused_where_it_is_wrong(tmp_path: Path) -> None:
    twice = '<elementSpec ident="hi" mode="change"><content><rng:group><rng:data type="int"/><rng:text/></rng:group></content>'
    with pytest.raises(EditionError) as raised:
        build(tmp_path, f"{MODULES}{twice}</elementSpec>")
    (found,) = (d for d in raised.value.diagnostics if d.severity is Severity.ERROR)
    assert found.code.id == "V387"
    assert "data cannot stand beside other data, text or elements" in found.message
    assert found.message.endswith("(in the definition of `hi`)")
    text = (tmp_path / "my.odd").read_bytes()
    assert found.primary is not None
    assert text[found.primary.start : found.primary.end] == b"hi"


@pytest.mark.parametrize("start", ["letter", "letter book"])
def test_a_schema_whose_start_elements_do_not_exist_is_refused(tmp_path: Path, start: str) -> None:
    with pytest.raises(EditionError) as raised:
        build(tmp_path, MODULES, f'start="{start}"')
    (found,) = raised.value.diagnostics
    assert found.message.startswith("the schema has no start element: there is no `letter`")


def test_names_in_relax_ng_stay_whatever_they_exclude(tmp_path: Path) -> None:
    other = """<elementSpec ident="item" mode="change"><content><rng:zeroOrMore><rng:element><rng:anyName><rng:except>
      <rng:nsName ns="http://www.tei-c.org/ns/1.0"/></rng:except></rng:anyName><rng:zeroOrMore><rng:attribute>
      <rng:anyName/></rng:attribute></rng:zeroOrMore><rng:empty/></rng:element></rng:zeroOrMore></content></elementSpec>"""
    schema = build(tmp_path, MODULES + other)
    assert accepts(schema, '<div><list><item><any xmlns="urn:other" n="1"/></item></list></div>')
    assert not accepts(schema, "<div><list><item><hi/></item></list></div>")


def test_attributes_of_a_compiled_odd_are_taken_as_a_whole(tmp_path: Path) -> None:
    """TEI's tools choose among the attributes of a class in TEI's specifications only."""
    chosen = '<classRef key="att.typed" include="type"/>'
    plain = build(tmp_path, MODULES + chosen)
    assert not accepts(plain, '<div subtype="a"/>')
    specs = (tmp_path / "p5subset.xml").read_text("utf-8").partition("<body>")[2].partition("</body>")[0]
    (tmp_path / "compiled.xml").write_text(
        f'<TEI xmlns="{NS}" xmlns:sch="{SCH}"><text><body><schemaSpec ident="c" start="TEI">{specs}</schemaSpec>'
        "</body></text></TEI>",
        "utf-8",
    )
    assert accepts(build(tmp_path, MODULES + chosen, 'source="compiled.xml"'), '<div subtype="a"/>')


def test_a_reference_to_attributes_of_a_grammar_reaches_all_members_of_the_class(tmp_path: Path) -> None:
    (tmp_path / "its.rng").write_text(
        f'<grammar xmlns="{RNG}" ns="urn:its"><define name="its_atts"><optional><attribute name="t" ns="urn:its"/></optional>'
        "</define></grammar>",
        "utf-8",
    )
    change = '<classSpec ident="att.global" type="atts" mode="change"><attList><attRef name="its_atts"/></attList></classSpec>'
    schema = build(tmp_path, f'{MODULES}<moduleRef url="its.rng"/>{change}')
    assert accepts(schema, '<div xmlns:i="urn:its" i:t="no"><p i:t="no"/></div>')
    assert not accepts(schema, '<div><list xmlns:i="urn:its" i:t="no"><item/></list></div>')


def test_a_list_of_all_elements_holds_what_something_refers_to(tmp_path: Path) -> None:
    added = """<elementSpec ident="any" mode="add"><classes><memberOf key="model.pLike"/></classes><content><macroRef
      key="all"/></content></elementSpec><elementSpec ident="lost" mode="add"><content><empty/></content></elementSpec>
      <macroSpec ident="all" mode="add"><content><?NameList?></content></macroSpec>"""
    schema = build(tmp_path, MODULES + added)
    assert accepts(schema, "<div><any><item>a</item></any></div>")
    assert not accepts(schema, "<div><any><lost/></any></div>")
