"""A small edition of another matter whose registers compare accounts, follow a journey, count goods, explain words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.publish.website import HEAD, NS, Website, make_site, target_of

from edition.markup import Document
from edition.publish.pages.surveys import survey_folders
from edition.registers import Registers, read_registers

TEXT = """<TEI {ns} xml:id="{id}" xml:lang="en">{head}<text><body><div xml:id="{id}-1">
<p xml:id="{id}-p">The <term ref="term:caravel">caravels</term> left <placeName ref="place:palos">Palos</placeName>;
<name type="event" ref="event:landfall">land</name> was seen.</p></div></body></text></TEI>"""
EVENTS = f"""<TEI {NS} xml:id="events"><teiHeader/><standOff><listEvent>
<event xml:id="landfall" type="battle" when="1492-10-12"><eventName xml:lang="en">Landfall</eventName>
 <note type="account" xml:lang="en" source="article:log#log-p"><date when="1492-10-11">11 October</date>, “a light” (f. 8)</note>
 <note type="account" xml:lang="de" source="article:log#log-p"><date when="1492-10-11">11. Oktober</date></note>
 <note type="account" xml:lang="en" source="article:letter#letter-p"><date when="1492-10-12">12 October</date></note>
 <note type="verdict" xml:lang="en" source="work:morison">The log counts from noon.</note></event>
<event xml:id="voyage" type="journey" from="1492-08-03" to="1492-10-12"><eventName xml:lang="en">The voyage</eventName>
 <event xml:id="v1" when="1492-08-03" where="place:palos"><eventName xml:lang="en">Departure</eventName></event>
 <event xml:id="v2" when="1492-08-12" where="place:gomera"><eventName xml:lang="en">Repairs</eventName>
  <note type="account" xml:lang="en" source="article:log#log-p">a rudder was hung anew</note></event></event>
<event xml:id="loan" type="transfer" when="1492-04"><eventName xml:lang="en">A loan</eventName>
 <note type="account" xml:lang="en" source="article:log#log-p"><measure quantity="1140000" unit="maravedi" commodity="money">1,140,000 maravedis</measure></note>
 <note type="account" xml:lang="en" source="article:letter#letter-p"><measure quantity="570000" unit="maravedi" commodity="money">half of it</measure></note>
</event></listEvent><listRelation>
<relation name="participant-in" active="person:ada" passive="event:voyage"/>
<relation name="giver-of" active="person:luis" passive="event:loan"/><relation name="receiver-of" active="person:ada" passive="event:loan"/>
</listRelation><list type="gloss"><label><term xml:id="caravel" xml:lang="en">caravel</term> <term xml:lang="tr">karavel</term></label>
<item><gloss xml:lang="en">A light ship with lateen sails.</gloss><gloss xml:lang="tr">Latin yelkenli hafif gemi.</gloss></item></list></standOff></TEI>"""
OTHERS = f"""<TEI {NS} xml:id="others"><teiHeader/><standOff><listPlace>
<place xml:id="palos"><placeName>Palos</placeName><location><geo>37.23 -6.89</geo></location></place>
<place xml:id="gomera"><placeName>Gomera</placeName><location><geo>28.1 -17.1</geo></location></place></listPlace>
<listPerson><person xml:id="ada"><persName>Ada</persName></person><person xml:id="luis"><persName>Luis</persName></person></listPerson>
<listBibl><bibl xml:id="morison"><title>Morison 1942</title></bibl></listBibl></standOff></TEI>"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Website:
    texts = {
        f"tei/articles/{name}.xml": TEXT.format(ns=NS, id=name, head=HEAD.format(title=name))
        for name in ("log", "letter")
    }
    registers = {"tei/registers/events.xml": EVENTS, "tei/registers/others.xml": OTHERS}
    return make_site(tmp_path_factory.mktemp("surveys"), {}, languages=("tr", "en"), files={**texts, **registers})


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


def test_accounts_are_compared_by_article(site: Website) -> None:
    page = site.page("en/comparison/index.html")
    (row,) = page.xpath("//tbody[@id='landfall']")
    assert [words(th) for th in page.xpath("//thead//th")] == ["Event", "letter", "log"]
    cells = [words(cell) for cell in row.xpath("tr[1]/td")]
    assert "12 October" in cells[0] and "11 October" in cells[1] and "“a light”" in cells[1]
    assert "Oktober" not in cells[1]
    assert "The log counts from noon." in words(row.xpath("tr[@class='verdict']")[0])
    assert words(row.xpath("tr[@class='verdict']//small")[0]) == "Source: Morison 1942"


def test_a_row_leads_to_its_paragraphs_and_they_lead_back(site: Website) -> None:
    path = "en/comparison/index.html"
    (link,) = site.page(path).xpath("//tbody[@id='landfall']/tr[1]/td[2]//a")
    assert target_of(path, link.get("href")) == ("en/articles/log.html", "log-p")
    article = "en/articles/log.html"
    back = site.page(article).xpath("//*[@id='log-p']/a[contains(@class, 'compared')]")
    assert ("en/comparison/index.html", "landfall") in [target_of(article, a.get("href")) for a in back]


