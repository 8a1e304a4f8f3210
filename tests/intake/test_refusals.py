"""What cannot be imported is refused with a diagnostic of its own, in bounded time."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edition.diagnostics import EditionError


def _bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 300_000_000)
    return buffer.getvalue()


def _archive(name: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, b"<x/>")
    return buffer.getvalue()


LOCKED = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"3 0 obj<</Filter/Standard/V 1/R 2/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">/P -4>>endobj\n"
    b"trailer<</Root 1 0 R/Encrypt 3 0 R/ID[<00><00>]>>\n%%EOF"
)


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"\x89PNG\r\n\x1a\n", "a.txt", "I100"),
        (b"<?xml version='1.0'?><svg/>", "a.txt", "I100"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "a.docx", "I106"),
        (_archive("content.xml"), "a.docx", "I100"),
        ("Gemi şarkısı".encode("cp1254"), "a.txt", "I101"),
        (b"ab\x00cd", "a.txt", "I102"),
        (b"", "a.txt", "I103"),
        (b" \n\f ", "a.txt", "I103"),
        (b"a " * (26 * 1024 * 1024), "a.txt", "I104"),
        (b"a" * (10 * 1024 * 1024), "a.txt", "I104"),
        (b"%PDF-1.7\nnothing", "a.pdf", "I105"),
        (b"PK\x03\x04broken", "a.docx", "I105"),
        (b"<?xml version='1.0'?><TEI><p></TEI>", "a.xml", "I105"),
        (LOCKED, "a.pdf", "I106"),
        (_bomb(), "a.docx", "I107"),
    ],
)
def test_refused(take, data, name, code):
    with pytest.raises(EditionError) as caught:
        take(data, name)
    assert caught.value.diagnostics[0].code.id == code


def test_utf_16_with_its_mark_is_read(take):
    assert take("Küçük liman sakin ve güzeldi.".encode("utf-16")).texts("//tei:body//tei:p") == [
        "Küçük liman sakin ve güzeldi."
    ]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=600), st.sampled_from(["a.txt", "a.md", "a.pdf", "a.docx", "a.xml"]))
def test_no_bytes_crash_it(take, data, name):
    try:
        take(data, name)
    except EditionError as error:
        assert error.diagnostics


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=400), st.sampled_from(["a.txt", "a.md"]))
def test_no_text_crashes_it(take, text, name):
    try:
        take(text.encode("utf-8", "surrogatepass"), name)
    except EditionError as error:
        assert "I108" not in {d.code.id for d in error.diagnostics}
