"""The measure around each line: how wide the full lines just before and just after it are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from edition.intake.signs.lines import Line
from edition.intake.signs.measure import upper_measure

_WINDOW: Final = 12
_FEW: Final = 3  # so few lines on one side tell nothing of a measure


def local_measures(lines: Sequence[Line]) -> list[float]:
    """For each line the smaller of the measures of the lines up to it and of those from it on.

    At a change of column width the smaller one keeps a full line from looking short.
    """
    widths = [line.width for line in lines]
    before = [upper_measure(widths[max(0, i - _WINDOW) : i + 1]) for i in range(len(widths))]
    after = [upper_measure(widths[i : i + _WINDOW + 1]) for i in range(len(widths))]
    last = len(widths) - _FEW
    return [b if i < _FEW else min(a, b) if i < last else a for i, (a, b) in enumerate(zip(before, after, strict=True))]
