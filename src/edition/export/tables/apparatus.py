"""The critical apparatus as a table: a row for each reading beside the text, with its entry, place and sigla."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Final

from lxml import etree

from edition.export.corpus import Corpus
from edition.export.tables.rows import ExportTable
from edition.facts.apart import base_reading, is_variant
from edition.facts.canonical import CanonicalPlaces, canonical_places
from edition.facts.habits import ReadingHabits
from edition.markup import XML_ID, Document, all_text, append_text, local_name, reading_text, remove_keep_tail, tei
from edition.registers.tables.table import join_values

COLUMNS: Final = ("app", "article", "location", "lemma", "lemma_sigla", "lemma_sources", "lemma_note", "reading",
                  "sigla", "sources", "type", "group", "omitted", "certainty", "note")  # fmt: skip
_READINGS: Final = ("lem", "rdg")
_REMARKS: Final = ("note", "witDetail")
_BRACKETS: Final = {"surplus": ("{", "}"), "supplied": ("[", "]")}
_SIGNS: Final = ("gap", "space", "g", "graphic")  # content without letters


def has_apparatus(corpus: Corpus) -> bool:
    """Whether any text asked for has variants."""
    return any(next(d.root.iter(tei("app")), None) is not None for d in corpus.text_documents())


def apparatus_table(corpus: Corpus) -> ExportTable:
    """All entries in the order of the texts; one without a reading beside the text has a row, too."""
    wanted = corpus.selection.articles
    return ExportTable(COLUMNS, (row for d in corpus.text_documents() for row in _rows(d) if _is_wanted(row, wanted)))


def _is_wanted(row: dict[str, str], wanted: tuple[str, ...] | frozenset[str]) -> bool:
    return not wanted or row["article"] in wanted


def _rows(document: Document) -> Iterator[dict[str, str]]:
    entries = list(document.root.iter(tei("app")))
    if not entries:
        return
    article = ReadingHabits.of(document.root, None).article_id(document.root.get(XML_ID), document.source.path)
    places = canonical_places(document.root)
    table = _Entries({str(e.get(XML_ID)): e for e in document.root.iter(etree.Element) if e.get(XML_ID)})
    for number, entry in enumerate(entries, 1):
        about = {"app": entry.get(XML_ID) or str(number), "article": article, "location": _location(entry, places)}
        yield from ({**about, **row} for row in table.rows(entry))


def _location(entry: etree._Element, places: CanonicalPlaces) -> str:
    """The place that the entry names, else that in which it stands."""
    named = entry.get("loc") or (entry.get("n") if _stands_in(entry, "listApp") else None)
    return named or places.reference(entry)


@dataclass(frozen=True)
class _Entries:
    """Makes rows of the entries of one document, whose elements with an id it knows."""

    by_id: Mapping[str, etree._Element]

    def rows(self, entry: etree._Element) -> Iterator[dict[str, str]]:
        """A row for each reading beside the text."""
        own = [e for e in entry.iter(*map(tei, _READINGS)) if next(e.iterancestors(tei("app"))) is entry]
        lemma = _lemma(entry, own)
        remarks = _remarks(entry, own)
        about = {**dict.fromkeys(COLUMNS[3:], ""), **self._about(lemma, remarks)}
        readings = [e for e in own if e is not lemma]
        yield from ({**about, **self._row(reading, remarks.get(reading, ""))} for reading in readings)
        if not readings:
            yield about

    def _about(self, lemma: etree._Element | None, remarks: Mapping[etree._Element, str]) -> dict[str, str]:
        """What all rows of an entry say of its lemma."""
        if lemma is None:
            return {}
        told = {f"lemma_{k}" if k else "lemma": v for k, v in self._told(lemma).items()}
        return {**told, "lemma_note": remarks.get(lemma, "")}

    def _told(self, reading: etree._Element) -> dict[str, str]:
        """Words, witnesses and sources of a reading."""
        return {
            "": _words(reading),
            "sigla": self._names(reading, ("wit",)),
            "sources": self._names(reading, ("source", "resp")),
        }

    def _row(self, reading: etree._Element, note: str) -> dict[str, str]:
        told = self._told(reading)
        grouped = _group(reading)
        is_empty = not told[""] and not any(True for _ in reading.iter(*map(tei, _SIGNS)))
        return {
            "reading": told[""], "sigla": told["sigla"], "sources": told["sources"], "type": reading.get("type", ""),
            "group": "" if grouped is None else grouped.get("type", ""), "omitted": "yes" if is_empty else "",
            "certainty": reading.get("cert", ""), "note": note,
        }  # fmt: skip

    def _names(self, reading: etree._Element, attributes: tuple[str, ...]) -> str:
        """Witnesses or sources by their sigla; those of a group stand for a reading that names none."""
        grouped = _group(reading)
        found: dict[str, None] = {}
        for name in attributes:
            value = reading.get(name) or (None if grouped is None else grouped.get(name))
            for pointer in (value or "").split():
                found[self._siglum(pointer)] = None
        return join_values(found)

    def _siglum(self, pointer: str) -> str:
        """The siglum of a witness, else what the pointer says."""
        id_ = pointer.rpartition("#")[2]
        declared = self.by_id.get(id_)
        for child in () if declared is None else declared.iterchildren(tei("abbr"), tei("idno")):
            if child.get("type") == "siglum":
                return all_text(child)
        number = "" if declared is None or local_name(declared) != "witness" else declared.get("n", "")
        return number if number and len(number) <= len(id_) else id_


def _lemma(entry: etree._Element, own: list[etree._Element]) -> etree._Element | None:
    """What stands in the text, or what the entry names of a text elsewhere."""
    base = base_reading(entry)
    return base if base is not None else next((e for e in own if local_name(e) == "lem"), None)


def _stands_in(element: etree._Element, *names: str) -> bool:
    parent = element.getparent()
    return parent is not None and local_name(parent) in names


def _group(reading: etree._Element) -> etree._Element | None:
    return reading.getparent() if _stands_in(reading, "rdgGrp") else None


def _words(reading: etree._Element) -> str:
    """What it reads: of variants within it the one that is the text; what is deleted or supplied in its brackets."""
    copy = deepcopy(reading)
    for other in [e for e in copy.iter(*map(tei, _READINGS)) if e is not copy and is_variant(e)]:
        remove_keep_tail(other)
    for element in copy.iter(*map(tei, _BRACKETS)):
        before, behind = _BRACKETS[local_name(element)]
        element.text = before + (element.text or "")
        append_text(element, behind)
    return reading_text(copy)


def _remarks(entry: etree._Element, readings: list[etree._Element]) -> dict[etree._Element, str]:
    """What the editor says of each reading: of the one that a note names, else of the one before it."""
    by_id = {e.get(XML_ID): e for e in readings if e.get(XML_ID)}
    out: dict[etree._Element, str] = {}
    last = readings[0] if readings else None
    for element in entry.iter(*map(tei, (*_READINGS, *_REMARKS))):
        if local_name(element) in _READINGS:
            last = element if element in readings else last
        elif _stands_in(element, "app", "rdgGrp"):
            about = by_id.get(element.get("target", "").lstrip("#"), last)
            if about is not None:
                out[about] = " ".join(filter(None, (out.get(about, ""), all_text(element))))
    return out
