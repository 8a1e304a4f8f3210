"""Which lines of the body are headings: short, unfinished, set apart by place, capitals or numbering.

Takes the weighed lines, gives the groups of lines that are headings with their level.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from edition.intake.flow.breaks import OPENING, PARAGRAPH, Breaks, begins_sentence, is_finished
from edition.intake.signs.measure import room_left

_LONGEST: Final = 3
_LETTERS: Final = 220
_ENOUGH: Final = 4.0
_GAPS: Final = 4  # wider gaps say no more
_FULL: Final = 0.5  # of the measure: what is narrower ends a heading
_VERY_SHORT, _SHORT = 0.55, 0.7  # of the measure: widths that last lines of paragraphs have seldom, and at times
_WORDS: Final = 4  # of a heading that is surely no sentence
_CAPITALS: Final = 4  # letters: fewer are an abbreviation
_UPPER: Final = 0.9  # of the letters: an "of" or a misread letter may be small
_TITLED: Final = 0.75  # of the words
_LARGER: Final = 1.08  # times the usual size: more than rounding
_NUMBERED: Final = re.compile(
    r"(?P<digits>\d{1,2}(?:\.\d{1,2})*)[.)]?\s+(?=\D)|(?P<letter>[A-ZÇĞİÖŞÜА-ЯӘҒҚҢӨҰҮҺІ])\s?[.)–-]\s+|(?P<roman>[IVX]{1,5})[.)–-]\s+"
)
_OPEN_END: Final = re.compile(r"[.!?:;,…][\"”’»]*(?:\d{1,3}\*?)?$")
_DIVISION: Final = re.compile(r"[^\W\d_]{3,} (?:[IVXLC]{1,8}|\d{1,3})\.")
_CALL_END: Final = re.compile(r"(?<=[^\W\d]|[)\]”’])\d{1,3}\*?$")
_SENTENCE_INSIDE: Final = re.compile(r"(?<![^\W\d_])[^\W\d_]{4,}+[.!?]\s+[^\W\d_]")
_WORD: Final = re.compile(r"[^\W\d_]{4,}")
_DATELINE: Final = re.compile(r"[^\W\d_][^,:]{1,30},\s(?:le\s)?\d{1,2}[. ]\s?[^\W_]+[. ]\s?\d{4}\.?")
_BULLET: Final = re.compile(r"[•·▪¨◦‣●○■□➢✓❖➤*–—-]\s")


@dataclass(frozen=True, slots=True)
class Heading:
    """The lines `first:last` (exclusive) are a heading of this level; `weight` tells how sure."""

    first: int
    last: int
    level: int
    weight: float


def find_headings(breaks: Breaks) -> list[Heading]:
    """Find the headings among the body's lines."""
    found: list[Heading] = []
    i = 0
    while i < len(breaks.lines):
        heading = _heading_at(breaks, i, bool(found) and found[-1].last == i)
        if heading:
            found.append(heading)
        i = heading.last if heading else i + 1
    return found


def _heading_at(breaks: Breaks, first: int, behind_heading: bool) -> Heading | None:
    if not _may_begin(breaks, first, behind_heading):
        return None
    best: Heading | None = None
    for last in range(first + 1, min(first + _LONGEST, len(breaks.lines)) + 1):
        text = " ".join(line.text for line in breaks.lines[first:last])
        if (_OPEN_END.search(breaks.lines[last - 1].text) and not _is_division(text)) or len(text) > _LETTERS:
            break
        if last - first > 1 and not _runs_on(breaks, last - 1):
            break
        weight = _weight(breaks, first, last, text)
        if weight >= _ENOUGH and (best is None or weight > best.weight):
            best = Heading(first, last, _level(text), weight)
    return best


def _may_begin(breaks: Breaks, first: int, behind_heading: bool) -> bool:
    text = breaks.lines[first].text
    if not begins_sentence(text) or text[0] in '“«"(…[' or _BULLET.match(text):
        return False
    if breaks.is_at_right(first) or _DATELINE.fullmatch(text):
        return False
    if first == 0 or behind_heading:
        return True
    opens = breaks.weights[first] >= OPENING or (breaks.boundaries[first].page and breaks.weights[first] > -_ENOUGH)
    return opens or is_finished(breaks.lines[first - 1].text) or _set_apart(breaks, first)


