"""Text as characters that know their bytes, and tags put back in without another byte."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from edition.markup.standoff import Flow, scan_text, wrap


def flows(xml: str) -> list[str]:
    return [flow.text for flow in scan_text(xml.encode()).flows]


@pytest.mark.parametrize(
    ("xml", "texts"),
    [
        ("<p>a <hi>b</hi>c</p>", ["a bc"]),
        ("<p>a<note>b</note>c</p>", ["ac", "b"]),
        ("<p>a<note>b<note>c</note>d</note>e</p>", ["ae", "bd", "c"]),
        ("<p>a<fw>b<hi>c</hi></fw>d</p>", ["ad"]),
        ("<p>a<graphic/>b<fw/>c</p>", ["abc"]),
        ("<p><choice><sic>a</sic><corr>b</corr></choice> c</p>", ["a c"]),
        ("<p>a<lb/>b<lb break='no'/>c <pb/>d</p>", ["a bc d"]),
        ("<p><lb/>a</p>", ["a"]),
        ("<item>a<list><item>b</item></list>c</item>", ["a", "b", "c"]),
        ("<item>a<list><item>b</item></list> <hi>c</hi> d</item>", ["a", "b", "c d"]),
        ("<item>a<list><item>b</item></list> </item>", ["a", "b"]),
        ("<item>a<p>b</p>c<p>d</p>e</item>", ["a", "b", "c", "d", "e"]),
        ("<item>a<hi>b<p>c</p>d</hi>e</item>", ["ab", "c", "de"]),
        ("<p>a&amp;b&#252;<![CDATA[<c>]]><!-- x --><?y z?>d</p>", ["a&bü<c>d"]),
        ("<p>&lt;&gt;&quot;&apos;&nbsp;</p>", ["<>\"'\xa0"]),
        ("<TEI><teiHeader><p>a</p></teiHeader><text><p>b</p></text></TEI>", ["b"]),
        ("<x:p xmlns:x='u'>a<x:note>b</x:note></x:p>", ["a", "b"]),
        ("<div> <p>a</p> <p> </p></div>", ["a"]),
        ("<p a='>' b=\"<\">a</p >", ["a"]),
    ],
)
def test_flows(xml: str, texts: list[str]) -> None:
    assert flows(xml) == texts


def test_elements_know_their_tags_their_attributes_and_what_stands_in_them() -> None:
    data = "<div xml:lang='de' xml:id=\"d\"><p n='&amp;'>ö <hi rend='x'>a<pb/>b</hi></p></div>".encode()
    (flow,) = scan_text(data).flows
    (hi,) = flow.inside
    assert (flow.owner.name, flow.owner.attributes, flow.id) == ("p", {"n": "&"}, "d")
    assert (hi.name, hi.attributes, hi.first, hi.last) == ("hi", {"rend": "x"}, 2, 5)
    assert data[hi.start : hi.start_end] == b"<hi rend='x'>" and data[hi.end_start : hi.end] == b"</hi>"
    assert [e.name for e in hi.ancestors()] == ["hi", "p", "div"]
    assert (hi.inherited("xml:lang"), hi.inherited("rend"), hi.inherited("who", "-")) == ("de", "x", "-")
    assert [flow.element(at).name for at in range(5)] == ["p", "p", "hi", "hi", "hi"]
    assert flow.owner.parent is not None and flow.owner.parent.parent is None


def test_elements_that_are_left_out_are_told_and_do_not_count() -> None:
    data = b"<p>a <name>b <hi>c</hi></name> d</p>"
    scan = scan_text(data, lambda e: e.name == "name")
    assert [f.text for f in scan.flows] == ["a b c d"]
    assert [e.name for e in scan.transparent] == ["name"]
    assert data[scan.transparent[0].start : scan.transparent[0].end] == b"<name>b <hi>c</hi></name>"
    assert [scan.flows[0].element(at).name for at in (2, 4, 6)] == ["p", "hi", "p"]
    empty = scan_text(b"<p>a<name/>b</p>", lambda e: e.name == "name")
    assert empty.transparent == ()


def test_characters_know_their_bytes_in_any_order() -> None:
    data = "<p>öx&amp;<![CDATA[yz]]>ü<lb/>w</p>".encode()
    (flow,) = scan_text(data).flows
    assert flow.text == "öx&yzü w"
    place = {n: data[flow.start_byte(n) : flow.end_byte(n)].decode() for n in (7, 0, 1, 2, 5, 3)}
    assert place == {7: "w", 0: "ö", 1: "x", 2: "&amp;", 5: "ü", 3: "<![CDATA[yz]]>"}
    assert flow.start_byte(6) == flow.end_byte(6) == data.index(b"w")
    assert [flow.can_cut(at) for at in range(len(flow.text) + 1)] == [
        True,
        True,
        True,
        True,
        False,
        True,
        True,
        True,
        True,
    ]


def tagged(xml: str, start: int, end: int, number: int = 0) -> str:
    data = xml.encode()
    for begin, finish in reversed(wrap(scan_text(data).flows[number], start, end)):
        data = data[:begin] + b"[" + data[begin:finish] + b"]" + data[finish:]
    return data.decode()


@pytest.mark.parametrize(
    ("xml", "start", "end", "expected"),
    [
        ("<p>abc</p>", 0, 3, "<p>[abc]</p>"),
        ("<p>abc</p>", 1, 2, "<p>a[b]c</p>"),
        ("<p>x <hi>Ali</hi> Bey</p>", 2, 5, "<p>x <hi>[Ali]</hi> Bey</p>"),
        ("<p>x <hi>Ali</hi> Bey</p>", 0, 5, "<p>[x <hi>Ali</hi>] Bey</p>"),
        ("<p>x <hi>Ali</hi> Bey</p>", 2, 9, "<p>x [<hi>Ali</hi> Bey]</p>"),
        ("<p>x <hi>Ali</hi> Bey</p>", 3, 9, "<p>x <hi>A[li]</hi> [Bey]</p>"),
        ("<p>x <hi>Ali</hi> Bey</p>", 0, 4, "<p>[x] <hi>[Al]i</hi> Bey</p>"),
        ("<p><hi>Ali</hi> <hi>Bey</hi></p>", 0, 7, "<p>[<hi>Ali</hi> <hi>Bey</hi>]</p>"),
        ("<p><hi>Ali</hi> <hi>Bey</hi></p>", 1, 7, "<p><hi>A[li]</hi> <hi>[Bey]</hi></p>"),
        ("<p><hi><emph>Ali</emph></hi> Bey</p>", 0, 7, "<p>[<hi><emph>Ali</emph></hi> Bey]</p>"),
        ("<p>A<note>n</note>li</p>", 0, 3, "<p>[A<note>n</note>li]</p>"),
        ("<p>a&amp;b</p>", 1, 2, "<p>a[&amp;]b</p>"),
        ("<p>a<![CDATA[bc]]>d</p>", 0, 3, "<p>[a<![CDATA[bc]]>]d</p>"),
        ("<p>a<![CDATA[bc]]>d</p>", 0, 2, "<p>a<![CDATA[bc]]>d</p>"),
        ("<p>a<![CDATA[bc]]>d</p>", 2, 4, "<p>a<![CDATA[bc]]>d</p>"),
        ("<p>a<lb/>b</p>", 0, 3, "<p>[a<lb/>b]</p>"),
    ],
)
def test_a_stretch_is_wrapped_in_as_few_ranges_as_can_be(xml: str, start: int, end: int, expected: str) -> None:
    assert tagged(xml, start, end) == expected


PIECES = st.sampled_from(
    ["a", " b", "ö", "&amp;", "<hi>", "</hi>", "<emph>", "</emph>", "<pb/>", "<!--c-->", "<note>n</note>"]
)


@given(st.lists(PIECES, min_size=1, max_size=12), st.data())
def test_what_is_wrapped_is_well_formed_and_reads_the_same(pieces: list[str], data: st.DataObject) -> None:
    xml = "<p>" + "".join(pieces) + "</p>"
    try:
        etree.fromstring(xml)
    except etree.XMLSyntaxError:
        return
    found = [f for f in scan_text(xml.encode()).flows if f.owner.name == "p"]
    if not found:
        return
    flow: Flow = found[0]
    start = data.draw(st.integers(0, len(flow.text) - 1))
    end = data.draw(st.integers(start + 1, len(flow.text)))
    raw = xml.encode()
    for begin, finish in reversed(wrap(flow, start, end)):
        raw = raw[:begin] + b"<w>" + raw[begin:finish] + b"</w>" + raw[finish:]
    again = etree.fromstring(raw)
    inside = "".join(text for w in again.iter("w") for text in w.itertext() if "n" not in text)
    assert inside.replace(" ", "") == flow.text[start:end].replace(" ", "")
    etree.strip_tags(again, "w")
    assert etree.tostring(again) == etree.tostring(etree.fromstring(xml))
