"""PDF: lines with their place and size of type feed the same steps as plain text, with better signals.

Takes a PDF's bytes, gives a `Reading`. The pages' text is put in reading order (the left column before the right one),
raised small digits are known by their size, and what results is read like a plain text with measures.
"""

from __future__ import annotations

import ctypes
import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from edition.diagnostics import Code, Diagnostic, EditionError, Span
from edition.intake.codes import DAMAGED_FILE, EMPTY_SOURCE, ENCRYPTED, TOO_LARGE
from edition.intake.corrections import Corrections
from edition.intake.flow.build import read_flow
from edition.intake.page.lines import Type
from edition.intake.reading import Reading

MAX_BYTES: Final = 64 * 1024 * 1024
MAX_PAGES: Final = 2000
MAX_CHARS: Final = 16 * 1024 * 1024
_RAISED: Final = 0.82
_GAP: Final = 1.6
_LETTER: Final = 0.45  # the usual width of a letter in ems
_FEWEST: Final = 4  # so few lines on a page tell no distance that is usual


@dataclass(frozen=True, slots=True)
class _Char:
    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class _Row:
    """A line on the page: its characters from left to right (blanks put in), its place, its usual size."""

    chars: tuple[_Char, ...]
    left: float
    right: float
    base: float
    size: float


def read_pdf(path: Path, data: bytes, corrections: Corrections) -> Reading:
    """Read a PDF."""
    if len(data) > MAX_BYTES:
        raise _error(TOO_LARGE, path, f"the PDF has {len(data) // 2**20} MB", "cut it into its articles")
    pages = _pages(path, data)
    text, types = _as_text(pages)
    if not any(c.isalnum() for c in text):
        raise _error(EMPTY_SOURCE, path, "the PDF has no text; its pages are pictures", "run a text recognition on it")
    found = read_flow(text, corrections, types)
    return Reading(text, found.flow, doubts=found.doubts)


def _pages(path: Path, data: bytes) -> list[list[_Row]]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise _error(ENCRYPTED, path, "the PDF is locked with a password", "save it without one") from error
        raise _error(DAMAGED_FILE, path, f"the PDF cannot be read: {error}", "get the file again") from error
    try:
        if len(document) > MAX_PAGES:
            raise _error(TOO_LARGE, path, f"the PDF has {len(document):,} pages", "cut it into its articles")
        pages: list[list[_Row]] = []
        total = 0
        for number in range(len(document)):
            chars = _chars(document[number])
            total += len(chars)
            if total > MAX_CHARS:
                raise _error(TOO_LARGE, path, "the PDF has too much text for an article", "cut it into its articles")
            pages.append(_reading_order(_rows(chars)))
        return pages
    except pdfium.PdfiumError as error:
        raise _error(DAMAGED_FILE, path, f"a page cannot be read: {error}", "get the file again") from error
    finally:
        document.close()


def _chars(page: pdfium.PdfPage) -> list[_Char]:
    textpage = page.get_textpage()
    found: list[_Char] = []
    for i in range(textpage.count_chars()):
        code = raw.FPDFText_GetUnicode(textpage, i)
        if code < 32 or 0xD800 <= code <= 0xDFFF or code >= 0xFFFE or raw.FPDFText_IsGenerated(textpage, i) == 1:
            continue
        left, bottom, right, top = textpage.get_charbox(i, loose=True)
        weight = raw.FPDFText_GetFontWeight(textpage, i)
        size = raw.FPDFText_GetFontSize(textpage, i)
        matrix = raw.FS_MATRIX()
        if raw.FPDFText_GetMatrix(textpage, i, ctypes.byref(matrix)):
            size *= abs(matrix.d) or abs(matrix.b) or 1.0
        hyphen = raw.FPDFText_IsHyphen(textpage, i) == 1
        text = "-" if hyphen or code == 2 else chr(code)
        found.append(_Char(text, left, right, bottom, top, round(size, 1), weight >= 600))
    textpage.close()
    return found


