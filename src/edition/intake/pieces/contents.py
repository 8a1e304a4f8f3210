"""Tables of contents, which repeat the headings with the numbers of their pages, and are no part of the text.

Takes pieces, gives the places of those that are contents: by the file's tags, by dots that lead to a number, or by
numbers behind words that stand as headings later.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from edition.intake.pieces.pieces import LEADER, Body, Piece, squeezed
from edition.intake.pieces.tags import tag_of

_NUMBER: Final = re.compile(r"\s(?:\d{1,4}|[ivxlc]{1,6})\s*$")
_LEAST: Final = 3
_SHORTEST: Final = 4  # letters of a heading that are no chance


def find_contents(pieces: Sequence[Piece], body: Body, headings: set[int]) -> frozenset[int]:
    """The pieces that are a table of contents, with its heading."""
    later = {squeezed(pieces[i].text): i for i in sorted(headings) if pieces[i].lines}
    entries = [i for i, piece in enumerate(pieces) if piece.lines and _is_entry(piece, i, body, later)]
    found: set[int] = set()
    for run in _runs(entries):
        lines = sum(len(pieces[i].lines) for i in run)
        if lines >= _LEAST or any(_is_tagged(pieces[i], body) for i in run):
            found |= {*run, *({run[0] - 1} & headings)}
    return frozenset(found)


def _is_tagged(piece: Piece, body: Body) -> bool:
    tag = tag_of(piece.lines, body.tags)
    return tag is not None and tag.name in ("TOC", "TOCI")


def _is_entry(piece: Piece, i: int, body: Body, later: dict[str, int]) -> bool:
    if _is_tagged(piece, body) or (len(piece.lines) <= _LEAST and LEADER.search(piece.lines[-1].text)):
        return True
    words = squeezed(_NUMBER.sub("", piece.text))
    return bool(_NUMBER.search(piece.text)) and len(words) >= _SHORTEST and later.get(words, -1) > i


def _runs(places: Sequence[int]) -> list[list[int]]:
    """Places that follow each other."""
    runs: list[list[int]] = []
    for place in places:
        if runs and place == runs[-1][-1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs
