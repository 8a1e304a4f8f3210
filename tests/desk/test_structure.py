"""Structure: the doubts of an import decided, blocks changed, calls moved, the header as a form, the page of the PDF."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from lxml import html
from PIL import Image
from tests.deciding.conftest import ARTICLE
from tests.desk.conftest import Desk, Window
from tests.intake.test_findings import PLAIN
from tests.intake.test_formats import make_pdf

from edition.desk import restructure
from edition.desk.state.bench import Bench
from edition.desk.web.words import LANGUAGES, words
from edition.diagnostics import EditionError
from edition.intake import ImportOptions, import_bytes
from edition.intake.corrections import corrections_path, read_corrections
from edition.intake.doubts import DoubtReason
from edition.intake.importer import read_source_text
from edition.markup.changes.sealing import is_sealed
from edition.project import read_project

TEXT = PLAIN * 60 + "O gün gelen adam bir kahraman-\nkoruyucu idi ve öyle kaldı.\n"
LINE = '[[hyphen]]\nline = 61\ntext = "kahraman-"\nkeep = {}\n'
Start = Callable[..., Desk]
Visit = Callable[..., Window]


@pytest.fixture
def source(folder: Path) -> Path:
    """A text with a doubtful hyphen in the edition's folder, imported."""
    path = folder / "texts/harbour.txt"
    path.parent.mkdir()
    path.write_text(TEXT, encoding="utf-8")
    (folder / "tei/articles/harbour.xml").write_bytes(import_bytes(path, path.read_bytes(), ImportOptions()).data)
    return path


def decide(desk: Desk, **asked: Any) -> httpx.Response:
    with httpx.Client(base_url=desk.base, timeout=60) as client:
        client.get(desk.address)
        path = "/api/structure/header" if "fields" in asked or "new" in asked else "/api/structure"
        return client.post(path, json={"article": "harbour", **asked})


def view(desk: Desk, article: str = "harbour") -> str:
    with httpx.Client(base_url=desk.base, timeout=60) as client:
        client.get(desk.address)
        return client.get("/structure", params={"article": article}).text


def harbour(desk: Desk) -> str:
    return desk.text("tei/articles/harbour.xml")


def test_a_doubt_without_corrections_is_an_edit(desk: Desk, source: Path) -> None:
    assert 'data-doubt="hyphen 61"' in view(desk)
    is_kept = "kahraman-koruyucu" in harbour(desk)
    action, after = ("join-hyphen", "kahramankoruyucu") if is_kept else ("keep-hyphen", "kahraman-koruyucu")
    assert decide(desk, doubt="hyphen 61", action=action).status_code == 200
    assert after in harbour(desk)
    assert not corrections_path(source).exists()
    assert 'data-doubt="hyphen 61"' not in view(desk)  # it is decided, though the source still says so


def test_where_there_are_corrections_they_are_obeyed_at_once_and_later(desk: Desk, source: Path) -> None:
    corrections_path(source).write_text("# mine\n", encoding="utf-8")
    is_kept = "kahraman-koruyucu" in harbour(desk)
    action = "join-hyphen" if is_kept else "keep-hyphen"
    assert decide(desk, doubt="hyphen 61", action=action).status_code == 200
    told = corrections_path(source).read_text()
    assert told == "# mine\n\n" + LINE.format("false" if is_kept else "true")
    assert is_sealed(harbour(desk).encode()) and ("kahramankoruyucu" in harbour(desk)) == is_kept
    assert import_bytes(source, source.read_bytes(), ImportOptions()).doubts == ()


