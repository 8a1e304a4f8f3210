"""Who speaks: the speaker of a speech leads to the entry that `@who` names; an utterance tells its speaker."""

from __future__ import annotations

from pathlib import Path

from tests.publish.website import make_site, own_text

NS = 'xmlns="http://www.tei-c.org/ns/1.0"'
PLAY = f"""<TEI {NS} xml:id="a" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p/></publicationStmt>
<sourceDesc><p/></sourceDesc></fileDesc><profileDesc><particDesc><listPerson><person xml:id="ada"><persName>Ada Nehir</persName></person></listPerson>
</particDesc></profileDesc></teiHeader><text><front><castList><castItem><role xml:id="boy">A boy</role></castItem></castList></front><body>{{}}</body></text></TEI>"""


def test_a_speaker_is_a_mention_of_the_person_that_the_speech_names(tmp_path: Path) -> None:
    body = '<div><sp who="#ada"><speaker>ADA</speaker><p>Come.</p></sp><sp who="#boy"><speaker>BOY</speaker><p>No.</p></sp></div>'
    site = make_site(tmp_path, {}, files={"tei/articles/a.xml": PLAY.format(body)})
    page = site.page("articles/a.html")
    (link,) = page.xpath("//p[@data-tei='speaker']/a")
    assert (link.text, link.get("href")) == ("ADA", "../persons/ada.html")
    (place,) = site.page("persons/ada.html").xpath("//a[contains(@href, 'articles/a.html#')]/@href")
    assert place.partition("#")[2] in site.ids["articles/a.html"]
    # a role of the cast is no entry
    assert "persons/boy.html" not in site.files
    assert own_text(page.find_class("text")[0]).replace(" ", "") == "AboyADACome.BOYNo."


def test_an_utterance_tells_its_speaker_and_is_found(tmp_path: Path) -> None:
    body = '<div><u who="#ada">Good day.</u><u who="#x">Yes.</u></div>'
    site = make_site(tmp_path, {}, files={"tei/articles/a.xml": PLAY.format(body)})
    told = site.page("articles/a.html").xpath("//p[@data-tei='u']")
    assert [" ".join(u.text_content().split()) for u in told] == ["Ada Nehir: Good day.", "x: Yes."]
    assert all(u.get("id") for u in told)


def test_a_speech_that_points_to_nobody_names_nobody_and_one_named_twice_speaks_once(tmp_path: Path) -> None:
    body = '<div><sp who="#"><speaker>ALL</speaker><p>Ha.</p></sp><sp who="#ada #ada"><speaker>ADA</speaker><p>Ho.</p></sp></div>'
    site = make_site(tmp_path, {}, files={"tei/articles/a.xml": PLAY.format(body)})
    listed = site.page("persons/index.html").xpath("//li[@data-count]")
    assert [(entry.get("id"), entry.get("data-count")) for entry in listed] == [("ada", "1")]


def test_a_person_called_as_a_text_has_a_page_with_a_title_of_its_own(tmp_path: Path) -> None:
    play = PLAY.replace("<title>T</title>", "<title>Ada Nehir</title>")
    site = make_site(
        tmp_path,
        {},
        files={"tei/articles/a.xml": play.format('<div><sp who="#ada"><speaker>ADA</speaker><p>Ho.</p></sp></div>')},
    )
    assert site.page("persons/ada.html").findtext(".//title") == "Ada Nehir · Persons · Small"
    assert site.page("articles/a.html").findtext(".//title") == "Ada Nehir · Small"


def test_a_key_that_texts_name_as_a_place_and_as_a_person_has_one_page_to_which_all_lead(tmp_path: Path) -> None:
    bodies = {
        "a": '<p><placeName ref="#haven">Haven</placeName></p>',
        "b": '<p><persName ref="#haven">Haven</persName></p>',
    }
    site = make_site(tmp_path, bodies)
    assert {name for name in site.files if name.endswith("/haven.html")} == {"places/haven.html"}
    for text in bodies:
        assert "../places/haven.html" in site.page(f"articles/{text}.html").xpath("//main//a/@href")
        assert "../persons/haven.html" not in site.page(f"articles/{text}.html").xpath("//a/@href")
