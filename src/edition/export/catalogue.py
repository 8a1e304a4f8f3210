"""Every kind of export and every format of it: the one list for the command line, `all` and the documentation."""

from __future__ import annotations

import errno
import sqlite3
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Final

from edition.diagnostics import Diagnostic, EditionError
from edition.export.annotations import conll, conllu, spacy, standoff, web_annotation
from edition.export.apis import dts, iiif, oai
from edition.export.codes import UNKNOWN_FORMAT
from edition.export.corpus import Corpus
from edition.export.entries import beacon, calendar, cmif, tei
from edition.export.graphs import cidoc, edges, network, schema_org
from edition.export.maps import geojson, journeys, kml, linked_places
from edition.export.selection import nearest
from edition.export.tables import accounts, apparatus, database, delimited, records, rows, spreadsheet
from edition.export.texts import book, joined, markdown, printed, running
from edition.export.works import bibtex, csl, ris
from edition.markup import open_for_write
from edition.registers.parts.journeys import journeys_of

# what SQLite says where its temporary files find no room
_NO_ROOM: Final = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN)
_ENTITIES: Final = {"persons": "person", "organisations": "org", "places": "place"}


@dataclass(frozen=True)
class ExportFormat:
    """A format of a kind: `write` makes a file, or a folder where `suffix` is empty."""

    kind: str
    name: str
    suffix: str
    sentence: str
    write: Callable[[Corpus, Path], None]
    volumes: Callable[[Corpus], int] = lambda _: 1  # how many files it becomes; they are numbered, where it is not one

    @property
    def file_name(self) -> str:
        """The name in the folder of all exports."""
        return f"{self.kind}{self.suffix}" if self.suffix else self.name

    def files(self, corpus: Corpus, path: Path) -> list[Path]:
        """The files that it becomes where one file would have this name."""
        count = self.volumes(corpus)
        return [path] if count < 2 else [volume(path, number) for number in range(1, count + 1)]


def volume(path: Path, number: int) -> Path:
    """One of several files.

    >>> volume(Path("texts.pdf"), 2).name
    'texts-2.pdf'
    """
    return path.with_name(f"{path.stem}-{number}{path.suffix}")


def find_format(kind: str, name: str = "") -> ExportFormat:
    """A format by its kind and name; the first of the kind where none is named."""
    found = next((f for f in FORMATS if f.kind == kind and name in ("", f.name)), None)
    if found:
        return found
    kinds = list(dict.fromkeys(f.kind for f in FORMATS))
    if kind not in kinds:
        help_text = nearest(kind, [*kinds, "all"]) or f"known kinds: {', '.join(kinds)}, all"
        raise EditionError(Diagnostic(UNKNOWN_FORMAT, f"there is no export of `{kind}`", help=help_text))
    names = [f.name for f in FORMATS if f.kind == kind]
    message = f"{kind} cannot be had as `{name}`"
    help_text = " ".join(filter(None, (nearest(name, names), f"formats of {kind}: {', '.join(names)}")))
    raise EditionError(Diagnostic(UNKNOWN_FORMAT, message, help=help_text))


def _file(write: Callable[[Corpus, BinaryIO], None]) -> Callable[[Corpus, Path], None]:
    def write_path(corpus: Corpus, path: Path) -> None:
        with open_for_write(path) as file:
            try:
                write(corpus, file)
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF not in _NO_ROOM:
                    raise
                raise OSError(errno.ENOSPC, f"{error} (temporary files lie in {tempfile.gettempdir()})") from error

    return write_path


def _where(there: Callable[[Corpus], object], form: ExportFormat) -> ExportFormat:
    """A format of which nothing is written where the registers have nothing of its kind."""

    def write(corpus: Corpus, path: Path) -> None:
        if there(corpus):
            form.write(corpus, path)

    return replace(form, write=write)


def _one(kind: str, name: str, suffix: str, sentence: str, write: Callable[[Corpus, BinaryIO], None]) -> ExportFormat:
    return ExportFormat(kind, name, suffix, sentence, _file(write))


def _tables(kind: str, table: Callable[[Corpus], rows.ExportTable], what: str) -> list[ExportFormat]:
    return [
        _one(kind, "csv", ".csv", f"{what} as a table (CSV, RFC 4180, UTF-8).", delimited.csv_writer(table)),
        _one(kind, "tsv", ".tsv", f"{what} as a table parted by tabs.", delimited.tsv_writer(table)),
    ]


def _entities(kind: str, entity: str) -> list[ExportFormat]:
    table = rows.entity_table(entity)
    what = f"The register of {kind}"
    return [
        *_tables(kind, table, what),
        _one(kind, "xlsx", ".xlsx", f"{what} as a spreadsheet.", spreadsheet.xlsx_writer(table, kind)),
        _one(kind, "json", ".json", f"{what} with names, notes and ties.", records.entity_json(entity)),
        _one(kind, "jsonld", ".jsonld", f"{what} for search engines (schema.org).", schema_org.json_ld_writer(entity)),
        _one(kind, "turtle", ".ttl", f"{what} as linked data (CIDOC CRM).", cidoc.turtle_writer(entity)),
        _one(kind, "tei", ".xml", f"{what} as one TEI list.", tei.tei_writer(entity)),
        ExportFormat(
            kind, "beacon", ".beacon.txt", f"{what}: which authority records have a page.", beacon.beacon_writer(entity)
        ),
    ]


