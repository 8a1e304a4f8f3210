"""Critical texts: the text of each witness, the apparatus below its unit, the witness list."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from tests.publish.website import HEAD, NS, TEI, Website, letters, make_site, own_text, tei_text

WITNESSES = """<listWit><witness xml:id="A">Paris <listWit xml:id="handsA"><witness xml:id="Aac">first hand</witness>
<witness xml:id="Ac">corrections</witness></listWit></witness>
<witness xml:id="b"><abbr type="siglum">β</abbr> lost <listWit><witness xml:id="C"/><witness xml:id="D">Rome</witness></listWit></witness>
<witness xml:id="Z">never cited</witness></listWit>"""
BODY = """<div><p n="1">One <app><lem wit="#A">two</lem><rdg wit="#b" xml:id="deux">deux</rdg><rdg source="#Smith">duo</rdg></app> three
<app><lem>four</lem><rdg wit="#Aac">quattuor</rdg><rdg wit="#C"/></app> five
<app><lem wit="#A">six <app><lem>seven</lem><rdg wit="#D">septem</rdg></app></lem>
<rdgGrp wit="#b"><rdg>sex</rdg><note>so the editor</note></rdgGrp></app>.</p>
<lg n="2"><l n="1">Verse <app><lem>first</lem><rdg wit="#E">prima</rdg></app></l><l n="2">second</l></lg></div>"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Website:
    head = HEAD.format(title="Text").replace("</bibl>", "</bibl>" + WITNESSES)
    text = f'<TEI {NS} xml:id="t" xml:lang="en">{head}<text><body>{BODY}</body></text></TEI>'
    return make_site(tmp_path_factory.mktemp("critical"), {}, files={"tei/articles/t.xml": text})


def text_of_witness(site: Website, siglum: str, page_of: str = "articles/t.html") -> str:
    """What stands in the text once the style sheet hides what the witness does not have."""
    page = site.page(page_of)
    ids = [i.get("id") for i in page.xpath("//input[@name='witness'][@value=$s]", s=siglum)]
    number = ids[0].rpartition("-")[2]
    body = page.find_class("text")[0]
    for reading in body.xpath(".//*[@data-witness]"):
        if number not in reading.get("data-witness").split():
            reading.drop_tree()
    for note in [*body.find_class("app-note"), *body.xpath(".//*[@data-tei='listApp']")]:
        note.drop_tree()
    for shown in body.find_class("located"):
        shown.set("class", "located")
    return " ".join(own_text(body).split())


@pytest.mark.parametrize(
    ("siglum", "expected"),
    [
        ("A", "One two three quattuor five six seven. Verse firstsecond"),
        ("Ac", "One two three four five six seven. Verse firstsecond"),
        ("Aac", "One two three quattuor five six seven. Verse firstsecond"),
        ("C", "One deux three five sex. Verse firstsecond"),
        ("D", "One deux three four five sex. Verse firstsecond"),
        ("E", "One two three four five six seven. Verse primasecond"),
    ],
)
def test_a_witness_has_its_own_readings_else_those_of_its_group_or_first_hand(
    site: Website, siglum: str, expected: str
) -> None:
    assert text_of_witness(site, siglum) == expected


def test_the_choice_names_the_witnesses_that_are_cited_by_their_sigla(site: Website) -> None:
    page = site.page("articles/t.html")
    labels = page.xpath("//input[@name='witness']/..")
    assert [label.text_content() for label in labels] == ["the edition", "A", "Aac", "Ac", "β", "C", "D", "E"]
    assert page.xpath("//link/@href")[-4:].count("../assets/witnesses.css") == 1
    assert b'#witness-7:checked) .text [data-witness]:not([data-witness~="7"])' in site.bytes("assets/witnesses.css")


def test_entries_stand_below_their_unit_and_lead_into_it(site: Website) -> None:
    page = site.page("articles/t.html")
    below = page.find_class("unit-apparatus")
    assert [b.getprevious().get("data-tei") for b in below] == ["p", "lg"]
    entries = [" ".join(e.text_content().split()) for e in page.find_class("entry-below")]
    assert len(entries) == 5
    assert entries[0].endswith("two] A : deux β; duo Smith")
    assert entries[2].endswith("six seven] A : sex so the editor β")
    assert entries[3].endswith("seven] septem D")
    assert entries[1].endswith("four] quattuor Aac; om. C")
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    for link in page.xpath("//*[@class='entry-below']/a/@href"):
        assert page.xpath("//*[@id=$id]/@data-tei", id=link[1:]) == ["app"]