def _rows(chars: Sequence[_Char]) -> list[_Row]:
    """Characters into lines: those that follow each other to the right at about the same height."""
    rows: list[list[_Char]] = []
    for char in chars:
        if rows and _follows(rows[-1], char):
            rows[-1].append(char)
        elif not char.text.isspace():
            rows.append([char])
    done = [_row(row) for row in rows]
    return [row for row in done if row.chars]


def _follows(row: Sequence[_Char], char: _Char) -> bool:
    last = row[-1]
    height = max(last.top - last.bottom, char.top - char.bottom, 1.0)
    overlap = min(last.top, char.top) - max(last.bottom, char.bottom)
    small = min(last.top - last.bottom, char.top - char.bottom)
    if overlap < 0.3 * max(small, 0.1):
        return False
    return -0.5 * height <= char.left - last.right <= _GAP * height


def _row(chars: Sequence[_Char]) -> _Row:
    visible = [c for c in chars if not c.text.isspace()]
    if not visible:
        return _Row((), 0, 0, 0, 0)
    size = Counter(c.size for c in visible).most_common(1)[0][0]
    base = Counter(round(c.bottom, 1) for c in visible if c.size == size).most_common(1)[0][0]
    done: list[_Char] = []
    for char in chars:
        blank = done and not done[-1].text.isspace() and not char.text.isspace()
        raised = char.size <= _RAISED * size and char.bottom > base + 0.1 * size
        if blank and char.left - done[-1].right > (0.6 if raised else 0.18) * size:
            done.append(_Char(" ", done[-1].right, char.left, char.bottom, char.top, char.size, False))
        done.append(char)
    while done and done[-1].text.isspace():
        done.pop()
    return _Row(tuple(done), visible[0].left, visible[-1].right, base, size)


def _reading_order(rows: Sequence[_Row]) -> list[_Row]:
    """Top to bottom; between lines that span the page, the left column before the right one."""
    if not rows:
        return []
    rows, head = _without_head(rows)
    left, right = min((r.left for r in rows), default=0.0), max((r.right for r in rows), default=0.0)
    middle = _gutter(rows, left, right)
    if middle is None:
        return [*head, *_top_down(rows)]
    done: list[_Row] = list(head)
    columns: tuple[list[_Row], list[_Row]] = ([], [])
    for row in sorted(rows, key=lambda r: -r.base):
        if row.left < middle < row.right:
            done += [*_top_down(columns[0]), *_top_down(columns[1]), row]
            columns = ([], [])
        else:
            columns[row.left >= middle].append(row)
    return [*done, *_top_down(columns[0]), *_top_down(columns[1])]


