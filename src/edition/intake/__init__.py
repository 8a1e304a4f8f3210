"""Text, PDF, DOCX, Markdown, JATS and GROBID's TEI into TEI articles, every character of the source accounted for."""

from edition.intake.importer import Imported, ImportOptions, import_bytes
from edition.intake.ledger import Account, check_account
from edition.intake.scans.layer import article_stem, is_language
from edition.intake.storing import Targets, read_bytes, read_scan, save, verify, works_of
from edition.intake.tei.header import EditionWays, Publication

__all__ = [
    "Account",
    "EditionWays",
    "ImportOptions",
    "Imported",
    "Publication",
    "Targets",
    "article_stem",
    "check_account",
    "import_bytes",
    "is_language",
    "read_bytes",
    "read_scan",
    "save",
    "verify",
    "works_of",
]
