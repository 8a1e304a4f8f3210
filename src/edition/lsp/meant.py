"""Who is meant: beside each reference the name and dates of its entry, where the text does not say the same.

Takes a document and its registers; gives the place behind each mention and the words to show there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from edition.facts.patterns import MentionPatterns
from edition.markup import Document, all_text, squeeze
from edition.registers import Entity, Registers, pointers_of
from edition.writing.offers import dates_of

_UNSURE: Final = "? "


@dataclass(frozen=True, slots=True)
class Hint:
    """Words to show at a byte of the text."""

    at: int
    text: str


def hints(
    document: Document, registers: Registers, patterns: MentionPatterns, lang: str, start: int, end: int
) -> Iterator[Hint]:
    """What the references between two places mean."""
    for element in document.root.iter(etree.Element):
        if not (element.text or len(element)) or not (pointers := pointers_of(element)):
            continue
        span = document.element_span(element)
        if span.start < start or span.end > end or span.end_start == span.end:
            continue
        entity = registers.get(registers.key_of(pointers[0], patterns.kind_of(element) or ""))
        if entity is not None and (told := _told(entity, lang, all_text(element))):
            yield Hint(span.end_start, f"{_UNSURE if len(pointers) > 1 else ''}{told}")


def _told(entity: Entity, lang: str, words: str) -> str:
    """Name and dates of an entry; nothing where the words say the same."""
    name, dates = entity.name(lang), dates_of(entity)
    if name == squeeze(words):
        return ""
    return f"{name}, {dates}" if dates else name
