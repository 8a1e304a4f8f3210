"""What each piece is: title, subtitle, author, heading of a level, caption, item, quotation, label, paragraph.

Takes pieces and the document's own styles, its outline and its information; gives a role for each piece. What the file
says of itself outranks what its type looks like.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from edition.intake.layout.model import Cell, Line, OutlineEntry
from edition.intake.pieces.contents import find_contents
from edition.intake.pieces.pieces import BULLET, NUMBERED, Body, Piece
from edition.intake.pieces.standing_out import heads_list
from edition.intake.pieces.tags import tag_of
from edition.intake.signs.captions import is_caption, is_sure_caption
from edition.intake.signs.labels import is_chapter, section_label
from edition.intake.styled.headings import find_levels, key_of, looks_like_heading, outlined, tagged, without_works
from edition.intake.styled.model import Part, Role
from edition.intake.styled.titles import find_front, find_titles, first_label, is_affiliation

_LARGER: Final = 0.7
_LONGEST: Final = 220
_FRONT: Final = 30  # pieces before an abstract
_LARGE: Final = 1.3
_SENTENCE_END: Final = re.compile(r"[.;,]\s*$")
_NUMBER: Final = re.compile(r"^(\d{1,2}(?:\.\d{1,2})*)\.?\s+\S")
_ADDRESS: Final = re.compile(r"^\W*(?:https?://|www\.|doi\b|10\.\d{4})", re.I)
_VERSE: Final = 0.25  # of the measure stays free behind each line
_SECOND: Final = 0.15  # of the text
_LEAST: Final = 2000
_TAGGED: Final = {"Caption": Role.CAPTION, "LI": Role.ITEM, "BlockQuote": Role.QUOTE}


def find_roles(pieces: Sequence[Piece], body: Body, outline: Sequence[OutlineEntry], info_title: str) -> list[Part]:
    """Give each piece its role."""
    pieces = _without_grids(pieces)
    told = tagged(pieces, body.tags)
    marked = {**told, **outlined(pieces, outline)}
    headings = _headings(pieces, body, told, marked)
    titles, subtitles = find_titles(pieces, body, headings, info_title)
    start = max([*titles, *subtitles], default=-1) + 1
    front = find_front(pieces, body, headings, marked, start) if titles else range(0)
    before = range(min(titles, default=0))
    contents = find_contents(pieces, body, headings)
    known: tuple[tuple[Role, Container[int]], ...] = (
        (Role.CONTENTS, contents), (Role.TITLE, titles), (Role.SUBTITLE, subtitles), (Role.PERSON, front),
        (Role.MASTHEAD, before),
    )  # fmt: skip
    fixed = {*titles, *subtitles, *front, *before, *contents}
    levels = find_levels(pieces, [i for i in sorted(headings) if i not in fixed], marked)
    found: list[Part] = []
    for i, piece in enumerate(pieces):
        role = next((role for role, places in known if i in places), None)
        if not piece.lines:
            found.append(Part(piece, Role.PICTURE if piece.picture else Role.TABLE))
        else:
            found.append(Part(piece, role) if role else _in_text(pieces, i, body, levels))
    return _with_chapters(found)


def _with_chapters(parts: Sequence[Part]) -> list[Part]:
    """The parts, a chapter's number and its title below as one heading."""
    done: list[Part] = []
    for part in parts:
        before = done[-1] if done else None
        both = before and before.role is part.role is Role.HEADING
        if before and both and is_chapter(before.piece.text) and not is_chapter(part.piece.text):
            lines = (*before.piece.lines, *part.piece.lines)
            done[-1] = Part(replace(part.piece, lines=lines), Role.HEADING, min(before.level, part.level))
        else:
            done.append(part)
    return done


def _headings(pieces: Sequence[Piece], body: Body, told: Mapping[int, int], marked: Mapping[int, int]) -> set[int]:
    """The pieces that are headings: those that the file names, and others by their looks. Where tags tell some, only
    what has no tag, is set as those are or heads a list may be one more.
    """
    guessed = {i for i in range(len(pieces)) if looks_like_heading(pieces, i, body)}
    if len(told) > 1:
        styles = {key_of(pieces[i].style) for i in told} - {key_of(body.style)}
        guessed = {i for i in guessed if _may_head_too(pieces[i], body, styles)}
    running = _running(pieces, guessed)
    guessed = {i for i in guessed if key_of(pieces[i].style) not in running}
    return without_works(pieces, {*marked, *guessed}, marked, body)


def _running(pieces: Sequence[Piece], guessed: Iterable[int]) -> set[tuple[float, bool, bool, bool]]:
    """The styles of so much text that they are no headings': a second body."""
    letters: Counter[tuple[float, bool, bool, bool]] = Counter()
    for i in guessed:
        letters[key_of(pieces[i].style)] += len(pieces[i].text)
    most = _SECOND * sum(len(piece.text) for piece in pieces if piece.lines)
    return {key for key, count in letters.items() if count > max(most, _LEAST)}


