"""What editors marked before, as counts: which words of names, and how often the words stood unmarked.

Plain numbers that add up: what one document tells can be taken off again, so that a document is never judged by its
own marks.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

NEW: Final = "new"
_OFTEN: Final = 5
_STEPS: Final = 4
_HALF: Final = 0.5


@dataclass(frozen=True)
class Memory:
    """How often a folded word stood in a mention of a kind, and how often at all."""

    marked: Mapping[tuple[str, str], int] = field(default_factory=dict)
    seen: Mapping[str, int] = field(default_factory=dict)

    def sign(self, word: str, own: Memory | None = None) -> str:
        """What is remembered of a word, in steps; `own` is what the document itself tells, which does not count.

        >>> memory = Memory({("wien", "place"): 3}, {"wien": 4})
        >>> memory.sign("wien"), memory.sign("Prag")
        ('place:3', 'new')
        """
        seen = self.seen.get(word, 0) - (own.seen.get(word, 0) if own else 0)
        if seen <= 0:
            return NEW
        best, kind = 0, ""
        for candidate in KINDS:
            times = self.marked.get((word, candidate), 0)
            if times and own:
                times -= own.marked.get((word, candidate), 0)
            if times > best:
                best, kind = times, candidate
        if not best:
            return "never:often" if seen >= _OFTEN else "never"
        return f"{kind}:{min(_STEPS, _STEPS * best // seen)}{'+' if seen >= _OFTEN else ''}"

    def odds(self, words: Iterable[str], kind: str) -> float:
        """How much oftener the words stood in a mention of a kind than not, by the word that is most of a name.

        >>> round(Memory({("wien", "place"): 3}, {"wien": 4}).odds(["in", "wien"], "place"), 2)
        0.85
        """
        found = [(self.marked.get((word, kind), 0), self.seen.get(word, 0)) for word in words]
        return max((math.log((n + _HALF) / (max(0, seen - n) + _HALF)) for n, seen in found), default=0.0)

    @cached_property
    def names(self) -> frozenset[str]:
        """The words that ever stood in a mention."""
        return frozenset(word for word, _ in self.marked)

    @cached_property
    def plain(self) -> frozenset[str]:
        """The words that were often seen and never stood in a mention."""
        return frozenset(word for word, n in self.seen.items() if n >= _OFTEN and word not in self.names)


KINDS: Final = ("person", "place", "org", "event")


def memory_of(words: Iterable[tuple[str, str]]) -> Memory:
    """Count folded words with the kind of the mention that they stand in, empty for none."""
    marked: Counter[tuple[str, str]] = Counter()
    seen: Counter[str] = Counter()
    for word, kind in words:
        seen[word] += 1
        if kind:
            marked[word, kind] += 1
    return Memory(marked, seen)


def joined(memories: Iterable[Memory]) -> Memory:
    """The sum of several."""
    marked: Counter[tuple[str, str]] = Counter()
    seen: Counter[str] = Counter()
    for one in memories:
        marked.update(one.marked)
        seen.update(one.seen)
    return Memory(marked, seen)
