"""Tables: by their rules, or by columns that stand below each other.

Takes a page's lines and rules (or a column's lines with their cells), gives grids. Numbered lists and justified lines
with wide blanks are no tables.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import Final

from edition.intake.layout.lines import line_of
from edition.intake.layout.model import Box, Cell, Char, Column, Grid, Item, Line, around

_NEAR: Final = 3.0
_REACH: Final = 8.0  # so far words of two cells can overlap
_LABEL: Final = re.compile(r"^(?:[(\[]?\w{1,3}[.)\]]|[^\w\s]{1,2}|\d{1,3})$")
_ROWS: Final = 3
_RULES: Final = 5  # two cells have so many; fewer are a frame
_MANY: Final = 600  # so many lines on a page are a drawing
_ROW_GAP: Final = 1.12


def ruled_grids(lines: Sequence[Line], rules: Sequence[Box], page: int) -> tuple[list[Grid], list[Line]]:
    """The tables whose rules make a grid, and the lines outside of them."""
    grids: list[Grid] = []
    rest = list(lines)
    for group in _connected(rules):
        box = around(list(group))
        inside = [line for line in rest if not line.turned and box.holds(line.box)]
        rows = _ruled_rows(inside, group) if len(inside) > 3 else ()
        if len(rows) > 1 and max(map(len, rows)) > 1:
            grids.append(Grid(box, page, rows))
            rest = [line for line in rest if line not in inside]
    return grids, rest


def _connected(rules: Sequence[Box]) -> list[list[Box]]:
    """Rules in groups that touch each other."""
    rules = list({tuple(round(edge) for edge in rule): rule for rule in rules}.values())
    if len(rules) > _MANY:
        return []
    groups: list[list[Box]] = []
    for rule in sorted(rules, key=lambda r: (-r.top, r.left)):
        groups = _joined_by(rule, groups)
    return [g for g in groups if len(g) >= _RULES]


def _joined_by(rule: Box, groups: Sequence[list[Box]]) -> list[list[Box]]:
    """The groups with one more rule, which makes those that it touches one."""
    touched = [g for g in groups if any(_touch(rule, other) for other in g)]
    return [*(g for g in groups if g not in touched), [rule, *(r for g in touched for r in g)]]


def _touch(a: Box, b: Box) -> bool:
    return (
        a.left <= b.right + _NEAR
        and b.left <= a.right + _NEAR
        and a.bottom <= b.top + _NEAR
        and b.bottom <= a.top + _NEAR
    )


def _places(values: Sequence[float]) -> list[float]:
    """Values without those that nearly repeat the one before."""
    done: list[float] = []
    for value in sorted(values):
        if not done or value - done[-1] > _NEAR:
            done.append(value)
    return done


def _ruled_rows(lines: Sequence[Line], rules: Sequence[Box]) -> tuple[tuple[Cell, ...], ...]:
    """Rows between the level rules, cells between the upright ones that stand there; each line is in one cell."""
    upright = [r for r in rules if r.height > r.width]
    xs = _places([r.left for r in upright])
    ys = _places([r.bottom for r in rules if r.width >= r.height])
    if len(xs) < 3 or len(ys) < 3:
        return ()
    rows: list[tuple[Cell, ...]] = []
    rest = list(lines)
    for top, bottom in itertools.pairwise(reversed(ys)):
        inside = [line for line in rest if bottom - 1 <= (line.box.top + line.box.bottom) / 2 < top - 1]
        if inside and top - bottom >= 4:
            rest = [line for line in rest if line not in inside]
            edges = _edges_at((top + bottom) / 2, upright)
            rows.append(_ruled_cells(inside, edges if len(edges) > 1 else [xs[0], xs[-1]], xs))
    return () if rest else tuple(rows)


def _edges_at(height: float, upright: Sequence[Box]) -> list[float]:
    """Where upright rules stand at some height."""
    return _places([r.left for r in upright if r.bottom - _NEAR <= height <= r.top + _NEAR])


def _ruled_cells(lines: Sequence[Line], edges: Sequence[float], xs: Sequence[float]) -> tuple[Cell, ...]:
    pieces = [piece for line in lines for piece in _split(line, edges, within=True)]
    found: list[Cell] = []
    for at, (left, right) in enumerate(itertools.pairwise(edges)):
        last = at == len(edges) - 2
        here = [p for p in pieces if (at == 0 or _middle(p) >= left) and (last or _middle(p) < right)]
        columns = sum(left - _NEAR <= x < right - _NEAR for x in xs)
        found.append(Cell(tuple(sorted(here, key=lambda p: -p.base)), max(1, columns)))
    return tuple(found)


def _middle(line: Line) -> float:
    return (line.box.left + line.box.right) / 2


def _cells(pieces: Sequence[Line], xs: Sequence[float]) -> tuple[Cell, ...]:
    """The pieces of a row by the column in which they begin."""
    found: list[Cell] = []
    for at, left in enumerate(xs[:-1]):
        here = [
            p
            for p in pieces
            if (at == 0 or p.box.left >= left - _NEAR) and (at == len(xs) - 2 or p.box.left < xs[at + 1] - _NEAR)
        ]
        found.append(Cell(tuple(sorted(here, key=lambda p: -p.base))))
    return tuple(found)


def _split(line: Line, xs: Sequence[float], within: bool = False) -> list[Line]:
    """A line cut where a blank meets a rule's place (`within` words, too), and at wide gaps."""
    cuts = {start for start, _ in line.cells if start}
    cuts |= {at for at in range(1, len(line.chars)) if _is_cut(line.chars[at - 1], line.chars[at], xs, within)}
    done: list[Line] = []
    for start, end in zip([0, *sorted(cuts)], [*sorted(cuts), len(line.chars)], strict=True):
        chars = line.chars[start:end]
        while chars and chars[0].text == " ":
            chars = chars[1:]
        made = line_of(chars, line.page)
        if made:
            done.append(made)
    return done