def test_pictures_of_an_import_go_with_its_document_and_over_nobodys(
    folder: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def with_picture(*arguments: Any) -> Any:
        return replace(import_bytes(*arguments), files=(("harbour-1.png", b"a picture\n"),))

    monkeypatch.setattr(restructure, "import_bytes", with_picture)
    corrections_path(source).write_text("# mine\n", encoding="utf-8")
    path, picture = (folder / "tei/articles" / name for name in ("harbour.xml", "harbour-1.png"))
    before, bench = path.read_bytes(), Bench(read_project(folder))
    request: Any = SimpleNamespace(app=SimpleNamespace(state=SimpleNamespace(bench=bench)))
    action = "join-hyphen" if "kahraman-koruyucu" in before.decode() else "keep-hyphen"
    asked = {"article": "harbour", "doubt": "hyphen 61", "action": action}
    picture.write_bytes(b"mine")
    with pytest.raises(EditionError, match="another picture"):
        asyncio.run(restructure.change_structure(request, asked))
    assert (picture.read_bytes(), path.read_bytes()) == (b"mine", before)
    picture.unlink()
    asyncio.run(restructure.change_structure(request, asked))
    assert picture.read_bytes() == b"a picture\n" and path.read_bytes() != before
    bench.writer.close()


def test_a_document_that_was_changed_is_edited_not_imported_again(desk: Desk, source: Path) -> None:
    corrections_path(source).write_text("# mine\n", encoding="utf-8")
    path = desk.project.root / "tei/articles/harbour.xml"
    path.write_text(harbour(desk).replace("Kaptan 1903", "Kaptan  1903", 1), encoding="utf-8")
    action = "join-hyphen" if "kahraman-koruyucu" in harbour(desk) else "keep-hyphen"
    assert decide(desk, doubt="hyphen 61", action=action).status_code == 200
    assert "Kaptan  1903" in harbour(desk) and "[[hyphen]]" in corrections_path(source).read_text()


def test_that_it_is_right_is_remembered_beside_the_source(desk: Desk, source: Path) -> None:
    before = harbour(desk)
    assert decide(desk, doubt="hyphen 61", action="right").status_code == 200
    assert harbour(desk) == before
    corrections, wrong = read_corrections(source)
    assert not wrong and len(corrections.found) == 1
    again = read_source_text(source, source.read_bytes(), corrections)
    assert corrections.decided("hyphen", 61) and again.doubts == ()


NEAR = "1. Küçük Limanın Adı"
LINES = (
    "Balıkçılar burada ağlarını onarır, tüccarlar mallarını satar ve çocuklar kıyıda oynardı, her akşam\n"
    "gemiler iskeleye yanaşır ve yolcular inerdi. Kasabanın bütün evleri beyaz boyalıydı ve pencereleri\n"
    "denize bakardı, kapıları ise hep maviydi.\n"
)


@pytest.mark.parametrize("corrected", [False, True])
def test_a_note_that_may_be_a_section_is_decided(desk: Desk, folder: Path, corrected: bool) -> None:
    path = folder / "texts/harbour.txt"
    path.parent.mkdir()
    path.write_text(f"{LINES}Bu yazı limanı anlatır1 ve biter.\n\n{NEAR}\n\n{LINES}", encoding="utf-8")
    (folder / "tei/articles/harbour.xml").write_bytes(import_bytes(path, path.read_bytes(), ImportOptions()).data)
    if corrected:
        corrections_path(path).write_text("# mine\n", encoding="utf-8")
    is_note = "</note>" in harbour(desk)
    page = view(desk)
    assert f'data-decide="{"paragraph" if is_note else "note"}"' in page and "A note or a section" in page
    action = "paragraph" if is_note else "note"
    answer = decide(desk, doubt="note 6", action=action)
    assert answer.status_code == 200, answer.text
    assert ("</note>" in harbour(desk)) is not is_note
    assert ("[[note]]" in corrections_path(path).read_text()) if corrected else not corrections_path(path).exists()


@pytest.mark.parametrize(("lang", "told"), [
    ("en", "words at line ends"), ("tr", "satır sonlarında sözcükleri"), ("de", "Wörter an Zeilenenden"),
])  # fmt: skip
def test_why_it_is_in_doubt_is_told_in_the_editors_language(desk: Desk, source: Path, lang: str, told: str) -> None:
    with httpx.Client(base_url=desk.base, timeout=60, headers={"accept-language": lang}) as client:
        client.get(desk.address)
        assert told in client.get("/structure", params={"article": "harbour"}).text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_reason_has_words(lang: str) -> None:
    told = {one: words(lang)("doubt." + one.name.lower().replace("_", "-")) for one in DoubtReason}
    assert not [one for one, text in told.items() if text.startswith("doubt.")]
    assert (told == {one: str(one) for one in DoubtReason}) is (lang == "en")


def test_what_the_grammar_does_not_allow_is_not_written(desk: Desk) -> None:
    path = desk.project.root / "tei/articles/letter.xml"
    text = ARTICLE.replace('<p xml:id="p2">', '<list><label>a</label><item xml:id="p2">').replace(
        "Treaty.</p>", "Treaty.</item></list>"
    )
    path.write_text(text, encoding="utf-8")
    answer = decide(desk, article="letter", block="p2", action="paragraph")
    assert answer.status_code == 422 and "&lt;list" not in answer.text and "<list>" in answer.text
    assert desk.text() == text


def test_a_decision_is_taken_back_with_its_corrections(desk: Desk, source: Path) -> None:
    before = harbour(desk)
    number = decide(desk, doubt="hyphen 61", action="right").json()["number"]
    with httpx.Client(base_url=desk.base, timeout=60) as client:
        client.get(desk.address)
        assert client.post("/api/undo", json={"number": number}).status_code == 200
    assert harbour(desk) == before and "keep" not in (
        corrections_path(source).read_text() if corrections_path(source).exists() else ""
    )
    assert 'data-doubt="hyphen 61"' in view(desk)


def test_a_page_that_is_stale_changes_nothing(desk: Desk) -> None:
    answer = decide(desk, article="letter", digest="old", block="p1", action="heading")
    assert answer.status_code == 409 and desk.text() == ARTICLE


def test_a_source_that_is_not_there_is_told(desk: Desk) -> None:
    assert "does not lie in the edition" in view(desk, "letter")


def test_fields_are_added_to_the_header(desk: Desk, source: Path) -> None:
    new = {"author": "Ada <b>", "DOI": "10.1/x"}
    assert decide(desk, fields={}, new=new).status_code == 200
    assert "<author><persName>Ada &lt;b&gt;</persName></author>" in harbour(desk)
    assert '<idno type="DOI">10.1/x</idno>' in harbour(desk)
    assert decide(desk, fields={}, new={"colour": "red"}).status_code == 422


PDF = [
    [(72, 700, 12, "The harbour of Mersin"), (72, 660, 12, "was filled in that year")],
    [(72, 700, 12, "A second page")],
    [(72, 650, 12, "A story that is unending"), (72, 500, 12, "goes on end-to-"), (72, 300, 12, "end and stops")],
]


@pytest.fixture
def printed(folder: Path) -> None:
    path = folder / "scans/letter.pdf"
    path.parent.mkdir()
    path.write_bytes(make_pdf(PDF))
    article = folder / "tei/articles/letter.xml"
    article.write_text(
        ARTICLE.replace("<sourceDesc><p>none</p>", '<sourceDesc><bibl><idno type="file">letter.pdf</idno></bibl>'),
        encoding="utf-8",
    )


def test_words_are_marked_on_the_page(desk: Desk, printed: None) -> None:
    with httpx.Client(base_url=desk.base, timeout=60) as client:
        client.get(desk.address)
        pictures = [
            Image.open(io.BytesIO(client.get("/api/structure/page", params={"article": "letter", "n": 1, "words": words}).content))
            for words in ("", "was filled in that year by", "nothing")
        ]  # fmt: skip
        assert client.get("/api/structure/page", params={"article": "nobody", "n": 1}).status_code == 404
    coloured = [sum(r > b + 40 for r, _, b in pixels(picture)) for picture in pictures]
    assert coloured[0] == coloured[2] == 0 and coloured[1] > 500


def test_what_a_paragraph_is_and_its_words(desk: Desk) -> None:
    """A line's end parts words; what a paragraph stands in is told, so that a quotation can be seen to be one."""
    path = desk.project.root / "tei/articles/letter.xml"
    quoted = ARTICLE.replace(
        '<p xml:id="p2">A word', '<quote><p xml:id="p2">Your<lb/>humble serv<lb break="no"/>ant. A word'
    )
    path.write_text(quoted.replace("Treaty.</p>", "Treaty.</p></quote>"), encoding="utf-8")
    (block,) = html.fromstring(view(desk, "letter")).xpath("//li[@data-block='p2']")
    assert block.xpath("string(p)").startswith("Your humble servant. A word about Spring")
    assert block.xpath("string(small)") == "paragraph · quotation · p2"


def test_a_word_that_was_cut_is_marked_on_both_its_lines(desk: Desk, printed: None) -> None:
    with httpx.Client(base_url=desk.base, timeout=60) as client:
        client.get(desk.address)
        asked = {"article": "letter", "n": 3, "words": "end-to|end"}
        picture = Image.open(io.BytesIO(client.get("/api/structure/page", params=asked).content))
    height = picture.height / 700
    bands = [picture.crop((0, round((700 - y - 20) * height), picture.width, round((700 - y + 10) * height)))
             for y in (650, 500, 300)]  # fmt: skip
    coloured = [sum(r > b + 40 for r, _, b in pixels(band)) for band in bands]
    assert coloured[0] == 0 and coloured[1] > 100 and coloured[2] > 50


def pixels(picture: Image.Image) -> Iterator[tuple[int, int, int]]:
    data = iter(picture.convert("RGB").tobytes())
    return zip(data, data, data, strict=True)


@pytest.mark.browser
def test_pages_are_turned_and_blocks_changed(desk: Desk, visit: Visit, printed: None) -> None:
    window = visit(desk, "/structure?article=letter")
    window.page.wait_for_function("document.getElementById('pdf').naturalWidth > 0")
    window.page.locator("#pdf-on").click()
    window.page.wait_for_function("document.getElementById('pdf').src.includes('n=2')")
    block = window.page.locator("li[data-block=p2]")
    block.locator("summary").click()
    with window.page.expect_navigation():
        block.locator("[data-make=quotation]").click()
    assert '<quote><p xml:id="p2">' in desk.text()


def test_changes_tell_what_was_made_in_the_language_of_the_page(desk: Desk) -> None:
    wish = {"article": "letter", "block": "p2", "action": "note"}
    with httpx.Client(base_url=desk.base, timeout=60, headers={"accept-language": "de"}) as client:
        client.get(desk.address)
        assert client.post("/api/structure", json=wish).status_code == 200
        (told,) = client.get("/api/changes").json()
    assert told["sentence"] == "„A word about Spring, and a Treaty.“: Aufbau geändert → eine Anmerkung"


@pytest.mark.browser
def test_doubts_are_decided_one_after_the_other(desk: Desk, visit: Visit, source: Path) -> None:
    window = visit(desk, "/structure?article=harbour")
    window.page.wait_for_selector("li[data-here]")
    with window.page.expect_navigation():
        window.page.locator("[data-decide=right]").click()
    window.page.wait_for_selector("text=all are decided")


@pytest.mark.browser
def test_the_overview_tells_doubts_without_being_loaded_again(desk: Desk, visit: Visit, source: Path) -> None:
    window = visit(desk, "/")
    cell = window.page.locator('[data-doubts="harbour"] a')
    cell.wait_for()
    assert int(cell.inner_text()) == view(desk).count("data-doubt=")
    assert window.page.locator('[data-doubts="letter"]').inner_text() == ""  # it came from no source
    cell.click()
    window.page.wait_for_selector("li[data-here]")
