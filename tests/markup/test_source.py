from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.diagnostics import Diagnostic, EditionError, Span
from edition.markup import Source, content_id, link_scheme, parse, read_source, scan_elements
from edition.markup.scan import attribute_spans, exceeds_depth, scan_instructions
from edition.markup.source import as_source


def refusal(data: bytes) -> Diagnostic:
    with pytest.raises(EditionError) as caught:
        parse(as_source("x.xml", data))
    return caught.value.diagnostics[0]


def test_every_span_begins_and_ends_its_element() -> None:
    data = '<?xml version="1.0"?>\n<!-- <x> -->\n<a b="&gt;>"><c/>öz<d e=\'"\'>x</d ></a>\n'.encode()
    document = parse(Source("x.xml", data))
    for element in document.root.iter():
        span = document.element_span(element)
        assert data[span.start : span.start + 1 + len(str(element.tag))] == f"<{element.tag}".encode()
        assert data[span.start_end - 1 : span.start_end] == b">"
        assert span.is_empty_tag or data[span.end_start : span.end].startswith(b"</")


def test_attribute_spans_give_the_value_without_quotation_marks() -> None:
    data = b'<a  x = "1 &amp; 2"\n y=\'"\'/>'
    document = parse(Source("x.xml", data))
    found = document.attributes(document.root)
    assert data[found["x"].value_start : found["x"].value_end] == b"1 &amp; 2"
    assert data[found["y"].value_start : found["y"].value_end] == b'"'


def test_a_mismatched_tag_shows_both_places() -> None:
    found = refusal(b"<a>\n<b>text</c>\n</a>")
    assert found.code.id == "V300"
    assert found.primary is not None
    assert found.primary.start == 11
    assert found.labels[0].span.start == 4
    assert "</b>" in (found.help or "")


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd"><a/>',
        b'<!DOCTYPE a PUBLIC "x" "y"><a/>',
        b'<!DOCTYPE a [<!ENTITY x "&x;">]><a>&x;</a>',
        b'<?xml version="1.0"?><!-- c --><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        b'\xef\xbb\xbf <!DOCTYPE a [<!ENTITY % x SYSTEM "file:///etc/passwd">%x;]><a/>',
    ],
)
def test_entities_and_external_subsets_are_refused(data: bytes) -> None:
    assert refusal(data).code.id == "V301"


def test_a_long_prolog_does_not_hide_an_entity() -> None:
    data = b"<!--" + b"x" * 200_000 + b'--><!DOCTYPE a [<!ENTITY x SYSTEM "boom">]><a b="&x;"/>'
    assert refusal(data).code.id == "V301"


def test_a_plain_doctype_is_allowed() -> None:
    assert parse(Source("x.xml", b"<!DOCTYPE a><a/>")).root.tag == "a"


def test_depth_beyond_reason_is_refused_and_reasonable_depth_is_not() -> None:
    deep = 100_000
    assert refusal(b"<a>" * deep + b"</a>" * deep).code.id == "V301"
    assert parse(Source("x.xml", b"<a>" * 1000 + b"</a>" * 1000)).root.tag == "a"


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1", "iso-8859-9", "utf-32"])
def test_other_encodings_are_read_as_utf8(encoding: str) -> None:
    data = f'<?xml version="1.0" encoding="{encoding}"?><a>öç</a>'.encode(encoding)
    source = as_source("x.xml", data)
    assert parse(source).root.text == "öç"


@pytest.mark.parametrize("data", [b"", b"\0", b"<a>\xff</a>", b"<a", b"text", b"<a>&nope;</a>", b"<a><?xml ?></a>"])
def test_malformed_input_is_a_finding_with_a_place(data: bytes) -> None:
    found = refusal(data)
    assert found.code.id == "V300"
    assert found.primary is not None


def test_an_unknown_encoding_is_a_finding() -> None:
    assert refusal(b'<?xml version="1.0" encoding="klingon"?><a/>').code.id == "V300"


@given(st.binary(max_size=300))
def test_no_bytes_crash_the_parser(data: bytes) -> None:
    try:
        parse(as_source("x.xml", data))
    except EditionError as error:
        assert error.diagnostics


@given(st.lists(st.sampled_from(["<a>", "</a>", "<b/>", "x", "ö", "<!--c-->", "&amp;", '<c d="&lt;"/>']), max_size=30))
def test_spans_agree_with_the_tree_for_any_well_formed_document(pieces: list[str]) -> None:
    data = ("<r>" + "".join(pieces) + "</r>").encode()
    try:
        document = parse(Source("x.xml", data))
    except EditionError:
        return
    assert len(scan_elements(data)) == sum(1 for _ in document.root.iter("*"))
    for element in document.root.iter("*"):
        span = document.element_span(element)
        assert data[span.start + 1 :].startswith(str(element.tag).encode())


def test_a_path_that_does_not_exist_or_is_a_folder_is_a_finding(tmp_path: Path) -> None:
    for path in (tmp_path / "no.xml", tmp_path):
        with pytest.raises(EditionError) as caught:
            read_source(path)
        assert caught.value.diagnostics[0].code.id == "V302"


