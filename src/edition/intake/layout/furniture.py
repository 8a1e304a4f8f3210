"""Running heads, page numbers and what else repeats at the edges of pages, told by place and repetition.

Takes sheets, gives by page the lines that are furniture with their kind, and the printed page numbers. A number is a
page number only where it goes up with the pages, so that a running head's year is none.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from edition.intake.layout.model import Box, Line, PdfPage, around
from edition.intake.signs.page_numbers import page_number

_EDGE: Final = 3
_NEAR: Final = 3.0
_TELLING: Final = 12
_FAR: Final = 2.2
_LOOSE: Final = 1.5
_LARGE: Final = 1.5
_COUNTED: Final = 3  # numbers on a page that count lines
_FIRST_STEPS: Final = 10
_PITCH: Final = 3.0
_SMALLER: Final = 0.4
_TAGGED: Final = 0.8
_AROUND: Final = "[]()–-|.,· "
_NUMBER: Final = re.compile(r"^\W*(\d{1,5}|[ivxlc]{1,7})\W*$", re.I)
_DIGITS: Final = re.compile(r"\d+")
_LEADING: Final = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Edges:
    """The furniture of all pages: kinds by line (of one page: its place in `lines`), and the pages' printed numbers."""

    kinds: tuple[dict[int, str], ...]
    numbers: tuple[str, ...]


def find_edges(sheets: Sequence[PdfPage]) -> Edges:
    """Find what belongs to the pages and not to the text."""
    edges = [_edge_lines(sheet) for sheet in sheets]
    repeated: Counter[tuple[str, int]] = Counter()
    for sheet, found in zip(sheets, edges, strict=True):
        repeated.update(_all_keys(sheet, _rows(sheet, found)))
    numbers = _numbers(sheets, edges)
    document = _Document(len(sheets), repeated, _usual_size(sheets))
    kinds: list[dict[int, str]] = []
    for sheet, found in zip(sheets, edges, strict=True):
        kind: dict[int, str] = {i: "margin" for i in found if sheet.lines[i].turned}
        kind |= dict.fromkeys(_line_numbers(sheet), "margin")
        for row in _rows(sheet, found):
            kind.update(_kinds_of(sheet, row, found, document, numbers[sheet.number]))
        kinds.append(kind)
    return Edges(tuple(kinds), tuple(sheet.label or number for sheet, number in zip(sheets, numbers, strict=True)))


@dataclass(frozen=True, slots=True)
class _Document:
    """What is known of all pages: how many there are, what repeats at their edges, the size of most letters."""

    pages: int
    repeated: Counter[tuple[str, int]]
    size: float


