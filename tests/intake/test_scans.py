"""Scans: pages without text are told; with `--ocr` a program reads them, and their pictures stand beside the text."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree
from PIL import Image, ImageDraw, ImageFont
from tests.intake.papers.paper import Layout, make_paper
from tests.intake.scanned import LINES, MORE, scan
from tests.until import until

from edition.api.imports import ocr_languages
from edition.building import BuildOptions, build
from edition.deciding import read_marks
from edition.desk.state.doubts import Doubts
from edition.desk.state.pictures import pages_of
from edition.diagnostics import EditionError
from edition.facts.facsimile.files import Pictures
from edition.intake import ImportOptions, import_bytes, read_scan, verify
from edition.intake.corrections import corrections_path
from edition.intake.scans.pages import keywords_of, pages_without_text
from edition.markup import NS, parse, read_source
from edition.project import Mentions, Project, read_project

ROOT = Path(__file__).resolve().parents[2]
WORDS = " ".join(LINES)
# writes down how it was called, and does as its environment cannot tell it: what it is to do stands in a file
FAKE = """#!{python}
import json, os, sys
from pathlib import Path
here = Path({here!r})
(here / "call.json").write_text(json.dumps([sys.argv[1:], dict(os.environ), os.getcwd()]))
sys.path.insert(0, {root!r})
exec((here / "deed.py").read_text())
"""
READS = """
from tests.intake.scanned import LINES, MORE, scan
told = sys.argv[sys.argv.index("--keywords") + 1]
Path(sys.argv[-1]).write_bytes(scan([LINES, MORE], keywords=told, made_by="ocrmypdf 14.0.1+dfsg1 / Tesseract 5.3.0"))
inside = Path("ocrmypdf.io.x")
inside.mkdir()
row = "level\\tpage_num\\tconf\\ttext\\n5\\t1\\t{}\\tharb0ur\\n5\\t1\\t96.1\\tlies\\n4\\t1\\t-1\\t\\n5\\t1\\t12\\t|\\n"
(inside / "000002_ocr_tess.tsv").write_text(row.format("31.5"))
(inside / "000001_ocr_tess.tsv").write_text(row.format("98"))
"""
Fake = Callable[[str], Path]


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fake:
    """Put an `ocrmypdf` of our own before any other; gives the file in which it writes down its call."""

    def make(deed: str) -> Path:
        folder = tmp_path / "bin"
        folder.mkdir(exist_ok=True)
        tool = folder / "ocrmypdf"
        tool.write_text(FAKE.format(python=sys.executable, here=str(folder), root=str(ROOT)), encoding="utf-8")
        tool.chmod(0o755)
        (folder / "deed.py").write_text(deed, encoding="utf-8")
        monkeypatch.setenv("PATH", str(folder))
        return folder / "call.json"

    return make


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Two scanned pages without text."""
    path = tmp_path / "harbour.pdf"
    path.write_bytes(scan([(), ()]))
    return path


@pytest.fixture
def edition(tmp_path: Path) -> Project:
    """The edition that `edition new` lays out."""
    shutil.copytree(ROOT / "src/edition/templates/new", tmp_path / "edition")
    return read_project(tmp_path / "edition")


def refused(path: Path, *languages: str) -> str:
    with pytest.raises(EditionError) as caught:
        read_scan(path, languages or ("eng",))
    (found,) = caught.value.diagnostics
    return f"{found.code.id} {found.message}; {found.help}"


def test_a_pdf_without_text_is_told_with_its_pages():
    with pytest.raises(EditionError) as caught:
        import_bytes(Path("a.pdf"), scan([(), (), ()]), ImportOptions())
    (found,) = caught.value.diagnostics
    assert found.code.id == "I103" and "no text on any of its 3 pages" in found.message and "--ocr" in str(found.help)


def test_pages_without_text_among_others_are_told_by_their_numbers(take):
    result = take(scan([LINES, (), LINES, (), (), ()]), "a.pdf")
    (found,) = [d for d in result.imported.findings if d.code.id == "I148"]
    assert found.message == "pages 2, 4–6 of the file have no text"
    assert result.values("//tei:pb/@facs") == [f"a-p{n}.jpg" for n in range(1, 7)], "their pictures are kept"
    (found,) = [d for d in take(scan([LINES, ()]), "b.pdf").imported.findings if d.code.id == "I148"]
    assert found.message == "page 2 of the file has no text"


