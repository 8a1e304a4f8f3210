"""What each piece is: title, subtitle, author, heading of a level, caption, item, quotation, label, paragraph.

Takes pieces and the document's own styles, its outline and its information; gives a role for each piece. What the file
says of itself outranks what its type looks like.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from edition.intake.layout.model import Cell, Line, OutlineEntry, Style
from edition.intake.page.endnotes import is_notes_heading
from edition.intake.signs.captions import is_caption, is_sure_caption
from edition.intake.signs.journal import is_masthead
from edition.intake.signs.labels import is_bibliography, section_label
from edition.intake.signs.people import is_name
from edition.intake.styled.pieces import BULLET, NUMBERED, Body, Piece
from edition.languages import Languages
from edition.languages.patterns import any_label
from edition.languages.used import told

_LARGER: Final = 0.7
_LONGEST: Final = 220
_FRONT: Final = 30  # pieces before an abstract
_LARGE: Final = 1.3
_SENTENCE_END: Final = re.compile(r"[.;,]\s*$")
_NUMBER: Final = re.compile(r"^(\d{1,2}(?:\.\d{1,2})*)\.?\s+\S")
_ADDRESS: Final = re.compile(r"^\W*(?:https?://|www\.|doi\b|10\.\d{4})", re.I)


class Role(StrEnum):
    """What a piece is in the article."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    PERSON = "person"
    MASTHEAD = "masthead"
    LABEL = "label"
    KEYWORDS = "keywords"
    HEADING = "heading"
    CAPTION = "caption"
    ITEM = "item"
    QUOTE = "quote"
    PARAGRAPH = "paragraph"
    PICTURE = "picture"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece with its role; the level of a heading."""

    piece: Piece
    role: Role
    level: int = 0


def find_roles(pieces: Sequence[Piece], body: Body, outline: Sequence[OutlineEntry], info_title: str) -> list[Part]:
    """Give each piece its role."""
    pieces = _without_grids(pieces)
    marked = _outlined(pieces, outline)
    headings = {i for i in range(len(pieces)) if i in marked or _looks_like_heading(pieces, i, body)}
    headings = _without_works(pieces, headings, marked, body)
    titles, subtitles = _titles(pieces, body, headings, info_title)
    start = max([*titles, *subtitles], default=-1) + 1
    front = _front(pieces, body, headings, start) if titles else range(0)
    fixed = {*titles, *subtitles, *front}
    before = range(min(titles, default=0))
    levels = _levels(pieces, [i for i in sorted(headings) if i not in fixed and i not in before], marked)
    found: list[Part] = []
    for i, piece in enumerate(pieces):
        if not piece.lines:
            found.append(Part(piece, Role.PICTURE if piece.picture else Role.TABLE))
        elif i in titles or i in subtitles:
            found.append(Part(piece, Role.TITLE if i in titles else Role.SUBTITLE))
        elif i in front:
            found.append(Part(piece, Role.PERSON))
        elif i in before:
            found.append(Part(piece, Role.MASTHEAD))
        else:
            found.append(_in_text(pieces, i, body, levels))
    return found


def _first_label(pieces: Sequence[Piece]) -> int:
    """The place of the first abstract's label near the beginning, or 0."""
    for i, piece in enumerate(pieces[:_FRONT]):
        label = section_label(piece.text) if piece.lines else None
        if label and not label.keywords and piece.page <= 1:
            return i
    return 0


