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
_OUTLINED: Final = 400  # letters of a heading that the file's outline names: longer than any
_ROOM: Final = 3  # ems that a heavy line leaves free: more than a paragraph's last line often does
_BELOW: Final = 0.45  # usual distances below a heading
_ABOVE: Final = 0.7  # usual distances above a heading: more than between lines, less than a blank one
_SLANTED: Final = 120  # letters: a longer piece of the text's own size is a motto or an abstract
_LINES: Final = 3  # of a heading
_CAPITALS: Final = 4  # letters that an abbreviation may have
_INSIDE: Final = 3  # ems on both sides of what stands in the middle: deeper than an indent
_NOT_RAISED: Final = 0.85  # of the size: what is smaller is raised
_MOSTLY: Final = 0.9  # of the letters: a name of a work in a heading slants the other way
_PROSE: Final = 300
_YEAR: Final = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_WORD: Final = re.compile(r"[^\W\d_]{3}")
_ROMAN: Final = re.compile(r"\W*[IVXLC]+\W*$")
_COUNTED: Final = re.compile(r"(?:[IVXLC]+|[A-Z])\b[.)]?\s")
_SENTENCE_END: Final = re.compile(r"[.;,]\s*$")
NUMBER: Final = re.compile(r"^(\d{1,2}(?:\.\d{1,2})*)\.?\s+\S")


def outlined(pieces: Sequence[Piece], outline: Sequence[OutlineEntry]) -> dict[int, int]:
    """The pieces that the file's outline names, with their levels there."""
    wanted: dict[str, list[OutlineEntry]] = defaultdict(list)
    for heading in outline:
        wanted[squeezed(heading.title)].append(heading)
    found: dict[int, int] = {}
    for i, piece in enumerate(pieces):
        if piece.lines and len(piece.text) < _OUTLINED:
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
    if not _can_head(piece) or (piece.style.mono and not body.style.mono):
        return False
    return piece.style.size >= body.size + _LARGER or _stands_out(pieces, i, body)


def _stands_out(pieces: Sequence[Piece], i: int, body: Body) -> bool:
    """Whether a piece of about the body's size is set otherwise on lines of its own, and something follows."""
    piece = pieces[i]
    if piece.style.size < body.size - _LARGER or not _is_short_line(piece) or piece is pieces[-1]:
        return False
    apart = _stands_apart(pieces, i)
    if piece.style.bold and not body.style.bold:
        return apart or (piece.room > _ROOM * body.size and len(piece.lines) == 1)
    return apart and piece.after > _BELOW and len(piece.text) < _SLANTED and _is_set_otherwise(piece, body)


def _stands_apart(pieces: Sequence[Piece], i: int) -> bool:
    """Whether white space, a picture or the column's head stands above a piece."""
    before = pieces[i - 1] if i else None
    return before is None or pieces[i].before > _ABOVE or before.column != pieces[i].column or not before.lines


def _can_head(piece: Piece) -> bool:
    """Whether a piece is no longer than headings are, and nothing else by its words."""
    text = piece.text
    if not piece.lines or len(text) > _LONGEST or not _has_words(text):
        return False
    return not (is_caption(text) or BULLET.match(text) or "@" in text)


def _has_words(text: str) -> bool:
    """Whether a text has a word, or is the number of a section, and no formula; signs of scripts without capitals are
    words by themselves.
    """
    if _ROMAN.match(text):
        return True
    return "=" not in text and bool(_WORD.search(text) or any(c.isalpha() and c.upper() == c.lower() for c in text))


def _is_short_line(piece: Piece) -> bool:
    """Whether a piece is no sentence, and set in one style on few lines."""
    return not _SENTENCE_END.search(piece.text) and len(piece.lines) <= _LINES and _uniform(piece)


def _is_set_otherwise(piece: Piece, body: Body) -> bool:
    """Whether a piece of the body's size is slanted, in capitals or in another colour, or stands in the middle."""
    style, text = piece.style, piece.text
    if (style.italic and not body.style.italic) or style.small_caps or _is_centred(piece):
        return True
    capitals = text.upper() == text and sum(c.isalpha() for c in text) > _CAPITALS
    return capitals or style.colour not in (body.style.colour, 0)


def _is_centred(piece: Piece) -> bool:
    """Whether one line or two stand in the middle, with much room on both sides."""
    inside = min(piece.indent, piece.hang) > _INSIDE * piece.style.size
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
        or (pieces[i].before > _ABOVE and pieces[i].after > _BELOW)
    }


def _uniform(piece: Piece) -> bool:
    """Whether all letters are set alike, apart from raised ones and those of a number before them."""
    style = piece.style
    number = _COUNTED.match(piece.lines[0].text)
    chars = [c for line in piece.lines for c in line.chars][number.end() if number else 0 :]
    marked = [c for c in chars if c.text.isalpha() and c.style.size > _NOT_RAISED * style.size]
    same = sum(c.style.bold == style.bold and c.style.italic == style.italic for c in marked)
    return same >= _MOSTLY * len(marked)


def find_levels(pieces: Sequence[Piece], headings: Sequence[int], marked: Mapping[int, int]) -> dict[int, int]:
    """The level of each heading: the outline's, that of its number, or the rank of its style."""
    ranks = _ranks(pieces, headings)
    known = {**_numbered_levels(pieces, headings), **{i: marked[i] for i in headings if marked.get(i)}}
    by_key: dict[tuple[float, bool, bool, bool], Counter[int]] = defaultdict(Counter)
    for i, level in known.items():
        by_key[key_of(pieces[i].style)][level] += 1
    learnt = {key: levels.most_common(1)[0][0] for key, levels in by_key.items()}
    return {i: known.get(i) or learnt.get(key, ranks[key]) for i in headings for key in [key_of(pieces[i].style)]}


def _numbered_levels(pieces: Sequence[Piece], headings: Sequence[int]) -> dict[int, int]:
    """The levels that numbers tell, where most headings have one."""
    numbers = {i: m.group(1).count(".") + 1 for i in headings if (m := NUMBER.match(pieces[i].text))}
    return numbers if len(numbers) > max(1, len(headings) / 2) else {}


def _ranks(pieces: Sequence[Piece], headings: Sequence[int]) -> dict[tuple[float, bool, bool, bool], int]:
    keys = {key_of(pieces[i].style) for i in headings}
    ordered = sorted(keys, key=lambda key: (-key[0], not key[1], not key[2], key[3]))
    return {key: rank for rank, key in enumerate(ordered, 1)}
