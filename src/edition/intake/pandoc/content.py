"""Pandoc's inlines as a block: letters with looks, links and formulas, calls of notes, pictures beside.

Takes a list of inlines; what has its own place (a picture) is handed on beside the block.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Final
from urllib.parse import quote

from edition.intake.content import Block, Event, Kind, NoteCall
from edition.intake.styled.text import mark_up

Tree = dict[str, Any]
CallNote = Callable[[Sequence[Tree]], NoteCall]

_LOOKS: Final = {
    "Emph": "italic", "Strong": "bold", "Strikeout": "strikethrough", "Superscript": "superscript",
    "Subscript": "subscript", "SmallCaps": "smallcaps", "Underline": "underline",
}  # fmt: skip
_SPACES: Final = frozenset({"Space", "SoftBreak", "LineBreak"})
QUOTES: Final = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}
_ADDRESS: Final = re.compile(r"(?:https?|ftp|mailto|doi|tel):[^\s]", re.IGNORECASE)
_NAMED: Final = {"small-caps": "smallcaps", "smallcaps": "smallcaps", "underline": "underline"}


class PandocText:
    """The text of one or more runs of inlines, put together."""

    def __init__(self, call: CallNote) -> None:
        self._call = call
        self._parts: list[str] = []
        self._length = 0
        self._marks: list[tuple[int, int, frozenset[str]]] = []
        self._events: list[tuple[int, Event]] = []
        self.pictures: list[str] = []

    def text(self) -> str:
        """The text so far."""
        return "".join(self._parts).strip()

    def space(self) -> None:
        """A space, unless there is one."""
        self._add(" ", frozenset({"*"}))

    def read(self, inlines: Sequence[Tree], kinds: frozenset[str] = frozenset()) -> None:
        """Add inlines that look like `kinds`."""
        for each in inlines:
            self._inline(each["t"], each.get("c"), kinds)

    def block(self, kind: Kind, level: int = 0, number: str = "") -> Block:
        """The block as a value."""
        text = "".join(self._parts).rstrip()
        markup = mark_up(self._marks, text)
        if kind in (Kind.HEADING, Kind.TITLE, Kind.LABEL, Kind.CAPTION):
            markup = [m for m in markup if m.name != "hi" or (m.start, m.end) != (0, len(text))]
        events = tuple((min(at, len(text)), event) for at, event in self._events)
        return Block(kind, text, (), events, level, markup=tuple(markup), number=number)

    def letters(self, text: str, kinds: frozenset[str] = frozenset()) -> None:
        """Add characters; runs of white space become one space."""
        self._add(re.sub(r"\s+", " ", text), kinds)

    def _inline(self, name: str, content: Any, kinds: frozenset[str]) -> None:
        if name == "Str":
            self.letters(content, kinds)
        elif name in _SPACES:
            self._add(" ", kinds)
        elif name in _LOOKS:
            self.read(content, kinds | {_LOOKS[name]})
        elif name == "Note":
            self._events.append((self._length, self._call(content)))
        elif name == "Image":
            self.pictures.append(content[2][0])
        else:
            self._wrapped(name, content, kinds)

    def _wrapped(self, name: str, content: Any, kinds: frozenset[str]) -> None:
        """What has letters and something beside them."""
        if name == "Quoted":
            opening, closing = QUOTES[content[0]["t"]]
            self.letters(opening, kinds)
            self.read(content[1], kinds)
            self.letters(closing, kinds)
        elif name == "Link":
            self.read(content[1], kinds | _link(content[2][0]))
        elif name == "Span":
            self.read(content[1], kinds | {_NAMED[word] for word in content[0][1] if word in _NAMED})
        elif name == "Code":
            self.letters(content[1], kinds)
        elif name == "Math":
            self.letters(content[1], kinds | {"tex"})
        elif name == "Cite":
            self.letters(cited(content), kinds)
            self.read(content[1], kinds)

    def _add(self, text: str, kinds: frozenset[str]) -> None:
        if not self._length or self._parts[-1].endswith(" "):
            text = text.lstrip()
        if text:
            self._marks.append((self._length, self._length + len(text), kinds))
            self._parts.append(text)
            self._length += len(text)


def cited(content: Any) -> str:
    """The keys of a citation that has no words of its own, with what stands before and behind each.

    >>> cited([[{"citationId": "berg2020", "citationSuffix": [{"t": "Str", "c": "12-13"}]}], []])
    '[berg2020, 12-13]'
    """
    if any(each["t"] != "RawInline" for each in content[1]):
        return ""
    parts = ((_words(c.get("citationPrefix")), c["citationId"], _words(c.get("citationSuffix"))) for c in content[0])
    return f"[{'; '.join(f'{before} {key}, {behind}'.strip(' ,') for before, key, behind in parts)}]"


def _words(inlines: Sequence[Tree] | None) -> str:
    words = (each["c"] if each["t"] == "Str" else " " for each in inlines or ())
    return " ".join("".join(words).strip(" ,").split())


def _link(target: str) -> frozenset[str]:
    if not _ADDRESS.match(target):
        return frozenset()
    return frozenset({"@" + quote(target, safe="!#$%&'()*+,/:;=?@[]~")})