def _may_head_too(piece: Piece, body: Body, styles: Container[tuple[float, bool, bool, bool]]) -> bool:
    """Whether a piece that looks like a heading may be one beside those that tags tell."""
    return not tag_of(piece.lines, body.tags) or key_of(piece.style) in styles or heads_list(piece.lines[0])


def _without_grids(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """The pieces, authors that stand beside each other before an abstract no table."""
    end = first_label(pieces)
    before = [stack for piece in pieces[:end] for stack in _stacks(piece)]
    return [*before, *pieces[end:]]


def _stacks(piece: Piece) -> list[Piece]:
    """The columns of a table that has places of work, as pieces; else the piece itself."""
    rows = piece.grid.rows if piece.grid else ()
    lines = [line for row in rows for cell in row for line in cell.lines]
    if not any(is_affiliation(line.text) for line in lines):
        return [piece]
    columns = (_column(column) for column in itertools.zip_longest(*rows))
    return [replace(piece, lines=column, grid=None) for column in columns if column]


def _column(cells: Sequence[Cell | None]) -> tuple[Line, ...]:
    return tuple(line for cell in cells if cell for line in cell.lines)


def _in_text(pieces: Sequence[Piece], i: int, body: Body, levels: Mapping[int, int]) -> Part:
    """The role of a piece behind the title."""
    piece = pieces[i]
    front = _label_role(piece, i, levels)
    if front:
        return Part(piece, front)
    tag = tag_of(piece.lines, body.tags)
    if tag and tag.name in _TAGGED:
        return Part(piece, _TAGGED[tag.name], 1)
    if _is_caption(pieces, i, body) and not (tag and i in levels):
        return Part(piece, Role.CAPTION)
    if i in levels:
        return Part(piece, Role.HEADING, levels[i])
    if BULLET.match(piece.text) or _is_numbered_item(pieces, i):
        return Part(piece, Role.ITEM, 1 + (piece.indent > 2.2 * body.size))
    return Part(piece, _plain_role(piece, body))


def _label_role(piece: Piece, i: int, levels: Mapping[int, int]) -> Role | None:
    """Whether a piece begins an abstract or keywords: by a label, which may look like a heading before the text."""
    label = section_label(piece.text)
    first = min(levels, default=i)
    if label and (label.keywords or not label.alone or i <= first or levels.get(i, 0) not in levels.values()):
        return Role.KEYWORDS if label.keywords else Role.LABEL
    return None


def _plain_role(piece: Piece, body: Body) -> Role:
    if _is_verse(piece, body):
        return Role.VERSE
    return Role.QUOTE if _is_quote(piece, body) else Role.PARAGRAPH


def _is_numbered_item(pieces: Sequence[Piece], i: int) -> bool:
    """A number or letter before an item, with others like it beside."""
    if not NUMBERED.match(pieces[i].text):
        return False
    if len(pieces[i].lines) > 1 and pieces[i].hang < pieces[i].indent + 2:
        return False
    near = [p for p in pieces[max(0, i - 12) : i + 13] if p.lines and p is not pieces[i]]
    return any(NUMBERED.match(p.text) and abs(p.indent - pieces[i].indent) < 12 for p in near)


def _is_quote(piece: Piece, body: Body) -> bool:
    """A paragraph that stands in as a whole, on both lines and more."""
    inside = min(piece.indent, piece.hang) > 1.0 * body.size and len(piece.lines) > 1
    return inside and piece.style.size <= body.size + 0.3 and len(piece.text) > 80


def _is_verse(piece: Piece, body: Body) -> bool:
    """Short lines that stand in, begin with capitals, end with room for the next word, and mostly no sentence."""
    right = piece.lines[0].box.left - piece.indent + piece.width
    rooms = [right - line.box.right for line in piece.lines]
    if len(piece.lines) < 2 or min(piece.indent, piece.hang) < body.size or min(rooms) < _VERSE * piece.width:
        return False
    capitals = all(next((c for c in line.text if c.isalpha()), "a").isupper() for line in piece.lines)
    ended = sum(line.text.endswith((".", "!", "?")) for line in piece.lines)
    return capitals and ended * 2 <= len(piece.lines)


def _is_caption(pieces: Sequence[Piece], i: int, body: Body) -> bool:
    """A piece that names a figure or table by number, or stands by a picture in other type than the body."""
    piece = pieces[i]
    if is_caption(piece.text):
        other = key_of(piece.style) != key_of(body.style)
        return other or (is_sure_caption(piece.text) and (len(piece.text) < 160 or _by_figure(pieces, i)))
    other = piece.style.italic != body.style.italic or piece.style.size < body.size - _LARGER
    return other and len(piece.text) < 400 and i > 0 and pieces[i - 1].picture is not None and piece.before < 3


def _by_figure(pieces: Sequence[Piece], i: int) -> bool:
    return any(p.picture or p.grid for p in pieces[max(0, i - 1) : i + 2])
