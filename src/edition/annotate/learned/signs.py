"""The signs by which a word is judged: what it and its neighbours look like, what the registers, the rules and earlier
marks say of them, where it stands, how its text writes it elsewhere.

Pure functions of values. Only stretches around words that may be of a name are looked at: `windows`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from edition.annotate.learned.looks import Signs, afar, beside, of_word, together
from edition.annotate.learned.memory import Memory
from edition.annotate.model import Candidate
from edition.annotate.tokens import Tokens
from edition.languages import fold

VERSION: Final = 2  # of the signs: weights learned of others say nothing of these
TELLING: Final = frozenset(
    "address addrLine dateline opener closer salute signed postscript note head quote q cit said speaker stage l"
    " trailer epigraph argument byline docAuthor foreign cell item label".split()
)
# the frame of a letter, where each edition has its own ways: what is marked there, only documents with it can teach
FRAME: Final = frozenset(
    f"{place}={name}"
    for place in ("at", "in")
    for name in ("signed", "salute", "address", "addrLine", "dateline", "opener", "closer", "postscript")
)
_MARGIN: Final = 1  # so many words around one that may be of a name
_LONGEST: Final = 48
_OFTEN: Final = 3
Window = tuple[int, int]
Groups = tuple[Signs, ...]
_NO: Final = ("no",)
_UNTOLD: Final = _NO[0]


@dataclass(frozen=True)
class Seen:
    """A text as it is judged: its words, the candidates in it, its language, the elements around each word, and what
    other programs found in it.
    """

    tokens: Tokens
    names: Sequence[Candidate]
    lang: str
    elements: Sequence[Signs]
    is_open: Sequence[bool]
    offered: Sequence[Candidate] = ()

    def elsewhere(self, word: str) -> Signs:
        """How often the text has a word with a capital, and whether also without one."""
        if not word[0].isupper():
            return ()
        return (f"low={word.lower() in self._small}", f"rep={min(_OFTEN, self._capitals[fold(word)])}")

    @cached_property
    def _small(self) -> frozenset[str]:
        return frozenset(word for word in self.tokens.text if word[0].islower())

    @cached_property
    def _capitals(self) -> Counter[str]:
        return Counter(fold(word) for word in self.tokens.text if word[0].isupper())


def windows(seen: Seen, memory: Memory) -> list[Window]:
    """The stretches of tokens that are looked at, from the first up to the last, without it.

    A word may be of a name where a candidate covers it, an editor marked it elsewhere, or it has a capital and was not
    often seen without ever being marked.
    """
    covered = {i for c in (*seen.names, *seen.offered) for i in range(c.first, c.last + 1)}
    names, plain, size = memory.names, memory.plain, len(seen.tokens)
    out: list[Window] = []
    begin = end = -1
    for i, word in enumerate(seen.tokens.text):
        if not (i in covered or (fold(word) not in plain if word[0].isupper() else word in names)):
            continue
        if not seen.is_open[i]:
            continue
        if 0 < end >= i - _MARGIN and i + 1 + _MARGIN - begin <= _LONGEST:
            end = i + 1 + _MARGIN
            continue
        out.append((begin, min(end, size)))
        begin, end = max(0, i - _MARGIN, min(end, size)), i + 1 + _MARGIN
    out.append((begin, min(end, size)))
    return [window for window in out if 0 <= window[0] < window[1]]


def signs_of(seen: Seen, window: Window, memory: Memory, own: Memory | None = None) -> list[Groups]:
    """The signs of each token of a window, in groups that come again: so each is looked up once."""
    text = seen.tokens.text
    told = _told_by_candidates(seen, window)
    offered = _told_elsewhere(seen, window)
    words = ["", "", *text[max(0, window[0] - 2) : window[1] + 2], "", ""]
    at = 2 + min(window[0], 2)
    out: list[Groups] = []
    for i, n in zip(range(*window), range(at, at + window[1] - window[0]), strict=True):
        told_here = told.get(i, _NO)
        before, word, after = words[n - 1 : n + 2]
        out.append(
            (
                of_word(word),
                beside(before, "-1"),
                beside(after, "+1"),
                afar(words[n - 2], words[n + 2]),
                together(before, word, after),
                remembered(memory.sign(fold(word), own), told_here[0], seen.tokens.opens_sentence(i)),
                seen.elements[i],
                told_here,
                around(told.get(i - 1, _NO)[0], told_here[0], told.get(i + 1, _NO)[0]),
                told_beside(fold(before), told_here[0], fold(after)),
                seen.elsewhere(word),
                *((offered[i],) if i in offered else ()),
            )
        )
    return out


@lru_cache(maxsize=10_000)
def remembered(memory: str, told: str, is_first: bool) -> Signs:
    """What earlier marks say, what they say where registers and rules say this, and whether a sentence begins."""
    return (f"m={memory}", f"m,c={memory},{told}", *(("first",) if is_first else ()))


@lru_cache(maxsize=10_000)
def around(before: str, here: str, after: str) -> Signs:
    """What registers and rules say of the neighbours, and of all three."""
    beside_it = [f"{place}{told}" for place, told in (("-1", before), ("+1", after)) if told != _UNTOLD]
    return (*beside_it, f"c3={before},{here},{after}")


@lru_cache(maxsize=100_000)
def told_beside(before: str, here: str, after: str) -> Signs:
    """What registers and rules say of a word between these neighbours."""
    return f"-1w,c={before},{here}", f"+1w,c={after},{here}"


def _told_by_candidates(seen: Seen, window: Window) -> dict[int, Signs]:
    """What registers and rules say of the tokens of a window and beside it."""
    out: dict[int, Signs] = {}
    for one in seen.names:
        if one.last < window[0] - 1 or one.first > window[1]:
            continue
        keys = {form.key for form in one.forms}
        types = min((form.type or "-" for form in one.forms), default="")
        sure = (f"c={one.kind}", f"by={one.kind},{one.rule},{types}", f"many={min(len(keys), 3)},{types}")
        length = f"long={min(one.words, 3)},{one.kind}"
        for i in range(one.first, one.last + 1):
            part = "B" if i == one.first else "I"
            out[i] = (f"{part}{sure[0]}", f"{part}{sure[1]}", sure[2], length)
    return out


def _told_elsewhere(seen: Seen, window: Window) -> dict[int, Signs]:
    """What each other program says of the tokens of a window, and how sure it is."""
    out: dict[int, Signs] = {}
    for one in seen.offered:
        for i in range(max(one.first, window[0]), min(one.last + 1, window[1])):
            part = "B" if i == one.first else "I"
            out[i] = (*out.get(i, ()), f"{part}from={one.rule},{one.kind}", f"from={one.rule},{one.kind},{one.most}")
    return out


def elements_around(tokens: Tokens, outer: Signs, inner: Sequence[tuple[str, int, int]]) -> list[Signs]:
    """The telling elements around each token: those around the text, and those within it by their characters."""
    if not inner:
        return [outer] * len(tokens)
    out = [outer] * len(tokens)
    for name, first, last in inner:
        for i in _within(tokens, first, last):
            out[i] = (*out[i], f"in={name}")
    return out


def _within(tokens: Tokens, first: int, last: int) -> Iterator[int]:
    return (i for i, start in enumerate(tokens.start) if first <= start < last)
