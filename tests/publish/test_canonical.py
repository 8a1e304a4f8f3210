"""Canonical numbers on pages: in the margin, as addresses, in what is quoted from a text."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.publish.website import HEAD, NS, Website, make_site

BODY = """<div n="1"><head>Book one</head><p n="1"><seg n="1">See <persName ref="#ida">Ida</persName>.</seg> <seg n="2">b</seg></p></div>
<div n="2"><lg n="1"><l n="5">c</l><l n="6">d</l></lg></div><div type="translation" n="1"><p n="1">e</p></div>
<div><p xml:id="n7">f <milestone unit="section" n="n7"/> g</p></div>"""
EPIDOC = "<div type='edition'><div type='textpart' subtype='face' n='a'><ab><lb n='1'/>x<lb n='2'/>y</ab></div></div>"
CITED = """<encodingDesc><refsDecl><citeStructure unit="ode" match="//body/lg" use="@n">
<citeStructure unit="line" match="l" use="position()" delim=","/></citeStructure></refsDecl></encodingDesc></teiHeader>"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Website:
    head = HEAD.format(title="Odes").replace("</teiHeader>", CITED)
    odes = f'<TEI {NS} xml:id="odes" xml:lang="en">{head}<text><body><lg n="3"><l>a</l><l n="99">b</l></lg></body></text></TEI>'
    bodies = {"t": BODY, "stone": EPIDOC}
    return make_site(tmp_path_factory.mktemp("canonical"), bodies, files={"tei/articles/odes.xml": odes})


def numbers(site: Website, name: str) -> list[tuple[str, str]]:
    found = site.page(f"articles/{name}.html").xpath("//*[contains(@class, 'canonical')]")
    return [(e.text_content(), e.get("id") or "") for e in found]


def test_each_place_has_its_number_and_the_first_of_a_reference_its_address(site: Website) -> None:
    assert numbers(site, "t") == [
        ("1", "1"), ("1", "1.1"), ("1", "1.1.1"), ("2", "1.1.2"), ("2", "2"), ("1", "2.1"), ("5", "2.1.5"), ("6", "2.1.6"),
        ("1", ""), ("n7", ""),
    ]  # fmt: skip
    for name in ("t", "stone", "odes"):
        ids = site.page(f"articles/{name}.html").xpath("//@id")
        assert len(ids) == len(set(ids))


def test_lines_of_an_inscription_are_cited_by_part_and_line(site: Website) -> None:
    assert numbers(site, "stone") == [("a", "a"), ("1", "a.1"), ("2", "a.2")]


def test_what_the_header_declares_makes_the_addresses(site: Website) -> None:
    assert numbers(site, "odes") == [("3", "3"), ("1", "3,1"), ("2", "3,2")]


def test_what_is_quoted_tells_its_place_and_permalinks_lead_to_it(site: Website) -> None:
    page = site.page("persons/ida.html")
    assert [e.text_content().strip() for e in page.find_class("reference")] == ["1.1.1"]
    links = site.page("articles/t.html").xpath("//a[text()='¶']/@href")
    assert links[0] == "#1.1"


def test_a_stanza_with_a_heading_has_its_address_once(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"a": '<lg n="1"><head>One</head><l>a</l></lg><lg n="2"><head>2.</head><l>b</l></lg>'})
    ids = site.page("articles/a.html").xpath("//div[contains(@class, 'text')]//@id")
    assert len(ids) == len(set(ids))
    assert {"1", "2"} <= set(ids)
    # a heading that is the number does not say it twice
    assert [head.text_content() for head in site.page("articles/a.html").xpath("//*[@data-tei='head']")] == [
        "1One",
        "2.",
    ]
