"""A text cut into lines, each with what its surroundings tell: empty lines before it, indentation, a form feed.

Takes decoded text (and, from PDF, the lines' measures), gives `Line` values that point into it. Decides nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from edition.intake.signs.measure import natural_width

FORM_FEED: Final = "\f"
_RULE_OF_BLANKS: Final = 15
_MARGINS: Final = 8  # so far left and right pages' margins can be apart
# a form feed ends a line too, and stands at the head of the next
_LINE_END: Final = re.compile("\r\n|[\n\r\x0b\x85\u2028\u2029]|(?=\f)")


@dataclass(frozen=True, slots=True)
class Type:
    """What a PDF tells of a line's setting: size in points, left and right edge, and which characters are raised."""

    size: float
    left: float
    right: float
    raised: tuple[tuple[int, int], ...] = ()
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank.

    `start:end` is its text without the white space around it; `gap` counts the blank lines directly before it;
    `indent` and `trail` count the blanks at its ends; `blank` is the length of the longest line of blanks before it.
    """

    number: int
    start: int
    end: int
    text: str
    gap: int
    indent: int
    trail: int
    feed: bool
    blank: int
    width: float
    type: Type | None = None

    @property
    def spaced(self) -> bool:
        """Whether a line of blanks stands before it, as word processors leave for an empty paragraph."""
        return self.blank > 0

    @property
    def ruled(self) -> bool:
        """Whether a rule of blanks stands before it, as word processors leave for the line above footnotes."""
        return self.blank >= _RULE_OF_BLANKS


@dataclass(frozen=True, slots=True)
class _Raw:
    number: int
    start: int
    text: str


def read_lines(text: str, types: dict[int, Type] | None = None) -> list[Line]:
    """Cut a text into its lines; `types` gives the setting of lines by their number (from 1).

    >>> [(line.text, line.gap, line.indent) for line in read_lines("One\\n\\n  two \\n")]
    [('One', 0, 0), ('two', 1, 2)]
    """
    types = types or {}
    lines: list[Line] = []
    gap, feed, blank = 0, False, 0
    for raw in _raw_lines(text):
        feed = feed or FORM_FEED in raw.text
        body = raw.text.strip()
        if not body:
            gap += 1
            blank = max(blank, len(raw.text.strip(FORM_FEED + "\r\n")))
            continue
        indent = len(raw.text) - len(raw.text.lstrip())
        start = raw.start + indent
        indent -= raw.text[:indent].count(FORM_FEED)
        trail = len(raw.text.rstrip("\r\n")) - len(raw.text.rstrip())
        type_ = types.get(raw.number)
        width = type_.right - type_.left if type_ else natural_width(body)
        end = start + len(body)
        lines.append(Line(raw.number, start, end, body, gap, indent, trail, feed, blank, width, type_))
        gap, feed, blank = 0, False, 0
    return lines


def without_margins(lines: Sequence[Line]) -> list[Line]:
    """The lines with their indentation counted from the page's own margin, where a tool has kept that as blanks."""
    usual = _commonest(line.indent for line in lines)
    done: list[Line] = []
    for page in _by_feed(lines):
        margin = _commonest(line.indent for line in page)
        margin = margin if abs(margin - usual) <= _MARGINS else usual
        done += [replace(line, indent=max(0, line.indent - margin)) if margin > 1 else line for line in page]
    return done


def _commonest(indents: Iterable[int]) -> int:
    counts = Counter(indents).most_common(1)
    return counts[0][0] if counts else 0


def _by_feed(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    starts = [i for i, line in enumerate(lines) if line.feed or i == 0]
    for first, last in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield lines[first:last]


def _raw_lines(text: str) -> Iterator[_Raw]:
    start = number = 0
    for found in _LINE_END.finditer(text):
        if found.end() == start:
            continue
        number += 1
        yield _Raw(number, start, text[start : found.end()])
        start = found.end()
    if start < len(text):
        yield _Raw(number + 1, start, text[start:])
