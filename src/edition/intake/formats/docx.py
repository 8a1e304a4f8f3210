"""DOCX: headings, notes, looks, links, lists, tables, pictures and metadata from the document's own structure.

Takes a DOCX's bytes, gives a `SourceReading`; the account is held against every text node of the archive. The archive
is measured before anything is unpacked.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Final

from lxml import etree

from edition.diagnostics import Code, Diagnostic, EditionError, Span
from edition.intake.codes import (
    DAMAGED_FILE,
    EMPTY_SOURCE,
    ENCRYPTED,
    FORMULA_AS_TEXT,
    SUSPICIOUS_ARCHIVE,
    UNKNOWN_FORMAT,
)
from edition.intake.content import ReadingOrder
from edition.intake.reading import SourceReading
from edition.intake.signs.people import Person, is_name
from edition.intake.tei.header import Meta, Spare
from edition.intake.word.package import MAIN, Package
from edition.intake.word.reader import Reader
from edition.intake.word.witness import WordWitness
from edition.markup import local_name

MAX_UNPACKED: Final = 256 * 1024 * 1024
MAX_FILES: Final = 5000
_DAMAGES: Final = (
    *(zipfile.BadZipFile, etree.LxmlError, zlib.error, struct.error, OSError, EOFError),
    *(KeyError, IndexError, ValueError, TypeError, AttributeError, AssertionError, NotImplementedError, RecursionError),
)  # whatever a damaged file makes its readers raise


def read_docx(path: Path, data: bytes) -> SourceReading:
    """Read a DOCX."""
    guard_archive(path, data)
    try:
        package = Package(data)
        root = package.xml(MAIN)
        assert root is not None
        reader = Reader(package, path.stem)
        nodes = reader.read(root)
        witness = WordWitness(package)
        findings = [*witness.findings(path), *_formulas(reader, path)]
        meta = _meta(reader, package)
    except _DAMAGES as error:
        raise _error(DAMAGED_FILE, path, f"the DOCX cannot be read: {error}", "save it again") from error
    if not any(c.isalnum() for c in witness.text):
        raise _error(EMPTY_SOURCE, path, "the document has no letter", "check that this is the right file")
    return SourceReading(
        "", ReadingOrder(nodes, tuple(reader.notes)), meta, findings=tuple(findings), structured=True,
        witness=witness.text, files=tuple(reader.files),
    )  # fmt: skip


def guard_archive(path: Path, data: bytes) -> None:
    """Refuse an archive that unpacks to far more than a document has, is locked, or is no document."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise _error(DAMAGED_FILE, path, f"the archive cannot be read: {error}", "save the document again") from error
    total = sum(entry.file_size for entry in entries)
    if total > MAX_UNPACKED or len(entries) > MAX_FILES or total > 200 * len(data) + 1024 * 1024:
        message = f"the archive of {len(data):,} bytes would unpack to {total:,} bytes in {len(entries):,} files"
        raise _error(SUSPICIOUS_ARCHIVE, path, message, "save the document again with a word processor")
    if any(entry.flag_bits & 1 for entry in entries):
        raise _error(ENCRYPTED, path, "the archive is locked with a password", "save it without one")
    if not any(entry.filename == "word/document.xml" for entry in entries):
        raise _error(UNKNOWN_FORMAT, path, "the archive holds no Word document", "save it as DOCX")


def _properties(package: Package) -> dict[str, str]:
    """The file's own title, creator and keywords."""
    root = package.xml("docProps/core.xml")
    found = root if root is not None else ()
    return {local_name(each): " ".join((each.text or "").split()) for each in found}


def _meta(reader: Reader, package: Package) -> Meta:
    """What the styles tell, and for what the text does not tell, the file's properties."""
    told = _properties(package)
    terms = tuple(term.strip() for term in re.split("[,;]", told.get("keywords", "")) if term.strip())
    people = tuple(Person(name.strip()) for name in told.get("creator", "").split(";") if is_name(name.strip()))
    spare = Spare(told.get("title", ""), people, terms)
    return Meta(people=tuple(reader.people), subtitle=reader.subtitle, spare=spare)


def _formulas(reader: Reader, path: Path) -> list[Diagnostic]:
    if not reader.formulas:
        return []
    message = f"{reader.formulas} formulas were taken over as their letters, without their form"
    return [Diagnostic(FORMULA_AS_TEXT, message, Span(str(path), 0, 0), help='look for seg type="formula"')]


def _error(code: Code, path: Path, message: str, advice: str) -> EditionError:
    return EditionError(Diagnostic(code, message, Span(str(path), 0, 1), help=advice))
