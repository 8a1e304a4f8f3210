"""The tags of a page: what the file itself says its stretches are (headings, items, notes), by their marks.

Takes pdfium's page, gives for each mark the element that tells most of it: a note in a paragraph is a note, a paragraph
in an item belongs to the item. A file without tags, or with a tree without end, gives what there is.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from typing import Any, Final

import pypdfium2.raw as raw

from edition.intake.layout.model import PageTag

_HEADINGS: Final = frozenset({"H", *(f"H{level}" for level in range(1, 7))})
_TELLING: Final = _HEADINGS | {"Title", "Note", "FENote", "LI", "TD", "TH", "TOC", "TOCI", "Caption", "BlockQuote"}
_PLAIN: Final = frozenset({"P", "BibEntry", "Div", "Sect", "NonStruct"})
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
        waiting = [(root, PageTag("", 0), 0) for root in reversed(roots) if root]
        seen = 0
        while waiting and seen < _MOST:
            element, above, depth = waiting.pop()
            seen += 1
            tag = _below(element, above, seen)
            if tag.name:
                _claim(_marks(element), tag, found, weak)
            if depth < _DEEPEST:
                waiting += [(child, tag, depth + 1) for child in _children(element)]
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


def _children(element: Any) -> list[Any]:
    count = raw.FPDF_StructElement_CountChildren(element)
    children = (raw.FPDF_StructElement_GetChildAtIndex(element, i) for i in range(count))
    return [child for child in children if child][::-1]


def _below(element: Any, above: PageTag, number: int) -> PageTag:
    """The tag of what stands in an element."""
    name = _text(raw.FPDF_StructElement_GetType, element)
    lang = _text(raw.FPDF_StructElement_GetLang, element) or above.lang
    if name in _TELLING or (name in _PLAIN and above.name not in _TELLING):
        return PageTag(name, number, lang)
    return above._replace(lang=lang)


def _text(ask: Callable[..., int], element: Any) -> str:
    length = ask(element, None, 0)
    if length <= 2:
        return ""
    buffer = ctypes.create_string_buffer(length)
    ask(element, buffer, length)
    return buffer.raw[: length - 2].decode("utf-16-le", "replace")
