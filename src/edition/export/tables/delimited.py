"""CSV (RFC 4180, UTF-8) and TSV, written row by row; no cell runs as a formula in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
from typing import BinaryIO, Final

from edition.export.corpus import Corpus
from edition.export.streams import text_stream
from edition.export.tables.rows import ExportTable
from edition.registers.tables.table import neutral

_MARK: Final = "\ufeff"  # by this Excel knows that a CSV file is UTF-8


def csv_writer(table: Callable[[Corpus], ExportTable]) -> Callable[[Corpus, BinaryIO], None]:
    """A writer of CSV for a table."""

    def write(corpus: Corpus, file: BinaryIO) -> None:
        _write(corpus, file, table(corpus), ",")

    return write


def tsv_writer(table: Callable[[Corpus], ExportTable]) -> Callable[[Corpus, BinaryIO], None]:
    """A writer of the same, parted by tabs."""

    def write(corpus: Corpus, file: BinaryIO) -> None:
        _write(corpus, file, table(corpus), "\t")

    return write


def _write(corpus: Corpus, file: BinaryIO, table: ExportTable, delimiter: str) -> None:
    with text_stream(file) as stream:
        if corpus.excel:
            stream.write(_MARK)
        writer = csv.writer(stream, delimiter=delimiter, lineterminator="\r\n")
        writer.writerow(table.columns)
        writer.writerows(_cells(table.columns, table.rows))


def _cells(columns: Iterable[str], rows: Iterable[Mapping[str, str]]) -> Iterable[list[str]]:
    columns = list(columns)
    return ([neutral(row[name]) for name in columns] for row in rows)
