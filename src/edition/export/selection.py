"""Which part of an edition is exported: by article, by kind, by date, by number of mentions."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from edition.diagnostics import Diagnostic, EditionError
from edition.export.codes import BAD_RANGE, UNKNOWN_KIND
from edition.registers import DateValue, Entity, Registers

_KINDS: Final = ("person", "place", "org", "event", "work", "date")
_ISO: Final = re.compile(r"-?\d{4,}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?\Z")


@dataclass(frozen=True)
class Selection:
    """What is asked for; empty means everything.

    `kinds` are kinds of mentions (person, place …) or types of entities (city, treaty …). `first` and `last` choose
    what has a date of its own that touches the range; what has none is left out then.
    """

    articles: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    first: str = ""
    last: str = ""
    min_mentions: int = 0

    def __post_init__(self) -> None:
        for option, value in (("--from", self.first), ("--to", self.last)):
            if value and not _ISO.match(value):
                message = f"{option} is `{value}`"
                help_text = "write a year, month or day: 1921, 1921-03 or 1921-03-16"
                raise EditionError(Diagnostic(BAD_RANGE, message, help=help_text))
        bounds = DateValue(from_=self.first or None, to=self.last or None)
        if self.first and self.last and _order(bounds.earliest or "") > _order(bounds.latest or ""):
            message = f"the range from {self.first} to {self.last} ends before it begins"
            raise EditionError(Diagnostic(BAD_RANGE, message, help="exchange the two"))

    @cached_property
    def is_everything(self) -> bool:
        """Whether nothing is left out."""
        return self == Selection()

    @property
    def by_date(self) -> bool:
        """Whether a date is asked for."""
        return bool(self.first or self.last)

    def takes_date(self, *dates: DateValue) -> bool:
        """Whether one stretch from the first to the last of these dates touches the range.

        >>> life = DateValue(when="1881-11-22"), DateValue(when="1922-08-04")
        >>> Selection(first="1900", last="1910").takes_date(*life), Selection(first="1923").takes_date(*life)
        (True, False)
        """
        known = [date for date in dates if date]
        return not self.by_date or (bool(known) and self._touches(known))

    def _touches(self, known: Sequence[DateValue]) -> bool:
        first, last = DateValue(when=self.first or None).earliest, DateValue(when=self.last or None).latest
        if first and max(_order(date.latest or "") for date in known) < _order(first):
            return False
        return not last or min(_order(date.earliest or "") for date in known) <= _order(last)

    def takes_kind(self, *kinds: str) -> bool:
        """Whether a kind or type is asked for."""
        return not self.kinds or any(kind in self.kinds for kind in kinds if kind)

    def takes_entity(self, entity: Entity) -> bool:
        """Whether an entity is of the kinds and of the time asked for; mentions are not looked at."""
        dates = entity_dates(entity)
        return self.takes_kind(entity.kind, entity.type) and self.takes_date(*dates)


def refuse_unknown_kinds(selection: Selection, registers: Registers) -> None:
    """Say so where `--kind` asks for what the edition cannot have."""
    types = {entity.type for entity in registers.entities.values() if entity.type}
    known = {*_KINDS, *types}
    for kind in sorted(selection.kinds - known):
        help_text = nearest(kind, known) or f"known kinds: {', '.join((*_KINDS, *sorted(types - set(_KINDS))))}"
        raise EditionError(Diagnostic(UNKNOWN_KIND, f"there is no kind or type `{kind}`", help=help_text))


def nearest(word: str, known: Collection[str]) -> str:
    """A question for who misspelt a word; empty where nothing is like it.

    >>> nearest("citty", ["city", "sea"]), nearest("x", ["city", "sea"])
    ('did you mean city?', '')
    """
    near = difflib.get_close_matches(word, sorted(known), 1)
    return f"did you mean {near[0]}?" if near else ""


def entity_dates(entity: Entity) -> tuple[DateValue, ...]:
    """The dates that bound an entity: of its life, its existence, or its publication."""
    if entity.kind == "work" and entity.bibliography:
        return (DateValue(when=entity.bibliography.year or None),)
    return (entity.birth, entity.death, entity.existence)


def _order(day: str) -> tuple[int, str]:
    """Days before Christ are before those after, and count backwards."""
    if not day:
        return (0, "")
    year, rest = (day[1:].partition("-")[0], day[1:].partition("-")[2]) if day[0] == "-" else day.split("-", 1)
    return (-int(year) if day[0] == "-" else int(year), rest)