@pytest.mark.parametrize(
    ("data", "message", "at", "length"),
    [
        (b"", "the file is empty", 0, 0),
        (b" \n", "the file is empty", 2, 0),
        (b"text", "this is not XML: it does not begin with <", 0, 1),
        (b"<a>\n<b></B></a>", "</B> does not close <b>", 7, 4),
        (b"<a><b></c></a>", "mismatched tag: </c> stands where <b> should be closed", 6, 4),
        (b"<a><b>", "the file ends before <b> is closed", 6, 0),
        (b"<a>&nope;</a>", "the entity &nope; is not defined", 3, 1),
        (b"<a n='1' n='2'/>", "duplicate attribute: n stands twice in one tag", 9, 1),
        (b"<a>b & c</a>", "a bare & does not stand for itself", 6, 1),
        (b"<a>\xff</a>", "the byte 0xFF is not UTF-8", 3, 1),
        (b"<a>\x01</a>", "the control character U+0001 is not allowed in XML", 3, 1),
        (b"<a><!-- b -- c --></a>", "-- inside a comment", 12, 1),
        (b"<a><!-- x -->1 < 2</a>", "a bare < does not stand for itself", 16, 1),
        (b"<a n=1/>", "an attribute's value without quotation marks", 5, 1),
        (b"<a n='1'm='2'/>", "no space before the next attribute", 8, 1),
        (b"<a <b/></a>", "< inside a tag", 3, 1),
        (b"<a/><b/>", "something stands behind the end of the document element", 4, 1),
        (b"\n<?xml version='1.0'?><a/>", "the XML declaration does not stand at the very beginning", 1, 1),
        (b"<a>x<b n='1'", "the file ends before <a> is closed", 4, 1),
        (b"<!-- x", "the file ends inside a tag or a comment", 0, 1),
        (b"<a>\n <x:b/></a>", "namespace prefix x on b is not defined", 9, 1),
    ],
)
def test_what_is_wrong_is_told_in_words_at_its_place(data: bytes, message: str, at: int, length: int) -> None:
    found = refusal(data)
    assert found.primary is not None
    told = found.message[:1].lower() + found.message[1:]
    assert (told, found.primary.start, found.primary.end - found.primary.start) == (message, at, length)
    assert found.help


def test_a_file_that_is_too_large_is_told_with_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("edition.markup.source.MAX_BYTES", 2 * 1024 * 1024)
    assert refusal(b"<a>" + b"x" * 2 * 1024 * 1024 + b"</a>").message == "x.xml is larger than 2 MiB"


def test_places_of_tags_names_and_attributes() -> None:
    data = '<?xml version="1.0"?><ä b="1"><c d = \'2\' e=""/><f ></f></ä>'.encode()
    a, c, f = scan_elements(data)
    assert [(e.is_empty_tag, data[e.start : e.start_end]) for e in (c, f)] == [
        (True, b"<c d = '2' e=\"\"/>"),
        (False, b"<f >"),
    ]
    assert (f.end_start, f.end) == (data.index(b"</f>"), data.index(b"</f>") + 4)
    span = a.name_span("x.xml")
    assert (span.file, data[span.start : span.end].decode()) == ("x.xml", "ä")
    found = attribute_spans(data, c)
    assert {
        n: (data[s.name_start : s.name_start + 1], data[s.value_start : s.value_end]) for n, s in found.items()
    } == {
        "d": (b"d", b"2"),
        "e": (b"e", b""),
    }


def test_instructions_are_found_by_their_target() -> None:
    data = b"<a><?x 1?><b><!-- <?x 2?> --><?xy 3?></b><?x?></a>"
    assert [data[a:b] for a, b in scan_instructions(data, "x")] == [b"<?x 1?>", b"<?x?>"]


@pytest.mark.parametrize(("depth", "deeper"), [(2, True), (3, False), (4, False)])
def test_depth_is_that_of_the_deepest_element(depth: int, deeper: bool) -> None:
    assert exceeds_depth(b"<a><b/><b><c/></b><b/></a>", depth) is deeper
    assert exceeds_depth(b"<a><b>", depth) is False


@pytest.mark.parametrize(
    ("address", "scheme"),
    [
        ("mailto:a@b", "mailto"),
        (" HT\tTP://x", "http"),
        ("a/b:c", ""),
        ("1a:b", ""),
        ("a+b-c.d:e", "a+b-c.d"),
        ("", ""),
    ],
)
def test_schemes_of_addresses(address: str, scheme: str) -> None:
    assert link_scheme(address) == scheme


def test_ids_of_the_same_text_get_numbers() -> None:
    first = content_id("p", "a b")
    assert first == content_id("p", "A\nb") != content_id("p", "ac")
    assert content_id("p", "a b", {first, f"{first}-2"}) == f"{first}-3"
    assert len(first) == len("p-") + 8


def test_an_element_with_more_attributes_than_any_schema_knows_is_refused() -> None:
    few, many = (" ".join(f'a{n}="&gt;x"' for n in range(count)) for count in (900, 1_200))
    assert len(parse(Source("a.xml", f"<a><b {few}/></a>".encode())).root[0].attrib) == 900
    with pytest.raises(EditionError, match="has 1,200 attributes") as caught:
        parse(Source("a.xml", f"<a><b {many}/></a>".encode()))
    assert caught.value.diagnostics[0].primary == Span("a.xml", 4, 5)
