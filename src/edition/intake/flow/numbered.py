"""A text's numbered lines weighed as a whole: whether each heads a section, is an item of a list, or is text.

Takes the weighed lines and the headings that were found, gives the items and the decisions that were near. All ways to
read the lines are scored together: numbers of sections that go on over the whole text, numbers of a list that go on
nearby, a colon before the first item, a line before that had room for more, a heading that stands out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from edition.intake.flow.breaks import PARAGRAPH, Breaks, begins_sentence
from edition.intake.flow.headings import Heading
from edition.intake.signs.measure import room_left

_NUMBERED: Final = re.compile(r"(\(?)(\d{1,2}|[^\W\d_A-Z])([.)])\s+(?=\S)")
_LETTERS: Final = "abcçdefgğhıijklmnoöpqrsştuüvwxyz"
_CYRILLIC: Final = 0x430  # the first letter of that alphabet
_COLON: Final = re.compile(r":[\"'”’»)\]]*(?:\d{1,3}\*?|\*)?$")
_ENDED: Final = re.compile(r"[.,;:!?…][\"'”’»)\]]*(?:\d{1,3}\*?|\*)?$")
_LONGEST_ITEM: Final = 12  # lines
_LONGEST: Final = 80
_WAYS: Final = 24
_NEAR: Final = 1.0
# a section: one that a heading shows, one that only its number does; a number that goes on, one that begins behind
# nothing, one that does neither
_SECTION, _SHOWN_BY_NUMBER, _NEXT, _FIRST_OTHER, _LEAP = 1.5, -0.5, 2.0, -1.0, -3.0
# an item: the first one (which alone is none), behind a colon, one that goes on, one behind a line that is not full
_BEGINS, _COLON_BEFORE, _GOES_ON, _ROOM, _FULL = -2.5, 2.5, 2.0, 0.5, -1.5


@dataclass(frozen=True)
class Numeral:
    """The number or letter that a line begins with: its value, and how it is written."""

    value: int
    form: str


def numeral_of(text: str) -> Numeral | None:
    """The numeral at the head of a line.

    >>> numeral_of("(b) two"), numeral_of("Bakü 1920")
    (Numeral(value=2, form='(a)'), None)
    """
    found = _NUMBERED.match(text)
    if not found:
        return None
    sign = found[2]
    kind = "1" if sign.isdigit() else "a"
    value = int(sign) if kind == "1" else _LETTERS.find(sign) + 1 or ord(sign) - _CYRILLIC + 1
    return Numeral(value, f"{found[1]}{kind}{found[3]}")


def goes_on(before: Numeral, here: Numeral) -> bool:
    """Whether a numeral is the next one of its kind.

    >>> goes_on(Numeral(1, "a)"), Numeral(2, "a)")), goes_on(Numeral(1, "1."), Numeral(2, "1)"))
    (True, False)
    """
    steps = (1, 2) if "a" in before.form else (1,)  # between c and d some alphabets have a letter of their own
    return before.form == here.form and here.value - before.value in steps


@dataclass(frozen=True)
class NumberedLine:
    """A line that begins with a numeral: its place, whether a colon stands before it, what the line before tells of
    it, whether it was found to be a heading, or may be one.
    """

    at: int
    numeral: Numeral
    colon: bool
    room: float
    heading: bool
    like: bool


@dataclass(frozen=True)
class NumberedReading:
    """Which lines are items, which head sections though nothing but their numbers tells it, and where another reading
    was near: the place, and whether it is an item now.
    """

    items: frozenset[int] = frozenset()
    sections: frozenset[int] = frozenset()
    near: tuple[tuple[int, bool], ...] = ()


@dataclass(frozen=True)
class _Way:
    """One reading up to a line: its weight, the last section's number, the list that is open, all items so far."""

    score: float = 0.0
    section: int = 0
    item: NumberedLine | None = None
    alone: bool = False
    items: tuple[int, ...] = field(default=())
    sections: tuple[int, ...] = field(default=())

    @property
    def state(self) -> tuple[int, int, bool]:
        return self.section, self.item.at if self.item else -1, self.alone


