"""What a chance is worth: from the signs of a linked mention to how often such mentions were right in the test.

A logistic regression over what the chain, the links and the registers say, fitted on documents that the model had not
seen, and two cuts: above the first 97 of a hundred were right (*high*), above the second 85 (*medium*).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

SIGNS: Final = 14
HIGH, MEDIUM = 0.97, 0.85
_DOUBT: Final = 1.28  # nine of ten such samples promise no more than is true
_LEAST: Final = 20  # so many are needed for a cut
_TURNS: Final = 30
_PULL: Final = 10.0
_TOGETHER: Final = 4  # the place of all chances together in the evidence
_NEVER: Final = 1.01
_EDGE: Final = 1e-4
Evidence = tuple[float, ...]


@dataclass(frozen=True)
class Worth:
    """Weights of the evidence, and the chances from which on a mention is called *high* and *medium*."""

    weights: tuple[float, ...] = ()
    high: float = _NEVER
    medium: float = _NEVER

    def chance(self, evidence: Evidence) -> float:
        """How sure a mention and its entry are."""
        if len(self.weights) != len(evidence):
            return 0.0
        total = sum(w * e for w, e in zip(self.weights, evidence, strict=True))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))

    def cert(self, evidence: Evidence) -> str:
        """The word for it."""
        chance = self.chance(evidence)
        return "high" if chance >= self.high else "medium" if chance >= self.medium else "low"


def evidence_of(
    chances: tuple[float, float, float],
    meant: tuple[int, int],
    odds: float,
    traits: tuple[bool, bool, bool, bool, bool, bool],
) -> Evidence:
    """What certainty is computed from: the chances of mention, borders and link, one by one and together, how often the
    form meant this entry and others, and its words stood in mentions; whether a full form is in the registers, the
    mention has several words, is a place, is a body, stands beside another place, in a note.
    """
    return (1.0, *map(_logit, chances), _logit(math.prod(chances)), *map(math.log1p, meant), odds, *map(float, traits))


def _logit(chance: float) -> float:
    kept = min(1 - _EDGE, max(_EDGE, chance))
    return math.log(kept / (1 - kept))


def worth_of(tested: Sequence[tuple[Evidence, bool]]) -> Worth:
    """Fit the weights and find the cuts."""
    if len(tested) < 2 * _LEAST:
        return Worth()
    weights = _fitted(tested)
    only = Worth(weights)
    ranked = sorted(((only.chance(evidence), right) for evidence, right in tested), key=lambda c: -c[0])
    high = _cut(ranked, HIGH)
    return Worth(weights, high, _cut([c for c in ranked if c[0] < high], MEDIUM))


def _fitted(tested: Sequence[tuple[Evidence, bool]]) -> tuple[float, ...]:
    """Newton's method, with a pull to the chances as they are, which few examples cannot overcome; rounded, so that
    machines agree.
    """
    import numpy as np  # late: annotating without a model needs none

    signs = np.array([evidence for evidence, _ in tested])
    right = np.array([float(is_right) for _, is_right in tested])
    prior = np.zeros(signs.shape[1])
    prior[_TOGETHER] = 1.0
    weights = prior.copy()
    pull = _PULL * np.eye(len(weights))
    for _ in range(_TURNS):
        chances = 1 / (1 + np.exp(-np.clip(signs @ weights, -30, 30)))
        slope = signs.T @ (right - chances) - _PULL * (weights - prior)
        curve = (signs * (chances * (1 - chances))[:, None]).T @ signs + pull
        weights = weights + np.linalg.solve(curve, slope)
    return tuple(round(float(w), 3) for w in weights)


def _cut(ranked: Sequence[tuple[float, bool]], wanted: float) -> float:
    """The lowest chance such that of all from it upwards the wanted part is right; above all where there is none.

    A share that was seen in few is no promise: what counts is the least that most such samples would come from.
    """
    best, right = _NEVER, 0
    for n, (chance, is_right) in enumerate(ranked, 1):
        right += is_right
        ends = n == len(ranked) or ranked[n][0] < chance
        if ends and n >= _LEAST and least_share(right, n) >= wanted:
            best = chance
    return math.floor(best * 10_000) / 10_000


def least_share(right: int, n: int) -> float:
    """The least share of right ones that a sample speaks for (Wilson's bound).

    >>> [round(least_share(right, n), 3) for right, n in ((30, 30), (99, 100), (990, 1000))]
    [0.948, 0.967, 0.985]
    """
    share, spread = right / n, _DOUBT * _DOUBT / n
    return (share + spread / 2 - math.sqrt(spread * (share * (1 - share) + spread / 4))) / (1 + spread)
