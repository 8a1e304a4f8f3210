"""Which format a source has: by its content, and by its name only where content cannot tell (Markdown is text, too)."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path
from typing import Final

from edition.diagnostics import Diagnostic, EditionError, Span
from edition.intake.codes import ENCRYPTED, UNKNOWN_FORMAT

_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
_BINARY: Final = (b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"\xd0\xcf\x11\xe0",
                  b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"MZ\x90")  # fmt: skip


class Format(StrEnum):
    """The formats that can be imported."""

    TEXT = "text"
    MARKDOWN = "markdown"
    PDF = "pdf"
    DOCX = "docx"
    JATS = "jats"
    TEI = "tei"


def sniff(path: Path, data: bytes) -> Format:
    """The format of a source."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"%PDF-" in data[:1024]:
        return Format.PDF
    if data.startswith(b"PK\x03\x04"):
        return Format.DOCX
    if data.startswith(b"\xd0\xcf\x11\xe0") and _LOCKED in data:
        message = "the document is locked with a password"
        raise EditionError(Diagnostic(ENCRYPTED, message, Span(str(path), 0, 1), help="save it without one"))
    if data.startswith(_BINARY):
        raise _unknown(path)
    if head.startswith(b"<"):
        found = re.search(rb"<(?:[\w.-]+:)?(TEI|article|teiCorpus)[\s>]", data[:8192])
        if found and found.group(1) == b"TEI":
            return Format.TEI
        if found and found.group(1) == b"article":
            return Format.JATS
        if head.lower().startswith((b"<?xml", b"<!doctype", b"<html")):
            raise _unknown(path)
    return Format.MARKDOWN if path.suffix.lower() in (".md", ".markdown") else Format.TEXT


def _unknown(path: Path) -> EditionError:
    return EditionError(
        Diagnostic(
            UNKNOWN_FORMAT,
            f"{path.name} is in no format that can be imported",
            Span(str(path), 0, 1),
            help="give a text, a PDF, a DOCX, Markdown, JATS, or TEI from GROBID",
        )
    )
