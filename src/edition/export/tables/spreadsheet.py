"""XLSX by XlsxWriter: numbers where a column counts or measures, else text, so nothing runs; fixed dates inside."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any, BinaryIO, Final

from edition.diagnostics import Diagnostic, EditionError
from edition.export.codes import TOO_LARGE
from edition.export.corpus import Corpus
from edition.export.extras import library
from edition.export.tables.rows import ExportTable

_FIXED: Final = datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC)
_WIDEST: Final = 60
_LONGEST: Final = 32_767  # characters of a cell, and rows of a sheet, that spreadsheets take
_MOST: Final = 1_048_576
_NUMBERS: Final = frozenset({"mentions", "possible_mentions", "latitude", "longitude"})


def xlsx_writer(table: Callable[[Corpus], ExportTable], sheet: str) -> Callable[[Corpus, BinaryIO], None]:
    """A writer of one sheet, its header frozen and filtered."""

    def write(corpus: Corpus, file: BinaryIO) -> None:
        found = table(corpus)
        whole = BytesIO()  # on a full disk the archive itself would be closed twice, and say so
        book = library("xlsxwriter", "xlsx").Workbook(whole, {"constant_memory": True, "in_memory": False})
        book.set_properties({"title": corpus.title(), "created": _FIXED})
        page = book.add_worksheet(sheet)
        bold = book.add_format({"bold": True})
        page.freeze_panes(1, 1)
        for number, name in enumerate(found.columns):
            page.set_column(number, number, min(_WIDEST, len(name) + 8))
            page.write_string(0, number, name, bold)
        last = _write_rows(corpus, page, found)
        page.autofilter(0, 0, last, len(found.columns) - 1)
        book.close()
        file.write(whole.getbuffer())

    return write


def _write_rows(corpus: Corpus, page: Any, table: ExportTable) -> int:
    """Write all rows and give the number of the last; what a spreadsheet cannot take is told."""
    last = 0
    for last, row in enumerate(table.rows, 1):
        if last >= _MOST:
            help_text = "choose a part with --kind or --min-mentions, or take the CSV"
            raise EditionError(Diagnostic(TOO_LARGE, f"a spreadsheet has at most {_MOST:,} rows", help=help_text))
        for number, name in enumerate(table.columns):
            cell = row[name]
            if cell and name in _NUMBERS:
                page.write_number(last, number, float(cell))
            elif cell:
                page.write_string(last, number, _fitting(corpus, row, name))
    return last


def _fitting(corpus: Corpus, row: Mapping[str, str], name: str) -> str:
    """A cell as long as spreadsheets take it; the CSV has all of it."""
    cell = row[name]
    if len(cell) <= _LONGEST:
        return cell
    message = f"{name} of `{row['key']}` has {len(cell):,} characters, and a cell of a spreadsheet {_LONGEST:,}"
    corpus.findings.append(Diagnostic(TOO_LARGE, message, help="take the CSV, which has all of it"))
    return cell[: _LONGEST - 1] + "…"
