"""When someone was born and died is told with the text that says so, or as without source; a place by its name."""

from __future__ import annotations

import pytest
from tests.publish.website import NS, Website, make_site

PEOPLE = f"""<TEI {NS} xml:id="people" xml:lang="en"><teiHeader/><standOff><listPerson>
<person xml:id="ada"><persName>Ada</persName><birth when="1843-05-02" source="article:a"><placeName ref="place:kars">K.</placeName></birth><death when="1901"/></person>
<person xml:id="eda"><persName>Eda</persName><birth when="1861" cert="unknown"/><death when="1920" cert="low"/></person>
<person xml:id="luis"><persName>Luis</persName><birth when="1850"/><death when="1902-07" source="work:b article:a"/></person>
</listPerson><listPlace><place xml:id="kars"><placeName>Kars</placeName></place></listPlace>
<listBibl><bibl xml:id="b"><title>Lives</title></bibl></listBibl></standOff></TEI>"""
BODY = '<p xml:id="p"><persName ref="person:ada">Ada</persName> and <persName ref="person:luis">Luis</persName>, <persName ref="person:eda">Eda</persName></p>'


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Website:
    files = {"tei/registers/people.xml": PEOPLE}
    return make_site(tmp_path_factory.mktemp("lives"), {"a": BODY}, languages=("en",), files=files)


@pytest.mark.parametrize(
    ("key", "years", "told", "sources"),
    [
        ("ada", "1843–1901", {"Born": "2 May 1843, Kars [1]"}, ["A title"]),
        ("luis", "1850–1902", {"Died": "July 1902 [1, 2]"}, ["Lives", "A title"]),
        ("eda", "1861–ca. 1920", {"Born": "1861 (without source)"}, []),
    ],
)
def test_a_day_of_a_life_has_its_source(
    site: Website, key: str, years: str, told: dict[str, str], sources: list[str]
) -> None:
    page = site.page(f"persons/{key}.html")
    terms = {dt.text: " ".join(dt.getnext().text_content().split()) for dt in page.xpath("//dl[@class='facts']/dt")}
    assert {name: terms[name] for name in ("Born", "Died") if name in terms} == told
    assert page.xpath("string(//p[@class='dates'])") == years
    assert [li.text_content().strip() for li in page.xpath("//ol[@class='source-list']/li")] == sources
