"""Entities as pages show them: name, years, one sentence, address."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from edition.facts import split_sentences
from edition.publish.extract import date_text
from edition.publish.facsimile import PortraitFile, portrait_values
from edition.publish.paths import FOLDERS, entity_path, slug
from edition.registers import Bibliography, DateValue, Entity, Registers, Term

_MOST_LETTERS: Final = 220
_SPACE: Final = re.compile(r"\s+")


@dataclass(frozen=True)
class Cards:
    """Makes cards in one language from the registers; an entity that they lack is shown by the name the text uses.

    `portraits` are the pictures of entries that a card may show, by their addresses in the registers.
    """

    registers: Registers
    lang: str
    portraits: Mapping[str, PortraitFile] = field(default_factory=dict)

    def card(self, key: str, kind: str, name_in_text: str = "") -> dict[str, Any]:
        """What a card says; `kind` and `name_in_text` serve where there is no register entry."""
        entity = self.registers.get(key)
        if entity is None:
            return {
                "key": key,
                "slug": slug(key),
                "kind": kind,
                "folder": FOLDERS[kind],
                "path": entity_path(kind, key),
                "name": name_in_text or key,
            }
        text, lang = first_sentence(entity, self.lang)
        name = self.name(entity)
        return {
            "key": entity.key,
            "slug": slug(entity.key),
            "kind": entity.kind,
            "folder": FOLDERS[entity.kind],
            "path": entity_path(entity.kind, entity.key),
            "name": name,
            "type": entity.type,
            **_dates_beside(name, entity),
            **self._beside_name(entity),
            "text": text,
            "text-lang": lang,
        }

    def _beside_name(self, entity: Entity) -> dict[str, Any]:
        """What a card has and a link has not: roles with their years, coordinates, the whole reference of a work."""
        roles = [
            {"text": role.text, "from": role.dates.earliest or "", "to": role.dates.latest or ""}
            for role in entity.occupations
            if role.lang in (self.lang, "") and role.dates
        ]
        geo = f"{entity.geo[0]:g},{entity.geo[1]:g}" if entity.geo else ""
        work = entity.bibliography
        # a title with the year in it is a short citation already: no more is known of the work
        entry = reference(work) if work and (work.year or "\0") not in work.title else ""
        portrait = self.portrait(entity)
        values = {"roles": roles, "geo": geo, "entry": entry, "portrait": portrait}
        return {name: value for name, value in values.items() if value}

    def portrait(self, entity: Entity) -> dict[str, Any] | None:
        """The picture of an entity that the site has."""
        return portrait_values(entity.portrait, self.portraits, self.lang) if entity.portrait else None

    def name(self, entity: Entity) -> str:
        """The name in the interface's language; of a work, its short citation."""
        return _SPACE.sub(" ", entity.name(self.lang)).strip() or entity.key


def reference(work: Bibliography) -> str:
    """A work as a list of works has it.

    >>> reference(Bibliography("Kars", authors=("Ada, A.",), container="Tarih", volume="3", issue="1", year="1990"))
    'Ada, A.: Kars. Tarih 3(1), 1990.'
    """
    where = joined(" ", work.container, work.volume_and_issue)
    printed = joined(": ", work.place, work.publisher)
    rest = joined(", ", where, work.series, printed, work.year, work.pages)
    head = joined(": ", "; ".join(work.authors or work.editors), work.title)
    return " ".join(part if part.endswith(".") else f"{part}." for part in (head, rest) if part)


def joined(between: str, *parts: str) -> str:
    """What there is of some parts, with a sign between."""
    return between.join(part for part in parts if part)


def name_parts(name: str) -> tuple[str, str]:
    """Family and given name of a name as it is written on a title page.

    >>> name_parts("Coşkun Topal"), name_parts("Topal, Coşkun"), name_parts("Homer")
    (('Topal', 'Coşkun'), ('Topal', 'Coşkun'), ('Homer', ''))
    """
    family, comma, given = name.partition(",")
    if comma:
        return family.strip(), given.strip()
    given, _, family = name.strip().rpartition(" ")
    return family, given


def _dates_beside(name: str, entity: Entity) -> dict[str, str]:
    """The years as they stand beside a name; a short citation such as "Topal, 2018" has its year already."""
    dates = lifetime(entity)
    return {} if entity.kind == "work" and dates.get("dates", "\0") in name else dates


def lifetime(entity: Entity) -> dict[str, str]:
    """Years of a life or of an existence; the day of an event.

    >>> from edition.diagnostics import Span
    >>> born, died = DateValue(when="1881-11-22"), DateValue(when="1922")
    >>> lifetime(Entity("a", "person", (), Span("", 0, 0), birth=born, death=died))
    {'dates': '1881–1922'}
    """
    if entity.kind == "event":
        value = date_text(entity.existence) if entity.existence.earliest else ""
        return {"date-value": value} if value else {}
    if entity.kind == "work":
        year = entity.bibliography.year if entity.bibliography else ""
        return {"dates": year} if year else {}
    born, died = _year(entity.birth), _year(entity.death)
    if not (born or died):
        born, died = _existence(entity.existence)
    return {"dates": _span(entity.kind, born, died)} if born or died else {}


def _span(kind: str, born: str, died: str) -> str:
    """Two years; that a person was born in is a question mark where it is not known."""
    return f"{born or '?'}–{died}" if kind == "person" else f"{born}–{died}"


def _existence(date: DateValue) -> tuple[str, str]:
    """The first and the last year of what existed."""
    if not date.years:
        return "", ""
    first, last = date.from_ or date.not_before or date.when, date.to or date.not_after
    return _year(DateValue(when=first)), _year(DateValue(when=last))


def _year(date: DateValue) -> str:
    years = date.years
    if years is None:
        return ""
    about = "ca. " if not date.when or date.cert in ("low", "medium") else ""
    return f"{about}{years[0]}"


def first_sentence(entity: Entity, lang: str) -> tuple[str, str]:
    """The first sentence of the description, and its language."""
    found = [n for n in entity.notes if n.type in ("description", "")]
    note = next((n for n in found if n.lang == lang), found[0] if found else None)
    if note is None:
        return "", ""
    spans = split_sentences(note.text, note.lang)
    text = note.text[spans[0][0] : spans[0][1]] if spans else note.text
    if len(text) > _MOST_LETTERS:
        text = text[:_MOST_LETTERS].rsplit(" ", 1)[0] + " …"
    return text, note.lang


def lookup(cards: Mapping[str, dict[str, Any]], key: str) -> dict[str, Any]:
    """A card as a link: name and path."""
    card = cards[key]
    return {"name": card["name"], "path": card["path"]}


def term_values(term: Term, lang: str) -> dict[str, Any]:
    """A term as the stylesheet shows it."""
    gloss = term.gloss(lang)
    name = term.name(lang)
    others = [{"lang": code, "text": text} for code, text in term.names.items() if text != name]
    return {
        "part": "term",
        "id": slug(term.key),
        "name": name,
        "lang": lang if lang in term.names else next(iter(term.names), ""),
        "others": others,
        "text": gloss.text,
        "text-lang": gloss.lang,
    }
