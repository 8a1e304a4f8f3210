"""PDF: its pages laid out, its styles learnt, its text put together; the account is drawn from pdfium's own text.

Takes a PDF's bytes, gives a `SourceReading`. Refuses what is locked, damaged, too large or without text.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pypdfium2 as pdfium

from edition.diagnostics import Code, Diagnostic, EditionError, Span
from edition.intake.codes import DAMAGED_FILE, EMPTY_SOURCE, ENCRYPTED, TOO_LARGE
from edition.intake.corrections import Corrections
from edition.intake.layout.model import PdfSource
from edition.intake.layout.pdfium import TooMuch, read_source
from edition.intake.opening.meta import read_meta
from edition.intake.reading import SourceReading
from edition.intake.styled.assembly import read_styled

MAX_BYTES: Final = 64 * 1024 * 1024
MAX_PAGES: Final = 2000
MAX_CHARS: Final = 16 * 1024 * 1024


def read_pdf(path: Path, data: bytes, corrections: Corrections) -> SourceReading:
    """Read a PDF."""
    if len(data) > MAX_BYTES:
        raise _error(TOO_LARGE, path, f"the PDF has {len(data) // 2**20} MB", "cut it into its articles")
    source = _source(path, data)
    if not any(c.isalnum() for c in source.witness):
        raise _error(EMPTY_SOURCE, path, "the PDF has no text; its pages are pictures", "run a text recognition on it")
    try:
        made = read_styled(source, corrections, path.stem)
        meta = read_meta(made.parts, made.pages, made.flow, source)
    except (RecursionError, ArithmeticError) as error:  # letters of no size, or a thousand miles beside the page
        message = "the places of its letters make no page"
        raise _error(DAMAGED_FILE, path, message, "print it into a new PDF") from error
    return SourceReading(
        made.text, made.flow, meta, made.doubts, structured=True, witness=source.witness, files=made.files,
        left_out=made.left_out, paged=True,
    )  # fmt: skip


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
