"""The editor's corrections obeyed in a PDF: what begins at a line, and which lines are furniture.

Takes parts and the lines' numbers in the reading order, gives the parts as the editor has them, and the lines that go
on what stands before them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from edition.intake.layout.model import Line
from edition.intake.styled.roles import Part, Role
from edition.intake.styled.text import Numbered

_ROLES: Final = {"p": Role.PARAGRAPH, "head": Role.HEADING, "quote": Role.QUOTE, "item": Role.ITEM}


@dataclass(frozen=True)
class Obeyed:
    """The parts, and the first lines (by identity) of those that go on the part before."""

    parts: tuple[Part, ...]
    going_on: frozenset[int]


def obey(parts: Sequence[Part], numbered: Numbered) -> Obeyed:
    """Cut and join parts where the editor says so."""
    done: list[Part] = []
    going_on: set[int] = set()
    for part in parts:
        if not part.piece.lines:
            done.append(part)
            continue
        start, role, level = 0, part.role, part.level
        for at, line in enumerate(part.piece.lines):
            wanted = numbered.corrections.of_block(numbered.of(line))
            if wanted is None or (wanted == "continues" and at):
                continue
            if at:
                done.append(_cut(part, start, at, role, level))
            start = at
            if wanted == "continues":
                going_on.add(id(line))
            else:
                role, level = _ROLES[wanted], 1 if wanted == "head" else 0
        done.append(_cut(part, start, len(part.piece.lines), role, level))
    return Obeyed(tuple(done), frozenset(going_on))


def _cut(part: Part, start: int, end: int, role: Role, level: int) -> Part:
    lines: tuple[Line, ...] = part.piece.lines[start:end]
    return replace(part, piece=replace(part.piece, lines=lines), role=role, level=level)
