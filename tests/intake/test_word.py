"""A Word document with one of everything, made here and read back; and what is told of it."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from lxml import etree
from PIL import Image

from edition.diagnostics import EditionError
from edition.project import data_dir

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
NAMES = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:m="{M}" xmlns:mc="{MC}"'
BOX = "<w:txbxContent><w:p><w:r><w:t>Words in a box.</w:t></w:r></w:p></w:txbxContent>"


def word(*paragraphs: str, parts: dict[str, str] | None = None, links: dict[str, str] | None = None) -> bytes:
    """A document of raw paragraphs, with further parts and links to addresses."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        body = "".join(paragraphs)
        archive.writestr("word/document.xml", f"<w:document {NAMES}><w:body>{body}</w:body></w:document>")
        relations = "".join(
            f'<Relationship Id="{ident}" Type="{R}/hyperlink" Target="{target}" TargetMode="External"/>'
            for ident, target in (links or {}).items()
        )
        archive.writestr("word/_rels/document.xml.rels", f"<Relationships>{relations}</Relationships>")
        for name, xml in (parts or {}).items():
            archive.writestr(name, xml)
    return out.getvalue()


def p(*runs: str, style: str = "") -> str:
    kind = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{kind}{''.join(runs)}</w:p>"


def r(text: str, looks: str = "") -> str:
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def assert_valid(result) -> None:
    rng = etree.RelaxNG(etree.parse(str(data_dir() / "schema/edition.rng")))
    assert rng.validate(result.root.getroottree()), rng.error_log


def everything() -> bytes:
    """One of everything that python-docx can make, with raw XML for what it cannot."""
    document = docx.Document()
    for name in ("Author", "Abstract", "Bibliography", "toc 1"):
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    document.core_properties.keywords = "salt, ships"
    for style, text in (
        ("Title", "Of harbours and ships"), ("Subtitle", "A first account"), ("Author", "Ada Yalman and John Marr"),
        ("Abstract", "Ships of a small town are counted here."), ("toc 1", "Beginnings\t3"),
    ):  # fmt: skip
        document.add_paragraph(text, style=style)
    document.add_heading("Beginnings", 1)
    paragraph = document.add_paragraph("They came ")
    paragraph.add_run("often").bold = True
    paragraph.add_run("2").font.superscript = True
    paragraph.add_run("n").font.subscript = True
    paragraph.add_run("Salt").font.small_caps = True
    document.add_heading("Goods", 2)
    document.add_paragraph("salt", style="List Number")
    document.add_paragraph("timber", style="List Number")
    document.add_paragraph("oak", style="List Number 2")
    document.add_paragraph("A long quotation of a captain.", style="Quote")
    image = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(image, "PNG")
    image.seek(0)
    document.add_picture(image)
    document.add_paragraph("Figure 1: The bay", style="Caption")
    document.add_paragraph("Table 1: Ships", style="Caption")
    table = document.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "ships by year"
    table.cell(1, 0).text, table.cell(1, 1).text = "1903", "12"
    document.add_heading("Books of ours", 1)
    document.add_paragraph("Yalman, A. Salt. 1999.", style="Bibliography")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_one_of_everything(take):
    result = take(everything(), "harbours.docx")
    assert result.texts("//tei:titleStmt/tei:title/text()[1]/..")[0].startswith("Of harbours and ships")
    assert result.texts("//tei:titleStmt//tei:title[@type='sub']") == ["A first account"]
    assert result.texts("//tei:titleStmt/tei:author/tei:persName") == ["Ada Yalman", "John Marr"]
    assert result.texts("//tei:div[@type='abstract']/tei:p") == ["Ships of a small town are counted here."]
    assert result.texts("//tei:profileDesc//tei:term") == ["salt", "ships"]
    assert result.texts("//tei:fw[@type='contents']") == ["Beginnings 3"]
    looks = {
        rend: result.texts(f"//tei:hi[@rend='{rend}']") for rend in ("bold", "superscript", "subscript", "smallcaps")
    }
    assert looks == {"bold": ["often"], "superscript": ["2"], "subscript": ["n"], "smallcaps": ["Salt"]}
    assert result.texts("//tei:div/tei:div/tei:head") == ["Goods"]
    assert result.values("//tei:item/@n")[:2] == ["1.", "2."]
    assert result.texts("//tei:item//tei:item") == ["oak"]
    assert result.texts("//tei:quote") == ["A long quotation of a captain."]
    assert result.values("//tei:figure/tei:graphic/@url") == ["harbours-1.png"]
    assert result.texts("//tei:figure/tei:head") == ["Figure 1: The bay"]
    assert [name for name, _ in result.imported.files] == ["harbours-1.png"]
    assert result.texts("//tei:table/tei:head") == ["Table 1: Ships"]
    assert result.values("//tei:cell/@cols") == ["2"]
    assert result.texts("//tei:back//tei:listBibl/tei:bibl") == ["Yalman, A. Salt. 1999."]
    assert_valid(result)


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        (f"<w:r><w:pict>{BOX}</w:pict></w:r>", "Words in a box."),
        (
            f"<w:r><mc:AlternateContent><mc:Choice>{BOX}</mc:Choice><mc:Fallback>{BOX}</mc:Fallback>"
            "</mc:AlternateContent></w:r>",
            "Words in a box.",
        ),
        ('<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>', "α"),
        (f"<w:sdt><w:sdtContent>{r('chosen')}</w:sdtContent></w:sdt>", "chosen"),
        (f"<w:customXml>{r('marked')}</w:customXml>", "marked"),
        (f"<w:smartTag>{r('smart')}</w:smartTag>", "smart"),
        (f"<w:ins>{r('inserted')}</w:ins>", "inserted"),
        (f"<w:moveTo>{r('moved')}</w:moveTo><w:moveFrom>{r('moved')}</w:moveFrom>", "moved"),
        ("<w:r><w:t>well</w:t><w:noBreakHyphen/><w:t>known</w:t></w:r>", "well-known"),
    ],
)
def test_nothing_vanishes_and_nothing_stands_twice(take, runs, text):
    result = take(word(p(r("The captain ")), p(runs)), "a.docx")
    assert result.texts("//tei:body//tei:p")[1:] == [text]
    assert_valid(result)


