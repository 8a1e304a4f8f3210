"""DOCX: headings, notes, looks, links, lists, tables, pictures and metadata from the document's own structure.

Takes a DOCX's bytes, gives a `SourceReading`; the account is held against every text node of the archive. The archive
is measured before anything is unpacked.
"""

from __future__ import annotations

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
    FORMULA_AS_TEXT,
    UNKNOWN_FORMAT,
)
from edition.intake.content import ReadingOrder
from edition.intake.formats.archive import guard_archive
from edition.intake.reading import SourceReading
from edition.intake.signs.people import Person, is_name
from edition.intake.tei.header import Meta, Spare
from edition.intake.word.package import Package
from edition.intake.word.reader import Reader
from edition.intake.word.witness import WordWitness
from edition.markup import local_name

_DAMAGES: Final = (
    *(zipfile.BadZipFile, etree.LxmlError, zlib.error, struct.error, OSError, EOFError),
    *(KeyError, IndexError, ValueError, TypeError, AttributeError, AssertionError, NotImplementedError, RecursionError),
)  # whatever a damaged file makes its readers raise


def read_docx(path: Path, data: bytes) -> SourceReading:
    """Read a DOCX."""
    names = guard_archive(path, data)
    try:
        package = Package(data)
        if package.main not in names:
            raise _error(UNKNOWN_FORMAT, path, "the archive holds no Word document", "save it as DOCX")
        root = package.xml(package.main)
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
    return Meta(subtitle=reader.subtitle, spare=spare)


def _formulas(reader: Reader, path: Path) -> list[Diagnostic]:
    if not reader.unknown:
        return []
    message = f"formulas have forms that are not known ({', '.join(sorted(reader.unknown))}), and stand in a row"
    return [Diagnostic(FORMULA_AS_TEXT, message, Span(str(path), 0, 0), help="look for them in formula")]


def _error(code: Code, path: Path, message: str, advice: str) -> EditionError:
    return EditionError(Diagnostic(code, message, Span(str(path), 0, 1), help=advice))