def read_numbered(breaks: Breaks, headings: Mapping[int, Heading], outside: Sequence[bool]) -> NumberedReading:
    """Weigh the numbered lines of the body; `outside`: the line is one of the titles."""
    candidates = (_numbered(breaks, headings, at) for at in range(len(breaks.lines)) if not outside[at])
    ways = [_Way()]
    for line in filter(None, candidates):
        ways = _best_of(new for way in ways for new in _ways_on(way, line))
    best, *others = sorted(map(_closed, ways), key=lambda way: -way.score)
    near = [way for way in others if best.score - way.score < _NEAR]
    differing = sorted(at for at in set().union(*(set(way.items) ^ set(best.items) for way in near)) if at in headings)
    sections = frozenset(best.sections) - headings.keys()
    return NumberedReading(frozenset(best.items), sections, tuple((at, at in best.items) for at in differing))


def _best_of(ways: Iterable[_Way]) -> list[_Way]:
    """The best way to each state, and the best one to it with another last item."""
    best: dict[object, _Way] = {}
    for way in sorted(ways, key=lambda way: -way.score):
        best.setdefault((way.state, way.items[-1:]), way)
    return list(best.values())[:_WAYS]


def _numbered(breaks: Breaks, headings: Mapping[int, Heading], at: int) -> NumberedLine | None:
    line = breaks.lines[at]
    numeral = numeral_of(line.text)
    if numeral is None:
        return None
    before = breaks.lines[at - 1] if at else None
    colon = before is not None and bool(_COLON.search(before.text))
    room = _room(breaks, at)
    return NumberedLine(at, numeral, colon, room, at in headings, room >= 0 and _is_like_heading(breaks, at))


def _is_like_heading(breaks: Breaks, at: int) -> bool:
    """Whether a line may be a heading if its number goes on: short, unfinished, with a capital, and nothing runs on."""
    text = breaks.lines[at].text
    begins = _NUMBERED.sub("", text, count=1)[:1]
    if not begins.isupper() or len(text) > _LONGEST or _ENDED.search(text) or at + 1 == len(breaks.lines):
        return False
    after = breaks.boundaries[at + 1]
    return begins_sentence(breaks.lines[at + 1].text) and not after.split and (after.page or bool(after.gap))


def _room(breaks: Breaks, at: int) -> float:
    """What the line before one tells of it: that it had room for a word more, that it ended, or neither."""
    if at == 0 or breaks.weights[at] >= PARAGRAPH or (breaks.boundaries[at].gap or 0) > breaks.narrowest_gap:
        return _ROOM
    before = breaks.lines[at - 1]
    size = before.type.size if before.type else 1.0
    if room_left(before.width, breaks.lines[at].text, breaks.measures[at - 1], size) > 0:
        return _ROOM
    return 0.0 if _ENDED.search(before.text) else _FULL


def _ways_on(way: _Way, line: NumberedLine) -> list[_Way]:
    """How a reading may go on with a line: as text, as a section's heading, as the next item, as a list's first."""
    done = [way]
    if line.heading or (line.like and way.section and line.numeral.value == way.section + 1):
        done.append(_as_section(_closed(way), line))
    if way.item and _follows(way.item, line):
        score = way.score + _GOES_ON + line.room
        done.append(replace(way, score=score, item=line, alone=False, items=(*way.items, line.at)))
    if line.numeral.value == 1:
        ended = _closed(way)
        begins = _BEGINS + (_COLON_BEFORE if line.colon else 0.0) + line.room
        done.append(replace(ended, score=ended.score + begins, item=line, alone=True, items=(*ended.items, line.at)))
    return done


def _as_section(way: _Way, line: NumberedLine) -> _Way:
    goes_on = line.numeral.value == way.section + 1
    number = _NEXT if goes_on else _LEAP if way.section else _FIRST_OTHER
    shown = (_SECTION if line.heading else _SHOWN_BY_NUMBER) - (_COLON_BEFORE if line.colon else 0.0)
    return _Way(way.score + shown + number, line.numeral.value, None, False, way.items, (*way.sections, line.at))


def _closed(way: _Way) -> _Way:
    """The reading with its list ended; one item alone was none, and cost what it weighed."""
    if not way.item:
        return way
    return replace(way, score=way.score + (_LEAP if way.alone else 0.0), item=None, alone=False)


def _follows(before: NumberedLine, here: NumberedLine) -> bool:
    return goes_on(before.numeral, here.numeral) and here.at - before.at <= _LONGEST_ITEM