def test_a_list_and_a_table_tell_what_they_retell_and_lead_to_their_rows(tmp_path: Path) -> None:
    parts = '<bibl xml:id="part-2"><citedRange unit="page">12–14</citedRange></bibl>'
    blocks = """<list xml:id="log-l" source="#part-2"><item>wood</item></list>
<list xml:id="log-d" source="#part-2"><label>wood</label><item>dry</item></list>
<table xml:id="log-t" source="#part-2"><row><cell>gold</cell></row></table></div>"""
    head = HEAD.format(title="log").replace("</sourceDesc>", f"{parts}</sourceDesc>")
    assert parts in head
    files = {
        "tei/articles/log.xml": TEXT.format(ns=NS, id="log", head=head).replace("</div>", blocks),
        "tei/registers/events.xml": EVENTS.replace("article:log#log-p", "article:log#log-t"),
    }
    page = make_site(tmp_path, {}, languages=("en",), files=files).page("articles/log.html")
    told = {id_: page.xpath(f"//*[@id='{id_}']/following-sibling::*[1]") for id_ in ("log-l", "log-d")}
    assert {id_: [words(e) for e in found] for id_, found in told.items()} == {
        "log-l": ["after 12–14"],
        "log-d": ["after 12–14"],
    }
    (table,) = page.xpath("//*[@id='log-t']/..")
    assert words(table).endswith("after 12–14")
    links = [target_of("articles/log.html", a.get("href")) for a in table.find_class("compared")]
    assert ("comparison/index.html", "landfall") in links


def test_a_journey_has_its_stages_in_order_and_a_route(site: Website) -> None:
    page = site.page("en/journeys/index.html")
    stages = [words(li) for li in page.xpath("//ol[@class='stages']/li")]
    assert ["Departure" in stages[0], "Palos" in stages[0], "Gomera" in stages[1], "rudder" in stages[1]] == [True] * 4
    assert [words(p) for p in page.find_class("travellers")] == ["Ada"]
    assert len(page.xpath("//*[local-name()='g'][@class='routes']/*[local-name()='path'][@data-route='voyage']")) == 1


def test_amounts_tell_who_gave_whom_how_much(site: Website) -> None:
    page = site.page("en/amounts/index.html")
    rows = [[words(td) for td in row] for row in page.xpath("//table[@class='amounts']/tbody/tr")]
    assert [row[1:5] for row in rows] == [
        ["1,140,000 maravedis", "A loan", "Luis", "Ada"],
        ["half of it", "A loan", "Luis", "Ada"],
    ]
    widths = page.xpath("//*[local-name()='rect'][ancestor::td]/@width")
    assert [float(width) for width in widths] == [100, 50]


def test_amounts_of_several_types_tell_their_own(tmp_path: Path) -> None:
    asked = """<event xml:id="wish" type="request"><eventName xml:lang="en">A wish</eventName>
<note type="account" xml:lang="en" source="article:log#log-p"><measure quantity="3" unit="ship">three ships</measure></note></event>
<event xml:id="loan" """
    head = HEAD.format(title="log")
    files = {
        "tei/articles/log.xml": TEXT.format(ns=NS, id="log", head=head),
        "tei/registers/events.xml": EVENTS.replace('<event xml:id="loan" ', asked),
    }
    page = make_site(tmp_path, {}, languages=("en",), files=files).page("amounts/index.html")
    assert words(page.xpath("//table[@class='amounts']/thead//th")[2]) == "Kind"
    rows = [[words(td) for td in row] for row in page.xpath("//table[@class='amounts']/tbody/tr")]
    assert [row[1:4] for row in rows] == [
        ["1,140,000 maravedis", "money or goods", "A loan"],
        ["half of it", "money or goods", "A loan"],
        ["three ships", "request", "A wish"],
    ]


def test_an_explained_word_leads_to_the_glossary(site: Website) -> None:
    article = "en/articles/log.html"
    (link,) = site.page(article).xpath("//a[@class='term']")
    assert target_of(article, link.get("href")) == ("en/glossary/index.html", "caravel")
    assert link.get("title") == "A light ship with lateen sails."
    (term,) = site.page("glossary/index.html").xpath("//dt[@id='caravel']")
    assert words(term) == "karavel · caravel"
    assert words(term.getnext()) == "Latin yelkenli hafif gemi."


def test_the_header_leads_to_surveys_only_where_there_is_something(site: Website, tmp_path: Path) -> None:
    sections = {words(a) for a in site.page("en/index.html").xpath("//header//nav//a")}
    assert {"Accounts compared", "Journeys", "Money and goods", "Glossary"} <= sections
    bare = make_site(tmp_path, {"a": "<p>b</p>"})
    assert not [path for path in bare.files if "comparison" in path or "glossary" in path]


def test_an_account_of_one_text_alone_is_compared_only_where_editors_judge_it(
    document: Callable[..., Document],
) -> None:
    one = EVENTS.replace("article:letter#letter-p", "article:log#log-p")
    judged, _ = read_registers([document(one)])
    assert survey_folders(judged) == ("comparison", "journeys", "amounts", "glossary")
    registers, _ = read_registers([document(one.replace('type="verdict"', 'type="description"'))])
    assert survey_folders(registers) == ("journeys", "amounts", "glossary")
    assert survey_folders(Registers()) == ()
