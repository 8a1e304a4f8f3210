"""Word documents whose titles, authors, headings and verse are told by looks or by styles in other languages."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.intake.test_word import W, assert_valid, p, r, word

BOLD = "<w:b/>"
LARGE = '<w:sz w:val="32"/>'
PROSE = "Ships came to the old harbour when the wind was kind, and they left it when the wind turned."
AUTHORS = "//tei:titleStmt/tei:author/tei:persName"
HEADS = "//tei:body//tei:div/tei:head"


def middle(*runs: str) -> str:
    return f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{"".join(runs)}</w:p>'


def inset(*runs: str) -> str:
    return f'<w:p><w:pPr><w:ind w:left="700" w:right="700"/></w:pPr>{"".join(runs)}</w:p>'


def styles(*names: str) -> dict[str, str]:
    made = "".join(f'<w:style w:styleId="s{k}"><w:name w:val="{name}"/></w:style>' for k, name in enumerate(names))
    return {"word/styles.xml": f'<w:styles xmlns:w="{W}">{made}</w:styles>'}


def test_title_authors_and_headings_without_any_style(take):
    result = take(
        word(
            middle(r("The Harbours of the North", BOLD + LARGE)), middle(r("By Ada Whitby and John Marr", "<w:i/>")),
            p(r("Ships", BOLD)), p(r(PROSE)), p(r("Large ships", BOLD + "<w:i/>")), p(r(PROSE)), p(r("Pilots", BOLD)), p(r(PROSE)),
        ),
        "a.docx",
    )  # fmt: skip
    assert result.texts("//tei:titleStmt/tei:title") == ["The Harbours of the North"]
    assert result.texts(AUTHORS) == ["Ada Whitby", "John Marr"]
    assert result.texts(HEADS) == ["Ships", "Large ships", "Pilots"]
    assert result.texts("//tei:body/tei:div/tei:div/tei:head") == ["Large ships"]
    assert not result.texts("//tei:head/tei:hi")
    assert_valid(result)


def test_numbers_tell_the_levels_of_headings_that_look_alike(take):
    heads = ("1. Ships", "1.1. Large ships", "2. Pilots")
    result = take(word(*(part for head in heads for part in (p(r(head, BOLD)), p(r(PROSE))))), "a.docx")
    assert result.texts("//tei:body/tei:div/tei:head") == ["1. Ships", "2. Pilots"]
    assert result.texts("//tei:body/tei:div/tei:div/tei:head") == ["1.1. Large ships"]


def test_what_stands_out_everywhere_heads_nothing(take):
    result = take(word(*(p(r(f"Line {k}", BOLD)) for k in "abc"), p(r(PROSE))), "a.docx")
    assert result.texts(HEADS) == []


def test_a_letter_has_no_author_that_nobody_names(take):
    lines = ("Easthaven, 3 March 1861", "My dear Marr,", PROSE, "Yours ever,", "A. W.")
    result = take(word(*(p(r(line)) for line in lines)), "a.docx")
    assert result.texts(AUTHORS) == result.texts(HEADS) == []
    assert result.texts("//tei:body//tei:p") == list(lines)


def test_paragraphs_in_from_both_margins_are_quotations(take):
    result = take(
        word(p(r(PROSE)), inset(r("A long saying of an old captain stands in.")), p(r(PROSE)), p(r(PROSE))), "a.docx"
    )
    assert result.texts("//tei:quote") == ["A long saying of an old captain stands in."]


def broken(*lines: str) -> str:
    return p("<w:r><w:br/></w:r>".join(r(line) for line in lines))


def test_lines_of_verse_and_lines_of_an_address(take):
    verse = ("The mule goes slow,", "the wheel stands still;", "we carry the sea", "over the hill.")
    address = ("Ada Whitby", "12 High Street", "Easthaven")
    result = take(word(p(r(PROSE)), broken(*verse), broken(*address)), "a.docx")
    assert result.texts("//tei:lg/tei:l") == list(verse)
    assert result.texts("//tei:body//tei:p")[1:] == ["Ada Whitby 12 High Street Easthaven"]
    assert_valid(result)


LANGUAGES = {
    "de": ("Titel", "Autor", "Zusammenfassung", "Überschrift 1", "Zitat", "Beschriftung"),
    "tr": ("Konu Başlığı", "Yazar", "Özet", "Başlık 1", "Alıntı", "Resim Yazısı"),
    "fr": ("Titre", "Auteur", "Résumé", "Titre 1", "Citation", "Légende"),
    "ru": ("Название", "Автор", "Аннотация", "Заголовок 1", "Цитата", "Название объекта"),
    "es": ("Título", "Autor", "Resumen", "Título 1", "Cita", "Leyenda"),
    "template": ("AJ_1.2_Title", "Author Names", "Abstract Text", "heading 1", "Block Text", "Image Caption"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_styles_are_known_in_other_languages(take, language):
    texts = ("Of harbours", "Ada Whitby", PROSE, "Beginnings", "A saying of ships.", "A view of the bay")
    parts = [p(r(text), style=f"s{k}") for k, text in enumerate(texts)]
    table = f"<w:tbl><w:tr><w:tc>{p(r('salt'))}</w:tc></w:tr></w:tbl>"
    result = take(word(*parts[:4], p(r(PROSE)), *parts[4:], table, parts=styles(*LANGUAGES[language])), "a.docx")
    assert result.texts("//tei:titleStmt/tei:title") == ["Of harbours"]
    assert result.texts(AUTHORS) == ["Ada Whitby"]
    assert result.texts("//tei:div[@type='abstract']/tei:p") == [PROSE]
    assert result.texts(HEADS) == ["Beginnings"]
    assert result.texts("//tei:quote") == ["A saying of ships."]
    assert result.texts("//tei:table/tei:head") == ["A view of the bay"]
    assert_valid(result)


def test_a_note_with_a_mark_of_its_own_tells_who_the_author_is(take):
    note = "* Dr., University of Easthaven, ada@easthaven.example, https://orcid.org/0000-0002-1694-233X"
    notes = f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2">{p(r(note))}</w:footnote></w:footnotes>'
    call = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t></w:r>'
    result = take(
        word(middle(r("The Harbours", BOLD + LARGE)), middle(r("Ada Whitby"), call), p(r(PROSE)), p(r(PROSE)),
             parts={"word/footnotes.xml": notes}),
        "a.docx",
    )  # fmt: skip
    assert result.texts(AUTHORS) == ["Ada Whitby"]
    assert result.texts("//tei:titleStmt/tei:author/tei:affiliation") == ["Dr., University of Easthaven"]
    assert result.texts("//tei:titleStmt/tei:author/tei:email") == ["ada@easthaven.example"]
    assert result.values("//tei:author/tei:persName/@ref") == ["https://orcid.org/0000-0002-1694-233X"]
    assert result.values("//tei:note/@n") == ["*"]
    assert "*" not in result.texts("//tei:front//tei:p")[1]
    assert_valid(result)


@pytest.mark.parametrize(
    ("lines", "places", "emails"),
    [
        (("Ada Whitby1, John Marr2", "1 University of York", "2 Museum of Bergen"), ["University of York", "Museum of Bergen"], []),
        (("Ada Whitby (York) and John Marr (Bergen)",), ["York", "Bergen"], []),
        (("Ada Whitby, University of York, ada@york.example", "John Marr, Museum of Bergen"),
         ["University of York", "Museum of Bergen"], ["ada@york.example"]),
        (("Ada Whitby, John Marr", "University of York", "marr@york.example"), ["University of York"] * 2, ["marr@york.example"]),
    ],
)  # fmt: skip
def test_places_and_addresses_come_to_their_authors(take, lines, places, emails):
    people = [p(r(line), style="s1") for line in lines]
    result = take(word(p(r("Of ships"), style="s0"), *people, p(r(PROSE)), parts=styles("Title", "Author")), "a.docx")
    assert result.texts(AUTHORS) == ["Ada Whitby", "John Marr"]
    assert result.texts("//tei:titleStmt/tei:author/tei:affiliation") == places
    assert result.texts("//tei:titleStmt/tei:author/tei:email") == emails


def test_a_paragraph_of_nothing_but_a_call_keeps_its_note(take):
    notes = f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2">{p(r("Seen in 1903."))}</w:footnote></w:footnotes>'
    call = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    result = take(word(p(r(PROSE)), p(call), parts={"word/footnotes.xml": notes}), "a.docx")
    assert result.texts("//tei:p/tei:note") == ["Seen in 1903."]


def test_the_contents_that_word_makes_are_furniture(take):
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    contents = f"<w:sdt>{gallery}<w:sdtContent>{p(r('Inhalt'))}{p(r('Ships 3'))}</w:sdtContent></w:sdt>"
    result = take(word(contents, p(r(PROSE))), "a.docx")
    assert result.texts("//tei:fw[@type='contents']") == ["Inhalt", "Ships 3"]


WORDS = st.sampled_from(
    ["salt", "Ada Whitby", "1. Ships", "Abstract", "Keywords: salt", "REFERENCES", "• oak", "a@b.example", "12"]
)
LOOKS = st.sampled_from(["", BOLD, "<w:i/>", LARGE, '<w:vertAlign w:val="superscript"/>'])
RUNS = st.one_of(
    st.tuples(WORDS, LOOKS).map(lambda made: r(*made)),
    st.just("<w:r><w:br/></w:r>"),
    st.just('<w:r><w:br w:type="page"/></w:r>'),
    st.just('<w:r><w:footnoteReference w:id="2"/></w:r>'),
    WORDS.map(lambda text: f"<m:oMath><m:r><m:t>{text}</m:t></m:r></m:oMath>"),
    WORDS.map(lambda text: f"<w:r><w:pict><w:txbxContent>{p(r(text))}</w:txbxContent></w:pict></w:r>"),
    st.just('<w:r><w:drawing><a:blip xmlns:a="urn:a" r:embed="none"/></w:drawing></w:r>'),
)
PARAGRAPHS = st.tuples(
    st.lists(RUNS, max_size=4),
    st.sampled_from(["", "s0", "s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8"]),
    st.sampled_from(["", '<w:jc w:val="center"/>', '<w:ind w:left="700" w:right="700"/>',
                     '<w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr>']),
).map(lambda made: f'<w:p><w:pPr><w:pStyle w:val="{made[1]}"/>{made[2]}</w:pPr>{"".join(made[0])}</w:p>')  # fmt: skip
CELLS = st.tuples(PARAGRAPHS, st.sampled_from(["", "<w:vMerge/>", '<w:vMerge w:val="restart"/>', '<w:gridSpan w:val="2"/>'])).map(
    lambda made: f"<w:tc><w:tcPr>{made[1]}</w:tcPr>{made[0]}</w:tc>"
)  # fmt: skip
ROWS = st.lists(CELLS, max_size=3).map(lambda cells: f"<w:tr>{''.join(cells)}</w:tr>")
BLOCKS = st.one_of(PARAGRAPHS, st.lists(ROWS, max_size=3).map(lambda rows: f"<w:tbl>{''.join(rows)}</w:tbl>"))
NAMES = ("Title", "Subtitle", "Author", "Abstract", "heading 1", "heading 3", "Quote", "caption", "Bibliography")
NOTES = (
    f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2">{p(r("A note."))}{p(r("Its end."))}</w:footnote></w:footnotes>'
)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
)
@given(blocks=st.lists(BLOCKS, min_size=1, max_size=8))
def test_any_document_makes_a_valid_one(take, blocks):
    parts = styles(*NAMES) | {"word/footnotes.xml": NOTES}
    assert_valid(take(word(*blocks, p(r("The end.")), parts=parts), "a.docx"))
