"""Citations of an article with signs that mean something to BibTeX, JSON and RIS; where the licence and lost pages lead."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import etree
from tests.publish.website import NS, Website, make_site

SETTINGS = """[edition]
title = "Probe & <Test>"
languages = ["en"]
base-url = "https://probe.example/e/"
licence = "https://creativecommons.org/licenses/by-sa/4.0/"
editors = [{ name = "Kaya & Co." }]
publisher = "P_{x} 100%"
doi = "10.1234/ab_c"
"""
TITLE = "A 5% \\ {share} #1 ~ x^2\n      of $3"
ARTICLE = f"""<TEI {NS} xml:id="a" xml:lang="tr"><teiHeader><fileDesc><titleStmt><title>{TITLE}</title>
<author>Ada Nehir</author><author>Jean-Paul du Lac</author></titleStmt><publicationStmt><publisher>P</publisher><date when="2019-05-04"/></publicationStmt>
<sourceDesc><p>born digital</p></sourceDesc></fileDesc></teiHeader><text><body><p xml:id="p">One.</p></body></text></TEI>"""
NAMELESS = ARTICLE.replace('xml:id="a"', 'xml:id="b"').replace("<author>Ada Nehir</author><author>Jean-Paul du Lac</author>", "")  # fmt: skip

IMPORTED = ARTICLE.replace('xml:id="a"', 'xml:id="c"').replace(
    "<p>born digital</p>", f"<bibl><title>{TITLE}</title></bibl>"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Website:
    files = {
        "edition.toml": SETTINGS,
        "tei/articles/a.xml": ARTICLE,
        "tei/articles/b.xml": NAMELESS,
        "tei/articles/c.xml": IMPORTED,
    }
    return make_site(tmp_path_factory.mktemp("cite"), {}, files=files)


def exports(site: Website, id_: str = "a") -> dict[str, str]:
    page = site.page(f"articles/{id_}.html")
    return {e.getparent().findtext("summary"): e.text_content() for e in page.xpath("//section[@id='cite']//pre")}


def test_a_title_is_shown_as_it_is_written(site: Website) -> None:
    assert " ".join(site.page("articles/a.html").xpath("string(//h1)").split()) == "A 5% \\ {share} #1 ~ x^2 of $3"


def test_a_source_that_says_no_more_than_the_title_makes_no_empty_line(site: Website) -> None:
    assert site.page("articles/c.html").xpath("//p[@class='source-line']") == []


def test_bibtex_has_no_sign_that_tex_would_take_for_its_own(site: Website) -> None:
    lines = dict(line.strip(" ,").split(" = ", 1) for line in exports(site)["BibTeX"].splitlines()[1:-1])
    assert (
        lines["title"]
        == r"{{A 5\% \textbackslash{} \{share\} \#1 \textasciitilde{} x\textasciicircum{}2 of \$3}}"
    )  # fmt: skip
    assert lines["author"] == "{Nehir, Ada and Lac, Jean-Paul du}"
    assert lines["editor"] == r"{{Kaya \& Co.}}"
    assert lines["publisher"] == r"{P\_\{x\} 100\%}"
    assert lines["langid"] == "{turkish}"
    # addresses are taken as they are
    assert lines["doi"] == "{10.1234/ab_c}"
    text = exports(site)["BibTeX"].replace(r"\{", "").replace(r"\}", "")
    assert text.count("{") == text.count("}")


def test_csl_json_has_names_in_parts_and_the_whole_date(site: Website) -> None:
    (item,) = json.loads(exports(site)["CSL-JSON"])
    assert item["author"][0] == {"family": "Nehir", "given": "Ada"}
    assert item["issued"] == {"date-parts": [[2019, 5, 4]]}
    assert item["title"].split() == TITLE.split()
    assert item["DOI"] == "10.1234/ab_c"


def test_ris_has_one_line_a_field(site: Website) -> None:
    lines = exports(site)["RIS"].splitlines()
    assert all(line[2:6] == "  - " for line in lines)
    assert (lines[0], lines[-1]) == ("TY  - CHAP", "ER  - ")
    assert {"PY  - 2019", "DA  - 2019/05/04", "AU  - Nehir, Ada"} <= set(lines)


def test_the_styles_put_no_stop_twice_and_begin_with_the_title_where_nobody_is_named(site: Website) -> None:
    chicago, apa = (
        " ".join(e.text_content().split()) for e in site.page("articles/b.html").xpath("//dd[@class='csl']")
    )
    assert ".." not in chicago
    assert chicago.startswith("“A 5%")
    assert "edited by Kaya & Co. P_{x}" in chicago
    assert apa.startswith("A 5% \\ {share} #1 ~ x^2 of $3. (2019). In Kaya & Co. (Ed.),")


def test_a_licence_is_named_shortly_and_linked(site: Website) -> None:
    for path in ("index.html", "about.html"):
        links = {(a.text, a.get("href")) for a in site.page(path).xpath("//a[@rel='license']")}
        assert links == {("CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/")}


def test_the_page_for_what_is_not_there_leads_on_from_any_address(site: Website) -> None:
    links = site.page("404.html").xpath("//body//a[not(@rel='license')]/@href")
    assert len(links) > 3
    assert all(link.startswith(("https://probe.example/e/", "#")) for link in links)


def test_the_feed_and_the_sitemap_take_titles_with_any_sign(site: Website, tmp_path: Path) -> None:
    assert etree.fromstring(site.bytes("feed.xml")).findtext("{*}title") == "Probe & <Test>"
    assert etree.fromstring(site.bytes("sitemap.xml")).findall("{*}url")


def test_an_author_before_a_comma_is_named_as_one_says_it(tmp_path: Path) -> None:
    turned = ARTICLE.replace("Ada Nehir", "Nehir, Ada").replace("Jean-Paul du Lac", "du Lac, Jean-Paul")
    page = make_site(tmp_path, {}, files={"edition.toml": SETTINGS, "tei/articles/a.xml": turned}).page(
        "articles/a.html"
    )
    assert " ".join(page.xpath("string(//p[@class='authors'])").split()) == "Ada Nehir, Jean-Paul du Lac"
    assert page.xpath("//meta[@name='citation_author']/@content") == ["Ada Nehir", "Jean-Paul du Lac"]
    assert "Nehir, Ada and du Lac, Jean-Paul" in page.text_content()