def _without_grids(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """The pieces, authors that stand beside each other before an abstract no table."""
    end = _first_label(pieces)
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
    label = section_label(piece.text)
    first = min(levels, default=len(pieces))
    if label and (label.keywords or not label.alone or i <= first or levels.get(i, 0) not in levels.values()):
        return Part(piece, Role.KEYWORDS if label.keywords else Role.LABEL)
    if _is_caption(pieces, i, body):
        return Part(piece, Role.CAPTION)
    if i in levels:
        return Part(piece, Role.HEADING, levels[i])
    if BULLET.match(piece.text) or _is_numbered_item(pieces, i):
        return Part(piece, Role.ITEM, 1 + (piece.indent > 2.2 * body.size))
    return Part(piece, Role.QUOTE if _is_quote(piece, body) else Role.PARAGRAPH)


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


def _is_caption(pieces: Sequence[Piece], i: int, body: Body) -> bool:
    """A piece that names a figure or table by number, or stands by a picture in other type than the body."""
    piece = pieces[i]
    if is_caption(piece.text):
        other = _key(piece.style) != _key(body.style)
        return other or (is_sure_caption(piece.text) and (len(piece.text) < 160 or _by_figure(pieces, i)))
    other = piece.style.italic != body.style.italic or piece.style.size < body.size - _LARGER
    return other and len(piece.text) < 400 and i > 0 and pieces[i - 1].picture is not None and piece.before < 3


def _by_figure(pieces: Sequence[Piece], i: int) -> bool:
    return any(p.picture or p.grid for p in pieces[max(0, i - 1) : i + 2])


def _squeezed(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _outlined(pieces: Sequence[Piece], outline: Sequence[OutlineEntry]) -> dict[int, int]:
    """The pieces that the file's outline names, with their levels there."""
    wanted: dict[str, list[OutlineEntry]] = defaultdict(list)
    for heading in outline:
        wanted[_squeezed(heading.title)].append(heading)
    found: dict[int, int] = {}
    for i, piece in enumerate(pieces):
        if piece.lines and len(piece.text) < 400:
            text = _squeezed(piece.text)
            bare = _squeezed(re.sub(r"^[\d.]+\s+", "", piece.text))
            entries = wanted.get(text) or wanted.get(bare)
            if entries and any(e.page in (-1, piece.page) for e in entries):
                found[i] = entries[0].level
    return found


def _key(style: Style) -> tuple[float, bool, bool, bool]:
    return round(style.size * 2) / 2, style.bold, style.small_caps, style.italic


def _looks_like_heading(pieces: Sequence[Piece], i: int, body: Body) -> bool:
    """Whether a piece is set to stand out: larger, or heavy, slanted or coloured on lines of its own."""
    piece = pieces[i]
    if not piece.lines or len(piece.text) > _LONGEST or not any(c.isalpha() for c in piece.text):
        return False
    if is_caption(piece.text) or BULLET.match(piece.text) or "@" in piece.text:
        return False
    style = piece.style
    if style.size >= body.size + _LARGER:
        return True
    if style.size < body.size - _LARGER or _SENTENCE_END.search(piece.text) or len(piece.lines) > 3:
        return False
    if not _uniform(piece):
        return False
    apart = piece.before > 0.7 or i == 0 or pieces[i - 1].column != piece.column or not pieces[i - 1].lines
    followed = i + 1 < len(pieces) and bool(pieces[i + 1].lines or pieces[i + 1].picture or pieces[i + 1].grid)
    if style.bold and not body.style.bold:
        return followed and (apart or (piece.room > 3 * body.size and len(piece.lines) == 1))
    caps = piece.text.upper() == piece.text and sum(c.isalpha() for c in piece.text) > 4
    coloured = style.colour != body.style.colour and style.colour != 0
    other = (style.italic and not body.style.italic) or style.small_caps or coloured or caps
    return other and followed and apart and piece.after > 0.45 and len(piece.text) < 120


def _without_works(pieces: Sequence[Piece], headings: set[int], marked: Mapping[int, int], body: Body) -> set[int]:
    """The headings without the names of authors that a list of works has in heavy type."""
    start = next((i for i in sorted(headings) if is_bibliography(pieces[i].text)), len(pieces))
    return {
        i
        for i in headings
        if i <= start
        or i in marked
        or pieces[i].style.size >= body.size + _LARGER
        or (pieces[i].before > 0.7 and pieces[i].after > 0.45)
    }


def _uniform(piece: Piece) -> bool:
    """Whether all letters are set alike, apart from raised ones."""
    style = piece.style
    marked = [c for line in piece.lines for c in line.chars if c.text.isalpha() and c.style.size > 0.85 * style.size]
    same = sum(c.style.bold == style.bold and c.style.italic == style.italic for c in marked)
    return same >= 0.9 * len(marked)


def _levels(pieces: Sequence[Piece], headings: Sequence[int], marked: Mapping[int, int]) -> dict[int, int]:
    """The level of each heading: the outline's, that of its number, or the rank of its style."""
    ranks = _ranks(pieces, headings)
    numbers = {i: m.group(1).count(".") + 1 for i in headings if (m := _NUMBER.match(pieces[i].text))}
    numbered = len(numbers) > 0.5 * len(headings) and len(numbers) > 1
    by_key: dict[tuple[float, bool, bool, bool], Counter[int]] = defaultdict(Counter)
    for i in headings:
        known = marked.get(i) or (numbers.get(i) if numbered else None)
        if known:
            by_key[_key(pieces[i].style)][known] += 1
    found: dict[int, int] = {}
    for i in headings:
        key = _key(pieces[i].style)
        learnt = by_key[key].most_common(1)[0][0] if by_key[key] else ranks[key]
        found[i] = marked.get(i) or (numbers.get(i) if numbered else None) or learnt
    return found


def _ranks(pieces: Sequence[Piece], headings: Sequence[int]) -> dict[tuple[float, bool, bool, bool], int]:
    keys = {_key(pieces[i].style) for i in headings}
    ordered = sorted(keys, key=lambda key: (-key[0], not key[1], not key[2], key[3]))
    return {key: rank for rank, key in enumerate(ordered, 1)}


def _titles(pieces: Sequence[Piece], body: Body, headings: set[int], info_title: str) -> tuple[set[int], set[int]]:
    """The pieces of the title and those of a subtitle."""
    zone = _opening(pieces, body)
    named = _named_by_file(pieces, zone, info_title)
    if named:
        return named, set()
    fit = [i for i in zone if _can_be_title(pieces[i]) and pieces[i].style.size >= body.size - 0.2]
    fit = [i for i in fit if i in headings or pieces[i].style.size > body.size + 0.4]
    if not fit:
        return _plain_title(pieces), set()
    fit = list(_on_title_page(pieces, body, fit))
    largest = max(pieces[i].style.size for i in fit)
    start = next(i for i in fit if pieces[i].style.size >= largest - 0.3)
    later = sum(_key(pieces[i].style) == _key(pieces[start].style) for i in headings if i > start + 3)
    if later > 1:
        return _plain_title(pieces), set()
    title = {start}
    at = start + 1
    while at < len(pieces) and pieces[at].lines and _key(pieces[at].style) == _key(pieces[start].style) and at in zone:
        title.add(at)
        at += 1
    return title, _subtitle(pieces, body, headings, at, zone)


def _on_title_page(pieces: Sequence[Piece], body: Body, fit: Sequence[int]) -> Sequence[int]:
    """Those on the first page, where one of them is large; a chapter's heading behind it may be larger."""
    first = [i for i in fit if pieces[i].page == pieces[fit[0]].page]
    return first if any(pieces[i].style.size > _LARGE * body.size for i in first) else fit


def _plain_title(pieces: Sequence[Piece]) -> set[int]:
    """A title set as headings are: the first heavy or capital piece before the abstract that is no name or place."""
    for i in range(_first_label(pieces)):
        text = pieces[i].text
        if pieces[i].lines and (pieces[i].style.bold or text == text.upper()) and _can_be_title(pieces[i]):
            name = is_name(text) and text != text.upper()  # in capitals nothing tells a name from other words
            return set() if name or is_affiliation(text) else {i}
    return set()


def _subtitle(pieces: Sequence[Piece], body: Body, headings: set[int], at: int, zone: range) -> set[int]:
    """The piece behind the title in smaller type that nothing later has, or in the title's own colour."""
    if at not in zone or not pieces[at].lines or at not in headings:
        return set()
    here, title = pieces[at], pieces[at - 1]
    if here.style.colour == title.style.colour != body.style.colour:
        return {at}
    return set()


def _opening(pieces: Sequence[Piece], body: Body) -> range:
    """The pieces before the first paragraph of running text, on the first two pages."""
    for i, piece in enumerate(pieces):
        running = len(piece.lines) >= 3 and abs(piece.style.size - body.size) < 0.4 and "@" not in piece.text
        if piece.page > 1 or (running and len(piece.text) > 180):
            return range(i)
    return range(len(pieces))


def _can_be_title(piece: Piece) -> bool:
    text = piece.text
    letters = sum(c.isalpha() for c in text)
    if not piece.lines or letters < 4 or len(text) > 400 or _ADDRESS.search(text) or is_masthead(text):
        return False
    return "@" not in text and not section_label(text) and not is_bibliography(text) and not is_notes_heading(text)


def _named_by_file(pieces: Sequence[Piece], zone: range, title: str) -> set[int]:
    """The pieces whose letters are the title that the document information has."""
    wanted = _squeezed(title)
    if len(wanted) < 8:
        return set()
    for i in zone:
        text = ""
        for j in range(i, min(i + 4, len(pieces))):
            text += _squeezed(pieces[j].text) if pieces[j].lines else ""
            if text == wanted:
                return set(range(i, j + 1))
    return set()


def _front(pieces: Sequence[Piece], body: Body, headings: set[int], start: int) -> range:
    """The pieces of authors and their places of work: behind the title, before the first heading or paragraph."""
    label = _first_label(pieces)
    if label > start and all(_is_short(piece) and not _NUMBER.match(piece.text) for piece in pieces[start:label]):
        return range(start, label)
    author = _key(pieces[start].style) if start < len(pieces) and pieces[start].lines else None
    end = start
    while end < len(pieces):
        piece = pieces[end]
        if not piece.lines or section_label(piece.text) or piece.page > pieces[start].page + 1:
            break
        if end in headings and _ends_front(pieces, end, start, author):
            break
        if end not in headings and _is_running(piece, body):
            break
        end += 1
    return range(start, end)


def _ends_front(pieces: Sequence[Piece], i: int, start: int, author: tuple[float, bool, bool, bool] | None) -> bool:
    """Whether a piece that looks like a heading is one, and names no author."""
    key = _key(pieces[i].style)
    larger = author is not None and pieces[i].style.size > author[0] + 0.5
    if larger and not is_name(pieces[i].text):
        return True
    return (larger or key != author or i == start) and not _is_signed(pieces, i)


def _is_short(piece: Piece) -> bool:
    return 0 < len(piece.lines) <= 6 and (len(piece.text) <= 200 or is_affiliation(piece.text))


def _is_signed(pieces: Sequence[Piece], i: int) -> bool:
    """Whether a name stands here: a short piece whose next one is an address or a place of work."""
    if len(pieces[i].text) > 200:
        return False
    following = pieces[i + 1] if i + 1 < len(pieces) else None
    if not following or not following.lines or len(following.text) > 300 or len(following.lines) > 6:
        return False
    return "@" in following.text or is_affiliation(following.text)


def _is_running(piece: Piece, body: Body) -> bool:
    text = piece.text
    if "@" in text and len(text) < 400:
        return False
    indented = body.indented and piece.indent > 0.4 * body.size and piece.before > 0.9
    return (len(text) > 200 and not is_affiliation(text[:200])) or (indented and len(text) > 60)


@told
def _place(languages: Languages) -> re.Pattern[str]:
    institutions = any_label(languages, lambda labels: labels.institutions)
    return re.compile(institutions + r"|@|\borcid\b|\b[A-Z]-?\d{4,5}\b", re.I)


def is_affiliation(text: str) -> bool:
    """Whether a line names a place of work."""
    return bool(_place().search(text))
