"""Which format a source has: by its content, and by its name only where content cannot tell (Markdown is text, too)."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from enum import StrEnum
from pathlib import Path
from typing import Final

from edition.diagnostics import Diagnostic, EditionError, Span
from edition.intake.codes import ENCRYPTED, UNKNOWN_FORMAT

_DAMAGES: Final = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, OSError, EOFError)
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
_BINARY: Final = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"\xd0\xcf\x11\xe0",
                  b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"MZ\x90")  # fmt: skip


_ROOT: Final = re.compile(rb"<(?:[\w.-]+:)?(TEI|article|teiCorpus|html)[\s>]", re.IGNORECASE)
_LATEX: Final = re.compile(rb"^\s*\\documentclass\b", re.MULTILINE)


class Format(StrEnum):
    """The formats that can be imported."""

    TEXT = "text"
    MARKDOWN = "markdown"
    PDF = "pdf"
    DOCX = "docx"
    JATS = "jats"
    TEI = "tei"
    ODT = "odt"
    RTF = "rtf"
    LATEX = "latex"
    EPUB = "epub"
    HTML = "html"
    ORG = "org"


_ARCHIVES: Final = (
    (b"application/vnd.oasis.opendocument.text", Format.ODT),
    (b"application/epub+zip", Format.EPUB),
)
_ROOTS: Final = {b"tei": Format.TEI, b"article": Format.JATS, b"html": Format.HTML}
_SUFFIXES: Final = {
    ".md": Format.MARKDOWN, ".markdown": Format.MARKDOWN, ".tex": Format.LATEX, ".latex": Format.LATEX,
    ".org": Format.ORG,
}  # fmt: skip

# what is imported of a folder; a file that is named is read whatever its name is
READ_OF_FOLDERS: Final = frozenset(
    (*_SUFFIXES, ".txt", ".pdf", ".docx", ".odt", ".rtf", ".epub", ".html", ".htm", ".xhtml", ".xml")
)


def sniff(path: Path, data: bytes) -> Format:
    """The format of a source."""
    if b"%PDF-" in data[:1024]:
        return Format.PDF
    if data.startswith(b"PK\x03\x04"):
        kind = _media_type(data)
        return next((format_ for name, format_ in _ARCHIVES if kind.startswith(name)), Format.DOCX)
    if data.startswith(b"{\\rtf"):
        return Format.RTF
    if data.startswith(b"\xd0\xcf\x11\xe0") and _LOCKED in data:
        message = "the document is locked with a password"
        raise EditionError(Diagnostic(ENCRYPTED, message, Span(str(path), 0, 1), help="save it without one"))
    if data.startswith(_BINARY):
        raise _unknown(path)
    return _markup(path, data) or _SUFFIXES.get(path.suffix.lower(), Format.TEXT)


def _media_type(data: bytes) -> bytes:
    """What an archive says that it holds; it may be damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("mimetype") as told:
            return told.read(200)
    except (*_DAMAGES, KeyError):
        return b""


def _markup(path: Path, data: bytes) -> Format | None:
    """The format of XML, HTML or LaTeX, by how it begins."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"<"):
        found = _ROOT.search(data[:8192])
        name = found.group(1).lower() if found else b""
        if name in _ROOTS:
            return _ROOTS[name]
        if head.lower().startswith(b"<!doctype html"):
            return Format.HTML
        if head.lower().startswith((b"<?xml", b"<!doctype")):
            raise _unknown(path)
    return Format.LATEX if _LATEX.search(data[:8192]) else None


def _unknown(path: Path) -> EditionError:
    return EditionError(
        Diagnostic(
            UNKNOWN_FORMAT,
            f"{path.name} is in no format that can be imported",
            Span(str(path), 0, 1),
            help="give a text, PDF, DOCX, Markdown, ODT, RTF, LaTeX, EPUB, HTML, Org, JATS, or TEI from GROBID",
        )
    )
