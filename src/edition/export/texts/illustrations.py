"""The edition's own pictures in a book: each file once, by a short name; what cannot be read is left out."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from edition.facts.facsimile.files import Pictures

# what every reader of EPUB shows, and WeasyPrint too
MEDIA: Final = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
}


class Illustrations:
    """Gives an address in a text the picture's name in the book, and keeps the files that were asked for."""

    def __init__(self, pictures: Pictures | None) -> None:
        self._pictures = pictures
        self.files: dict[str, Path] = {}
        self._names: dict[str, str] = {}

    def name(self, address: str) -> str:
        """The picture's name in the book; empty where the edition has none that can be shown."""
        place = self._pictures.find(address) if self._pictures and address else ""
        if not place or not self._pictures:
            return ""
        if place not in self._names:
            path = self._pictures.paths[place]
            suffix = path.suffix.lower()
            is_shown = suffix in MEDIA and self._pictures.size(place) is not None
            self._names[place] = f"images/{len(self.files) + 1}{suffix}" if is_shown else ""
            if is_shown:
                self.files[self._names[place]] = path
        return self._names[place]
