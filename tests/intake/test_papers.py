"""Thirty papers of our own, set in one to three columns in five languages, are read back as what they are."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from lxml import etree
from tests.intake.papers.paper import HEADS, Known, Layout, Paper, make_paper
from tests.intake.papers.typesetter import Run

from edition.diagnostics import EditionError
from edition.intake import ImportOptions, import_bytes, save, verify
from edition.intake.corrections import Corrections
from edition.intake.layout.pdfium import read_source
from edition.intake.styled.assembly import read_styled
from edition.markup import NS, reading_text
from edition.project import data_dir

LAYOUTS = [
    *(Layout(lang, columns, "end") for lang, columns in product(HEADS, (1, 2, 3))),
    *(Layout(lang, 2, "foot", figure=True, items=True) for lang in HEADS),
    *(Layout(lang, 2, "end", table="ruled", figure=True) for lang in ("en", "tr", "kk")),
    *(Layout(lang, 1, "foot", indented=False, table="aligned") for lang in ("ru", "de")),
    *(Layout(lang, 1, "none", indented=False, items=True, head=False) for lang in ("en", "tr")),
    Layout("de", 3, "foot", size=9),
    Layout("en", 2, "none", figure=True, table="aligned", size=9.5),
    Layout("tr", 3, "end", items=True, size=9),
]  # fmt: skip


@pytest.fixture(scope="module")
def grammar() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(str(data_dir() / "schema/edition.rng")))


def headings(root: etree._Element) -> list[tuple[str, int]]:
    """The headings of divisions with their depth."""
    heads = root.xpath("//tei:body//tei:div/tei:head", namespaces=NS)
    return [(reading_text(head), len(head.xpath("ancestor::tei:div", namespaces=NS))) for head in heads]


def test_there_are_thirty():
    assert len(LAYOUTS) == 30


@pytest.mark.parametrize("number", range(len(LAYOUTS)), ids=lambda n: f"{n}-{LAYOUTS[n].lang}-{LAYOUTS[n].columns}")
def test_a_paper_is_read_back(take, number, grammar):
    data, known = make_paper(LAYOUTS[number], number)
    result = take(data, "paper.pdf")
    root = result.root
    assert result.texts("//tei:titleStmt/tei:title") == [known.title]
    assert result.texts("//tei:titleStmt/tei:author/tei:persName") == known.authors
    assert headings(root) == known.headings
    assert result.texts("//tei:body//tei:div/tei:p") == known.paragraphs
    assert result.texts("//tei:listBibl/tei:bibl") == known.works
    assert result.texts("//tei:item") == known.items
    assert [[reading_text(cell) for cell in row] for row in root.iterfind(".//tei:row", NS)] == known.rows
    assert sorted(result.texts("//tei:figure/tei:head | //tei:table/tei:head")) == sorted(known.captions)
    assert [(n.get("n"), reading_text(n)) for n in root.iterfind(".//tei:note", NS)] == known.notes
    assert result.texts("//tei:body//tei:p/tei:hi[@rend='italic']") == known.italics
    assert len(result.imported.files) == LAYOUTS[number].figure
    assert grammar.validate(root), grammar.error_log


def test_notes_stand_at_their_calls(take):
    data, known = make_paper(Layout("de", 2, "foot"), 3)
    result = take(data, "paper.pdf")
    called = [p for p in result.root.iterfind(".//tei:p", NS) if p.find("tei:note", NS) is not None]
    assert len(called) == len(known.notes)
    for paragraph in called:
        assert paragraph[-1].tag.endswith("note") and not (paragraph[-1].tail or "").strip()


@pytest.fixture(scope="module")
def paper() -> tuple[bytes, Known]:
    return make_paper(Layout("en", 2, "end", figure=True), 7)


def line_of(data: bytes, start: str) -> tuple[int, str]:
    """The number of the line of the reading order that begins so, and its text."""
    made = read_styled(read_source(data, 10, 10**6), Corrections(), "paper")
    lines = made.text.split("\n")
    return next((n, line.strip("\f")) for n, line in enumerate(lines, 1) if line.strip("\f").startswith(start))


def test_an_editors_corrections_are_obeyed(take, paper):
    data, known = paper
    number, text = line_of(data, known.headings[1][0])
    edge, head = line_of(data, "Annals of Harbours")
    first, begins = line_of(data, known.paragraphs[1][:12])
    corrections = (
        f'[[block]]\nline = {number}\ntext = "{text}"\nbegins = "p"\n'
        f'[[block]]\nline = {first}\ntext = "{begins}"\nbegins = "continues"\n'
        f'[[furniture]]\nline = {edge}\ntext = "{head}"\ntype = "text"\n'
    )
    result = take(data, "paper.pdf", corrections)
    assert headings(result.root)[1] != known.headings[1]
    paragraphs = result.texts("//tei:p")
    assert text in paragraphs and head in paragraphs
    assert any(p.startswith(known.paragraphs[0]) and p.endswith(known.paragraphs[1]) for p in paragraphs)
    assert "I111" not in result.codes


def test_an_editor_decides_what_is_a_note_in_a_pdf(take):
    data, known = make_paper(Layout("de", 2, "foot"), 3)
    sign, text = known.notes[0]
    number, line = line_of(data, f"{sign} {text[:10]}")
    result = take(data, "text.pdf", f'[[note]]\nline = {number}\ntext = "{line[:8]}"\nn = "text"\n')
    assert [n.get("n") for n in result.root.iterfind(".//tei:note", NS)] == [n for n, _ in known.notes[1:]]
    assert any(text in paragraph for paragraph in result.texts("//tei:p"))
    number, line = line_of(data, known.paragraphs[-1][:12])
    result = take(data, "note.pdf", f'[[note]]\nline = {number}\ntext = "{line[:8]}"\nn = "99"\n')
    assert any(note.startswith(known.paragraphs[-1][:12]) for note in result.texts("//tei:note"))
    assert "I111" not in result.codes
    assert "I122" in result.codes, "nothing calls it"


def test_what_a_document_lost_is_found_on_its_pages(tmp_path, paper):
    data, _ = paper
    source, target = tmp_path / "paper.pdf", tmp_path / "paper.xml"
    source.write_bytes(data)
    made = import_bytes(source, data, ImportOptions())
    save(target, made.data, force=False, files=made.files)
    assert verify(target, source) == []
    assert (tmp_path / "paper-1.png").read_bytes().startswith(b"\x89PNG")
    body = made.data.index(b"<body>")
    at = made.data.index(b"harbour", body)
    target.write_bytes(made.data[:at] + made.data[at + 1 :])
    (found,) = verify(target, source)
    assert (found.code.id, "missing: 'h' ×1" in found.message) == ("I125", True)


def test_a_picture_of_somebody_else_is_not_overwritten(tmp_path, paper):
    data, _ = paper
    (tmp_path / "paper-1.png").write_bytes(b"another picture")
    made = import_bytes(tmp_path / "paper.pdf", data, ImportOptions())
    with pytest.raises(EditionError, match=r"paper-1\.png is there already"):
        save(tmp_path / "paper.xml", made.data, force=False, files=made.files)
    assert not (tmp_path / "paper.xml").exists()


def test_what_is_left_out_of_the_text_is_listed_with_page_and_box(paper):
    data, _ = paper
    made = import_bytes(Path("paper.pdf"), data, ImportOptions())
    assert {(left.kind, left.text) for left in made.left_out if left.page == 1} == {
        ("header", "Annals of Harbours 2021"),
        ("pageNum", "41"),
    }
    assert all(0 < left.box[0] < left.box[2] and 0 < left.box[1] < left.box[3] for left in made.left_out)


def test_findings_tell_the_page(take):
    paper = Paper(Layout("en", 1, "none"), 1)
    paper.room(1e9)
    paper.heading("A Harbour Without Doubt", 1)
    while len(paper.canvas.pages) < 2:
        paper.paragraph(4)
    paper.block([Run("The ship sank.Nobody saw it.")], first=12)
    result = take(paper.pdf(), "paper.pdf")
    (found,) = [d for d in result.imported.findings if d.code.id == "I135"]
    assert found.notes == ("on page 2 of the file",)
