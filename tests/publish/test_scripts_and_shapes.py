"""Texts from right to left, formulas, dictionaries."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from tests.publish.website import HEAD, NS, Website, letters, make_site, own_text

ARABIC = "".join(f"<div xml:id='d{n}'><head>باب {n}</head><p>نص</p></div>" for n in range(3))
MATH = 'xmlns="http://www.w3.org/1998/Math/MathML"'
FORMULA = f"<p>a<formula><math {MATH}><mfrac><mi>x</mi><mfenced open='['><mi>y</mi><mi>z</mi></mfenced></mfrac></math></formula></p>"
ENTRY = """<entry xml:id="go"><form><orth>go</orth><pron>gəʊ</pron></form><gramGrp><pos>v.</pos></gramGrp><sense n="1"><usg>nautical</usg><def>to sail</def>
<cit type="example"><quote>She goes.</quote></cit><cit type="translation" xml:lang="de"><quote>fahren</quote></cit></sense><etym>old <cit type="etymon"><quote>gan</quote></cit></etym></entry>"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Website:
    arabic = f'<TEI {NS} xml:id="ar" xml:lang="ar">{HEAD.format(title="رسالة").replace(" xml:lang=" + chr(34) + "en" + chr(34), "")}'
    files = {
        "tei/articles/ar.xml": f"{arabic}<text><body>{ARABIC}</body></text></TEI>",
    }
    return make_site(
        tmp_path_factory.mktemp("shapes"), {"sums": FORMULA, "dictionary": f"<div>{ENTRY}</div>"}, files=files
    )


def test_what_belongs_to_a_text_from_right_to_left_runs_as_it_does(site: Website) -> None:
    page = site.page("articles/ar.html")
    assert page.xpath("//header[@class='title-block']/@dir") == ["rtl"]
    assert page.xpath("//nav[@class='toc']//ol/@dir") == ["rtl"]
    (card,) = site.page("index.html").xpath("//li[.//a[contains(@href, 'ar.html')]]")
    assert card.get("dir") == "rtl"
    assert site.page("articles/sums.html").xpath("//header[@class='title-block']/@dir") == []


def test_a_formula_in_tex_stands_as_it_is_written_with_its_notation(tmp_path: Path) -> None:
    body = '<p>So <formula notation="TeX">\\frac{a}{b}</formula>, <formula>$x^2$</formula> and <formula>H<hi>2</hi>O</formula>.</p>'
    site = make_site(tmp_path, {"a": body})
    text = site.page("articles/a.html").find_class("text")[0]
    assert [code.text for code in text.iter("code")] == [r"\frac{a}{b}", "$x^2$"]
    assert [small.text.strip() for small in text.xpath(".//code/following-sibling::small")] == ["(TeX)", "(TeX)"]
    assert r"So\frac{a}{b},$x^2$andH2O." in letters(own_text(text))


def test_fences_of_older_mathml_become_operators(site: Website) -> None:
    assert site.outcome.diagnostics == []
    (math,) = site.page("articles/sums.html").xpath("//*[local-name()='math']")
    assert "".join(math.itertext()) == "x[y,z)"
    assert {etree.QName(e).localname for e in math.iter()} == {"math", "mfrac", "mrow", "mi", "mo"}
    assert letters(own_text(math)) == "xyz"


def test_an_entry_of_a_dictionary_parts_what_its_source_does_not(site: Website) -> None:
    (entry,) = site.page("articles/dictionary.html").find_class("entry")
    assert " ".join(entry.text_content().split()) == "go gəʊ v.1 nautical to sail She goes. German fahren old gan"
    assert entry.xpath(".//*[@data-tei='etym']//blockquote") == []
    passages = site.bytes("data/passages.en.js").decode()
    assert "go gəʊ v. nautical to sail" in passages
