"""Pandoc's inlines as a block: letters with looks, links and formulas, calls of notes, pictures beside.

Takes a list of inlines; what has its own place (a picture) is handed on beside the block.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Final
from urllib.parse import quote

from edition.intake.content import NoteCall
from edition.intake.structured.text import StretchedText

Tree = dict[str, Any]
CallNote = Callable[[Sequence[Tree]], NoteCall]

_LOOKS: Final = {
    "Emph": "italic", "Strong": "bold", "Strikeout": "strikethrough", "Superscript": "superscript",
    "Subscript": "subscript", "SmallCaps": "smallcaps", "Underline": "underline",
}  # fmt: skip
_SPACES: Final = frozenset({"Space", "SoftBreak"})
QUOTES: Final = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}
_ADDRESS: Final = re.compile(r"(?:https?|ftp|mailto|doi|tel):[^\s]", re.IGNORECASE)
_NAMED: Final = {"small-caps": "smallcaps", "smallcaps": "smallcaps", "underline": "underline"}
# tags of HTML that stand in texts of other formats
_TAG: Final = re.compile(r"<(/?)([a-z]+\d?)\b[^>]*>", re.IGNORECASE)
_TAGS: Final = {
    "i": "italic", "em": "italic", "cite": "italic", "b": "bold", "strong": "bold", "sup": "superscript",
    "sub": "subscript", "u": "underline", "s": "strikethrough", "del": "strikethrough",
}  # fmt: skip


class PandocText(StretchedText):
    """The text of one or more runs of inlines, put together."""

    def __init__(self, call: CallNote) -> None:
        super().__init__()
        self._call = call
        self._open: list[str] = []
        self.pictures: list[str] = []

    def read(self, inlines: Sequence[Tree], kinds: frozenset[str] = frozenset()) -> None:
        """Add inlines that look like `kinds`."""
        for each in inlines:
            self._inline(each["t"], each.get("c"), kinds | frozenset(self._open))

    def _inline(self, name: str, content: Any, kinds: frozenset[str]) -> None:
        if name == "Str":
            self.letters(content, kinds)
        elif name in _SPACES:
            self.add(" ", kinds)
        elif name == "LineBreak":
            self.line_end()
        elif name in _LOOKS:
            self.read(content, kinds | {_LOOKS[name]})
        elif name == "Note":
            self.happen(self._call(content))
        elif name == "Image":
            self.pictures.append(content[2][0])
        else:
            _WRAPPED.get(name, PandocText._nothing)(self, content, kinds)

    def _nothing(self, content: Any, kinds: frozenset[str]) -> None:
        """What has no letters."""

    def _quoted(self, content: Any, kinds: frozenset[str]) -> None:
        opening, closing = QUOTES[content[0]["t"]]
        self.letters(opening, kinds)
        self.read(content[1], kinds)
        self.letters(closing, kinds)

    def _link(self, content: Any, kinds: frozenset[str]) -> None:
        self.read(content[1], kinds | _target(content[2][0]))

    def _span(self, content: Any, kinds: frozenset[str]) -> None:
        self.read(content[1], kinds | {_NAMED[word] for word in content[0][1] if word in _NAMED})

    def _code(self, content: Any, kinds: frozenset[str]) -> None:
        self.letters(content[1], kinds)

    def _formula(self, content: Any, kinds: frozenset[str]) -> None:
        self.letters(content[1], kinds | {"tex"})

    def _cite(self, content: Any, kinds: frozenset[str]) -> None:
        self.letters(cited(content), kinds)
        self.read(content[1], kinds)

    def _raw(self, content: Any, kinds: frozenset[str]) -> None:
        """A tag of HTML: a look begins or ends, or a line."""
        found = _TAG.fullmatch(content[1].strip())
        name = found.group(2).lower() if found else ""
        if name == "br":
            self.line_end()
        elif found and name in _TAGS and not found.group(1):
            self._open.append(_TAGS[name])
        elif name in _TAGS and _TAGS[name] in self._open:
            self._open.remove(_TAGS[name])


_WRAPPED: Final[dict[str, Callable[[PandocText, Any, frozenset[str]], None]]] = {
    "Quoted": PandocText._quoted,
    "Link": PandocText._link,
    "Span": PandocText._span,
    "Code": PandocText._code,
    "Math": PandocText._formula,
    "Cite": PandocText._cite,
    "RawInline": PandocText._raw,
}


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


def _target(target: str) -> frozenset[str]:
    if not _ADDRESS.match(target):
        return frozenset()
    return frozenset({"@" + quote(target, safe="!#$%&'()*+,/:;=?@[]~")})
