"""An entry's relations, its place on the map, its twin beside it, and authority records, which nobody asks for unasked."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import httpx
import pytest
from tests.deciding.conftest import PERSONS, PLACES
from tests.desk.conftest import Desk, Window

Start = Callable[..., Desk]
Visit = Callable[..., Window]
expect = pytest.importorskip("playwright.sync_api").expect
FILE = "tei/registers/persons.xml"
ONE = '<relation name="uncle-of" active="person:halil-kut" passive="person:halil-ince"/>'


def ask(desk: Desk, path: str, **body: Any) -> httpx.Response:
    with httpx.Client(base_url=desk.base, timeout=60) as client:
        client.get(desk.address)
        return client.post(path, json=body)


def relate(desk: Desk, **more: Any) -> httpx.Response:
    return ask(
        desk,
        "/api/relation",
        **{"key": "halil-kut", "name": "uncle of", "other": "halil-ince", "end": "active", **more},
    )


def test_a_relation_comes_and_goes_and_every_other_byte_stays(desk: Desk) -> None:
    assert relate(desk).status_code == 200
    assert f"<listRelation>\n    {ONE}\n  </listRelation>" in desk.text(FILE)
    assert relate(desk, name="met", end="mutual").status_code == 200
    assert '<relation name="met" mutual="person:halil-kut person:halil-ince"/>' in desk.text(FILE)
    assert relate(desk, name="lived in", other="kars", end="passive").status_code == 200
    assert '<relation name="lived-in" active="place:kars" passive="person:halil-kut"/>' in desk.text(FILE)
    for _ in range(3):
        assert ask(desk, "/api/relation", key="halil-kut", remove=0, file=FILE).status_code == 200
    assert desk.text(FILE) == PERSONS


@pytest.mark.parametrize(
    "more", [{"other": "nobody"}, {"other": "halil-kut"}, {"name": " "}, {"end": "up"}, {"remove": 7, "file": FILE}]
)
def test_a_relation_that_leads_nowhere_is_refused(desk: Desk, more: dict[str, Any]) -> None:
    assert relate(desk, **more).status_code == 422
    assert desk.text(FILE) == PERSONS


EVENTS = (
    PERSONS.replace("listPerson", "listEvent").partition("<listEvent>")[0]
    + """<listEvent>
  <event xml:id="fair" type="fair" from="1919-08-16" to="1919-08-25">
    <eventName xml:lang="en" type="main">The fair</eventName>
  </event>
