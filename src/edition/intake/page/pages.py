"""Where pages begin: a form feed, or (where a tool has turned it into a blank) a line that one blank leads, set close
to the line before it in a text that is otherwise not indented; or a running head behind an unusual gap.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from edition.intake.signs.lines import Line

_SHORTEST_PAGE: Final = 3


def normal_gap(lines: Sequence[Line]) -> int:
    """The number of blank lines that usually stands between two lines."""
    counts = Counter(line.gap for line in lines[1:])
    return counts.most_common(1)[0][0] if counts else 0


def page_starts(lines: Sequence[Line]) -> list[int]:
    """Indexes of the lines that begin a page; the first is always 0."""
    if not lines:
        return []
    fed = [i for i, line in enumerate(lines) if line.feed]
    starts = fed or _led_by_a_blank(lines)
    return sorted({0, *starts})


def _led_by_a_blank(lines: Sequence[Line]) -> list[int]:
    """In `...\\n fields` the blank is what is left of a form feed: no blank line before it, and indentation is rare."""
    indented = sum(line.indent > 0 for line in lines)
    if indented * 8 > len(lines):
        return []
    found: list[int] = []
    last = -_SHORTEST_PAGE
    for i, line in enumerate(lines):
        if line.indent == 1 and line.gap == 0 and i - last >= _SHORTEST_PAGE:
            found.append(i)
            last = i
    return found
