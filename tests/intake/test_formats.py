"""PDF, DOCX, Markdown, JATS and GROBID's TEI, each with documents made here."""

from __future__ import annotations

import io
import re
import zipfile

import docx
import pytest
from lxml import etree

from edition.project import data_dir

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def make_pdf(pages: list[list[tuple[float, float, float, str]]]) -> bytes:
    """A PDF of pages with strings at (x, y, size); WinAnsi letters only."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"",
        b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>",
    ]
    kids = []
    for page in pages:
        marks = []
        for x, y, size, text in page:
            safe = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
            marks.append(f"BT /F1 {size} Tf {x} {y} Td ({safe}) Tj ET")
        stream = "\n".join(marks).encode("cp1252")
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 700]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>"
            % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), len(kids))
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, 2)
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    out.write(b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, rows))
    out.write(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start))
    return out.getvalue()


def column(x: float, y: float, lines: list[str], size: float = 11.0, step: float = 13.0):
    return [(x, y - i * step, size, line) for i, line in enumerate(lines)]


def test_pdf_columns_come_in_order_and_raised_digits_are_calls(take):
    left = [
        "The harbour of the old town lies",
        "in a bay that no wind reaches and",
        "that many ships have known. They",
        "came for salt and for timber, and",
    ]
    right = [
        "they left with cloth. In the year",
        "of the great storm not one came.",
        "Nobody knew why, and nobody has",
        "told us since then what it was.",
    ]
    page = [*column(40, 640, left * 2), *column(270, 640, right * 2)]
    page += [(40, 60, 8.0, "1 A note about the ships of the bay."), (40 + 32, 640 - 8 * 13, 11.0, "")]
    page[7] = (40, 640 - 7 * 13, 11.0, "came for salt and for timber. So")
    page.append((40, 640 - 8 * 13, 11.0, "it was told"))
    page.append((40 + 51, 640 - 8 * 13 + 4, 6.0, "1"))
    result = take(make_pdf([page]), "a.pdf")
    text = " ".join(result.texts("//tei:body//tei:p[not(ancestor::tei:note)]"))
    assert text.index("lies") < text.index("timber") < text.index("cloth") < text.index("since then")
    assert ["".join(n.itertext()) for n in result.root.iter("{*}note")] == ["A note about the ships of the bay."]
    assert "told1" not in text


def test_pdf_headings_are_known_by_size(take):
    body = [
        "The harbour lies in a bay that no wind reaches and where ships were safe,",
        "summer and winter, as long as the town has stood above it and longer.",
    ]
    head = [(40, 660, 16.0, "Of ships and the sea")]
    page = [*head, *column(40, 620, body * 3), (40, 510, 14.0, "Later years"), *column(40, 480, body * 6)]
    result = take(make_pdf([page, column(40, 640, body * 8)]), "a.pdf")
    assert result.texts("//tei:titleStmt/tei:title") == ["Of ships and the sea"]
    assert result.texts("//tei:body//tei:head") == ["Later years"]
    texts = result.texts("//tei:body//tei:p")
    assert texts[0].startswith("The harbour lies"), "larger type does not change the order of the lines"
    assert len(result.values("//tei:pb")) == 2


def test_pdf_heads_stand_above_the_columns(take):
    """A head's two ends are one line, though a column stands below each."""
    left = ["The harbour of the old town lies", "in a bay that no wind reaches and", "that many ships have known, for"]
    right = ["they left with cloth. In the year", "of the great storm not one came,", "and nobody has told us why they"]
    pages = []
    for number in (12, 13, 14):
        ends = [(40, 690, 9.0, "Ships and Storms"), (440, 690, 9.0, str(number))]
        words = ["alder", "birch", "cedar", "elm", "fir", "hazel", "larch", "maple", "oak", "pine", "rowan", "willow"]
        first = [
            f"{word} and {words[number - 12 + n // 4]} {line}"
            for n, (word, line) in enumerate(zip(words, left * 4, strict=True))
        ]
        last = [
            f"{word} or {words[n // 3 + number - 12]} {line}"
            for n, (word, line) in enumerate(zip(words, right * 4, strict=True))
        ]
        pages.append([*ends, *column(40, 640, first, 9.0), *column(270, 640, last, 9.0)])
    result = take(make_pdf(pages), "a.pdf")
    heads = [text for number in (12, 13, 14) for text in ("Ships and Storms", str(number))]
    assert result.texts("//tei:fw") == heads
    assert result.values("//tei:pb/@n") == ["12", "13", "14"]


