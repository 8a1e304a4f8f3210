"""Tables that the file's tags tell: rows and cells with their spans, whatever rules or white strips there are.

Takes the lines of a page and its tags, gives the tables and the lines outside of them. A table of one column or one row
is none, and one whose rows do not stand below each other is not believed.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Mapping, Sequence

from edition.intake.layout.lines import line_of
from edition.intake.layout.model import Cell, CellPlace, Char, Grid, Line, PageTag, around


def tagged_grids(lines: Sequence[Line], tags: Mapping[int, PageTag], page: int) -> tuple[list[Grid], list[Line]]:
    """The tables of a page by its tags, and the lines outside of them."""
    if not any(_in_cell(tag.place) for tag in tags.values()):
        return [], list(lines)
    stretches = [(stretch, line) for line in lines for stretch in _stretches(line, tags)]
    grids: list[Grid] = []
    inside: set[int] = set()
    for table in dict.fromkeys(place.table for (place, _), _ in stretches if place):
        own = [((place, made), line) for (place, made), line in stretches if place and place.table == table]
        rows = _rows([stretch for stretch, _ in own])
        whole = all(place and place.table == table for (place, _), line in stretches if any(line is o for _, o in own))
        if whole and _is_table(rows):
            grids.append(Grid(around([line.box for _, line in own]), page, rows))
            inside |= {id(line) for _, line in own}
    return grids, [line for line in lines if id(line) not in inside]


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


def _rows(stretches: Sequence[tuple[CellPlace, Line]]) -> tuple[tuple[Cell, ...], ...]:
    """The rows in the order of the file, with cells that have no text."""
    rows: dict[int, dict[int, list[tuple[CellPlace, Line]]]] = defaultdict(lambda: defaultdict(list))
    for place, line in stretches:
        rows[place.row][place.cell].append((place, line))
    return tuple(_row(rows[row]) for row in sorted(rows))


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
