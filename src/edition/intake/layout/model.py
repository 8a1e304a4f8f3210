"""What stands on a page, as plain values: characters with their style and place, lines, rules, pictures, tables.

Places are in points, the origin at the page's lower left corner. Nothing here decides anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Style(NamedTuple):
    """How characters are set."""

    font: str
    size: float
    bold: bool = False
    italic: bool = False
    mono: bool = False
    small_caps: bool = False
    colour: int = 0


class CellPlace(NamedTuple):
    """Of which table and row a stretch is (-1 where it is in none), of which of the row's cells, whether that is a
    heading, how many columns and rows it takes.
    """

    table: int
    row: int = -1
    cell: int = -1
    cells: int = 0
    head: bool = False
    columns: int = 1
    rows: int = 1


class PageTag(NamedTuple):
    """What the file says of a stretch: the name of the element that it is in, which of these it is, its language, what
    it describes a picture with, and its place in a table.
    """

    name: str
    element: int
    lang: str = ""
    alt: str = ""
    place: CellPlace | None = None


class Char(NamedTuple):
    """A character: its text, its edges, the baseline it stands on, its style, the mark by which tags know it."""

    text: str
    left: float
    right: float
    base: float
    style: Style
    mark: int = -1


class Box(NamedTuple):
    """A rectangle on a page."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From bottom to top."""
        return self.top - self.bottom

    def holds(self, other: Box) -> bool:
        """Whether the middle of another box is inside."""
        x, y = (other.left + other.right) / 2, (other.bottom + other.top) / 2
        return self.left <= x <= self.right and self.bottom <= y <= self.top


def around(boxes: list[Box]) -> Box:
    """The smallest box that has all of them."""
    return Box(
        min(b.left for b in boxes), min(b.bottom for b in boxes), max(b.right for b in boxes), max(b.top for b in boxes)
    )


@dataclass(frozen=True, slots=True)
class Line:
    """Characters beside each other (blanks among them); `size` and `style` are those of most of its letters.

    `cells` are the stretches of `chars` between wide gaps: a line of running text has one.
    """

    chars: tuple[Char, ...]
    text: str
    box: Box
    base: float
    size: float
    style: Style
    page: int
    cells: tuple[tuple[int, int], ...] = ()
    turned: bool = False

    @property
    def mark(self) -> int:
        """The mark of its first letter that has one."""
        return next((char.mark for char in self.chars if char.mark >= 0), -1)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture on a page with its file's bytes; `data` is empty where it cannot be had. One that is `drawn` is made
    from the page, and what is written in it is part of it. `alt` is what the file describes it with.
    """

    box: Box
    page: int
    data: bytes = b""
    suffix: str = ""
    drawn: bool = False
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its lines, how many columns and rows it spans, whether it heads others."""

    lines: tuple[Line, ...]
    columns: int = 1
    rows: int = 1
    head: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table on a page: rows of cells."""

    box: Box
    page: int
    rows: tuple[tuple[Cell, ...], ...]


Item = Line | Picture | Grid


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link's place and its address."""

    box: Box
    target: str


@dataclass(frozen=True, slots=True)
class PdfPage:
    """A page as it was read: its size, its lines in the file's order, rules, pictures, links, its printed label, its
    tags by their marks; the picture (JPEG) of one that is a scan.
    """

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    rules: tuple[Box, ...] = ()
    pictures: tuple[Picture, ...] = ()
    links: tuple[PageLink, ...] = ()
    label: str = ""
    tags: Mapping[int, PageTag] = field(default_factory=dict)
    scan: bytes = b""


@dataclass(frozen=True, slots=True)
class Column:
    """A column (or a stretch of one) in reading order: its edges and what stands in it, from top to bottom."""

    left: float
    right: float
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """An entry of the file's outline."""

    title: str
    level: int
    page: int


@dataclass(frozen=True, slots=True)
class PdfSource:
    """A whole PDF: its pages, its outline, what it says of itself, pdfium's own text of every page, its language, and
    the program that made it.
    """

    sheets: tuple[PdfPage, ...]
    outline: tuple[OutlineEntry, ...]
    title: str
    author: str
    witness: str
    lang: str = ""
    made_by: str = ""
