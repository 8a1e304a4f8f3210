"""What other editors encode: apparatus, anchored notes, registers in the back, spaces, elements that nobody knows."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.publish.website import make_site, own_text, target_of

APP = "<app><lem wit='#A #B'>quick</lem><rdg wit='#C'>swift</rdg><rdg wit='#D'/><note>so Ada</note></app>"


def test_readings_stand_in_whole_brackets_with_who_has_them(tmp_path: Path) -> None:
    (readings,) = make_site(tmp_path, {"a": f"<p>The {APP} fox.</p>"}).page("articles/a.html").find_class("readings")
    assert " ".join(readings.text_content().split()) == "[A B : swift C; om. D so Ada]"


@pytest.mark.parametrize(
    ("app", "shown"),
    [
        ("<app><lem>a</lem></app>", None),
        ("<app><lem resp='#X'>a</lem></app>", "[X]"),
        ("<app><rdg wit='#A'>a</rdg><rdgGrp type='spelling'><rdg wit='#B'>b</rdg><rdg wit='#C'>c</rdg></rdgGrp></app>",
         "[A : b B; c C]"),
        ("<app><lem>a <app><lem>b</lem><rdg wit='#B'>c</rdg></app></lem><rdg source='#S'>d</rdg></app>", "[c B]|[d S]"),
        ("<app from='#x'><lem>a</lem><rdg wit='#B'>b</rdg></app>", "[a: b B]"),
    ],
)  # fmt: skip
def test_readings_of_every_kind(tmp_path: Path, app: str, shown: str | None) -> None:
    page = make_site(tmp_path, {"a": f"<p><anchor xml:id='x'/>{app}</p>"}).page("articles/a.html")
    found = [" ".join(e.text_content().split()) for e in page.find_class("readings")]
    assert "|".join(found) == (shown or "")


def test_an_apparatus_apart_from_its_text_is_a_list_of_entries(tmp_path: Path) -> None:
    body = "<p>a</p><div type='apparatus'><listApp><app loc='line 1'><lem>a</lem><rdg resp='#E'>b</rdg></app></listApp></div>"
    page = make_site(tmp_path, {"a": body}).page("articles/a.html")
    (entry,) = page.xpath("//div[@data-tei='listApp']/p[@data-tei='app']")
    assert " ".join(entry.text_content().split()) == "[line 1 a: b E]"


def test_a_note_is_called_from_the_place_that_it_names(tmp_path: Path) -> None:
    body = "<p>Word<anchor xml:id='a1'/> and.</p><div><note xml:id='n1' target='#a1'>Said of it.</note></div>"
    site = make_site(tmp_path, {"a": body})
    page = site.page("articles/a.html")
    (call,) = page.xpath("//p/a[@class='call made']")
    assert call.get("href") == "#n1"
    note = page.get_element_by_id("n1")
    assert own_text(note) == "Said of it."
    (back,) = note.find_class("back")
    assert target_of("articles/a.html", back.get("href"))[1] == call.get("id")


def test_registers_in_the_back_are_folded_away_and_counted(tmp_path: Path) -> None:
    whole = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="a" xml:lang="en"><text><body><p><persName ref="#p1">Ada</persName></p>'
        '</body><back><listPerson><person xml:id="p1"><persName>Ada Nehir</persName><sex value="F"/></person></listPerson>'
        "</back></text></TEI>"
    )
    site = make_site(tmp_path, {}, files={"tei/articles/a.xml": whole})
    assert site.outcome.diagnostics == []
    (folded,) = site.page("articles/a.html").xpath("//details[@class='register']")
    assert "Ada Nehir" in folded.text_content()
    assert site.page("persons/p1.html").xpath("string(//h1)") == "Ada Nehir"
    assert len(site.page("persons/index.html").xpath("//li[@data-count='1']")) == 1


def test_no_buttons_for_a_translation_that_nothing_is_set_beside(tmp_path: Path) -> None:
    body = "<div type='edition'><p>a</p></div><div type='translation' xml:lang='tr'><p>b</p></div>"
    page = make_site(tmp_path, {"a": body}).page("articles/a.html")
    assert page.xpath("//input[@name='view']") == []


def test_dates_of_cited_works_lead_nowhere(tmp_path: Path) -> None:
    body = "<p><bibl>B, <date when='1930'>1930</date></bibl>; <date when='1921'>1921</date></p>"
    page = make_site(tmp_path, {"a": body}).page("articles/a.html")
    assert [a.text for a in page.xpath("//a[@data-kind='date']")] == ["1921"]


def test_settings_say_how_elements_are_shown(tmp_path: Path) -> None:
    toml = '[edition]\ntitle = "T"\n[elements]\nblock = ["foo"]\ninline = ["bar"]\nhide = ["baz"]\nheading = ["qux"]\n'
    body = "<div><qux>Head</qux><foo>one <bar>two</bar> <baz>three</baz></foo></div>"
    site = make_site(tmp_path, {"a": body}, files={"edition.toml": toml})
    assert site.outcome.diagnostics == []
    section = site.page("articles/a.html").xpath("//section[@data-tei='div']")[0]
    assert [(e.tag, e.get("data-tei")) for e in section.iter() if e.get("data-tei")] == [
        ("section", "div"), ("h3", "qux"), ("p", "foo"), ("span", "bar"),
    ]  # fmt: skip
    assert "three" not in section.text_content()


def test_titles_that_several_texts_have_are_told_apart(tmp_path: Path) -> None:
    toml = '[edition]\ntitle = "T"\n[validate]\nprofile = "reference"\n'
    site = make_site(tmp_path, {name: f"<p>{name}</p>" for name in ("a", "b")}, files={"edition.toml": toml})
    titles = [site.page(f"articles/{name}.html").xpath("string(//h1)") for name in ("a", "b")]
    assert titles == ["A title, a", "A title, b"]
    assert set(titles) <= set(site.page("index.html").xpath("//a/text()"))


def test_numbers_of_sections_and_entries_of_dictionaries(tmp_path: Path) -> None:
    body = (
        "<div n='1'><p n='2'><seg n='3'>a</seg></p></div><div><entry><form><orth>ab</orth></form>"
        "<sense n='1'><def>thing</def><cit><quote>x</quote></cit></sense></entry></div>"
    )
    site = make_site(tmp_path, {"a": body})
    assert site.outcome.diagnostics == []
    page = site.page("articles/a.html")
    assert page.xpath("//p[@data-tei='p']/@data-n") == ["2"]
    assert page.xpath("//*[contains(@class, 'canonical')]/text()") == ["1", "2", "3"]
    assert page.xpath("string(//div[@class='entry']//*[@data-tei='def'])") == "thing"


def test_a_picture_without_an_address_is_no_failure(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"a": "<p>a<figure><graphic/><figDesc>b</figDesc></figure></p>"})
    assert "b" in site.page("articles/a.html").find_class("text")[0].text_content()


def test_a_language_without_words_is_told(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"a": "<p>a</p>"}, languages=("de", "la"))
    assert [(d.code.id, d.severity.value) for d in site.outcome.diagnostics] == [("P508", "info")]
    assert site.page("index.html").get("lang") == "de"
    assert "Texte" in site.page("index.html").xpath("//header//nav//a/text()")


def test_a_quotation_in_a_sentence_does_not_break_it(tmp_path: Path) -> None:
    cit = "<cit><quote>all is tide</quote> <bibl>Mor</bibl></cit>"
    page = make_site(tmp_path, {"a": f"<p>He says {cit}, and goes.</p><p>{cit}</p>"}).page("articles/a.html")
    assert [e.tag for e in page.xpath("//*[@data-tei='cit']")] == ["span", "blockquote"]


def test_a_pointer_without_words_shows_the_place_and_no_path(tmp_path: Path) -> None:
    targets = ("../bib/all.xml#bert1877", "https://a.example/b", "work.xml", "#here", "doi:10.1/x")
    body = "<p>" + "".join(f"<ptr target='{target}'/>" for target in targets) + "</p>"
    page = make_site(tmp_path, {"a": body}).page("articles/a.html")
    shown = [e.text_content() for e in page.xpath("//*[@data-tei='ptr']")]
    assert shown == ["bert1877", "a.example/b", "work.xml", "here", "10.1/x"]


def test_an_example_of_markup_is_shown_as_markup(tmp_path: Path) -> None:
    example = (
        "<egXML xmlns='http://www.tei-c.org/ns/Examples'><p n='a &amp; b'>So <persName ref='#ada'>Ada</persName>"
        "<lb/><!-- end --></p></egXML>"
    )
    site = make_site(tmp_path, {"a": f"<p>Write {example}.</p>{example}"})
    shown = site.page("articles/a.html").xpath("//code[@data-tei='egXML']")
    words = '<p n="a &amp; b">So <persName ref="#ada">Ada</persName><lb/><!-- end --></p>'
    assert [code.text_content() for code in shown] == [words, words]
    assert not site.page("articles/a.html").find_class("unhandled")
