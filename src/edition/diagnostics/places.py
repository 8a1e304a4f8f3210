"""From byte offsets to lines and columns as people and editors count them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Position:
    """A line and a column, both from 1; columns count characters, not bytes."""

    line: int
    column: int


class LineIndex:
    """The lines of one file, found once.

    >>> LineIndex("öz\\nab".encode()).position(4)
    Position(line=2, column=1)
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._starts = [0]
        at = data.find(b"\n")
        while at >= 0:
            self._starts.append(at + 1)
            at = data.find(b"\n", at + 1)

    def __len__(self) -> int:
        return len(self._starts)

    def position(self, offset: int) -> Position:
        """Line and column of a byte offset; an offset behind the end is the end."""
        offset = max(0, min(offset, len(self._data)))
        line = bisect_right(self._starts, offset)
        before = self._data[self._starts[line - 1] : offset]
        return Position(line, len(before.decode("utf-8", "replace")) + 1)

    def text(self, line: int) -> str:
        """The text of a line (from 1) without its line break."""
        end = self._starts[line] if line < len(self._starts) else len(self._data)
        return self._data[self._starts[line - 1] : end].decode("utf-8", "replace").rstrip("\r\n")

    def offset(self, line: int) -> int:
        """The byte offset at which a line (from 1) begins."""
        return self._starts[min(line, len(self._starts)) - 1]
