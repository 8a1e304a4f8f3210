"""Validation: grammar, Schematron and reference rules to diagnostics; suppression, baseline and safe fixes."""

from edition.validate.check import Checker, load_grammar, settle
from edition.validate.codes import CODES
from edition.validate.fixes import diff, fix_source
from edition.validate.rules import Context, check_references
from edition.validate.schematron import Schematron
from edition.validate.suppress import Baseline

__all__ = [
    "CODES",
    "Baseline",
    "Checker",
    "Context",
    "Schematron",
    "check_references",
    "diff",
    "fix_source",
    "load_grammar",
    "settle",
]
