"""A `teiCorpus` is several texts: a page each, with what only the corpus says of them, also in the exports."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.publish.website import NS, Website, letters, make_site, own_text

from edition.facts import read_article
from edition.markup import parse
from edition.markup.source import as_source

PERSONS = (
    '<profileDesc><particDesc><listPerson><person xml:id="ada"><persName>Ada Nehir</persName></person></listPerson>'
    "</particDesc></profileDesc>"
)
PREFIX = (
    '<encodingDesc><listPrefixDef><prefixDef ident="p" matchPattern="(.+)" replacementPattern="#$1"/></listPrefixDef>'
    "</encodingDesc>"
)


def header(title: str, more: str = "", rest: str = "") -> str:
    return (
        f"<teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt><publicationStmt><publisher>P</publisher>"
        f"{more}</publicationStmt><sourceDesc><p/></sourceDesc></fileDesc>{rest}</teiHeader>"
    )


def text(attributes: str, title: str, words: str, rest: str = "") -> str:
    return f"<TEI{attributes}>{header(title, rest=rest)}<text><body>{words}</body></text></TEI>"


LICENCE = '<availability><licence target="https://licence.example/by"/></availability>'
NAMED = '<p>Seen by <persName ref="p:ada">her</persName>.</p>'
OWN = "<profileDesc><langUsage><language ident='en'/></langUsage></profileDesc>"
CORPUS = (
    f'<teiCorpus {NS} xml:lang="en">{header("Both books", LICENCE, PREFIX + PERSONS)}'
    f"{text(' xml:id=' + chr(34) + 'one' + chr(34), 'First', NAMED)}"
    f"<teiCorpus>{header('The inner book')}{text('', 'Second', NAMED + '<odd/>', OWN)}</teiCorpus></teiCorpus>"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Website:
    files = {"tei/articles/corpus.xml": CORPUS}
    return make_site(tmp_path_factory.mktemp("corpus"), {"alone": "<p>By itself.</p>"}, files=files)


def test_each_text_has_a_page_of_its_own_with_its_letters(site: Website) -> None:
    assert site.outcome.articles == 3
    titles = {name: site.page(f"articles/{name}.html").xpath("string(//h1)") for name in ("one", "corpus-2", "alone")}
    assert titles == {"one": "First", "corpus-2": "Second", "alone": "A title"}
    assert "articles/corpus.html" not in site.files
    (shown,) = site.page("articles/corpus-2.html").find_class("text")
    assert letters(own_text(shown)) == "Seenbyher."


def test_what_the_corpus_says_of_all_holds_for_each(site: Website) -> None:
    person = site.page("persons/ada.html")
    links = person.xpath("//ul[@class='sentences']/li/a/@href")
    assert {link.partition("#")[0] for link in links} == {"../articles/one.html", "../articles/corpus-2.html"}
    for name, series in (("one", "Both books"), ("corpus-2", "The inner book")):
        told = read_article(parse(as_source("a.xml", site.bytes(f"articles/{name}.xml")))).facts
        assert (told.lang, told.metadata.licence) == ("en", "https://licence.example/by")
        assert [party.name for party in told.metadata.facets["series"]] == [series]


def test_findings_point_into_the_corpus(site: Website) -> None:
    (found,) = [d for d in site.outcome.diagnostics if d.code.id == "P500"]
    assert found.primary is not None
    assert found.primary.file == "tei/articles/corpus.xml"
    assert CORPUS.encode()[found.primary.start :].startswith(b"odd/>")


def test_statistics_and_exports_count_the_same_texts(site: Website, command: Callable[..., Any]) -> None:
    folder: Path = site.folder.parents[1]
    assert "articles          3" in command("stats", folder=folder).out
    rows = command("export", "mentions", "-f", "csv", "-o", "-", folder=folder).out.splitlines()
    assert sorted(row["article"] for row in csv.DictReader(rows)) == ["corpus-2", "one"]
