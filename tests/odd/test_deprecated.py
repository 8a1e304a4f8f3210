"""What an ODD marks with `@validUntil` is warned of in documents, wherever the mark stands."""

from __future__ import annotations

from pathlib import Path

from tests.odd.tei import MODULES, NS, build

from edition.diagnostics import Severity
from edition.markup import Source, parse
from edition.validate.schematron import Schematron

DAY = 'validUntil="2031-05-01"'
WORDS = "is deprecated: it will be removed on 2031-05-01"


def warned(folder: Path, inside: str, document: str) -> list[str]:
    """What the rules of an ODD say of a document, all of it warnings."""
    path = folder / "my.sch"
    path.write_text(build(folder, MODULES + inside).sch, "utf-8")
    found = Schematron(path).check(parse(Source("d.xml", f'<TEI xmlns="{NS}">{document}</TEI>'.encode())))
    found = [f for f in found if f.code.id.startswith("deprecated") or "deprecated" in f.message]
    assert all(f.severity is Severity.WARNING for f in found)
    return [f.message for f in found]


def test_an_element_an_attribute_and_a_value(tmp_path: Path) -> None:
    inside = f"""<elementSpec ident="hi" mode="change" {DAY}/>
      <elementSpec ident="div" mode="change"><attList><attDef ident="org" mode="change"><valList type="closed"
      mode="replace"><valItem ident="one" {DAY}/><valItem ident="two"/></valList></attDef></attList></elementSpec>
      <elementSpec ident="item" mode="change"><attList><attDef ident="old" mode="add" {DAY}><datatype>
      <dataRef key="teidata.word"/></datatype></attDef></attList></elementSpec>"""
    document = '<div org="one"><p><hi>a</hi></p><list><item old="b"/><item/></list></div><div org="two"><p/></div>'
    assert sorted(warned(tmp_path, inside, document)) == [
        f"@old of item {WORDS}",
        f"the element hi {WORDS}",
        f"“one” in @org of div {WORDS}",
    ]


def test_an_attribute_of_a_class_in_all_its_members_that_have_it(tmp_path: Path) -> None:
    inside = f"""<classSpec ident="att.typed" type="atts" mode="change"><attList><attDef ident="subtype" mode="change"
      {DAY}/></attList></classSpec>
      <elementSpec ident="div" mode="change"><attList><attDef ident="subtype" mode="replace"><datatype>
      <dataRef key="teidata.word"/></datatype></attDef></attList></elementSpec>"""
    document = '<div subtype="a"><list subtype="b"><item/></list><p><persName subtype="c"/></p></div>'
    assert warned(tmp_path, inside, document) == [f"@subtype of list {WORDS}", f"@subtype of persName {WORDS}"]


def test_a_mark_of_the_source_outlives_changes_and_a_deletion_ends_it(tmp_path: Path) -> None:
    inside = f'<elementSpec ident="hi" mode="change" {DAY}/>'
    change = '<elementSpec ident="hi" mode="change"><gloss>changed</gloss></elementSpec>'
    assert warned(tmp_path, inside + change, "<div><p><hi/></p></div>") == [f"the element hi {WORDS}"]
    gone = '<elementSpec ident="hi" mode="delete"/>'
    assert warned(tmp_path, inside + gone, "<div><p><hi/></p></div>") == []


def test_attributes_and_elements_of_other_namespaces(tmp_path: Path) -> None:
    inside = f"""<elementSpec ident="sum" ns="urn:sum" mode="add" {DAY}><classes><memberOf key="model.pLike"/></classes>
      <content><empty/></content></elementSpec>
      <elementSpec ident="p" mode="change"><attList><attDef ident="rate" ns="urn:rate" mode="add" {DAY}/></attList>
      </elementSpec>"""
    document = '<div><sum xmlns="urn:sum"/><p xmlns:r="urn:rate" r:rate="3"/><p rate="3"/></div>'
    found = sorted(message.partition(" is ")[0] for message in warned(tmp_path, inside, document))
    assert found == ["@ns3:rate of p", "the element sum"]
