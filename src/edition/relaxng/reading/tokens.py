"""A document cut at every ``<``: the quickest reading of well-formed XML that still knows each byte's place.

``bytes.split`` does the cutting, window by window, so that memory stays bounded. In well-formed XML a ``<`` that does
not begin markup stands only in comments, CDATA, processing instructions and the document type; the reader of the
chunks joins those again. Nothing here checks well-formedness: ``wellformed`` has done so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from operator import length_hint
from typing import NamedTuple

_WINDOW = 1 << 17
_ATTRIBUTE = re.compile(rb"""\s+([^\s=/>"']+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_TAG_NAME = re.compile(rb"[^\s/>]+")
_REFERENCE = re.compile(r"&(#x[0-9A-Fa-f]+|#[0-9]+|[^;&\s]+);")
_PREDEFINED = {"lt": "<", "gt": ">", "amp": "&", "apos": "'", "quot": '"'}
_SPACES = str.maketrans("\t\n\r", "   ")


class Chunks:
    """The chunks of a document in order; each is what follows a ``<`` up to the next."""

    def __init__(self, data: bytes, start: int, window: int = _WINDOW) -> None:
        """Begin at the first ``<`` from ``start``; a window is so many bytes, or a little more."""
        self._window = window
        self._data = data
        self._next = data.find(b"<", start)
        self._chunks: list[bytes] = []
        self._iterator: Iterator[bytes] = iter(())
        self._counted = 0  # chunks of the window whose length is in _offset
        self._offset = self._next

    def skip(self, chunk: bytes, closing: bytes, begin: int) -> tuple[bytes, bytes]:
        """Go on to the end of a comment or the like; give what is in it from ``begin`` on, and the text after it."""
        parts: list[bytes] = []
        while (at := chunk.find(closing, begin)) < 0:
            parts.append(chunk[begin:])
            chunk, begin = self.more(), 0
        parts.append(chunk[begin:at])
        return b"<".join(parts), chunk[at + len(closing) :]

    def windows(self) -> Iterator[Iterator[bytes]]:
        """Give an iterator of chunks for each window."""
        while length_hint(self._iterator) or self._load():
            yield self._iterator

    def _load(self) -> bool:
        data, start = self._data, self._next
        if start < 0:
            return False
        end = data.rfind(b"<", start + 1, start + self._window)
        if end < 0:
            end = data.find(b"<", start + self._window)
        self._next = end
        self._chunks = data[start + 1 : end if end >= 0 else len(data)].split(b"<")
        self._iterator = iter(self._chunks)
        self._offset, self._counted = start, 0
        return True

    def offset(self) -> int:
        """Give the place of the ``<`` before the chunk that was taken last."""
        index = len(self._chunks) - length_hint(self._iterator) - 1
        passed = self._chunks[self._counted : index]
        self._offset += sum(map(len, passed)) + len(passed)
        self._counted = index
        return self._offset

    def end(self) -> int:
        """Give the place after the chunk that was taken last."""
        start = self.offset()
        return start + 1 + len(self._chunks[self._counted])

    def more(self) -> bytes:
        """Take the next chunk, over the end of a window if need be; empty at the end of the document."""
        if not length_hint(self._iterator) and not self._load():
            return b""
        return next(self._iterator)


class WrittenAttribute(NamedTuple):
    """One attribute as written; offsets count from the ``<`` of its tag."""

    name: bytes
    raw: bytes
    start: int
    value_start: int


class Tag(NamedTuple):
    """A start tag, or empty-element tag, without its angle brackets."""

    raw: bytes
    name: bytes
    attributes: tuple[WrittenAttribute, ...]
    empty: bool

    @property
    def shape(self) -> tuple[bytes | bool, ...]:
        """Give all but the values."""
        return self.empty, self.name, *[attribute.name for attribute in self.attributes]


def parse_tag(raw: bytes) -> Tag | None:
    """Take a start tag apart; None where it was cut at a ``>`` inside one of its values.

    >>> tag = parse_tag(b'p n="1" /')
    >>> tag.name, tag.empty, tag.attributes[0].raw
    (b'p', True, b'1')
    >>> parse_tag(b'p n="1') is None
    True
    """
    found = _TAG_NAME.match(raw)
    assert found is not None
    end = found.end()
    attributes: list[WrittenAttribute] = []
    for match in _ATTRIBUTE.finditer(raw, end):
        if match.start() != end:
            return None
        end, which = match.end(), match.lastindex or 2
        attributes.append(WrittenAttribute(match[1], match[which], match.start(1) + 1, match.start(which) + 1))
    rest = raw[end:]
    return Tag(raw, found[0], tuple(attributes), rest[-1:] == b"/") if rest.strip() in (b"", b"/") else None


def resolve(raw: bytes, entities: Mapping[str, str]) -> str:
    """Decode text with its references resolved; line ends become newlines."""
    text = raw.decode("utf-8")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _REFERENCE.sub(lambda found: _referred(found[1], entities), text) if "&" in text else text


def attribute_value(raw: bytes, entities: Mapping[str, str]) -> str:
    r"""Decode an attribute value as XML normalises it: literal white space becomes spaces.

    >>> attribute_value(b"a\n&#10;&lt;", {})
    'a \n<'
    """
    text = raw.decode("utf-8")
    if b"\r" in raw or b"\n" in raw or b"\t" in raw:
        text = text.replace("\r\n", "\n").translate(_SPACES)
    return _REFERENCE.sub(lambda found: _referred(found[1], entities), text) if "&" in text else text


def _referred(name: str, entities: Mapping[str, str]) -> str:
    if name.startswith("#x"):
        return chr(int(name[2:], 16))
    if name.startswith("#"):
        return chr(int(name[1:]))
    known = _PREDEFINED.get(name)
    if known is not None:
        return known
    value = entities.get(name, "")  # may refer to others; expat has seen to it that this ends
    return _REFERENCE.sub(lambda found: _referred(found[1], entities), value) if "&" in value else value
