"""Notes that stand together under a heading of their own: at the end of the text, or of each chapter.

Takes the parts of an article and the signs that its text calls, gives the notes and the parts without them. Which lines
begin notes is weighed for the list as a whole: the chain of numbers holds in which most go on by one, are set as the
others are, begin a piece of their own and are called. So a year or a number at the head of a line begins none.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from edition.intake.layout.model import Line
from edition.intake.page.endnotes import is_notes_heading
from edition.intake.styled.model import NoteText, Part, Role
from edition.intake.styled.text import is_raised

_LABEL: Final = re.compile(r"\s*[\[(]?(\d{1,3}|\*{1,4}|[†‡§¶])[\])]?\.?(?=\s|\D|$)\s*")
_BEGINS, _SET_ALIKE, _OWN_PIECE, _CALLED, _SKIPPED = 1.0, 1.0, 1.0, 0.5, -2.0
_MOST_SKIPPED: Final = 2


def label_of(line: Line) -> tuple[str, int] | None:
    """The sign at the head of a line and how many characters it takes.

    The characters are those of the text; a raised number needs no full stop behind it.
    """
    found = _LABEL.match(line.text)
    if not found or not line.text[found.end() :].strip():
        return None
    return found.group(1), found.end()


def find_lists(parts: Sequence[Part], called: Collection[str]) -> tuple[list[Part], list[NoteText], list[Part]]:
    """The parts without the notes of lists, the notes, and the headings of the lists."""
    rest: list[Part] = []
    notes: list[NoteText] = []
    headings: list[Part] = []
    at = 0
    while at < len(parts):
        part = parts[at]
        end = _end(parts, at)
        found = _notes(parts[at + 1 : end], called, len(headings)) if end else []
        rest.append(part)
        if found:
            notes += found
            headings.append(part)
            rest += [p for p in parts[at + 1 : end] if not p.piece.lines]
        at = end if found else at + 1
    return rest, notes, headings


def _end(parts: Sequence[Part], at: int) -> int:
    """Where the list of notes ends that a part heads, or 0 where it heads none."""
    if parts[at].role is not Role.HEADING or not is_notes_heading(parts[at].piece.text):
        return 0
    return next((k for k in range(at + 1, len(parts)) if parts[k].role is Role.HEADING), len(parts))


@dataclass(frozen=True, slots=True)
class _Start:
    """A line that may begin a note: its place, its number, its label, how that is set, whether it begins a piece."""

    at: int
    number: int
    label: tuple[str, int]
    form: tuple[bool, str]
    own: bool


def _notes(parts: Sequence[Part], called: Collection[str], chapter: int) -> list[NoteText]:
    """Lines as notes, each beginning with the next number; nothing where the first line has none."""
    lines = [line for part in parts for line in part.piece.lines]
    firsts = {id(part.piece.lines[0]) for part in parts if part.piece.lines}
    starts = [start for at, line in enumerate(lines) if (start := _start(line, at, id(line) in firsts))]
    if not starts or starts[0].at:
        return []
    chain = _best(starts, called)
    ends = [start.at for start in chain[1:]]
    return [
        NoteText(*start.label, tuple(lines[start.at : end]), "end", chapter)
        for start, end in zip(chain, [*ends, len(lines)], strict=True)
    ]


def _start(line: Line, at: int, own: bool) -> _Start | None:
    label = label_of(line)
    if label is None or not label[0].isdigit():
        return None
    form = is_raised(line, 0), line.text[: label[1]].replace(label[0], "0").strip()
    return _Start(at, int(label[0]), label, form, own)


def _best(starts: Sequence[_Start], called: Collection[str]) -> list[_Start]:
    """The chain of the greatest weight that begins with the first line; of two that weigh the same the earlier one."""
    weights = {0: 0.0}
    before: dict[int, int] = {}
    last = {starts[0].number: 0}  # by number the line with which the best chain up to there ends
    for k, start in enumerate(starts[1:], 1):
        ways = [last[n] for n in range(start.number - 1, start.number - 1 - _MOST_SKIPPED, -1) if n in last]
        if not ways:
            continue
        before[k] = max(ways, key=lambda way: weights[way] + _weight(start, starts[way], starts[0], called))
        weights[k] = weights[before[k]] + _weight(start, starts[before[k]], starts[0], called)
        if start.number not in last or weights[k] > weights[last[start.number]]:
            last[start.number] = k
    chain = [max(weights, key=lambda k: weights[k])]
    while chain[-1]:
        chain.append(before[chain[-1]])
    return [starts[k] for k in reversed(chain)]


def _weight(start: _Start, before: _Start, first: _Start, called: Collection[str]) -> float:
    """What speaks for a line as the next note behind another one."""
    skipped = _SKIPPED * (start.number - before.number - 1)
    alike = _SET_ALIKE if start.form == first.form else -_SET_ALIKE - _BEGINS
    own = _OWN_PIECE if start.own else 0.0
    return _BEGINS + alike + own + (_CALLED if start.label[0] in called else 0.0) + skipped
