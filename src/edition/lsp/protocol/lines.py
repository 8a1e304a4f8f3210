"""Places of a text as the protocol counts them (lines, and units of UTF-16 or what was agreed on) and as bytes."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from lsprotocol import types

from edition.diagnostics import Span


class Lines:
    """The lines of a text.

    >>> lines = Lines("<p>\U0001d11e\u015f</p>\\n".encode())
    >>> lines.position(9).character, lines.offset(types.Position(0, 6))
    (6, 9)
    """

    def __init__(self, data: bytes, encoding: str = "utf-16") -> None:
        self._data = data
        self.encoding = encoding
        self._starts = [0, *accumulate(map(len, data.splitlines(keepends=True)))]
        if data and not data.endswith((b"\n", b"\r")):
            self._starts.pop()

    def position(self, offset: int) -> types.Position:
        """A byte as line and character; a place behind the end is the end."""
        offset = max(0, min(offset, len(self._data)))
        line = bisect_right(self._starts, offset) - 1
        return types.Position(line, self._units(self._data[self._starts[line] : offset]))

    def range(self, start: int, end: int) -> types.Range:
        """A stretch of bytes."""
        return types.Range(self.position(start), self.position(end))

    def range_of(self, span: Span) -> types.Range:
        """A span of this text."""
        return self.range(span.start, span.end)

    def offset(self, position: types.Position) -> int:
        """A line and character as a byte; a character behind the end of its line is that end."""
        if position.line >= len(self._starts):
            return len(self._data)
        start = self._starts[position.line]
        behind = self._starts[position.line + 1] if position.line + 1 < len(self._starts) else len(self._data)
        return start + self._bytes(self._data[start:behind].rstrip(b"\r\n"), position.character)

    def _units(self, before: bytes) -> int:
        if before.isascii() or self.encoding == "utf-8":
            return len(before)
        text = before.decode("utf-8", "ignore")
        return len(text) if self.encoding == "utf-32" else len(text.encode("utf-16-le")) // 2

    def _bytes(self, line: bytes, character: int) -> int:
        if line.isascii() or self.encoding == "utf-8":
            return min(character, len(line))
        text = line.decode("utf-8", "replace")
        if self.encoding == "utf-32":
            return len(text[:character].encode())
        return len(text.encode("utf-16-le")[: 2 * character].decode("utf-16-le", "ignore").encode())
