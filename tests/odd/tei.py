"""A TEI of a dozen elements, written for these tests: modules, classes, macros and data types as the real one has them."""

from __future__ import annotations

from pathlib import Path

from edition.odd import CompiledSchema, Places, compile_odd
from edition.relaxng import parse_schema

NS = "http://www.tei-c.org/ns/1.0"
SCH = "http://purl.oclc.org/dsdl/schematron"
RNG = "http://relaxng.org/ns/structure/1.0"

SPECIFICATIONS = f"""<TEI xmlns="{NS}" xmlns:sch="{SCH}" xmlns:teix="http://www.tei-c.org/ns/Examples">
<teiHeader><fileDesc><editionStmt><edition>P5 Version <ref>9.1.0</ref>. Last updated</edition></editionStmt></fileDesc>
</teiHeader><text><body>
<moduleSpec ident="tei"/><moduleSpec ident="core"/><moduleSpec ident="structure"/><moduleSpec ident="names"/>
<dataSpec module="tei" ident="teidata.word"><content><dataRef name="token" restriction="[a-z]+"/></content></dataSpec>
<dataSpec module="tei" ident="teidata.enumerated"><content><dataRef key="teidata.word"/></content></dataSpec>
<dataSpec module="tei" ident="teidata.count"><content><dataRef name="nonNegativeInteger"/></content></dataSpec>
<classSpec module="tei" type="atts" ident="att.global"><classes><memberOf key="att.global.link"/></classes><attList>
  <attDef ident="xml:id"><desc>an identifier</desc><datatype><dataRef name="ID"/></datatype></attDef>
  <attDef ident="n"><datatype><dataRef key="teidata.word"/></datatype></attDef>
</attList></classSpec>
<classSpec module="tei" type="atts" ident="att.global.link"><attList>
  <attDef ident="corresp"><datatype maxOccurs="unbounded"><dataRef name="anyURI"/></datatype></attDef>
</attList></classSpec>
<classSpec module="tei" type="atts" ident="att.typed"><attList>
  <attDef ident="type"><datatype><dataRef key="teidata.enumerated"/></datatype></attDef>
  <attDef ident="subtype"><datatype><dataRef key="teidata.enumerated"/></datatype></attDef>
</attList></classSpec>
<classSpec module="tei" type="atts" ident="att.told"><attList><attRef class="att.typed" name="subtype"/>
  <attDef ident="told"><datatype><dataRef key="teidata.word"/></datatype></attDef></attList></classSpec>
<classSpec module="tei" type="model" ident="model.pLike"/>
<classSpec module="tei" type="model" ident="model.phrase"/>
<classSpec module="tei" type="model" ident="model.nameLike"><classes><memberOf key="model.phrase"/></classes></classSpec>
<macroSpec module="tei" ident="macro.phraseSeq"><content><alternate minOccurs="0" maxOccurs="unbounded">
  <textNode/><classRef key="model.phrase"/></alternate></content></macroSpec>
<elementSpec module="structure" ident="TEI"><classes><memberOf key="att.global"/></classes>
  <content><sequence><elementRef key="head" minOccurs="0"/><elementRef key="div" minOccurs="1" maxOccurs="unbounded"/></sequence>
  </content></elementSpec>
<elementSpec module="structure" ident="div"><classes><memberOf key="att.global"/><memberOf key="att.typed"/></classes>
  <content><sequence><elementRef key="head" minOccurs="0"/>
  <alternate minOccurs="0" maxOccurs="unbounded"><classRef key="model.pLike"/><elementRef key="div"/></alternate></sequence></content>
  <constraintSpec ident="no-empty-div" scheme="schematron"><constraint>
    <sch:rule context="tei:div"><sch:assert test="*">empty</sch:assert></sch:rule></constraint></constraintSpec>
  <attList><attDef ident="org"><datatype><dataRef key="teidata.enumerated"/></datatype>
    <valList type="closed"><valItem ident="one"/><valItem ident="two"/></valList></attDef></attList></elementSpec>
<elementSpec module="core" ident="head"><classes><memberOf key="att.global"/></classes>
  <content><macroRef key="macro.phraseSeq"/></content></elementSpec>
<elementSpec module="core" ident="p"><gloss xml:lang="en">paragraph</gloss><desc xml:lang="en">marks paragraphs</desc>
  <classes><memberOf key="model.pLike"/><memberOf key="att.global"/></classes>
  <content><macroRef key="macro.phraseSeq"/></content>
  <exemplum xml:lang="en"><egXML xmlns="http://www.tei-c.org/ns/Examples"><p>Snow <!-- here --> fell.</p></egXML></exemplum>
</elementSpec>
<elementSpec module="core" ident="list"><classes><memberOf key="model.pLike"/><memberOf key="att.typed"/></classes>
  <content><elementRef key="item" minOccurs="1" maxOccurs="unbounded"/></content>
  <attList><attDef ident="type" mode="change"><valList type="semi"><valItem ident="gloss"/></valList></attDef></attList></elementSpec>
<elementSpec module="core" ident="item"><classes><memberOf key="att.told"/></classes><content><macroRef key="macro.phraseSeq"/></content></elementSpec>
<elementSpec module="core" ident="hi"><classes><memberOf key="model.phrase"/></classes>
  <content><macroRef key="macro.phraseSeq"/></content></elementSpec>
<elementSpec module="names" ident="persName"><classes><memberOf key="model.nameLike"/><memberOf key="att.typed"/></classes>
  <content><macroRef key="macro.phraseSeq"/></content></elementSpec>
<elementSpec module="names" ident="placeName"><classes><memberOf key="model.nameLike"/></classes>
  <content><macroRef key="macro.phraseSeq"/></content></elementSpec>
<elementSpec module="names" ident="xenoData"><classes><memberOf key="model.pLike"/></classes>
  <content><anyElement/></content></elementSpec>
</body></text></TEI>"""

MODULES = "".join(f'<moduleRef key="{key}"/>' for key in ("tei", "core", "structure", "names"))


def write_odd(folder: Path, inside: str, attributes: str = "", name: str = "my.odd", prose: str = "") -> Path:
    """An ODD with this schemaSpec, and TEI's specifications beside it."""
    (folder / "p5subset.xml").write_text(SPECIFICATIONS, "utf-8")
    path = folder / name
    path.write_text(
        f'<TEI xmlns="{NS}" xmlns:sch="{SCH}" xmlns:rng="{RNG}"><text><body>{prose}'
        f'<schemaSpec ident="my" {attributes}>{inside}</schemaSpec></body></text></TEI>',
        "utf-8",
    )
    return path


def build(folder: Path, inside: str, attributes: str = "", prose: str = "") -> CompiledSchema:
    """What an ODD compiles to."""
    return compile_odd(write_odd(folder, inside, attributes, prose=prose), Places())


def accepts(schema: CompiledSchema, inside: str) -> bool:
    """Whether a document with these divisions is valid."""
    document = inside if inside.startswith("<TEI") else f'<TEI xmlns="{NS}">{inside}</TEI>'
    return parse_schema(schema.rng.encode()).validate(document.encode()) == []


def codes(schema: CompiledSchema) -> list[str]:
    """The codes of what there is to say of an ODD."""
    return [f.code.id for f in schema.findings]
