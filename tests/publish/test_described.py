"""What a header tells in words: mentions there count, and have a place in the description on the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.publish.website import make_site

NS = 'xmlns="http://www.tei-c.org/ns/1.0"'
PERSONS = f"""<TEI {NS}><teiHeader/><text><body><listPerson><person xml:id="ada"><persName>Ada Nehir</persName></person>
<person xml:id="can"><persName>Can Dere</persName></person><person xml:id="eda"><persName>Eda Tuz</persName></person></listPerson></body></text></TEI>"""
OBJECT = """<msDesc xml:id="ms"><msIdentifier><settlement>Kars</settlement><idno>Ms. 12</idno><altIdentifier><idno>Old 3</idno></altIdentifier></msIdentifier>
<msContents><msItem n="1"><author key="ada">Ada</author><title>Songs</title><note>Copied twice.</note>
<msItem n="1.1"><title>The first</title></msItem></msItem></msContents>
<physDesc><objectDesc><supportDesc><support><dimensions unit="mm"><height>230</height><width quantity="150"/></dimensions></support></supportDesc></objectDesc>
<bindingDesc><p>Bound by <persName key="can">Can</persName><note>Or <persName key="eda">Eda</persName></note>.</p></bindingDesc></physDesc>
<history><origin><origDate when="1621">In 1621</origDate></origin></history>
<msPart n="2"><msIdentifier><idno>Ms. 12 b</idno></msIdentifier><history><origin><p>Once <persName key="ada">Ada’s</persName>.</p></origin></history></msPart></msDesc>"""
WHOLE = f"""<TEI {NS} xml:id="a" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p>P</p></publicationStmt>
<sourceDesc>{OBJECT}</sourceDesc></fileDesc><profileDesc><abstract><p><persName key="eda">Eda</persName> asks for a book.</p></abstract></profileDesc></teiHeader>
<text><body><p>Words.</p></body></text></TEI>"""


def test_who_is_named_in_a_description_is_in_the_index_with_a_place_there(tmp_path: Path) -> None:
    site = make_site(tmp_path, {}, files={"tei/articles/a.xml": WHOLE, "tei/registers/persons.xml": PERSONS})
    page = site.page("articles/a.html")
    for key, number in {"ada": 2, "can": 1, "eda": 2}.items():
        places = site.page(f"persons/{key}.html").xpath("//a[contains(@href, 'articles/a.html#')]/@href")
        ids = {place.partition("#")[2] for place in places}
        assert len(ids) == number, key
        assert all(page.xpath(f"//section[@class='object' or @class='abstract']//*[@id='{id_}']") for id_ in ids)
    (told,) = page.xpath("//*[@data-tei='origDate']/@href")
    assert told.endswith("#d1621")
    assert "d1621" in site.ids["chronology/index.html"]


def test_a_name_among_blocks_is_found_at_its_place(tmp_path: Path) -> None:
    files = {"tei/registers/persons.xml": PERSONS}
    site = make_site(tmp_path, {"a": "<div><p>A</p><persName ref='#ada'>Ada</persName></div>"}, files=files)
    (place,) = site.page("persons/ada.html").xpath("//a[contains(@href, 'articles/a.html#')]/@href")
    assert place.partition("#")[2] in site.ids["articles/a.html"]


def test_a_key_beside_an_address_on_the_web_is_the_entry(tmp_path: Path) -> None:
    files = {"tei/registers/persons.xml": PERSONS}
    site = make_site(
        tmp_path, {"a": "<p><persName ref='https://viaf.org/viaf/1' key='ada'>A.</persName></p>"}, files=files
    )
    assert site.page("persons/ada.html").xpath("//a[contains(@href, 'articles/a.html#')]")


def test_every_word_of_a_description_is_shown_once_under_its_label(tmp_path: Path) -> None:
    page = make_site(tmp_path, {}, files={"tei/articles/a.xml": WHOLE}).page("articles/a.html")
    (shown,) = page.find_class("object")
    text = " ".join(shown.text_content().split())
    for words in (
        "Ms. 12 b",
        "Old 3",
        "Songs",
        "The first",
        "230 × 150 mm",
        "Bound by Can [Or Eda].",
        "In 1621",
        "Once Ada’s.",
    ):
        assert text.count(words) == 1, (words, text)
    assert shown.xpath("string(.//section[@class='object-part']/h3)") == "Part 2"


def test_a_calendar_is_called_what_the_header_calls_it(tmp_path: Path) -> None:
    calendar = "<profileDesc><calendarDesc><calendar xml:id='cal_x'><p>Islamic</p></calendar></calendarDesc>"
    date = "<p><date when='1911-08-26' calendar='#cal_x'>1 Ramadan 1329</date></p>"
    whole = WHOLE.replace("<profileDesc>", calendar).replace("<p>Words.</p>", date)
    page = make_site(tmp_path, {}, files={"tei/articles/a.xml": whole}).page("articles/a.html")
    assert page.xpath("string(//span[@class='made calendar'])").strip() == "[Islamic 26 August 1911]"


def test_the_description_of_a_witness_stands_with_its_siglum_once(tmp_path: Path) -> None:
    listed = f"<listWit><head>Codices</head><witness xml:id='A'>{OBJECT}</witness></listWit>"
    body = "<p>A <app><lem wit='#A'>word</lem><rdg wit='#B'>ward</rdg></app></p>"
    whole = WHOLE.replace(OBJECT, listed).replace("<p>Words.</p>", body)
    page = make_site(tmp_path, {}, files={"tei/articles/a.xml": whole}).page("articles/a.html")
    assert len(page.xpath("//section[@id='witnesses']//dl")) == 2
    assert not page.xpath("//section[@id='object']")
    assert page.xpath("string(//section[@id='witnesses']/p[@class='caption'])") == "Codices"
    assert len(page.xpath("//@id")) == len(set(page.xpath("//@id")))


@pytest.mark.parametrize(
    ("front", "words", "leads"),
    [
        ("", "asks for a book.", True),
        ("", "asks for a book. " * 60, False),
        ('<front><div type="abstract"><p>Her own words.</p></div></front>', "asks for a book.", False),
    ],
)
def test_a_headers_abstract_leads_only_into_a_text_without_one(
    front: str, words: str, leads: bool, tmp_path: Path
) -> None:
    text = WHOLE.replace("asks for a book.", words).replace("<body>", f"{front}<body>")
    page = make_site(tmp_path, {}, files={"tei/articles/a.xml": text}).page("articles/a.html")
    (abstract,) = page.xpath("//section[@class='abstract']")
    assert bool(abstract.xpath("following::div[@class='text']")) is leads


def test_lines_of_a_list_in_a_description_stand_in_no_list(tmp_path: Path) -> None:
    described = (
        "<msDesc><msIdentifier><idno>1</idno></msIdentifier><additional><listBibl><bibl>Kaya 1990</bibl>"
        "<bibl>Demir 1991</bibl></listBibl></additional></msDesc>"
    )
    page = make_site(tmp_path, {}, files={"tei/articles/a.xml": WHOLE.replace(OBJECT, described)}).page(
        "articles/a.html"
    )
    assert page.xpath("//li[not(parent::ul or parent::ol or parent::menu)]") == []
    assert [e.text_content() for e in page.xpath("//*[@data-tei='bibl']")] == ["Kaya 1990", "Demir 1991"]
