"""The entries of registers in the order of their names, to be found by what somebody has typed of one.

Made once of registers, and asked with each key: what has to be folded is folded when it is made.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate, islice
from typing import Final

from edition.languages import fold_phrase
from edition.registers import Entity

_BEGIN: Final = "\t"  # before each name; no folded name holds one
_END: Final = "\n"


class Entries:
    """Entries of one kind, or of all."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        rows = sorted(((_names(entity), entity) for entity in entities), key=lambda row: (row[0][0], row[1].key))
        self._entities = [entity for _, entity in rows]
        names = [_BEGIN + _BEGIN.join([*names, entity.key]) for names, entity in rows]
        words = [f" {' '.join(names)} {entity.key.replace('-', ' ')} {entity.key}" for names, entity in rows]
        self._names, self._words = _Lines(names), _Lines(words)

    def find(self, typed: str, most: int) -> list[Entity]:
        """The entries each of whose typed words begins a word of them; those that a name of begins so come first."""
        wanted = fold_phrase(typed)
        words = wanted.split()
        if not words:
            return self._entities[:most]
        near = dict.fromkeys(islice(self._with(self._names, _BEGIN + wanted, words), most))
        others = (row for row in self._with(self._words, f" {words[0]}", words) if row not in near)
        return [self._entities[row] for row in (*near, *islice(others, most - len(near)))]

    def _with(self, lines: _Lines, text: str, words: list[str]) -> Iterator[int]:
        for row in lines.rows_with(text):
            line = self._words.line(row)
            if all(f" {word}" in line for word in words):
                yield row


class _Lines:
    """Lines that are looked through as one text, which is far quicker than one by one."""

    def __init__(self, lines: list[str]) -> None:
        self._text = _END.join([*lines, ""])
        self._starts = [0, *accumulate(len(line) + 1 for line in lines)]

    def line(self, row: int) -> str:
        return self._text[self._starts[row] : self._starts[row + 1]]

    def rows_with(self, text: str) -> Iterator[int]:
        at = self._text.find(text)
        while at >= 0:
            row = bisect_right(self._starts, at) - 1
            yield row
            at = self._text.find(text, self._starts[row + 1])


def _names(entity: Entity) -> list[str]:
    return [fold_phrase(name.text) for name in entity.names] or [entity.key]
