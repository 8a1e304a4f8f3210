"""The editor's corrections obeyed in a PDF: what begins at a line, also a note, and which lines are furniture.

Takes parts and the lines' numbers in the reading order, gives the parts as the editor has them, and the lines that go
on what stands before them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from edition.intake.layout.model import Line
from edition.intake.styled.endnotes import label_of
from edition.intake.styled.model import Part, Role
from edition.intake.styled.text import Numbered

_ROLES: Final = {"p": Role.PARAGRAPH, "head": Role.HEADING, "quote": Role.QUOTE, "item": Role.ITEM}


@dataclass(frozen=True)
class Obeyed:
    """The parts, the first lines (by identity) of those that go on the part before, and what an editor says of lines
    that begin a note: its number, or "text".
    """

    parts: tuple[Part, ...]
    going_on: frozenset[int]
    notes: Mapping[int, str]


def obey(parts: Sequence[Part], numbered: Numbered) -> Obeyed:
    """Cut and join parts where the editor says so."""
    done: list[Part] = []
    going_on: set[int] = set()
    notes: dict[int, str] = {}
    for part in parts:
        if not part.piece.lines:
            done.append(part)
            continue
        start, role, level = 0, part.role, part.level
        told: dict[int, str] = {}
        for at, line in enumerate(part.piece.lines):
            wanted = _wanted(line, numbered, told)
            if wanted is None or (wanted == "continues" and at):
                continue
            if at:
                done.append(_cut(part, start, at, role, level))
            start = at
            if wanted == "continues":
                going_on.add(id(line))
            else:
                role, level = _ROLES[wanted], 1 if wanted == "head" else 0
        notes |= told
        done.append(_cut(part, start, len(part.piece.lines), role, level))
    return Obeyed(tuple(done), frozenset(going_on), notes)


def _wanted(line: Line, numbered: Numbered, notes: dict[int, str]) -> str | None:
    """What the editor lets begin at a line; what is said of notes is gathered. Behind a line that begins no note the
    next number may still begin one.
    """
    note = numbered.corrections.of_note(numbered.of(line))
    if note is not None:
        notes[id(line)] = note
    begins = note is not None or ("text" in notes.values() and label_of(line) is not None)
    return numbered.corrections.of_block(numbered.of(line)) or ("p" if begins else None)


def _cut(part: Part, start: int, end: int, role: Role, level: int) -> Part:
    lines: tuple[Line, ...] = part.piece.lines[start:end]
    return replace(part, piece=replace(part.piece, lines=lines), role=role, level=level)
