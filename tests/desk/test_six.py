"""The six usual corrections in as few keys as promised, and what they leave in TEI, registers and the next site.

In an edition in English, and in one in a language that the program knows nothing of.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.deciding.conftest import ARTICLE, PERSONS, PLACES, make_edition
from tests.desk.conftest import Desk, Window

from edition.building import BuildOptions, build
from edition.project import read_project

pytestmark = pytest.mark.browser
Visit = Callable[..., Window]
OWN = 'resp="#editor-ada-celik"'


UNKNOWN = "fy"  # Frisian, for which there is no language file


@pytest.fixture(params=["en", UNKNOWN])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    make_edition(tmp_path)
    for path in (*tmp_path.rglob("*.xml"), tmp_path / "edition.toml"):
        text = path.read_text("utf-8").replace('xml:lang="en"', f'xml:lang="{request.param}"')
        path.write_text(text.replace('["en"]', f'["{request.param}"]'), encoding="utf-8")
    return tmp_path


@pytest.fixture
def lang(desk: Desk) -> str:
    """The language of the edition."""
    return desk.project.settings.edition.languages[0]


@dataclass
class Counted:
    """Counts keys and clicks beside typing."""

    window: Window
    strokes: int = 0

    def press(self, key: str) -> None:
        self.strokes += 1
        self.window.page.keyboard.press(key)

    def type(self, words: str) -> None:
        self.window.page.keyboard.type(words)

    def click(self, name: str) -> None:
        self.strokes += 1
        self.window.page.get_by_role("button", name=name, exact=True).click()

    def double_click(self, word: str) -> None:
        """A word is selected, as by a double click."""
        self.strokes += 1
        self.window.select(word)


def site(desk: Desk) -> Path:
    """The next site of the edition."""
    folder = desk.project.root / "output/site"
    build(read_project(desk.project.root), BuildOptions(folder, search=False))
    return folder


def registers(desk: Desk) -> tuple[str, str]:
    """The registers as they are."""
    return desk.text("tei/registers/persons.xml"), desk.text("tei/registers/places.xml")


def as_made(desk: Desk) -> tuple[str, str]:
    """The registers as they were made."""
    lang = f'xml:lang="{desk.project.settings.edition.languages[0]}"'
    return PERSONS.replace('xml:lang="en"', lang), PLACES.replace('xml:lang="en"', lang)


def page_of(folder: Path) -> str:
    return (folder / "articles/letter.html").read_text("utf-8")


def test_accept_in_two(desk: Desk, visit: Visit) -> None:
    counted = Counted(visit(desk))
    counted.press("j")
    counted.press("a")
    counted.window.done("accepted")
    assert counted.strokes <= 2
    assert f"<orgName {OWN}>Spring</orgName>" in desk.text()
    assert registers(desk) == as_made(desk)
    assert 'id="p2.m1" data-kind="org">Spring</span>' in page_of(site(desk))  # neither uncertain nor the machine's


def test_reject_in_two(desk: Desk, visit: Visit) -> None:
    counted = Counted(visit(desk))
    counted.press("j")
    counted.press("x")
    counted.window.done("no mention")
    assert counted.strokes <= 2
    assert "A word about Spring, and" in desk.text()
    assert registers(desk) == as_made(desk)
    assert ">Spring<" not in page_of(site(desk))


def test_another_entry_in_four(desk: Desk, visit: Visit) -> None:
    counted = Counted(visit(desk))
    counted.press("l")
    counted.type("halil kut")
    counted.press("Enter")
    counted.window.done("halil-kut")
    assert counted.strokes <= 4
    assert f'<persName ref="person:halil-kut" {OWN}>Vakur Bey</persName>' in desk.text()
    assert registers(desk) == as_made(desk)
    assert 'href="../persons/halil-kut.html">Vakur Bey</a>' in page_of(site(desk))


def test_a_missed_name_to_a_new_entry_in_six(desk: Desk, visit: Visit, lang: str) -> None:
    counted = Counted(visit(desk))
    counted.double_click("Treaty")
    counted.press("n")
    counted.type("Treaty of Kars")
    counted.press("Enter")
    counted.window.done("treaty-of-kars")
    assert counted.strokes <= 6
    assert f'<persName ref="person:treaty-of-kars" {OWN}>Treaty</persName>' in desk.text()
    assert f'<persName xml:lang="{lang}" type="main">Treaty of Kars</persName>' in registers(desk)[0]
    assert registers(desk)[1] == as_made(desk)[1]
    assert (site(desk) / "persons/treaty-of-kars.html").is_file()


def test_a_wrong_date_in_five(desk: Desk, visit: Visit) -> None:
    window = visit(desk)
    counted = Counted(window)
    window.choose("16 March 1921")
    counted.strokes += 1
    counted.press("d")
    window.page.wait_for_function("() => document.querySelector('#date-form input').value === '1921-03-16'")
    counted.type("1921-03-18")
    counted.press("Enter")
    window.done("1921-03-18")
    assert counted.strokes <= 5
    assert f'<date when="1921-03-18" {OWN}>16 March 1921</date>' in desk.text()
    assert registers(desk) == as_made(desk)
    assert 'href="../chronology/index.html#d1921-03-18">16 March 1921</a>' in page_of(site(desk))


def test_doubles_merged_in_four(desk: Desk, visit: Visit, lang: str) -> None:
    path = desk.project.root / "tei/registers/persons.xml"
    twin = '  <person xml:id="halil-kuth">\n    <persName type="main" xml:lang="de">Halil Kuth</persName>\n  </person>\n</listPerson>'
    path.write_text(as_made(desk)[0].replace("</listPerson>", twin), encoding="utf-8")
    article = desk.project.root / "tei/articles/letter.xml"
    before = ARTICLE.replace('xml:lang="en"', f'xml:lang="{lang}"')
    changed = before.replace('ref="person:halil-kut" cert="medium"', 'ref="person:halil-kuth" cert="medium"')
    article.write_text(changed, encoding="utf-8")
    window = visit(desk, "/registers")
    counted = Counted(window)
    counted.strokes += 1
    window.page.get_by_role("link", name="Doubles").click()
    window.page.wait_for_url("**doubles**")  # waits for the scripts of the page, too
    counted.click("Merge into halil-kut")
    window.page.wait_for_function("() => document.getElementById('status').textContent.includes('merged')")
    assert counted.strokes <= 4
    assert "halil-kuth</idno>" in path.read_text("utf-8")
    assert 'xml:id="halil-kuth"' not in path.read_text("utf-8")
    assert desk.text() == before
    folder = site(desk)
    assert "Halil Kuth" in (folder / "persons/halil-kut.html").read_text("utf-8")
    assert page_of(folder).count("persons/halil-kut.html") >= 2
