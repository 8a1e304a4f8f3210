"""Pictures of pages in a browser: in step with the text, lines and zones joined, with no complaint of axe."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from tests.browser.conftest import Watched
from tests.browser.test_quality import EVERYTHING, TOO_WIDE, findings

from edition.building import BuildOptions, build
from edition.project import read_project

pytestmark = pytest.mark.browser
NS = 'xmlns="http://www.tei-c.org/ns/1.0"'
LINES = 12


def until(page: Any, condition: str) -> None:
    """Wait in the page: its policy forbids what playwright would wait with."""
    page.evaluate(
        f"new Promise((done, fail) => {{ const look = () => ({condition}) ? done() : requestAnimationFrame(look); look();"
        " setTimeout(() => fail(new Error('it did not happen')), 20000); })"
    )


def picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (1100, 1500), (225, 210, 180)).save(out, "JPEG")
    return out.getvalue()


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four pages, each with twelve lines that have zones."""
    folder = tmp_path_factory.mktemp("scanned")
    surfaces, text = "", ""
    for page in range(1, 5):
        zones = "".join(
            f'<zone xml:id="z{page}-{n}" ulx="100" uly="{100 * n}" lrx="1000" lry="{100 * n + 80}"/>'
            for n in range(1, LINES + 1)
        )
        surfaces += f'<surface xml:id="s{page}" ulx="0" uly="0" lrx="1100" lry="1500"><graphic url="{page}.jpg"/>{zones}</surface>'
        lines = "".join(f'<lb facs="#z{page}-{n}"/>Line {n} of the page {page}' for n in range(1, LINES + 1))
        text += f'<pb n="{page}" facs="#s{page}"/><p>{lines}</p><p>{"The sea. " * 60}</p>'
        path = folder / f"tei/images/{page}.jpg"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(picture())
    head = "<teiHeader><fileDesc><titleStmt><title>Log</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
    document = f'<TEI {NS} xml:id="log" xml:lang="en">{head}<facsimile>{surfaces}</facsimile><text><body><div><head>Log</head>{text}</div></body></text></TEI>'
    (folder / "tei/articles").mkdir(parents=True)
    (folder / "tei/articles/log.xml").write_text(document, encoding="utf-8")
    (folder / "edition.toml").write_text('[edition]\ntitle = "Log"\n', encoding="utf-8")
    build(read_project(folder), BuildOptions(folder / "site", jobs=1, search=False, guidelines=False))
    return folder / "site"


@pytest.fixture
def read(visit: Callable[..., Watched], scanned: Path) -> Callable[..., Any]:
    def start(width: int = 1280, **options: Any) -> Any:
        watched = visit(width, **options)
        watched.site = scanned
        return watched.open("articles/log.html")

    return start


def test_the_picture_follows_the_text(read: Callable[..., Any]) -> None:
    page = read()
    until(page, "document.querySelector('.facsimile .title').textContent === 'p. 1'")
    page.evaluate("document.getElementById('picture-3').scrollIntoView()")
    until(page, "document.querySelector('.facsimile .title').textContent === 'p. 3'")
    assert page.locator(".picture[aria-current]").count() == 1


def test_a_thumbnail_leads_to_its_page_in_the_text(read: Callable[..., Any]) -> None:
    page = read()
    page.locator("#facsimile-4 .picture").click()
    until(page, "document.querySelector('.facsimile .title').textContent === 'p. 4'")
    until(page, "Math.abs(document.getElementById('picture-4').getBoundingClientRect().top) < innerHeight / 2")


def test_a_line_shows_its_zone_and_a_zone_its_line(read: Callable[..., Any]) -> None:
    page = read()
    until(page, "document.querySelectorAll('.zones rect').length === 12")
    box = page.evaluate(
        "(() => { document.documentElement.style.scrollBehavior = 'auto';"
        " scrollBy(0, document.querySelectorAll('.text br')[2].getBoundingClientRect().y - 450); const r = document.createRange(); r.setStartAfter(document.querySelectorAll('.text br')[2]);"
        " r.setEndBefore(document.querySelectorAll('.text br')[3]); const b = r.getBoundingClientRect(); return [b.x + 5, b.y + b.height / 2] })()"
    )
    page.mouse.move(*box)
    until(page, "[...document.querySelectorAll('.zones rect')].findIndex((r) => r.classList.contains('here')) === 2")
    zone = page.locator(".zones rect").nth(6).bounding_box()
    page.mouse.move(zone["x"] + zone["width"] / 2, zone["y"] + zone["height"] / 2)
    until(page, "[...CSS.highlights.get('zone')][0].toString().includes('Line 7 of the page 1')")


def test_without_script_every_page_has_its_picture(read: Callable[..., Any]) -> None:
    page = read(java_script_enabled=False)
    assert page.locator(".facsimile img").count() == 4
    assert page.locator(".facsimile img").first.is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_everybody_can_read_a_page_with_its_pictures(read: Callable[..., Any], width: int, scheme: str) -> None:
    page = read(width, color_scheme=scheme, reduced_motion="reduce")
    if width == 360:
        assert not page.locator(".facsimile .viewer").is_visible()
        page.locator(".facsimile summary").click()
    until(page, "document.querySelectorAll('.zones rect').length === 12")
    assert page.evaluate(TOO_WIDE) <= 0
    assert findings(page, EVERYTHING) == []
