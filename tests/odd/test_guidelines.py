"""Guidelines in the languages that the chapters of an ODD speak, alone and in the frame of a site."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree
from tests.publish.website import article, letters

from edition.building import BuildOptions, build
from edition.odd import guidelines_in, make_guidelines
from edition.project import read_project

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
DESC = "{http://www.tei-c.org/ns/1.0}desc"
SMALL = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc>
<titleStmt><title xml:lang="en">Rules of the log</title><title xml:lang="tr">Defterin kuralları</title></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader><text><body>
<div xml:id="lines"><head>Lines</head><p>One line a day.</p>
  <egXML xmlns="http://www.tei-c.org/ns/Examples"><line>calm</line></egXML></div>
<div xml:id="lines-tr" xml:lang="tr" corresp="#lines"><head>Satırlar</head><p>Her gün bir <gi>line</gi>.</p></div>
<div xml:id="all"><schemaSpec ident="log" start="TEI">
  <elementSpec ident="TEI"><desc>all</desc><desc xml:lang="tr">hepsi</desc>
    <content><elementRef key="line"/></content></elementSpec>
  <elementSpec ident="line"><desc>only English</desc><content><textNode/></content></elementSpec>
</schemaSpec></div></body></text></TEI>"""


def told(page: str) -> str:
    return letters(etree.HTML(page).xpath("string(//main)"))


def test_guidelines_are_made_in_the_languages_that_the_chapters_speak(tmp_path: Path) -> None:
    odd = tmp_path / "log.odd"
    odd.write_text(SMALL)
    made = guidelines_in(odd, ("tr", "fr", "en"))
    assert list(made) == ["tr", "en"]
    assert list(guidelines_in(odd, ("fr", "en"))) == ["en"]
    assert make_guidelines(odd) == made["en"] == make_guidelines(odd, lang="fr")
    assert told(made["en"]["index.html"]) == "RulesofthelogLinesallLinesOnelineaday.<line>calm</line>"
    turkish = made["tr"]
    assert told(turkish["index.html"]) == "DefterinkurallarıSatırlarallSatırlarHergünbirline.<line>calm</line>"
    assert etree.HTML(turkish["index.html"]).xpath("//section/@id")[0] == "lines"
    assert etree.HTML(turkish["index.html"]).get("lang") == "tr"
    assert "hepsi" in turkish["elements.html"] and "İçerik" in turkish["element-TEI.html"]
    assert "only English" in turkish["elements.html"]


def test_all_of_ours_is_told_in_turkish(root: Path) -> None:
    descs = [d for d in etree.parse(root / "schema/edition.odd").iter(DESC) if d.get(LANG) == "en"]
    assert len(descs) > 600
    for desc in descs:
        assert [d.text for d in desc.itersiblings(DESC) if d.get(LANG) == "tr" and d.text], desc.text
    made = guidelines_in(root / "schema/edition.odd", ("tr", "en"))
    turkish, english = (etree.HTML(made[lang]["index.html"]) for lang in ("tr", "en"))
    for path in ("//section/@id", "//pre//text()", "count(//main//p)"):
        assert turkish.xpath(path) == english.xpath(path)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    files = {
        "edition.toml": '[edition]\ntitle = "Log"\nlanguages = ["de", "en", "tr"]\n[schema]\nodd = "log.odd"\n',
        "log.odd": SMALL,
        "tei/articles/a.xml": article("a", '<p xml:id="p">Calm.</p>'),
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    output = tmp_path / "site"
    build(read_project(tmp_path), BuildOptions(output, jobs=1, search=False))
    return output


def test_a_site_shows_them_in_the_frames_of_its_languages(site: Path) -> None:
    def page(path: str) -> etree._Element:
        return etree.HTML((site / path).read_bytes().decode())

    assert page("guidelines/index.html").xpath("string(//div[@class='guide']/@lang)") == "en"
    assert page("tr/guidelines/index.html").xpath("string(//h1)") == "Defterin kuralları"
    assert not (site / "en/guidelines").exists()
    for path, href in (
        ("about.html", "guidelines/index.html"),
        ("en/about.html", "../guidelines/index.html"),
        ("tr/about.html", "../tr/guidelines/index.html"),
    ):
        assert href in page(path).xpath("//header//nav//a/@href"), path
        assert href in page(path).xpath("//main//a/@href"), path
    switch = page("tr/guidelines/index.html").xpath("//a[@class='language']")
    assert [a.get("hreflang") for a in switch] == ["de"]


def test_no_link_paragraph_or_example_stands_in_another(tmp_path: Path) -> None:
    inside = (
        '<p>See <ref target="#lines">the <gi>line</gi></ref>.<note><p>Or <gi>line</gi>.</p></note></p>'
        '<egXML xmlns="http://www.tei-c.org/ns/Examples"><egXML><line/></egXML></egXML>'
    )
    odd = tmp_path / "log.odd"
    odd.write_text(SMALL.replace("<p>One line a day.</p>", inside))
    page = make_guidelines(odd)["index.html"]
    for name in ("a", "p", "pre"):
        assert not etree.HTML(page).xpath(f"//{name}//{name}")
        assert len(re.findall(f"<{name}[ >]", page)) == page.count(f"</{name}>")
    assert "Seetheline.Orline.<egXML><line/></egXML>" in told(page)
    assert etree.HTML(page).xpath("//code[@class='tag']/a/@href") == ["element-line.html"]
