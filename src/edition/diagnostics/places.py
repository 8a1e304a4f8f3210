"""From byte offsets to lines and columns as people and editors count them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path

from edition.diagnostics.model import Span


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


class Sources:
    """The files that diagnostics point into, read when a line of them is shown; paths count from `folder`."""

    def __init__(self, known: dict[str, bytes] | None = None, folder: Path = Path()) -> None:
        self._data = dict(known or {})
        self._folder = folder
        self._lines: dict[str, LineIndex | None] = {}

    def lines(self, file: str) -> LineIndex | None:
        """The line index of a file, or None where it cannot be read any more."""
        if file not in self._lines:
            data = self._data.get(file)
            if data is None:
                try:
                    data = (self._folder / file).read_bytes()
                except OSError:
                    data = None
            self._lines[file] = None if data is None or _is_binary(data) else LineIndex(data)
        return self._lines[file]

    def range(self, span: Span) -> tuple[Position, Position]:
        """First and last position of a span; 1:1 where the file cannot be read."""
        lines = self.lines(span.file)
        if lines is None:
            return Position(1, 1), Position(1, 1)
        return lines.position(span.start), lines.position(span.end)


def _is_binary(data: bytes) -> bool:
    """Whether bytes have no lines that a reader could look at: a PDF, a picture, an archive."""
    return data.startswith(b"%PDF") or b"\0" in data[:4096]