def _is_division(text: str) -> bool:
    """Whether a line is a word in capitals and a number with its full stop.

    >>> _is_division("CHAPTER IV."), _is_division("Page 4.")
    (True, False)
    """
    return text.isupper() and bool(_DIVISION.fullmatch(text))


def _runs_on(breaks: Breaks, i: int) -> bool:
    """Whether a heading can run on in this line: not behind a wide gap or a very short line, nor with a new number."""
    before = breaks.lines[i - 1]
    if _set_apart(breaks, i) or breaks.weights[i] >= OPENING or _NUMBERED.match(breaks.lines[i].text):
        return False
    if breaks.boundaries[i].page:
        return False
    measure = breaks.widest if i <= _LONGEST else breaks.measures[i - 1]  # the first lines tell no measure yet
    return breaks.boundaries[i].split or before.width >= _FULL * (measure or before.width)


def _set_apart(breaks: Breaks, i: int) -> bool:
    if i >= len(breaks.lines):
        return True
    gap = breaks.boundaries[i].gap
    return gap is not None and min(gap, _GAPS) in breaks.wide_gaps


def _weight(breaks: Breaks, first: int, last: int, text: str) -> float:
    lines = breaks.lines
    after = lines[last].text if last < len(lines) else "A"
    if not begins_sentence(after) or (last < len(lines) and breaks.boundaries[last].split):
        return 0.0
    weight = _of_width(breaks, last, after) + _of_letters(text) + _of_gaps(breaks, first, last)
    if _SENTENCE_INSIDE.search(text):
        weight -= 3.0
    if last - first == 1 and len(text.split()) <= _WORDS:
        weight += 1.0
    return weight + _of_type(breaks, first, last)


def _of_width(breaks: Breaks, last: int, after: str) -> float:
    """What the width of a heading's last line tells: running text goes on to the margin."""
    final = breaks.lines[last - 1]
    size = final.type.size if final.type else 1.0
    measure = breaks.measures[last - 1] or final.width
    if room_left(final.width, after, measure, size) <= 0:
        return 0.0 if _set_apart(breaks, last) else -2.0
    return 1.5 if final.width < _VERY_SHORT * measure else 1.0 if final.width < _SHORT * measure else 0.0


def _of_gaps(breaks: Breaks, first: int, last: int) -> float:
    """What the white before and behind a heading tells; a text begins with its title."""
    lines = breaks.lines
    weight = 1.0 if first == 0 else 1.5 if _set_apart(breaks, first) else 0.0
    weight += 1.5 if _set_apart(breaks, last) else 0.0
    if last < len(lines) and breaks.boundaries[last].gap == 0 and lines[first].gap >= 1:
        weight += 1.0
    return weight + (0.5 if first and breaks.weights[first] >= PARAGRAPH else 0.0)


def _of_letters(text: str) -> float:
    bare = _CALL_END.sub("", text)
    numbered = _NUMBERED.match(bare)
    rest = bare[numbered.end() :] if numbered else bare
    weight = 2.0 if numbered else 0.0
    letters = [c for c in rest if c.isalpha()]
    if len(letters) >= _CAPITALS and sum(c.isupper() for c in letters) > _UPPER * len(letters):
        return weight + 3.0
    words = _WORD.findall(rest)
    titled = sum(word[0].isupper() for word in words)
    if words and titled >= _TITLED * len(words):
        return weight + 2.0
    return weight + (1.0 if titled * 2 >= len(words) else -0.5)


def _of_type(breaks: Breaks, first: int, last: int) -> float:
    types = [line.type for line in breaks.lines[first:last]]
    if not all(types):
        return 0.0
    if all(type_ and type_.size > breaks.usual_size * _LARGER for type_ in types):
        return 3.0
    return 2.0 if all(type_ and type_.bold for type_ in types) else 0.0


def _level(text: str) -> int:
    """1, or as many levels as the number has parts.

    >>> _level("3.1. Sources"), _level("A- LETTERS")
    (2, 1)
    """
    numbered = _NUMBERED.match(text)
    digits = numbered.group("digits") if numbered else None
    return digits.count(".") + 1 if digits else 1
