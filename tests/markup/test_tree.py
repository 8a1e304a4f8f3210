from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from edition.diagnostics import EditionError
from edition.markup import reading_text, serialise, unwrap, write_file
from edition.markup.text import all_text
from edition.markup.tree import append_text, insert_after, remove_keep_tail, replace_text

texts = st.text("ab ", max_size=4)


@st.composite
def trees(draw: st.DrawFn) -> etree._Element:
    root = etree.Element("p")
    root.text = draw(texts)
    for _ in range(draw(st.integers(0, 5))):
        child = etree.SubElement(root, draw(st.sampled_from(["hi", "note", "pb"])))
        child.text, child.tail = draw(texts), draw(texts)
    return root


@given(trees(), st.data())
def test_unwrap_after_wrap_gives_the_same_tree(tree: etree._Element, data: st.DataObject) -> None:
    before = etree.tostring(tree)
    first = data.draw(st.integers(0, len(tree)))
    last = data.draw(st.integers(first, len(tree)))
    wrapper = etree.Element("w")
    children = tree[first:last]
    wrapper.tail = children[-1].tail if children else None
    if children:
        children[-1].tail = None
    tree.insert(first, wrapper)
    wrapper.extend(children)
    unwrap(wrapper)
    assert etree.tostring(tree).replace(b"</pb>", b"") == before.replace(b"</pb>", b"")


@given(trees())
def test_removing_a_child_keeps_the_text_behind_it(tree: etree._Element) -> None:
    expected = (tree.text or "") + "".join(child.tail or "" for child in tree)
    for child in list(tree):
        remove_keep_tail(child)
    assert "".join(tree.itertext()) == expected


def test_insert_after_keeps_the_order_of_text() -> None:
    p = etree.fromstring("<p>a<b/>c</p>")
    insert_after(p[0], etree.Element("x"))
    append_text(p, "d")
    assert etree.tostring(p) == b"<p>a<b/><x/>cd</p>"


def test_reading_text_leaves_out_notes_furniture_and_corrections() -> None:
    xml = "<p>Kars<note>n</note> <fw>12</fw>ve <choice><sic>Baku</sic><corr>Bakü</corr></choice><!--x--> <pb/>son</p>"
    assert reading_text(etree.fromstring(xml)) == "Kars ve Baku son"


def test_serialise_is_a_fixed_point_and_keeps_text() -> None:
    xml = '<div type="x" n="1"><head>A</head><p>b <hi>c</hi>\n d</p><list><item>e</item></list></div>'
    once = serialise(etree.fromstring(xml))
    assert serialise(etree.fromstring(once)) == once
    assert reading_text(etree.fromstring(once)[1]) == "b c d"


def test_write_file_replaces_at_once_and_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "new" / "a.xml"
    write_file(path, b"1")
    write_file(path, b"2")
    assert path.read_bytes() == b"2"
    assert [p.name for p in path.parent.iterdir()] == ["a.xml"]


@pytest.mark.skipif(os.name == "nt", reason="permissions of folders differ on Windows")
def test_an_unwritable_place_is_a_finding_and_the_old_file_stays(tmp_path: Path) -> None:
    blocker = tmp_path / "file"
    blocker.write_bytes(b"old")
    with pytest.raises(EditionError) as caught:
        write_file(blocker / "a.xml", b"new")
    assert caught.value.diagnostics[0].code.id == "V303"
    assert blocker.read_bytes() == b"old"


@pytest.mark.parametrize(
    ("xml", "index", "unwrapped", "removed"),
    [
        ("<p>a<w>b<i/>c</w>d</p>", 0, "<p>ab<i/>cd</p>", "<p>ad</p>"),
        ("<p><w>b</w>d</p>", 0, "<p>bd</p>", "<p>d</p>"),
        ("<p><i/>a<w>b</w>d</p>", 1, "<p><i/>abd</p>", "<p><i/>ad</p>"),
        ("<p><i/><w><b/></w>d</p>", 1, "<p><i/><b/>d</p>", "<p><i/>d</p>"),
        ("<p>a<w/>d</p>", 0, "<p>ad</p>", "<p>ad</p>"),
        ("<p><w/></p>", 0, "<p/>", "<p/>"),
        ("<p><i/><w><b/>x</w><i/></p>", 1, "<p><i/><b/>x<i/></p>", "<p><i/><i/></p>"),
    ],
)
def test_text_stays_where_an_element_goes(xml: str, index: int, unwrapped: str, removed: str) -> None:
    one, other = etree.fromstring(xml), etree.fromstring(xml)
    unwrap(one[index])
    remove_keep_tail(other[index])
    assert (etree.tostring(one).decode(), etree.tostring(other).decode()) == (unwrapped, removed)


def test_text_is_added_behind_what_is_there() -> None:
    for xml, expected in (("<p/>", "<p>x</p>"), ("<p>a</p>", "<p>ax</p>"), ("<p>a<b/></p>", "<p>a<b/>x</p>")):
        p = etree.fromstring(xml)
        append_text(p, "x")
        assert etree.tostring(p).decode() == expected


def test_text_is_replaced_in_an_element_and_behind_it() -> None:
    p = etree.fromstring("<p>one<b/>two</p>")
    replace_text(p[0], 1, 2, etree.Element("x"), behind=True)
    replace_text(p, 0, 3, etree.Element("y"))
    assert etree.tostring(p) == b"<p><y/><b/>t<x/>o</p>"


def test_attributes_and_lines_have_one_order() -> None:
    xml = (
        '<div xmlns="http://www.tei-c.org/ns/1.0" resp="r" xml:lang="de" subtype="s" type="t" n="1" xml:id="i" ana="a">'
        "<list><item>a<list><item/></list></item></list>\n\n<div><head>b</head></div><lg>x<l>c</l></lg></div>"
    )
    assert serialise(etree.fromstring(xml), [("x", "y")]).decode().splitlines() == [
        '<?xml version="1.0" encoding="UTF-8"?>',
        "<?x y?>",
        '<div xmlns="http://www.tei-c.org/ns/1.0" xml:id="i" n="1" type="t" subtype="s" xml:lang="de" ana="a" resp="r">',
        "  <list>",
        "    <item>a<list><item/></list></item>",
        "  </list>",
        "  <div>",
        "    <head>b</head>",
        "  </div>",
        "  <lg>x<l>c</l></lg>",
        "</div>",
    ]


def test_reading_text_goes_on_behind_what_is_left_out() -> None:
    p = etree.fromstring("<p>a<note>b<hi>c</hi>d</note>e<!--f-->g<?h i?>j<hi>k</hi>l</p>")
    assert reading_text(p) == "aegjkl"
    assert reading_text(p[0]) == "bcd"
    assert reading_text(p, {"hi"}) == "abdegjl"
    assert all_text(p) == "abcdegjkl"
