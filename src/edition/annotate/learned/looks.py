"""What words look like, alone and beside their neighbours: signs of which weights are learned.

Pure functions of words, remembered since words come again.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from edition.languages import fold

Signs = tuple[str, ...]
_SHORT: Final = 4
_LONGEST: Final = 12


@lru_cache(maxsize=100_000)
def of_word(word: str) -> Signs:
    """What a word looks like.

    >>> of_word("Wiens")[:3]
    ('w=wiens', 's=Xx', 'p2=wi')
    """
    folded = fold(word)
    return (
        f"w={folded}",
        f"s={shape(word)}",
        f"p2={folded[:2]}",
        f"p3={folded[:3]}",
        f"p4={folded[:4]}",
        f"e1={folded[-1:]}",
        f"e2={folded[-2:]}",
        f"e3={folded[-3:]}",
        f"e4={folded[-4:]}",
        f"e5={folded[-5:]}",
        f"len={min(_LONGEST, len(folded))}",
    )


@lru_cache(maxsize=200_000)
def beside(word: str, place: str) -> Signs:
    """What a neighbour says."""
    folded = fold(word)
    return f"{place}w={folded}", f"{place}s={shape(word)}", f"{place}e3={folded[-3:]}"


@lru_cache(maxsize=100_000)
def afar(before: str, after: str) -> Signs:
    """The words next to the neighbours."""
    return f"-2w={fold(before)}", f"+2w={fold(after)}"


@lru_cache(maxsize=100_000)
def together(before: str, word: str, after: str) -> Signs:
    """What a word and its neighbours say together: the words, their shapes.

    >>> together("nach", "Wien", ",")
    ('-1:0=nach|wien', '0:+1=wien|,', '-1:s=nach|Xx', 's:+1=Xx|,', 's3=xXx,')
    """
    one, here, other, form = fold(before), fold(word), fold(after), shape(word)
    return (
        f"-1:0={one}|{here}",
        f"0:+1={here}|{other}",
        f"-1:s={one}|{form}",
        f"s:+1={form}|{other}",
        f"s3={shape(before)}{form}{shape(after)}",
    )


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
