"""Markdown with its front matter in every usual form, and pages of HTML with what stands around a text."""

from __future__ import annotations

import io
import zipfile

import pytest
from tests.intake.test_others import assert_valid

pytest.importorskip("pypandoc")
AUTHORS = "//tei:titleStmt/tei:author"
TEXT = "\n# Ships\n\nThey came *often*.[^1] And left.\n\n[^1]: Or so they said.\n"
FORMS = {
    "yaml": "---\ntitle: Of harbours\nauthor: Ada Whitby and John Marr\nkeywords: [ships, salt]\nlang: en-GB\ndate: 2020-05-01\n---\n",
    "toml": '+++\ntitle = "Of harbours"\nauthors = ["Ada Whitby", "John Marr"]\ntags = ["ships", "salt"]\nlang = "en"\ndate = 2020-05-01\n+++\n',
    "json": '{\n"title": "Of harbours",\n"author": ["Ada Whitby", "John Marr"],\n"keywords": "ships, salt", "lang": "en", "date": "1 May 2020"\n}\n',
    "lines": "Title: Of harbours\nAuthor: Ada Whitby; John Marr\nKeywords: ships, salt\nLanguage: en\nDate: 2020-05-01\n",
    "block": "% Of harbours\n% Ada Whitby; John Marr\n% 2020-05-01\n",
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_front_matter_in_every_form(take, form):
    result = take(FORMS[form] + TEXT, "a.md")
    assert result.texts("//tei:titleStmt/tei:title") == ["Of harbours"]
    assert result.texts(f"{AUTHORS}/tei:persName") == ["Ada Whitby", "John Marr"]
    assert result.values("//tei:sourceDesc//tei:date[@type='published']/@when") == ["2020-05-01"]
    if form != "block":
        assert result.texts("//tei:keywords/tei:term") == ["ships", "salt"]
    assert result.texts("//tei:body//tei:head") == ["Ships"]
    assert result.texts("//tei:note[@place]") == ["Or so they said."]
    assert_valid(result)


PEOPLE = {
    "parts": "author:\n- name: Ada Whitby\n  affiliation: University of York\n  orcid: 0000-0002-1694-233X\n  email: ada@york.example\n",
    "named places": (
        "author:\n- name: {given: Ada, family: Whitby}\n  orcid: https://orcid.org/0000-0002-1694-233X\n"
        "  email: ada@york.example\n  affiliations: [{ref: york}]\naffiliations:\n- id: york\n  name: University of York\n"
    ),
    "numbered places": (
        "authors:\n- name: Ada Whitby\n  orcid: 0000-0002-1694-233X\n  email: ada@york.example\n  affiliation: 1\n"
        "affiliations:\n- name: University of York\n  index: 1\n"
    ),
    "names as keys": (
        "author:\n- Ada Whitby:\n    institute: york\n    orcid: 0000-0002-1694-233X\n    email: ada@york.example\n"
        "institute:\n- york: University of York\n"
    ),
}  # fmt: skip


@pytest.mark.parametrize("form", PEOPLE)
def test_authors_with_what_belongs_to_them(take, form):
    result = take(f"---\ntitle: Of harbours\n{PEOPLE[form]}---\n{TEXT}", "a.md")
    assert result.texts(f"{AUTHORS}/tei:persName") == ["Ada Whitby"]
    assert result.texts(f"{AUTHORS}/tei:affiliation") == ["University of York"]
    assert result.texts(f"{AUTHORS}/tei:email") == ["ada@york.example"]
    assert result.values(f"{AUTHORS}/tei:persName/@ref") == ["https://orcid.org/0000-0002-1694-233X"]


def test_journal_and_abstract_of_front_matter(take):
    matter = "title: Of harbours\nabstract: |\n  Ships of a *small* town.\ndoi: 10.5555/h.1\ncitation:\n  container-title: Bay Letters\n  volume: 4\n  issue: 2\n  page: 10-20\n"
    result = take(f"---\n{matter}---\n{TEXT}", "a.md")
    assert result.texts("//tei:div[@type='abstract']/tei:p") == ["Ships of a small town."]
    assert result.texts("//tei:monogr/tei:title") == ["Bay Letters"]
    assert result.texts("//tei:biblScope") == ["4", "2", "10-20"]
    assert "10.5555/h.1" in result.texts("//tei:sourceDesc//tei:idno")
    assert_valid(result)


def test_what_templates_put_into_a_text_goes_and_figures_stay(take):
    text = (
        "---\nlayout: post\ntitle: Of harbours\n---\n{% include toc.html %}\n\nWords of salt.\n{: .wide}\n\n"
        '{% include figure.html filename="bay.png" caption="The bay" %}\n\n```\n{% kept %}\n```\n'
    )
    result = take(text, "a.md")
    assert result.texts("//tei:figure/tei:head") == ["The bay"]
    assert result.texts("//tei:body//tei:p") == ["Words of salt.", "{% kept %}"]


def test_html_in_markdown_means_what_it_says(take):
    text = (
        "<h2>Ships</h2>\n\n<p>They came <i>often</i>, x<sup>2</sup>.</p>\n\n"
        "<figure><img src='a.png'><figcaption>A ship</figcaption></figure>\n\n<div class='x'>\nA box.\n</div>\n"
    )
    result = take(text, "a.md")
    assert result.texts("//tei:figure/tei:head") == ["A ship"]
    assert result.texts("//tei:hi[@rend='italic']") == ["often"]
    assert result.texts("//tei:hi[@rend='superscript']") == ["2"]
    assert result.texts("//tei:body//tei:p")[-1] == "A box."
    assert_valid(result)


def test_lines_of_verse_definitions_and_nested_lists(take):
    text = "Words.\n\nThe sea is wide,  \nthe ship is small,  \nthe wind is high.\n\n- salt\n    - white\n\nMules\n:   beasts\n"
    result = take(text, "a.md")
    assert result.texts("//tei:lg/tei:l") == ["The sea is wide,", "the ship is small,", "the wind is high."]
    assert result.texts("//tei:item/tei:list/tei:item") == ["white", "beasts"]
    assert_valid(result)


PAGE = """<!DOCTYPE html><html lang="en"><head><title>Of harbours | Bay Letters</title>{head}</head><body>
<nav><a href="/">All issues</a></nav><main><h1>Of harbours</h1>
<p>They came often.<sup id="c1"><a href="#n1">1</a></sup> And left<a id="c2" href="#n2">[2]</a>. So it was for many years, as all of
them told.</p><h2>Notes</h2>
<ol><li id="n1"><a href="#c1">↑</a> In the book of <i>salt</i>.</li><li id="n2">So they said. <a href="#c2">↩</a></li></ol></main>
<aside>Buy a book!</aside><footer>Imprint</footer></body></html>"""


def test_what_stands_around_a_text_is_told(take):
    result = take(PAGE.format(head=""), "a.html")
    text = " ".join(result.texts("//tei:text"))
    assert not any(words in text for words in ("All issues", "Buy a book", "Imprint", "↑", "↩"))
    (finding,) = [d for d in result.imported.findings if d.code.id == "I142"]
    assert [note.strip("“”") for note in finding.notes] == ["All issues", "Buy a book!", "Imprint"]
    assert result.texts("//tei:titleStmt/tei:title") == ["Of harbours"]


def test_links_tell_notes(take):
    result = take(PAGE.format(head=""), "a.html")
    assert result.texts("//tei:p/tei:note") == ["In the book of salt.", "So they said."]
    assert result.texts("//tei:note/tei:hi") == ["salt"]
    assert_valid(result)


def test_old_pages_name_their_notes(take):
    page = (
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"></head><body>'
        '<p>Ein Säckchen.<a name="r1" href="#n1">1</a> Salz.</p><p><a name="n1" href="#r1">1</a>. Aus Öl.</p></body></html>'
    )
    result = take(page.encode("iso-8859-1"), "a.html")
    assert result.texts("//tei:p/tei:note") == ["Aus Öl."]


def test_the_head_tells_of_the_article(take):
    metas = {
        "citation_title": "Of harbours", "citation_author": "Whitby, Ada", "citation_author_institution": "University of York",
        "citation_author_email": "ada@york.example", "citation_journal_title": "Bay Letters", "citation_volume": "4",
        "citation_firstpage": "10", "citation_lastpage": "20", "citation_doi": "10.5555/h.1",
        "citation_publication_date": "2021/06/01", "keywords": "ships; salt",
    }  # fmt: skip
    result = take(PAGE.format(head="".join(f'<meta name="{k}" content="{v}">' for k, v in metas.items())), "a.html")
    assert result.texts(f"{AUTHORS}/tei:persName") == ["Ada Whitby"]
    assert result.texts(f"{AUTHORS}/tei:affiliation") == ["University of York"]
    assert result.texts("//tei:monogr/tei:title") == ["Bay Letters"]
    assert result.texts("//tei:biblScope") == ["4", "10-20"]
    assert result.values("//tei:date[@type='published']/@when") == ["2021-06-01"]
    assert result.texts("//tei:keywords/tei:term") == ["ships", "salt"]
    assert_valid(result)


def test_authors_of_latex_stand_in_lines_and_notes(take):
    text = (
        r"\documentclass{article}\title{Of harbours}\author{Ada Whitby\\University of York\\ada@york.example \and "
        r"John Marr\thanks{Museum of Bergen, john@bergen.example}}\begin{document}\maketitle They came.\end{document}"
    )
    result = take(text, "a.tex")
    assert result.texts(f"{AUTHORS}/tei:persName") == ["Ada Whitby", "John Marr"]
    assert result.texts(f"{AUTHORS}/tei:affiliation") == ["University of York", "Museum of Bergen"]
    assert result.texts(f"{AUTHORS}/tei:email") == ["ada@york.example", "john@bergen.example"]


def test_a_title_may_name_a_place_of_work(take):
    result = take("---\ntitle: The University of York\nauthor: Ada Whitby\n---\n\nWords of salt.\n", "a.md")
    assert result.texts("//tei:titleStmt/tei:title") == ["The University of York"]


def odt(body: str, styles: str = "") -> bytes:
    spaces = {"office": "office", "text": "text", "style": "style"}
    names = " ".join(f'xmlns:{k}="urn:oasis:names:tc:opendocument:xmlns:{v}:1.0"' for k, v in spaces.items())
    names += ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("styles.xml", f"<office:document-styles {names}/>")
        inside = f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        archive.writestr("content.xml", f"<office:document-content {names}>{inside}</office:document-content>")
    return out.getvalue()


def test_styles_and_looks_of_an_odt(take):
    styles = (
        '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Quotations"/>'
        '<style:style style:name="P2" style:family="paragraph"><style:text-properties fo:font-weight="bold"/></style:style>'
    )
    texts = (("Titel", "Of harbours"), ("Autor", "Ada Whitby"), ("P2", "Ships"), ("T", "They came often."),
             ("P1", "A saying of ships."), ("P2", "Pilots"), ("T", "They left."))  # fmt: skip
    body = "".join(f'<text:p text:style-name="{style}">{text}</text:p>' for style, text in texts)
    result = take(odt(body, styles), "a.odt")
    assert result.texts("//tei:titleStmt/tei:title") == ["Of harbours"]
    assert result.texts(f"{AUTHORS}/tei:persName") == ["Ada Whitby"]
    assert result.texts("//tei:body//tei:head") == ["Ships", "Pilots"]
    assert result.texts("//tei:quote") == ["A saying of ships."]
    assert_valid(result)


def test_a_title_that_also_heads_the_text_stands_once(take):
    result = take("---\ntitle: Of harbours\nauthor: Ada Whitby\n---\n\n# Of harbours\n\nWords of salt.\n", "a.md")
    assert result.texts("//tei:front//tei:p") == ["Of harbours", "Ada Whitby"]
    assert result.texts("//tei:body//tei:head") == []
