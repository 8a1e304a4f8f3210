"""Notes at the foot of pages and at the end of the text, and their calls.

Takes the parts of an article, finds the lines that are notes: under their own heading by numbers that go on, at a
column's foot by smaller type and a number that the text above calls. Gives notes as lines, and where each is called.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from edition.intake.layout.model import Line
from edition.intake.pieces.pieces import Body, Piece
from edition.intake.pieces.tags import tag_of
from edition.intake.signs.labels import is_bibliography
from edition.intake.signs.numbers import note_number
from edition.intake.styled.endnotes import find_lists, label_of
from edition.intake.styled.model import NoteText, Part, Role
from edition.intake.styled.text import is_raised, raised_runs

_SMALLER: Final = 0.5
_TEXT: Final = "text"
_SIGNS: Final = re.compile(r"^(?:\d{1,3}|\*{1,4}|[†‡§¶])$")
_APART: Final = re.compile(r"\d{1,3}|\*{1,4}|[†‡§¶]")


class Called(NamedTuple):
    """The call of a note: which one, where its sign ends, the sign as printed."""

    note: int
    end: int
    sign: str


@dataclass(frozen=True, slots=True)
class FoundNotes:
    """The notes, the parts without them, and the calls by line (its id) and first character."""

    notes: tuple[NoteText, ...]
    parts: tuple[Part, ...]
    calls: dict[tuple[int, int], Called]
    headings: tuple[Part, ...] = ()


def find_notes(parts: Sequence[Part], body: Body, decided: Mapping[int, str] | None = None) -> FoundNotes:
    """Find the notes of an article and their calls; `decided`: what an editor says of first lines (by identity)."""
    decided = {**_tagged(parts, body), **(decided or {})}
    parts, told = _decided(parts, decided)
    parts, feet = _feet(parts, body, {line for line, value in decided.items() if value == _TEXT})
    parts, ends, headings = find_lists(parts, [sign for _, sign in _signs(parts, body)])
    notes = [*sorted((*feet, *told), key=lambda note: note.lines[0].page), *ends]
    calls = _calls(parts, notes, headings, body)
    return FoundNotes(tuple(notes), tuple(parts), calls, tuple(headings))


def _tagged(parts: Sequence[Part], body: Body) -> dict[int, str]:
    """What the file's tags say of first lines: the sign of a note that begins there, nothing where one goes on."""
    found: dict[int, str] = {}
    for part in parts:
        tag = tag_of(part.piece.lines, body.tags)
        if tag and tag.name in ("Note", "FENote"):
            label = label_of(part.piece.lines[0])
            found[id(part.piece.lines[0])] = label[0] if label else ""
    return found


def _decided(parts: Sequence[Part], decided: Mapping[int, str]) -> tuple[list[Part], list[NoteText]]:
    """The notes that an editor has told, and the parts without them."""
    rest: list[Part] = []
    notes: list[NoteText] = []
    for part in parts:
        first = part.piece.lines[0] if part.piece.lines else None
        sign = decided.get(id(first), _TEXT)
        if first is None or sign == _TEXT:
            rest.append(part)
            continue
        if not sign:
            if notes:
                notes[-1] = replace(notes[-1], lines=(*notes[-1].lines, *part.piece.lines))
            else:
                rest.append(part)
            continue
        label = label_of(first)
        length = label[1] if label and label[0] == sign else len(sign) if first.text.startswith(sign) else 0
        notes.append(NoteText(sign, length, part.piece.lines, "foot"))
    return rest, notes


def _feet(parts: Sequence[Part], body: Body, text: Collection[int]) -> tuple[list[Part], list[NoteText]]:
    """The notes at the foot of columns."""
    called = _called(parts, body)
    works = _works(parts)
    by_column: dict[int, list[int]] = defaultdict(list)
    for i, part in enumerate(parts):
        by_column[part.piece.column].append(i)
    notes: list[NoteText] = []
    gone: set[int] = set()
    for indexes in by_column.values():
        tail: list[int] = []
        for i in reversed(indexes):
            piece = parts[i].piece
            if not _is_small(piece, body) or id(piece.lines[0]) in text:
                break
            if i in works and piece.lines[0].size > works[i] - _SMALLER and not is_raised(piece.lines[0], 0):
                break
            tail.insert(0, i)
        found, used = _foot(parts, tail, called, notes)
        notes = found
        gone.update(used)
    return [part for i, part in enumerate(parts) if i not in gone], notes


