"""What there is to say of the word at a place: what an element or attribute is for, who or what a reference means.

Takes a home, the text and a place; gives plain words and the span of the word.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from edition.diagnostics import Span
from edition.registers import Entity, reference
from edition.relaxng.reading.cursor import TagPart, cursor_at
from edition.writing.home import Home
from edition.writing.offers import dates_of
from edition.writing.pointers import goal_at
from edition.writing.texts import Texts


@dataclass(frozen=True, slots=True)
class Hover:
    """What is shown over a word: its name, what stands beside that, paragraphs, an example, the reference to write."""

    word: Span
    head: str
    beside: str = ""
    about: tuple[str, ...] = ()
    reference: str = ""
    example: str = ""


def hover_at(home: Home, texts: Texts, path: Path, at: int) -> Hover | None:
    """What to show over a place."""
    goal = goal_at(home, texts, path, at)
    if goal and goal.entity and home.project:
        return told(goal.entity, home.project.settings.edition.languages[0], goal.word)
    cursor = cursor_at(texts.data(path), at)
    if cursor is None or cursor.part is TagPart.VALUE:
        return None
    word = Span(home.shown(path), cursor.start, cursor.end)
    if cursor.part is TagPart.ATTRIBUTE:
        about = home.checker.purposes.attributes.get(cursor.attribute)
        return Hover(word, f"@{cursor.attribute}", about=(about,)) if about else None
    name = cursor.element.rpartition(":")[2]
    about, example = home.checker.purposes.get(name), home.examples.get(name, "")
    return Hover(word, f"<{cursor.element}>", about=(about,), example=example) if about else None


def told(entity: Entity, lang: str, word: Span) -> Hover:
    """An entry in a few lines: its name, dates, what it says of itself, its other names, and its key."""
    others = list(dict.fromkeys(name.text for name in entity.names if name.text != entity.name(lang)))[:6]
    lines = tuple(line for line in (entity.description(lang), " · ".join(others)) if line)
    return Hover(word, entity.name(lang), dates_of(entity), lines, reference(entity.kind, entity.key))
