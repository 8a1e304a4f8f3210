"""What the rules may know besides the article: the registers, and where files lie."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from edition.registers import Registers, plain_key


@dataclass(frozen=True)
class Context:
    """The registers of the edition, its folder, and whether our own rules hold for it or only those on references.

    `is_whole` says that all articles of the edition are looked at.
    """

    registers: Registers
    root: Path
    is_house: bool = True
    is_whole: bool = False

    def has_register(self, kind: str) -> bool:
        """An edition without a register of persons may still mark persons by keys of its own."""
        return bool(self.registers.of_kind(kind))

    def nearest_key(self, key: str, kind: str) -> str | None:
        """The key of that kind that is spelt most like this one."""
        return nearest(key, (plain_key(e.key) for e in self.registers.of_kind(kind)))


def nearest(word: str, words: Iterable[str]) -> str | None:
    """The word that is spelt most alike, if any is near."""
    found = difflib.get_close_matches(word, list(words), 1, 0.72)
    return found[0] if found else None