def _works(parts: Sequence[Part]) -> dict[int, float]:
    """The places of what stands in lists of works, with the size of the list's first entry: entries may be small and
    have numbers, as notes have.
    """
    size: float | None = None
    inside = False
    found: dict[int, float] = {}
    for i, part in enumerate(parts):
        if part.role is Role.HEADING:
            inside, size = is_bibliography(part.piece.text), None
        elif inside and part.piece.lines:
            size = size or part.piece.lines[0].size
            found[i] = size
    return found


def _is_small(piece: Piece, body: Body) -> bool:
    return bool(piece.lines) and all(line.size <= body.size - _SMALLER for line in piece.lines)


def _foot(
    parts: Sequence[Part], tail: Sequence[int], called: Mapping[int, set[str]], notes: list[NoteText]
) -> tuple[list[NoteText], list[int]]:
    """The notes of one column's foot, from the first line whose number is called on the page; what stands before it
    goes on a note of the page before.
    """
    lines = [(i, line) for i in tail for line in parts[i].piece.lines]
    first = next((k for k, (_, line) in enumerate(lines) if _is_called(line, called, notes)), None)
    if first is None:
        return notes, []
    start = 0 if _goes_on(lines[:first], notes) else first
    if start < first or not any(i == lines[first][0] for i, _ in lines[:first]):
        return _cut(lines, start, first, called, notes), list({i for i, _ in lines[start:]})
    return notes, []


def _goes_on(lead: Sequence[tuple[int, Line]], notes: Sequence[NoteText]) -> bool:
    """Whether lines at the head of a foot go on the last note, which stands on their page or the one before."""
    return bool(lead and notes) and lead[0][1].page - notes[-1].lines[-1].page in (0, 1)


def _cut(
    lines: Sequence[tuple[int, Line]], start: int, first: int, called: Mapping[int, set[str]], notes: Sequence[NoteText]
) -> list[NoteText]:
    """The notes so far with those of a foot: each begins with a label that is set as the first one is."""
    done = list(notes)
    raised = is_raised(lines[first][1], 0)
    for k, (_, line) in enumerate(lines[start:], start):
        label = _own_label(line, called, done) if k >= first and is_raised(line, 0) == raised else None
        if label:
            done.append(NoteText(label[0], label[1], (line,), "foot"))
        elif done:
            done[-1] = replace(done[-1], lines=(*done[-1].lines, line))
    return done


def _own_label(line: Line, called: Mapping[int, set[str]], before: Sequence[NoteText]) -> tuple[str, int] | None:
    """The label of a line that begins a note behind those before it."""
    label = label_of(line)
    if label is None or _is_back(before, label[0], line):
        return None
    return label if _is_called(line, called, before) or _is_next(before, label[0]) else None


def _is_next(notes: Sequence[NoteText], sign: str) -> bool:
    return bool(notes) and notes[-1].sign.isdigit() and sign.isdigit() and int(sign) == int(notes[-1].sign) + 1


def _is_back(notes: Sequence[NoteText], sign: str, line: Line) -> bool:
    """Whether a number has had its note on the page; a line of a note can begin with it, too."""
    same = notes and notes[-1].lines[0].page == line.page and notes[-1].sign.isdigit() and sign.isdigit()
    return bool(same) and int(sign) <= int(notes[-1].sign)