def test_an_empty_page_is_none_that_was_not_read(take):
    data, _ = make_paper(Layout("en", 1, "none"), 1)
    document = pypdfium2.PdfDocument(data)
    document.new_page(300, 300, 1)
    out = io.BytesIO()
    document.save(out)
    assert "I148" not in take(out.getvalue(), "paper.pdf").codes


def test_the_picture_of_a_page_stands_beside_what_was_read_off_it(take):
    result = take(scan([LINES, MORE], made_by="Reader 11.2, by Example"), "a.pdf")
    assert result.values("//tei:pb/@facs") == ["a-p1.jpg", "a-p2.jpg"]
    assert [name for name, _ in result.imported.files] == ["a-p1.jpg", "a-p2.jpg"]
    assert all(data.startswith(b"\xff\xd8") for _, data in result.imported.files)
    text = " ".join(result.texts("//tei:body//tei:p"))
    assert WORDS in text and " ".join(MORE) in text, (
        "words that are set one by one are lines, and a size more or less is none"
    )
    (app,) = result.root.iterfind(".//tei:application[@ident='ocr']", NS)
    assert app.get("version") == "11.2" and "Reader 11.2, by Example" in "".join(app.itertext())


def test_a_file_that_names_no_program_is_read_off_all_the_same(take):
    (app,) = take(scan([LINES]), "a.pdf").root.iterfind(".//tei:application[@ident='ocr']", NS)
    assert (app.get("version"), "(" in "".join(app.itertext())) == ("0", False)


def test_a_page_whose_words_are_seen_upon_a_picture_is_no_scan(take):
    shown = scan([LINES]).replace(b"3 Tr", b"0 Tr")
    result = take(shown, "a.pdf")
    assert (result.values("//tei:pb/@facs"), result.imported.files) == ([], ())
    assert not result.values("//tei:application[@ident='ocr']/@version")


def test_a_stamp_that_is_seen_makes_a_scan_no_other_page(take):
    result = take(scan([LINES], stamp="Downloaded from a library"), "a.pdf")
    assert result.values("//tei:pb/@facs") == ["a-p1.jpg"]


def test_a_page_that_has_its_own_jpeg_keeps_it_byte_for_byte(take, tmp_path):
    picture, path = tmp_path / "page.jpg", tmp_path / "own.pdf"
    Image.radial_gradient("L").save(picture, "JPEG")
    document = pypdfium2.PdfDocument.new()
    page = document.new_page(256, 256)
    image = pypdfium2.PdfImage.new(document)
    image.load_jpeg(picture, inline=True)
    image.set_matrix(pypdfium2.PdfMatrix().scale(256, 256))
    page.insert_obj(image)
    page.gen_content()
    document.save(path)
    both = pypdfium2.PdfDocument(scan([LINES]))
    both.import_pages(document)
    both.save(path)
    files = dict(take(path.read_bytes(), "own.pdf").imported.files)
    assert files["own-p2.jpg"] == picture.read_bytes()


def test_a_scan_is_read_and_what_was_read_is_kept_beside_it(fake, source, tmp_path, call, monkeypatch):
    written = fake(READS)
    monkeypatch.setenv("SECRET", "nobody's business")
    code, printed = call("harbour.pdf", "--into", "out", "--ocr", "--language", "tr", "--language", "grc,de")
    assert code == 0, printed
    arguments, environment, folder = json.loads(written.read_text())
    assert arguments[arguments.index("-l") + 1] == "tur+grc+deu" and "--skip-text" in arguments
    assert "SECRET" not in environment and environment["TMPDIR"] == folder and not Path(folder).exists()
    assert "I149" in printed and "on page 2, 1 word is not sure: “harb0ur”" in printed and "on page 1" not in printed
    layer, document = tmp_path / "harbour.ocr.pdf", tmp_path / "out/harbour.xml"
    root = etree.parse(document).getroot()
    assert root.get("{http://www.w3.org/XML/1998/namespace}id") == "harbour"
    assert root.xpath("//tei:pb/@facs", namespaces=NS) == ["harbour-p1.jpg", "harbour-p2.jpg"]
    assert (tmp_path / "out/harbour-p2.jpg").is_file()
    assert root.xpath("string(//tei:idno[@type='file'])", namespaces=NS) == "harbour.ocr.pdf"
    assert root.xpath("string(//tei:application[@ident='ocr']/@version)", namespaces=NS) == "14.0.1"
    assert verify(document, layer) == [], "the account is against what was read"


