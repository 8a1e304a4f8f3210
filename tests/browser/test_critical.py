"""A critical text in a browser: the text of a witness without a script, the place of the apparatus, no complaint of axe."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

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


@pytest.fixture(scope="module")
def war(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("war")
    (folder / "tei/articles").mkdir(parents=True)
    text = f'<TEI {NS} xml:id="war" xml:lang="en">{HEAD}<text><body>{BODY}</body></text></TEI>'
    (folder / "tei/articles/war.xml").write_text(text, encoding="utf-8")
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


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_is_content_and_nothing_is_too_wide(visit: Callable[..., Watched], war: Path, width: int) -> None:
    page = visit(width=width).page
    page.goto((war / "articles/war.html").as_uri())
    assert findings(page, EVERYTHING) == []
    assert page.evaluate(TOO_WIDE) <= 0
