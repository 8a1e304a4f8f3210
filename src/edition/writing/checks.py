"""The findings of texts that are being written: what can be told at once, and everything once there is time."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Final

from edition.diagnostics import Diagnostic
from edition.writing.findings import advised, find, find_at_once
from edition.writing.home import Home, Homes
from edition.writing.texts import Texts

PATIENCE: Final = 1.5  # seconds: what takes longer to check is checked when it is opened or saved, not at each pause


@dataclass
class Checks:
    """Texts, what they are checked against, and what was found in them last."""

    homes: Homes = field(default_factory=Homes)
    texts: Texts = field(default_factory=Texts)
    _found: dict[Path, tuple[bytes, list[Diagnostic]]] = field(default_factory=dict)  # what was found last, in what
    _seconds: dict[Path, float] = field(default_factory=dict)  # how long that took

    def home(self, path: Path) -> Home:
        """What a file is checked against."""
        return self.homes.of(path, self.texts.data(path))

    def close(self, path: Path) -> None:
        """Forget a text."""
        self._found.pop(path, None)
        self._seconds.pop(path, None)
        self.texts.close(path)

    def is_known(self, path: Path) -> bool:
        """Whether a text was checked before."""
        return path in self._found

    def all(self, path: Path, *, wholly: bool = False) -> list[Diagnostic]:
        """Everything that is wrong with a text; of one that takes long only what the grammar says, unless `wholly`."""
        data = self.texts.data(path)
        if not wholly and self._seconds.get(path, 0) > PATIENCE:
            return self.known(path) if self._found[path][0] is data else self.at_once(path)
        begin = monotonic()
        self._found[path] = (data, find(self.home(path), self.texts, path, data))
        self._seconds[path] = monotonic() - begin
        return self.known(path)

    def at_once(self, path: Path) -> list[Diagnostic]:
        """What can be told of a text without letting anybody wait."""
        data = self.texts.data(path)
        before, earlier = self._found.get(path, (b"", []))
        self._found[path] = (data, find_at_once(self.home(path), path, data, before, earlier))
        return self.known(path)

    def take(self, path: Path, data: bytes, found: list[Diagnostic]) -> list[Diagnostic]:
        """Take over what was found elsewhere in a text as it was; meanwhile it may have become another."""
        self._found[path] = (data, found)
        return self.known(path) if data is self.texts.data(path) else self.at_once(path)

    def advise(self, path: Path, start: int, end: int) -> None:
        """Work out what helps with the findings of a stretch."""
        if found := self.known(path):
            data = self.texts.data(path)
            self._found[path] = (data, advised(self.home(path), path, data, found, start, end))

    def known(self, path: Path) -> list[Diagnostic]:
        """The findings of a text, if it was checked as it is now."""
        data, found = self._found.get(path, (None, []))
        return found if data is self.texts.data(path) else []
