"""Words, numbers and marks of a text with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from edition.languages import fold

APOSTROPHES: Final = "'’‘ʼ`´′ʹ"
DASHES: Final = "-‐‑–—­"
_TOKEN: Final = re.compile(r"[^\W\d_](?:[^\W_]|[\u0300-\u036f])*|\d+|[^\w\s]", re.UNICODE)
_SENTENCE_END: Final = frozenset('.!?…:;•¨“”"«»')


@dataclass(frozen=True)
class Tokens:
    """The words, numbers and marks of a text; their places are looked up when they are first asked for."""

    source: str
    text: list[str]

    @cached_property
    def _spans(self) -> list[tuple[int, int]]:
        return [m.span() for m in _TOKEN.finditer(self.source)]

    @cached_property
    def start(self) -> list[int]:
        """Where each begins."""
        return [begin for begin, _ in self._spans]

    @cached_property
    def end(self) -> list[int]:
        """Where each ends."""
        return [end for _, end in self._spans]

    def __len__(self) -> int:
        return len(self.text)

    def is_capital(self, i: int) -> bool:
        """Whether token `i` is a word that begins with a capital letter."""
        return 0 <= i < len(self.text) and self.text[i][0].isupper()

    def is_word(self, i: int) -> bool:
        """Whether token `i` is a word."""
        return 0 <= i < len(self.text) and self.text[i][0].isalpha()

    def at(self, i: int) -> str:
        """Token `i`, or nothing outside the text."""
        return self.text[i] if 0 <= i < len(self.text) else ""

    def joined(self, i: int) -> bool:
        """Whether token `i` follows the one before it without white space."""
        return 0 < i < len(self.text) and self.end[i - 1] == self.start[i]

    def opens_sentence(self, i: int) -> bool:
        """Whether token `i` may owe its capital to standing first."""
        if i == 0:
            return True
        before = self.text[i - 1]
        if before == "." and i >= 2 and len(self.text[i - 2]) <= 2:
            return False  # an initial or a numeral: K. Radek, I. Dünya Savaşı
        return before in _SENTENCE_END or (before in APOSTROPHES and (i < 2 or not self.joined(i - 1)))

    def apostrophe_suffix(self, i: int) -> str:
        """The suffix that stands behind token `i` and an apostrophe, folded; empty where there is none.

        >>> tokenise("Bakü’ye geldi").apostrophe_suffix(0)
        'ye'
        """
        if self.at(i + 1) in APOSTROPHES and self.at(i + 1) and self.joined(i + 1) and self.joined(i + 2):
            after = self.text[i + 2]
            return fold(after) if after[0].islower() or after.isupper() else ""
        return ""


def tokenise(text: str) -> Tokens:
    """Split a text.

    >>> tokenise("Halil (Kut) Paşa’nın").text
    ['Halil', '(', 'Kut', ')', 'Paşa', '’', 'nın']
    """
    return Tokens(text, _TOKEN.findall(text))
