"""Pieces of the way from a source to TEI: blocks and their places, markup in a text, forms of numbers, formats, boxes."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from edition.diagnostics import EditionError
from edition.intake.content import Block, BlockBuilder, Fixture, Kind, Markup, NoteCall, PageBreak, Run, without_start
from edition.intake.formats.archive import guard_archive
from edition.intake.formats.docx import read_docx
from edition.intake.formats.sniff import Format, sniff
from edition.intake.layout.model import Box
from edition.intake.layout.reading import _over
from edition.intake.tei.inline import event_element, fill, nested
from edition.intake.word.styles import _roman, printed


def build(*stretches: tuple[str, int]) -> BlockBuilder:
    builder = BlockBuilder()
    for text, source in stretches:
        builder.add(text, source)
    return builder


def test_every_character_of_a_block_knows_its_place_in_the_source() -> None:
    sources = [("  One\n two ", 100), ("three", 200), (" four", 300)]
    block = build(*sources).block(Kind.PARAGRAPH, level=2, line=7)
    assert (block.text, block.level, block.line) == ("One two three four", 2, 7)
    for at, letter in enumerate(block.text):
        if letter != " ":
            text, begin = next(s for s in reversed(sources) if s[1] <= block.source_of(at))
            assert text[block.source_of(at) - begin] == letter
    assert Block(Kind.PARAGRAPH, "x").source_of(3) == 0


def test_white_space_is_one_blank_and_a_hyphen_can_be_taken_back() -> None:
    builder = build(("a-", 0))
    builder.drop_hyphen()
    builder.add("b", 10)
    builder.space()
    builder.space()
    builder.happen(PageBreak("2"))
    builder.add("c ", 20)
    block = builder.block(Kind.PARAGRAPH)
    assert (block.text, [at for at, _ in block.events]) == ("ab c", [3])
    assert [block.source_of(at) for at in (0, 1, 3)] == [0, 10, 20]
    ends = build(("x ", 0))
    ends.happen(PageBreak("3"))
    assert ends.block(Kind.PARAGRAPH).events[0][0] == 1
    assert BlockBuilder().block(Kind.PARAGRAPH).text == ""


def test_a_block_without_its_start_keeps_what_stood_behind_it() -> None:
    block = Block(
        Kind.ITEM, "1. one two", (Run(0, 50), Run(3, 60), Run(7, 70)), ((0, PageBreak("1")), (7, PageBreak("2"))),
        markup=(Markup(0, 2, "hi"), Markup(3, 6, "hi")),
    )  # fmt: skip
    cut = without_start(block, 3)
    assert (cut.text, [cut.source_of(at) for at in (0, 2, 4)]) == ("one two", [60, 62, 70])
    assert [at for at, _ in cut.events] == [0, 4] and [(m.start, m.end) for m in cut.markup] == [(0, 3)]
    inside = without_start(block, 5)
    assert (inside.text, inside.source_of(0), inside.source_of(2)) == ("e two", 62, 70)


def filled(block: Block, *extra: Markup) -> str:
    element = etree.Element("p")
    fill(element, block, extra, lambda call: etree.Element("note", n=str(call.note)))
    return (
        etree.tostring(element, encoding="unicode")
        .replace(' xmlns:ns0="http://www.tei-c.org/ns/1.0"', "")
        .replace("ns0:", "")
    )


def test_markup_and_events_stand_where_they_are() -> None:
    events = (
        (0, PageBreak("1")),
        (3, NoteCall(4, "5")),
        (3, Fixture("header", "a\n b", 0)),
        (7, PageBreak("", inside=True)),
    )
    block = Block(Kind.PARAGRAPH, "one two", (), events, markup=(Markup(4, 7, "hi", (("rend", "italic"),)),))
    assert filled(block) == (
        '<p><pb n="1"/>one<note n="4"/><fw type="header">a b</fw> <hi rend="italic">two</hi><pb break="no"/></p>'
    )
    assert filled(Block(Kind.PARAGRAPH, "abc"), Markup(0, 2, "x"), Markup(1, 2, "y")) == "<p><x>a<y>b</y></x>c</p>"
    assert filled(Block(Kind.PARAGRAPH, "")) == "<p></p>"


@pytest.mark.parametrize(
    ("spans", "kept"),
    [
        ([(0, 2, "a"), (1, 3, "b")], [(0, 2, "a")]),
        ([(0, 2, "a"), (2, 3, "b")], [(0, 2, "a"), (2, 3, "b")]),
        ([(0, 3, "a"), (0, 3, "a")], [(0, 3, "a")]),
        ([(0, 3, "a"), (0, 3, "b")], [(0, 3, "a"), (0, 3, "b")]),
        ([(1, 2, "b"), (0, 3, "a")], [(0, 3, "a"), (1, 2, "b")]),
        ([(1, 1, "a"), (2, 1, "b")], []),
        ([(0, 3, "a"), (1, 3, "b"), (2, 3, "c")], [(0, 3, "a"), (1, 3, "b"), (2, 3, "c")]),
    ],
)
def test_stretches_that_cross_an_earlier_one_are_left_out(
    spans: list[tuple[int, int, str]], kept: list[tuple[int, int, str]]
) -> None:
    assert [(m.start, m.end, m.name) for m in nested([Markup(*span) for span in spans])] == kept


def test_events_are_elements() -> None:
    def make(call: NoteCall) -> etree._Element:
        return etree.Element("note", n=str(call.note))

    assert [dict(event_element(e, make).attrib) for e in (PageBreak("7"), PageBreak(""), NoteCall(2, "x"), Fixture("rule", "_", 0))] == [
        {"n": "7"}, {}, {"n": "2"}, {"type": "rule"},
    ]  # fmt: skip


ROMAN = {1: "i", 4: "iv", 9: "ix", 14: "xiv", 39: "xxxix", 40: "xl", 49: "xlix", 90: "xc", 400: "cd", 900: "cm", 500: "d", 1994: "mcmxciv",
         3888: "mmmdccclxxxviii"}  # fmt: skip


@pytest.mark.parametrize("number", ROMAN)
def test_numbers_of_rome(number: int) -> None:
    assert _roman(number) == ROMAN[number]
    assert printed(number, "upperRoman") == ROMAN[number].upper()


@pytest.mark.parametrize(
    ("number", "form", "expected"),
    [(1, "lowerLetter", "a"), (26, "lowerLetter", "z"), (27, "upperLetter", "AA"), (53, "lowerLetter", "aaa"), (12, "decimal", "12"),
     (4001, "lowerRoman", "i"), (27 * 26, "lowerLetter", "zzzzzzzzz")],
)  # fmt: skip
def test_numbers_of_lists(number: int, form: str, expected: str) -> None:
    assert printed(number, form) == expected


LOCKED = b"\xd0\xcf\x11\xe0" + bytes(20) + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.txt", b"text", Format.TEXT),
        ("a.md", b"text", Format.MARKDOWN),
        ("a.MARKDOWN", b"text", Format.MARKDOWN),
        ("a.txt", b"\n\n%PDF-1.7", Format.PDF),
        ("a.pdf", b"PK\x03\x04", Format.DOCX),
        ("a.txt", b"\xef\xbb\xbf<?xml version='1.0'?><TEI xmlns='x'>", Format.TEI),
        ("a.txt", b"<x:TEI>", Format.TEI),
        ("a.txt", b"<article>", Format.JATS),
        ("a.txt", b"<b>bold</b> text", Format.TEXT),
        ("a.xml", b"<?xml version='1.0'?><b/>", None),
        ("a.html", b"<!DOCTYPE html>", Format.HTML),
        ("a.xml", b"<?xml version='1.0'?><teiCorpus>", None),
        ("a.rtf", b"{\\rtf1", Format.RTF),
        ("a.doc", b"\xd0\xcf\x11\xe0" + bytes(40), None),
        ("a.docx", LOCKED, None),
    ],
)
def test_formats_are_known_by_their_content(name: str, data: bytes, expected: Format | None) -> None:
    if expected is not None:
        assert sniff(Path(name), data) == expected
        return
    with pytest.raises(EditionError) as caught:
        sniff(Path(name), data)
    assert ("password" in caught.value.diagnostics[0].message) is (data is LOCKED)


def archive(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return out.getvalue()


def test_archives_that_unpack_to_far_too_much_are_refused() -> None:
    guard_archive(Path("a.docx"), archive(word__document_xml=bytes(1_150_000)))
    guard_archive(Path("a.docx"), archive(word__document_xml=b"x"))
    with pytest.raises(EditionError, match="would unpack to"):
        guard_archive(Path("a.docx"), archive(word__document_xml=bytes(3_000_000)))
    with pytest.raises(EditionError, match="no Word document"):
        read_docx(Path("a.docx"), archive(other_xml=b"x"))
    with pytest.raises(EditionError, match="cannot be read"):
        guard_archive(Path("a.docx"), b"PK\x03\x04")


@pytest.mark.parametrize(
    ("other", "over"),
    [
        (Box(0, 0, 10, 10), True),
        (Box(0, 0, 6, 10), True),
        (Box(0, 0, 5, 10), False),
        (Box(10, 0, 20, 10), False),
        (Box(0, 20, 10, 30), False),
    ],
)
def test_pictures_that_lie_on_each_other_for_the_most_part(other: Box, over: bool) -> None:
    assert _over(Box(0, 0, 10, 10), other) is over
