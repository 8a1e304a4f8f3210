"""Where a heading ends and text begins, or the other way round, told from how two lines are set.

Takes the lines of a piece and the next one; tells whether that begins another piece. Within a paragraph slant and
weight change, too: a line counts only where it is set in one style and has ended before its edge.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from edition.intake.layout.model import Line, Style
from edition.intake.page.endnotes import is_notes_heading
from edition.intake.signs.labels import is_bibliography

_ROOM: Final = 2.0
_APART: Final = 1.15  # two lines of one heading are as far apart as lines are
SECTION: Final = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2}){0,4}|[IVX]{1,5}(?:\.[A-Z\d]{1,2})?|[A-Z])[.)]?\s+\S")


def changes(run: Sequence[Line], line: Line, right: float, body: Style, step: float) -> bool:
    """Whether a line is set so otherwise than those before it (or so far below them) that it is no rest of theirs;
    `step` is the usual distance of lines.
    """
    last = run[-1]
    room = right - last.box.right > _ROOM * line.size
    if room and (heads_list(line) or (len(run) == 1 and heads_list(last))):
        return True
    weight = _weight_changes(run, line, room)
    if weight is not None:
        return weight
    if room and _stands_out(last, body) and _stands_out(line, body):
        return _other_heading(last, line, step, right)
    return _slants(run, line, body, right) or _coloured(last, line)


def _weight_changes(run: Sequence[Line], line: Line, room: bool) -> bool | None:
    """Whether heavy lines end here, or begin; None where the weight says nothing."""
    last = run[-1]
    if all(each.style.bold for each in run) and _whole(last) and not line.style.bold:
        return room and not line.chars[0].style.bold and not last.text.rstrip().endswith(",")
    if line.style.bold and _whole(line) and not last.style.bold:
        return room
    return None


def _coloured(last: Line, line: Line) -> bool:
    return line.style.colour != last.style.colour and _whole(line) and _whole(last)


def heads_list(line: Line) -> bool:
    """Whether a line by itself heads a list of works or the notes."""
    return len(line.text) < 60 and (is_bibliography(line.text) or is_notes_heading(line.text))


def _other_heading(last: Line, line: Line, step: float, right: float) -> bool:
    """Whether the second of two lines that stand out is no rest of the first: farther below, another kind of type, or
    with the number of a section of its own.
    """
    if last.base - line.base > _APART * step:
        return True
    if _is_capital(last) != _is_capital(line) and _has_room(last, line, right):  # a name in capitals may go on a line
        return True
    if last.style.italic != line.style.italic:
        return True
    return bool(SECTION.match(last.text) and SECTION.match(line.text))


def _slants(run: Sequence[Line], line: Line, body: Style, right: float) -> bool:
    """Whether lines that are slanted as a whole end here, or one begins, though there was room."""
    if body.italic or not _has_room(run[-1], line, right):
        return False
    before = all(each.style.italic and _whole(each) for each in run)
    here = line.style.italic and _whole(line)
    at_break = run[-1].chars[-1].style.italic != line.chars[0].style.italic
    return at_break and before != here and not run[-1].text.rstrip().endswith((",", "-"))


def _has_room(last: Line, line: Line, right: float) -> bool:
    """Whether the first word of a line would have fitted on the one before it."""
    word = next((at for at, char in enumerate(line.chars) if char.text == " "), len(line.chars))
    width = line.chars[word - 1].right - line.chars[0].left if word else 0.0
    return right - last.box.right > width + line.size


def _stands_out(line: Line, body: Style) -> bool:
    if not _whole(line):
        return False
    other = (line.style.bold, line.style.italic, line.style.small_caps) != (body.bold, body.italic, body.small_caps)
    return other or abs(line.size - body.size) > 0.6 or _is_capital(line)


def _is_capital(line: Line) -> bool:
    return line.text == line.text.upper() and sum(c.isalpha() for c in line.text) > 3


def _whole(line: Line) -> bool:
    """Whether a line is set in one style, its raised figures apart."""
    style = line.style
    return all(
        (c.style.bold, c.style.italic, c.style.colour) == (style.bold, style.italic, style.colour)
        for c in line.chars
        if c.text.isalpha() or (c.text.isalnum() and c.style.size > 0.85 * line.size)
    )
