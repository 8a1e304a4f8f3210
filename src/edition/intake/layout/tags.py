"""The tags of a page: what the file itself says its stretches are (headings, items, notes), by their marks.

Takes pdfium's page, gives for each mark the element that tells most of it: a note in a paragraph is a note, a paragraph
in an item belongs to the item; with it the language, the description and the cell of a table that hold there. A file
without tags, or with a tree without end, gives what there is.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from typing import Any, Final

import pypdfium2.raw as raw

from edition.intake.layout.model import CellPlace, PageTag

_HEADINGS: Final = frozenset({"H", *(f"H{level}" for level in range(1, 7))})
_TELLING: Final = _HEADINGS | {"Title", "Note", "FENote", "LI", "TD", "TH", "TOC", "TOCI", "Caption", "BlockQuote"}
_PLAIN: Final = frozenset({"P", "BibEntry", "Div", "Sect", "NonStruct", "Figure"})
_CLOSED: Final = _TELLING | {"P", "BibEntry"}  # what plain elements in them belong to
_CELLS: Final = ("TD", "TH")
_WIDEST: Final = 200  # columns or rows of a cell
_DEEPEST: Final = 60
_MOST: Final = 20_000


def read_tags(page: Any) -> dict[int, PageTag]:
    """The tags of a page by the marks of its stretches."""
    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    if not tree:
        return {}
    try:
        found: dict[int, PageTag] = {}
        weak: dict[int, PageTag] = {}
        roots = [raw.FPDF_StructTree_GetChildAtIndex(tree, i) for i in range(raw.FPDF_StructTree_CountChildren(tree))]
        waiting = [(root, 0, PageTag("", 0), 0) for root in reversed(roots) if root]
        seen = 0
        while waiting and seen < _MOST:
            element, at, above, depth = waiting.pop()
            seen += 1
            tag = _below(element, at, above, seen)
            if tag.name:
                _claim(_marks(element), tag, found, weak)
            if depth < _DEEPEST:
                waiting += [(child, at, tag, depth + 1) for at, child in _children(element)]
        return {**weak, **found}
    finally:
        raw.FPDF_StructTree_Close(tree)


def _marks(element: Any) -> list[int]:
    count = max(0, raw.FPDF_StructElement_GetMarkedContentIdCount(element))
    marks = (raw.FPDF_StructElement_GetMarkedContentIdAtIndex(element, at) for at in range(count))
    return [mark for mark in marks if mark >= 0]


def _claim(marks: Sequence[int], tag: PageTag, found: dict[int, PageTag], weak: dict[int, PageTag]) -> None:
    """Give an element its marks. Where they fall, it goes on from a page to the next, and those before may be of the
    other one: any other element has a better claim to them.
    """
    falls = [at for at in range(1, len(marks)) if marks[at] < marks[at - 1]]
    for at, mark in enumerate(marks):
        (weak if falls and at < falls[-1] else found).setdefault(mark, tag)


def _children(element: Any) -> list[tuple[int, Any]]:
    """The elements in an element from the last to the first, each with its place; those without marks on the page
    cannot be had.
    """
    count = raw.FPDF_StructElement_CountChildren(element)
    children = ((i, raw.FPDF_StructElement_GetChildAtIndex(element, i)) for i in range(count))
    return [(at, child) for at, child in children if child][::-1]


def _below(element: Any, at: int, above: PageTag, number: int) -> PageTag:
    """The tag of what stands in an element, which is the one at a place among its parent's children."""
    name = _text(raw.FPDF_StructElement_GetType, element)
    lang = _text(raw.FPDF_StructElement_GetLang, element) or above.lang
    alt = _text(raw.FPDF_StructElement_GetAltText, element) or above.alt
    place = _place(element, at, name, above.place, number)
    if name in _TELLING or (name in _PLAIN and above.name not in _CLOSED):
        return PageTag(name, number, lang, alt, place)
    return above._replace(lang=lang, alt=alt, place=place)


def _place(element: Any, at: int, name: str, above: CellPlace | None, number: int) -> CellPlace | None:
    """The place in a table of what stands in an element; a note in a cell is no part of it."""
    if name == "Table":
        return CellPlace(number)
    if above is None or name in ("Note", "FENote"):
        return None
    if name == "TR":
        return CellPlace(above.table, number, cells=raw.FPDF_StructElement_CountChildren(element))
    if name not in _CELLS:
        return above
    columns, rows = _count(element, b"ColSpan"), _count(element, b"RowSpan")
    return above._replace(cell=at, head=name == "TH", columns=columns, rows=rows)


def _count(element: Any, wanted: bytes) -> int:
    """A number among the attributes of an element, 1 where it has none."""
    number = ctypes.c_float()
    for at in range(max(0, raw.FPDF_StructElement_GetAttributeCount(element))):
        attribute = raw.FPDF_StructElement_GetAttributeAtIndex(element, at)
        value = raw.FPDF_StructElement_Attr_GetValue(attribute, wanted) if attribute else None
        if value and raw.FPDF_StructElement_Attr_GetNumberValue(value, number):
            return int(min(max(1.0, number.value), _WIDEST))
    return 1


def _text(ask: Callable[..., int], element: Any) -> str:
    length = ask(element, None, 0)
    if length <= 2:
        return ""
    buffer = ctypes.create_string_buffer(length)
    ask(element, buffer, length)
    return buffer.raw[: length - 2].decode("utf-16-le", "replace")