def test_what_was_read_is_not_read_again_and_changes_nothing(fake, source, tmp_path, call):
    written = fake(READS)
    asked = ("harbour.pdf", "--into", "out", "--ocr", "--language", "en")
    assert call(*asked)[0] == 0
    first = (tmp_path / "out/harbour.xml").read_bytes()
    written.unlink()
    assert call(*asked)[0] == 0 and not written.exists()
    assert (tmp_path / "out/harbour.xml").read_bytes() == first
    assert call("harbour.ocr.pdf", "--into", "out")[0] == 0, "nor is anything needed but what was read"
    assert (tmp_path / "out/harbour.xml").read_bytes() == first
    code, printed = call("harbour.pdf", "harbour.ocr.pdf", *asked[1:])
    assert (code, "1 of 1 imported" in printed) == (0, True), "they are one source"
    read_scan(source, ("tur",))
    assert written.exists(), "in another language it is read anew"
    assert keywords_of((tmp_path / "harbour.ocr.pdf").read_bytes()).endswith(" tur")


def test_a_file_of_that_name_that_is_somebody_elses_is_not_replaced(fake, source, tmp_path):
    written = fake(READS)
    (tmp_path / "harbour.ocr.pdf").write_bytes(scan([LINES]))
    assert refused(source).startswith("I109 harbour.ocr.pdf is there already")
    assert not written.exists() and (tmp_path / "harbour.ocr.pdf").read_bytes() == scan([LINES])


def test_what_has_text_is_not_given_to_the_program(fake, tmp_path, call):
    written = fake(READS)
    (tmp_path / "a.pdf").write_bytes(make_paper(Layout("en", 1, "none"), 1)[0])
    (tmp_path / "b.txt").write_text("Gemiler geldi.\n", encoding="utf-8")
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.4 damaged")
    code, printed = call("a.pdf", "b.txt", "c.pdf", "--into", "out", "--ocr", "--language", "en")
    assert (code, "2 of 3" in printed, "I105" in printed) == (1, True, True)
    assert not written.exists() and not list(tmp_path.glob("*.ocr.pdf"))


@pytest.mark.parametrize(
    ("deed", "told"),
    [
        ("sys.exit('no data for tur')", "I150 ocrmypdf ends with 1: no data for tur"),
        ("sys.stderr.write('no data for tur'); sys.exit(3)", "I145 its pages cannot be read: no data for tur"),
        ("", "I150 ocrmypdf ends with 0"),
        ("os.kill(os.getpid(), 9)", "I150 ocrmypdf ends with -9"),
    ],
)
def test_a_program_that_fails_is_told_and_nothing_is_written(fake, source, tmp_path, deed, told):
    fake(deed)
    assert refused(source, "tur").startswith(told)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["bin", "harbour.pdf"]


def test_what_the_program_lacks_is_named(fake, source):
    fake("sys.exit(3)")
    assert "tesseract-ocr-chi-sim" in refused(source, "chi_sim")


