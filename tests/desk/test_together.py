"""Several windows and desks: a cluster goes as it is decided, and what another one did meanwhile stays."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest
from tests.deciding.conftest import ARTICLE, M
from tests.desk.conftest import Desk, Window

from edition.deciding.carry import open_article

Visit = Callable[..., Window]
FILE = "tei/articles/letter.xml"
TWICE = ARTICLE.replace("and a<!-- kept --> Treaty.", f'and <persName cert="unknown" {M}>Vakur Bey</persName>.')


@pytest.fixture
def twice(desk: Desk) -> Desk:
    (desk.project.root / FILE).write_text(TWICE, encoding="utf-8")
    return desk


def test_what_was_decided_meanwhile_is_not_decided_again(twice: Desk) -> None:
    marks = [mark for mark in twice.article().marks if mark.text == "Vakur Bey"]
    ids = {"letter": [mark.id for mark in marks]}
    with httpx.Client(base_url=twice.base, timeout=60) as client:
        client.get(twice.address)
        one = {"article": "letter", "id": marks[0].id, "action": "link", "key": "halil-kut"}
        assert client.post("/api/decide", json=one).status_code == 200
        linked = twice.text()
        answer = client.post("/api/decide", json={"article": "letter", "ids": ids, "action": "reject"})
        assert answer.status_code == 409 and twice.text() == linked


def test_undo_of_one_desk_neither_tells_nor_takes_back_what_another_did_last(
    desk: Desk, start: Callable[..., Desk]
) -> None:
    other = start("--as", "Bora")
    marks = {mark.text: mark.id for mark in desk.article().marks}

    def post(where: Desk, path: str, **asked: object) -> httpx.Response:
        with httpx.Client(base_url=where.base, timeout=60) as client:
            client.get(where.address)
            return client.post(path, json={"article": "letter", **asked})

    assert post(desk, "/api/decide", id=marks["Vakur Bey"], action="reject").status_code == 200
    undone = post(other, "/api/undo", seen=1, known=[])
    assert undone.status_code == 422 and "unseen" not in undone.json()
    assert post(other, "/api/decide", id=marks["Spring"], action="reject").status_code == 200
    theirs = post(desk, "/api/undo", seen=0, known=[1]).json()
    assert theirs["record"]["text"] == "Vakur Bey"
    assert "Vakur Bey</persName>" in desk.text() and "Spring</orgName>" not in desk.text()


OTHER = "tei/articles/post.xml"


@pytest.fixture
def both(desk: Desk) -> Desk:
    """Two articles that name one man whom nobody knows."""
    (desk.project.root / OTHER).write_text(ARTICLE.replace('xml:id="letter"', 'xml:id="post"'), encoding="utf-8")
    return desk


def _ids_of(desk: Desk, text: str) -> dict[str, list[str]]:
    articles = (open_article(desk.project, name) for name in ("letter", "post"))
    return {article.id: [mark.id for mark in article.marks if mark.text == text] for article in articles}


@pytest.mark.parametrize("wish", ["decide", "entry/new"])
def test_the_same_in_two_articles_is_one_change(both: Desk, wish: str) -> None:
    files = (FILE, OTHER, "tei/registers/persons.xml")
    before = [both.text(file) for file in files]
    asked = {"article": "letter", "ids": _ids_of(both, "Vakur Bey")}
    how = {
        "decide": {"action": "link", "key": "halil-kut"},
        "entry/new": {"kind": "person", "names": [["tr", "Vakur Bey"]]},
    }
    with httpx.Client(base_url=both.base, timeout=60) as client:
        client.get(both.address)
        made = client.post(f"/api/{wish}", json=asked | how[wish])
        assert made.status_code == 200 and len(made.json()["numbers"]) == 1
        key = {"decide": "halil-kut", "entry/new": "vakur-bey"}[wish]
        for file in (FILE, OTHER):
            assert f'ref="person:{key}"' in both.text(file).partition("Vakur Bey")[0].rpartition("<persName")[2]
        listed = client.get("/changes", params={"article": "post"}).text
        assert "(×2)" in listed and "letter.xml" in listed and "post.xml" in listed
        undone = client.post("/api/undo", json={"article": "post"}).json()
        assert [both.text(file) for file in files] == before and undone["elsewhere"] == ""
        assert client.post("/api/redo", json={}).status_code == 200
        assert both.text(OTHER) != before[1] and both.text(FILE) != before[0]


def test_where_one_of_two_articles_was_changed_neither_is(both: Desk) -> None:
    ids = _ids_of(both, "Vakur Bey")
    with httpx.Client(base_url=both.base, timeout=60) as client:
        client.get(both.address)
        one = {"article": "post", "id": ids["post"][0], "action": "link", "key": "halil-kut"}
        assert client.post("/api/decide", json=one).status_code == 200
        before = both.text(), both.text(OTHER)
        answer = client.post("/api/decide", json={"article": "letter", "ids": ids, "action": "reject"})
    assert answer.status_code == 409 and (both.text(), both.text(OTHER)) == before


@pytest.mark.browser
def test_a_new_entry_for_a_proposal_is_one_step_back(both: Desk, visit: Visit) -> None:
    before = both.text(), both.text(OTHER)
    window = visit(both, "/registers?view=proposals")
    box = window.page.locator("#proposals .box").filter(has=window.page.locator("h3", has_text="Vakur Bey"))
    box.get_by_role("button", name="New entry").click()
    window.page.keyboard.press("Enter")
    box.wait_for(state="detached")
    assert 'ref="person:vakur-bey"' in both.text() and 'ref="person:vakur-bey"' in both.text(OTHER)
    window.page.goto(f"{both.base}/changes")
    with window.page.expect_navigation():
        window.page.locator("[data-undo]").first.click()
    assert (both.text(), both.text(OTHER)) == before and "vakur" not in both.text("tei/registers/persons.xml")


@pytest.mark.browser
def test_a_cluster_goes_as_it_is_decided(twice: Desk, visit: Visit) -> None:
    window = visit(twice, "/registers?view=proposals")
    boxes = window.page.locator("#proposals .box")
    box = boxes.filter(has=window.page.locator("h3", has_text="Vakur Bey"))
    box.get_by_role("button", name="No name").click()
    box.wait_for(state="detached")
    window.done("places: 2")
    assert "Vakur Bey</persName>" not in twice.text()
    boxes.filter(has=window.page.locator("h3", has_text="Spring")).get_by_role("button", name="No name").click()
    window.page.locator("#proposals .empty").wait_for()


@pytest.mark.browser
def test_a_second_click_before_the_page_is_made_anew_changes_nothing(desk: Desk, visit: Visit) -> None:
    window = visit(desk, "/structure?article=letter")
    window.page.evaluate(
        "() => { for (const b of document.querySelectorAll('[data-block=p2] [data-make=quotation]')) { b.click(); b.click(); } }"
    )
    window.page.wait_for_function("() => document.querySelector('.blocks')?.textContent.includes('quotation')")
    assert [u for u in window.requests if u.endswith("/api/structure")] == [f"{desk.base}/api/structure"]


@pytest.mark.browser
def test_where_the_desk_has_ended_it_is_told_in_the_language_of_the_page(desk: Desk, visit: Visit) -> None:
    window = visit(desk, "/structure?article=letter", locale="de-AT")
    desk.process.kill()
    desk.process.wait()
    window.page.locator("[data-block=p2] summary").click()
    window.page.locator("[data-block=p2] [data-make=quotation]").click()
    window.page.locator("#notice", has_text="Der Arbeitsplatz antwortet nicht").wait_for()