def _without_head(rows: Sequence[_Row]) -> tuple[list[_Row], list[_Row]]:
    """The rows without those of the page's head, which stands above the columns, and the head as one row."""
    lines = _by_base(rows)
    if len(lines) < _FEWEST:
        return list(rows), []
    steps = sorted(a[0].base - b[0].base for a, b in itertools.pairwise(lines))
    if len(lines[0]) < 2 or lines[0][0].base - lines[1][0].base < 1.5 * steps[len(steps) // 2]:
        return list(rows), []
    return [row for line in lines[1:] for row in line], [_beside(lines[0])]


def _by_base(rows: Sequence[_Row]) -> list[list[_Row]]:
    """The rows by their height on the page, those beside each other from left to right."""
    lines: list[list[_Row]] = []
    for row in sorted(rows, key=lambda r: -r.base):
        if lines and lines[-1][0].base - row.base <= 0.3 * min(lines[-1][0].size, row.size):
            lines[-1].append(row)
        else:
            lines.append([row])
    return [sorted(line, key=lambda r: r.left) for line in lines]


def _top_down(rows: Sequence[_Row]) -> list[_Row]:
    return [_beside(line) for line in _by_base(rows)]


def _beside(rows: Sequence[_Row]) -> _Row:
    """Rows at one height as one, with as many blanks between them as their distance on the page asks for."""
    if len(rows) == 1:
        return rows[0]
    first = rows[0]
    chars = list(first.chars)
    for row in rows[1:]:
        place = round((row.left - first.left) / (_LETTER * max(first.size, 1.0)))
        blank = _Char(" ", chars[-1].right, row.left, row.base, row.base, row.size, False)
        chars += [blank] * max(3, place - len(chars))
        chars += row.chars
    size = max(rows, key=lambda r: len(r.chars)).size
    return _Row(tuple(chars), first.left, rows[-1].right, first.base, size)


def _gutter(rows: Sequence[_Row], left: float, right: float) -> float | None:
    """Where a page of two columns is parted: few lines cross it and many stand on either side."""
    best: tuple[int, float] | None = None
    for step in range(35, 66):
        x = left + (right - left) * step / 100
        crossing = sum(r.left < x < r.right for r in rows)
        before, after = [r for r in rows if r.right <= x], [r for r in rows if r.left >= x]
        many = min(len(before), len(after)) >= max(4, 0.25 * len(rows)) and crossing <= 0.25 * len(rows)
        if many and _fills(before, x - left) and _fills(after, right - x):
            score = crossing
            if best is None or score < best[0]:
                best = score, x
    return best[1] if best else None


def _fills(rows: Sequence[_Row], width: float) -> bool:
    """Whether lines are as wide as a column's, which a table's cells are not."""
    widths = sorted(row.right - row.left for row in rows)
    return widths[len(widths) // 2] >= 0.4 * width


def _as_text(pages: Sequence[Sequence[_Row]]) -> tuple[str, dict[int, Type]]:
    """The pages as a text with form feeds, blank lines where there is more than the usual space, and indentation."""
    lines: list[str] = []
    types: dict[int, Type] = {}
    usual = _usual_step(pages)
    for number, rows in enumerate(pages):
        margins = _margins(rows)
        for at, row in enumerate(rows):
            before = rows[at - 1] if at else None
            if before and before.base - row.base > 1.35 * usual.get(row.size, row.size * 1.2):
                lines.append("")
            text = "".join(c.text for c in row.chars)
            indent = row.left - margins.get(round(row.left / 150), row.left)
            pad = "   " if 0.8 * row.size < indent < 6 * row.size else ""
            feed = "\f" if number and at == 0 else ""
            lines.append(feed + pad + text)
            raised = _raised(row)
            bold = sum(c.bold for c in row.chars) > 0.8 * len(row.chars)
            types[len(lines)] = Type(row.size, row.left, row.right, raised, bold)
    return "\n".join(lines) + "\n", types


def _usual_step(pages: Sequence[Sequence[_Row]]) -> dict[float, float]:
    """By size of type the usual distance of two lines."""
    steps: dict[float, Counter[float]] = {}
    for rows in pages:
        for a, b in itertools.pairwise(rows):
            if a.size == b.size and 0 < a.base - b.base < 4 * a.size:
                steps.setdefault(a.size, Counter())[round(a.base - b.base, 0)] += 1
    return {size: counts.most_common(1)[0][0] for size, counts in steps.items()}


def _margins(rows: Sequence[_Row]) -> dict[int, float]:
    """The left edge of each column: by rough place the commonest left edge."""
    lefts: dict[int, Counter[float]] = {}
    for row in rows:
        lefts.setdefault(round(row.left / 150), Counter())[round(row.left, 0)] += 1
    return {place: counts.most_common(1)[0][0] for place, counts in lefts.items()}


def _raised(row: _Row) -> tuple[tuple[int, int], ...]:
    """Where in the row's text small characters stand above the line."""
    found: list[tuple[int, int]] = []
    for at, char in enumerate(row.chars):
        if char.size <= _RAISED * row.size and char.bottom > row.base - 0.1 * row.size and char.text.strip():
            if found and found[-1][1] == at:
                found[-1] = found[-1][0], at + 1
            else:
                found.append((at, at + 1))
    return tuple(found)


def _error(code: Code, path: Path, message: str, advice: str) -> EditionError:
    return EditionError(Diagnostic(code, message, Span(str(path), 0, 1), help=advice))
