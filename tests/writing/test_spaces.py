"""White space is put in order between elements, and nowhere where a word could notice."""

from __future__ import annotations

import pytest
from lxml import etree

from edition.diagnostics import apply_edits
from edition.markup import Source, parse
from edition.project import Project
from edition.relaxng import parse_schema
from edition.writing.edits.spaces import tidied
from edition.writing.home import Homes

SCHEMA = b"""default namespace = "u"
start = many
many = element list { attribute xml:space { text }?, item* }
item = element item { (text | many | element b { text })* }"""


def formatted(inside: str, unit: bytes = b"  ") -> str:
    document = parse(Source("a.xml", inside.replace("<list", '<list xmlns="u"', 1).encode()))
    data = apply_edits(document.source.data, tidied(document, parse_schema(SCHEMA, compact=True), unit))
    assert apply_edits(data, tidied(parse(Source("a.xml", data)), parse_schema(SCHEMA, compact=True), unit)) == data
    return data.decode().replace(' xmlns="u"', "", 1)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<list><item>a</item>   <item/></list>", "<list>\n  <item>a</item>\n  <item/>\n</list>"),
        ("<list><item>a <b/>  <b/> </item></list>", "<list>\n  <item>a <b/>  <b/> </item>\n</list>"),
        ("<list>\n<item/>\n\n\n\n<item/></list>", "<list>\n  <item/>\n\n  <item/>\n</list>"),
        ("<list><item/> <!-- why --> <item/></list>", "<list>\n  <item/> <!-- why --> <item/>\n</list>"),
        ('<list xml:space="preserve"> <item/></list>', '<list xml:space="preserve"> <item/></list>'),
        ("<list> words <item/> </list>", "<list> words <item/> </list>"),
        ("<list>\r\n<item/></list>", "<list>\r\n  <item/>\r\n</list>"),
        ("<list><item>x <list><item/></list></item></list>", "<list>\n  <item>x <list>\n    <item/>\n  </list></item>\n</list>"),
    ],
)  # fmt: skip
def test_children_stand_on_lines_of_their_own(before: str, after: str) -> None:
    assert formatted(before) == after


def test_the_sample_is_in_order_and_its_words_stay(sample: Project) -> None:
    for path in (*sample.article_paths(), *sample.register_paths()):
        data = path.read_bytes()
        document = parse(Source("a.xml", data))
        schema = Homes().of(path, data).checker.schema
        assert schema is not None
        changed = apply_edits(data, tidied(document, schema, b"\t"))
        texts = [[etree.tostring(p) for p in etree.fromstring(text).iter("{*}p")] for text in (data, changed)]
        assert [text.rstrip() for text in texts[0]] == [text.rstrip() for text in texts[1]] and changed != data
        assert tidied(document, schema) == []
