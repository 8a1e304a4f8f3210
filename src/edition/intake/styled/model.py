"""What a piece can be in an article, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from edition.intake.layout.model import Line
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


@dataclass(frozen=True, slots=True)
class NoteText:
    """A note: its sign, how many characters of its first line are its label, its lines, where it stands, and behind how
    many lists of notes its own one stands.
    """

    sign: str
    label: int
    lines: tuple[Line, ...]
    place: str
    chapter: int = 0
