"""Who is meant: beside each reference the name and dates of its entry, where the text does not say the same.

Takes a document and its registers; gives the place behind each mention and the words to show there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from edition.markup import Document, all_text, squeeze
from edition.registers import Registers, keys_of
from edition.writing.offers import dates_of

_UNSURE: Final = "? "


@dataclass(frozen=True, slots=True)
class Hint:
    """Words to show at a byte of the text."""

    at: int
    text: str


def hints(document: Document, registers: Registers, lang: str, start: int, end: int) -> Iterator[Hint]:
    """What the references between two places mean."""
    for element in document.root.iter(etree.Element):
        if not (element.text or len(element)) or not (keys := keys_of(element)):
            continue
        span = document.element_span(element)
        if span.start < start or span.end > end or span.end_start == span.end:
            continue
        entity = registers.get(keys[0])
        if entity is None:
            continue
        name, dates = entity.name(lang), dates_of(entity)
        if name != squeeze(all_text(element)):
            mark = _UNSURE if len(keys) > 1 else ""
            yield Hint(span.end_start, f"{mark}{name}, {dates}" if dates else f"{mark}{name}")
