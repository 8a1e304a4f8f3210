"""PDF: its pages laid out, its styles learnt, its text put together; the account is drawn from pdfium's own text.

Takes a PDF's bytes, gives a `SourceReading`. Refuses what is locked, damaged, too large or without text; tells of pages
that are pictures without any.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import pypdfium2 as pdfium

from edition.diagnostics import Code, Diagnostic, EditionError, Span, counted
from edition.intake.codes import DAMAGED_FILE, EMPTY_SOURCE, ENCRYPTED, TOO_LARGE
from edition.intake.corrections import Corrections
from edition.intake.layout.model import PdfSource
from edition.intake.layout.pdfium import TooMuch, read_source
from edition.intake.opening.meta import read_meta
from edition.intake.reading import SourceReading
from edition.intake.scans.codes import PAGE_WITHOUT_TEXT
from edition.intake.scans.layer import article_stem
from edition.intake.styled.assembly import read_styled

MAX_BYTES: Final = 64 * 1024 * 1024
MAX_PAGES: Final = 2000
MAX_CHARS: Final = 16 * 1024 * 1024
_READ_THEM: Final = "with --ocr they are read by ocrmypdf and Tesseract, where these are installed"


def read_pdf(path: Path, data: bytes, corrections: Corrections) -> SourceReading:
    """Read a PDF."""
    if len(data) > MAX_BYTES:
        raise _error(TOO_LARGE, path, f"the PDF has {len(data) // 2**20} MB", "cut it into its articles")
    source = _source(path, data)
    if not any(c.isalnum() for c in source.witness):
        message = f"the PDF has no text on any of its {counted(len(source.sheets), 'page')}: they are pictures"
        raise _error(EMPTY_SOURCE, path, message, _READ_THEM)
    try:
        made = read_styled(source, corrections, article_stem(path))
        meta = read_meta(made.parts, made.pages, made.flow, source)
    except (RecursionError, ArithmeticError) as error:  # letters of no size, or a thousand miles beside the page
        message = "the places of its letters make no page"
        raise _error(DAMAGED_FILE, path, message, "print it into a new PDF") from error
    return SourceReading(
        made.text, made.flow, meta, made.doubts, structured=True, witness=source.witness, files=made.files,
        left_out=made.left_out, paged=True, findings=tuple(_without_text(path, source)),
        read_off=source.made_by if any(sheet.scan and sheet.lines for sheet in source.sheets) else None,
    )  # fmt: skip


def _without_text(path: Path, source: PdfSource) -> Iterator[Diagnostic]:
    """The pages that are pictures without a word, all in one finding."""
    pages = [sheet.number + 1 for sheet in source.sheets if sheet.scan and not sheet.lines]
    if pages:
        one = len(pages) == 1
        message = f"{'page' if one else 'pages'} {shown_pages(pages)} of the file {'has' if one else 'have'} no text"
        notes = ("what is written there is in no part of the document; pb leads to the picture",)
        yield Diagnostic(PAGE_WITHOUT_TEXT, message, Span(str(path), 0, 0), notes=notes, help=_READ_THEM)


def shown_pages(pages: Sequence[int]) -> str:
    """Numbers of pages, those that follow each other as a range.

    >>> shown_pages([2, 5, 6, 7])
    '2, 5–7'
    """
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)


def _source(path: Path, data: bytes) -> PdfSource:
    try:
        return read_source(data, MAX_PAGES, MAX_CHARS)
    except TooMuch as error:
        raise _error(TOO_LARGE, path, str(error), "cut it into its articles") from error
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise _error(ENCRYPTED, path, "the PDF is locked with a password", "save it without one") from error
        raise _error(DAMAGED_FILE, path, f"the PDF cannot be read: {error}", "get the file again") from error
    except (ValueError, ArithmeticError, IndexError, KeyError, RecursionError, OSError) as error:
        message = f"the PDF cannot be read: sizes or places in it are beyond reason ({error})"
        raise _error(DAMAGED_FILE, path, message, "print it into a new PDF") from error


def _error(code: Code, path: Path, message: str, advice: str) -> EditionError:
    return EditionError(Diagnostic(code, message, Span(str(path), 0, 1), help=advice))
