"""XLSX by XlsxWriter: every cell is text, so nothing runs; row by row, with fixed dates inside the file."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import BinaryIO, Final

from edition.export.corpus import Corpus
from edition.export.extras import library
from edition.export.tables.rows import Table

_FIXED: Final = datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC)
_LONGEST: Final = 60


def xlsx_writer(table: Callable[[Corpus], Table], sheet: str) -> Callable[[Corpus, BinaryIO], None]:
    """A writer of one sheet, its header frozen and filtered."""

    def write(corpus: Corpus, file: BinaryIO) -> None:
        found = table(corpus)
        book = library("xlsxwriter", "xlsx").Workbook(file, {"constant_memory": True, "in_memory": False})
        book.set_properties({"title": corpus.title(), "created": _FIXED})
        page = book.add_worksheet(sheet)
        bold = book.add_format({"bold": True})
        page.freeze_panes(1, 1)
        last = 0
        for number, name in enumerate(found.columns):
            page.set_column(number, number, min(_LONGEST, len(name) + 8))
            page.write_string(0, number, name, bold)
        for last, row in enumerate(found.rows, 1):
            for number, name in enumerate(found.columns):
                if row[name]:
                    page.write_string(last, number, row[name])
        page.autofilter(0, 0, last, len(found.columns) - 1)
        book.close()

    return write
