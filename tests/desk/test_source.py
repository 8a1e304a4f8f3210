"""Source: the XML as it is written, with findings, offers, what a word means, and the page beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.deciding.conftest import ARTICLE
from tests.desk.conftest import Desk, Window

from edition.desk.web.letters import Letters, one_ending, with_endings

expect = pytest.importorskip("playwright.sync_api").expect
FILE = "tei/articles/letter.xml"
Start = Callable[..., Desk]
Visit = Callable[..., Window]


@pytest.mark.parametrize("text", ["a\nb", "aşk\n\U0001d11eb\n", "", "\n\n", "ü" * 9])
def test_letters_and_bytes_tell_the_same_places(text: str) -> None:
    letters = Letters(text.encode())
    for number in range(len(text) + 1):
        byte, units = len(text[:number].encode()), len(text[:number].encode("utf-16-le")) // 2
        assert (letters.of(byte), letters.byte(units)) == (units, byte)
        assert letters.line(byte) == text[:number].count("\n") + 1


@pytest.mark.parametrize(
    ("before", "text", "after"),
    [
        (b"a\r\nb\r\n", b"a\nc\nb\n", b"a\r\nc\r\nb\r\n"),
        (b"a\r\nb\nc\r\n", b"a\nb\nC\n", b"a\r\nb\nC\r\n"),
        (b"a\nb\n", b"a\r\nb\r\n", b"a\nb\n"),
        (b"a\rb\r", b"a\nb\nc\n", b"a\rb\rc\n"),
        (b"a\r\nb", b"a\nb", b"a\r\nb"),
    ],
)
def test_lines_that_are_not_new_keep_their_ends(before: bytes, text: bytes, after: bytes) -> None:
    assert with_endings(before, text) == after
    assert with_endings(before, one_ending(before)) == before


def asked(desk: Desk, path: str, **body: Any) -> Any:
    with httpx.Client(base_url=desk.base, timeout=60) as client:
        client.get(desk.address)
        answer = client.post(path, json={"file": FILE, "text": ARTICLE, **body})
        assert answer.status_code == 200, answer.text
        return answer.json()


def test_the_grammar_references_and_house_rules_are_told(desk: Desk) -> None:
    text = ARTICLE.replace("person:halil-kut", "person:nobody", 1).replace("<hi>Ali</hi>", "<hoo>Ali</hoo>")
    found = asked(desk, "/api/source/look", text=text)["findings"]
    named = {
        one["code"]: text.encode("utf-16-le")[2 * one["start"] : 2 * one["end"]].decode("utf-16-le") for one in found
    }
    assert "person:nobody" in named["V340"]
    assert "hoo" in named.values()


def test_schematron_is_asked_while_typing(start: Start, folder: Path) -> None:
    rule = '<sch:pattern xmlns:sch="x"><sch:rule context="tei:hi"><sch:assert test="@rend">hi says how</sch:assert></sch:rule></sch:pattern>'
    (folder / "own.sch").write_text(
        '<sch:schema xmlns:sch="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3"><sch:ns prefix="tei" uri="http://www.tei-c.org/ns/1.0"/>'
        + rule.replace(' xmlns:sch="x"', "") + "</sch:schema>", encoding="utf-8",
    )  # fmt: skip
    settings = folder / "edition.toml"
    settings.write_text(settings.read_text() + '[schema]\nsch = ["own.sch"]\n', encoding="utf-8")
    found = asked(start(), "/api/source/look")["findings"]
    assert any("hi says how" in one["message"] for one in found)


def test_a_half_typed_tag_has_no_page_and_one_finding(desk: Desk) -> None:
    out = asked(desk, "/api/source/look", text=ARTICLE.replace("<hi>Ali</hi>", "<hi"))
    assert out["html"] is None and out["count"] >= 1
    assert asked(desk, "/api/source/look")["html"].count("data-mention") == 7


@pytest.mark.parametrize("text", ["", "<p/>", "x", "<TEI", '<TEI xmlns="http://www.tei-c.org/ns/1.0"/>', "\ud800"])
def test_no_text_is_too_strange(desk: Desk, text: str) -> None:
    with httpx.Client(base_url=desk.base, timeout=60) as client:
        client.get(desk.address)
        for path in ("look", "offers", "hover"):
            body = b'{"file": "%s", "at": 3, "text": %s}' % (
                FILE.encode(),
                ascii(text).replace("'", '"').encode() if '"' not in text else b'"<a b=\\"\\"/>"',
            )
            answer = client.post(f"/api/source/{path}", content=body, headers={"content-type": "application/json"})
            assert answer.status_code == 200, (path, answer.text)


def test_names_and_entries_are_offered(desk: Desk) -> None:
    text = ARTICLE.replace("<hi>Ali</hi>", "<per")
    out = asked(desk, "/api/source/offers", text=text, at=text.index("<per") + 4)
    assert "persName" in [one["text"] for one in out["offers"]] and out["from"] == text.index("<per") + 1
    text = ARTICLE.replace("<hi>Ali</hi>", '<persName ref="hal"')
    out = asked(desk, "/api/source/offers", text=text, at=text.index('"hal"') + 4)
    assert [one["text"] for one in out["offers"]] == ["person:halil-ince", "person:halil-kut"] and out["again"]


def test_a_word_is_explained(desk: Desk) -> None:
    at = ARTICLE.index("person:halil-kut")
    out = asked(desk, "/api/source/hover", at=at + 3)
    assert (out["head"], out["reference"]) == ("Halil Kut", "person:halil-kut")
    assert asked(desk, "/api/source/hover", at=ARTICLE.index("<hi>") + 2)["head"] == "<hi>"


def test_line_ends_of_the_file_stay(desk: Desk) -> None:
    path = desk.project.root / FILE
    path.write_bytes(ARTICLE.replace("\n", "\r\n").encode())
    with httpx.Client(base_url=desk.base, timeout=60) as client:
        client.get(desk.address)
        now = client.get("/api/source/now", params={"file": FILE, "digest": ""}).json()
        changed = now["text"].replace("Vakur", "Vakûr")
        assert (
            client.post("/api/source", json={"file": FILE, "text": changed, "digest": now["digest"]}).status_code == 200
        )
    assert path.read_bytes() == ARTICLE.replace("Vakur", "Vakûr").replace("\n", "\r\n").encode()


def test_nothing_is_written_over_what_another_changed(desk: Desk) -> None:
    with httpx.Client(base_url=desk.base, timeout=60) as client:
        client.get(desk.address)
        digest = client.get("/api/source/now", params={"file": FILE, "digest": ""}).json()["digest"]
        (desk.project.root / FILE).write_text(ARTICLE.replace("Kars", "Van"), encoding="utf-8")
        assert client.post("/api/source", json={"file": FILE, "text": ARTICLE, "digest": digest}).status_code == 409
    assert desk.text() == ARTICLE.replace("Kars", "Van")


def open_source(visit: Visit, desk: Desk, **options: Any) -> Window:
    window = visit(desk, f"/source?file={FILE}", **options)
    window.page.wait_for_selector("#reading [data-mention]")
    return window


def put_cursor(window: Window, words: str) -> None:
    """Put the cursor behind words of the XML, with a click on them and the keys."""
    window.page.locator(".cm-line", has_text=words).first.click()
    window.page.evaluate(CURSOR, words)


CURSOR = """(words) => {
  const walker = document.createTreeWalker(document.querySelector(".cm-content"), NodeFilter.SHOW_TEXT);
  let text = "", nodes = [];
  while (walker.nextNode()) { nodes.push([text.length, walker.currentNode]); text += walker.currentNode.data; }
  const at = text.indexOf(words) + words.length;
  const [start, node] = nodes.filter(([begin]) => begin < at).at(-1);
  document.getSelection().collapse(node, at - start);
}"""


@pytest.mark.browser
def test_a_text_is_written_checked_and_saved(desk: Desk, visit: Visit) -> None:
    window = open_source(visit, desk)
    put_cursor(window, "Bey left Kars")
    window.page.keyboard.type(" <")
    window.page.wait_for_selector(".cm-tooltip-autocomplete li")
    window.page.wait_for_selector("#broken:not([hidden])")
    expect(window.page.locator("#reading [data-mention]")).to_have_count(7)  # the last good page
    window.page.keyboard.type("placeN")
    window.page.wait_for_selector(".cm-tooltip-autocomplete li[aria-selected]:has-text('placeName')")
    window.page.keyboard.press("Enter")
    window.page.keyboard.type(' ref="place:kars">Kars Castle')
    window.page.wait_for_selector("#reading [data-mention]:has-text('Kars Castle')")
    window.page.wait_for_selector("#broken", state="hidden")
    window.page.keyboard.press("Control+s")
    window.done("Saved")
    assert '<placeName ref="place:kars">Kars Castle</placeName>' in desk.text()


@pytest.mark.browser
def test_findings_come_while_typing_and_are_stepped_through(desk: Desk, visit: Visit) -> None:
    window = open_source(visit, desk)
    put_cursor(window, 'ref="place:kars')
    window.page.keyboard.type("x")
    window.page.wait_for_selector("#found li:has-text('kars')")
    window.page.wait_for_selector(".cm-lintRange-error")
    window.page.locator("#next").click()
    window.page.wait_for_selector(".cm-tooltip-lint, .cm-diagnostic")
    window.page.locator("#found button").first.click()
    window.page.wait_for_selector(".cm-editor.cm-focused")


@pytest.mark.browser
def test_two_ways_between_text_and_page(desk: Desk, visit: Visit) -> None:
    window = open_source(visit, desk)
    window.page.locator("#reading [data-mention]", has_text="Spring").click()
    window.page.wait_for_selector(".cm-editor.cm-focused")
    expect(window.page.locator(".cm-activeLine", has_text="Spring")).to_have_count(1)
    window.page.wait_for_selector("#reading [data-mention][data-here]:has-text('Spring')")
    window.page.keyboard.press("Alt+Enter")
    window.page.wait_for_selector("#reading:focus")
    window.page.keyboard.press("k")
    window.page.keyboard.press("Enter")
    window.page.wait_for_selector(".cm-editor.cm-focused")


@pytest.mark.browser
def test_what_another_saves_is_taken_or_told(desk: Desk, visit: Visit) -> None:
    window = open_source(visit, desk)
    path = desk.project.root / FILE
    path.write_text(ARTICLE.replace("Treaty", "Truce"), encoding="utf-8")
    window.page.wait_for_selector(".cm-line:has-text('Truce')")
    put_cursor(window, "A word")
    window.page.keyboard.type("!")
    path.write_text(ARTICLE.replace("Treaty", "Peace"), encoding="utf-8")
    window.page.wait_for_selector("#conflict:not([hidden])")
    window.page.keyboard.press("Control+s")
    window.page.wait_for_selector("#notice:not([hidden])")
    assert "Peace" in desk.text()
    window.page.locator("#mine").click()
    window.done("Saved")
    assert "Truce" in desk.text() and "A word!" in desk.text()


@pytest.mark.browser
def test_hostile_text_runs_nothing(desk: Desk, visit: Visit) -> None:
    window = open_source(visit, desk)
    put_cursor(window, "A word")
    window.page.keyboard.type("&lt;img src=x onerror=alert(1)&gt;")
    window.page.wait_for_selector("#reading :text('onerror=alert')")
    expect(window.page.locator("#reading img")).to_have_count(0)


def test_a_text_that_is_opened_again_has_its_page_again(desk: Desk) -> None:
    with httpx.Client(base_url=desk.base, timeout=60) as client:
        client.get(desk.address)
        asked = {"file": FILE, "text": desk.text(), "saved": True}
        first, again = (client.post("/api/source/look", json=asked).json() for _ in range(2))
    assert first["html"] and again["html"] == first["html"]
