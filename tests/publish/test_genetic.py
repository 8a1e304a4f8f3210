"""How a text came to stand there: the order of writing, and what is the editor's."""

from __future__ import annotations

import pytest
from tests.publish.website import NS, Website, make_site

HEAD = """<teiHeader><fileDesc><titleStmt><title>Draft</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc>
<profileDesc><creation><listChange><change xml:id="c1">ink</change><change xml:id="never">nothing</change>
<change xml:id="c2" when="1920">pencil</change></listChange></creation></profileDesc>
<revisionDesc><listChange><change xml:id="file" when="2024-05-06">typed</change></listChange></revisionDesc></teiHeader>"""
DRAFT = """<sourceDoc><surface n="1"><zone><line n="1">The <subst change="#c2"><del>grey</del><add>cold</add></subst> sea</line>
<line change="#c1">is <del change="#c2">still</del></line><line change="#file">here</line></zone></surface></sourceDoc>"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Website:
    draft = f'<TEI {NS} xml:id="draft" xml:lang="en">{HEAD}{DRAFT}</TEI>'
    stone = "<div type='edition'><ab><supplied reason='lost'>ab</supplied><supplied reason='omitted'>c</supplied></ab></div>"
    bodies = {"stone": stone, "plain": "<p>a</p>"}
    return make_site(tmp_path_factory.mktemp("genetic"), bodies, files={"tei/articles/draft.xml": draft})


def test_what_was_written_when_is_told_in_the_order_of_the_header(site: Website) -> None:
    page = site.page("articles/draft.html")
    labels = page.xpath("//input[@name='stage']/..")
    assert [" ".join(label.text_content().split()) for label in labels] == ["all layers", "1. ink", "2. pencil 1920"]
    marked = [(e.get("data-tei"), e.get("data-stage")) for e in page.xpath("//*[@data-stage]")]
    assert marked == [("del", "2"), ("add", "2"), ("line", "1"), ("del", "2")]


def test_a_change_of_the_text_is_none_of_the_file(site: Website) -> None:
    assert site.page("articles/draft.html").xpath("//meta[@name='DC.date']/@content") == ["2024-05-06"]


def test_lost_letters_are_counted_for_the_diplomatic_view(site: Website) -> None:
    page = site.page("articles/stone.html")
    assert page.xpath("//*[@data-tei='supplied']/@data-lost") == ["[··]"]
    assert [i.get("value") for i in page.xpath("//input[@name='level']")] == ["edited", "diplomatic", "reading"]
    assert site.page("articles/plain.html").xpath("//input[@name='level' or @name='stage']") == []
