"""A page cut into columns, and these put in reading order, by recursive cuts along white space.

Takes what stands on the pages (lines, pictures, tables), gives columns. A gutter is believed where text fills the
space on both its sides; one that was found on some page of a document is believed more easily on the others.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Final

from edition.intake.layout.lines import beside
from edition.intake.layout.model import Column, Item, Line, around

_NARROWEST: Final = 7.0
_LINES: Final = 4
_DEEPEST: Final = 2  # columns beside columns
_FILLED: Final = 0.62
_LETTERS: Final = 14
_FULL: Final = 0.85
_PASSAGE: Final = 5  # lines
_LONG_WORD: Final = 14.0
_OVERFULL: Final = 0.06  # so many lines of a page may be too long for their column
_OVERHANG: Final = 0.3
_SAME: Final = 0.35  # how far, in sizes, baselines of one line can be apart

Gutter = tuple[float, float]


def cut_pages(pages: Sequence[Sequence[Item]]) -> list[list[Column]]:
    """The columns of every page in reading order."""
    known: list[Gutter] = []
    for items in pages:
        _gather(items, known)
    return [[_column(part) for part in _cut(items, known) if part] for items in pages]


def _gather(items: Sequence[Item], known: list[Gutter]) -> None:
    """The gutters of a page that need no other page's witness."""
    found = _gutter(items, ())
    if found:
        if not any(_meet(found, other) for other in known):
            known.append(found)
        middle = (found[0] + found[1]) / 2
        _gather([i for i in items if _right(i) <= middle], known)
        _gather([i for i in items if i.box.left >= middle], known)
        return
    for band in _bands(items, ()):
        _gather(band, known)


def _cut(items: Sequence[Item], known: Sequence[Gutter]) -> list[Sequence[Item]]:
    found = _gutter(items, known)
    if found:
        middle = (found[0] + found[1]) / 2
        return [
            *_cut([i for i in items if _middle(i) <= middle], known),
            *_cut([i for i in items if _middle(i) > middle], known),
        ]
    bands = _bands(items, known)
    return [part for band in bands for part in _cut(band, known)] if bands else [items]


def _gutter(items: Sequence[Item], known: Sequence[Gutter], depth: int = 0) -> Gutter | None:
    """The first strip of white from top to bottom that parts columns."""
    edges = sorted((item.box.left, _right(item)) for item in items)
    right = edges[0][1] if edges else 0.0
    for left, end in edges[1:]:
        if left - right >= _NARROWEST and _parts(items, (right, left), known, depth):
            return right, left
        right = max(right, end)
    return next((strip for gutter in known if (strip := _kept(items, gutter))), None)


def _kept(items: Sequence[Item], gutter: Gutter) -> Gutter | None:
    """What lines that are too long leave of a gutter that other pages have, where none reaches over it."""
    left = [item for item in items if item.box.left < gutter[0]]
    right = [item.box.left for item in items if item.box.left >= gutter[0]]
    over = [item for item in left if _right(item) > gutter[1] - 1]
    if not left or not right or min(right) < gutter[0] or len(over) > _OVERFULL * len(items):
        return None
    if any(not isinstance(i, Line) or _right(i) - gutter[1] > _OVERHANG * i.box.width for i in over):
        return None
    inside = [_right(item) for item in left if item not in over]
    return (max(inside), min(right)) if inside and max(inside) < min(right) else None


def _parts(items: Sequence[Item], strip: Gutter, known: Sequence[Gutter], depth: int) -> bool:
    before = [i for i in items if _right(i) <= strip[0] + 0.1]
    after = [i for i in items if i.box.left >= strip[1] - 0.1]
    if any(_meet(strip, other) for other in known):
        return True
    return all(_is_column(side) or (depth < _DEEPEST and _gutter(side, known, depth + 1)) for side in (before, after))