def test_without_the_program_that_is_told(source, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert refused(source, "deu").startswith(
        "I145 its pages cannot be read: ocrmypdf is not installed; install ocrmypdf"
    )


def test_what_takes_too_long_is_ended_with_all_that_it_began(fake, source, monkeypatch):
    began = {name: source.parent / "bin" / name for name in ("pidTrue", "pidFalse")}

    def communicate(process: subprocess.Popen[bytes], timeout: float) -> None:
        until(lambda: all(path.is_file() and path.read_text() for path in began.values()))
        raise subprocess.TimeoutExpired(process.args, timeout)

    monkeypatch.setattr(subprocess.Popen, "communicate", communicate)
    fake("pid = os.fork()\n(here / f'pid{bool(pid)}').write_text(str(os.getpid()))\nimport signal\nsignal.pause()\n")
    told = refused(source)
    assert told.startswith("I150 ocrmypdf takes more than 180 seconds"), "a minute for each page, and one more"
    until(lambda: not any(_runs(int(path.read_text())) for path in began.values()))


def _runs(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds the memory of another process")
def test_what_takes_too_much_memory_gets_no_more(fake, source):
    fake("x = bytearray(4 << 30)")
    assert "MemoryError" in refused(source)


def test_languages_are_those_that_are_named_or_the_editions(edition):
    assert ocr_languages(["tr", "chi_sim + eng"], None) == ("tur", "chi_sim", "eng")
    assert ocr_languages([], edition) == ("eng",)
    for named in ([], ["x"], ["-o"], ["tur;rm"], ["../tur"]):
        with pytest.raises(EditionError) as caught:
            ocr_languages(named, None)
        assert caught.value.diagnostics[0].code.id == "I151"


def test_a_language_without_ocr_is_a_wrong_call(call):
    assert call("a.pdf", "--language", "tr")[0] == 2


def test_pages_without_text_are_counted_without_reading_the_pdf():
    assert pages_without_text(scan([LINES, ()])) == [2]
    assert (pages_without_text(b"%PDF-"), keywords_of(b"%PDF-")) == ([], "")


def test_the_site_shows_the_pictures_that_lie_beside_their_article(edition, tmp_path):
    articles = edition.root / "tei/articles"
    made = import_bytes(Path("quay.pdf"), scan([LINES]), ImportOptions())
    (articles / "quay.xml").write_bytes(made.data)
    for name, data in (*made.files, ("holiday.jpg", made.files[0][1])):
        (articles / name).write_bytes(data)
    place = "images/tei/articles/quay-p1.jpg"
    pictures = Pictures(edition)
    assert pictures.find("quay-p1.jpg") == place and "holiday" not in "".join(pictures.paths), (
        "it has no article's name"
    )
    build(edition, BuildOptions(tmp_path / "site", jobs=1, search=False, guidelines=False))
    assert (tmp_path / "site" / place).is_file()
    assert "quay-p1.jpg" in (tmp_path / "site/articles/quay.html").read_text("utf-8")


def test_what_was_read_is_the_source_for_the_desk_and_for_corrections(edition):
    (edition.root / "texts").mkdir()
    (edition.root / "texts/quay.pdf").write_bytes(scan([()]))
    layer = edition.root / "texts/quay.ocr.pdf"
    layer.write_bytes(scan([[*LINES, "The ship was laden with semi-", "precious stones and went away."]]))
    corrections_path(layer).write_text('[[hyphen]]\nline = 3\ntext = "semi-"\nkeep = true\n', encoding="utf-8")
    made = import_bytes(layer, layer.read_bytes(), ImportOptions())
    assert b"semi-precious" in made.data
    path = edition.root / "tei/articles/quay.xml"
    path.write_bytes(made.data)
    article = read_marks(parse(read_source(path, "tei/articles/quay.xml")), Mentions())
    doubts = Doubts(edition)
    assert (doubts.source_of(article.document), doubts.of(article), pages_of(layer)) == (layer, [], 1)


needs_ocr = pytest.mark.skipif(
    not (shutil.which("ocrmypdf") and shutil.which("tesseract")), reason="ocrmypdf and Tesseract are not installed"
)


@needs_ocr
def test_a_printed_page_is_read_by_tesseract(tmp_path, call):
    langs = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, encoding="utf-8", check=True)
    if "eng" not in langs.stdout.split():
        pytest.skip("Tesseract has no data for English")
    pages = [Image.new("L", (1000, 700), "white") for _ in range(2)]
    for page in pages:
        for at, line in enumerate(LINES):
            ImageDraw.Draw(page).text((60, 60 + 50 * at), line, "black", ImageFont.load_default(30))
    pages[0].save(tmp_path / "paper.pdf", save_all=True, append_images=pages[1:], resolution=200)
    code, printed = call("paper.pdf", "--into", "out", "--ocr", "--language", "en")
    assert code == 0, printed
    root = etree.parse(tmp_path / "out/paper.xml").getroot()
    text = " ".join("".join(root.itertext()).split())
    assert sum(text.count(word) for word in WORDS.split()) > 30
    assert root.xpath("//tei:pb/@facs", namespaces=NS) == ["paper-p1.jpg", "paper-p2.jpg"]
    assert verify(tmp_path / "out/paper.xml", tmp_path / "paper.ocr.pdf") == []


@needs_ocr
def test_a_language_that_tesseract_lacks_is_told(source):
    assert refused(source, "xyz").startswith("I145") and "tesseract-ocr-xyz" in refused(source, "xyz")
