"""Entries of registers as an editor changes them in a form: each field the smallest edit, every other byte stays.

Takes a parsed register and what is to change, gives its new bytes. `registers` does what concerns keys and references:
add, merge, split, rename.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from edition.annotate.dates.typed import written
from edition.annotate.header import calendar_edits
from edition.deciding.codes import NOT_FOUND, WRONG_WISH
from edition.deciding.dating import DATED, dating, wished_date
from edition.deciding.tags import tag_edits
from edition.diagnostics import Diagnostic, Edit, EditionError, apply_edits
from edition.markup import XML_ID, Document, all_text, local_name, parse
from edition.markup.serialise import escape, quoteattr
from edition.markup.source import as_source
from edition.registers import (
    LIST_OF,
    LISTS,
    DateValue,
    DocumentChange,
    NewEntry,
    Registers,
    add_all,
    date_value,
    read_registers,
)
from edition.registers.editing.entry import Child, PlacedEntry, line_start, placed
from edition.registers.keys import kind_and_key

# what a form shows: the children of an entry that hold nothing but text
FIELDS: Final = (
    "persName", "placeName", "orgName", "eventName", "title", "author", "editor", "publisher", "pubPlace", "biblScope",
    "birth", "death", "floruit", "date", "state", "sex", "occupation", "note", "idno", "location", "affiliation",
    "residence", "desc", "label", "country", "region", "settlement",
)  # fmt: skip
OWN: Final = -2
DATED_FIELDS: Final = ("birth", "death", "floruit", "date", "state")
_TYPES: Final = {"state": "existence"}  # what a field is unless an editor says otherwise
_ATTRIBUTES: Final = frozenset(
    "xml:lang type when from to notBefore notAfter calendar when-custom datingMethod source ref subtype cert role"
    " resp".split()
)
_OF_DATES: Final = frozenset((*DATED, "cert"))


@dataclass(frozen=True, slots=True)
class Field:
    """A child of an entry: its number among its sisters, its name, its text, and its attributes as they are written.

    `date` is what its dating attributes tell, as editors write it; None where it has none and needs none. The date that
    stands in the tag of the entry is a field, too, with the number `OWN`.
    """

    number: int
    name: str
    text: str
    attributes: Mapping[str, str]
    is_plain: bool
    date: str | None = None


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What becomes of a field; a number of -1 makes a new one.

    A `date` of None leaves the date, an empty one takes it away.
    """

    number: int
    name: str = ""
    text: str = ""
    attributes: Mapping[str, str] | None = None
    remove: bool = False
    date: str | None = None


def find_entry(documents: Sequence[Document], key: str) -> PlacedEntry:
    """An entry with its document."""
    told, plain = kind_and_key(key)
    for document in documents:
        for element in document.root.iter(etree.Element):
            kind = LISTS.get(local_name(element), "")
            if kind and element.get(XML_ID) == plain and told in ("", kind):
                return PlacedEntry(document, element, kind)
    raise EditionError(Diagnostic(NOT_FOUND, f"no register has the key `{key}`", help="it was renamed or merged"))


def fields(entry: PlacedEntry) -> list[Field]:
    """The fields of an entry, as they stand in the file. Coordinates are a field of their own."""
    found = [_field(entry.document, number, child) for number, child in enumerate(_children(entry.element))]
    own = date_value(entry.element)
    if own or entry.kind == "event":
        found.insert(0, Field(OWN, "date", "", {}, is_plain=True, date=written(own)))
    return found


def _children(element: etree._Element) -> list[etree._Element]:
    return [child for child in element if isinstance(child.tag, str)]


def _field(document: Document, number: int, child: etree._Element) -> Field:
    attributes = {name: child.get(_qualified(name), "") for name in document.attributes(child)}
    inner = [c for c in child if isinstance(c.tag, str)]
    is_geo = local_name(child) == "location" and [local_name(c) for c in inner] == ["geo"]
    value = date_value(child)
    date = written(value) if value or local_name(child) in DATED_FIELDS else None
    others = {name: text for name, text in attributes.items() if date is None or name not in _OF_DATES}
    return Field(number, local_name(child), all_text(child), others, not inner or is_geo, date)


def _qualified(name: str) -> str:
    return name.replace("xml:", "{http://www.w3.org/XML/1998/namespace}")


def changed_entry(documents: Sequence[Document], key: str, changes: Sequence[FieldChange]) -> DocumentChange:
    """An entry with other fields."""
    entry = find_entry(documents, key)
    children = _children(entry.element)
    edits: list[Edit] = []
    new: list[Child] = []
    for change in changes:
        if change.number == OWN:
            edits += _dated_edits(entry.document, entry.element, change)
        elif change.number < 0:
            new.append(_new_child(entry, change))
            edits += _calendar(entry.document, change)
        elif change.number >= len(children):
            raise EditionError(Diagnostic(WRONG_WISH, "the entry has no such field", help="look at it again"))
        else:
            edits += _field_edits(entry.document, children[change.number], change)
    edits += placed(entry, new)
    return DocumentChange(entry.document, _checked(entry.document, apply_edits(entry.document.source.data, edits)))