def test_the_text_is_whole_and_the_copy_is_none_of_it(site: Website) -> None:
    tei = etree.fromstring((site.folder.parents[1] / "tei/articles/t.xml").read_bytes())
    assert letters(own_text(site.page("articles/t.html").find_class("text")[0])) == letters(
        tei_text(tei.find(f"{TEI}text"))
    )


def test_a_witness_without_a_siglum_of_its_own_is_listed_by_its_id(site: Website) -> None:
    items = site.page("articles/t.html").xpath("//section[@id='witnesses']/ul/li")
    assert [" ".join(item.text_content().split())[:7] for item in items] == ["A Paris", "β lost ", "Z never"]


def test_titles_in_the_contents_have_one_reading(tmp_path: Path) -> None:
    head = "<head>A <app><lem>fine</lem><rdg wit='#B'>nice</rdg></app> day</head><p>a</p>"
    page = make_site(tmp_path, {"p": "".join(f"<div xml:id='d{n}'>{head}</div>" for n in range(3))}).page(
        "articles/p.html"
    )
    assert {a.text_content().strip() for a in page.xpath("//nav[@class='toc']//li/a")} == {"A fine day"}


def test_a_text_without_variants_has_no_choice_of_witnesses(tmp_path: Path) -> None:
    page = make_site(tmp_path, {"p": "<p>plain</p>"}).page("articles/p.html")
    assert page.xpath("//input[@name='witness' or @name='readings']") == []
    assert "witnesses.css" not in "".join(page.xpath("//link/@href"))


def test_a_siglum_is_the_shorter_of_number_and_id(tmp_path: Path) -> None:
    lists = "<listWit><witness xml:id='R' n='reims'/><witness xml:id='wit-1' n='A'/></listWit>"
    head = HEAD.format(title="T").replace("</bibl>", "</bibl>" + lists)
    body = "<p><pb n='5r' ed='#R'/>a<app><lem/><rdg wit='#R #wit-1'>b</rdg></app></p>"
    text = f'<TEI {NS} xml:id="t" xml:lang="en">{head}<text><body>{body}</body></text></TEI>'
    page = make_site(tmp_path, {}, files={"tei/articles/t.xml": text}).page("articles/t.html")
    assert [" ".join(e.text_content().split()) for e in page.find_class("entry-below")] == ["1 om.] b R A"]
    assert page.find_class("page-break")[0].text_content() == "p. R 5r"


FRAGMENTS = """<p>One <app><lem>two</lem><rdg wit="#A"><lacunaStart/></rdg></app> three.</p><p>Four <app><lem>five</lem>
<rdg wit="#B">V</rdg></app> <app><lem>six</lem><rdg wit="#A"><lacunaEnd/>VI</rdg></app> seven.</p>
<p>Eight <app><lem>nine <witStart wit="#F"/>ten</lem><rdg wit="#B">X</rdg></app> eleven<witEnd wit="#F"/> twelve.</p>"""


def test_a_witness_has_no_words_in_its_lacunae_nor_outside_of_a_fragment(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"t": FRAGMENTS})
    found = {siglum: letters(text_of_witness(site, siglum)) for siglum in "ABF"}
    assert found == {
        "A": "OneVIseven.Eightnineteneleventwelve.",
        "B": "Onetwothree.FourVsixseven.EightXeleventwelve.",
        "F": "teneleven",
    }
    entries = [" ".join(e.text_content().split()) for e in site.page("articles/t.html").find_class("entry-below")]
    assert entries[0] == "1 two] lacuna begins A"
    assert entries[2] == "3 six] lacuna endsVI A"
    source = etree.fromstring((tmp_path / "tei/articles/t.xml").read_bytes())
    text = own_text(site.page("articles/t.html").find_class("text")[0])
    assert letters(text) == letters(tei_text(source.find(f"{TEI}text")))


LOCATED = """<p>One <anchor xml:id="b1"/>two three<anchor xml:id="e1"/> <w xml:id="w1">four</w> <w xml:id="w2">five</w> six.</p>
<listApp><app from="#b1" to="#e1"><lem wit="#A">two three</lem><rdg wit="#B" xml:id="r1">II <hi>III</hi></rdg><rdg wit="#C"/></app>
<app from="#w1" to="#w2"><lem>four five</lem><rdg wit="#C">IV</rdg></app><app from="#w2"><rdg wit="#B">V</rdg></app>
<app from="#nowhere"><rdg wit="#B">lost</rdg></app></listApp>"""


def test_an_apparatus_apart_gives_the_text_of_each_witness(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"t": LOCATED})
    found = {siglum: text_of_witness(site, siglum) for siglum in "ABC"}
    assert found == {"A": "One two three four five six.", "B": "One II III four V six.", "C": "One IV six."}
    page = site.page("articles/t.html")
    assert len(page.xpath("//@id")) == len(set(page.xpath("//@id")))
