"""Which pieces belong together: a paragraph and its rest in the next column, a caption and its figure.

Takes parts with their roles, tells for each whether it goes on the one before, and of which picture or table a caption
is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from edition.intake.layout.model import Line
from edition.intake.pieces.pieces import BULLET, NUMBERED, Body, Piece
from edition.intake.pieces.standing_out import SECTION
from edition.intake.signs.captions import is_caption, is_table_caption
from edition.intake.styled.model import Part, Role
from edition.languages import Languages, fold
from edition.languages.used import told

_LAST_WORD: Final = re.compile(r"(?<![\w.])[\d_.]*+([^\W\d_][\w.]*)\.$")
_FINISHED: Final = re.compile(r"[.!?…][\"”’»“)\]]*+\s*+(?:\d{1,3}\s*+)?$|:\s*+$")
_FLOWING: Final = frozenset({Role.PARAGRAPH, Role.ITEM, Role.QUOTE})


@told
def _leading(languages: Languages) -> frozenset[str]:
    """What leads on behind its full stop: vgl., S., z.B."""
    return frozenset(
        word
        for lang in languages.all
        for word in (
            *lang.citation_cues, *map(fold, lang.labels.page_signs), *(a for a in lang.abbreviations if "." in a),
        )
    )  # fmt: skip


def goes_on(before: Part, part: Part, between: bool, body: Body) -> bool:
    """Whether a part is the rest of an earlier one; `between`: figures, notes or a page's end stand between them."""
    a, b = before.piece, part.piece
    if abs(a.style.size - b.style.size) > 0.4:
        return False
    if not between and a.column == b.column:
        return _was_cut(before, part, body)
    if before.role is Role.HEADING:
        return _is_rest_of_heading(before, part)
    if before.role is Role.CAPTION:
        return _is_rest_of_caption(before, part, body)
    if before.role not in _FLOWING or part.role not in _FLOWING or (between and a.column == b.column and b.before > 9):
        return False
    return not _is_item(b) and _is_rest(before, part, body)


def _is_item(piece: Piece) -> bool:
    """Whether a number or bullet stands before a piece; a dash may go on a sentence."""
    return bool(NUMBERED.match(piece.text) or (BULLET.match(piece.text) and piece.text[0] not in "–—-"))


def _is_rest_of_heading(before: Part, part: Part) -> bool:
    """Whether a heading goes on at the head of the next column: no heading stands at a column's foot by itself."""
    a, b = before.piece, part.piece
    alike = part.role is Role.HEADING and a.style == b.style and not SECTION.match(b.text)
    next_column = b.column == a.column + 1 and not _is_finished(a.lines)
    return alike and next_column and (b.text[:1].islower() or a.room < _width_of_word(b.lines[0]) + a.style.size)


def _width_of_word(line: Line) -> float:
    """How wide the first word of a line is."""
    end = next((at for at, char in enumerate(line.chars) if char.text == " "), len(line.chars))
    return line.chars[end - 1].right - line.chars[0].left


def _is_rest_of_caption(before: Part, part: Part, body: Body) -> bool:
    a, b = before.piece, part.piece
    open_ = a.column != b.column and not _is_finished(a.lines) and not is_caption(b.text)
    own = b.text[:1].islower() or a.style.italic != body.style.italic
    return open_ and own and _alike(before, part)


def _is_rest(before: Part, part: Part, body: Body) -> bool:
    """Whether running text goes on: it has not ended, or it fills its line and the next one stands at the margin."""
    a, b = before.piece, part.piece
    small = 0.4 * body.size
    full, finished = a.room <= body.room * body.size, _is_finished(a.lines)
    hanging = _hangs(before, small)
    if hanging and abs(b.indent - a.hang) < 2.5 and b.indent > a.indent + small:
        return full or not finished
    at_margin = not body.indented or b.indent <= small
    if finished:
        return body.indented and at_margin and full and not hanging
    return at_margin or b.text[:1].islower()


def _hangs(part: Part, small: float) -> bool:
    """Whether the other lines of a part stand in behind its first one."""
    piece = part.piece
    return part.role is Role.ITEM or (len(piece.lines) > 1 and piece.hang > piece.indent + small)


def _was_cut(before: Part, part: Part, body: Body) -> bool:
    """Whether a change of type has cut a paragraph that goes on: unfinished, and the next line is at the margin."""
    flowing = before.role is part.role is Role.PARAGRAPH and len(before.piece.lines) > 1
    near = part.piece.before < 0.6 and part.piece.indent < 0.4 * body.size
    return body.indented and flowing and near and not _is_finished(before.piece.lines)


def _alike(before: Part, part: Part) -> bool:
    a, b = before.piece.style, part.piece.style
    return (a.italic, a.bold, a.colour) == (b.italic, b.bold, b.colour) and part.role is not Role.ITEM


def _is_finished(lines: Sequence[Line]) -> bool:
    """Whether a text ends as sentences end; a raised number behind its full stop does not count."""
    last = lines[-1]
    text = "".join(c.text for c in last.chars if c.style.size > 0.85 * last.size or not c.text.isdigit()).rstrip()
    last_word = _LAST_WORD.search(text)
    return bool(_FINISHED.search(text)) and not (last_word and fold(last_word[1]) in _leading())


def pair_captions(parts: Sequence[Part]) -> dict[int, int]:
    """By place of a caption the place of its picture or table: that before it, for tables that behind it first."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for i, part in enumerate(parts):
        if part.role is not Role.CAPTION:
            continue
        table = is_table_caption(part.piece.text)
        for at in (i + 1, i - 1) if table else (i - 1, i + 1):
            near = 0 <= at < len(parts) and at not in taken and parts[at].piece.page == part.piece.page
            if near and parts[at].role in (Role.PICTURE, Role.TABLE):
                if not table and parts[at].role is Role.TABLE and at > i:
                    continue
                pairs[i] = at
                taken.add(at)
                break
    return pairs