def test_blocks_in_content_controls_and_custom_xml_are_read(take):
    inner = f"<w:customXml>{p(r('Second.'))}</w:customXml>"
    result = take(word(p(r("First.")), f"<w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt>"), "a.docx")
    assert result.texts("//tei:body//tei:p") == ["First.", "Second."]


def test_links_keep_their_targets_and_wrong_ones_only_their_words(take):
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://b.example/" </w:instrText>'
        f'</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{r("two")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    runs = [f'<w:hyperlink r:id="r{k}">{r(word_)}</w:hyperlink>' for k, word_ in enumerate(("one ", "bad "))]
    links = {"r0": "https://a.example/x y", "r1": "javascript:alert(1)"}
    result = take(word(p(*runs, field, r(" and more of it")), links=links), "a.docx")
    assert result.values("//tei:ref/@target") == ["https://a.example/x%20y", "https://b.example/"]
    assert result.texts("//tei:body//tei:p") == ["one bad two and more of it"]


def _run(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


def _scripts(name: str, **parts: str) -> str:
    inside = "".join(f"<m:{part}>{_run(text)}</m:{part}>" for part, text in parts.items())
    return f"<m:{name}>{inside}</m:{name}>"


FORMULAS = [
    (_scripts("sSup", e="x", sup="2"), "<msup><mi>x</mi><mn>2</mn></msup>"),
    (_scripts("f", num="a+b", den="2,5"), "<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2,5</mn></mfrac>"),
    (_scripts("rad", deg="3", e="x"), "<mroot><mi>x</mi><mn>3</mn></mroot>"),
    (f'<m:rad><m:radPr><m:degHide m:val="1"/></m:radPr><m:deg/><m:e>{_run("x")}</m:e></m:rad>',
     "<msqrt><mi>x</mi></msqrt>"),
    (f'<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub>{_run("i")}</m:sub><m:sup>{_run("n")}</m:sup>'
     f"<m:e>{_run('i')}</m:e></m:nary>",
     "<mrow><munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover><mi>i</mi></mrow>"),
    (f"<m:d><m:e>{_run('a')}</m:e><m:e>{_run('b')}</m:e></m:d>",
     "<mrow><mo>(</mo><mi>a</mi><mo>|</mo><mi>b</mi><mo>)</mo></mrow>"),
    (f"<m:m><m:mr><m:e>{_run('a')}</m:e><m:e>{_run('b')}</m:e></m:mr></m:m>",
     "<mtable><mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr></mtable>"),
    (f'<m:bar><m:barPr><m:pos m:val="top"/></m:barPr><m:e>{_run("x")}</m:e></m:bar>',
     '<mover accent="true"><mi>x</mi><mo>¯</mo></mover>'),
    (_scripts("sPre", sub="a", sup="b", e="X"),
     "<mmultiscripts><mi>X</mi><mprescripts/><mi>a</mi><mi>b</mi></mmultiscripts>"),
    ("<m:r><m:rPr><m:nor/></m:rPr><m:t>if so</m:t></m:r>", "<mtext>if so</mtext>"),
]  # fmt: skip


@pytest.mark.parametrize(("omml", "mathml"), FORMULAS)
def test_formulas_become_mathml(take, omml, mathml):
    result = take(word(p(r("Here is "), f"<m:oMath>{omml}</m:oMath>", r(" and more."))), "a.docx")
    (formula,) = result.root.iter("{*}formula")
    assert etree.tostring(formula[0], encoding="unicode") == (
        f'<math xmlns="http://www.w3.org/1998/Math/MathML">{mathml}</math>'
    )
    assert "I143" not in result.codes
    assert_valid(result)


def test_a_formula_alone_and_one_of_an_unknown_form(take):
    odd = f"<m:oMathPara><m:oMath><m:spiral>{_run('x+1')}</m:spiral></m:oMath></m:oMathPara>"
    result = take(word(p(r("Before.")), f"<w:p>{odd}</w:p>"), "a.docx")
    assert result.texts("//tei:p/tei:formula") == ["x+1"]
    assert "I143" in result.codes
    assert_valid(result)


def test_a_document_whose_main_part_has_another_name(take):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/main.xml", f"<w:document {NAMES}><w:body>{p(r('Words of salt.'))}</w:body></w:document>")
        relation = f'<Relationship Id="a" Type="{R}/officeDocument" Target="/word/main.xml"/>'
        archive.writestr("_rels/.rels", f"<Relationships>{relation}</Relationships>")
    assert take(out.getvalue(), "a.docx").texts("//tei:body//tei:p") == ["Words of salt."]


def test_cells_over_rows(take):
    def cell(text: str, merge: str = "") -> str:
        return f"<w:tc><w:tcPr>{merge}</w:tcPr>{p(r(text))}</w:tc>"

    start, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = f"<w:tr>{cell('tall', start)}{cell('a')}</w:tr><w:tr>{cell('', on)}{cell('b')}</w:tr>"
    result = take(word(p(r("Goods:")), f"<w:tbl>{rows}</w:tbl>"), "a.docx")
    assert result.values("//tei:cell/@rows") == ["2"]
    assert result.texts("//tei:cell") == ["tall", "a", "b"]
    assert_valid(result)


def test_lists_have_levels_and_their_printed_numbers(take):
    levels = "".join(
        f'<w:lvl w:ilvl="{k}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for k, (form, text) in enumerate((("decimal", "%1."), ("lowerLetter", "%1.%2)")))
    )
    numbering = (
        f'<w:numbering {NAMES}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    items = [
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="1"/></w:numPr></w:pPr>{r(text)}</w:p>'
        for at, text in ((0, "salt"), (1, "grey"), (1, "white"), (0, "timber"))
    ]
    result = take(word(p(r("They brought")), *items, parts={"word/numbering.xml": numbering}), "a.docx")
    assert result.values("//tei:item/@n") == ["1.", "1.a)", "1.b)", "2."]
    assert result.texts("//tei:item/tei:list/tei:item") == ["grey", "white"]
    assert_valid(result)


NOTE = f'<w:footnotes {NAMES}><w:footnote w:id="2">{p(r("Seen once."))}</w:footnote></w:footnotes>'


def test_notes_without_a_call_are_kept_and_those_of_deleted_calls_are_not(take):
    kept = take(word(p(r("They came.")), parts={"word/footnotes.xml": NOTE}), "a.docx")
    assert kept.texts("//tei:note[@place='foot']") == ["Seen once."]
    assert "I122" in kept.codes
    gone = f'<w:del><w:r><w:footnoteReference w:id="2"/></w:r></w:del>{r("They came.")}'
    assert not take(word(p(gone), parts={"word/footnotes.xml": NOTE}), "b.docx").texts("//tei:note[@place]")


@pytest.mark.parametrize(
    ("code", "runs", "parts"),
    [
        ("I140", '<w:del w:author="Ada"><w:r><w:delText>never</w:delText></w:r></w:del>', {}),
        ("I141", "", {"word/comments.xml": f'<w:comments {NAMES}><w:comment w:author="Ada">{p(r("Why?"))}</w:comment></w:comments>'}),
        ("I142", "", {"word/header1.xml": f"<w:hdr {NAMES}>{p(r('Harbour Studies'))}</w:hdr>"}),
        ("I142", "<w:r><w:unknown>Lost words</w:unknown></w:r>", {}),
    ],
)  # fmt: skip
def test_what_is_left_out_is_told(take, code, runs, parts):
    result = take(word(p(r("They came."), runs), parts=parts), "a.docx")
    assert code in result.codes
    assert next(d for d in result.imported.findings if d.code.id == code).notes
    quiet = take(word(p(r("They came."))), "b.docx").codes
    assert not quiet & {"I140", "I141", "I142", "I143"}


def test_the_account_is_of_every_text_node(take, monkeypatch):
    """A reader that loses a node is found out, since the account comes from a second reading."""
    from edition.intake.word import content

    monkeypatch.setitem(content._SIGNS, "sym", lambda *_: None)
    with pytest.raises(EditionError) as caught:
        take(word(p(r("They came "), '<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>')), "a.docx")
    assert caught.value.diagnostics[0].code.id == "I108"


def test_properties_are_used_where_the_text_tells_nothing(take):
    core = (
        '<c:coreProperties xmlns:c="urn:c" xmlns:d="urn:d"><d:title>Of salt</d:title><d:creator>Ada Yalman</d:creator>'
        "</c:coreProperties>"
    )
    result = take(word(p(r("They came often and left.")), parts={"docProps/core.xml": core}), "a.docx")
    assert result.texts("//tei:titleStmt/tei:title") == ["Of salt"]
    assert result.texts("//tei:titleStmt/tei:author/tei:persName") == ["Ada Yalman"]