def _kinds_of(
    sheet: PdfPage, row: Sequence[int], found: Sequence[int], document: _Document, number: str
) -> dict[int, str]:
    """What the lines at one height are."""
    kind = "header" if sheet.lines[row[0]].base > sheet.height / 2 else "footer"
    often = max(2, document.pages // 5 if _is_set_off(sheet, row, found) else document.pages // 3 + 1)
    large = _is_large(sheet, row, document)
    again = _often(document.repeated, _keys(sheet, row), often) or _is_ruled_head(sheet, row, found)
    if _is_artifact(sheet, row) or (not large and (again or _is_numbered_head(sheet, row, found, number))):
        return {i: "pageNum" if _NUMBER.match(sheet.lines[i].text) else kind for i in row}
    if large:
        return {}
    one_page = document.pages == 1
    return _each(sheet, row, kind, number, lambda i: _often(document.repeated, _keys(sheet, (i,)), often), one_page)


def _each(
    sheet: PdfPage, row: Sequence[int], kind: str, number: str, again: Callable[[int], bool], one_page: bool
) -> dict[int, str]:
    """What each line of a row is by itself."""
    alone = one_page and _is_far(sheet, row) and any(_NUMBER.match(sheet.lines[i].text) for i in row)
    known = {i: alone or again(i) for i in row}
    told = {i: kind for i in row if known[i] and (alone or len(sheet.lines[i].text) >= _TELLING)}
    return told | {i: "pageNum" for i in row if _is_page_number(sheet.lines[i].text, row, number, known[i])}


def _line_numbers(sheet: PdfPage) -> list[int]:
    """The numbers of lines in a margin: they stand by themselves beside all text, and count it."""
    upright = [line for line in sheet.lines if not line.turned]
    rest = [line.box for line in upright if not line.text.isdecimal()]
    numbers = [line for line in upright if _LEADING.fullmatch(line.text)]
    if len(numbers) < _COUNTED or not rest:
        return []
    counting = {id(line) for side in _beside(numbers, around(rest)) if _counts(side) for line in side}
    return [i for i, line in enumerate(sheet.lines) if id(line) in counting]


def _beside(numbers: Sequence[Line], text: Box) -> tuple[list[Line], list[Line]]:
    """The numbers to the left of all text, and those to the right of it."""
    before = [line for line in numbers if line.box.right < text.left - _NEAR]
    return before, [line for line in numbers if line.box.left > text.right + _NEAR]


def _counts(numbers: Sequence[Line]) -> bool:
    """Whether numbers go up by one step from line to line or over some lines, at even distances."""
    ordered = sorted(numbers, key=lambda line: -line.base)
    steps = {int(b.text) - int(a.text) for a, b in itertools.pairwise(ordered)}
    falls = sorted(a.base - b.base for a, b in itertools.pairwise(ordered))
    if len(ordered) < _COUNTED or len(steps) != 1 or not 0 < min(steps) <= _FIRST_STEPS:
        return False
    return falls[len(falls) // 2] < _PITCH * min(steps) * max(line.size for line in ordered)


def _is_page_number(text: str, row: Sequence[int], number: str, again: bool) -> bool:
    if not _NUMBER.match(text) or (text.endswith(".") and len(row) > 1):
        return False
    return again or text.strip(_AROUND) == number


def _is_artifact(sheet: PdfPage, row: Sequence[int]) -> bool:
    """Whether a page that tags what it says has no tag for a row."""
    if not sheet.tags or any(sheet.lines[i].mark in sheet.tags for i in row):
        return False
    letters = sum(len(line.text) for line in sheet.lines)
    return sum(len(line.text) for line in sheet.lines if line.mark in sheet.tags) >= _TAGGED * letters


def _is_numbered_head(sheet: PdfPage, row: Sequence[int], found: Sequence[int], number: str) -> bool:
    """Whether a row is the outermost one of its page, has the page's number at one end and something else beside it,
    in smaller type or far from the text: running heads may change with every page.
    """
    ends = {sheet.lines[i].text.strip(_AROUND) for i in (row[0], row[-1])}
    if len(row) < 2 or not number or number not in ends or not _is_outermost(sheet, row, found):
        return False
    return sheet.lines[row[0]].size < _usual_size([sheet]) - _SMALLER or _is_set_off(sheet, row, found)


def _is_outermost(sheet: PdfPage, row: Sequence[int], found: Sequence[int]) -> bool:
    here = sheet.lines[row[0]].base
    bases = [sheet.lines[i].base for i in found if i not in row and not sheet.lines[i].turned]
    return all(base < here for base in bases) or all(base > here for base in bases)


def _is_large(sheet: PdfPage, row: Sequence[int], document: _Document) -> bool:
    """Whether a row is set in larger type than its page and the text are (a page may be full of a table in small
    type): chapters may begin at one height, with like words.
    """
    return sheet.lines[row[0]].size > _LARGE * max(_usual_size([sheet]), document.size)


def _usual_size(sheets: Sequence[PdfPage]) -> float:
    letters: Counter[float] = Counter()
    for line in (line for sheet in sheets for line in sheet.lines):
        letters[line.size] += len(line.text)
    return letters.most_common(1)[0][0] if letters else 0.0


def _is_set_off(sheet: PdfPage, row: Sequence[int], found: Sequence[int]) -> bool:
    """Whether a row has more room towards the page's middle than the lines of a text or its notes have."""
    here = sheet.lines[row[0]]
    head = here.base > sheet.height / 2
    inner = [here.base - sheet.lines[i].base if head else sheet.lines[i].base - here.base for i in found]
    return min((step for step in inner if step > _NEAR), default=sheet.height) > _LOOSE * here.size


def _is_far(sheet: PdfPage, row: Sequence[int]) -> bool:
    """Whether a row is the first or last one of a page, and stands far from the others."""
    here = sheet.lines[row[0]]
    others = [line.base for i, line in enumerate(sheet.lines) if i not in row and not line.turned]
    above = [base for base in others if base > here.base + _NEAR]
    below = [base for base in others if base < here.base - _NEAR]
    if above and below:
        return False
    near = min((abs(base - here.base) for base in others), default=0.0)
    return near > _FAR * here.size


def _rows(sheet: PdfPage, found: Sequence[int]) -> list[tuple[int, ...]]:
    """The lines of the edges that stand at one height."""
    rows: list[list[int]] = []
    for i in sorted((i for i in found if not sheet.lines[i].turned), key=lambda i: -sheet.lines[i].base):
        if rows and abs(sheet.lines[rows[-1][0]].base - sheet.lines[i].base) <= _NEAR:
            rows[-1].append(i)
        else:
            rows.append([i])
    return [tuple(sorted(row, key=lambda i: sheet.lines[i].box.left)) for row in rows]


def _edge_lines(sheet: PdfPage) -> list[int]:
    """The lines at the top and the bottom of a page, and those that are turned."""
    upright = sorted((i for i, line in enumerate(sheet.lines) if not line.turned), key=lambda i: -sheet.lines[i].base)
    chosen: list[int] = []
    for order in (upright, upright[::-1]):
        heights: list[float] = []
        for i in order:
            base = sheet.lines[i].base
            if not heights or abs(heights[-1] - base) > _NEAR:
                heights.append(base)
            if len(heights) > _EDGE:
                break
            chosen.append(i)
    return [*dict.fromkeys(chosen), *(i for i, line in enumerate(sheet.lines) if line.turned)]


def _keys(sheet: PdfPage, row: Sequence[int]) -> tuple[tuple[str, int], ...]:
    """What a row is known by on other pages: its words and height. A number at its head stays the same or runs with the
    pages; else these are notes that cite the same work.
    """
    text = " ".join(sheet.lines[i].text for i in row).casefold()
    height = round(sheet.lines[row[0]].base / _NEAR)
    first = _LEADING.match(text)
    rest = _DIGITS.sub("#", text[first.end() :] if first else text)
    heads = (first.group(), f"+{int(first.group()) - sheet.number}") if first else ("",)
    return tuple((head + rest, height) for head in heads)


def _all_keys(sheet: PdfPage, rows: Sequence[tuple[int, ...]]) -> set[tuple[str, int]]:
    """The keys of a page's rows, and of the lines that these have."""
    parts = (part for row in rows for part in (row, *((i,) for i in row)))
    return {key for part in parts for key in _keys(sheet, part)}


def _often(repeated: Counter[tuple[str, int]], keys: Sequence[tuple[str, int]], least: int) -> bool:
    return any(sum(repeated[text, height + step] for step in (-1, 0, 1)) >= least for text, height in keys)


def _is_ruled_head(sheet: PdfPage, row: Sequence[int], found: Sequence[int]) -> bool:
    """The one line at the top of a page that a rule parts from all others."""
    line = sheet.lines[row[0]]
    if line.base < 0.85 * sheet.height:
        return False
    others = [sheet.lines[i].base for i in found if sheet.lines[i].base < line.base - _NEAR]
    if not others or any(sheet.lines[i].base > line.base + _NEAR for i in found):
        return False
    below = max(others)
    rules = [r for r in sheet.rules if r.width > 0.5 * sheet.width and below + 5 < r.top < line.base]
    return bool(rules) and line.base - below > 2 * line.size


def _numbers(sheets: Sequence[PdfPage], edges: Sequence[Sequence[int]]) -> list[str]:
    """The number that each page bears: the one that goes up with the pages at about the same place. The front matter's
    Roman numbers run by themselves.
    """
    seen = [
        {(sign.isdecimal(), number - at): sign for i in found for sign, number in _candidates(sheet.lines[i].text)}
        for at, (sheet, found) in enumerate(zip(sheets, edges, strict=True))
    ]
    digits, roman = (_running(seen, wanted, len(sheets)) for wanted in (True, False))
    return [next((page[key] for key in (digits, roman) if key in page), "") for page in seen]


def _running(seen: Sequence[Mapping[tuple[bool, int], str]], digits: bool, pages: int) -> tuple[bool, int]:
    """By how much the numbers of a kind are ahead of the pages, where enough of them agree."""
    shifts = Counter(key for page in seen for key in page if key[0] is digits)
    none = (digits, -pages - 1)
    best, count = max(shifts.items(), key=lambda pair: (pair[1], -abs(pair[0][1] - 1)), default=(none, 0))
    return best if count >= 2 and (not digits or count >= 0.4 * pages) else none


def _candidates(text: str) -> list[tuple[str, int]]:
    """Numbers at either end of a line; in the middle they are years and volumes. Roman ones stand alone."""
    words = text.split()
    signs = [word.strip(_AROUND) for word in (words[:1] + words[-1:]) if len(word) <= 7]
    read = ((sign, page_number(sign)) for sign in signs if sign.isdecimal() or len(words) == 1)
    return [(sign, number) for sign, number in read if number is not None]
