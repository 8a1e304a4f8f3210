"""Edits on a document's bytes: renaming, wrapping, moving, deleting; and applying them."""

from __future__ import annotations

from collections.abc import Iterable

from edition.relaxng.advice.model import Replacement
from edition.relaxng.model import Stretch
from edition.relaxng.reading.places import element_end, tag_name


def apply_edits(data: bytes, edits: Iterable[Replacement]) -> bytes:
    """Apply edits that do not overlap; every other byte stays.

    >>> apply_edits(b"abc", [Replacement(1, 2, b"X"), Replacement(0, 0, b"<")])
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


def rename_element(data: bytes, tag: Stretch, name: bytes) -> tuple[Replacement, ...]:
    """Rename an element in its start tag and its end tag."""
    start, end = element_end(data, tag.start)
    old = len(tag_name(data, start.start))
    first = Replacement(start.start + 1, start.start + 1 + old, name)
    return (first,) if end == start else (first, Replacement(end.start + 2, end.start + 2 + old, name))


def wrap(start: int, end: int, name: bytes) -> tuple[Replacement, ...]:
    """Put a stretch into a new element."""
    return Replacement(start, start, b"<" + name + b">"), Replacement(end, end, b"</" + name + b">")


def unwrap(data: bytes, tag: Stretch) -> tuple[Replacement, ...]:
    """Take an element's tags away and leave what it holds."""
    start, end = element_end(data, tag.start)
    return (Replacement(*start, b""),) if end == start else (Replacement(*start, b""), Replacement(*end, b""))


def whole(data: bytes, tag: Stretch) -> Stretch:
    """Give the span of a whole element."""
    start, end = element_end(data, tag.start)
    return Stretch(start.start, end.end)


def delete(data: bytes, span: Stretch) -> tuple[Replacement, ...]:
    """Delete a stretch, with its line if it has that to itself."""
    line = data.rfind(b"\n", 0, span.start) + 1
    alone = not data[line : span.start].strip() and data[span.end : span.end + 1] in (b"\n", b"\r", b"")
    return (Replacement(max(line - 1, 0) if alone else span.start, span.end, b""),)


def move(data: bytes, span: Stretch, to: int) -> tuple[Replacement, ...]:
    """Move a stretch to another place."""
    return (*delete(data, span), Replacement(to, to, data[span.start : span.end]))


def attribute_span(data: bytes, name: Stretch) -> Stretch:
    """Give the span of a whole attribute with the white space before it, from the span of its name."""
    start = name.start
    while data[start - 1 : start].isspace():
        start -= 1
    at = name.end
    while data[at : at + 1] not in (b'"', b"'"):
        at += 1
    return Stretch(start, data.index(data[at : at + 1], at + 1) + 1)


def as_value(data: bytes, span: Stretch, value: str) -> bytes:
    """Escape a value for the attribute at a span, whichever quotes it has."""
    quote = data[span.start - 1 : span.start]
    return escape(value).replace(*(('"', "&quot;") if quote == b'"' else ("'", "&apos;"))).encode("utf-8")
