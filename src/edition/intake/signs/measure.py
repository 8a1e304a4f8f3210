"""How wide a text sets: natural widths by letter, to ask of plain text whether the next word would have fitted.

The widths are those of a common book face in thousandths of its size; only their proportions matter.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

_CLASSES: Final = {
    250: " .,·",
    278: "ijltfI:;!/\\|ıІі’‘'`ј",
    333: '-()[]rJ“”"‐–¨*°ґг',
    389: "szct?",
    444: "aeckévxyзсгнтхкяэ",
    500: "bdghnopqu0123456789$—«»авбеёийлопруцчьъыіғқңөһəӘ",
    556: "PSFLZ",
    611: "EBTд",
    667: "CRVYАБВЕЗКРСУХЭЯ",
    722: "ADGHKNOQUXwжшщюmмфЦЧЛЛДНОПИЙТҚҒҢӨ",
    780: "ЖШЩЮФ",
    889: "MWМ…",
}
_WIDTHS: Final = {letter: width for width, letters in _CLASSES.items() for letter in letters}
SPACE: Final = 0.25
_WINDOW: Final = 12
_FEW: Final = 3  # so few lines on one side tell nothing of a measure


@lru_cache(maxsize=4096)
def _letter_width(letter: str) -> float:
    base = unicodedata.normalize("NFD", letter)[0]
    width = _WIDTHS.get(letter) or _WIDTHS.get(base)
    if width is None:
        width = 690 if letter.isupper() else 500
    return width / 1000


def natural_width(text: str) -> float:
    """The width of a text in ems.

    >>> natural_width("will") < natural_width("Moma")
    True
    """
    return sum(map(_letter_width, text))


def upper_measure(widths: Sequence[float]) -> float:
    """The measure that full lines of these widths are set to: the upper tenth's limit.

    >>> upper_measure([40.0] * 20 + [12.0, 55.0])
    40.0
    """
    if not widths:
        return 0.0
    ordered = sorted(widths)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.9))]


def room_left(width: float, next_text: str, measure: float, size: float = 1.0) -> float:
    """How much of the measure the next line's first word would have left on this one; below 0 it had no room.

    >>> room_left(30.0, "then", 40.0) > 0 > room_left(39.5, "then", 40.0)
    True
    """
    word = next_text.split(maxsplit=1)[0] if next_text else ""
    return measure - width - (SPACE + natural_width(word)) * size


def local_measures(widths: Sequence[float]) -> list[float]:
    """For each line, by the widths of all, the smaller of the measures of the lines up to it and of those from it on.

    At a change of column width the smaller one keeps a full line from looking short.
    """
    before = [upper_measure(widths[max(0, i - _WINDOW) : i + 1]) for i in range(len(widths))]
    after = [upper_measure(widths[i : i + _WINDOW + 1]) for i in range(len(widths))]
    last = len(widths) - _FEW
    return [b if i < _FEW else min(a, b) if i < last else a for i, (a, b) in enumerate(zip(before, after, strict=True))]
