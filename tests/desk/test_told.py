"""Findings and refusals in the editor's language: a catalogue that is complete, and what of it editors see."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from lxml import etree
from tests.deciding.conftest import ARTICLE
from tests.desk.conftest import Desk, Window

import edition
from edition.checking.known import all_known_codes
from edition.desk.web.told import in_words
from edition.desk.web.words import LANGUAGES, catalogue
from edition.project import data_dir

SOURCE = Path(edition.__file__).parent
ROOMS = ("deciding", "desk", "registers/editing", "markup/changes")  # where what the desk refuses is said
SCHEMA = etree.parse(data_dir() / "schema/edition.sch")
ASSERTIONS = {str(name) for name in SCHEMA.xpath("//*[local-name() = 'assert' or local-name() = 'report']/@id")}
CODE = re.compile("|".join((r"[A-Z]\d{3}", *ASSERTIONS)))
SAID = frozenset(("message", "help_text", "why"))
OTHERS = [lang for lang in LANGUAGES if lang != "en"]
Start = Callable[..., Desk]
Visit = Callable[..., Window]
FILE = "tei/articles/letter.xml"


def texts(node: ast.expr) -> list[list[str]]:
    """The texts that an expression may be, in pieces; an empty piece is a value."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [[node.value] if node.value else []]
    if isinstance(node, ast.JoinedStr):
        return [[str(part.value) if isinstance(part, ast.Constant) else "" for part in node.values]]
    if isinstance(node, ast.IfExp):
        return [*texts(node.body), *texts(node.orelse)]
    if isinstance(node, ast.BinOp):
        return [[*left, *right] for left in texts(node.left) for right in texts(node.right)]
    return [one for element in node.elts for one in texts(element)] if isinstance(node, ast.Tuple) else []


def sentence(pieces: list[str]) -> str:
    """As the catalogue has it: `no register has the key `{1}``."""
    number, out = 0, ""
    for piece in pieces:
        number += not piece
        out += piece or f"{{{number}}}"
    return out


def said(tree: ast.Module) -> Iterator[ast.expr]:
    """What a module says when it refuses."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            targets = [e for t in node.targets for e in (t.elts if isinstance(t, ast.Tuple) else [t])]
            if {t.id for t in targets if isinstance(t, ast.Name)} & SAID:
                yield node.value
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in ("Diagnostic", "_refused")
        ):
            yield from node.args
            yield from (keyword.value for keyword in node.keywords if keyword.arg == "help")


def modules() -> list[ast.Module]:
    return [ast.parse(path.read_text("utf-8")) for room in ROOMS for path in sorted((SOURCE / room).rglob("*.py"))]


@pytest.mark.parametrize("lang", OTHERS)
def test_every_code_has_a_title(lang: str) -> None:
    codes = {code.id for code in all_known_codes() if not code.id.startswith("E")}  # exports are no matter of the desk
    titles = {key for key in catalogue(lang) if CODE.fullmatch(key)}
    assert titles == codes | ASSERTIONS


@pytest.mark.parametrize("lang", OTHERS)
def test_every_refusal_is_said_whole(lang: str) -> None:
    needed = {sentence(t) for module in modules() for node in said(module) for t in texts(node)}
    needed = {
        text for text in needed if re.search(r"[a-z]{2,} |\w{4}", text) and not text.startswith(("<", "change {1}"))
    }
    assert needed - catalogue(lang).keys() == set()


def test_nothing_is_translated_that_nobody_says() -> None:
    nodes = [n for m in modules() for n in ast.walk(m) if isinstance(n, ast.Constant | ast.JoinedStr | ast.BinOp)]
    there = {sentence(t) for node in nodes for t in texts(node)}
    for lang in OTHERS:
        assert {key for key in catalogue(lang) if not CODE.fullmatch(key)} - there == set()
        assert catalogue(lang).keys() == catalogue(OTHERS[0]).keys()


@pytest.mark.parametrize("lang", OTHERS)
def test_values_stand_where_they_belong(lang: str) -> None:
    for english, other in catalogue(lang).items():
        assert set(re.findall(r"\{\d\}", other)) <= set(re.findall(r"\{\d\}", english)), english
        assert other.strip() and "{" not in in_words(english.replace("{", "<").replace("}", ">"), lang), english


SPEAKS = {"en": ("is no action", "there is no article"), "de": ("keine Handlung", "keinen Artikel"),
          "tr": ("bir işlem değil", "makale yok")}  # fmt: skip


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_desk_refuses_in_the_language_of_the_browser(start: Start, lang: str) -> None:
    desk = start()
    mark = desk.article().marks[0]
    with httpx.Client(base_url=desk.base, timeout=60, headers={"accept-language": lang}) as client:
        assert client.get("/").status_code == 403
        client.get(desk.address)
        old = client.get("/api/article", params={"id": "letter"}).json()["digest"]
        answer = client.post("/api/decide", json={"article": "letter", "id": mark.id, "action": "fly"})
        assert SPEAKS[lang][0] in answer.json()["error"]
        assert SPEAKS[lang][1] in client.get("/review", params={"article": "nowhere"}).text
        assert client.get("/nowhere").status_code == 404
        (desk.project.root / FILE).write_text(ARTICLE.replace("In <placeName", "At <placeName"), encoding="utf-8")
        stale = client.post("/api/decide", json={"article": "letter", "digest": old, "id": mark.id, "action": "accept"})
        source = client.post("/api/source", json={"file": FILE, "digest": old, "text": ARTICLE})
    for refused in (stale, source):
        assert refused.status_code == 409
        assert ("changed meanwhile" in refused.json()["error"]) is (lang == "en")


@pytest.mark.parametrize("lang", OTHERS)
def test_what_the_desk_says_of_itself_is_in_that_language_too(start: Start, lang: str) -> None:
    desk = start("--read-only")
    with httpx.Client(base_url=desk.base, timeout=60, headers={"accept-language": lang}) as client:
        shut = client.get("/").text
        client.get(desk.address)
        nowhere = client.get("/nowhere").text
        only = client.post("/api/decide", json={"article": "letter"}).json()["error"]
        wrong = client.get("/api/article").json()["error"]
    told = {"de": ("Öffnen Sie die Adresse", "Unter dieser Adresse ist nichts", "Nur lesen", "Diese Anfrage kennt"),
            "tr": ("adresi açın", "Bu adreste bir şey yok", "Salt okunur", "bu isteği tanımıyor")}[lang]  # fmt: skip
    for words, answer in zip(told, (shut, nowhere, only, wrong), strict=True):
        assert words in answer


@pytest.mark.browser
@pytest.mark.parametrize(
    ("locale", "told"),
    [("tr-TR", "Bir gönderme hiçbir kayda götürmüyor."), ("de-AT", "Ein Verweis führt zu keinem Eintrag.")],
)
def test_findings_have_a_title_above_the_exact_words(desk: Desk, visit: Visit, locale: str, told: str) -> None:
    (desk.project.root / FILE).write_text(ARTICLE.replace('"place:kars">Kars</placeName> fell', '"place:karss">Kars</placeName> fell'), encoding="utf-8")  # fmt: skip
    window = visit(desk, "/findings", locale=locale)
    box = window.page.locator("section.box", has_text="V340")
    box.locator("h2", has_text=told).wait_for()
    assert "karss" in box.locator("li").first.inner_text()
    window.page.goto(f"{desk.base}/source?file={FILE}")
    window.page.locator("#found li", has_text=told).wait_for()
