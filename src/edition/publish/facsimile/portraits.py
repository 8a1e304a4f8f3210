"""What a card and the page of an entry say of the picture that its register gives: address, measures, words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from edition.publish.facsimile.sizes import sized_path, widths_below
from edition.registers import Note, Portrait


@dataclass(frozen=True)
class PortraitFile:
    """A picture of the edition: its place in the site, and its measures."""

    place: str
    width: int
    height: int


def portrait_values(portrait: Portrait, pictures: Mapping[str, PortraitFile], lang: str) -> dict[str, Any] | None:
    """The values of a picture in one language; None where it is none of the edition's own: nothing is loaded from
    elsewhere."""
    found = pictures.get(portrait.url)
    if found is None:
        return None
    described, credit = _in(portrait.described, lang), _in(portrait.credits, lang)
    return {
        "path": found.place,
        "width": found.width,
        "height": found.height,
        "sizes": [{"width": width, "path": sized_path(found.place, width)} for width in widths_below(found.width)],
        "text": " ".join(note.text for note in described),
        "credit": [{"text": note.text, "lang": note.lang} for note in credit],
        "licence": portrait.licence,
        "licence-name": portrait.licence_name,
    }


def _in(notes: Sequence[Note], lang: str) -> list[Note]:
    """Those in a language, else those in the language of the first."""
    wanted = lang if any(note.lang in (lang, "") for note in notes) else next((note.lang for note in notes), "")
    return [note for note in notes if note.lang in (wanted, "")]
