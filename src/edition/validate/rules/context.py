"""What the rules may know besides the article: the registers, and where files lie."""

from __future__ import annotations

import difflib
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from edition.registers import Registers, plain_key


@dataclass
class Alike:
    """Looks for words that are spelt alike. Once so many were compared that it took seconds, nobody is advised: what is
    wrong in thousands of places is no slip of the pen.
    """

    left: int = 4_000_000
    keys: dict[str, list[str]] = field(default_factory=dict)

    def nearest(self, word: str, words: Collection[str]) -> str | None:
        """The word that is spelt most alike, if any is near."""
        self.left -= len(words)
        found = difflib.get_close_matches(word, words, 1, 0.72) if self.left >= 0 else []
        return found[0] if found else None


@dataclass(frozen=True)
class Context:
    """The registers of the edition, its folder, and whether our own rules hold for it or only those on references.

    `is_whole` says that all articles of the edition are looked at.
    """

    registers: Registers
    root: Path
    is_house: bool = True
    is_whole: bool = False
    alike: Alike = field(default_factory=Alike, compare=False, repr=False)

    def has_register(self, kind: str) -> bool:
        """An edition without a register of persons may still mark persons by keys of its own."""
        return bool(self.registers.of_kind(kind))

    def nearest_key(self, key: str, kind: str) -> str | None:
        """The key of that kind that is spelt most like this one."""
        return self.nearest(key, self._keys(kind))

    def nearest(self, word: str, words: Collection[str]) -> str | None:
        """The word that is spelt most alike, if any is near; None once nobody is advised any more."""
        return self.alike.nearest(word, words)

    def _keys(self, kind: str) -> list[str]:
        if kind not in self.alike.keys:
            self.alike.keys[kind] = [plain_key(e.key) for e in self.registers.of_kind(kind)]
        return self.alike.keys[kind]