def _is_cut(before: Char, here: Char, xs: Sequence[float], within: bool) -> bool:
    blank = before.text == " " or here.left > before.right + 0.5
    if blank and any(before.left < x - 0.5 <= here.left for x in xs):
        return True
    return within and _changes(before.text, here.text) and any(abs(here.left - x) < _REACH for x in xs)


def _changes(before: str, here: str) -> bool:
    """Whether two cells' texts may have run into each other: a letter before a figure or sign, or before a capital."""
    return before.isalpha() and (here.isdigit() or here == "#" or (before.islower() and here.isupper()))


def aligned_grids(column: Column) -> Column:
    """The column with lines whose cells stand below each other made tables."""
    items: list[Item] = []
    at = 0
    while at < len(column.items):
        run = _run(column.items, at)
        rows = _rows(run) if run else ()
        if rows:
            items.append(Grid(around([line.box for line in run]), run[0].page, rows))
            at += len(run)
        else:
            items.append(column.items[at])
            at += 1
    return Column(column.left, column.right, tuple(items))


def _run(items: Sequence[Item], at: int) -> list[Line]:
    """The lines from `at` on that keep white strips open between their cells."""
    run: list[Line] = []
    strips: list[tuple[float, float]] = []
    for item in items[at:]:
        if not isinstance(item, Line) or item.turned or not _goes_with(run, item):
            break
        strips = _white(strips, item) if run else _strips(_boxes(item))
        if not strips:
            break
        run.append(item)
    while run and len(run[-1].cells) < 2 and run[-1].box.left <= run[0].box.left + _NEAR:
        run.pop()
    return run


def _goes_with(run: Sequence[Line], line: Line) -> bool:
    """Whether a line may be one of a table's: near to the one before, and with cells, or narrower than the first."""
    if not run:
        return len(line.cells) > 1
    is_near = run[-1].base - line.base <= 3 * line.size
    return is_near and (len(line.cells) > 1 or line.box.width <= 0.8 * (run[0].box.width or 1.0))


def _boxes(line: Line) -> list[tuple[float, float]]:
    return [(line.chars[a].left, line.chars[b - 1].right) for a, b in line.cells]


def _strips(boxes: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    return [(a[1], b[0]) for a, b in itertools.pairwise(boxes)]


def _white(strips: Sequence[tuple[float, float]], line: Line) -> list[tuple[float, float]]:
    """What stays white of the strips beside a line's cells."""
    boxes = _boxes(line)
    return [left for strip in strips if (left := _narrowed(strip, boxes))]


def _narrowed(strip: tuple[float, float], boxes: Sequence[tuple[float, float]]) -> tuple[float, float] | None:
    """What a line's cells leave of a white strip."""
    left, right = strip
    middle = (left + right) / 2
    for start, end in boxes:
        if end <= left or start >= right:
            continue
        if start > middle or (start > left and end >= right):
            right = min(right, start)
        elif end < middle or start <= left:
            left = max(left, end)
        else:
            return None
    return (left, right) if right - left >= _NEAR else None


def _rows(run: Sequence[Line]) -> tuple[tuple[Cell, ...], ...]:
    """The rows of a run of lines, or none where it is no table."""
    many = [line for line in run if len(line.cells) > 1]
    if len(many) < _ROWS or len(many) < 0.3 * len(run):
        return ()
    xs = _column_edges(run)
    if len(xs) < 3:
        return ()
    grid = [_split(line, xs) for line in run]
    if len(xs) == 3 and _are_labels([row[0].text for row in grid if row[0].box.left < xs[1] - _NEAR]):
        return ()
    rows = _joined(grid, [a.base - b.base for a, b in itertools.pairwise(run)], xs[1])
    return tuple(_cells(row, xs) for row in rows) if len(rows) >= _ROWS else ()


def _joined(grid: Sequence[list[Line]], steps: Sequence[float], second: float) -> list[list[Line]]:
    """Lines put together to rows: one begins behind a wider step or, where all are even, in the first column."""
    apart = _ROW_GAP * min(steps)
    even = max(steps) <= apart
    rows = [list(grid[0])]
    for step, pieces in zip(steps, grid[1:], strict=True):
        if step > apart or (even and pieces[0].box.left < second - _NEAR):
            rows.append([])
        rows[-1] += pieces
    return rows


def _are_labels(texts: Sequence[str]) -> bool:
    """Whether most are numbers or signs of a list's points."""
    return sum(bool(_LABEL.match(text)) for text in texts) > 0.6 * len(texts)


def _column_edges(run: Sequence[Line]) -> list[float]:
    """Where the columns begin, behind each strip that stays white through the run, and where the last one ends."""
    strips: list[tuple[float, float]] = []
    for at, line in enumerate(run):
        strips = _white(strips, line) if at else _strips(_boxes(line))
    box = around([line.box for line in run])
    return [box.left, *(right - 0.1 for _, right in strips), box.right + _NEAR]
