"""The document's own words: what occurs joined, what occurs with a hyphen, how often lines are split.

Takes lines, gives a `Words` that hyphen decisions ask. No dictionary: a text is the best witness of its own spelling.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from edition.intake.signs.lines import Line
from edition.languages import Languages
from edition.languages.used import told

_TOKEN: Final = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
_SPLIT_END: Final = re.compile(r"[^\W\d_][-‐\u00ad]$")
_HEAD: Final = re.compile(r"[^\W\d_]+")
_TAIL: Final = re.compile(r"(?<!\S)\S*[^\W\d_][-‐\u00ad]$")
_SPLITTING: Final = 0.02
_RARE: Final = 4  # a text in two languages has each “and” so many times less than the other at most
_SHORT: Final = 2
_CASE: Final = str.maketrans({"İ": "i", "I": "i", "ı": "i", "‐": "-", "‑": "-"})


def fold_word(word: str) -> str:
    """A word for comparison: case, and the dot of the i, do not count.

    >>> fold_word("QARIM-QATINAS") == fold_word("qarım-qatınas")
    True
    """
    return word.translate(_CASE).casefold()


@told
def _and_words(languages: Languages) -> tuple[frozenset[str], ...]:
    """By language the words for “and” and “or” that are no ending of a word, as *with* may be."""
    return tuple(
        frozenset(fold_word(word) for word in lang.and_words - lang.with_words if len(word) > 1)
        for lang in languages.all
    )


@dataclass(frozen=True)
class Words:
    """All words inside lines, folded and sorted, the share of lines that end in a split word, the words for “and”."""

    sorted_words: tuple[str, ...]
    split_share: float
    ands: frozenset[str] = frozenset()

    @property
    def splits(self) -> bool:
        """Whether this text splits words at line ends."""
        return self.split_share >= _SPLITTING

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
    found: Counter[str] = Counter()
    rest = False
    for line in lines:
        text = line.text.partition(" ")[2] if rest else line.text
        rest = bool(_SPLIT_END.search(text))
        if rest:
            text = text[: text.rfind(" ") + 1]
        found.update(fold_word(word) for word in _TOKEN.findall(text))
    split, compound = 0, 0
    for line, after in itertools.pairwise(lines):
        parts = _parts(line.text, after.text)
        if parts:
            whole = found.keys() & parts
            split += not whole
            compound += bool(whole)
    share = split / max(1, len(lines)) if split > compound else 0.0
    return Words(tuple(sorted(found)), share, _usual_ands(found))


def _parts(left: str, right: str) -> set[str]:
    """What stands before and behind a hyphen at a line's end, where it may split a word; not in addresses.

    Neither part of a word that was split is likely to be a word of the text, unlike the parts of a compound.
    """
    head = _HEAD.match(right)
    tail = _TAIL.search(left) if head and head.group()[0].islower() else None
    if not head or not tail or "/" in tail.group() or "@" in tail.group():
        return set()
    last = re.split(r"[-‐‑]", tail.group()[:-1])[-1]
    return {fold_word(head.group()), fold_word(last)} if last else set()


def _usual_ands(found: Counter[str]) -> frozenset[str]:
    """The words for “and” of the text's own languages: one of another language may be the rest of a split word, as one
    of two letters may that the text has not.
    """
    counts = {words: max((found[word] for word in words), default=0) for words in _and_words()}
    most = max(counts.values(), default=0)
    own = (word for words, count in counts.items() if count and count * _RARE >= most for word in words)
    return frozenset(word for word in own if found[word] or len(word) > _SHORT)
