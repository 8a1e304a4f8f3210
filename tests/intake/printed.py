"""Lines of a page as values, for tests of what is told by place and type: every letter is half an em wide."""

from __future__ import annotations

from dataclasses import replace

from edition.intake.layout.lines import line_of
from edition.intake.layout.model import Char, Line, Style

FACE = Style("Face", 10.0)


def chars(text: str, left: float = 0.0, base: float = 0.0, style: Style = FACE, mark: int = -1) -> list[Char]:
    wide = style.size / 2
    return [Char(c, left + n * wide, left + (n + 1) * wide, base, style, mark) for n, c in enumerate(text)]


def line(text: str, left: float = 0.0, base: float = 0.0, style: Style = FACE, page: int = 0, mark: int = -1) -> Line:
    made = line_of(chars(text, left, base, style, mark), page)
    assert made is not None
    return made


def until(right: float, text: str, left: float = 0.0, base: float = 0.0, style: Style = FACE) -> Line:
    """A line that ends at a place: its last letter is as wide as that needs."""
    made = line(text, left, base, style)
    last = made.chars[-1]._replace(right=right)
    return replace(made, chars=(*made.chars[:-1], last), box=made.box._replace(right=right))
