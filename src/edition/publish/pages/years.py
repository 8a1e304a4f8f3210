"""Numbers by year as bars."""

from __future__ import annotations

from collections import Counter
from typing import Any, Final

_MOST_BARS: Final = 90
_TALLEST: Final = 64.0


def year_strip(years: Counter[int], values: dict[int, str] | None = None) -> list[dict[str, Any]]:
    """Bars from the first year to the last; years far from the rest are told in the table only.

    >>> [(bar["year"], bar["count"]) for bar in year_strip(Counter({1919: 1, 1921: 2}))]
    [(1919, 1), (1920, 0), (1921, 2)]
    """
    if not years:
        return []
    first, last = _dense(years)
    most = max(years[y] for y in range(first, last + 1))
    step = max(1, -(-(last - first + 1) // 9))
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
    total = sum(years.values())
    best = (known[0], known[-1])
    if best[1] - best[0] < _MOST_BARS:
        return best
    found = -1
    for first in known:
        last = max(y for y in known if y < first + _MOST_BARS)
        inside = sum(n for y, n in years.items() if first <= y <= last)
        if inside > found:
            found, best = inside, (first, last)
        if inside == total:
            break
    return best