def _field_edits(document: Document, child: etree._Element, change: FieldChange) -> Iterator[Edit]:
    span, data = document.element_span(child), document.source.data
    if change.remove:
        yield Edit(line_start(data, span.start), span.end, b"")
        return
    yield from _dated_edits(document, child, change)
    holder = next((c for c in child if local_name(c) == "geo"), child)
    if change.text == all_text(holder):
        return
    if any(isinstance(c.tag, str) for c in holder):
        message = f"the text of <{local_name(child)}> holds further elements"
        raise EditionError(Diagnostic(WRONG_WISH, message, help="change it in the source"))
    inner = document.element_span(holder)
    if inner.is_empty_tag:
        opened = data[inner.start : inner.start_end - 2].rstrip()
        yield Edit(inner.start, inner.end, opened + f">{escape(change.text)}</{inner.name}>".encode())
    else:
        yield Edit(inner.start_end, inner.end_start, escape(change.text).encode())


def _dated_edits(document: Document, element: etree._Element, change: FieldChange) -> Iterator[Edit]:
    """A start tag with other attributes, and what declares the calendar of a date."""
    wanted: dict[str, str | None] = {name: value or None for name, value in (change.attributes or {}).items()}
    _refuse_attributes(wanted)
    wanted |= _dating(change)
    yield from tag_edits(document.source.data, document.element_span(element), local_name(element), wanted)
    yield from _calendar(document, change)


def _dating(change: FieldChange) -> dict[str, str | None]:
    if change.date is None:
        return {}
    value = _value(change)
    return dating(value) | {"cert": value.cert}


def _calendar(document: Document, change: FieldChange) -> list[Edit]:
    return calendar_edits(document, _value(change).calendar or "")


def _value(change: FieldChange) -> DateValue:
    return wished_date(change.date, "") if change.date and change.date.strip() else DateValue()


def _new_child(entry: PlacedEntry, change: FieldChange) -> Child:
    if change.name not in FIELDS:
        raise EditionError(
            Diagnostic(WRONG_WISH, f"`{change.name}` is no field", help=f"fields are {', '.join(FIELDS)}")
        )
    attributes = {**(change.attributes or {}), **_dating(change)}
    attributes["type"] = attributes.get("type") or _TYPES.get(change.name)
    _refuse_attributes(change.attributes or {})
    told = "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items() if value)
    text = escape(change.text)
    inside = f"<geo>{text}</geo>" if change.name == "location" else text
    name = _prefix(entry) + change.name
    whole = f"<{name}{told}>{inside}</{name}>" if inside else f"<{name}{told}/>"
    return Child(change.name, whole.encode())


def _prefix(entry: PlacedEntry) -> str:
    prefix, colon, _ = entry.document.element_span(entry.element).name.rpartition(":")
    return prefix + colon


def _refuse_attributes(attributes: Mapping[str, str | None] | Mapping[str, str]) -> None:
    for name in attributes:
        if name not in _ATTRIBUTES:
            raise EditionError(Diagnostic(WRONG_WISH, f"`{name}` is no attribute of a form", help="use the source"))


def _checked(document: Document, data: bytes) -> bytes:
    """Nothing is written that cannot be read."""
    parse(as_source(document.source.path, data))
    return data


def added_entry(
    documents: Sequence[Document], registers: Registers, new: NewEntry, note: str, lang: str
) -> tuple[DocumentChange, Registers]:
    """A new entry, with one sentence on it where there is one; and the registers with it."""
    change = add_all(documents, [new])[0]
    document = parse(as_source(change.document.source.path, change.data))
    data = change.data
    if note.strip():
        attributes = {"type": "description", "xml:lang": lang}
        added = changed_entry([document], new.key, [FieldChange(-1, "note", " ".join(note.split()), attributes)])
        data, document = added.data, parse(as_source(document.source.path, added.data))
    entry = find_entry([document], new.key)
    alone = read_registers([_alone(document, entry)])[0].entities
    return DocumentChange(change.document, data), Registers(
        {**registers.entities, **alone}, registers.relations, registers.terms
    )


def _alone(document: Document, entry: PlacedEntry) -> Document:
    """A document that holds one entry of another."""
    span = document.element_span(entry.element)
    around = LIST_OF[entry.kind]
    text = document.source.data[span.start : span.end].decode()
    root = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><{around}>{text}</{around}></body></text></TEI>'
    return parse(as_source(document.source.path, root.encode()))
