"""What the front matter of a text tells: titles, authors with what belongs to them, journal, dates, keywords.

Takes plain values by their names, in the forms of Pandoc, Quarto, Hugo, Jekyll and JOSS; gives a `Meta`. Names that are
not known are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from edition.intake.front.authors import people_in
from edition.intake.signs.history import iso_date
from edition.intake.signs.people import ORCID, Person
from edition.intake.tei.header import Meta, Spare

_DOI: Final = re.compile(r"10\.\d{4,9}/\S+")
_LANG: Final = re.compile(r"[a-z]{2,3}(?=$|[-_])", re.IGNORECASE)
_JOURNAL: Final = {
    "volume": ("volume",), "issue": ("issue", "number"), "page": ("page", "pages"), "ISSN": ("issn", "ISSN"),
    "title": ("container-title", "journal", "journaltitle", "publication"),
}  # fmt: skip
_DATES: Final = {
    "published": ("published", "date", "publication_date", "date-published"),
    "received": ("received", "date-received"), "accepted": ("accepted", "date-accepted"),
}  # fmt: skip
_PLACES: Final = ("affiliation", "affiliations", "institute", "institution")
_INSIDE: Final = ("citation", "article", "journal", "params")


def read_matter(told: Mapping[str, Any]) -> Meta:
    """Titles, people and journal; keywords are spare, for a text may have its own."""
    title = text_of(told.get("title"))
    titles = ((title, language_told(told) or "und"),) if title else ()
    terms = tuple(term for name in ("keywords", "tags") for term in _terms(told.get(name)))
    return Meta(
        titles, tuple(_people(told)), _journal(told) or None, text_of(told.get("subtitle")),
        Spare(keywords=tuple(dict.fromkeys(terms))),
    )  # fmt: skip


def language_told(told: Mapping[str, Any]) -> str | None:
    """The language that a text says it is in."""
    for name in ("lang", "language", "locale"):
        found = _LANG.match(text_of(told.get(name)))
        if found:
            return found.group().lower()
    return None


def text_of(value: Any) -> str:
    """A value as text; nothing for what has parts."""
    return " ".join(str(value).split()) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _terms(value: Any) -> Iterator[str]:
    for each in value if isinstance(value, list) else [value]:
        yield from (term.strip() for term in re.split("[,;]", text_of(each)) if term.strip())


def _people(told: Mapping[str, Any]) -> Iterator[Person]:
    places = _places(told)
    for name in ("author", "authors", "by-author"):
        value = told.get(name)
        for entry in value if isinstance(value, list) else [value]:
            if isinstance(entry, Mapping):
                yield from _of_mapping(entry, places)
            elif text_of(entry):
                yield from people_in([text_of(entry)]) or (Person(text_of(entry)),)
        if value:
            return


def _of_mapping(entry: Mapping[str, Any], places: Mapping[str, str]) -> Iterator[Person]:
    """An author with parts; some write the name as the only key."""
    if "name" not in entry and len(entry) == 1:
        name, inner = next(iter(entry.items()))
        entry = {"name": name, **(inner if isinstance(inner, Mapping) else {})}
    name = _name(entry)
    if name:
        orcid = ORCID.search(text_of(entry.get("orcid")) or text_of(entry.get("ORCID")))
        held = next((entry[key] for key in _PLACES if entry.get(key)), None)
        yield Person(name, "; ".join(_held(held, places)), text_of(entry.get("email")), orcid.group() if orcid else "")


def _name(entry: Mapping[str, Any]) -> str:
    name = entry.get("name", entry)
    if not isinstance(name, Mapping):
        return text_of(name)
    if text_of(name.get("literal")):
        return text_of(name["literal"])
    given = next((text_of(name[k]) for k in ("given", "given-names", "first", "firstname") if k in name), "")
    family = next((text_of(name[k]) for k in ("family", "surname", "last", "lastname") if k in name), "")
    return f"{given} {family}".strip()


def _held(value: Any, places: Mapping[str, str]) -> Iterator[str]:
    """Places of work: by name, or by the mark of one that is told elsewhere."""
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, Mapping):
            yield from filter(None, [text_of(each.get("name")) or places.get(text_of(each.get("ref")), "")])
            continue
        marks = [mark.strip() for mark in text_of(each).split(",")]
        if marks and all(mark in places for mark in marks):
            yield from (places[mark] for mark in marks)
        elif text_of(each):
            yield text_of(each)


def _places(told: Mapping[str, Any]) -> dict[str, str]:
    """The places of work that are told apart from the authors, by their marks."""
    found: dict[str, str] = {}
    for name in ("affiliations", "affiliation", "institute", "institutions"):
        value = told.get(name)
        for each in value if isinstance(value, list) else []:
            if not isinstance(each, Mapping):
                continue
            mark = next((text_of(each[k]) for k in ("id", "index", "ref") if k in each), "")
            if mark and text_of(each.get("name")):
                found[mark] = text_of(each["name"])
            elif len(each) == 1:
                key, inner = next(iter(each.items()))
                found[key] = text_of(inner.get("name")) if isinstance(inner, Mapping) else text_of(inner)
    return found


def _journal(told: Mapping[str, Any]) -> dict[str, str]:
    """The journal, the numbers in it, and when the text was received, accepted and published."""
    parts = [told, *(told[name] for name in _INSIDE if isinstance(told.get(name), Mapping))]
    found = {what: _first(parts, names) for what, names in _JOURNAL.items()}
    doi = _DOI.search(_first(parts, ("doi", "DOI")))
    found["DOI"] = doi.group() if doi else ""
    for what, names in _DATES.items():
        found[what] = next((date for name in names if (date := iso_date(text_of(told.get(name))))), "")
    return {what: value for what, value in found.items() if value}


def _first(parts: Sequence[Mapping[str, Any]], names: Sequence[str]) -> str:
    return next((text_of(part[name]) for part in parts for name in names if text_of(part.get(name))), "")
