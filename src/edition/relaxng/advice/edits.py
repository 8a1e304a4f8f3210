"""Edits on a document's bytes: renaming, wrapping, moving, deleting; and applying them."""

from __future__ import annotations

from collections.abc import Iterable

from edition.relaxng.advice.model import Edit
from edition.relaxng.model import Span
from edition.relaxng.reading.places import element_end, tag_name


def apply_edits(data: bytes, edits: Iterable[Edit]) -> bytes:
    """Apply edits that do not overlap; every other byte stays.

    >>> apply_edits(b"abc", [Edit(1, 2, b"X"), Edit(0, 0, b"<")])
    b'<aXc'
    """
    out: list[bytes] = []
    at = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        out += data[at : edit.start], edit.text
        at = edit.end
    return b"".join([*out, data[at:]])


def escape(text: str) -> str:
    """Escape text for content. (The standard library's function imports all of its web client.)"""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def rename_element(data: bytes, tag: Span, name: bytes) -> tuple[Edit, ...]:
    """Rename an element in its start tag and its end tag."""
    start, end = element_end(data, tag.start)
    old = len(tag_name(data, start.start))
    first = Edit(start.start + 1, start.start + 1 + old, name)
    return (first,) if end == start else (first, Edit(end.start + 2, end.start + 2 + old, name))


def wrap(start: int, end: int, name: bytes) -> tuple[Edit, ...]:
    """Put a stretch into a new element."""
    return Edit(start, start, b"<" + name + b">"), Edit(end, end, b"</" + name + b">")


def unwrap(data: bytes, tag: Span) -> tuple[Edit, ...]:
    """Take an element's tags away and leave what it holds."""
    start, end = element_end(data, tag.start)
    return (Edit(*start, b""),) if end == start else (Edit(*start, b""), Edit(*end, b""))


def whole(data: bytes, tag: Span) -> Span:
    """Give the span of a whole element."""
    start, end = element_end(data, tag.start)
    return Span(start.start, end.end)


def delete(data: bytes, span: Span) -> tuple[Edit, ...]:
    """Delete a stretch, with its line if it has that to itself."""
    line = data.rfind(b"\n", 0, span.start) + 1
    alone = not data[line : span.start].strip() and data[span.end : span.end + 1] in (b"\n", b"\r", b"")
    return (Edit(max(line - 1, 0) if alone else span.start, span.end, b""),)


def move(data: bytes, span: Span, to: int) -> tuple[Edit, ...]:
    """Move a stretch to another place."""
    return (*delete(data, span), Edit(to, to, data[span.start : span.end]))


def attribute_span(data: bytes, name: Span) -> Span:
    """Give the span of a whole attribute with the white space before it, from the span of its name."""
    start = name.start
    while data[start - 1 : start].isspace():
        start -= 1
    at = name.end
    while data[at : at + 1] not in (b'"', b"'"):
        at += 1
    return Span(start, data.index(data[at : at + 1], at + 1) + 1)


def as_value(data: bytes, span: Span, value: str) -> bytes:
    """Escape a value for the attribute at a span, whichever quotes it has."""
    quote = data[span.start - 1 : span.start]
    return escape(value).replace(*(('"', "&quot;") if quote == b'"' else ("'", "&apos;"))).encode("utf-8")
