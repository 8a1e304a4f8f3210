"""What a piece can be in an article, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from edition.intake.pieces.pieces import Piece


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
    VERSE = "verse"
    CONTENTS = "contents"
    PARAGRAPH = "paragraph"
    PICTURE = "picture"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece with its role; the level of a heading."""

    piece: Piece
    role: Role
    level: int = 0
