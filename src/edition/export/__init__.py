"""Exports: registers, mentions and texts in the formats the field uses, each written as it is made."""

from edition.export.catalogue import FORMATS, ExportFormat, find_format
from edition.export.codes import TOO_LARGE, UNKNOWN_ARTICLE
from edition.export.corpus import Corpus
from edition.export.everything import INDEX, Exports, export_all, export_one
from edition.export.selection import Selection, nearest, refuse_unknown_kinds

__all__ = [
    "FORMATS",
    "INDEX",
    "TOO_LARGE",
    "UNKNOWN_ARTICLE",
    "Corpus",
    "ExportFormat",
    "Exports",
    "Selection",
    "export_all",
    "export_one",
    "find_format",
    "nearest",
    "refuse_unknown_kinds",
]
