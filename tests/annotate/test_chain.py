"""The chances of a linear chain are those of all sequences of labels that there could be."""

from __future__ import annotations

import itertools
import math

import pytest

from edition.annotate.learned.chain import Chain, Groups

LABELS = ("O", "B-person", "I-person")
CHAIN = Chain(
    LABELS,
    {"a": (0.1, 1.5, -0.4), "b": (2.0, -1.0, 0.3), "c": (-0.5, 0.2, 1.1), "d": (0.0, 0.0, 0.0)},
    ((0.6, 0.1, -3.0), (0.2, -0.7, 1.2), (0.4, 0.3, 0.8)),
)
WORDS: tuple[Groups, ...] = ((("a",), ("c",)), (("b", "c"),), (("unknown",),), (), (("c", "d"), ("a", "unknown")))


def likely(chain: Chain, words: tuple[Groups, ...]) -> list[tuple[float, ...]]:
    """The same by adding up every sequence."""
    found = [[0.0] * len(chain.labels) for _ in words]
    for path in itertools.product(range(len(chain.labels)), repeat=len(words)):
        score = sum(
            chain.weights[sign][label]
            for groups, label in zip(words, path, strict=True)
            for group in groups
            for sign in group
            if sign in chain.weights
        )
        score += sum(chain.steps[a][b] for a, b in itertools.pairwise(path))
        for row, label in zip(found, path, strict=True):
            row[label] += math.exp(score)
    return [tuple(value / sum(row) for value in row) for row in found]


@pytest.mark.parametrize("count", range(1, 6))
def test_the_chances_are_those_of_all_sequences(count: int) -> None:
    words = WORDS[:count]
    (found,) = CHAIN.chances([words])
    for row, expected in zip(found, likely(CHAIN, words), strict=True):
        assert row == pytest.approx(expected)


def test_sequences_are_read_one_by_one_and_none_has_no_chances() -> None:
    assert CHAIN.chances([]) == []
    assert CHAIN.chances([(), WORDS[:2], WORDS[1:3]]) == [
        [], CHAIN.chances([WORDS[:2]])[0], CHAIN.chances([WORDS[1:3]])[0]
    ]  # fmt: skip


def test_words_without_end_have_chances_that_are_numbers() -> None:
    (found,) = CHAIN.chances([WORDS * 400])
    assert all(sum(row) == pytest.approx(1.0) for row in found)
