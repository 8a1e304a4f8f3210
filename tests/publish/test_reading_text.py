"""The reading text of every article is the text of its TEI file, letter for letter."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.publish.website import NS, TEI, XML_ID, Website, letters, make_site, own_text, read_tei, tei_text

ARTICLES = sorted((Path(__file__).resolve().parents[2] / "tei/articles").glob("*.xml"))
BLOCKS = {TEI + name for name in ("p", "head", "note", "item", "quote", "ab", "l", "speaker", "stage")}


def compare(site: Website, source: Path, prefix: str = "") -> None:
    page = site.page(f"{prefix}articles/{source.stem}.html")
    text = page.find_class("text")[0]
    tei = read_tei(source)
    same_blocks(text, tei)
    translations = tei.findall(f".//{TEI}div[@type='translation']")
    shown = "".join(own_text(e) for e in text.xpath(".//*[@class='pair']/*[@class='translation']"))
    if shown:
        assert letters(shown) == letters("".join(tei_text(e) for e in translations))
        for pair in text.xpath(".//*[@class='pair']/*[@class='translation']"):
            pair.drop_tree()
        for division in translations:
            division.getparent().remove(division)
    assert letters(own_text(text)) == letters("".join(tei_text(e) for e in tei.findall(f"{TEI}text")))


def same_blocks(text: Any, tei: Any) -> None:
    """Every block, blanks included: words that run together or fall apart would show here."""
    shown = {e.get("id"): e for e in text.xpath(".//*[@id]")}
    blocks = [e for e in tei.find(f"{TEI}text").iter(*BLOCKS) if e.get(XML_ID)]
    assert blocks
    for block in blocks:
        assert own_text(shown[block.get(XML_ID)]) == tei_text(block)


@pytest.mark.parametrize("source", ARTICLES, ids=lambda p: p.stem)
@pytest.mark.parametrize("prefix", ["", "en/"], ids=["tr", "en"])
def test_of_every_article(shipped: Website, source: Path, prefix: str) -> None:
    site = Website(shipped.folder)
    compare(site, source, prefix)


def test_of_the_sample(first_sample: Website, root: Path) -> None:
    for source in (root / "src/edition/templates/new/tei/articles").glob("*.xml"):
        compare(Website(first_sample.folder), source)


def test_of_text_with_everything(tmp_path: Path) -> None:
    body = """<div xml:id="d"><head xml:id="h">One<note place="foot" n="1" xml:id="n0">On <hi rend="sup">2</hi> heads.</note></head>
      <p xml:id="p1">A <choice><sic>mistkae</sic><corr>mistake</corr></choice>, an <choice><abbr>abbr.</abbr><expan>abbreviation</expan></choice>
      and<note place="foot" n="2" xml:id="n1"><p>First.</p><list><item>Second <quote>third</quote></item></list></note> a word bro<pb n="2" break="no"/>ken.
      <gap reason="lost"/> <del>gone</del> <add>come</add> <unclear>dim</unclear> <date when-custom="x" calendar="#rumi" when="1919-03-05">5 March</date></p>
      <list xml:id="l"><head>Of things</head><label>a</label><item xml:id="i1">b <list><item>c</item></list></item></list>
      <table><row role="label"><cell>x</cell></row><row><cell>y <note n="3" xml:id="n2">z</note></cell></row></table>
      <sp><speaker>Ada</speaker><stage>laughs</stage><lg><l>Verse one,</l><l part="I">half</l></lg><p>Prose.</p></sp>
      <figure><head>Figure</head><figDesc>A river</figDesc></figure>
      <p xml:id="p2">before <quote xml:id="q"><p>inside</p></quote> after <q>said</q> <ref target="#p1">there</ref> <formula>a + b</formula> &lt;tag&gt;</p>
      <cit xml:id="c"><quote>Cited</quote> <bibl>Someone, <title level="m">Book</title>, <date when="1900">1900</date></bibl></cit><closer><signed>A. N.</signed></closer></div>"""
    site = make_site(tmp_path, {"all": body})
    assert site.outcome.diagnostics == []
    compare(site, tmp_path / "tei/articles/all.xml")


def test_of_a_translation_that_answers_only_in_part(tmp_path: Path) -> None:
    body = """<div type="summary" xml:lang="tr" xml:id="r"><head xml:id="a">Baş</head><p xml:id="b">Bir.</p><p xml:id="c">İki.</p></div>
      <div type="translation" xml:lang="en" xml:id="t"><head xml:id="a-en" corresp="#a">Head</head><p xml:id="b-en" corresp="#b">One.</p>
      <p xml:id="x-en">Only here.</p></div>"""
    site = make_site(tmp_path, {"two": body}, languages=("tr", "en"))
    compare(site, tmp_path / "tei/articles/two.xml")
    pairs = [[letters(own_text(e)) for e in pair] for pair in site.page("articles/two.html").find_class("pair")]
    assert pairs == [["Baş", "Head"], ["Bir.", "One."], ["İki.", ""], ["", "Onlyhere."]]


@pytest.mark.parametrize(("first", "is_folded"), [("Probe", True), ("Another title", False)])
def test_a_title_page_that_says_the_title_again_is_folded(tmp_path: Path, first: str, is_folded: bool) -> None:
    article = f"""<TEI {NS} xml:id="a" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>Probe</title></titleStmt>
<publicationStmt><p>none</p></publicationStmt><sourceDesc><p>none</p></sourceDesc></fileDesc></teiHeader><text><front>
<div type="title"><pb n="1"/><p>{first}</p><p>Ada, Kars</p></div></front><body><p>One.</p></body></text></TEI>"""
    text = make_site(tmp_path, {}, files={"tei/articles/a.xml": article}).page("articles/a.html").find_class("text")[0]
    folded = text.xpath(".//details[@class='folded']")
    assert [one.findtext("summary") for one in folded] == ["Title as printed"] * is_folded
    assert letters(own_text(text)) == letters(f"{first}Ada,KarsOne.")
