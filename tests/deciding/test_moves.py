"""What an import put in the wrong order or place, mended: calls, hyphens, columns, levels."""

from __future__ import annotations

import pytest
from tests.deciding.conftest import HEADER

from edition.deciding import Article, read_marks
from edition.deciding.forms.header import header_fields, with_new_field
from edition.deciding.forms.moves import with_call_behind, with_columns_swapped, with_depth, with_hyphen
from edition.diagnostics import EditionError
from edition.markup import parse
from edition.markup.source import as_source
from edition.project import Mentions

BODY = """<div xml:id="d1">
<head xml:id="h1">One</head>
<p xml:id="a">The ship<note xml:id="n1">A brig.</note> left Kara-bakh.</p>
<pb n="2"/><p xml:id="b">It came back, &amp; was sold.</p>
<p xml:id="c">Nobody saw it.</p>
</div>
<div xml:id="d2">
<head xml:id="h2">Two</head>
<p xml:id="d">The end of the ship.</p>
</div>"""


def article(body: str = BODY, header: str = HEADER) -> Article:
    text = f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="x">{header}<text><body>{body}</body></text></TEI>'
    return read_marks(parse(as_source("x.xml", text.encode())), Mentions())


def body_of(data: bytes) -> str:
    return data.decode().partition("<body>")[2].partition("</body>")[0]


def test_a_note_is_called_elsewhere() -> None:
    after = body_of(with_call_behind(article(), "n1", "came back"))
    assert after == BODY.replace('<note xml:id="n1">A brig.</note>', "").replace(
        "came back", 'came back<note xml:id="n1">A brig.</note>'
    )


@pytest.mark.parametrize(("note", "words"), [("a", "came back"), ("n1", "ship"), ("n1", "nowhere"), ("n1", "brig")])
def test_a_call_goes_to_one_place_of_the_text(note: str, words: str) -> None:
    with pytest.raises(EditionError):
        with_call_behind(article(), note, words)


def test_words_that_stand_twice_are_counted() -> None:
    after = body_of(with_call_behind(article(), "n1", "ship", 2))
    assert after.endswith('of the ship<note xml:id="n1">A brig.</note>.</p>\n</div>')


def test_hyphens_go_and_come_back() -> None:
    joined = with_hyphen(article(), "Kara", "bakh", keep=False)
    assert body_of(joined) == BODY.replace("Kara-bakh", "Karabakh")
    assert body_of(with_hyphen(article(body_of(joined)), "Kara", "bakh", keep=True)) == BODY
    with pytest.raises(EditionError):
        with_hyphen(article(), "Kara", "kum", keep=False)


def test_columns_are_read_in_the_other_order() -> None:
    after = body_of(with_columns_swapped(article(), "a", 1, 2))
    assert [after.index(f'xml:id="{name}"') for name in "bca"] == sorted(
        after.index(f'xml:id="{name}"') for name in "bca"
    )
    assert sorted(after) == sorted(BODY) and after.index("<pb") < after.index('xml:id="a"')
    for first, second in ((0, 1), (1, 3), (2, 0)):
        with pytest.raises(EditionError):
            with_columns_swapped(article(), "a", first, second)


def test_a_section_goes_deeper_and_higher_again() -> None:
    deeper = body_of(with_depth(article(), "h2", deeper=True))
    assert deeper == BODY.replace("</div>\n<div", "\n<div").replace("</p>\n</div>", "</p>\n</div></div>")
    again = body_of(with_depth(article(deeper), "h2", deeper=False))
    assert again.replace("\n", "") == BODY.replace("\n", "")
    for heading, is_deeper in (("h1", True), ("h1", False), ("a", True)):
        with pytest.raises(EditionError):
            with_depth(article(), heading, deeper=is_deeper)


STRUCT = """<teiHeader><fileDesc>
 <titleStmt>
  <title>Letters</title>
 </titleStmt><publicationStmt><p/></publicationStmt>
 <sourceDesc><biblStruct><monogr>
  <title level="j">Shore</title>
  <imprint>
   <date>1921</date>
  </imprint>
 </monogr></biblStruct></sourceDesc></fileDesc></teiHeader>"""


def test_fields_go_where_their_like_stand() -> None:
    data = article(header=STRUCT).document.source.data
    for kind, text in (("author", "Ada"), ("DOI", "10.1/x"), ("page", "1–9"), ("volume", "3")):
        data = with_new_field("x.xml", data, kind, text)
    told = data.decode()
    assert "  <title>Letters</title>\n  <author><persName>Ada</persName></author>\n" in told
    assert '  <idno type="DOI">10.1/x</idno>\n  <imprint>' in told
    assert '   <biblScope unit="page">1–9</biblScope>\n   <biblScope unit="volume">3</biblScope>\n   <date>' in told
    assert [f.kind for f in header_fields(parse(as_source("x.xml", data)))] == [
        "title",
        "author",
        "journal",
        "DOI",
        "page",
        "volume",
        "date",
    ]


@pytest.mark.parametrize(("kind", "text"), [("colour", "red"), ("DOI", " "), ("DOI", "10.1/x")])
def test_what_has_no_place_is_refused(kind: str, text: str) -> None:
    with pytest.raises(EditionError):
        with_new_field("x.xml", article().document.source.data, kind, text)
