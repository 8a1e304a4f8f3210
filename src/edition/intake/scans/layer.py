"""What was read off a scan, kept beside it: of `X.pdf` in `X.ocr.pdf`, a PDF with the same pages and their words.

It is the source that the document is made from, held against and made anew from. It knows which scan it is of and in
which languages that was read, so that nothing is read twice; one that no import made is never replaced.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from edition.diagnostics import Code, Diagnostic, EditionError, Span, counted
from edition.intake.codes import ALREADY_THERE, READER_MISSING
from edition.intake.scans.codes import NOT_READ_OFF, READ_OFF
from edition.intake.scans.pages import keywords_of, pages_without_text
from edition.intake.scans.program import PROGRAM, ReaderFailed, ReaderMissing, ReadPages, read_pages

LAYER: Final = ".ocr.pdf"
_MARK: Final = "sha256:"
_LANGUAGE: Final = re.compile(r"[A-Za-z]{3}[A-Za-z_]*|script/[A-Za-z]+")  # as Tesseract names them
_MOST: Final = 12


@dataclass(frozen=True)
class Layer:
    """A source that can be read: its path, its bytes, whether they are new there, and what is told of it."""

    path: Path
    data: bytes
    new: bool = False
    findings: tuple[Diagnostic, ...] = ()


def article_stem(path: Path) -> str:
    """The name of what is made from a source: that of the scan, where the source was read off one.

    >>> article_stem(Path("letters/1920.ocr.pdf")), article_stem(Path("liman.txt"))
    ('1920', 'liman')
    """
    return path.name[: -len(LAYER)] if path.name.lower().endswith(LAYER) and path.name != LAYER else path.stem


def is_language(code: str) -> bool:
    """Whether Tesseract may have a language of that name."""
    return _LANGUAGE.fullmatch(code) is not None


def read_off(path: Path, data: bytes, languages: Sequence[str]) -> Layer:
    """The source with its words: itself where all its pages have some, else what is or was read off its pictures."""
    empty = pages_without_text(data) if data.startswith(b"%PDF") and article_stem(path) == path.stem else []
    if not empty:
        return Layer(path, data)
    layer = path.with_name(path.stem + LAYER)
    note = f"{_MARK}{hashlib.sha256(data).hexdigest()} {'+'.join(languages)}"
    before = _made_before(layer, path)
    if keywords_of(before) == note:
        return Layer(layer, before)
    read = _read(path, data, len(empty), languages, note)
    message = (
        f"{counted(len(empty), 'page')} of {path.name} had no text and {'was' if len(empty) == 1 else 'were'} read"
    )
    notes = (f"what was read is kept in {layer.name}", *(_unsure(page, words) for page, words in read.unsure))
    told = Diagnostic(READ_OFF, message, Span(str(layer), 0, 0), notes=notes, help="compare it with the pictures")
    return Layer(layer, read.data, True, (told,))


def _made_before(layer: Path, path: Path) -> bytes:
    """What an import has kept there; what somebody else has put there is refused."""
    before = layer.read_bytes() if layer.is_file() else b""
    if before and not keywords_of(before).startswith(_MARK):
        message = f"{layer.name} is there already, and was not read off {path.name} by an import"
        raise _error(ALREADY_THERE, path, message, "move it away first, or import it as it is")
    return before


def _read(path: Path, data: bytes, pages: int, languages: Sequence[str], note: str) -> ReadPages:
    try:
        return read_pages(data, pages, languages, note)
    except ReaderMissing as error:
        raise _error(READER_MISSING, path, f"its pages cannot be read: {error}", _how_to_install(languages)) from error
    except ReaderFailed as error:
        raise _error(NOT_READ_OFF, path, str(error), "look at the file; fewer pages at once take less time") from error


def _unsure(page: int, words: Sequence[str]) -> str:
    """What was hard to read on a page.

    >>> _unsure(3, ["Hafen", "5chiff"])
    'on page 3, 2 words are not sure: “Hafen”, “5chiff”'
    """
    more = f" and {len(words) - _MOST} more" if len(words) > _MOST else ""
    verb = "is" if len(words) == 1 else "are"
    shown = ", ".join(f"“{word}”" for word in words[:_MOST])
    return f"on page {page}, {counted(len(words), 'word')} {verb} not sure: {shown}{more}"


def _how_to_install(languages: Sequence[str]) -> str:
    packages = " ".join(f"tesseract-ocr-{code.lower().replace('_', '-')}" for code in languages if "/" not in code)
    return f"install {PROGRAM}, Tesseract and its languages (on Debian: {PROGRAM} {packages})"


def _error(code: Code, path: Path, message: str, advice: str) -> EditionError:
    return EditionError(Diagnostic(code, message, Span(str(path), 0, 1), help=advice))
