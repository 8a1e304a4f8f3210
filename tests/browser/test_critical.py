"""A critical text in a browser: the text of a witness, the views of inscriptions and drafts, no complaint of axe."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.browser.conftest import Watched
from tests.browser.test_quality import EVERYTHING, TOO_WIDE, findings

from edition.building import BuildOptions, build
from edition.project import read_project

pytestmark = pytest.mark.browser
NS = 'xmlns="http://www.tei-c.org/ns/1.0"'
HEAD = """<teiHeader><fileDesc><titleStmt><title>War</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc>
<listWit><witness xml:id="M">Florence</witness><witness xml:id="S">Paris</witness></listWit></sourceDesc></fileDesc></teiHeader>"""
BODY = """<div><p n="1">They <app><lem wit="#M">ran</lem><rdg wit="#S">walked</rdg></app> off<app><lem> quickly</lem>
<rdgGrp><rdg wit="#S"/></rdgGrp></app>.</p></div>"""


STONE = """<div type="edition"><ab><lb n="1"/>D<ex>is</ex> <supplied reason="lost">Iuliae</supplied> <choice><sic>fecet</sic>
<corr>fecit</corr></choice> ma<lb n="2" break="no"/>ritus <surplus>x</surplus></ab></div>"""
DRAFT = """<sourceDoc><surface><zone><line>The <del change="#c2">grey</del><add change="#c2">cold</add> sea</line></zone>
<zone change="#c2"><line>and sky</line></zone></surface></sourceDoc>"""
CREATION = """<profileDesc><creation><listChange><change xml:id="c1">ink</change><change xml:id="c2">pencil</change></listChange>
</creation></profileDesc></teiHeader>"""


@pytest.fixture(scope="module")
def war(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("war")
    (folder / "tei/articles").mkdir(parents=True)
    text = f'<TEI {NS} xml:id="war" xml:lang="en">{HEAD}<text><body>{BODY}</body></text></TEI>'
    (folder / "tei/articles/war.xml").write_text(text, encoding="utf-8")
    stone = f'<TEI {NS} xml:id="stone" xml:lang="la">{HEAD}<text><body>{STONE}</body></text></TEI>'
    (folder / "tei/articles/stone.xml").write_text(stone, encoding="utf-8")
    draft = HEAD.replace("</teiHeader>", CREATION) + DRAFT.replace("<line>The", '<line change="#c1">The')
    (folder / "tei/articles/draft.xml").write_text(f'<TEI {NS} xml:id="draft">{draft}</TEI>', encoding="utf-8")
    (folder / "edition.toml").write_text('[edition]\ntitle = "War"\n', encoding="utf-8")
    build(read_project(folder), BuildOptions(folder / "site", jobs=1, search=False, guidelines=False))
    return folder / "site"


@pytest.mark.parametrize("width", [360, 1280])
def test_a_witness_is_read_without_a_script(visit: Callable[..., Watched], war: Path, width: int) -> None:
    page = visit(width=width, java_script_enabled=False).page
    page.goto((war / "articles/war.html").as_uri())
    text, readings = page.locator(".text p").first, page.locator(".unit-apparatus")
    assert "".join(text.inner_text().split()) == "1Theyranoffquickly.¶"
    assert "ran] M : walked S" in " ".join(readings.inner_text().split())
    page.locator(".choice-of-text summary").click()
    page.locator("label", has_text="S").locator("input[name=witness]").check()
    assert "".join(text.inner_text().split()) == "1Theywalkedoffom..¶"
    assert not readings.is_visible()


def test_the_apparatus_stands_where_the_reader_wants_it(visit: Callable[..., Watched], war: Path) -> None:
    page = visit().page
    page.goto((war / "articles/war.html").as_uri())
    for choice, shown in (("inline", [True, False]), ("none", [False, False]), ("below", [False, True])):
        if not page.locator(f"#readings-{choice}").is_visible():
            page.locator(".choice-of-apparatus summary").click()
        page.locator(f"#readings-{choice}").check()
        assert [page.locator(s).first.is_visible() for s in (".readings", ".unit-apparatus")] == shown


def read(page: Any, choice: str) -> str:
    """What is to be read once a choice of a menu is made, without a script."""
    menu = page.locator("details", has=page.locator(f"#{choice}"))
    if not menu.evaluate("e => e.open"):
        menu.locator("summary").click()
    page.locator(f"#{choice}").check()
    return "".join(page.locator(".text").inner_text().split()).removesuffix("¶")


def test_an_inscription_is_read_as_it_stands_or_as_a_text(visit: Callable[..., Watched], war: Path) -> None:
    page = visit(java_script_enabled=False).page
    page.goto((war / "articles/stone.html").as_uri())
    assert read(page, "level-edited") == "1D(is)[Iuliae]fecetma-2ritus{x}"
    assert read(page, "level-diplomatic") == "1DIULIAEFECETMA2RITUSX"  # Iuliae in letters of no size
    lost = "getComputedStyle(document.querySelector('[data-lost]'), '::after').content"
    assert page.evaluate(lost) == '"[······]"'
    assert read(page, "level-reading") == "DisIuliaefecitmaritus"
    page.locator("#level-edited").check()
    assert read(page, "read-corr") == "1D(is)[Iuliae]fecitma-2ritus{x}"


def test_a_draft_is_read_as_it_stood_after_each_campaign(visit: Callable[..., Watched], war: Path) -> None:
    page = visit(java_script_enabled=False).page
    page.goto((war / "articles/draft.html").as_uri())
    assert [read(page, f"stage-{n}") for n in (1, 2)] == ["Thegreysea", "Thegreycoldseaandsky"]
    struck = "getComputedStyle(document.querySelector('del')).textDecorationLine"
    assert page.evaluate(struck) == "line-through"
    page.locator("#stage-1").check()
    assert page.evaluate(struck) == "none"


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_is_content_and_nothing_is_too_wide(visit: Callable[..., Watched], war: Path, width: int) -> None:
    page = visit(width=width).page
    page.goto((war / "articles/war.html").as_uri())
    assert findings(page, EVERYTHING) == []
    assert page.evaluate(TOO_WIDE) <= 0
