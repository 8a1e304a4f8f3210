"""Which pieces are headings, and of which level.

Takes pieces and the document's own styles; what the file says of itself (its outline, its tags) outranks what its type
looks like.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from edition.intake.layout.model import OutlineEntry, Style
from edition.intake.pieces.pieces import BULLET, Body, Piece, squeezed
from edition.intake.pieces.tags import Tags, tag_of
from edition.intake.signs.captions import is_caption
from edition.intake.signs.labels import is_bibliography

_LARGER: Final = 0.7
_LONGEST: Final = 220
_PROSE: Final = 300
_YEAR: Final = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_SENTENCE_END: Final = re.compile(r"[.;,]\s*$")
NUMBER: Final = re.compile(r"^(\d{1,2}(?:\.\d{1,2})*)\.?\s+\S")


def outlined(pieces: Sequence[Piece], outline: Sequence[OutlineEntry]) -> dict[int, int]:
    """The pieces that the file's outline names, with their levels there."""
    wanted: dict[str, list[OutlineEntry]] = defaultdict(list)
    for heading in outline:
        wanted[squeezed(heading.title)].append(heading)
    found: dict[int, int] = {}
    for i, piece in enumerate(pieces):
        if piece.lines and len(piece.text) < 400:
            text = squeezed(piece.text)
            bare = squeezed(re.sub(r"^[\d.]+\s+", "", piece.text))
            entries = wanted.get(text) or wanted.get(bare)
            if entries and any(e.page in (-1, piece.page) for e in entries):
                found[i] = entries[0].level
    return found


def tagged(pieces: Sequence[Piece], tags: Tags) -> dict[int, int]:
    """The pieces that the file's tags call headings, with their levels there."""
    found: dict[int, int] = {}
    for i, piece in enumerate(pieces):
        tag = tag_of(piece.lines, tags)
        if tag and re.fullmatch(r"H[1-6]", tag.name):
            found[i] = int(tag.name[1])
    return found


def key_of(style: Style) -> tuple[float, bool, bool, bool]:
    return round(style.size * 2) / 2, style.bold, style.small_caps, style.italic


def looks_like_heading(pieces: Sequence[Piece], i: int, body: Body) -> bool:
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
    other = (style.italic and not body.style.italic) or style.small_caps or coloured or caps or _is_centred(piece)
    return other and followed and apart and piece.after > 0.45 and len(piece.text) < 120


def _is_centred(piece: Piece) -> bool:
    """Whether one line or two stand in the middle, with much room on both sides."""
    inside = min(piece.indent, piece.hang) > 3 * piece.style.size
    return inside and len(piece.lines) <= 2 and abs(piece.indent - piece.room) < 2 * piece.style.size


def _heads_works(pieces: Sequence[Piece], i: int) -> bool:
    """Whether a list of works follows, and not a section on sources in prose."""
    following = [piece.text for piece in pieces[i + 1 : i + 4] if piece.lines]
    return is_bibliography(pieces[i].text) and not any(len(t) > _PROSE and not _YEAR.search(t) for t in following)


def without_works(pieces: Sequence[Piece], headings: set[int], marked: Mapping[int, int], body: Body) -> set[int]:
    """The headings without the names of authors that a list of works has in heavy type."""
    start = next((i for i in sorted(headings) if _heads_works(pieces, i)), len(pieces))
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


def find_levels(pieces: Sequence[Piece], headings: Sequence[int], marked: Mapping[int, int]) -> dict[int, int]:
    """The level of each heading: the outline's, that of its number, or the rank of its style."""
    ranks = _ranks(pieces, headings)
    numbers = {i: m.group(1).count(".") + 1 for i in headings if (m := NUMBER.match(pieces[i].text))}
    numbered = len(numbers) > 0.5 * len(headings) and len(numbers) > 1
    by_key: dict[tuple[float, bool, bool, bool], Counter[int]] = defaultdict(Counter)
    for i in headings:
        known = marked.get(i) or (numbers.get(i) if numbered else None)
        if known:
            by_key[key_of(pieces[i].style)][known] += 1
    found: dict[int, int] = {}
    for i in headings:
        key = key_of(pieces[i].style)
        learnt = by_key[key].most_common(1)[0][0] if by_key[key] else ranks[key]
        found[i] = marked.get(i) or (numbers.get(i) if numbered else None) or learnt
    return found


def _ranks(pieces: Sequence[Piece], headings: Sequence[int]) -> dict[tuple[float, bool, bool, bool], int]:
    keys = {key_of(pieces[i].style) for i in headings}
    ordered = sorted(keys, key=lambda key: (-key[0], not key[1], not key[2], key[3]))
    return {key: rank for rank, key in enumerate(ordered, 1)}