def _is_column(items: Sequence[Item]) -> bool:
    """Whether most lines fill the width and hold words, which a table's cells do not; below a title and its authors a
    passage of such lines is enough.
    """
    lines = [i for i in items if isinstance(i, Line)]
    if len(lines) < _LINES:
        return False
    box = around([line.box for line in lines])
    widths = sorted(line.box.width for line in lines)
    letters = sorted(len(line.chars) for line in lines)
    mostly = widths[len(widths) // 2] >= _FILLED * box.width and letters[len(letters) // 2] >= _LETTERS
    return mostly or _has_passage(lines, _FULL * box.width)


def _has_passage(lines: Sequence[Line], width: float) -> bool:
    """Whether some lines of running text follow each other that are at least so wide."""
    ordered = sorted(lines, key=lambda line: -line.base)
    wide = [line.box.width >= width and len(line.chars) >= 2 * _LETTERS for line in ordered]
    return any(all(wide[at : at + _PASSAGE]) for at in range(len(wide) - _PASSAGE + 1))


def _middle(item: Item) -> float:
    return (item.box.left + _right(item)) / 2


def _right(item: Item) -> float:
    """Where an item ends; of a word too long for its column only the beginning counts."""
    if not isinstance(item, Line) or item.box.width < _LONG_WORD * item.size:
        return item.box.right
    start = next((at + 1 for at in range(len(item.chars) - 1, -1, -1) if item.chars[at].text == " "), 0)
    left = item.chars[start].left
    return left + 4 * item.size if item.box.right - left > _LONG_WORD * item.size else item.box.right


def _meet(a: Gutter, b: Gutter) -> bool:
    return min(a[1], b[1]) - max(a[0], b[0]) >= 0.5 * min(a[1] - a[0], b[1] - b[0])


def _bands(items: Sequence[Item], known: Sequence[Gutter]) -> list[list[Item]]:
    """Horizontal bands, such that at least one of them has a gutter that what spans the others hides."""
    for x in _candidates(items, known):
        bands = _bands_at(items, x)
        if len(bands) > 1 and any(_gutter(band, known) for band in bands):
            return bands
    return []


def _candidates(items: Sequence[Item], known: Sequence[Gutter]) -> list[float]:
    """Places where a gutter may be: the known ones, then those left of many lines' beginnings."""
    lefts: dict[int, int] = {}
    for item in items:
        if isinstance(item, Line):
            lefts[round(item.box.left / 2)] = lefts.get(round(item.box.left / 2), 0) + 1
    often = sorted((left for left, count in lefts.items() if count >= _LINES), key=lambda left: -lefts[left])
    return [*((a + b) / 2 for a, b in known), *(2.0 * left - _NARROWEST / 2 for left in often[:8])]


def _bands_at(items: Sequence[Item], x: float) -> list[list[Item]]:
    """Runs of items that cross a place and of items that do not, from top to bottom."""
    bands: list[list[Item]] = []
    crossing_now: bool | None = None
    floor = 0.0
    for item in sorted(items, key=lambda i: -i.box.top):
        crossing = item.box.left < x < _right(item)
        if bands and (
            crossing == crossing_now or (not crossing and item.box.top > floor + 0.6 * min(item.box.height, 12))
        ):
            bands[-1].append(item)
        else:
            bands.append([item])
            crossing_now = crossing
        floor = min(floor, item.box.bottom) if bands[-1][0] is not item else item.box.bottom
    return bands


def _column(items: Sequence[Item]) -> Column:
    """Items from top to bottom, stretches at one height as one line."""
    lines = sorted((i for i in items if isinstance(i, Line) and not i.turned), key=lambda line: -line.base)
    rows: list[list[Line]] = []
    for line in lines:
        if rows and _at_one_height(rows[-1], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    others = [i for i in items if not (isinstance(i, Line) and not i.turned)]
    whole: list[Item] = [*(beside(row) for row in rows), *others]
    box = around([item.box for item in whole])
    return Column(box.left, box.right, tuple(sorted(whole, key=lambda i: -i.box.top)))


def _at_one_height(row: Sequence[Line], line: Line) -> bool:
    """Whether a stretch stands beside the others, and not over one of them."""
    small = min(row[0].size, line.size)
    if abs(row[0].base - line.base) > _SAME * small:
        overlap = min(row[0].box.top, line.box.top) - max(row[0].box.bottom, line.box.bottom)
        if overlap < 0.5 * min(row[0].box.height, line.box.height) or line.size == row[0].size:
            return False
    return all(min(r.box.right, line.box.right) - max(r.box.left, line.box.left) < 0.5 * small for r in row)


def usual_pitch(columns: Sequence[Column]) -> dict[float, float]:
    """By size of type the commonest distance of two lines."""
    steps: dict[float, dict[float, int]] = {}
    for column in columns:
        lines = [i for i in column.items if isinstance(i, Line)]
        for a, b in itertools.pairwise(lines):
            step = round(a.base - b.base, 1)
            if a.size == b.size and 0.8 * a.size < step < 2.6 * a.size:
                counts = steps.setdefault(a.size, {})
                counts[step] = counts.get(step, 0) + 1
    return {size: max(counts, key=lambda s: (counts[s], -s)) for size, counts in steps.items()}
