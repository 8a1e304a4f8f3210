"""The entry that a new name most likely belongs to.

Takes registers once and names one after the other, gives a key with a score, or nothing.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from edition.registers.likeness.doubles import LEAST, as_written, compared, name_likeness
from edition.registers.likeness.names import skeleton, sounded, written
from edition.registers.model import Entity, Name, Registers


class Nearest:
    """Looks names up by their sound."""

    def __init__(self, registers: Registers) -> None:
        self._registers = registers

    def entry(self, kind: str, name: str, least: float = LEAST) -> tuple[str, float] | None:
        """The key of the entry that is most like a name, and how like it is; None where none is."""
        asked = Name(name)
        best: tuple[float, str] | None = None
        for entity, known in self._by_sound.get((kind, _sound(kind, asked)), ()):
            found = (name_likeness(kind, asked, known), entity.key)
            if best is None or (-found[0], found[1]) < (-best[0], best[1]):
                best = found
        return (best[1], round(best[0], 2)) if best and best[0] >= least else None

    @cached_property
    def _by_sound(self) -> dict[tuple[str, str], list[tuple[Entity, Name]]]:
        out: dict[tuple[str, str], list[tuple[Entity, Name]]] = defaultdict(list)
        for entity in self._registers.entities.values():
            for name in compared(entity):
                out[entity.kind, _sound(entity.kind, name)].append((entity, name))
        return out


def _sound(kind: str, name: Name) -> str:
    """The word by which names meet: a person's surname, another's first word."""
    if kind == "person":
        return skeleton((as_written(name) if name.parts else written(name.text)).last)
    return skeleton(next(iter(sounded(name.text)), ""))