_MAPS: Final = [
    _one("places", "geojson", ".geojson", "The places for maps (GeoJSON).", geojson.write_geojson),
    _one(
        "places",
        "lpf",
        ".lpf.json",
        "The places for gazetteers (Linked Places 1.2).",
        linked_places.write_linked_places,
    ),
    _one("places", "kml", ".kml", "The places for globes and map programs (KML).", kml.write_kml),
]
_TIMES: Final = [
    *_tables("dates", rows.date_table, "Every date of the articles"),
    _one(
        "dates", "json", ".json", "Every date of the articles with its sentence.", records.table_json(rows.date_table)
    ),
    _one("dates", "ics", ".ics", "Every full day that the articles name, for calendars.", calendar.write_dates),
    _one("dates", "jsonld", ".jsonld", "The dated sentences as linked data.", schema_org.write_dates),
    *_tables("events", rows.entity_table("event"), "The register of events"),
    _one("events", "json", ".json", "The register of events with names, notes and ties.", records.entity_json("event")),
    _one("events", "ics", ".ics", "The events dated to the day, for calendars.", calendar.write_events),
    _one("events", "jsonld", ".jsonld", "The register of events (schema.org).", schema_org.json_ld_writer("event")),
    _one(
        "events", "turtle", ".ttl", "The register of events as linked data (CIDOC CRM).", cidoc.turtle_writer("event")
    ),
    _one("events", "tei", ".xml", "The register of events as one TEI list.", tei.tei_writer("event")),
]
_MENTIONS: Final = [
    *_tables("mentions", rows.mention_table, "Every mention with its sentence"),
    _one(
        "mentions", "jsonld", ".jsonld", "Every mention as a W3C Web Annotation.", web_annotation.write_web_annotations
    ),
    _one("mentions", "json", ".json", "The texts with mentions as offsets.", standoff.write_standoff),
    _one("mentions", "conll", ".conll", "The texts word by word with IOB2 tags.", conll.write_conll),
    _one("mentions", "conllu", ".conllu", "The texts word by word (CoNLL-U).", conllu.write_conllu),
    _one("mentions", "spacy", ".spacy.json", "The texts as spaCy documents.", spacy.write_spacy),
]
_PRINTED: Final[ExportFormat] = ExportFormat(
    "texts",
    "pdf",
    ".pdf",
    "The articles for printing (PDF).",
    lambda corpus, path: printed.write_pdf(corpus, _PRINTED.files(corpus, path)),
    printed.volumes,
)
_TEXTS: Final = [
    _one("texts", "txt", ".txt", "The articles as plain text.", running.write_text),
    _one("texts", "markdown", ".md", "The articles as Markdown with footnotes.", markdown.write_markdown),
    _one("texts", "json", ".json", "The articles paragraph by paragraph.", running.write_paragraphs),
    _one("texts", "epub", ".epub", "The articles as a book for readers (EPUB 3).", book.write_epub),
    _PRINTED,
    _one("texts", "tei", ".xml", "The articles with their register entries in one TEI file.", joined.write_joined),
]
_WORKS: Final = [
    _one("bibliography", "bibtex", ".bib", "The works cited for LaTeX.", bibtex.write_bibtex),
    _one("bibliography", "csl", ".csl.json", "The works cited for Zotero and pandoc.", csl.write_csl),
    _one("bibliography", "ris", ".ris", "The works cited for EndNote and Citavi.", ris.write_ris),
]
_NETWORK: Final = [
    _one(
        "network",
        "csv",
        ".edges.csv",
        "Who is tied to whom, as a list of edges.",
        delimited.csv_writer(edges.edge_table),
    ),
    _one("network", "graphml", ".graphml", "The network of entities (GraphML).", network.write_graphml),
    _one("network", "gexf", ".gexf", "The network of entities for Gephi.", network.write_gexf),
]
_APIS: Final = [
    ExportFormat("apis", "dts", "", "Texts and their citable units (Distributed Text Services 1.0).", dts.write_dts),
    ExportFormat("apis", "oai", "", "Records for harvesters (OAI-PMH 2.0 answers).", oai.write_oai),
    ExportFormat(
        "apis", "iiif", "", "Page images, where the articles have them (IIIF Presentation 3.0).", iiif.write_iiif
    ),
]
_EVERYTHING: Final = [
    _one("everything", "sqlite", ".sqlite", "Everything in one database with search (SQLite).", database.write_sqlite),
]
_LETTERS: Final = (
    _one(
        "letters",
        "cmif",
        ".cmif.xml",
        "Who wrote to whom, when and from where (CMIF 2).",
        cmif.write_cmif,
    ),
)
_JOURNEYS: Final = _one(
    "journeys", "geojson", ".geojson", "Journeys as lines with their stages (GeoJSON).", journeys.write_journeys
)
_APPARATUS: Final = [
    _where(apparatus.has_apparatus, f)
    for f in _tables("apparatus", apparatus.apparatus_table, "The readings of the critical apparatus")
]
_SURVEYS: Final = [
    *(_where(accounts.has_accounts, f) for f in _tables("accounts", accounts.account_table, "What each article says")),
    *(_where(accounts.has_amounts, f) for f in _tables("amounts", accounts.amount_table, "Money and goods given")),
    _where(lambda corpus: journeys_of(corpus.registers), _JOURNEYS),
    *(_where(lambda c: c.registers.terms, f) for f in _tables("glossary", accounts.term_table, "Words explained")),
]
FORMATS: Final[tuple[ExportFormat, ...]] = (
    *(f for kind, entity in _ENTITIES.items() for f in _entities(kind, entity)),
    *_MAPS,
    *_TIMES,
    *_LETTERS,
    *_MENTIONS,
    *_TEXTS,
    *_APPARATUS,
    *_WORKS,
    *_NETWORK,
    *_SURVEYS,
    *_APIS,
    *_EVERYTHING,
)
