"""Tables in plain text: lines one below the other whose cells stand apart by blanks and in the same columns.

Takes lines, gives for each table its rows as stretches of the lines' texts. Two columns of running text set side by
side are no table, nor is a text that is justified with blanks: their stretches do not stand below each other.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from edition.intake.signs.lines import Line

_CELL: Final = re.compile(r"\S+(?: \S+)*")
_ROWS: Final = 3
_NEAR: Final = 2
_ALIGNED: Final = 0.8
_LONGEST: Final = 28
_NUMBERS: Final = 0.6


@dataclass(frozen=True, slots=True)
class TableLines:
    """The lines `first:last` (exclusive) with their cells' places in each line's text."""

    first: int
    last: int
    rows: tuple[tuple[tuple[int, int], ...], ...]


def find_tables(lines: Sequence[Line], furniture: Collection[int]) -> list[TableLines]:
    """Find the tables of a text."""
    cells = [[] if i in furniture else _cells(line.text) for i, line in enumerate(lines)]
    found: list[TableLines] = []
    first = 0
    while first < len(lines):
        last = first
        while last < len(lines) and len(cells[last]) > 1 and (last == first or _goes_on(lines, cells, last)):
            last += 1
        if last - first >= _ROWS and _is_table(lines[first:last], cells[first:last]):
            found.append(TableLines(first, last, tuple(tuple(row) for row in cells[first:last])))
        first = max(last, first + 1)
    return found


def _cells(text: str) -> list[tuple[int, int]]:
    """The stretches that two blanks or a tab part.

    >>> _cells("1885    212  18,400")
    [(0, 4), (8, 11), (13, 19)]
    """
    return [match.span() for match in _CELL.finditer(text)]


def _goes_on(lines: Sequence[Line], cells: Sequence[Sequence[tuple[int, int]]], i: int) -> bool:
    return len(cells[i]) == len(cells[i - 1]) and lines[i].gap <= 1 and not lines[i].feed


def _is_table(lines: Sequence[Line], cells: Sequence[Sequence[tuple[int, int]]]) -> bool:
    columns = list(zip(*cells, strict=True))
    texts = [[line.text[a:b] for line, (a, b) in zip(lines, column, strict=True)] for column in columns]
    lengths = [sum(map(len, column)) / len(column) for column in texts]
    if max(lengths) > _LONGEST or (len(columns) == 2 and not _of_numbers(texts[1])):
        return False
    return all(_stands_below(lines, column) for column in columns[1:])


def _of_numbers(texts: Sequence[str]) -> bool:
    return sum(any(c.isdigit() for c in text) and len(text) <= 12 for text in texts) >= _NUMBERS * len(texts)


def _stands_below(lines: Sequence[Line], column: Sequence[tuple[int, int]]) -> bool:
    """Whether most cells of a column begin, end or have their middle at the same place of the page."""
    edges = [
        [line.indent + a for line, (a, _) in zip(lines, column, strict=True)],
        [line.indent + b for line, (_, b) in zip(lines, column, strict=True)],
        [line.indent + (a + b) // 2 for line, (a, b) in zip(lines, column, strict=True)],
    ]
    return any(_agree(places) for places in edges)


def _agree(places: Sequence[int]) -> bool:
    middle = sorted(places)[len(places) // 2]
    return sum(abs(place - middle) <= _NEAR for place in places) >= _ALIGNED * len(places)
