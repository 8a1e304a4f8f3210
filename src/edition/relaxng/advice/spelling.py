"""Names and values spelt alike."""

from __future__ import annotations

from collections.abc import Iterable


def distance(first: str, second: str, limit: int) -> int:
    """Count the letters to insert, delete, replace or swap with their neighbour; more than ``limit`` is limit + 1.

    >>> distance("persName", "presName", 3), distance("a", "wholly different", 3)
    (1, 4)
    """
    if abs(len(first) - len(second)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, left in enumerate(first, 1):
        before, last, row = row, before, [i]
        for j, right in enumerate(second, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (left != right))
            if i > 1 and j > 1 and left == second[j - 2] and first[i - 2] == right:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return min(row[-1], limit + 1)


def tolerance(word: str) -> int:
    """Say how many slips a word of this length may have and still be recognised."""
    return 0 if len(word) < 3 else 1 if len(word) < 6 else 2 if len(word) < 10 else 3


def closeness(word: str, other: str) -> float | None:
    """Rank how alike two words are, 0 for equal but for case; None where they are not alike.

    >>> closeness("persname", "persName"), closeness("datte", "date"), closeness("p", "ab") is None
    (0.0, 1.0, True)
    """
    left, right = word.casefold(), other.casefold()
    if left == right:
        return 0.0
    limit = tolerance(word)
    slips = distance(left, right, limit)
    if slips <= limit:
        return float(slips)
    squeezed_left, squeezed_right = (text.replace("-", "").replace("_", "").replace(" ", "") for text in (left, right))
    return 0.5 if squeezed_left == squeezed_right else None


def is_slip(word: str, other: str, shortest: int = 5) -> bool:
    """Say whether one word can only be a slip for the other: case, hyphens, or one letter of a word long enough.

    >>> is_slip("persname", "persName"), is_slip("datte", "date"), is_slip("data", "date")
    (True, True, False)
    """
    rank = closeness(word, other)
    return rank is not None and (rank <= 0.5 or (rank <= 1.0 and len(word) >= shortest))


def nearest(word: str, others: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """Give the words most like one, nearest first; of equally near ones the earlier.

    >>> nearest("persname", ["placeName", "persName", "person"])
    ('persName',)
    """
    ranked = [(rank, other) for other in dict.fromkeys(others) if (rank := closeness(word, other)) is not None]
    best = min((rank for rank, _ in ranked), default=0.0)
    return tuple(other for rank, other in sorted(ranked, key=lambda pair: pair[0]) if rank <= best + 0.5)[:most]
