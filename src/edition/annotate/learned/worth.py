"""What a chance is worth: from the signs of a linked mention to how often such mentions were right in the test.

A logistic regression over what the chain, the links and the registers say, fitted on documents that the model had not
seen, and two cuts: above the first 97 of a hundred were right (*high*), above the second 85 (*medium*).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

SIGNS: Final = 9
HIGH, MEDIUM = 0.985, 0.87  # more than is promised: a cut that was looked for is a lucky one
_LEAST: Final = 20  # so many are needed for a cut
_TURNS: Final = 30
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
    found: float, linked: float, meant: int, others: int, traits: tuple[bool, bool, bool, bool]
) -> Evidence:
    """What certainty is computed from: the chances of mention and link, how often the form meant this entry and others;
    whether a full form is in the registers, the mention has several words, is a place, is a body.
    """
    return (1.0, _logit(found), _logit(linked), math.log1p(meant), math.log1p(others), *map(float, traits))


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
    """Newton's method, with a little pull to zero; rounded, so that machines agree."""
    import numpy as np  # late: annotating without a model needs none

    signs = np.array([evidence for evidence, _ in tested])
    right = np.array([float(is_right) for _, is_right in tested])
    weights = np.zeros(signs.shape[1])
    pull = np.eye(len(weights))
    for _ in range(_TURNS):
        chances = 1 / (1 + np.exp(-np.clip(signs @ weights, -30, 30)))
        slope = signs.T @ (right - chances) - weights
        curve = (signs * (chances * (1 - chances))[:, None]).T @ signs + pull
        weights = weights + np.linalg.solve(curve, slope)
    return tuple(round(float(w), 3) for w in weights)


def _cut(ranked: Sequence[tuple[float, bool]], wanted: float) -> float:
    """The lowest chance such that of all from it upwards the wanted part is right; above all where there is none."""
    best, right = _NEVER, 0
    for n, (chance, is_right) in enumerate(ranked, 1):
        right += is_right
        ends = n == len(ranked) or ranked[n][0] < chance
        if ends and n >= _LEAST and right >= wanted * n:
            best = chance
    return math.floor(best * 10_000) / 10_000