def _is_called(line: Line, called: Mapping[int, set[str]], before: Sequence[NoteText]) -> bool:
    """Whether a line begins with a sign that its page calls, or with the next one, which the page before called last
    and had no room for.
    """
    label = label_of(line)
    if label is None or (line.text.startswith("[") and not is_raised(line, 0)):  # an entry of a list of works
        return False
    late = label[0] in called.get(line.page - 1, ()) and _is_next(before, label[0])
    return late or label[0] in called.get(line.page, ())


def _called(parts: Sequence[Part], body: Body) -> dict[int, set[str]]:
    """By page the signs that are raised in lines of the text."""
    found: dict[int, set[str]] = defaultdict(set)
    for line, sign in _signs(parts, body):
        found[line.page].add(sign)
    return found


def _signs(parts: Sequence[Part], body: Body) -> Iterator[tuple[Line, str]]:
    for part in parts:
        for line, runs in _raised(part.piece.lines, body):
            for start, end in (sign for run in runs for sign in (run, *_single(line, run))):
                text = _text(line, start, end)
                if _SIGNS.match(text):
                    yield line, text


def _raised(lines: Sequence[Line], body: Body) -> Iterator[tuple[Line, list[tuple[int, int]]]]:
    """Lines with what is raised in them; at the head of a line a call stands where its sentence is of the line before,
    else it is the label of a note.
    """
    for at, line in enumerate(lines):
        inside = at and line.size > body.size - _SMALLER
        yield line, [run for run in raised_runs(line) if run[0] or inside]


def _single(line: Line, run: tuple[int, int]) -> list[tuple[int, int]]:
    """The signs that stand in one raised stretch with blanks or commas between them, where there are several."""
    text = "".join(char.text[:1] for char in line.chars[run[0] : run[1]])
    found = [(run[0] + sign.start(), run[0] + sign.end()) for sign in _APART.finditer(text)]
    return found if len(found) > 1 else []


def _text(line: Line, start: int, end: int) -> str:
    return "".join(char.text for char in line.chars[start:end]).strip()


def _calls(
    parts: Sequence[Part], notes: Sequence[NoteText], headings: Sequence[Part], body: Body
) -> dict[tuple[int, int], Called]:
    """The raised signs of the text that call a note, each note once; a list of notes ends the chapter that it is of.
    The signs in tables, which may be of the table alone, call what no text calls.
    """
    waiting: dict[str, list[int]] = defaultdict(list)
    for k, note in enumerate(notes):
        waiting[note_number(note.sign)].append(k)
    calls: dict[tuple[int, int], Called] = {}
    chapters = list(itertools.accumulate(any(part is heading for heading in headings) for part in parts))
    texts = [(part.piece.lines, chapter) for part, chapter in zip(parts, chapters, strict=True)]
    cells = [
        (cell.lines, chapter)
        for part, chapter in zip(parts, chapters, strict=True)
        for row in (part.piece.grid.rows if part.piece.grid else ())
        for cell in row
    ]
    for lines, chapter in (*texts, *cells):
        for line, runs in _raised(lines, body):
            for run in runs:
                _call(line, run, chapter, waiting, notes, calls)
    return calls


def _call(
    line: Line,
    run: tuple[int, int],
    chapter: int,
    waiting: Mapping[str, list[int]],
    notes: Sequence[NoteText],
    calls: dict[tuple[int, int], Called],
) -> None:
    """Let a raised stretch call its note, or each sign in it its own."""
    sign = _text(line, *run).strip("[]() ")
    found = _fitting(waiting.get(sign, ()), notes, line, chapter)
    if found is not None:
        waiting[sign].remove(found)
        calls[id(line), run[0]] = Called(found, run[1], _text(line, *run))
        return
    for single in _single(line, run):
        _call(line, single, chapter, waiting, notes, calls)


def _fitting(candidates: Sequence[int], notes: Sequence[NoteText], line: Line, chapter: int) -> int | None:
    """The first note of a number that stands on the page of its call or behind it."""
    for k in candidates:
        if notes[k].place == "end":
            if notes[k].chapter >= chapter:
                return k
        elif notes[k].lines[0].page in (line.page, line.page + 1):
            return k
    return None
