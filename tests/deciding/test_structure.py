"""What a block is made into: the tags around it, and every other byte as it was."""

from __future__ import annotations

import pytest
from tests.deciding.conftest import HEADER

from edition.deciding import Article, read_marks
from edition.deciding.forms.structure import restructured
from edition.markup import parse
from edition.markup.source import as_source
from edition.project import Mentions

CASES = {
    "a quotation": ("quotation", "<p>one</p>[<p>two</p>]<p>three</p>", "<p>one</p><quote><p>two</p></quote><p>three</p>"),
    "an item beside items": ("list", "<list><item>one</item></list>\n[<p>two</p>]", "<list><item>one</item>\n<item>two</item></list>"),
    "an item before items": ("list", "[<p>one</p>]<list><item>two</item></list>", "<list><item>one</item><item>two</item></list>"),
    "a quotation that is verse": ("verse", "<quote>[<p>one</p>]</quote>", "<lg><l>one</l></lg>"),
    "an item that is one": ("list", "<list>[<item>a</item>]<item>b</item></list>", "<list><item>a</item><item>b</item></list>"),
    "the first of several": ("paragraph", "<list>[<item>one</item>]<item>two</item></list>", "<p>one</p><list><item>two</item></list>"),
    "one in the middle": ("paragraph", "<list><item>a</item>[<item>b</item>]<item>c</item></list>", "<list><item>a</item></list><p>b</p><list><item>c</item></list>"),
    "the last of several": ("quotation", "<lg><l>a</l>[<l>b</l>]</lg>", "<lg><l>a</l></lg><quote><p>b</p></quote>"),
    "a heading in a section": ("heading", "<div><p>one</p>[<p>two</p>]<p>three</p></div>", "<div><p>one</p></div><div><head>two</head><p>three</p></div>"),
    "a heading where sections have ids": ("heading", '<div xml:id="d-1"><p>one</p>[<p>two</p>]</div>', '<div xml:id="d-1"><p>one</p></div><div xml:id="d-rcc3mlkg"><head>two</head></div>'),
    "a heading behind the page's number": ("heading", "<div><pb/>[<p>two</p>]<p>three</p></div>", "<div><pb/><head>two</head><p>three</p></div>"),
    "a heading of the whole text": ("heading", "<p>one</p>[<p>two</p>]<div><p>x</p></div>", "<p>one</p><div><head>two</head></div><div><p>x</p></div>"),
    "no heading": ("paragraph", "<div><head>A</head><p>one</p></div>\n<div>[<head>two</head>]<p>three</p></div>", "<div><head>A</head><p>one</p>\n<p>two</p><p>three</p></div>"),
    "no heading, behind a part": (
        "paragraph", "<div><p>a</p><div><p>b</p></div></div><div>[<head>c</head>]<p>d</p><div><p>e</p></div></div>",
        "<div><p>a</p><div><p>b</p><p>c</p><p>d</p></div><div><p>e</p></div></div>"),
    "no heading, and no section before": ("quotation", "<p>a</p><div>[<head>b</head>]<p>c</p></div>", "<p>a</p><quote><p>b</p></quote><p>c</p>"),
    "the heading of what has a type": ("paragraph", '<div><p>a</p></div><div type="abstract">[<head>b</head>]</div>', '<div><p>a</p></div><div type="abstract"><p>b</p></div>'),
    "a note of the text": ("note", "<p>one</p>[<p>two</p>]", "<p>one</p><note>two</note>"),
    "a note that is a paragraph": ("paragraph", "<p>one</p>[<note>two</note>]", "<p>one</p><p>two</p>"),
    "a note within a paragraph": ("paragraph", "  <p>one[<note>two <hi>b</hi></note>] more</p>", "  <p>one more</p>\n  <p>two <hi>b</hi></p>"),
    "a note with a paragraph": ("paragraph", "<p>one<note>[<p>two</p>]</note></p>", "<p>one</p>\n<p>two</p>"),
    "a heading that is one": ("heading", "<div>[<head>two</head>]</div>", "<div><head>two</head></div>"),
}  # fmt: skip


def article_of(body: str) -> tuple[Article, str]:
    """An article, and the id of the block in brackets."""
    lead, _, rest = body.partition("[<")
    name, _, behind = rest.partition(">")
    marked = f'{lead}<{name} xml:id="here">{behind}'.replace("]", "", 1)
    text = f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="a">{HEADER}<text><body>\n{marked}</body></text></TEI>'
    return read_marks(parse(as_source("a.xml", text.encode())), Mentions()), "here"


@pytest.mark.parametrize("name", CASES)
def test_what_a_block_becomes(name: str) -> None:
    action, before, after = CASES[name]
    article, block = article_of(before)
    found = next(b.id for b in article.facts.blocks if b.id == block)
    data = restructured(article, found, action).decode()
    body = data.partition("<body>\n")[2].partition("</body>")[0].replace(' xml:id="here"', "")
    assert body == after
