"""What `@cert` is worth: of the mentions that are called high, medium or low, how many are right.

Takes each marked mention beside the gold one that it meets. A date is right by its value; a name by whom it means: keys
of the gold and of the registers may differ, so a reference means the gold key that it stands for most often.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from edition.score.model import Reliability, StreamMention


@dataclass(frozen=True, slots=True)
class ScoredMention:
    """A marked mention, and the gold one that it meets, if any."""

    marked: StreamMention
    gold: StreamMention | None

    @property
    def reference(self) -> str:
        """The likeliest of its references."""
        return (self.marked.key or "").partition(" ")[0]


def reliability(judged: Iterable[ScoredMention], same: Mapping[str, str]) -> dict[str, Reliability]:
    """By certainty: how many names with a reference and how many dates, and how many of them are right."""
    found = [one for one in judged if one.marked.cert]
    meant = _meant([one for one in found if one.marked.kind != "date"], same)
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in found:
        is_date = one.marked.kind == "date"
        if not is_date and not one.reference:
            continue
        is_right = _is_right(one, meant, same)
        row, what = counts[one.marked.cert], "dates" if is_date else "names"
        row[what] += 1
        row[f"{what} right"] += is_right
    return {
        cert: Reliability(row["names"], row["names right"], row["dates"], row["dates right"])
        for cert, row in sorted(counts.items())
    }


def _is_right(one: ScoredMention, meant: Mapping[tuple[str, str], str], same: Mapping[str, str]) -> bool:
    """Whether a date has the gold one's value, or a name the gold one's reference."""
    if one.gold is None:
        return False
    if one.marked.kind == "date":
        return one.gold.dates == one.marked.dates
    return meant.get((one.marked.kind, one.reference)) == same.get(one.gold.key or "", one.gold.key)


def _meant(judged: Iterable[ScoredMention], same: Mapping[str, str]) -> dict[tuple[str, str], str]:
    """The gold key that each reference stands for most often."""
    counts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for one in judged:
        if one.reference and one.gold is not None and one.gold.key:
            counts[one.marked.kind, one.reference][same.get(one.gold.key, one.gold.key)] += 1
    return {place: keys.most_common(1)[0][0] for place, keys in counts.items()}
