"""Read registers from TEI: any document with `listPerson`, `listPlace`, `listOrg`, `listEvent` or `listBibl`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Final

from lxml import etree

from edition.diagnostics import Diagnostic, Label, Span
from edition.markup import XML_ID, XML_LANG, Document, all_text, local_name, squeeze, tei
from edition.registers.codes import DUPLICATE_KEY, NO_KEY, NO_NAME, UNRESOLVED_RELATION, WRONG_COORDINATES
from edition.registers.dates import DateValue, date_value
from edition.registers.keys import LISTS, key_of, keys_of
from edition.registers.model import Entity, Idno, Name, Note, Registers, Relation, by_key
from edition.registers.parts.accounts import ACCOUNT, read_accounts, read_places
from edition.registers.parts.bibliography import read_bibliography
from edition.registers.parts.glossary import read_terms
from edition.registers.parts.portraits import read_portrait
from edition.registers.shared import tell_apart

_NAMES: Final = {
    "person": ("persName", "name"),
    "place": ("placeName", "settlement", "country", "region", "geogName", "district", "name"),
    "org": ("orgName", "name"),
    "event": ("eventName", "label", "head", "name"),
    "work": ("title",),
}
_PARENTS: Final = {"listPerson", "listPlace", "listOrg", "listEvent", "listBibl", "standOff", "particDesc",
                   "settingDesc", "place", "event", "org", "personGrp"}  # fmt: skip
_NUMBER: Final = re.compile(r"[+-]?(?:\d+(?:[.,]\d+)?|[.,]\d+)")
_BETWEEN_NUMBERS: Final = re.compile(r"\s*;\s*|\s*,?\s+")


def read_registers(documents: Iterable[Document]) -> tuple[Registers, list[Diagnostic]]:
    """Read every entry and relation; what is wrong with them is told, and the rest is used."""
    reader = _Reader()
    documents = list(documents)
    for document in documents:
        for element in entries(document.root):
            reader.add(document, element)
    entities = by_key(tell_apart(reader.entities))
    relations = _relations(documents, Registers(entities).shared)
    registers = Registers(entities, tuple(relations), read_terms(documents))
    reader.check_relations(registers)
    return registers, reader.findings


def entries_in(document: Document) -> list[Entity]:
    """The entries that stand in an article: in its back, its `standOff`, or the lists of its header's profile.

    What is wrong with them is not told here; where they stand in the file is left out, since few ask for it.
    """
    reader = _Reader(places=False)
    for element in entries(document.root):
        if element.get(XML_ID) and not _is_of_the_source(element):
            reader.add(document, element)
    return reader.entities


def _is_of_the_source(element: etree._Element) -> bool:
    """Whether an entry describes the source, or is a title in a bibliography that one reads."""
    names = [local_name(a) for a in element.iterancestors()]
    if "fileDesc" in names or "encodingDesc" in names:
        return True
    return "text" in names and "back" not in names and "standOff" not in names


def entries(root: etree._Element) -> Iterator[etree._Element]:
    """The elements that are register entries, in document order."""
    names = [tei(name) for name in LISTS]
    for element in root.iter(*names):
        parent = element.getparent()
        if parent is not None and local_name(parent) in _PARENTS and not _is_source(element) and not _refers(element):
            yield element


def _refers(element: etree._Element) -> bool:
    """Whether an element refers to the entry that is meant; inside an entry, by the key of its name, too."""
    if element.get(XML_ID):
        return False
    if keys_of(element) or not any(local_name(a) in LISTS for a in element.iterancestors()):
        return bool(keys_of(element))
    return any(keys_of(name) for name in element.iterchildren(*map(tei, _NAMES[LISTS[local_name(element)]])))


def _is_source(element: etree._Element) -> bool:
    """Whether a `bibl` tells where what an entry says is from, or what is written about it."""
    return LISTS[local_name(element)] == "work" and any(local_name(a) in LISTS for a in element.iterancestors())


def read_coordinates(text: str) -> tuple[float, float] | None:
    """Latitude and longitude in degrees; a comma is decimal where something else parts the two numbers.

    >>> read_coordinates("40.6 43.1"), read_coordinates("40.6,43.1"), read_coordinates("48,2 16,3")
    ((40.6, 43.1), (40.6, 43.1), (48.2, 16.3))
    >>> read_coordinates("51.8,-.86")
    (51.8, -0.86)
    >>> read_coordinates("48,2,16,3"), read_coordinates("140.6 43.1")
    (None, None)
    """
    text = text.strip().replace("\N{MINUS SIGN}", "-")
    parts = _BETWEEN_NUMBERS.split(text)
    if len(parts) == 1:
        parts = text.split(",")
    if len(parts) != 2 or not all(_NUMBER.fullmatch(part) for part in parts):
        return None
    latitude, longitude = (float(part.replace(",", ".")) for part in parts)
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


class _Reader:
    def __init__(self, *, places: bool = True) -> None:
        self._has_places = places
        self.entities: list[Entity] = []
        self.findings: list[Diagnostic] = []
        self._seen: dict[tuple[str, str], Entity] = {}

    def add(self, document: Document, element: etree._Element) -> None:
        """Read one entry."""
        if entity := self._entity(document, element, document.root.get(XML_LANG, "")):
            self.entities.append(entity)
            self._seen[entity.kind, entity.key] = entity

    def check_relations(self, registers: Registers) -> None:
        for relation in registers.relations:
            for key in relation.keys:
                if registers.get(key) is None:
                    message = f"the relation {relation.name} points to `{key}`, which no register has"
                    help_text = "correct the key, or add the entry"
                    if key in registers.shared:
                        message = f"the relation {relation.name} points to `{key}`, which entries of two kinds have"
                        help_text = f"say which: person:{key}, place:{key} …"
                    self.findings.append(Diagnostic(UNRESOLVED_RELATION, message, relation.span, help=help_text))

    def _entity(self, document: Document, element: etree._Element, lang: str) -> Entity | None:
        key = element.get(XML_ID)
        kind = LISTS[local_name(element)]
        place = self._place(document, element)
        if not key:
            message = f"a {local_name(element)} has no xml:id"
            self.findings.append(Diagnostic(NO_KEY, message, place, help='give it one, such as xml:id="ali-fuat"'))
            return None
        if first_one := self._seen.get((kind, key)):
            first = Label(first_one.span, "the first entry with this key")
            help_text = "rename one: edition registers rename, or merge both: edition registers merge"
            self.findings.append(
                Diagnostic(DUPLICATE_KEY, f"the key `{key}` is used twice", place, (first,), help=help_text)
            )
            return None
        names = tuple(_names(element, kind, lang))
        if not names:
            self.findings.append(Diagnostic(NO_NAME, f"`{key}` has no name", place, help="add a name element"))
        entity = Entity(key, kind, names, place, type=element.get("type", ""), role=element.get("role", ""))
        return replace(entity, **self._details(document, element, kind, lang))

    def _details(self, document: Document, element: etree._Element, kind: str, lang: str) -> dict[str, Any]:
        birth, death = element.find(tei("birth")), element.find(tei("death"))
        # the identifiers of a work stand beside its title, in `analytic` or `monogr`
        found = element.iter(tei("idno")) if kind == "work" else element.findall(tei("idno"))
        idnos = [Idno(i.get("type", ""), squeeze(i.text or "")) for i in found]
        geo, cert = self._geo(document, element)
        return {
            "birth": date_value(birth),
            "death": date_value(death),
            "existence": _existence(element),
            "birth_place": _place_key(birth),
            "death_place": _place_key(death),
            "birth_sources": _sources(birth),
            "death_sources": _sources(death),
            "sex": _sex(element),
            "occupations": tuple(_notes(element, "occupation", lang)),
            "notes": tuple(_notes(element, "note", lang)) + tuple(_notes(element, "desc", lang)),
            "idnos": tuple(i for i in idnos if i.type != "former-key"),
            "former_keys": tuple(i.value for i in idnos if i.type == "former-key"),
            "geo": geo,
            "geo_cert": cert,
            "bibliography": read_bibliography(element) if kind == "work" else None,
            "accounts": tuple(read_accounts(element, lang)),
            "portrait": read_portrait(element, lang),
            "where": read_places(element) if kind == "event" else (),
            "within": _event_around(element) if kind == "event" else "",
        }

    def _geo(self, document: Document, element: etree._Element) -> tuple[tuple[float, float] | None, str]:
        geo = element.find(f"{tei('location')}//{tei('geo')}")
        if geo is None or not all_text(geo):
            return None, ""
        location = next(geo.iterancestors(tei("location")))
        found = read_coordinates(all_text(geo))
        if found is None:
            message = f"`{all_text(geo)}` is not latitude and longitude"
            help_text = "write two decimal numbers with a space between them, such as: 40.6013 43.0975"
            place = self._place(document, geo)
            self.findings.append(Diagnostic(WRONG_COORDINATES, message, place, help=help_text))
            return None, ""
        return found, location.get("cert", "")

    def _place(self, document: Document, element: etree._Element) -> Span:
        return document.span(element) if self._has_places else Span(document.source.path, 0, 0)


def _names(element: etree._Element, kind: str, lang: str) -> Iterator[Name]:
    if kind == "work":
        found: Iterable[etree._Element] = element.iter(tei("title"))
    else:
        wanted = {tei(name) for name in _NAMES[kind]}
        found = (child for child in element if child.tag in wanted)
    for name in found:
        whole = next((part for part in name if part.get("type") == "full"), None)
        text = all_text(name if whole is None else whole)  # others' parts stand beside the whole name, not within it
        parts = tuple((local_name(p), all_text(p)) for p in name if local_name(p))
        if text:
            yield Name(text, _lang(name, lang), name.get("type", ""), parts, date_value(name))


def _lang(element: etree._Element, default: str) -> str:
    """`@xml:lang` of the element or the nearest ancestor below the root."""
    found: etree._Element | None = element
    while found is not None and found.getparent() is not None:
        if value := found.get(XML_LANG):
            return value
        found = found.getparent()
    return default


def _notes(element: etree._Element, name: str, lang: str) -> Iterator[Note]:
    for note in element.findall(tei(name)):
        sources = tuple((note.get("source") or "").split())
        text = all_text(note)
        if text and note.get("type") != ACCOUNT:
            yield Note(note.get("type", ""), _lang(note, lang), text, sources, date_value(note))


def _sex(element: etree._Element) -> str:
    told = element.find(tei("sex"))
    return element.get("sex") or ("" if told is None else str(told.get("value", "")))


def _existence(element: etree._Element) -> DateValue:
    """Dates of an organisation or state, of an event, or of a person known by `floruit` only."""
    own = date_value(element)
    if own:
        return own
    for name in ("state", "floruit", "date"):
        for found in element.findall(tei(name)):
            if value := date_value(found):
                return value
    return DateValue()


def _event_around(element: etree._Element) -> str:
    """The key of the event that this one is a stage of."""
    around = next(element.iterancestors(tei("event")), None)
    return "" if around is None else around.get(XML_ID, "")


def _sources(element: etree._Element | None) -> tuple[str, ...]:
    return () if element is None else tuple(element.get("source", "").split())


def _place_key(element: etree._Element | None) -> str:
    if element is None:
        return ""
    for place in element.iter(*(tei(name) for name in _NAMES["place"])):
        pointer = place.get("ref") or place.get("key")
        if pointer:
            return key_of(pointer.split()[0])
    return ""


def _relations(documents: Iterable[Document], shared: frozenset[str]) -> Iterator[Relation]:
    for document in documents:
        for element in document.root.iter(tei("relation")):
            yield _relation(document, element, shared)


def _relation(document: Document, element: etree._Element, shared: frozenset[str]) -> Relation:
    def keys(name: str) -> tuple[str, ...]:
        return tuple(key_of(pointer, shared=shared) for pointer in (element.get(name) or "").split())

    sources = tuple((element.get("source") or "").split())
    name = element.get("name") or element.get("ref") or ""
    return Relation(name, keys("active"), keys("passive"), keys("mutual"), sources, document.span(element))
