"""Thirty papers of our own, set in one to three columns in five languages, are read back as what they are."""

from __future__ import annotations

from itertools import product

import pytest
from lxml import etree
from tests.intake.papers.paper import HEADS, Layout, make_paper

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
