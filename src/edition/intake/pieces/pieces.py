"""Columns cut into pieces: paragraphs, headings, items of lists, pictures and tables, each with how it stands.

Takes pages in reading order, gives pieces. A piece ends where more than the usual distance follows, where the type
changes, at an indent or an outdent, at a label of a list, or where a line has ended though there was room.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from edition.intake.layout.cuts import usual_pitch
from edition.intake.layout.model import Column, Grid, Line, Picture, Style
from edition.intake.layout.reading import PageLayout
from edition.intake.pieces.hanging import find_hanging
from edition.intake.pieces.standing_out import changes
from edition.intake.pieces.tags import Tags, believed_tags, tag_of
from edition.intake.signs.captions import is_caption
from edition.intake.signs.labels import section_label

_WIDER: Final = 1.3
_SMALL: Final = 0.6
_INDENT: Final = (0.4, 4.5)
_ROOM: Final = 2.0
BULLET: Final = re.compile(r"^[•◦▪●○■□*·‣⁃–—-]\s+(?=\S)|^[•◦▪●■‣⁃]")
_SURE_BULLET: Final = re.compile(r"^[•◦▪●■‣⁃○□]")
NUMBERED: Final = re.compile(r"^[(\[]?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)\]]\s+(?=\S)")
LEADER: Final = re.compile(r"(?:\s?[.…·]){5,}+\s*+\w{1,6}\s*$")
_SPLIT: Final = re.compile(r"[^\W\d_][-‐\u00ad]\s*$")
_FINISHED: Final = re.compile(r"[.!?…:;][\"”’»“)\]\d]*\s*$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph's lines (or a picture, or a table), and how it stands in its column.

    `before` is the white space above it in usual distances (0 at the head of a column); `indent` and `hang` are how far
    its first line and its others stand in; `room` is what its last line leaves free.
    """

    lines: tuple[Line, ...]
    page: int
    column: int
    before: float = 0.0
    after: float = 0.0
    indent: float = 0.0
    hang: float = 0.0
    room: float = 0.0
    width: float = 0.0
    picture: Picture | None = None
    grid: Grid | None = None

    @property
    def text(self) -> str:
        """The lines' text in one."""
        return " ".join(line.text for line in self.lines)

    @property
    def style(self) -> Style:
        """The style of most letters."""
        counts: Counter[Style] = Counter()
        for line in self.lines:
            counts[line.style] += len(line.chars)
        return counts.most_common(1)[0][0]

    @property
    def first(self) -> Style:
        """The style of the first letter."""
        return next((c.style for c in self.lines[0].chars if c.text.isalpha()), self.lines[0].style)


@dataclass(frozen=True, slots=True)
class Body:
    """The document's commonest setting: its size, the usual distances by size, whether first lines are indented, and
    how many ems a line that is no last one may leave free (more where the right edge is ragged).
    """

    size: float
    pitch: dict[float, float]
    indented: bool
    style: Style
    widths: tuple[tuple[float, float], ...] = ()
    room: float = 1.5
    spaced: bool = False
    tags: Tags = field(default_factory=dict)

    def step(self, size: float) -> float:
        """The usual distance of two lines of a size."""
        return self.pitch.get(size, size * self.pitch.get(self.size, 1.2 * self.size) / self.size)

    def right_of(self, column: Column) -> float:
        """The right edge of a column, as others of its kind have it."""
        same = [right for left, right in self.widths if abs(left - column.left) < 14]
        return max([column.right, *(r for r in same if r - column.right < 0.35 * (r - column.left))])


def squeezed(text: str) -> str:
    """The letters and figures of a text, without case."""
    return "".join(c for c in text.casefold() if c.isalnum())


