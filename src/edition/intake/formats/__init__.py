"""Readers of the formats besides plain text: each gives a `SourceReading` with the source's text and its flow."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from edition.intake.corrections import Corrections
from edition.intake.formats.sniff import Format

if TYPE_CHECKING:
    from edition.intake.reading import SourceReading


def read_format(format_: Format, path: Path, data: bytes, corrections: Corrections) -> SourceReading:
    """Read a source of a known format; the readers are imported when they are needed."""
    if format_ is Format.PDF:
        from edition.intake.formats.pdf import read_pdf

        return read_pdf(path, data, corrections)
    if format_ is Format.DOCX:
        from edition.intake.formats.docx import read_docx

        return read_docx(path, data)
    if format_ not in (Format.TEI, Format.JATS):
        from edition.intake.formats.others import read_other

        return read_other(format_, path, data)
    from edition.intake.formats.xml import read_xml

    return read_xml(format_, path, data)
