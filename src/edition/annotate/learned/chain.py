"""A linear chain: how well labels fit the signs of words, and each label the one before; read with all chances.

What python-crfsuite learns is kept as plain weights and read here with numpy, so that annotating needs no such package
and no foreign file is handed to a library that reads memory.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
OUTSIDE: Final = "O"
_MOST_KNOWN: Final = 300_000
Signs = tuple[str, ...]
Groups = tuple[Signs, ...]


@dataclass(frozen=True)
class Chain:
    """Weights: of a sign for each label, in the order of `labels`; `steps[a][b]` of label b behind label a."""

    labels: tuple[str, ...]
    weights: Mapping[str, tuple[float, ...]]
    steps: tuple[tuple[float, ...], ...]

    def __reduce__(self) -> tuple[Any, ...]:
        return Chain, (self.labels, self.weights, self.steps)  # what was looked up is looked up again where needed

    @cached_property
    def _matrix(self) -> tuple[dict[str, int], Floats]:
        numbers = {sign: n for n, sign in enumerate(self.weights, 1)}
        rows = np.zeros((len(numbers) + 1, len(self.labels)))  # row 0 stands for a word without a known sign
        if numbers:
            rows[1:] = np.array(list(self.weights.values()))
        return numbers, rows

    def chances(self, sequences: Sequence[Sequence[Groups]]) -> list[Floats]:
        """For each sequence of words the chance of each label at each word, from the groups of its signs."""
        if not sequences:
            return []
        lengths = [len(words) for words in sequences]
        scores = self._scores([groups for words in sequences for groups in words])
        padded = np.zeros((max(lengths), len(sequences), len(self.labels)))
        at = 0
        for n, length in enumerate(lengths):
            padded[:length, n] = scores[at : at + length]
            at += length
        found = _posteriors(padded, np.exp(np.array(self.steps)), np.array(lengths))
        return [found[:length, n] for n, length in enumerate(lengths)]

    def _scores(self, words: Sequence[Groups]) -> Floats:
        _, rows = self._matrix
        known = self._known
        ids: list[int] = []
        starts: list[int] = []
        for groups in words:
            starts.append(len(ids))
            ids.append(0)
            for group in groups:
                found = known.get(group)
                ids += found if found is not None else self._look_up(group)
        return np.asarray(np.add.reduceat(rows[ids], starts, axis=0))

    @cached_property
    def _known(self) -> dict[Signs, list[int]]:
        """The rows of groups of signs that were asked for."""
        return {}

    def _look_up(self, group: Signs) -> list[int]:
        numbers, _ = self._matrix
        if len(self._known) > _MOST_KNOWN:
            self._known.clear()
        found = self._known[group] = [numbers[sign] for sign in group if sign in numbers]
        return found


def _posteriors(scores: Floats, steps: Floats, lengths: NDArray[np.int64]) -> Floats:
    """Forward and backward over sequences of different lengths at once, in chances that are scaled at each word."""
    fits = np.exp(scores - scores.max(axis=2, keepdims=True))
    ahead = np.empty_like(fits)
    ahead[0] = fits[0] / fits[0].sum(axis=1, keepdims=True)
    for t in range(1, len(fits)):
        step = (ahead[t - 1] @ steps) * fits[t]
        ahead[t] = step / step.sum(axis=1, keepdims=True)
    back = np.ones_like(fits)
    for t in range(len(fits) - 2, -1, -1):
        step = (back[t + 1] * fits[t + 1]) @ steps.T
        step /= step.sum(axis=1, keepdims=True)
        back[t] = np.where((t + 1 < lengths)[:, None], step, 1.0)
    both = ahead * back
    return np.asarray(both / both.sum(axis=2, keepdims=True))
