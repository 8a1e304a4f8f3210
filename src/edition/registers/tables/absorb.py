"""Take rows into registers: new entries are added, gaps are filled, and what contradicts the register is told.

Nothing is written over unless `update` says so, and nothing is taken away: an empty cell says nothing, and a name that
a row does not have stays. A row that says what the register says changes no byte.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from edition.diagnostics import Code, Diagnostic, Edit, Label, Span, apply_edits, one
from edition.markup import XML_ID, Document, Source, local_name, parse, squeeze, tei
from edition.registers.codes import CONFLICTING_DATA, UNKNOWN_COLUMN, UNUSABLE_ROW
from edition.registers.editing.edit import DocumentChange, add
from edition.registers.keys import LISTS, kind_and_key
from edition.registers.model import Entity, Name, Registers
from edition.registers.read import entries, read_coordinates, read_registers
from edition.registers.tables import table
from edition.registers.tables.entry import (
    NAMES,
    EntryEdits,
    date_xml,
    idno_xml,
    location_xml,
    name_xml,
    new_entry_xml,
    text_xml,
)
from edition.registers.tables.table import Row

_KEY: Final = re.compile(r"[A-Za-z_][\w.-]*\Z")
_ISO: Final = re.compile(r"-?\d{4,}(?:-\d\d(?:-\d\d)?)?\Z")
# columns that exports add for people; they follow from the articles and are not imported
_MADE: Final = frozenset({"dates_edtf", "mentions", "possible_mentions", "articles", "uri"})
_NO_XML: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_DATES: Final = ("birth", "death", "existence")
_ATTRIBUTES: Final = ("type", "role", "sex")
_SLUG: Final = str.maketrans("ıİøØłŁđĐßæÆœŒ", "iioOlLdDsaAoO")


@dataclass
class Absorbed:
    """What became of the rows."""

    changes: list[DocumentChange] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    differing: int = 0


def absorb(
    documents: Sequence[Document], header: Sequence[str], rows: Iterable[Row], kind: str = "", *, update: bool = False
) -> Absorbed:
    """Take rows into the registers; `kind` is that of rows which do not say theirs and whose key is new."""
    absorber = _Absorber(documents, header, kind, update=update)
    usable = list(absorber.usable(rows))
    absorber.make_room(usable)
    for row, row_kind, key in usable:
        absorber.take(row, row_kind, key)
    return absorber.finish()


class _Absorber:
    def __init__(self, documents: Sequence[Document], header: Sequence[str], kind: str, *, update: bool) -> None:
        self._originals = list(documents)
        self._documents = list(documents)
        self._registers: Registers = read_registers(documents)[0]
        self._kind = kind
        self._update = update
        self._languages = _languages(header)
        self._header = list(header)
        self._edits: dict[int, list[Edit]] = {}
        self._made: set[str] = set()
        self._new: dict[tuple[int, int], list[tuple[str, str]]] = {}
        self._result = Absorbed()
        self._index()

    def usable(self, rows: Iterable[Row]) -> Iterator[tuple[Row, str, str]]:
        """The rows that can become entries, with their kind and key; the others are told."""
        seen: dict[str, Row] = {}
        told = False
        for row in rows:
            if not told:
                told = self._tell_unknown_columns(row)
            named, key = kind_and_key(row.cells.get("key") or _slug(self._first_name(row)))
            there = self._registers.get(key)
            kind = named or row.cells.get("kind") or self._kind or (there.kind if there else "")
            problem = self._problem(row, kind, key)
            if problem:
                self._tell(UNUSABLE_ROW, problem, row, "mend the row and import again")
            elif first := seen.get(self._registers.key_of(key, kind)):
                label = Label(first.span, "the first row with this key")
                message = f"the key `{key}` stands twice in the table"
                self._result.findings.append(Diagnostic(UNUSABLE_ROW, message, row.span, (label,), help="keep one"))
            else:
                seen[self._registers.key_of(key, kind)] = row
                yield row, kind, key

    def make_room(self, rows: Sequence[tuple[Row, str, str]]) -> None:
        """A kind without any entry gets its first through `add`, which knows how to open an empty list."""
        for row, kind, key in rows:
            if not self._registers.of_kind(kind) and self._of(kind, key) is None:
                name = self._first_name(row)
                for change in add(self._documents, kind, key, [(self._languages[0] if self._languages else "", name)]):
                    at = self._documents.index(change.document)
                    self._documents[at] = parse(Source(change.document.source.path, change.data))
                self._registers = read_registers(self._documents)[0]
                self._made.add(self._registers.key_of(key, kind))
                self._index()

    def take(self, row: Row, kind: str, key: str) -> None:
        """Add an entry, or compare the row with the one that is there."""
        entity = self._of(kind, key)
        if entity is None:
            self._add(row, kind, key)
            return
        if entity.kind != kind:
            message = f"`{key}` is {one(entity.kind)} in the register and {one(kind)} in the row"
            self._tell(CONFLICTING_DATA, message, row, "give the row another key", entity)
            return
        number, element = self._places[entity.key]
        edits = EntryEdits(self._documents[number], element, kind)
        told = len(self._result.findings)
        self._compare(row, entity, edits)
        made = list(edits.edits())
        differs = len(self._result.findings) > told
        self._edits.setdefault(number, []).extend(made)
        is_new = entity.key in self._made
        self._result.added += is_new
        self._result.changed += bool(made) and not is_new
        self._result.differing += differs
        self._result.unchanged += not (made or differs or is_new)

    def finish(self) -> Absorbed:
        """The new bytes of the documents that change."""
        for (number, at), entries_ in self._new.items():
            ordered = "".join(text for _, text in sorted(entries_))
            self._edits.setdefault(number, []).append(Edit(at, at, ordered.encode()))
        for number, document in enumerate(self._documents):
            data = apply_edits(document.source.data, self._edits.get(number, []))
            if data != self._originals[number].source.data:
                self._result.changes.append(DocumentChange(self._originals[number], data))
        return self._result

    def _index(self) -> None:
        self._places: dict[str, tuple[int, etree._Element]] = {}
        for number, document in enumerate(self._documents):
            for element in entries(document.root):
                if element.get(XML_ID):
                    key = self._registers.key_of(str(element.get(XML_ID)), LISTS[local_name(element)])
                    self._places.setdefault(key, (number, element))

    def _of(self, kind: str, key: str) -> Entity | None:
        return self._registers.get(self._registers.key_of(key, kind))

    # rows that cannot be used

    def _problem(self, row: Row, kind: str, key: str) -> str:
        if kind not in NAMES:
            return f"`{kind}` is no kind of entry" if kind else "the row does not say its kind"
        if not _KEY.match(key):
            return f"`{key}` is no key" if key else "the row has neither key nor name"
        if self._of(kind, key) is None and not self._first_name(row):
            return f"`{key}` is new and has no name"
        return _cell_problem(row) or _coordinate_problem(row)

    def _first_name(self, row: Row) -> str:
        return next((c for lang in self._languages if (c := row.cells.get(table.column("name", lang), ""))), "")

    def _tell_unknown_columns(self, row: Row) -> bool:
        known = {*table.columns(self._languages), *_MADE}
        for name in self._header:
            if name and name not in known:
                message = f"the column `{name}` is not imported"
                help_text = f"known columns: {', '.join(table.columns(self._languages or ['en']))}"
                top = Span(row.span.file, 0, 0)  # a column stands in the first line
                self._result.findings.append(Diagnostic(UNKNOWN_COLUMN, message, top, help=help_text))
        return True

    # new entries

    def _add(self, row: Row, kind: str, key: str) -> None:
        self._result.added += 1
        siblings = [
            (number, element) for number, element in self._places.values() if LISTS[local_name(element)] == kind
        ]
        before = [place for place in siblings if str(place[1].get(XML_ID)) < key]
        number, element = before[-1] if before else siblings[0]
        data = self._documents[number].source.data
        span = self._documents[number].element_span(element)
        line = data[data.rfind(b"\n", 0, span.start) + 1 : span.start]
        indent = line[: len(line) - len(line.lstrip())].decode()
        text = self._entry(row, kind, key, indent)
        if before:
            self._new.setdefault((number, span.end), []).append((key, f"\n{indent}{text}"))
        else:
            self._new.setdefault((number, span.start), []).append((key, f"{text}\n{indent}"))

    def _entry(self, row: Row, kind: str, key: str, indent: str) -> str:
        cells = row.cells
        existence = table.text_date(cells.get("existence", ""))
        attributes = [("xml:id", key), *((name, cells.get(name, "")) for name in _ATTRIBUTES)]
        if kind == "event":
            dated = {"when": existence.when, "from": existence.from_, "to": existence.to}
            attributes += [(name, value or "") for name, value in dated.items()]
        children = [name_xml(kind, name) for name in self._row_names(row)]
        dates = [(name, table.text_date(cells.get(name, ""))) for name in ("birth", "death")]
        dates += [] if kind == "event" else [(_existence_element(kind), existence)]
        children += [date_xml(name, date) for name, date in dates if date]
        if geo := _coordinates(row):
            children.append(location_xml(geo, cells.get("coordinates_cert", "")))
        children += self._texts(row)
        children += [idno_xml(type_, value) for type_, value in _identifiers(cells.get("identifiers", ""))]
        return new_entry_xml(kind, attributes, children, indent)

    def _texts(self, row: Row) -> Iterator[str]:
        """Occupation and description in each language."""
        for lang in self._languages:
            for base, element in (("occupation", "occupation"), ("description", "note")):
                if text := row.cells.get(table.column(base, lang), ""):
                    yield text_xml(element, lang, squeeze(text))

    def _row_names(self, row: Row) -> Iterator[Name]:
        for lang in self._languages:
            if text := row.cells.get(table.column("name", lang), ""):
                yield Name(squeeze(text), lang, "main")
        for value in table.split_values(row.cells.get("names", "")):
            name = table.value_name(value)
            if name.text:
                yield name

    # entries that are there

    def _compare(self, row: Row, entity: Entity, edits: EntryEdits) -> None:
        there = table.row_of(entity, self._languages)
        for name in self._header:
            cell = squeeze(row.cells.get(name, ""))
            if cell and name in there and cell != squeeze(there[name]):
                if name == "names":
                    self._take_names(row, entity, edits)
                elif name == "identifiers":
                    self._take_identifiers(row, entity, edits)
                elif name not in ("key", "kind", "latitude", "longitude", "coordinates_cert"):
                    self._take_cell(row, entity, edits, name, cell, there[name])
        self._take_coordinates(row, entity, edits)

    def _take_cell(self, row: Row, entity: Entity, edits: EntryEdits, name: str, cell: str, there: str) -> None:
        if there and not self._may_replace(row, entity, name, cell, there):
            return
        base, _, lang = name.partition("_")
        if name in _ATTRIBUTES:
            edits.set_attribute(name, cell)
        elif name in _DATES:
            self._set_date(entity, edits, name, cell)
        elif base == "name":
            found = edits.find(NAMES[entity.kind], there, lang) if there else None
            _set(edits, found, cell, name_xml(entity.kind, Name(cell, lang, "main")))
        else:
            element = "occupation" if base == "occupation" else "note"
            found = edits.find(element, there, lang) if there else None
            _set(edits, found, cell, text_xml(element, lang, cell))

    def _set_date(self, entity: Entity, edits: EntryEdits, name: str, cell: str) -> None:
        date = table.text_date(cell)
        if name == "existence" and entity.kind == "event":
            edits.set_date(edits.element, date)
            return
        element = _existence_element(entity.kind) if name == "existence" else name
        child = edits.child(element)
        if child is None:
            edits.insert(date_xml(element, date))
        else:
            edits.set_date(child, date)

    def _take_names(self, row: Row, entity: Entity, edits: EntryEdits) -> None:
        known = {(n.lang, n.text) for n in entity.names}
        for value in table.split_values(row.cells["names"]):
            name = table.value_name(value)
            if name.text and (name.lang, squeeze(name.text)) not in known:
                known.add((name.lang, squeeze(name.text)))
                edits.insert(name_xml(entity.kind, name))

    def _take_identifiers(self, row: Row, entity: Entity, edits: EntryEdits) -> None:
        known = {(i.type, i.value) for i in entity.idnos}
        by_type = {i.type: i.value for i in entity.idnos}
        for type_, value in _identifiers(row.cells["identifiers"]):
            if (type_, value) in known:
                continue
            if type_ not in by_type:
                edits.insert(idno_xml(type_, value))
            elif self._may_replace(row, entity, f"identifier {type_}", value, by_type[type_]):
                found = edits.find("idno", by_type[type_])
                _set(edits, found, value, idno_xml(type_, value))

    def _take_coordinates(self, row: Row, entity: Entity, edits: EntryEdits) -> None:
        there, new = entity.geo, _coordinates(row)
        if new is None or new == there:
            return
        if there is None:
            edits.insert(location_xml(new, row.cells.get("coordinates_cert", "")))
            return
        geo = edits.element.find(f"{tei('location')}//{tei('geo')}")
        text = f"{new[0]} {new[1]}"
        if self._may_replace(row, entity, "coordinates", text, f"{there[0]} {there[1]}") and geo is not None:
            edits.set_text(geo, text)

    def _may_replace(self, row: Row, entity: Entity, name: str, new: str, old: str) -> bool:
        if not self._update:
            message = f"{name} of `{entity.key}` is `{_short(new)}` in the row and `{_short(old)}` in the register"
            help_text = "change the row, or believe the table with --update"
            self._tell(CONFLICTING_DATA, message, row, help_text, entity)
        return self._update

    def _tell(self, code: Code, message: str, row: Row, help_text: str, entity: Entity | None = None) -> None:
        labels = (Label(entity.span, "the entry in the register"),) if entity else ()
        self._result.findings.append(Diagnostic(code, message, row.span, labels, help=help_text))


def _set(edits: EntryEdits, found: etree._Element | None, text: str, xml: str) -> None:
    if found is None:
        edits.insert(xml)
    else:
        edits.set_text(found, text)


def _languages(header: Sequence[str]) -> list[str]:
    """The languages that the columns of a table are in."""
    found: dict[str, None] = {}
    for name in header:
        base, _, lang = name.partition("_")
        if base in table.BY_LANGUAGE and name not in table.PLAIN:
            found[lang] = None
    return list(found)


def _existence_element(kind: str) -> str:
    return "floruit" if kind == "person" else "state"


def _identifiers(cell: str) -> Iterator[tuple[str, str]]:
    for value in table.split_values(cell):
        type_, equals, number = value.partition("=")
        if equals and type_.strip() and number.strip():
            yield type_.strip(), number.strip()


def _is_date(cell: str) -> bool:
    date = table.text_date(cell)
    values = [v for v in (date.when, date.from_, date.to, date.not_before, date.not_after) if v]
    return bool(values) and all(_ISO.match(v) for v in values)


def _coordinates(row: Row) -> tuple[float, float] | None:
    """What the two columns say; a decimal comma, as many spreadsheets write it, is understood."""
    return read_coordinates(f"{row.cells.get('latitude', '')} {row.cells.get('longitude', '')}")


def _cell_problem(row: Row) -> str:
    for name, cell in row.cells.items():
        if found := _NO_XML.search(cell):
            return f"the column {name} holds U+{ord(found[0]):04X}, a character that XML does not allow"
        if name in _DATES and cell and not _is_date(cell):
            return f"`{cell}` in the column {name} is no date"
    return ""


def _coordinate_problem(row: Row) -> str:
    latitude, longitude = row.cells.get("latitude", ""), row.cells.get("longitude", "")
    if not (latitude or longitude) or _coordinates(row):
        return ""
    return f"`{latitude} {longitude}` is not latitude and longitude"


def _slug(name: str) -> str:
    """A key from a name.

    >>> _slug("Kâzım Karabekir Paşa")
    'kazim-karabekir-pasa'
    """
    plain = unicodedata.normalize("NFKD", name.translate(_SLUG)).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"
