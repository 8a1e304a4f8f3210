"""The page about an edition: its own words by paragraphs, a body called in the language of the page."""

from __future__ import annotations

import pytest
from tests.publish.website import NS, Website, make_site

SETTINGS = '''[edition]
title = "Letters"
languages = ["tr", "en"]
editors = [{ name = "The circle", names = { tr = "Çevre" } }, { name = "Ada Nehir" }]

[edition.about]
tr = """
Kim ve
neden.

Nereden.
"""
en = "Who and why."
'''
ARTICLE = f"""<TEI {NS} xml:id="a" xml:lang="tr"><teiHeader><fileDesc><titleStmt><title>A</title>
<author><orgName xml:lang="en">The circle</orgName> <orgName xml:lang="tr">Çevre</orgName></author>
<respStmt xml:id="e"><resp xml:lang="tr">özet</resp><resp xml:lang="en">summary</resp>
<name xml:lang="en">The circle</name><name xml:lang="tr">Çevre</name><name>Ada Nehir</name></respStmt></titleStmt>
<publicationStmt><publisher>P</publisher><date when="2019-05-04"/></publicationStmt>
<sourceDesc><p>born digital</p></sourceDesc></fileDesc></teiHeader><text><body>
<div xml:id="d" xml:lang="tr"><head xml:id="h">Özet</head><p xml:id="p">Bir.</p>
<div xml:id="d1"><head xml:id="h1">Önce</head><p xml:id="p1">İki.</p></div>
<div xml:id="d2"><head xml:id="h2">Sonra</head><p xml:id="p2">Üç.</p></div></div>
<div xml:id="de" type="translation" xml:lang="en" corresp="#d"><head xml:id="he" corresp="#h">Summary</head>
<p xml:id="pe" corresp="#p">One.</p><div xml:id="d1e" corresp="#d1"><head xml:id="h1e" corresp="#h1">Before</head>
<p xml:id="p1e" corresp="#p1">Two.</p></div></div>
</body></text></TEI>"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Website:
    files = {"edition.toml": SETTINGS, "tei/articles/a.xml": ARTICLE}
    return make_site(tmp_path_factory.mktemp("about"), {}, files=files)


@pytest.mark.parametrize(
    ("path", "told"), [("about.html", ["Kim ve neden.", "Nereden."]), ("en/about.html", ["Who and why."])]
)
def test_an_edition_tells_of_itself_in_the_language_of_the_page(site: Website, path: str, told: list[str]) -> None:
    prose = [p.text_content() for p in site.page(path).xpath("//main//p[@class='prose']")]
    assert prose[: len(told)] == told
    assert not set(told) & set(prose[len(told) :])


def test_a_body_is_called_as_the_page_speaks(site: Website) -> None:
    for prefix, name in (("", "Çevre"), ("en/", "The circle")):
        about = site.page(f"{prefix}about.html").text_content()
        assert name in about and "Ada Nehir" in about
        card = site.page(f"{prefix}index.html").text_content()
        article = site.page(f"{prefix}articles/a.html").xpath("string(//meta[@name='citation_author']/@content)")
        assert name in card and article == name


def test_those_responsible_are_named_once_in_the_language_of_the_page(site: Website) -> None:
    for prefix, told in (("", "özet: Ada Nehir, Çevre"), ("en/", "summary: Ada Nehir, The circle")):
        page = site.page(f"{prefix}articles/a.html")
        assert told in page.xpath("//section[@id='provenance']//dd/span/text()")
        creators = page.xpath("//meta[@name='DC.creator']/@content")
        assert sorted(creators) == sorted({told.partition(", ")[2], "Ada Nehir"})


def test_the_contents_translate_every_heading_that_is_translated(site: Website) -> None:
    entries = site.page("articles/a.html").xpath("//nav[@class='toc']//a")
    assert [[span.text_content() for span in a.xpath("span")] for a in entries] == [
        ["Özet", "Summary"],
        ["Önce", "Before"],
        ["Sonra"],
    ]
