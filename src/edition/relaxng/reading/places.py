"""Which elements are open at a place of a document, found when first asked and followed from there."""

from __future__ import annotations

import re

from edition.relaxng.model import Stretch

_NAME = re.compile(rb"[^\s/>]+")
_TAG_REST = re.compile(rb"""[^"'>]*+(?:(?:"[^"]*+"|'[^']*+')[^"'>]*+)*+>""")
_SKIPPED = ((b"!--", b"-->"), (b"![CDATA[", b"]]>"), (b"?", b"?>"))


class OpenElements:
    """The start tags of the open elements, outermost first, at a place that only moves forward."""

    def __init__(self, data: bytes, start: int) -> None:
        """Begin where nothing is open."""
        self._data = data
        self._at = start
        self.starts: list[int] = []

    def advance(self, to: int) -> None:
        """Move to a place, which must be outside of markup."""
        data = self._data
        at = data.find(b"<", self._at, to)
        while 0 <= at < to:
            at = data.find(b"<", self._step(at), to)
        self._at = max(to, self._at)

    def _step(self, at: int) -> int:
        data = self._data
        first = data[at + 1 : at + 2]
        if first == b"/":
            if self.starts:
                self.starts.pop()
            return at + 2
        if first in (b"!", b"?"):
            for opening, closing in _SKIPPED:
                if data.startswith(opening, at + 1):
                    return data.find(closing, at) + len(closing)
            return at + 1
        end = self.tag(at).end
        if data[end - 2 : end - 1] != b"/":
            self.starts.append(at)
        return end

    def tag(self, at: int) -> Stretch:
        """Give the span of the tag that begins at a place."""
        found = _TAG_REST.match(self._data, at)
        return Stretch(at, found.end() if found else len(self._data))

    def raw_name(self, at: int) -> bytes:
        """Give the name in the tag that begins at a place."""
        return tag_name(self._data, at)


def tag_name(data: bytes, at: int) -> bytes:
    """Give the name in the start tag that begins at a place."""
    found = _NAME.match(data, at + 1)
    return found[0] if found else b""


def element_end(data: bytes, start: int) -> tuple[Stretch, Stretch]:
    """Give the spans of the start tag that begins at ``start`` and of its end tag (the same for an empty element).

    >>> element_end(b"<a><b/><a>x</a></a>", 0)
    (Stretch(start=0, end=3), Stretch(start=15, end=19))
    """
    opened = OpenElements(data, start)
    tag = opened.tag(start)
    if data[tag.end - 2 : tag.end - 1] == b"/":
        return tag, tag
    at = opened._step(start)
    while opened.starts:
        at = data.find(b"<", at)
        begin, at = at, opened._step(at)
    return tag, opened.tag(begin)
