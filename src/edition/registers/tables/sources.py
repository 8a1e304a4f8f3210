"""What is imported, as rows: a table, or the lists of another edition's TEI."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from typing import Final

from edition.diagnostics import Diagnostic, EditionError, Span
from edition.markup import Source, local_name, parse
from edition.registers.codes import LEFT_OUT, UNUSABLE_ROW
from edition.registers.model import Entity
from edition.registers.read import entries, read_registers
from edition.registers.tables.entry import NAMES
from edition.registers.tables.table import Row, columns, read_rows, row_of

_KNOWN: Final = {*NAMES.values(), "birth", "death", "floruit", "occupation", "note", "desc", "idno", "location",
                 "state",
                 "person", "place", "org", "event", "settlement", "country", "region", "geogName", "district",
                 "name", "label", "head"}  # fmt: skip


def read_table(path: str, data: bytes) -> tuple[list[str], list[Row]]:
    """The header and the rows of a CSV or TSV file."""
    try:
        header, rows = read_rows(path, data)
    except csv.Error as error:  # a cell that is longer than any, mostly since a quotation mark is not closed
        help_text = "look for a quotation mark that is not closed"
        message = f"the table cannot be read: {error}"
        raise EditionError(Diagnostic(UNUSABLE_ROW, message, Span(path, 0, 1), help=help_text)) from error
    except UnicodeDecodeError as error:
        span = Span(path, error.start, error.end)
        help_text = "save the table as CSV in UTF-8"
        raise EditionError(Diagnostic(UNUSABLE_ROW, "the table is not UTF-8", span, help=help_text)) from error
    _check_shape(path, header, rows)
    return header, rows


def _check_shape(path: str, header: list[str], rows: list[Row]) -> None:
    """Refuse a table that says nothing, or two things in columns of one name, of which one would be lost."""
    top = Span(path, 0, 1)
    twice = [name for name, times in Counter(header).items() if name and times > 1]
    if twice:
        named = ", ".join(f"`{name}`" for name in twice)
        help_text = "put both into one cell, parted by ` | `, or take one out"
        raise EditionError(Diagnostic(UNUSABLE_ROW, f"more than one column is called {named}", top, help=help_text))
    if not rows:
        message = "the table has no row behind its first line, which names the columns"
        raise EditionError(Diagnostic(UNUSABLE_ROW, message, top, help="add the entries, one a row"))


def read_tei(source: Source) -> tuple[list[str], list[Row], list[Diagnostic]]:
    """The entries of TEI lists as rows, and what a row has no place for."""
    document = parse(source)
    registers, found = read_registers([document])
    wanted = [e for e in registers.entities.values() if e.kind in NAMES]
    languages = sorted({lang for entity in wanted for lang in _languages(entity)})
    rows = [Row(row_of(entity, languages), entity.span) for entity in wanted]
    lost = Counter(
        local_name(child)
        for element in entries(document.root)
        if local_name(element) in NAMES
        for child in element
        if local_name(child) and local_name(child) not in _KNOWN
    )
    for name, number in sorted(lost.items()):
        message = f"{number} {name} elements of the entries are not imported"
        found.append(Diagnostic(LEFT_OUT, message, document.span(document.root), help="copy them by hand where needed"))
    return columns(languages), rows, found


def _languages(entity: Entity) -> Sequence[str]:
    notes = (*entity.notes, *entity.occupations)
    return [n.lang for n in entity.names] + [n.lang for n in notes]
