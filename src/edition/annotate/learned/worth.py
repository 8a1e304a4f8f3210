"""What a chance is worth: from the signs of a linked mention to how often such mentions were right in the test.

A logistic regression over what the chain, the links and the registers say, fitted on documents that the model had not
seen, and two cuts: above the first 97 of a hundred were right (*high*), above the second 85 (*medium*). The cuts are
found in documents that the regression had not seen either: in its own it promises more than it keeps. What counts is
the lower end of what the sample speaks for, and mentions of one document, which are right and wrong together, count for
less than as many of different ones. So do those of one form: what is named most where the edition has taught is not
named most in letters of another time, and how other forms did tells more of these.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from operator import add, mul, sub
from typing import Final

SIGNS: Final = 16
HIGH, MEDIUM = 0.97, 0.85
# so many standard errors below the share that was seen: the model that is tested knows less than the one that is used,
# but the documents of the test are more like its own than others are, which tells where much is called *medium*
_DOUBT_HIGH, _DOUBT_MEDIUM = 0.5, 1.0
_DOUBT: Final = 1.15  # where forms are not told apart
_LEAST_HIGH, _LEAST = 60, 20  # so many are needed for a cut
_TURNS, _SETTLED = 30, 1e-7
_PULL: Final = 10.0
_TOGETHER: Final = 4  # the place of all chances together in the evidence
_NEVER: Final = 1.01
_EDGE: Final = 1e-4
_HALF: Final = 0.5  # a form counts as the root of how often it stands
Evidence = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """A linked mention of the test: what spoke for it, whether it was right, and its form with the entry."""

    evidence: Evidence
    is_right: bool
    form: str = ""


@dataclass(frozen=True, slots=True)
class _Ranked:
    """A trial with its chance, the number of its document, and how much it counts."""

    chance: float
    is_right: bool
    document: int
    share: float


Part = Sequence[Sequence[Trial]]  # the trials of each document of a part


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
    chances: tuple[float, float, float], meant: tuple[int, int], odds: float, traits: Sequence[bool]
) -> Evidence:
    """What certainty is computed from: the chances of mention, borders and link, one by one and together, how often the
    form meant this entry and others, and its words stood in mentions; whether a full form is in the registers, the
    mention has several words, is a place, is a body, stands beside another place, in a note, in a letter's frame,
    before a number.
    """
    return (1.0, *map(_logit, chances), _logit(math.prod(chances)), *map(math.log1p, meant), odds, *map(float, traits))


def _logit(chance: float) -> float:
    kept = min(1 - _EDGE, max(_EDGE, chance))
    return math.log(kept / (1 - kept))


def worth_of(parts: Sequence[Part]) -> Worth:
    """Fit the weights and find the cuts; `parts` are of different documents."""
    if sum(len(document) for part in parts for document in part) < 2 * _LEAST:
        return Worth()
    fits = _fits(parts)
    ranked = _apart(parts, fits)
    high, medium = _cuts(ranked)
    weights = tuple(round(sum(column) / len(fits), 3) for column in zip(*fits, strict=True))
    return Worth(weights, _least_of(ranked[:high]), _least_of(ranked[high : high + medium]))


def kept(parts: Sequence[Part]) -> dict[str, tuple[int, float]]:
    """How many would be called how sure where nothing was learned from, and which part of them is right."""
    ranked = _apart(parts, _fits(parts))
    high, medium = _cuts(ranked)
    ends = {"high": (0, high), "medium": (high, high + medium), "low": (high + medium, len(ranked))}
    found = {cert: [one.is_right for one in ranked[first:last]] for cert, (first, last) in ends.items()}
    return {cert: (len(right), sum(right) / max(1, len(right))) for cert, right in found.items()}


def _fits(parts: Sequence[Part]) -> list[tuple[float, ...]]:
    """For each part the weights that the others teach."""
    out = []
    for n in range(len(parts)):
        others = [one for m, other in enumerate(parts) if m != n for document in other for one in document]
        out.append(_fitted(others) if others else ())
    return out


def _apart(parts: Sequence[Part], fits: Sequence[tuple[float, ...]]) -> list[_Ranked]:
    """The trials with their chances by what the other parts teach; the likeliest first."""
    forms = Counter(one.form for part in parts for document in part for one in document if one.form)
    documents = ((Worth(weights), document) for weights, part in zip(fits, parts, strict=True) for document in part)
    judged = ((n, worth, document) for n, (worth, document) in enumerate(documents))
    out = [
        _Ranked(worth.chance(one.evidence), one.is_right, n, max(1, forms[one.form]) ** -_HALF)
        for n, worth, document in judged
        for one in document
    ]
    return sorted(out, key=lambda one: -one.chance)


def _least_of(ranked: Sequence[_Ranked]) -> float:
    return math.floor(min((one.chance for one in ranked), default=_NEVER) * 10_000) / 10_000


def _fitted(tested: Sequence[Trial]) -> tuple[float, ...]:
    """Newton's method, with a pull to the chances as they are, which few examples cannot overcome; rounded, so that
    machines agree.
    """
    columns = list(zip(*(one.evidence for one in tested), strict=True))
    right = [float(one.is_right) for one in tested]
    prior = [float(i == _TOGETHER) for i in range(len(columns))]
    weights = prior
    for _ in range(_TURNS):
        moved = _turned(columns, right, weights, prior)
        done = max(map(abs, map(sub, moved, weights))) < _SETTLED
        weights = moved
        if done:
            break
    return tuple(round(w, 3) for w in weights)


def _turned(
    columns: Sequence[Evidence], right: Sequence[float], weights: Sequence[float], prior: Sequence[float]
) -> list[float]:
    """The weights after one turn."""
    totals = [sum(map(mul, weights, evidence)) for evidence in zip(*columns, strict=True)]
    chances = [1 / (1 + math.exp(-max(-30.0, min(30.0, total)))) for total in totals]
    missed = list(map(sub, right, chances))
    doubts = [chance * (1 - chance) for chance in chances]
    slope = [
        sum(map(mul, column, missed)) - _PULL * (w - p) for column, w, p in zip(columns, weights, prior, strict=True)
    ]
    weighed = [list(map(mul, column, doubts)) for column in columns]
    curve = [
        [sum(map(mul, one, other)) + _PULL * (i == j) for j, other in enumerate(columns)]
        for i, one in enumerate(weighed)
    ]
    return list(map(add, weights, solved(curve, slope)))


def solved(matrix: Sequence[Sequence[float]], values: Sequence[float]) -> list[float]:
    """What a square matrix must be multiplied with to give the values; the matrix is positive, so none divides by zero.

    >>> solved([[2.0, 1.0], [1.0, 3.0]], [5.0, 10.0])
    [1.0, 3.0]
    """
    rows = [[*row, value] for row, value in zip(matrix, values, strict=True)]
    for i, row in enumerate(rows):
        rows[i] = own = [value / row[i] for value in row]
        for j, other in enumerate(rows):
            if j != i:
                rows[j] = [value - other[i] * part for value, part in zip(other, own, strict=True)]
    return [row[-1] for row in rows]


def _cuts(ranked: Sequence[_Ranked]) -> tuple[int, int]:
    """How many may be called *high*, and how many of the next *medium*."""
    high = _cut(ranked, HIGH, _DOUBT_HIGH, _LEAST_HIGH)
    return high, _cut(ranked[high:], MEDIUM, _DOUBT_MEDIUM, _LEAST)


def _cut(ranked: Sequence[_Ranked], wanted: float, doubt: float, least: int) -> int:
    """The most of the likeliest of which the wanted part is right; none where that is of no number."""
    best, sample = 0, _Sample()
    for n, one in enumerate(ranked, 1):
        sample.add(one)
        ends = n == len(ranked) or ranked[n].chance < one.chance
        if ends and n >= least and sample.least(doubt) >= wanted:
            best = n
    return best


class _Sample:
    """Which part of trials was right, each counted by its share, and what so many speak for."""

    def __init__(self) -> None:
        self._right = self._size = self._squared = 0.0
        self._documents: dict[int, tuple[float, float]] = {}
        self._sums = (0.0, 0.0, 0.0)  # over the documents: right ones squared, right ones times all, all squared

    def add(self, one: _Ranked) -> None:
        """One more."""
        gained = one.share * one.is_right
        self._right += gained
        self._size += one.share
        self._squared += one.share * one.share
        good, every = self._documents.get(one.document, (0.0, 0.0))
        now = good + gained, every + one.share
        self._documents[one.document] = now
        before, after = _squares(good, every), _squares(*now)
        a, b, c = (total + new - old for total, new, old in zip(self._sums, after, before, strict=True))
        self._sums = a, b, c

    def least(self, doubt: float) -> float:
        """The least part of right ones that they speak for."""
        told = self._size * self._size / self._squared  # as many trials of equal share tell as much
        return least_share(self._right / self._size * told, told, doubt, self._likeness(told))

    def _likeness(self, told: float) -> float:
        """How many mentions tell no more than one of a document of its own would."""
        documents, share = len(self._documents), self._right / self._size
        if not 0 < share < 1 or documents < 2:
            return 1.0
        spread = self._sums[0] - 2 * share * self._sums[1] + share * share * self._sums[2]
        of_documents = spread * documents / (documents - 1) / (self._size * self._size)
        return max(1.0, of_documents * told / (share * (1 - share)))


def _squares(good: float, every: float) -> tuple[float, float, float]:
    return good * good, good * every, every * every


def least_share(right: float, n: float, doubt: float = _DOUBT, likeness: float = 1.0) -> float:
    """The least share of right ones that a sample speaks for (Wilson's bound).

    >>> [round(least_share(right, n), 3) for right, n in ((30, 30), (99, 100), (990, 1000))]
    [0.958, 0.971, 0.986]
    >>> round(least_share(990, 1000, likeness=4.0), 3)
    0.98
    """
    share, spread = min(1.0, right / n), doubt * doubt * likeness / n
    return (share + spread / 2 - math.sqrt(spread * (share * (1 - share) + spread / 4))) / (1 + spread)
