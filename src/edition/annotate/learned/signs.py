"""The signs by which a word is judged: what it looks like, what stands beside it, what the registers, the rules and
earlier marks say of it, where it stands.

Pure functions of values. Only stretches around words that may be of a name are looked at: `windows`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from edition.annotate.learned.memory import Memory
from edition.annotate.model import Candidate
from edition.annotate.tokens import Tokens
from edition.languages import fold

VERSION: Final = 1  # of the signs: weights learned of others say nothing of these
TELLING: Final = frozenset(
    "address addrLine dateline opener closer salute signed postscript note head quote q cit said speaker stage l"
    " trailer epigraph argument byline docAuthor foreign cell item label".split()
)
_MARGIN: Final = 1  # so many words around one that may be of a name
_LONGEST: Final = 48
_SHORT: Final = 4
Window = tuple[int, int]
Signs = tuple[str, ...]
Groups = tuple[Signs, ...]
_NO: Final = ("no",)
_NOTHING: Final = ("",)


@dataclass(frozen=True, slots=True)
class Seen:
    """A text as it is judged: its words, the candidates in it, its language, the elements around each word."""

    tokens: Tokens
    names: Sequence[Candidate]
    lang: str
    elements: Sequence[Signs]
    is_open: Sequence[bool]


def windows(seen: Seen, memory: Memory) -> list[Window]:
    """The stretches of tokens that are looked at, from the first up to the last, without it.

    A word may be of a name where a candidate covers it, an editor marked it elsewhere, or it has a capital and was not
    often seen without ever being marked.
    """
    covered = {i for c in seen.names for i in range(c.first, c.last + 1)}
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
    words = ["", "", *text[max(0, window[0] - 2) : window[1] + 2], "", ""]
    at = 2 + min(window[0], 2)
    out: list[Groups] = []
    for i, n in zip(range(*window), range(at, at + window[1] - window[0]), strict=True):
        told_here = told.get(i, _NO)
        out.append(
            (
                of_word(words[n]),
                beside(words[n - 1], "-1"),
                beside(words[n + 1], "+1"),
                remembered(memory.sign(fold(words[n]), own), told_here[0], seen.tokens.opens_sentence(i)),
                seen.elements[i],
                told_here,
                around(told.get(i - 1, _NOTHING)[0], told.get(i + 1, _NOTHING)[0]),
            )
        )
    return out


@lru_cache(maxsize=10_000)
def remembered(memory: str, told: str, is_first: bool) -> Signs:
    """What earlier marks say, what they say where registers and rules say this, and whether a sentence begins."""
    return (f"m={memory}", f"m,c={memory},{told}", *(("first",) if is_first else ()))


@lru_cache(maxsize=10_000)
def around(before: str, after: str) -> Signs:
    """What registers and rules say of the neighbours."""
    return tuple(f"{place}{told}" for place, told in (("-1", before), ("+1", after)) if told)


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


@lru_cache(maxsize=100_000)
def of_word(word: str) -> Signs:
    """What a word looks like.

    >>> of_word("Wiens")[:3]
    ('w=wiens', 's=Xx', 'p3=wie')
    """
    folded = fold(word)
    return (
        f"w={folded}",
        f"s={shape(word)}",
        f"p3={folded[:3]}",
        f"e2={folded[-2:]}",
        f"e3={folded[-3:]}",
        f"e4={folded[-4:]}",
    )


@lru_cache(maxsize=200_000)
def beside(word: str, place: str) -> Signs:
    """What a neighbour says."""
    folded = fold(word)
    return f"{place}w={folded}", f"{place}s={shape(word)}", f"{place}e3={folded[-3:]}"


@lru_cache(maxsize=100_000)
def shape(word: str) -> str:
    """How a word is written.

    >>> [shape(w) for w in ("Wien", "USA", "ab", "M", "1921", ",", "")]
    ['Xx', 'XXX', 'x', 'X', 'd4', ',', '']
    """
    if not word or not word[0].isalnum():
        return word
    if word.isdigit():
        return f"d{min(len(word), 5)}"
    if word.isupper():
        return "X" * min(len(word), 3)
    if word[0].isupper():
        return "Xx" if len(word) > _SHORT - 1 else "Xy"
    return "x"


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
