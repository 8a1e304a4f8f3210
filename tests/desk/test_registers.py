"""Registers: doubles merged, entries changed in a form, split, renamed; and what stays in the bytes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.deciding.conftest import ARTICLE, PERSONS
from tests.desk.conftest import Desk, Window

pytestmark = pytest.mark.browser
sync_api = pytest.importorskip("playwright.sync_api")
expect = sync_api.expect
Visit = Callable[..., Window]
FILE = "tei/registers/persons.xml"
DOUBLE = """  <person xml:id="halil-kuth">
    <persName xml:lang="de" type="main">Halil Kuth</persName>
  </person>
</listPerson>"""


@pytest.fixture
def doubled(desk: Desk) -> Desk:
    path = desk.project.root / FILE
    path.write_text(PERSONS.replace("</listPerson>", DOUBLE), encoding="utf-8")
    return desk


def test_doubles_are_merged(doubled: Desk, visit: Visit) -> None:
    window = visit(doubled, "/registers?view=doubles")
    window.page.get_by_role("button", name="Merge into halil-kut", exact=True).click()
    expect(window.page.locator("#status")).to_contain_text("merged")
    text = doubled.text(FILE)
    assert 'xml:id="halil-kuth"' not in text
    assert '<persName xml:lang="de" type="variant">Halil Kuth</persName>' in text
    assert '<idno type="former-key">halil-kuth</idno>' in text
    window.page.goto(doubled.base + "/changes")
    window.page.get_by_role("button", name="Take back").first.click()
    window.page.wait_for_function("() => !document.querySelector('[data-undo]')")
    assert doubled.text(FILE) == PERSONS.replace("</listPerson>", DOUBLE)


def test_the_table_filters_and_sorts(desk: Desk, visit: Visit) -> None:
    window = visit(desk, "/registers")
    rows = window.page.locator("#entries tbody tr")
    expect(rows).to_have_count(3)
    window.page.get_by_label("Filter").fill("ince")
    expect(rows).to_have_count(1)
    window.page.get_by_label("Filter").fill("")
    window.page.get_by_role("button", name="Mentions").click()
    expect(rows.first).to_contain_text("Halil Kut")


def test_an_entry_is_changed_in_a_form(desk: Desk, visit: Visit) -> None:
    window = visit(desk, "/registers?key=halil-kut")
    expect(window.page.locator("#mentions li")).to_have_count(2)
    window.page.get_by_label("Name", exact=True).first.fill("Halil Kut <Paşa>")
    window.page.get_by_label("A further field").select_option("birth")
    window.page.get_by_label("Its text").fill("1881")
    window.page.get_by_role("button", name="Save").click()
    expect(window.page.get_by_label("Birth: date")).to_have_value("1881")
    old = '<persName xml:lang="en" type="main">Halil Kut</persName>'
    new = '<persName xml:lang="en" type="main">Halil Kut &lt;Paşa&gt;</persName>\n    <birth when="1881"/>'
    assert desk.text(FILE) == PERSONS.replace(old, new)


def test_a_key_is_renamed_everywhere(desk: Desk, visit: Visit) -> None:
    window = visit(desk, "/registers?key=halil-kut")
    window.page.get_by_text("Rename, merge, split").click()
    window.page.get_by_label("New key").fill("halil-pasa")
    window.page.get_by_role("button", name="Rename").click()
    window.page.wait_for_url("**key=halil-pasa")
    assert 'xml:id="halil-pasa"' in desk.text(FILE)
    assert desk.text() == ARTICLE.replace("person:halil-kut", "person:halil-pasa")


def test_picked_mentions_go_to_a_new_entry(desk: Desk, visit: Visit) -> None:
    window = visit(desk, "/registers?key=halil-kut")
    window.page.locator("#mentions input").nth(1).check()
    window.page.get_by_text("Rename, merge, split").click()
    window.page.get_by_label("Key of the new entry").fill("halil-third")
    window.page.locator("[data-form=split]").get_by_label("Name").fill("Halil the Third")
    window.page.get_by_role("button", name="Split").click()
    window.page.wait_for_url("**key=halil-third")
    assert desk.text().count('ref="person:halil-third"') == 1
    assert '<persName xml:lang="en" type="main">Halil the Third</persName>' in desk.text(FILE)


def test_a_proposal_is_linked_to_an_entry_that_exists(desk: Desk, visit: Visit) -> None:
    window = visit(desk, "/registers?view=proposals")
    box = window.page.locator("#proposals section", has_text="Vakur Bey")
    box.get_by_role("button", name="An entry that exists").click()
    window.page.keyboard.type("halil kut")
    window.page.keyboard.press("Enter")
    expect(box).to_have_count(0)
    assert 'ref="person:halil-kut"' in desk.text().partition("Vakur Bey")[0].rpartition("<persName")[2]


def test_a_proposal_becomes_an_entry_with_its_mentions(desk: Desk, visit: Visit) -> None:
    window = visit(desk, "/registers?view=proposals")
    box = window.page.locator("#proposals section", has_text="Vakur Bey")
    expect(box.locator("mark")).to_have_text("Vakur Bey")
    box.get_by_role("button", name="New entry").click()
    window.page.keyboard.press("Enter")
    expect(box).to_have_count(0)
    assert 'ref="person:vakur-bey"' in desk.text()
    window.page.locator("#proposals section", has_text="Spring").get_by_role("button", name="No name").click()
    expect(window.page.locator("#proposals section")).to_have_count(0)
    assert ">Spring<" not in desk.text()
