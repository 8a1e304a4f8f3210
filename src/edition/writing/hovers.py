"""What there is to say of the word at a place: what an element or attribute is for, who or what a reference means.

Takes a home, the text and a place; gives Markdown and the span of the word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from edition.diagnostics import Span
from edition.registers import Entity
from edition.relaxng.reading.cursor import Part, cursor_at
from edition.writing.home import Home
from edition.writing.offers import dates_of
from edition.writing.pointers import goal_at
from edition.writing.texts import Texts

_MARKS: Final = re.compile(r"([\\`*_{}\[\]<>#|~])")


@dataclass(frozen=True, slots=True)
class Hover:
    """What is shown over a word."""

    text: str
    word: Span


def hover_at(home: Home, texts: Texts, path: Path, at: int) -> Hover | None:
    """What to show over a place."""
    goal = goal_at(home, texts, path, at)
    if goal and goal.entity and home.project:
        return Hover(told(goal.entity, home.project.settings.edition.languages[0]), goal.word)
    cursor = cursor_at(texts.data(path), at)
    if cursor is None or cursor.part is Part.VALUE:
        return None
    word = Span(home.shown(path), cursor.start, cursor.end)
    if cursor.part is Part.ATTRIBUTE:
        about = home.checker.purposes.attributes.get(cursor.attribute)
        return Hover(f"**@{plain(cursor.attribute)}**\n\n{plain(about)}", word) if about else None
    about = home.checker.purposes.get(cursor.element.rpartition(":")[2])
    return Hover(f"**\\<{plain(cursor.element)}\\>**\n\n{plain(about)}", word) if about else None


def told(entity: Entity, lang: str) -> str:
    """An entry in a few lines: its name, dates, what it says of itself, and its key."""
    dates = dates_of(entity)
    head = f"**{plain(entity.name(lang))}**" + (f" ({dates})" if dates else "")
    others = list(dict.fromkeys(name.text for name in entity.names if name.text != entity.name(lang)))[:6]
    lines = [head, plain(entity.description(lang)), plain(" · ".join(others)), f"`{entity.kind}:{entity.key}`"]
    return "\n\n".join(line for line in lines if line)


def plain(text: str) -> str:
    """Text that Markdown leaves as it is.

    >>> plain("<p> is *the* element")
    '\\\\<p\\\\> is \\\\*the\\\\* element'
    """
    return _MARKS.sub(r"\\\1", text)
