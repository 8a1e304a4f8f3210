"""Inscriptions and manuscripts: the signs of Leiden, glyphs, parts, and the object that bears the text."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.publish.website import make_site, own_text

NS = 'xmlns="http://www.tei-c.org/ns/1.0"'


def shown(folder: Path, inside: str) -> str:
    body = f"<div type='edition'><ab>{inside}</ab></div>"
    (block,) = make_site(folder, {"a": body}).page("articles/a.html").xpath("//*[@data-tei='ab']")
    for link in block.xpath("./a[@class='made']"):
        link.drop_tree()
    return str(block.text_content())


@pytest.mark.parametrize(
    ("tei", "text"),
    [
        ("<supplied reason='lost'>ab</supplied>c", "[ab]c"),
        ("<supplied reason='lost' cert='low'>ab</supplied>", "[ab?]"),
        ("a<supplied reason='omitted'>b</supplied>", "a⟨b⟩"),
        ("<expan>co<ex>n</ex>s</expan>", "co(n)s"),
        ("<del rend='erased'>ab</del>", "⟦ab⟧"),
        ("a<surplus>b</surplus>", "a{b}"),
        ("a<add place='above'>b</add>", "a`b´"),
        ("<gap reason='lost' quantity='3' unit='character'/>", "[···]"),
        ("<gap reason='lost' extent='unknown' unit='character'/>", "[- - -]"),
        ("<gap reason='lost' quantity='20' unit='character'/>", "[- 20 -]"),
        ("<gap reason='illegible' quantity='2' unit='character'/>", "++"),
        ("<gap reason='lost' quantity='x' unit='character'/>", "[- - -]"),
        ("a<lb n='2' break='no'/>b", "a-2b"),
        ("a\n  <lb n='2' break='no'/>b", "a-2b"),
        ("a<g ref='#interpunct'/>b", "a((interpunct))b"),
        ("a<g type='leaf'>❦</g>", "a❦"),
    ],
)
def test_the_signs_of_leiden(tmp_path: Path, tei: str, text: str) -> None:
    assert shown(tmp_path, tei) == text


def test_what_is_shown_beside_the_letters_is_ours(tmp_path: Path) -> None:
    body = "<div type='edition'><ab><supplied reason='lost'>ab</supplied><gap reason='lost'/><g ref='#x'/></ab></div>"
    page = make_site(tmp_path, {"a": body}).page("articles/a.html")
    assert own_text(page.find_class("text")[0]).strip() == "ab"


def test_a_part_without_content_has_no_heading(tmp_path: Path) -> None:
    parts = "<div type='apparatus'><p/></div><div type='commentary'><p>x</p></div>"
    page = make_site(tmp_path, {"a": f"<div type='edition'><ab>a</ab></div>{parts}"}).page("articles/a.html")
    assert [e.text_content() for e in page.find_class("caption")] == ["Commentary"]


def test_translations_are_told_apart_by_their_languages(tmp_path: Path) -> None:
    parts = "<div type='translation' xml:lang='{}'><p>x</p></div>"
    beside = "".join(map(parts.format, ("en", "it")))
    edition = "<div type='edition'><ab>a</ab></div>"
    site = make_site(tmp_path, {"a": edition + beside, "b": f"{edition}<div type='translation'>{beside}</div>"})
    told = [[e.text_content() for e in site.page(f"articles/{n}.html").find_class("caption")] for n in "ab"]
    assert told == [["Translation · English", "Translation · Italian"], ["Translation", "English", "Italian"]]


def test_glyphs_and_objects_are_told_from_the_header(tmp_path: Path) -> None:
    whole = f"""<TEI {NS} xml:id="a" xml:lang="la"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><sourceDesc>
      <msDesc><msIdentifier><settlement>Kars</settlement><repository>Museum</repository><idno>12</idno></msIdentifier>
      <physDesc><objectDesc><supportDesc><support><objectType>plaque</objectType><material>marble</material>
      <dimensions><height unit="cm">10</height><width unit="cm">20</width></dimensions></support></supportDesc></objectDesc>
      </physDesc><history><origin><origPlace>Ani</origPlace><origDate>213 CE</origDate></origin>
      <provenance type="found">Found in a wall.</provenance></history></msDesc></sourceDesc></fileDesc>
      <encodingDesc><charDecl><glyph xml:id="leaf"><glyphName>ivy leaf</glyphName><mapping type="standard">❦</mapping></glyph>
      </charDecl></encodingDesc></teiHeader>
      <text><body><div type="edition"><div type="textpart" subtype="side" n="b"><ab>a<g ref="#leaf"/></ab></div></div></body></text></TEI>"""
    page = make_site(tmp_path, {}, files={"tei/articles/a.xml": whole}).page("articles/a.html")
    (glyph,) = page.find_class("glyph")
    assert (glyph.text_content(), glyph.get("title")) == ("❦", "ivy leaf")
    assert page.xpath("string(//p[@class='made part-name'])") == "side b"
    facts = [" ".join(e.text_content().split()) for e in page.xpath("//section[@id='object']/dl/*")]
    assert facts == [
        "Kept at", "Kars, Museum, 12", "Kind", "plaque", "Material", "marble", "Dimensions", "10 × 20 cm",
        "Origin", "Ani", "Date", "213 CE", "Found and seen", "Found in a wall.",
    ]  # fmt: skip
