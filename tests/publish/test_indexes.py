"""Indexes, pages of entities and the chronology say exactly what the articles say."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from tests.publish.website import Website, make_site, own_text, target_of

from edition.facts import read_article
from edition.markup import parse, read_source
from edition.project import read_project
from edition.publish.extract import date_text

NAMES = [
    "Üzeyir",
    "Ilgaz",
    "İsmet",
    "Umut",
    "Cem",
    "Çetin",
    "Gül",
    "Ğaz",
    "Hale",
    "Jale",
    "Ilıca",
    "İzzet",
    "Ozan",
    "Ömer",
    "Su",
    "Şan",
    "cömert",
    "ılık",
    "iyi",
]
ORDER = [
    "Cem",
    "cömert",
    "Çetin",
    "Gül",
    "Ğaz",
    "Hale",
    "Ilgaz",
    "Ilıca",
    "ılık",
    "İsmet",
    "iyi",
    "İzzet",
    "Jale",
    "Ozan",
    "Ömer",
    "Su",
    "Şan",
    "Umut",
    "Üzeyir",
]
LETTERS = ["C", "Ç", "G", "H", "I", "İ", "J", "O", "Ö", "S", "Ş", "U", "Ü"]


@pytest.fixture(scope="module")
def turkish(tmp_path_factory: pytest.TempPathFactory) -> Website:
    persons = "".join(
        f'<person xml:id="k{n}"><persName xml:lang="tr" type="main">{name}</persName></person>'
        for n, name in enumerate(NAMES)
    )
    persons += """<person xml:id="neriman"><persName xml:lang="tr" type="main">Zeki Nerimanov</persName><persName xml:lang="tr" type="variant">Nerimanof</persName>
      <idno type="former-key">old-neriman</idno></person>"""
    text = " ".join(f'<persName ref="person:k{n}">{name}</persName>' for n, name in enumerate(NAMES))
    events = """<listEvent><event xml:id="toplanti" when="1921-03-16"><eventName xml:lang="tr" type="main">Toplantı</eventName>
      <note type="discrepancy" xml:lang="tr">Gün kaynaklarda ayrı.</note></event></listEvent>"""
    bodies = {
        "one": f"""<p xml:id="a">{text}.</p><p xml:id="b">Önce. <date when="1921-03-16">16 Mart 1921</date> günü <persName ref="person:old-neriman">Nerimanof</persName>
          geldi. Sonra.</p><p xml:id="c"><date when="1920">1920</date>, <date when="1920-02">Şubat</date>, <date from="1920-02-01" to="1920-02-05">başı</date>,
          <date when="-0044-03-15">Mart</date>, <date when="0900">900</date>.</p><p xml:id="e"><name type="event" ref="event:toplanti">Toplantı</name>.</p>""",
        "two": '<p xml:id="d"><persName ref="person:neriman">Zeki</persName> <date when="1921-03-16">o gün</date> buradaydı; <date when="1920-01-31">31 Ocak</date>.</p>',
    }
    folder = tmp_path_factory.mktemp("turkish")
    return make_site(folder, bodies, f"<listPerson>{persons}</listPerson>{events}", languages=("tr", "en"))


def test_names_stand_in_the_order_of_the_language(turkish: Website) -> None:
    page = turkish.page("persons/index.html")
    shown = [e.text_content() for e in page.xpath("//*[@id='index']//li/a")]
    assert shown[:-1] == ORDER
    assert [e.text_content() for e in page.xpath("//nav[@class='letters']//a")][: len(LETTERS)] == LETTERS
    under = {
        h.text_content().strip(): [a.text_content() for a in h.getparent().xpath(".//li/a")]
        for h in page.xpath("//*[@id='index']//h2")
    }
    assert under["I"] == ["Ilgaz", "Ilıca", "ılık"]
    assert under["İ"] == ["İsmet", "iyi", "İzzet"]


def test_other_names_are_folded_below_their_entry(turkish: Website) -> None:
    page = turkish.page("persons/index.html")
    (entry,) = page.xpath("//*[@id='index']//li[details]")
    assert entry.get("id") == "neriman"
    assert entry.xpath("details[not(@open)]/span/text()") == ["Nerimanof"]
    assert entry.xpath("details/summary/text()") == ["1 ad daha"]
    assert not page.xpath("//*[@id='index']//li[not(@data-count)]")


def test_names_in_another_script_stand_under_one_heading_at_the_end(tmp_path: Path) -> None:
    names = {"a": "Чичерин", "b": "Zeki", "c": "Άδα", "d": "Ada"}
    persons = "".join(f'<person xml:id="{k}"><persName>{name}</persName></person>' for k, name in names.items())
    text = " ".join(f'<persName ref="person:{k}">{name}</persName>' for k, name in names.items())
    page = make_site(tmp_path, {"x": f"<p>{text}</p>"}, f"<listPerson>{persons}</listPerson>").page(
        "persons/index.html"
    )
    assert page.xpath("//div[@id='index']/preceding-sibling::nav[1]//a/text()") == ["A", "Z", "other"]
    (other,) = page.xpath("//section[h2='other']")
    assert other.xpath(".//li/a/text()") == ["Άδα", "Чичерин"]


def test_a_former_address_leads_to_the_present_one(turkish: Website) -> None:
    page = turkish.page("persons/old-neriman.html")
    (refresh,) = page.xpath("//meta[@http-equiv='refresh']/@content")
    assert refresh.endswith("neriman.html")
    assert "neriman.html" in page.xpath("//main//a/@href")
    assert turkish.page("persons/neriman.html").xpath("count(//ul[@class='sentences']/li)") == 2


def test_the_chronology_is_in_order_and_the_same_day_stands_together(turkish: Website) -> None:
    page = turkish.page("chronology/index.html")
    assert page.xpath("//dt/@id") == [
        f"d{value}"
        for value in ("-0044-03-15", "0900", "1920", "1920-01-31", "1920-02", "1920-02-01_1920-02-05", "1921-03-16")
    ]
    (day,) = page.xpath("//dt[@id='d1921-03-16']")
    found = []
    for sibling in day.itersiblings():
        if sibling.tag != "dd":
            break
        found.append(sibling)
    links = [e.xpath(".//a/@href")[0] for e in found]
    assert [link for link in links if "articles" in link] == ["../articles/one.html#b.m1", "../articles/two.html#d.m2"]
    assert "../events/toplanti.html" in links
    assert any("Gün kaynaklarda ayrı." in e.text_content() for e in found)


def test_an_entitys_page_has_the_sentence_and_only_it(turkish: Website) -> None:
    items = turkish.page("persons/neriman.html").xpath("//ul[@class='sentences']/li")
    assert [" ".join(own_text(i).split()) for i in items] == [
        "16 Mart 1921 günü Nerimanof geldi.",
        "Zeki o gün buradaydı; 31 Ocak.",
    ]


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_every_mention_of_the_edition_is_on_the_page_of_its_entity(shipped: Website, prefix: str) -> None:
    project = read_project(shipped.folder.parents[1])
    expected: dict[str, Counter[tuple[str, str, str]]] = {}
    former: dict[str, str] = {}
    for path in project.article_paths():
        facts = read_article(parse(read_source(path)), project.settings.mentions).facts
        versions = {block.id: block.version for block in facts.blocks}
        for mention in facts.mentions:
            if mention.keys and not versions[mention.block]:
                key = (f"{prefix}articles/{facts.id}.html", mention.id, mention.text)
                expected.setdefault(mention.keys[0], Counter())[key] += 1
    assert len(expected) > 200
    pages = {
        Path(p).stem: p
        for p in shipped.pages
        if p.startswith(tuple(f"{prefix}{f}/" for f in ("persons", "places", "organisations", "events")))
    }
    for old, page in (
        (stem, shipped.pages[p]) for stem, p in pages.items() if shipped.pages[p].get("data-page") == "redirect"
    ):
        former[old] = Path(page.xpath("//main//a/@href")[0]).stem
    for old, new in former.items():
        expected[new] = expected.get(new, Counter()) + expected.pop(old, Counter())
    for key, wanted in expected.items():
        shown: Counter[tuple[str, str, str]] = Counter()
        for link in shipped.pages[pages[key]].xpath("//ul[@class='sentences']/li/a"):
            target = target_of(pages[key], link.get("href"))
            assert target is not None
            assert target[1] in shipped.ids[target[0]]
            shown[target[0], target[1], link.text_content()] += 1
        assert shown == wanted, key
        folder = Path(pages[key]).parent
        index = shipped.pages[f"{folder}/index.html"]
        assert index.xpath("//li[@id=$id]/@data-count", id=key) == [str(wanted.total())], key


def test_the_chronology_has_every_date(shipped: Website) -> None:
    project = read_project(shipped.folder.parents[1])
    dates = set()
    for path in project.article_paths():
        facts = read_article(parse(read_source(path)), project.settings.mentions).facts
        dates |= {date_text(m.date) for m in facts.mentions if m.kind == "date" and m.date.earliest and not m.cited}
    for prefix in ("", "en/"):
        shown = [i.removeprefix("d") for i in shipped.pages[f"{prefix}chronology/index.html"].xpath("//dt/@id")]
        assert len(shown) == len(set(shown))
        assert dates <= set(shown)
        years = [int(value.lstrip("_")[:4]) for value in shown]
        assert years == sorted(years)


def test_names_stand_under_their_languages_and_many_of_them_are_folded(tmp_path: Path) -> None:
    forms = "".join(f'<persName xml:lang="en" type="variant">Ada {n}</persName>' for n in range(20))
    register = f"""<listPerson><person xml:id="ada"><persName xml:lang="en" type="main">Ada</persName>{forms}
      <persName xml:lang="ru" type="variant">Ада</persName></person></listPerson>"""
    site = make_site(tmp_path, {"a": '<p><persName ref="person:ada">Ada</persName>.</p>'}, register)
    english, russian = site.page("persons/ada.html").xpath("//dd[@class='forms']")
    assert russian.text_content().split() == ["Russian", "Ада"]
    shown = [e.text for e in english.xpath("span")]
    assert shown + [e.text for e in english.xpath("details/span")] == [f"Ada {n}" for n in range(20)]
    assert 5 < len(shown) < 20


def test_what_an_entry_rests_on_is_marked_by_number(tmp_path: Path) -> None:
    register = """<listPerson><person xml:id="ada"><persName xml:lang="en" type="main">Ada</persName>
      <note type="description" xml:lang="en" source="article:b article:a">A sailor.</note></person>
      <person xml:id="bo"><persName xml:lang="en" type="main">Bo</persName></person></listPerson>
      <listRelation><relation name="aide-of" active="person:bo" passive="person:ada" source="article:a"/></listRelation>"""
    body = '<p><persName ref="person:ada">Ada</persName> and <persName ref="person:bo">Bo</persName>.</p>'
    page = make_site(tmp_path, {"a": body, "b": body}, register).page("persons/ada.html")
    numbers = [
        [(a.text, a.get("href"), a.get("title")) for a in small.xpath("a")]
        for small in page.xpath("//small[@class='sources']")
    ]
    first, second = ("1", "../articles/b.html", "Source 1: A title"), ("2", "../articles/a.html", "Source 2: A title")
    assert numbers == [[first, second], [second]]
    assert "bo.html" in page.xpath("//dl//a/@href")  # beside it in its folder
    assert page.xpath("//ol[@class='source-list']/li/a/@href") == ["../articles/b.html", "../articles/a.html"]


def test_a_work_is_listed_with_its_author_and_a_year_that_stands_once(tmp_path: Path) -> None:
    register = """<listBibl><biblStruct xml:id="w1"><monogr><author>Nehir, Ada</author><title level="m">Harbours</title>
      <imprint><date when="1930"/></imprint></monogr></biblStruct>
      <biblStruct xml:id="w2"><monogr><author>Lac, Bo</author><title type="short">Lac, 1931</title><imprint><date when="1931"/></imprint></monogr></biblStruct></listBibl>"""
    body = '<p>See <ref type="citation" target="work:w1">a</ref> and <ref type="citation" target="work:w2">b</ref>.</p>'
    page = make_site(tmp_path, {"a": body}, register).page("works/index.html")
    shown = [" ".join(li.text_content().split()) for li in page.xpath("//*[@id='index']//li")]
    assert shown == ["Harbours 1930 Nehir, Ada 1", "Lac, 1931 1"]


def test_an_entry_is_told_from_others_by_how_its_description_begins(tmp_path: Path) -> None:
    register = """<listPerson><person xml:id="ada"><persName xml:lang="en">Ada</persName>
      <note type="description" xml:lang="tr">Denizci. Sonra öğretmen.</note></person>
      <person xml:id="bo"><persName xml:lang="en">Bo</persName></person></listPerson>"""
    body = '<p><persName ref="person:ada">Ada</persName> and <persName ref="person:bo">Bo</persName>.</p>'
    page = make_site(tmp_path, {"a": body}, register).page("persons/index.html")
    (line,) = page.xpath("//*[@id='index']//span[@class='about']")
    assert (line.get("lang"), line.text, line.getparent().get("id")) == ("tr", "Denizci.", "ada")


def test_a_map_of_very_many_places_bears_the_names_of_those_named_most(tmp_path: Path) -> None:
    places = "".join(
        f"""<place xml:id="l{n}"><placeName xml:lang="en" type="main">Harbour {n}</placeName>
        <location><geo>{40 + n / 100} {30 + n / 100}</geo></location></place>"""
        for n in range(310)
    )
    named = " ".join(f'<placeName ref="place:l{n}">Harbour</placeName>' for n in [*range(310), 309])
    site = make_site(tmp_path, {"a": f"<p>{named}.</p>"}, f"<listPlace>{places}</listPlace>")
    page = site.page("places/index.html")
    assert len(page.xpath("//figure//a[@data-place]")) == len(page.xpath("//ol[@class='map-list']/li")) == 310
    names = page.xpath("//figure//a/text/text()")
    assert len(names) == 300
    assert names[0] == "Harbour 309"


TWO_LANGUAGES = """<div xml:id="o" xml:lang="tr"><p xml:id="o1"><persName ref="person:ada">Ada</persName> geldi. <date when="1921">1921</date>.</p>
<p xml:id="o2"><persName ref="person:ada">Ada</persName> gitti.</p></div><div type="translation" xml:lang="en" corresp="#o">
<p xml:id="t1" corresp="#o1"><persName ref="person:ada">Ada</persName> came. <date when="1921">1921</date>, <date when="1922">1922</date>.</p>
<p xml:id="t2" corresp="#o2"><persName ref="person:ada">Ada</persName> and <persName ref="person:bo">Bo</persName> left.</p></div>"""


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_what_a_translation_says_again_is_not_counted_again(tmp_path: Path, prefix: str) -> None:
    register = """<listPerson><person xml:id="ada"><persName>Ada</persName></person>
      <person xml:id="bo"><persName>Bo</persName></person></listPerson>"""
    site = make_site(tmp_path, {"a": TWO_LANGUAGES}, register, languages=("tr", "en"))
    counts = {li.get("id"): li.get("data-count") for li in site.page(f"{prefix}persons/index.html").xpath("//li[@id]")}
    assert counts == {"ada": "2", "bo": "1"}  # the original does not name Bo
    items = site.page(f"{prefix}persons/ada.html").xpath("//ul[@class='sentences']/li")
    assert [li.get("lang") for li in items] == ["tr", "tr"]
    assert [li.xpath("a/@href")[0].partition("#")[2] for li in items] == ["o1.m1", "o2.m1"]
    folded = [" ".join(d.xpath("text()")[0].split()) for li in items for d in li.xpath("details")]
    assert folded == (["Ada came.", "Ada and Bo left."] if prefix else [])
    (here,) = site.page(f"{prefix}articles/a.html").xpath("//*[@id='card-ada']//a[@class='count']/text()")
    assert "2" in here
    days = site.page(f"{prefix}chronology/index.html")
    assert days.xpath("//dt/@id") == ["d1921", "d1922"]
    assert days.xpath("//dd/@lang | //dd/*/@lang")[:1] == ["tr"]


PEOPLE = """<listPerson><person xml:id="ada"><persName>Ada</persName></person><person xml:id="bo"><persName>Bo</persName></person>
<person xml:id="cy"><persName>Cy</persName><idno type="former-key">old-cy</idno></person></listPerson>
<listRelation><relation name="aide-of" active="person:bo" passive="person:ada"/></listRelation>"""


@pytest.mark.parametrize("asked", [False, True])
def test_entries_that_no_text_names_have_pages_where_a_setting_asks(tmp_path: Path, asked: bool) -> None:
    settings = f'[edition]\ntitle = "Small"\n[site]\nunmentioned = {str(asked).lower()}\n'
    body = {"a": '<p><persName ref="person:ada">Ada</persName>, <ref target="person:bo">see there</ref>.</p>'}
    site = make_site(tmp_path, body, PEOPLE, files={"edition.toml": settings})
    wanted = ["ada", "bo", "cy"] if asked else ["ada"]
    assert site.page("persons/index.html").xpath("//*[@id='index']//li/@id") == wanted
    made = {Path(path).stem for path in site.pages if path.startswith("persons/")}
    assert made == {"index", *wanted, *(["old-cy"] if asked else [])}
    figures = site.page("index.html").xpath("//ul[@class='figures']//a")
    persons = "1 person" if len(wanted) == 1 else f"{len(wanted)} persons"
    assert [figure.text_content().strip() for figure in figures] == ["1 article", persons]
    for path, page in site.pages.items():
        for address in page.xpath("//a/@href"):
            target = target_of(path, address)
            assert target is None or target[0].endswith("/") or (site.folder / target[0]).exists(), (path, address)


def test_keys_that_differ_by_case_alone_have_one_page(tmp_path: Path) -> None:
    body = '<p><persName ref="#Hunt">Mr Hunt</persName> saw <persName ref="#hunt">Hunt</persName>.</p>'
    site = make_site(tmp_path, {"a": body})
    assert site.outcome.diagnostics == []
    assert set(site.page("articles/a.html").xpath("//div[@class='text']//a[@data-kind]/@href")) == {
        "../persons/Hunt.html"
    }
    assert site.page("persons/index.html").xpath("//*[@data-count]/@data-count") == ["2"]
    assert not (site.folder / "persons/hunt.html").exists()
