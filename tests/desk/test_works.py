"""Works: found by title, author and year, linked like every other mention, kept by the next annotation, on the site."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.deciding.conftest import ARTICLE, HEADER
from tests.desk.conftest import Desk, Window

import edition
from edition.building import BuildOptions, build
from edition.desk.state.shelf import Shelf
from edition.project import read_project

Start = Callable[..., Desk]
Visit = Callable[..., Window]
FILE = "tei/articles/letter.xml"
WORKS = f"""<TEI xmlns="http://www.tei-c.org/ns/1.0">{HEADER}<text><body><listBibl>
  <bibl xml:id="kars-days">
    <title xml:lang="en" type="main">Kars Days</title>
    <author>Ida Moreno</author>
    <date when="1934">1934</date>
  </bibl>
  <bibl xml:id="treaties">
    <title xml:lang="en" type="main">Treaties</title>
  </bibl>
</listBibl></body></text></TEI>
"""


@pytest.fixture
def works(folder: Path) -> Path:
    path = folder / "tei/registers/works.xml"
    path.write_text(WORKS, encoding="utf-8")
    return path


def found(desk: Desk, **query: str) -> list[dict[str, Any]]:
    with httpx.Client(base_url=desk.base, timeout=60) as client:
        client.get(desk.address)
        answer: list[dict[str, Any]] = client.get("/api/entries", params={"for": "mention", **query}).json()
        return answer


def test_a_work_is_found_by_title_author_and_year_and_shows_them(works: Path, start: Start) -> None:
    desk = start()
    for words in ("kars d", "moreno", "days 1934"):
        (hit,) = [one for one in found(desk, q=words) if one["kind"] == "work"]
        assert (hit["name"], hit["dates"]) == ("Kars Days", "Ida Moreno, 1934")
    assert [one["key"] for one in found(desk, q="kars")] == ["kars", "kars-days"]


def test_of_what_fits_alike_the_kind_of_the_mention_stands_first(works: Path, start: Start) -> None:
    works.write_text(WORKS.replace(">Kars Days<", ">Kars<"), encoding="utf-8")
    desk = start()
    assert [one["key"] for one in found(desk, q="kars", kind="place")] == ["kars", "kars-days"]
    assert [one["key"] for one in found(desk, q="kars", kind="work")] == ["kars-days", "kars"]


@pytest.mark.browser
def test_words_become_the_mention_of_a_work(works: Path, start: Start, visit: Visit, folder: Path) -> None:
    desk = start("--as", "Ada Çelik")
    window = visit(desk)
    window.select("Treaty")
    window.press("l")
    window.page.fill("#link-q", "Zzyzx")
    window.page.locator("#link-hits li", has_text="Nothing is called “Zzyzx”.").wait_for()
    window.page.fill("#link-q", "moreno")
    window.page.locator("#link-hits li", has_text="Ida Moreno, 1934").wait_for()
    window.press("Enter")
    window.done("Treaty")
    marked = '<rs type="work" ref="work:kars-days" resp="#editor-ada-celik">Treaty</rs>'
    assert marked in desk.text()
    window.page.locator("#reading [data-mention][data-kind=work]").wait_for()
    assert desk.decisions()[0][4:7] == ["work", "add", "work:kars-days"]
    project = read_project(folder)
    edition.open(folder).annotate()
    assert marked in desk.text() and desk.text().count("kars-days") == 1
    (folder / FILE).write_text(ARTICLE, encoding="utf-8")
    edition.open(folder).annotate()
    assert 'ref="work:kars-days"' in desk.text()  # what was decided is obeyed in a text that was marked anew
    site = folder / "output/site"
    build(project, BuildOptions(site, search=False))
    assert 'href="../works/kars-days.html"' in (site / "articles/letter.html").read_text("utf-8")


@pytest.mark.browser
def test_a_kind_a_new_entry_and_back(works: Path, start: Start, visit: Visit) -> None:
    desk = start()
    window = visit(desk)
    window.choose("Spring")
    window.press("t", "6")
    window.done("work")
    assert '<rs type="work">Spring</rs>' in desk.text()
    window.press("n", "Enter")
    window.done("spring")
    assert '<rs type="work" ref="work:spring">Spring</rs>' in desk.text()
    assert '<bibl xml:id="spring">' in works.read_text("utf-8")
    window.press("l")
    window.page.keyboard.type("halil k")
    window.press("Enter")
    window.done("halil-kut")
    assert '<persName ref="person:halil-kut">Spring</persName>' in desk.text()


def test_a_bibl_keeps_the_attribute_that_tei_gives_it(works: Path, start: Start, folder: Path) -> None:
    toml = folder / "edition.toml"
    toml.write_text(toml.read_text("utf-8") + '[mentions]\nwork = ["bibl[@corresp]", "rs[@type=\'work\']"]\n', "utf-8")
    before = '<bibl corresp="#treaties" resp="#x" cert="low">Treaty</bibl>'
    (folder / FILE).write_text(ARTICLE.replace("Treaty", before), encoding="utf-8")
    desk = start()
    (mark,) = [one for one in desk.article().marks if one.fact.kind == "work"]
    with httpx.Client(base_url=desk.base, timeout=60) as client:
        client.get(desk.address)
        wish = {"article": "letter", "id": mark.id, "action": "link", "key": "kars-days"}
        assert client.post("/api/decide", json=wish).status_code == 200
    assert '<bibl corresp="work:kars-days" resp="#x">Treaty</bibl>' in desk.text()


def test_entries_are_searched_without_a_kind_too(works: Path, folder: Path) -> None:
    """So the shelf reads ahead while the desk starts."""
    shelf = Shelf(read_project(folder))
    for _ in shelf.prepare():
        pass
    assert "kars-days" in [entity.key for entity in shelf.search("kars", (), {})]
    assert [entity.key for entity in shelf.search("kars", ("work",), {})] == ["kars-days"]


@pytest.mark.browser
def test_a_work_gets_its_author_and_place_in_the_form(works: Path, start: Start, visit: Visit) -> None:
    desk = start()
    window = visit(desk, "/registers?key=treaties")
    for name, text in (("Author", "Nahit Aslan"), ("Place of publication", "Kars")):
        window.page.get_by_label("A further field").select_option(label=name)
        window.page.locator("[name=new-text]").fill(text)
        with window.page.expect_navigation():
            window.page.get_by_role("button", name="Save").click()
    entry = works.read_text("utf-8").partition('xml:id="treaties"')[2].partition("</bibl>")[0]
    assert "<author>Nahit Aslan</author>" in entry and "<pubPlace>Kars</pubPlace>" in entry
    assert [one["dates"] for one in found(desk, q="treaties")] == ["Nahit Aslan"]
