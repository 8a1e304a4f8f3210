"""Completion: the names and values that may be written at a place, with what they are for, the likeliest first.

Takes a home, the text and a place; gives offers as plain values. References are offered by the names of the entries.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from edition.markup import XML_ID, local_name
from edition.project import Mentions
from edition.registers import DateValue, Entity, kind_of_reference, plain_key
from edition.relaxng.advice.completion import Choices, NameChoice, choices_at, skeletons_at
from edition.relaxng.advice.model import Skeleton
from edition.relaxng.reading.cursor import Cursor, TagPart, cursor_at
from edition.validate.habits import HABITS
from edition.writing.home import Home
from edition.writing.texts import Texts

_REFERRING: Final = ("ref", "key", "corresp", "active", "passive", "mutual", "who", "source")
_POINTING: Final = ("calendar", "target", "corresp", "ana", "next", "prev", "resp", "who", "source", "decls", "hand")
_KINDS: Final = ("person", "place", "org", "event", "work", "date")
_MOST: Final = 60
_IN_A_TAG: Final = re.compile(rb"\s*(?:[\w:.-]+\s*=|/?>)|[\w:.-]")


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to write instead of the bytes `start:end`; an element that is new may come with what it needs."""

    text: str
    part: TagPart
    start: int
    end: int
    label: str = ""
    detail: str = ""
    about: str = ""
    is_reference: bool = False
    skeleton: Skeleton | None = None


def offers_at(home: Home, texts: Texts, path: Path, at: int) -> list[Offer]:
    """What may be written at a place of an open file."""
    data = texts.data(path)
    cursor = cursor_at(data, at)
    if cursor is None:
        return []
    choices = choices_at(home.checker.schema, data, cursor) if home.checker.schema else Choices()
    if cursor.part is TagPart.END:
        return [Offer(choices.open, TagPart.END, cursor.start, at)] if choices.open else []
    if cursor.part is TagPart.VALUE:
        return [*_fixed(choices, cursor, at), *_pointers(home, texts, path, cursor, at)]
    is_new = cursor.part is TagPart.NAME and not _IN_A_TAG.match(data, at)
    whole = skeletons_at(home.checker.schema, data, cursor, choices.names) if is_new and home.checker.schema else {}
    return [replace(offer, skeleton=whole.get(offer.text)) for offer in _names(home, choices, cursor, at)]


def wrappers(home: Home, texts: Texts, path: Path, start: int, end: int) -> list[str]:
    """The elements of mentions that the grammar allows around a stretch of plain text."""
    data = texts.data(path)
    schema = home.checker.schema
    inside = data[start:end]
    if schema is None or not inside.strip() or b"<" in inside or b">" in inside or cursor_at(data, start):
        return []
    here = Cursor(TagPart.NAME, start, start, start, "")
    allowed = [choice.text for choice in choices_at(schema, data, here).names]
    return [name for name in _names_of_mentions(home) if name in allowed]


def _names_of_mentions(home: Home) -> list[str]:
    mentions = home.project.settings.mentions if home.project else Mentions()
    return list(dict.fromkeys(name for kind in _KINDS for name in getattr(mentions, kind) if "[" not in name))


def _names(home: Home, choices: Choices, cursor: Cursor, at: int) -> list[Offer]:
    is_element = cursor.part is TagPart.NAME
    usual = HABITS.elements if is_element else HABITS.attributes
    rank = {name: number for number, name in enumerate(usual)}
    purposes = home.checker.purposes
    about = purposes.all if is_element else purposes.attributes

    def order(choice: NameChoice) -> tuple[bool, int]:
        return not choice.required, rank.get(choice.name.local, len(rank))

    return [
        Offer(
            choice.text, cursor.part, cursor.start, at,
            detail="required" if choice.required else "", about=about.get(choice.text, ""),
        )
        for choice in sorted(choices.names, key=order)
    ]  # fmt: skip


def _fixed(choices: Choices, cursor: Cursor, at: int) -> list[Offer]:
    """The values that the grammar lists."""
    values = dict.fromkeys(form.value for form in choices.values if form.value is not None)
    return [Offer(value, TagPart.VALUE, cursor.start, at) for value in values]


def _pointers(home: Home, texts: Texts, path: Path, cursor: Cursor, at: int) -> Iterator[Offer]:
    typed = texts.data(path)[cursor.start : at].decode("utf-8", "replace")
    if cursor.attribute in _REFERRING and home.project is not None:
        kind = kind_of_reference(typed) or kind_of_element(home, cursor.element)
        pointing = texts.pointing(home, path)
        for entity in texts.entries(home, kind).find(typed.rpartition(":")[2].rpartition("#")[2], _MOST):
            own = pointing.reference(entity.kind, entity.key)
            yield _entry(entity, own, home.project.settings.edition.languages[0], cursor, at)
    if cursor.attribute in _POINTING and (document := texts.document(home, path)) is not None:
        for element in document.root.iter("{*}calendar" if cursor.attribute == "calendar" else "{*}*"):
            pointer = f"#{element.get(XML_ID)}"
            if element.get(XML_ID) and pointer.startswith(typed):
                detail = f"<{local_name(element)}>"
                yield Offer(pointer, TagPart.VALUE, cursor.start, at, detail=detail, is_reference=True)


def kind_of_element(home: Home, element: str) -> str:
    """The kind of register that an element refers to; empty where any will do."""
    mentions = home.project.settings.mentions if home.project else None
    return next((kind for kind in _KINDS[:5] if mentions and element in getattr(mentions, kind)), "")


def _entry(entity: Entity, own: str, lang: str, cursor: Cursor, at: int) -> Offer:
    name, dates = entity.name(lang), dates_of(entity)
    return Offer(
        own, TagPart.VALUE, cursor.start, at,
        label=f"{name} ({dates})" if dates else name, detail=plain_key(entity.key), about=entity.description(lang),
        is_reference=True,
    )  # fmt: skip


def dates_of(entity: Entity) -> str:
    """The dates of an entry in a few letters: `1881–1938`."""
    if entity.birth or entity.death:
        return f"{_year(entity.birth)}–{_year(entity.death)}"
    return _year(entity.existence)


def _year(value: DateValue) -> str:
    return (value.earliest or "")[:4].lstrip("-")
