"""The list of texts in a browser: filtered by words and groups, whole without a script, and with no complaint of axe."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.browser.conftest import Watched, sync_api
from tests.browser.test_quality import EVERYTHING, TOO_WIDE, findings

from edition.building import BuildOptions, build
from edition.project import read_project

pytestmark = pytest.mark.browser
NS = 'xmlns="http://www.tei-c.org/ns/1.0"'


def text(number: int) -> str:
    words = f"<textClass><keywords scheme='genre'><term>{('ode', 'letter')[number % 2]}</term></keywords></textClass>"
    profile = f"<profileDesc><creation><date when='{1900 + number % 3}'/></creation>{words}</profileDesc>"
    statement = f"<fileDesc><titleStmt><title>Text {number}</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc>"
    return f'<TEI {NS} xml:id="t{number}" xml:lang="en"><teiHeader>{statement}{profile}</teiHeader><text><body><p>Sea.</p></body></text></TEI>'


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("listed")
    (folder / "tei/articles").mkdir(parents=True)
    for number in range(24):
        (folder / f"tei/articles/t{number}.xml").write_text(text(number), encoding="utf-8")
    (folder / "edition.toml").write_text('[edition]\ntitle = "Texts"\n', encoding="utf-8")
    build(read_project(folder), BuildOptions(folder / "site", jobs=1, search=False, guidelines=False))
    return folder / "site"


@pytest.fixture
def read(visit: Callable[..., Watched], listed: Path) -> Callable[..., Any]:
    def start(width: int = 1280, **options: Any) -> Any:
        watched = visit(width, **options)
        watched.site = listed
        return watched.open("contents/index.html")

    return start


def test_words_and_groups_leave_the_texts_that_fit(read: Callable[..., Any]) -> None:
    page = read()
    page.locator("#list-words").fill("text 1")
    sync_api.expect(page.locator(".list-results li")).to_have_count(12)
    assert not page.locator("dl.facets").is_visible()
    page.locator("#list-genre").select_option(label="letter (12)")
    sync_api.expect(page.locator(".list-results li")).to_have_count(7)
    page.locator(".list-results a").first.click()
    sync_api.expect(page.locator("h1")).to_contain_text("Text 1")


def test_the_whole_list_stands_without_a_script(read: Callable[..., Any]) -> None:
    page = read(java_script_enabled=False)
    assert page.locator("ol.contents li").count() == 24
    assert page.locator("dl.facets a").first.is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_everybody_can_read_the_list(read: Callable[..., Any], width: int, scheme: str) -> None:
    page = read(width, color_scheme=scheme, reduced_motion="reduce")
    page.locator("#list-words").focus()
    sync_api.expect(page.locator("#list-genre")).to_be_visible()
    assert page.evaluate(TOO_WIDE) <= 0
    assert findings(page, EVERYTHING) == []