def test_pdf_tables_have_cells(take):
    body = ["The harbour lies in a bay that no wind reaches and where ships were safe,", "summer and winter, as ever."]
    rows = [
        ("Year", "Vessels", "Tonnage"),
        ("1885", "212", "18,400"),
        ("1890", "340", "29,750"),
        ("1895", "515", "47,300"),
    ]
    cells = [
        (x, 560 - 13 * n, 11.0, cell) for n, row in enumerate(rows) for x, cell in zip((40, 160, 280), row, strict=True)
    ]
    result = take(make_pdf([[*column(40, 640, body), *cells, *column(40, 480, body)]]), "a.pdf")
    assert result.texts("//tei:row[2]/tei:cell") == ["1885", "212", "18,400"]
    assert len(result.texts("//tei:row")) == 4


def test_docx_structure_is_taken_over(take):
    document = docx.Document()
    document.add_heading("On harbours", 1)
    paragraph = document.add_paragraph("Ships came to the ")
    paragraph.add_run("old").italic = True
    paragraph.add_run(" harbour.")
    document.add_paragraph("salt", style="List Bullet")
    document.add_paragraph("timber", style="List Bullet")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "year", "ships"
    buffer = io.BytesIO()
    document.save(buffer)
    result = take(_with_footnote(buffer.getvalue()), "a.docx")
    assert result.texts("//tei:body//tei:head") == ["On harbours"]
    assert result.texts("//tei:hi[@rend='italic']") == ["old"]
    assert result.texts("//tei:item") == ["salt", "timber"]
    assert result.texts("//tei:cell") == ["year", "ships"]
    assert ["".join(n.itertext()) for n in result.root.iter("{*}note")] == ["Seen in 1903."]
    _assert_valid(result)


def _with_footnote(data: bytes) -> bytes:
    """Put a footnote behind `harbour.`, as a word processor stores it."""
    notes = f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2"><w:p><w:r><w:t>Seen in 1903.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            body = old.read(entry)
            if entry.filename == "word/document.xml":
                call = b'<w:r><w:footnoteReference w:id="2"/></w:r>'
                body = re.sub(rb"( harbour\.</w:t></w:r>)", rb"\1" + call, body)
            elif entry.filename == "[Content_Types].xml":
                kind = b'<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/>'
                body = body.replace(b"</Types>", kind + b"</Types>")
            elif entry.filename == "word/_rels/document.xml.rels":
                link = b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/>'
                body = body.replace(b"</Relationships>", link + b"</Relationships>")
            new.writestr(entry.filename, body)
        new.writestr("word/footnotes.xml", notes)
    return out.getvalue()


MARKDOWN = """# Of harbours

Abstract: Ships and *harbours* of a small town.

Keywords: ships, salt

## Beginnings

They came for [salt](http://example.org/salt).[^1] And left.

- one
- two

> A long quotation.

[^1]: Or so they said.
"""


def test_markdown_structure_is_taken_over(take):
    result = take(MARKDOWN, "a.md")
    assert result.texts("//tei:titleStmt/tei:title") == ["Of harbours"]
    assert result.texts("//tei:front//tei:term") == ["ships", "salt"]
    assert result.texts("//tei:body//tei:head") == ["Beginnings"]
    assert result.values("//tei:ref/@target") == ["http://example.org/salt"]
    assert result.texts("//tei:item") == ["one", "two"]
    assert result.texts("//tei:quote") == ["A long quotation."]
    assert ["".join(n.itertext()) for n in result.root.iter("{*}note")] == ["Or so they said."]
    _assert_valid(result)