def learn_body(pages: Sequence[PageLayout]) -> Body:
    """Learn what is usual in the document."""
    columns = [column for page in pages for column in page.columns]
    lines = [item for column in columns for item in column.items if isinstance(item, Line) and not item.turned]
    sizes: Counter[float] = Counter()
    styles: Counter[Style] = Counter()
    for line in lines:
        sizes[line.size] += len(line.chars)
        styles[line.style] += len(line.chars)
    size = sizes.most_common(1)[0][0] if sizes else 10.0
    style = styles.most_common(1)[0][0] if styles else Style("", size)
    widths = tuple((column.left, column.right) for column in columns)
    found = Body(size, usual_pitch(columns), False, style, widths)
    room, spaced = _usual_room(columns, found), _is_spaced(columns, found)
    tags = believed_tags([page.sheet for page in pages], lines)
    return Body(size, found.pitch, _is_indented(columns, found), style, widths, room, spaced, tags)


def _usual_room(columns: Sequence[Column], body: Body) -> float:
    """What four of five lines leave free at most, where another line follows close below."""
    rooms: list[float] = []
    for column in columns:
        lines = [i for i in column.items if isinstance(i, Line) and abs(i.size - body.size) < _SMALL]
        right = body.right_of(column)
        rooms += [(right - a.box.right) / body.size for a, b in itertools.pairwise(lines) if _close(a, b, body)]
    rooms.sort()
    return min(8.0, max(1.5, rooms[4 * len(rooms) // 5])) if rooms else 1.5


def _is_spaced(columns: Sequence[Column], body: Body) -> bool:
    """Whether white space stands between paragraphs: often after lines that have ended, and hardly after others."""
    after_end = after_open = 0
    for column in columns:
        lines = [i for i in column.items if isinstance(i, Line)]
        for a, b in itertools.pairwise(lines):
            step = (a.base - b.base) / body.step(body.size)
            if abs(a.size - body.size) < _SMALL > abs(b.size - body.size) and _WIDER < step < 3:
                after_end += bool(_FINISHED.search(a.text))
                after_open += not _FINISHED.search(a.text)
    return after_end > 2 and after_end > 2 * after_open


def _close(a: Line, b: Line, body: Body) -> bool:
    return 0 < a.base - b.base < _WIDER * body.step(a.size) and abs(a.box.left - b.box.left) < 0.3 * a.size


def _is_indented(columns: Sequence[Column], body: Body) -> bool:
    """Whether paragraphs begin with an indent: such lines stand behind ended ones, and go on at the margin."""
    after_end = after_full = 0
    for column in columns:
        lines = [i for i in column.items if isinstance(i, Line) and abs(i.size - body.size) < _SMALL]
        left, right = _edges(lines, column, body)
        for before, line, after in zip(lines, lines[1:], lines[2:], strict=False):
            indent = line.box.left - left
            close = before.base - line.base < _WIDER * body.step(line.size)
            if (
                close
                and _is_indent(indent, line.size)
                and after.box.left - left < 0.3 * line.size > before.box.left - left
            ):
                ended = bool(_FINISHED.search(before.text)) or right - before.box.right > _ROOM * line.size
                after_end += ended
                after_full += not ended
    return after_end >= 2 and after_end > 2 * after_full


def _is_indent(indent: float, size: float) -> bool:
    return _INDENT[0] * size < indent < _INDENT[1] * size


def _edges(lines: Sequence[Line], column: Column, body: Body) -> tuple[float, float]:
    """The left and right edge of running text in a column."""
    lefts = Counter(round(line.box.left) for line in lines)
    common = [left for left, count in lefts.items() if count >= 2 or count >= 0.2 * len(lines)]
    return float(min(common, default=column.left)), body.right_of(column)


def cut_pieces(pages: Sequence[PageLayout], body: Body) -> list[Piece]:
    """Cut all columns into pieces, in reading order."""
    done: list[Piece] = []
    number = 0
    for page in pages:
        for column in page.columns:
            done += _Cutter(column, number, body).pieces()
            number += 1
    return done


class _Cutter:
    """Cuts one column."""

    def __init__(self, column: Column, number: int, body: Body) -> None:
        self.column = column
        self.number = number
        self.body = body
        lines = [i for i in column.items if isinstance(i, Line) and not i.turned]
        self.left, self.right = _edges(lines, column, body)
        self.hanging = find_hanging(lines, lambda line, behind: not self._has_room(line, behind, 0.3))
        self.done: list[Piece] = []
        self.behind: Line | None = None

    def pieces(self) -> list[Piece]:
        """The pieces from top to bottom."""
        run: list[Line] = []
        floor: float | None = None
        before = 0.0
        for at, item in enumerate(self.column.items):
            self.behind = next((i for i in self.column.items[at + 1 : at + 2] if isinstance(i, Line)), None)
            gap = (floor - item.box.top) / self.body.size if floor is not None else 0.0
            if isinstance(item, Line):
                if run and not self._begins(run, item):
                    run.append(item)
                else:
                    self._close(run, before, gap)
                    run, before = [item], gap
            else:
                self._close(run, before, gap)
                run = []
                picture = item if isinstance(item, Picture) else None
                grid = item if isinstance(item, Grid) else None
                self.done.append(
                    Piece((), item.page, self.number, gap, picture=picture, grid=grid, width=item.box.width)
                )
            floor = item.box.bottom if floor is None or not isinstance(item, Picture) else min(floor, item.box.bottom)
        self._close(run, before, 9.0)
        return self.done

    def _close(self, run: Sequence[Line], before: float, after: float) -> None:
        if not run:
            return
        rest = min((line.box.left for line in run[1:]), default=run[0].box.left)
        self.done.append(
            Piece(
                tuple(run), run[0].page, self.number, before, after,
                run[0].box.left - self.left, rest - self.left, self.right - run[-1].box.right, self.right - self.left,
            )
        )  # fmt: skip

    def _begins(self, run: Sequence[Line], line: Line) -> bool:
        """Whether a line begins a new piece behind the lines of this one: the first answer counts."""
        asked = (
            self._by_tag,
            self._by_setting,
            self._by_middle,
            self._by_list,
            self._by_hang,
            self._by_indent,
            self._by_label,
        )
        answer = next((found for ask in asked if (found := ask(run, line)) is not None), None)
        if answer is not None:
            return answer
        marked = self.body.indented or self.body.spaced
        return not marked and self._has_ended(run[-1], line, _ROOM * 1.5)

    def _by_tag(self, run: Sequence[Line], line: Line) -> bool | None:
        """What the file says: whether both lines are of one element."""
        if not self.body.tags:
            return None
        before, here = tag_of(run[-1:], self.body.tags), tag_of((line,), self.body.tags)
        return before.element != here.element if before and here else None

    def _by_setting(self, run: Sequence[Line], line: Line) -> bool | None:
        """What the distance and the type tell; a word that goes on is never cut."""
        last = run[-1]
        step = max(self.body.step(last.size), self.body.step(line.size))
        if last.base - line.base > _WIDER * step + 0.15 * line.size or line.turned != last.turned:
            return True
        if abs(line.size - last.size) > _SMALL:
            return True
        if _SPLIT.search(last.text) and line.text[0].islower():
            return False
        in_item = BULLET.match(run[0].text) and line.box.left > run[0].box.left + 1.5
        return True if not in_item and changes(run, line, self.right, self.body.style, step) else None

    def _by_middle(self, run: Sequence[Line], line: Line) -> bool | None:
        """What it tells that one of two lines stands in the middle of its column."""
        last, centred = run[-1], self._is_centred(line)
        if centred == self._is_centred(last) or abs(line.box.left - last.box.left) <= _ROOM * line.size:
            return None
        return True if not centred or self._has_ended(last, line) else None

    def _by_list(self, run: Sequence[Line], line: Line) -> bool | None:
        """What entries that hang tell, signs before items, labels of abstracts, and dots that lead to a number."""
        if LEADER.search(run[-1].text) or self._is_labelled(run[-1], line):
            return True
        if id(line) in self.hanging.firsts or id(line) in self.hanging.rests:
            return id(line) in self.hanging.firsts
        sign = _SURE_BULLET.match(line.text) or (BULLET.match(line.text) and self._has_room(run[-1], line, 0.5))
        return True if sign else None

    def _is_labelled(self, last: Line, line: Line) -> bool:
        """Whether a line begins with the label of an abstract or keywords and its text, behind one that has ended."""
        label = section_label(line.text)
        if label is None or label.alone or ":" not in line.text[: label.length]:
            return False
        return bool(_FINISHED.search(last.text)) or self._has_room(last, line, _ROOM)

    def _is_centred(self, line: Line) -> bool:
        left, right = line.box.left - self.left, self.right - line.box.right
        return min(left, right) > _ROOM * line.size and abs(left - right) < line.size

    def _by_hang(self, run: Sequence[Line], line: Line) -> bool | None:
        """What a first line tells that stands out to the left of the second."""
        first, shift = run[0], line.box.left - run[-1].box.left
        if len(run) > 1 and first.box.left < run[1].box.left - 0.4 * line.size:
            return line.box.left <= first.box.left + 1.5 and shift < -1.5
        return None

    def _by_indent(self, run: Sequence[Line], line: Line) -> bool | None:
        """What a line tells that stands in."""
        last = run[-1]
        inside = _is_indent(line.box.left - self.left, line.size)
        shift = line.box.left - last.box.left
        if shift > (0.4 if inside else _INDENT[1]) * line.size:
            return self._is_start(run, line, inside)
        if not (self.body.indented and inside and abs(shift) < 1.5 and self._is_alone(run, line)):
            return None
        block = self.behind is not None and abs(self.behind.box.left - line.box.left) < 1.5
        over = self._is_back(line) or self._has_room(last, line, 2.5 if block else 0.3)
        return True if over or _FINISHED.search(last.text) else None

    def _is_alone(self, run: Sequence[Line], line: Line) -> bool:
        """Whether the line before may be a paragraph of one line."""
        plain = line.style.italic == self.body.style.italic
        return len(run) == 1 and plain and (self._is_back(line) or not is_caption(run[0].text))

    def _by_label(self, run: Sequence[Line], line: Line) -> bool | None:
        """What numbers before items tell, and a line that stands out to the left."""
        first, last = run[0], run[-1]
        numbered, labelled = bool(NUMBERED.match(line.text)), bool(NUMBERED.match(first.text))
        if line.box.left < first.box.left - 1.5 and (labelled or BULLET.match(first.text)):
            return numbered or self._has_room(last, line, 0.0)
        if numbered and ((labelled and abs(line.box.left - first.box.left) < 2.5) or self._has_ended(last, line)):
            return True
        outside = line.box.left - last.box.left < -0.4 * line.size and last.box.left - self.left > 0.4 * line.size
        return True if outside and len(run) > 1 else None

    def _is_back(self, line: Line) -> bool:
        """Whether the line behind this one stands at the margin again, close below."""
        behind = self.behind
        if behind is None or line.base - behind.base > _WIDER * self.body.step(line.size) or BULLET.match(behind.text):
            return False
        return behind.box.left - self.left < 0.3 * line.size

    def _is_start(self, run: Sequence[Line], line: Line, inside: bool) -> bool:
        """Whether an indented line begins a paragraph (deeper than that, verse), and is not the second
        line of one that hangs.
        """
        if not inside:
            return self._has_room(run[-1], line, 0.3)
        if line.box.left > run[0].box.left + 1.5 and (BULLET.match(run[0].text) or NUMBERED.match(run[0].text)):
            return False
        if len(run) == 1 and run[0].box.left - self.left < 0.4 * line.size:
            return self.body.indented or self._has_ended(run[-1], line, 0.0)
        return True

    def _has_ended(self, last: Line, line: Line, room: float = _ROOM) -> bool:
        """Whether a line is the last of its paragraph: finished, and with room for the next one's first word."""
        return bool(_FINISHED.search(last.text)) and self._has_room(last, line, room)

    def _has_room(self, last: Line, line: Line, room: float) -> bool:
        """Whether the first word of a line, with the sign before it, would have fitted on the one before."""
        sign = BULLET.match(line.text)
        start = sign.end() if sign else 0
        word = next((i for i, char in enumerate(line.chars) if char.text == " " and i >= start), len(line.chars))
        width = line.chars[word - 1].right - line.chars[0].left if word else 0.0
        return self.right - last.box.right > width + room * line.size
