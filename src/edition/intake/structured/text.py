"""A block's text as it is put together from stretches that look alike: letters, spaces, line ends, events.

Takes stretches with the names of their looks (`@` and an address for links), gives a `Block`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from edition.intake.content import Block, BlockLook, Event, Kind
from edition.intake.styled.text import mark_up

_PLAIN: Final = frozenset({Kind.HEADING, Kind.TITLE, Kind.LABEL, Kind.CAPTION, Kind.PERSON})
_NONE: Final = BlockLook()


class StretchedText:
    """The text of one or more paragraphs, put together."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._marks: list[tuple[int, int, frozenset[str]]] = []
        self._events: list[tuple[int, Event]] = []
        self._ends: list[int] = []

    def text(self) -> str:
        """The text so far."""
        return "".join(self._parts).strip()

    def space(self) -> None:
        """A space, unless there is one."""
        self.add(" ", frozenset({"*"}))

    def line_end(self) -> None:
        """A line ends here, though the paragraph goes on."""
        self.space()
        self._ends.append(self._length)

    def letters(self, text: str, kinds: frozenset[str] = frozenset()) -> None:
        """Add characters; runs of white space become one space."""
        self.add(re.sub(r"\s+", " ", text), kinds)

    def add(self, text: str, kinds: frozenset[str]) -> None:
        """Add characters as they are, but no second space."""
        if not self._length or self._parts[-1].endswith(" "):
            text = text.lstrip()
        if text:
            self._marks.append((self._length, self._length + len(text), kinds))
            self._parts.append(text)
            self._length += len(text)

    def happen(self, event: Event) -> None:
        """Something happens at this point of the text."""
        self._events.append((self._length, event))

    def block(self, kind: Kind, level: int = 0, number: str = "", look: BlockLook = _NONE) -> Block:
        """The block as a value."""
        text = "".join(self._parts).rstrip()
        events = tuple((min(at, len(text)), event) for at, event in self._events)
        ends = tuple(dict.fromkeys(at for at in self._ends if 0 < at < len(text)))
        look = replace(
            look, bold=look.bold or self._is_all("bold"), italic=look.italic or self._is_all("italic"), lines=ends
        )
        made = Block(kind, text, (), events, level, markup=tuple(mark_up(self._marks, text)), number=number, look=look)
        return plain(made) if kind in _PLAIN else made

    def _is_all(self, look: str) -> bool:
        """Whether all letters have a look."""
        lettered = [kinds for part, (_, _, kinds) in zip(self._parts, self._marks, strict=True) if _has_letter(part)]
        return bool(lettered) and all(look in kinds for kinds in lettered)


def _has_letter(text: str) -> bool:
    return any(c.isalpha() for c in text)


def plain(block: Block) -> Block:
    """A block without the look that all of it has, as headings have one."""
    markup = tuple(m for m in block.markup if m.name != "hi" or (m.start, m.end) != (0, len(block.text)))
    return replace(block, markup=markup)