JATS = """<article xmlns:xlink="http://www.w3.org/1999/xlink" xml:lang="en"><front><journal-meta><journal-title-group>
<journal-title>Harbour Studies</journal-title></journal-title-group></journal-meta><article-meta>
<article-id pub-id-type="doi">10.1234/h.1</article-id><title-group><article-title>Of harbours</article-title></title-group>
<contrib-group><contrib contrib-type="author"><name><surname>Yalman</surname><given-names>Ada</given-names></name>
<xref ref-type="aff" rid="a1"/><email>ada@example.org</email></contrib></contrib-group><aff id="a1">Bay University</aff>
<volume>3</volume><abstract><p>Ships of a town.</p></abstract></article-meta></front>
<body><sec><title>Beginnings</title><p>They came <italic>often</italic><xref ref-type="fn" rid="f1">1</xref>. And left.</p>
<list><list-item><p>one</p></list-item></list><disp-quote><p>A long quotation.</p></disp-quote>
<sec><title>Later</title><p>Few came.</p></sec></sec></body>
<back><fn-group><fn id="f1"><p>Or so they said.</p></fn></fn-group><ref-list><title>References</title>
<ref id="r1"><mixed-citation>Yalman, A. Salt. 1999.</mixed-citation></ref></ref-list></back></article>"""


def test_jats_comes_in(take):
    result = take(JATS, "a.xml")
    assert result.texts("//tei:titleStmt/tei:title") == ["Of harbours"]
    assert result.texts("//tei:titleStmt/tei:author/tei:persName") == ["Ada Yalman"]
    assert result.texts("//tei:front//tei:p") == ["Ships of a town."]
    assert result.texts("//tei:body//tei:head") == ["Beginnings", "Later"]
    assert len(result.root.xpath("//*[local-name()='body']/*/*[local-name()='div']")) == 1
    assert result.texts("//tei:listBibl/tei:bibl") == ["Yalman, A. Salt. 1999."]
    assert ["".join(n.itertext()) for n in result.root.iter("{*}note") if n.get("place")] == ["Or so they said."]
    assert "10.1234/h.1" in result.texts("//tei:sourceDesc//tei:idno")
    _assert_valid(result)


GROBID = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader xml:lang="en"><fileDesc><titleStmt><title>Of harbours</title>
</titleStmt><sourceDesc><biblStruct><analytic><author><persName><forename>Ada</forename><surname>Yalman</surname></persName>
<affiliation><orgName>Bay University</orgName></affiliation></author></analytic></biblStruct></sourceDesc></fileDesc>
<profileDesc><abstract><div><p>Ships of a town.</p></div></abstract></profileDesc></teiHeader>
<text xml:lang="en"><body><div><head n="1">Beginnings</head><p>They came<ref type="foot" target="#foot_0">1</ref> often.</p></div>
<note place="foot" n="1" xml:id="foot_0">Or so they said.</note></body>
<back><div type="references"><listBibl><biblStruct><analytic><title>Salt</title></analytic></biblStruct></listBibl></div></back>
</text></TEI>"""


def test_grobid_comes_in(take):
    result = take(GROBID, "a.tei.xml")
    assert result.texts("//tei:titleStmt/tei:title") == ["Of harbours"]
    assert result.texts("//tei:body//tei:head") == ["Beginnings"]
    assert ["".join(n.itertext()) for n in result.root.iter("{*}note") if n.get("place")] == ["Or so they said."]
    _assert_valid(result)


def _assert_valid(result) -> None:
    rng = etree.RelaxNG(etree.parse(str(data_dir() / "schema/edition.rng")))
    assert rng.validate(result.root.getroottree()), rng.error_log


@pytest.mark.parametrize("name", ["a.md", "b.xml"])
def test_the_same_source_gives_the_same_bytes(take, name):
    content = MARKDOWN if name == "a.md" else JATS
    assert take(content, name).imported.data == take(content, name).imported.data


def test_a_sign_under_the_number_of_pdfium_s_hyphen_is_none(take):
    """Fonts of formulas have signs of their own there."""
    lines = [
        "The sum of all the ships is x\x02y, where",
        "the harbour has no other way out to",
        "the sea than that of the old town.",
    ]
    result = take(make_pdf([column(40, 640, lines)]), "a.pdf")
    assert "is xy, where" in " ".join(result.texts("//tei:body//tei:p"))
