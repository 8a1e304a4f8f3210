r"""The text of an RTF without its form, so that what pandoc leaves out of one (notes, for instance) is seen.

Takes bytes, gives the characters that belong to the text: groups that hold fonts, colours, styles, pictures or
instructions are none, nor are those that a reader may skip (`\*`), but for notes.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

_TOKEN: Final = re.compile(
    rb"\\([A-Za-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^A-Za-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)
_SILENT: Final = frozenset(
    "fonttbl colortbl stylesheet info pict object listtable listoverridetable revtbl rsidtbl generator fldinst header "
    "headerl headerr headerf footer footerl footerr footerf xe tc themedata datastore latentstyles pntext listtext "
    "bkmkstart bkmkend nonesttables annotation atnid atnauthor nonshppict upr filetbl xmlnstbl mmathPr".split()
)
_ESCAPED: Final = {b"\\": b"\\", b"{": b"{", b"}": b"}", b"~": b" ", b"_": b"-"}
_NOTES: Final = frozenset({"footnote", "ftnsep", "ud"})
_SIGNS: Final = {
    "tab": " ", "par": "\n", "line": "\n", "cell": " ", "row": "\n", "emdash": "—", "endash": "–", "lquote": "‘",
    "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•",
}  # fmt: skip


def rtf_text(data: bytes) -> str:
    """The characters of an RTF's text and notes.

    >>> rtf_text(rb"{\\rtf1{\\fonttbl{\\f0 Helvetica;}}Das S\\'e4ckchen{\\footnote aus \\u214 ?l}}")
    'Das Säckchenaus Öl'
    """
    found = re.search(rb"\\ansicpg(\d+)", data[:2048])
    return "".join(_signs(data, _codec(found.group(1).decode() if found else "1252")))


def _signs(data: bytes, codec: str) -> Iterator[str]:
    groups = _Groups()
    for token in _TOKEN.finditer(data):
        word, number, byte, sign, brace, letters = token.groups()
        if brace:
            groups.turn(brace)
        elif word:
            yield groups.word(word.decode(), int(number) if number else None)
        elif sign == b"*":
            groups.silent[-1] = True
        elif not groups.silent[-1]:
            piece = bytes.fromhex(byte.decode()) if byte else letters or _ESCAPED.get(sign, b"")
            yield groups.shown(piece).decode(codec, "replace")


@dataclass
class _Groups:
    """The groups that are open: whether each is none of the text, and how many signs stand for one of Unicode there."""

    silent: list[bool] = field(default_factory=lambda: [False])
    skip: list[int] = field(default_factory=lambda: [1])
    to_skip: int = 0

    def turn(self, brace: bytes) -> None:
        """A group begins or ends."""
        if brace == b"{":
            self.silent.append(self.silent[-1])
            self.skip.append(self.skip[-1])
        elif len(self.silent) > 1:
            self.silent.pop()
            self.skip.pop()

    def word(self, name: str, number: int | None) -> str:
        """What a control word prints."""
        if name in _SILENT or name in _NOTES:
            self.silent[-1] = name in _SILENT
        elif name == "uc":
            self.skip[-1] = number or 0
        elif name == "u" and not self.silent[-1]:
            self.to_skip = self.skip[-1]
            return chr((number or 0) % 0x10000)
        return "" if self.silent[-1] else _SIGNS.get(name, "")

    def shown(self, piece: bytes) -> bytes:
        """Letters without those that only stand for one of Unicode."""
        cut = min(self.to_skip, len(piece))
        self.to_skip -= cut
        return piece[cut:]


def _codec(page: str) -> str:
    try:
        return codecs.lookup(f"cp{page}").name
    except LookupError:
        return "cp1252"
