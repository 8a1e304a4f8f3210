"""The list of texts, whole and by groups: every text in its groups, every page linked, nothing that needs a script."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.publish.website import NS, TOML, Website, article, make_site, target_of

WORDS = ("sermon", "Ode", "ode", "letter")


def text(number: int) -> str:
    keyword = (
        ""
        if number == 3
        else f"<textClass><keywords scheme='genre'><term>{WORDS[number % 4]}</term></keywords></textClass>"
    )
    head = (
        f"<teiHeader><fileDesc><titleStmt><title>Text {number}</title></titleStmt><publicationStmt><p/></publicationStmt>"
        f"<sourceDesc><p/></sourceDesc></fileDesc><profileDesc><creation><date when='{1900 + number % 5}'/></creation>{keyword}</profileDesc></teiHeader>"
    )
    return f'<TEI {NS} xml:id="t{number}" xml:lang="en">{head}<text><body><p>Sea.</p></body></text></TEI>'


def listed(folder: Path, number: int = 20, settings: str = "") -> Website:
    files: dict[str, str | bytes] = {f"tei/articles/t{n}.xml": text(n) for n in range(number)}
    return make_site(folder, {}, files={**files, "edition.toml": TOML.format(languages='"en"') + settings})


def texts_on(site: Website, path: str) -> list[str]:
    return [str(t) for t in site.page(path).xpath("//ol[@class='contents']/li/a/text()")]


def test_texts_stand_in_their_groups(tmp_path: Path) -> None:
    site = listed(tmp_path)
    assert site.page("contents/index.html").xpath("//dl[@class='facets']/dt/a/text()") == ["Years", "Genres"]
    rows = site.page("contents/genre/index.html").xpath("//ul[@class='groups']/li")
    found = {row.xpath("string(a)"): (int(row.xpath("string(small)")), row.xpath("string(a/@href)")) for row in rows}
    assert {name: count for name, (count, _) in found.items()} == {"letter": 4, "ode": 10, "sermon": 5, "not told": 1}
    for count, href in found.values():
        target = target_of("contents/genre/index.html", href)
        assert target and len(texts_on(site, target[0])) == count
    assert texts_on(site, "contents/year/1903.html") == ["Text 13", "Text 18", "Text 3", "Text 8"]
    assert site.page("index.html").xpath("//p[@class='more']/a/@href") == ["contents/index.html"]


def test_no_two_pages_have_the_same_title(tmp_path: Path) -> None:
    site = listed(tmp_path, 230)
    pages = [path.relative_to(site.folder).as_posix() for path in site.folder.rglob("*.html")]
    titles = {path: site.page(path).xpath("string(/html/head/title)") for path in pages}
    assert len(set(titles.values())) == len(titles)
    assert titles["articles/t7.tei.html"].startswith("Text 7 · TEI · ")
    assert titles["contents/genre/none.html"].startswith("not told · Genres · ")


def test_the_settings_say_what_texts_are_grouped_by(tmp_path: Path) -> None:
    site = listed(tmp_path, settings='[lists]\nby = ["genre"]\n')
    assert site.page("contents/index.html").xpath("//dl[@class='facets']/dt/a/text()") == ["Genres"]
    assert not (site.folder / "contents/year").exists()


def test_what_texts_cannot_be_grouped_by_is_told(tmp_path: Path) -> None:
    from edition.diagnostics import EditionError

    with pytest.raises(EditionError, match="not grouped by `colour`"):
        listed(tmp_path, settings='[lists]\nby = ["colour"]\n')


def test_a_large_group_goes_on_over_pages(tmp_path: Path) -> None:
    site = listed(tmp_path, 450, '[lists]\nby = ["language"]\n')
    assert [
        len(texts_on(site, p))
        for p in ("contents/language/en.html", "contents/language/en/2.html", "contents/language/en/3.html")
    ] == [200, 200, 50]
    assert [len(texts_on(site, p)) for p in ("contents/index.html", "contents/2.html", "contents/3.html")] == [
        200,
        200,
        50,
    ]


def test_the_filter_knows_every_text_and_its_groups(tmp_path: Path) -> None:
    site = listed(tmp_path)
    data = json.loads(site.bytes("data/texts.en.js").decode().removeprefix("window.editionTexts=").rstrip(";\n"))
    assert [facet["facet"] for facet in data["facets"]] == ["year", "genre"]
    names = data["facets"][1]["names"]
    assert {t["title"]: [names[g] for g in t["groups"][1]] for t in data["texts"]}["Text 2"] == ["ode"]
    assert len(data["texts"]) == 20


def test_few_texts_need_no_list(tmp_path: Path) -> None:
    assert not (listed(tmp_path, 5).folder / "contents").exists()


def test_the_home_page_quotes_a_sentence_of_a_text_not_its_title_once_more(tmp_path: Path) -> None:
    front = '<front><div type="title"><p>Rainbow of stone</p><p>Ada Stern</p></div></front>'
    text = article("a", "<p>They built it of stone. It held.</p>", title="Rainbow of stone")
    files = {"tei/articles/a.xml": text.replace("<text>", f"<text>{front}")}
    page = make_site(tmp_path, {"b": "<p>Riga, in May</p>"}, files=files).page("index.html")
    assert page.xpath("//*[@class='first-sentence']/text()") == ["They built it of stone.", "Riga, in May"]


def test_a_name_without_the_key_that_others_write_is_the_same_group(tmp_path: Path) -> None:
    def kept(number: int, attribute: str, name: str = "The Library") -> str:
        held = f"<msDesc><msIdentifier><repository{attribute}>{name}</repository></msIdentifier></msDesc>"
        return text(number).replace("<p/></sourceDesc>", f"{held}</sourceDesc>")

    key = ' ref="https://keepers.example/1"'
    files: dict[str, str | bytes] = {f"tei/articles/t{n}.xml": kept(n, key if n % 2 else "") for n in range(14)}
    files |= {f"tei/articles/t{n}.xml": kept(n, "", "Another") for n in range(14, 20)}
    settings = TOML.format(languages='"en"') + '[lists]\nby = ["repository"]\n'
    site = make_site(tmp_path, {}, files={**files, "edition.toml": settings})
    rows = site.page("contents/repository/index.html").xpath("//ul[@class='groups']/li")
    assert {row.xpath("string(a)"): row.xpath("string(small)") for row in rows} == {"Another": "6", "The Library": "14"}
