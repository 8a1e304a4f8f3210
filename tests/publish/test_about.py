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
<author><orgName xml:lang="en">The circle</orgName> <orgName xml:lang="tr">Çevre</orgName></author></titleStmt>
<publicationStmt><publisher>P</publisher><date when="2019-05-04"/></publicationStmt>
<sourceDesc><p>born digital</p></sourceDesc></fileDesc></teiHeader><text><body><p xml:id="p">Bir.</p></body></text></TEI>"""


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
