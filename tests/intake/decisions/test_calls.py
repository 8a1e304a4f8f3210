"""Which number in a text calls which note, and how numbered lines are weighed as sections, items or text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from edition.intake.flow.calls import CallSite, _best_chain, _options, _weight, find_calls, find_dangling
from edition.intake.flow.numbered import (
    _BEGINS,
    _COLON_BEFORE,
    _FIRST_OTHER,
    _GOES_ON,
    _LEAP,
    _LONGEST_ITEM,
    _NEXT,
    _SECTION,
    _SHOWN_BY_NUMBER,
    NumberedLine,
    _as_section,
    _closed,
    _follows,
    _Way,
    _ways_on,
    numeral_of,
)
from edition.intake.page.notes import NoteLines
from edition.intake.signs.lines import Line, Type, read_lines
from edition.intake.signs.numbers import CallPlaces, NoteLabel


def lines(*texts: str) -> list[Line]:
    return read_lines("\n".join(texts))


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("the coast.4 So", 3.0),
        ("the coast.4 March 1920", 0.5),
        ("the coast.4a", 2.5),
        ("see p.4 So", -1.0),
        ("see page.4 So", 3.0),
        ("(the coast.4 So", 2.0),
        ("(the coast).4 So", 3.0),
        ("(see p.4a", -2.5),
    ],
)
def test_what_stands_around_a_call(text: str, weight: float) -> None:
    (line,) = lines(text)
    at = text.index("4")
    assert _weight(line, at, at + 1) == weight
    for raised, more in (((at, at + 1), 5.0), ((at, at + 2), 5.0), ((at + 1, at + 2), 0.0), ((0, at), 0.0)):
        assert _weight(replace(line, type=Type(10.0, 0, 9, raised=(raised,))), at, at + 1) == weight + more


def note(line: int, sign: str = "1", place: str = "foot") -> NoteLines:
    return NoteLines(NoteLabel(sign, len(sign)), (line,), place)


def options(texts: Sequence[str], pages: Sequence[int], of: NoteLines) -> list[tuple[float, int]]:
    made = lines(*texts)
    places = CallPlaces((pages[i], i, made[i].text) for i in range(len(made)))
    return [(weight, call.line) for weight, call in _options(made, places, pages, 0, of)]


def test_a_call_on_the_next_page_or_in_a_doubtful_form_weighs_less() -> None:
    assert options(["Coast.1 So", "1 A letter"], [0, 0], note(1)) == [(3.0, 0)]
    assert options(["Coast.1 So", "1 A letter"], [0, 1], note(1)) == [(-2.0, 0)]
    assert options(["1 A letter", "Coast.1 So"], [0, 1], note(0)) == [(-2.0, 1)]
    assert options(["Coast.1 So", "1 A letter"], [0, 2], note(1)) == []
    assert options(["Coast.1 So", "1 A letter"], [0, 2], note(1, place="end")) == [(3.0, 0)]
    assert options(["Coast (1) So", "1 A letter"], [0, 0], note(1)) == [(1.5, 0)]


def chain(*found: Sequence[tuple[float, int]]) -> list[int | None]:
    """The lines of the calls that are chosen for each note."""
    made = _best_chain([[(w, CallSite(k, line, 0, 1)) for w, line in row] for k, row in enumerate(found)])
    return [made[k].line if k in made else None for k in range(len(found))]


def test_calls_stand_in_the_order_of_their_notes() -> None:
    assert chain([(3.0, 1)], [(3.0, 2)]) == [1, 2] and chain() == []
    assert chain([(3.0, 5), (2.0, 1)], [(3.0, 2)]) == [1, 2]
    assert chain([(3.0, 1)], [], [(3.0, 2)]) == [1, None, 2]
    assert chain([(9.0, 5)], [(3.0, 2)]) == [5, None] and chain([(3.0, 5)], [(9.0, 2)]) == [None, 2]
    made = lines("Coast.1 Boats.2", "1 A letter", "2 Another")
    found = find_calls(made, [0], [0, 0, 0], [note(1), note(2, "2")])
    assert [(found[k].start, found[k].end) for k in (0, 1)] == [(6, 7), (14, 15)]


def test_numbers_behind_the_last_call_miss_their_notes() -> None:
    made = lines("Coast.1 Boats.2", "Wind.3 Rain.4 Ice.6", "1 A letter")
    calls = {0: CallSite(0, 0, 6, 7)}
    found = find_dangling(made, [0, 1], [note(2)], calls)
    assert [(call.note, call.line, call.start) for call in found] == [(-1, 0, 14), (-1, 1, 5), (-1, 1, 12)]
    assert find_dangling(made, [0, 1], [note(2)], {}) == [] == find_dangling(made, [0, 1], [], calls)
    assert find_dangling(made, [0, 1], [note(2, "*")], calls) == []
    assert find_dangling(lines("Coast.1 (Boats.2)"), [0], [note(0)], calls) == []


def numbered(
    at: int, text: str, colon: bool = False, room: float = 0.0, heading: bool = False, like: bool = False
) -> NumberedLine:
    numeral = numeral_of(text)
    assert numeral is not None
    return NumberedLine(at, numeral, colon, room, heading, like)


def test_a_section_weighs_by_what_shows_it_and_whether_its_number_goes_on() -> None:
    first, second, third = (numbered(n, f"{n}. Boats", heading=True) for n in (1, 2, 3))
    shown = numbered(2, "2. Boats", like=True)
    assert _as_section(_Way(), first).score == _SECTION + _NEXT
    assert _as_section(_Way(), second).score == _SECTION + _FIRST_OTHER
    assert _as_section(_Way(section=1), third).score == _SECTION + _LEAP
    assert _as_section(_Way(2.0, section=1), shown).score == 2.0 + _SHOWN_BY_NUMBER + _NEXT
    assert _as_section(_Way(), replace(first, colon=True)).score == _SECTION + _NEXT - _COLON_BEFORE
    assert (_as_section(_Way(), first).section, _as_section(_Way(), first).sections) == (1, (1,))


def test_a_list_begins_with_one_and_goes_on() -> None:
    one, two = numbered(4, "1. boats", room=0.5), numbered(5, "2. ropes", room=0.25)
    text, begun = _ways_on(_Way(), one)
    assert (text, begun.score, begun.item, begun.alone, begun.items) == (_Way(), _BEGINS + 0.5, one, True, (4,))
    assert _ways_on(_Way(), replace(one, colon=True))[1].score == _BEGINS + _COLON_BEFORE + 0.5
    _, on = _ways_on(begun, two)
    assert (on.score, on.alone, on.items) == (begun.score + _GOES_ON + 0.25, False, (4, 5))
    assert _ways_on(_Way(), two) == [_Way()]
    assert _closed(begun).score == begun.score + _LEAP and _closed(on).score == on.score and _closed(on).item is None
    heading = replace(two, like=True)
    assert len(_ways_on(_Way(section=1), heading)) == 2 and len(_ways_on(_Way(section=2), heading)) == 1
    assert len(_ways_on(_Way(), heading)) == 1
    assert _follows(one, replace(two, at=4 + _LONGEST_ITEM)) and not _follows(one, replace(two, at=5 + _LONGEST_ITEM))


def test_what_calls_and_numbers_weigh() -> None:
    """The order of the weights is what decides: a section is surer than an item, a leap costs more than it gives."""
    assert _SECTION > _SHOWN_BY_NUMBER and _NEXT > _FIRST_OTHER > _LEAP and _GOES_ON > 0 > _LEAP
