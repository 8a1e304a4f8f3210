"""The document's own words: what occurs joined, what occurs with a hyphen, how often lines are split.

Takes lines, gives a `Words` that hyphen decisions ask. No dictionary: a text is the best witness of its own spelling.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from edition.intake.signs.lines import Line

_TOKEN: Final = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
_SPLIT_END: Final = re.compile(r"[^\W\d_][-‐\u00ad]$")
_CASE: Final = str.maketrans({"İ": "i", "I": "i", "ı": "i", "‐": "-", "‑": "-"})


def fold_word(word: str) -> str:
    """A word for comparison: case, and the dot of the i, do not count.

    >>> fold_word("QARIM-QATINAS") == fold_word("qarım-qatınas")
    True
    """
    return word.translate(_CASE).casefold()


@dataclass(frozen=True)
class Words:
    """All words inside lines, folded and sorted, and the share of lines that end in a split word."""

    sorted_words: tuple[str, ...]
    split_share: float

    def begins(self, prefix: str) -> bool:
        """Whether a word of the document begins so."""
        at = bisect_left(self.sorted_words, prefix)
        return at < len(self.sorted_words) and self.sorted_words[at].startswith(prefix)

    def has(self, word: str) -> bool:
        """Whether the document has exactly this word."""
        at = bisect_left(self.sorted_words, word)
        return at < len(self.sorted_words) and self.sorted_words[at] == word


def read_words(lines: Sequence[Line]) -> Words:
    """Gather the words that stand whole within lines."""
    found: set[str] = set()
    split = 0
    for line, after in zip(lines, [*lines[1:], None], strict=True):
        text = line.text
        if _SPLIT_END.search(text):
            split += after is not None and after.text[:1].islower()
            text = text[: text.rfind(" ") + 1]
        found.update(fold_word(word) for word in _TOKEN.findall(text))
    return Words(tuple(sorted(found)), split / max(1, len(lines)))
