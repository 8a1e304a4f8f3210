from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.diagnostics import Diagnostic, EditionError
from edition.markup import Source, parse, read_source, scan_elements
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
    assert source.transcoded


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
