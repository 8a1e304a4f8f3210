"""A whole PDF in reading order: furniture told apart, tables and pictures in place, one column after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from edition.intake.layout.cuts import cut_pages
from edition.intake.layout.furniture import find_edges
from edition.intake.layout.model import Box, Column, Grid, Item, Line, PdfPage, Picture
from edition.intake.layout.tables import aligned_grids, ruled_grids
from edition.intake.layout.tagged_tables import tagged_grids

WRITTEN = "label"  # what is written in a drawing


@dataclass(frozen=True, slots=True)
class PageLayout:
    """A page: its printed number, its furniture (kind and line), its columns in reading order."""

    sheet: PdfPage
    number: str
    furniture: tuple[tuple[str, Line], ...]
    columns: tuple[Column, ...]


def lay_out(sheets: Sequence[PdfPage]) -> tuple[PageLayout, ...]:
    """Put the pages' lines, pictures and tables in reading order."""
    edges = find_edges(sheets)
    pages = [_page(sheet, kinds) for sheet, kinds in zip(sheets, edges.kinds, strict=True)]
    columns = cut_pages([items for items, _ in pages])
    return tuple(
        PageLayout(sheet, number, fixed, tuple(aligned_grids(column) for column in cut))
        for sheet, number, (_, fixed), cut in zip(sheets, edges.numbers, pages, columns, strict=True)
    )


def _page(sheet: PdfPage, kinds: Mapping[int, str]) -> tuple[list[Item], tuple[tuple[str, Line], ...]]:
    """What stands on a page to be read, and its furniture with what is written in its drawings."""
    inside = [line for i, line in enumerate(sheet.lines) if i not in kinds]
    tagged, outside = tagged_grids(inside, sheet.tags, sheet.number)
    ruled, lines = ruled_grids(outside, sheet.rules, sheet.number)
    grids = [*tagged, *ruled]
    figures = _figures(sheet, lines, grids)
    drawn = [figure.box for figure in figures if figure.drawn]
    text: list[Line] = []
    furniture = [(kind, sheet.lines[i]) for i, kind in sorted(kinds.items())]
    for line in lines:
        if any(box.holds(line.box) for box in drawn):
            furniture.append((WRITTEN, line))
        else:
            text.append(line)
    return [*text, *grids, *figures], tuple(furniture)


def _figures(sheet: PdfPage, lines: Sequence[Line], grids: Sequence[Grid]) -> list[Picture]:
    """The pictures of a page; those that lie in each other or on text are one picture, or none."""
    done: list[Picture] = []
    for picture in sorted(sheet.pictures, key=lambda p: -p.box.width * p.box.height):
        covered = sum(picture.box.holds(line.box) for line in lines)
        taken = [*(p.box for p in done), *(g.box for g in grids)]
        if covered > 12 or any(_over(picture.box, box) for box in taken):
            continue
        done.append(picture)
    return done


def _over(a: Box, b: Box) -> bool:
    width = min(a.right, b.right) - max(a.left, b.left)
    height = min(a.top, b.top) - max(a.bottom, b.bottom)
    return width > 0 and height > 0 and width * height > 0.5 * a.width * a.height