</listEvent></body></text></TEI>
"""
)
RUMI = 'when="1881-04-23" calendar="#rumi" when-custom="1297-04-11" datingMethod="#rumi"'


def enter(desk: Desk, key: str, **change: Any) -> httpx.Response:
    return ask(desk, "/api/entry", key=key, changes=[change])


def test_a_date_of_another_calendar_is_computed_and_declared(desk: Desk) -> None:
    assert enter(desk, "halil-kut", number=-1, name="birth", date="rumi:1297-04-11").status_code == 200
    assert f"\n    <birth {RUMI}/>" in desk.text(FILE)
    assert desk.text(FILE).count('<calendar xml:id="rumi">') == 1
    assert enter(desk, "halil-kut", number=1, date="1881..1883?").status_code == 200
    assert '\n    <birth notBefore="1881" notAfter="1883" cert="low"/>' in desk.text(FILE)
    assert enter(desk, "halil-kut", number=1, date="some day").status_code == 422
    assert enter(desk, "halil-kut", number=1, date="").status_code == 200
    assert "\n    <birth/>" in desk.text(FILE)


def test_the_date_in_the_tag_of_an_event_is_a_field(desk: Desk, folder: Path) -> None:
    path = folder / "tei/registers/events.xml"
    path.write_text(EVENTS, encoding="utf-8")
    with httpx.Client(base_url=desk.base, timeout=60) as client:
        client.get(desk.address)
        assert 'value="1919-08-16/1919-08-25" aria-label="Date: date"' in client.get("/registers?key=fair").text
    assert enter(desk, "fair", number=-2, date="1919-08-17").status_code == 200
    dated = '<event xml:id="fair" type="fair" when="1919-08-17">'
    assert desk.text("tei/registers/events.xml") == EVENTS.replace(
        '<event xml:id="fair" type="fair" from="1919-08-16" to="1919-08-25">', dated
    )


@pytest.mark.browser
def test_the_gregorian_value_is_shown_while_a_date_is_written(desk: Desk, visit: Visit) -> None:
    window = visit(desk, "/registers?key=halil-kut")
    window.page.get_by_label("A further field").select_option("birth")
    window.page.get_by_label("Its text").fill("julian:1881-02-10")
    expect(window.page.locator(".field.new output")).to_contain_text("1881-02-22")
    with window.page.expect_navigation():
        window.page.get_by_role("button", name="Save").click()
    window.page.get_by_label("Birth: date").fill("10 March 1881")
    expect(window.page.locator('[data-name="birth"] output')).to_contain_text("1881-03-10")
    with window.page.expect_navigation():
        window.page.get_by_role("button", name="Save").click()
    assert '<birth when="1881-03-10"/>' in desk.text(FILE)


class Service(BaseHTTPRequestHandler):
    """A reconciliation service that counts what it is asked."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.answer({"name": "Names", "identifierSpace": "http://www.wikidata.org/entity/"})

    def do_POST(self) -> None:
        self.asked.append(self.rfile.read(int(self.headers["content-length"])).decode())
        self.answer(
            {
                "q0": {
                    "result": [{"id": "Q1", "name": "Halil <i>", "score": 3}, {"id": "Q2", "name": "Kut", "score": 90}]
                }
            }
        )

    def answer(self, value: Any) -> None:
        data = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Silence."""


@pytest.fixture
def service() -> Iterator[str]:
    Service.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def test_without_a_service_nothing_is_asked(desk: Desk) -> None:
    assert ask(desk, "/api/candidates", key="halil-kut").status_code == 400


def test_a_service_that_is_silent_is_told(start: Start) -> None:
    desk = start("--service", "http://127.0.0.1:1/")
    answer = ask(desk, "/api/candidates", key="halil-kut")
    assert answer.status_code == 422 and "127.0.0.1:1" in answer.json()["error"]


@pytest.mark.browser
def test_a_record_is_taken_when_the_button_asked_for_it(start: Start, visit: Visit, service: str) -> None:
    window = visit(start("--service", service), "/registers?key=halil-kut")
    window.page.wait_for_selector("#mentions li")
    assert Service.asked == []
    window.page.locator("#ask").click()
    window.page.wait_for_selector("#candidates li")
    expect(window.page.locator("#candidates li").first).to_contain_text("Kut")
    with window.page.expect_navigation():
        window.page.locator("#candidates button").first.click()
    assert '<idno type="Wikidata">Q2</idno>' in window.desk.text(FILE)


@pytest.mark.browser
def test_a_place_is_picked_with_the_keys(desk: Desk, visit: Visit) -> None:
    window = visit(desk, "/registers?key=kars")
    window.page.locator("#pick summary").click()
    window.page.wait_for_selector("#map .cross")
    window.page.locator("#map").focus()
    window.press("+", "+", "ArrowRight", "ArrowUp", "Enter")
    window.page.wait_for_selector("#map-at:has-text('stands in the form')")
    with window.page.expect_navigation():
        window.page.get_by_role("button", name="Save").click()
    geo = desk.text("tei/registers/places.xml").partition("<geo>")[2].partition("</geo>")[0]
    latitude, longitude = map(float, geo.split())
    assert 39 < latitude < 42 and 30 < longitude < 33
    assert desk.text("tei/registers/places.xml").replace(f"\n    <location><geo>{geo}</geo></location>", "") == PLACES


@pytest.mark.browser
def test_entries_stand_side_by_side_before_they_are_merged(desk: Desk, visit: Visit) -> None:
    window = visit(desk, "/registers?view=merge&first=halil-kut&second=halil-ince")
    expect(window.page.locator(".side").nth(1)).to_contain_text("Halil İnce")
    with window.page.expect_navigation():
        window.page.get_by_role("button", name="Merge into halil-kut", exact=True).click()
    assert 'xml:id="halil-ince"' not in desk.text(FILE)


def test_the_first_entry_of_a_kind_makes_its_register(desk: Desk) -> None:
    made = ask(desk, "/api/entry/new", kind="event", key="ball", names=[["en", "The Ball"]])
    assert made.status_code == 200
    assert '<event xml:id="ball">' in desk.text("tei/registers/events.xml")
    assert ask(desk, "/api/undo").status_code == 200
    assert "ball" not in desk.text("tei/registers/events.xml")
    assert ask(desk, "/api/entry/new", kind="event", key="feast", names=[["en", "The Feast"]]).status_code == 200
    assert '<event xml:id="feast">' in desk.text("tei/registers/events.xml")


@pytest.mark.parametrize(
    ("written", "after"),
    [
        ("[]", '["registers/events.xml"]'),
        ("[ # none yet\n]", '[ # none yet\n"registers/events.xml"]'),
        ('["tei/registers/persons.xml", ]', '["tei/registers/persons.xml", "registers/events.xml", ]'),
    ],
)
def test_a_register_that_no_setting_has_a_place_for_is_made_where_the_editor_says_so(
    folder: Path, start: Callable[..., Desk], written: str, after: str
) -> None:
    settings = folder / "edition.toml"
    before = settings.read_text("utf-8") + f"[files]\nregisters = {written}\n"
    settings.write_text(before, encoding="utf-8")
    desk = start()
    mark = next(mark for mark in desk.article().marks if mark.text == "Spring")
    wish = {"article": "letter", "id": mark.id, "kind": "event", "key": "spring", "names": [["en", "Spring"]]}
    with httpx.Client(base_url=desk.base, timeout=60) as client:
        client.get(desk.address)
        asked = client.post("/api/entry/new", json=wish)
        assert "registers/events.xml will be made" in asked.json()["ask"] and desk.decisions() == []
        assert settings.read_text("utf-8") == before and not (folder / "registers").exists()
        assert client.post("/api/entry/new", json={**wish, "agreed": True}).json()["record"]["told"] == "event:spring"
        assert settings.read_text("utf-8") == before.replace(written, after)
        assert 'xml:id="spring"' in desk.text("registers/events.xml") and 'ref="event:spring"' in desk.text()
        assert client.get("/api/registers", params={"kind": "event"}).json()["all"] == 1
        assert client.post("/api/undo", json={}).status_code == 200
        assert "spring" not in desk.text("registers/events.xml") + desk.text()


def test_settings_that_are_changed_while_the_desk_runs_are_obeyed(folder: Path, desk: Desk) -> None:
    settings = folder / "edition.toml"
    settings.write_text(settings.read_text("utf-8") + '[files]\nregisters = ["lists/*.xml"]\n', encoding="utf-8")
    with httpx.Client(base_url=desk.base, timeout=60) as client:
        client.get(desk.address)
        new = {"kind": "place", "names": [["en", "Van"]]}
        assert client.post("/api/entry/new", json=new).json()["record"]["told"] == "van"
    assert 'xml:id="van"' in desk.text("lists/places.xml")


@pytest.mark.browser
def test_the_button_pressed_once_more_makes_the_register(folder: Path, start: Callable[..., Desk], visit: Any) -> None:
    with (folder / "edition.toml").open("a") as settings:
        settings.write("[files]\nregisters = []\n")
    desk = start()
    window = visit(desk)
    window.choose("Vakur Bey")
    window.press("n")
    window.page.wait_for_selector("dialog[open]")
    window.press("Enter")
    window.page.locator("#new-form .error", has_text="will be made").wait_for()
    assert 'ref="person:vakur-bey"' not in desk.text()
    window.press("Enter")
    window.done("is in the register")
    assert 'ref="person:vakur-bey"' in desk.text()
