"""Which numbers in the text are calls of the notes found: one place for each note, in the order of the notes.

Takes lines and notes, gives for each line the stretches that are calls. A number may look like a call at several places
(`kişiyle19 Mayıs` is a slip, no call): the best chain of places that keeps the order of the notes wins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from edition.intake.page.notes import NoteLines
from edition.intake.signs.lines import Line
from edition.intake.signs.numbers import DATE_BEHIND, CallPlaces

_MISSING: Final = -4.0
_REACH: Final = 6
_MOST: Final = 30  # so many candidates on one page are tried, those nearest to the note
_ABBREVIATION: Final = re.compile(r"(?:^|\W)[^\W\d_]{1,3}[.:]\s?$")


@dataclass(frozen=True, slots=True)
class CallSite:
    """The call of the note with this index: its line and its place in the line's text."""

    note: int
    line: int
    start: int
    end: int


def find_calls(
    lines: Sequence[Line], body: Sequence[int], page_of: Sequence[int], notes: Sequence[NoteLines]
) -> dict[int, CallSite]:
    """The calls by index of note; a note without a call is left out."""
    places = CallPlaces((page_of[i], i, lines[i].text) for i in body)
    options = [_options(lines, places, page_of, k, note) for k, note in enumerate(notes)]
    return _best_chain(options)


def find_dangling(
    lines: Sequence[Line], body: Sequence[int], notes: Sequence[NoteLines], calls: dict[int, CallSite]
) -> list[CallSite]:
    """Calls whose notes the source does not have: numbers that go on from the last call, behind a sentence's end."""
    if not notes or len(notes) - 1 not in calls or not notes[-1].label.sign.isdigit():
        return []
    number = int(notes[-1].label.sign) + 1
    last = calls[len(notes) - 1]
    found: list[CallSite] = []
    for i in body:
        if i < last.line:
            continue
        for match in re.finditer(r"(?<=[.!?”\"’)])\d{1,3}(?!\d)", lines[i].text):
            behind = (i, match.start()) > (last.line, last.start)
            if match.group() == str(number) and behind and _weight(lines[i], match.start(), match.end()) >= 3.0:
                found.append(CallSite(-1, i, match.start(), match.end()))
                number += 1
    return found


def _options(
    lines: Sequence[Line], places: CallPlaces, page_of: Sequence[int], k: int, note: NoteLines
) -> list[tuple[float, CallSite]]:
    first = note.lines[0]
    page = page_of[first]
    found: list[tuple[float, CallSite]] = []
    at_end = note.place == "end"
    for near in range(page + 1) if at_end else (page, page - 1, page + 1):
        candidates = [(form, place) for form in note.label.calls for place in places.of(near, form)]
        if len(candidates) > _MOST:
            candidates = sorted(candidates, key=lambda found: abs(found[1].line - first))[:_MOST]
        for form, place in candidates:
            weight = _weight(lines[place.line], place.start, place.end) - (0.0 if near == page or at_end else 5.0)
            weight -= 0.0 if form in note.label.sure_calls else 1.5
            found.append((weight, CallSite(k, place.line, place.start, place.end)))
    return found


def _weight(line: Line, start: int, end: int) -> float:
    text = line.text
    weight = 3.0
    if DATE_BEHIND.match(text, end):
        weight -= 2.5
    if text[end : end + 1].isalpha():
        weight -= 0.5
    if _ABBREVIATION.search(text[:start]):
        weight -= 4.0
    if text.rfind("(", 0, start) > text.rfind(")", 0, start):
        weight -= 1.0
    if line.type and any(a <= start and end <= b for a, b in line.type.raised):
        weight += 5.0
    return weight


def _best_chain(options: Sequence[Sequence[tuple[float, CallSite]]]) -> dict[int, CallSite]:
    """The chain of calls in the order of the notes with the greatest weight; notes may be passed over at a cost."""
    best: list[list[tuple[float, CallSite, tuple[int, int] | None]]] = []
    for k, found in enumerate(options):
        row: list[tuple[float, CallSite, tuple[int, int] | None]] = []
        for weight, call in found:
            score, link = weight + _MISSING * k, None
            for back in range(max(0, k - _REACH), k):
                for at, (before, other, _) in enumerate(best[back]):
                    total = before + weight + _MISSING * (k - back - 1)
                    if (other.line, other.end) <= (call.line, call.start) and total > score:
                        score, link = total, (back, at)
            row.append((score, call, link))
        best.append(row)
    ends = [
        (score + _MISSING * (len(best) - 1 - k), k, at)
        for k, row in enumerate(best)
        for at, (score, _, _) in enumerate(row)
    ]
    chain: dict[int, CallSite] = {}
    place = max(ends)[1:] if ends else None
    while place:
        _, call, place = best[place[0]][place[1]]
        chain[call.note] = call
    return chain
