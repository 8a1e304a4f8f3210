"""Tables that the file's tags tell: rows and cells with their spans, whatever rules or white strips there are.

Takes the lines of a page and its tags, gives the tables and the lines outside of them. A table of one column or one row
is none, and one whose rows do not stand below each other is not believed.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from edition.intake.layout.lines import line_of
from edition.intake.layout.model import Cell, CellPlace, Char, Grid, Line, PageTag, around


def tagged_grids(lines: Sequence[Line], tags: Mapping[int, PageTag], page: int) -> tuple[list[Grid], list[Line]]:
    """The tables of a page by its tags, and the lines outside of them."""
    if not any(_in_cell(tag.place) for tag in tags.values()):
        return [], list(lines)
    tables = [table for table in _tables(lines, tags) if _is_table(table.rows())]
    grids = [Grid(around([line.box for line in table.lines]), page, table.rows()) for table in tables]
    inside = {id(line) for table in tables for line in table.lines}
    return grids, [line for line in lines if id(line) not in inside]


def _tables(lines: Sequence[Line], tags: Mapping[int, PageTag]) -> Iterable[_Tagged]:
    found: dict[int, _Tagged] = defaultdict(_Tagged)
    for line in lines:
        stretches = _stretches(line, tags)
        table = _table_of(stretches)
        if table is not None:
            found[table].lines.append(line)
            found[table].stretches += [(place, stretch) for place, stretch in stretches if place]
    return found.values()


@dataclass
class _Tagged:
    """The lines of a table, and the stretches of them in its cells."""

    lines: list[Line] = field(default_factory=list)
    stretches: list[tuple[CellPlace, Line]] = field(default_factory=list)

    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows in the order of the file, with cells that have no text."""
        rows: dict[int, dict[int, list[tuple[CellPlace, Line]]]] = defaultdict(lambda: defaultdict(list))
        for place, line in self.stretches:
            rows[place.row][place.cell].append((place, line))
        return tuple(_row(rows[row]) for row in sorted(rows))


def _table_of(stretches: Sequence[tuple[CellPlace | None, Line]]) -> int | None:
    """The table that all stretches of a line are in."""
    tables = {place.table if place else None for place, _ in stretches}
    return tables.pop() if len(tables) == 1 else None


def _in_cell(place: CellPlace | None) -> bool:
    return place is not None and place.cell >= 0


def _stretches(line: Line, tags: Mapping[int, PageTag]) -> list[tuple[CellPlace | None, Line]]:
    """A line cut where a cell ends; blanks have no tags and belong to what stands before them."""
    groups: list[tuple[CellPlace | None, list[Char]]] = []
    for char in line.chars:
        tag = tags.get(char.mark)
        place = tag.place if tag and _in_cell(tag.place) else None
        if groups and (char.text == " " or groups[-1][0] == place):
            groups[-1][1].append(char)
        else:
            groups.append((place, [char]))
    if line.turned or len(groups) == 1:
        return [(groups[0][0], line)]
    made = ((place, line_of(chars, line.page)) for place, chars in groups)
    return [(place, piece) for place, piece in made if piece]


def _row(cells: Mapping[int, Sequence[tuple[CellPlace, Line]]]) -> tuple[Cell, ...]:
    place = next(iter(cells.values()))[0][0]
    return tuple(_cell(cells.get(at, ())) for at in range(max(place.cells, *(at + 1 for at in cells))))


def _cell(found: Sequence[tuple[CellPlace, Line]]) -> Cell:
    if not found:
        return Cell(())
    place = found[0][0]
    return Cell(tuple(line for _, line in found), place.columns, place.rows, place.head)


def _is_table(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether rows make a table: two at least with two cells, each below the one before."""
    tops = [max(line.base for cell in row for line in cell.lines) for row in rows]
    return len(rows) > 1 and max(map(len, rows)) > 1 and all(a > b for a, b in itertools.pairwise(tops))
