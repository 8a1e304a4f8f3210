"""Places as pages count them (UTF-16 units; a line ends with one) and as bytes, and line ends that stay."""

from __future__ import annotations

import difflib
from bisect import bisect_right
from itertools import accumulate


class Letters:
    """The bytes of a text and the letters of a page.

    >>> letters = Letters("aşk\\n\U0001d11eb".encode())
    >>> letters.of(9), letters.byte(6), letters.line(9)
    (6, 9, 2)
    """

    def __init__(self, data: bytes) -> None:
        self._lines = data.split(b"\n")
        self._bytes = [0, *accumulate(len(line) + 1 for line in self._lines)]
        self._units = [0, *accumulate(_units(line) + 1 for line in self._lines)]

    def of(self, byte: int) -> int:
        """A place in bytes as one in letters; one behind the end is the end."""
        line = self.line(byte) - 1
        return self._units[line] + _units(self._lines[line][: max(0, byte - self._bytes[line])])

    def byte(self, letter: int) -> int:
        """A place in letters as one in bytes."""
        line = max(0, min(bisect_right(self._units, letter), len(self._lines)) - 1)
        head = self._lines[line].decode("utf-8", "replace").encode("utf-16-le")[: 2 * (letter - self._units[line])]
        return self._bytes[line] + len(head.decode("utf-16-le", "ignore").encode())

    def line(self, byte: int) -> int:
        """The number of the line of a byte."""
        return max(1, min(bisect_right(self._bytes, byte), len(self._lines)))


def _units(line: bytes) -> int:
    return len(line) if line.isascii() else len(line.decode("utf-8", "ignore").encode("utf-16-le")) // 2


def one_ending(data: bytes) -> bytes:
    """A text as a page has it: every line ends with one letter."""
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def with_endings(before: bytes, text: bytes) -> bytes:
    """A text of a page with the line ends of the file that it came from; new lines get the commonest.

    >>> with_endings(b"a\\r\\nb\\nc\\r\\n", b"a\\nb\\nx\\nc\\n")
    b'a\\r\\nb\\nx\\r\\nc\\r\\n'
    """
    text = one_ending(text)
    if b"\r" not in before:
        return text
    old, new = before.splitlines(keepends=True), text.splitlines(keepends=True)
    usual = b"\r\n" if before.count(b"\r\n") * 2 > before.count(b"\n") else b"\n"
    out = [line.replace(b"\n", usual) for line in new]
    for start, begin, length in _shared([one_ending(line) for line in old], new):
        out[begin : begin + length] = old[start : start + length]
    return b"".join(out)


def _shared(old: list[bytes], new: list[bytes]) -> list[tuple[int, int, int]]:
    """The stretches of lines that two texts have in common; head and tail are found without comparing all with all."""
    head = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    rest = min(len(old), len(new)) - head
    tail = next((n for n in range(rest) if old[-1 - n] != new[-1 - n]), rest)
    middle = difflib.SequenceMatcher(None, old[head : len(old) - tail], new[head : len(new) - tail], autojunk=False)
    inside = [(a + head, b + head, n) for a, b, n in middle.get_matching_blocks()]
    return [(0, 0, head), *inside, (len(old) - tail, len(new) - tail, tail)]
