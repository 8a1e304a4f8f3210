"""A linear chain: how well labels fit the signs of words, and each label the one before; read with all chances.

What python-crfsuite learns is kept as plain weights and read here, so that annotating needs no such package and no
foreign file is handed to a library that reads memory. A dozen labels are too few for numpy to be worth its size.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import mul
from typing import Any, Final

OUTSIDE: Final = "O"
_MOST_KNOWN: Final = 300_000
Signs = tuple[str, ...]
Groups = tuple[Signs, ...]
Row = tuple[float, ...]  # a value for each label


@dataclass(frozen=True)
class Chain:
    """Weights: of a sign for each label, in the order of `labels`; `steps[a][b]` of label b behind label a."""

    labels: tuple[str, ...]
    weights: Mapping[str, Row]
    steps: tuple[Row, ...]

    def __reduce__(self) -> tuple[Any, ...]:
        return Chain, (self.labels, self.weights, self.steps)  # what was looked up is looked up again where needed

    def chances(self, sequences: Sequence[Sequence[Groups]]) -> list[list[Row]]:
        """For each sequence of words the chance of each label at each word, from the groups of its signs."""
        steps = tuple(tuple(map(math.exp, row)) for row in self.steps)
        return [_chances([self._fit(groups) for groups in words], steps) for words in sequences]

    def _fit(self, groups: Groups) -> Row:
        """How well each label fits a word, the best of them 1."""
        scores = _sums([self._score(group) for group in groups]) if groups else self._none
        most = max(scores)
        return tuple([math.exp(score - most) for score in scores])

    def _score(self, group: Signs) -> Row:
        known = self._known
        found = known.get(group)
        if found is None:
            if len(known) > _MOST_KNOWN:
                known.clear()
            rows = [self.weights[sign] for sign in group if sign in self.weights]
            found = known[group] = _sums(rows) if rows else self._none
        return found

    @cached_property
    def _none(self) -> Row:
        return (0.0,) * len(self.labels)

    @cached_property
    def _known(self) -> dict[Signs, Row]:
        """What was asked for of groups of signs."""
        return {}


def _sums(rows: Sequence[Row]) -> Row:
    return rows[0] if len(rows) == 1 else tuple(map(sum, zip(*rows, strict=True)))


def _scaled(row: Sequence[float]) -> Row:
    """The values as chances.

    >>> _scaled([1.0, 3.0])
    (0.25, 0.75)
    """
    total = sum(row)
    return tuple([value / total for value in row])


def _chances(fits: Sequence[Row], steps: Sequence[Row]) -> list[Row]:
    """Forward and backward over a sequence, in chances that are scaled at each word."""
    if not fits:
        return []
    to_each = tuple(zip(*steps, strict=True))
    ahead = [_scaled(fits[0])]
    for fit in fits[1:]:
        before = ahead[-1]
        ahead.append(_scaled([sum(map(mul, before, step)) * value for step, value in zip(to_each, fit, strict=True)]))
    back: Row = (1.0,) * len(steps)
    found: list[Row] = []
    for fit, here in zip(reversed(fits), reversed(ahead), strict=True):
        found.append(_scaled(list(map(mul, here, back))))
        behind = list(map(mul, back, fit))
        back = _scaled([sum(map(mul, behind, step)) for step in steps])
    found.reverse()
    return found
