"""Numbers by year as bars."""

from __future__ import annotations

from collections import Counter
from itertools import accumulate
from typing import Any, Final

_MOST_BARS: Final = 90
_FEW_BARS: Final = 16
_NEARLY_ALL: Final = 0.96  # of the numbers; a few far away would make all others small
_TALLEST: Final = 64.0


def year_strip(years: Counter[int], values: dict[int, str] | None = None) -> list[dict[str, Any]]:
    """Bars from the first year to the last; years far from the rest are told in the table only.

    >>> [(bar["year"], bar["count"]) for bar in year_strip(Counter({1919: 1, 1921: 2}))]
    [(1919, 1), (1920, 0), (1921, 2)]
    >>> [bar["year"] for bar in year_strip(Counter({1919: 1, 1922: 2})) if bar["label"]]
    [1919, 1921]
    """
    if not years:
        return []
    first, last = _dense(years)
    most = max(years[y] for y in range(first, last + 1))
    # two neighbours are too near for both to be told
    step = max(2, -(-(last - first + 1) // 9))
    span = range(first, last + 1)
    return [
        {
            "year": year,
            "count": years.get(year, 0),
            "height": round(_TALLEST * years.get(year, 0) / most, 1),
            "label": (year - first) % step == 0 or None,
            "value": (values or {}).get(year, ""),
        }
        for year in span
    ]


def _dense(years: Counter[int]) -> tuple[int, int]:
    """The shortest stretch that holds nearly all; at most as many years as bars can be told apart."""
    known = sorted(years)
    wanted = _NEARLY_ALL * sum(years.values())
    if known[-1] - known[0] < _FEW_BARS:
        return known[0], known[-1]
    stretches = [(first, last) for first in known for last in known if 0 <= last - first < _MOST_BARS]
    counts = list(accumulate(years[year] for year in known))
    inside = {
        (first, last): counts[known.index(last)] - counts[known.index(first)] + years[first]
        for first, last in stretches
    }
    enough = [stretch for stretch in stretches if inside[stretch] >= wanted]
    if enough:
        return min(enough, key=lambda stretch: (stretch[1] - stretch[0], stretch[0]))
    return max(stretches, key=lambda stretch: (inside[stretch], -stretch[0]))
