"""Validation: grammar, Schematron and reference rules to diagnostics; suppression, baseline and safe fixes.

What only some calls need stands apart, so that checking a file against a grammar starts quickly: reference rules in
`edition.validate.rules`, Schematron in `edition.validate.schematron`, fixes in `edition.validate.fixes`.
"""

from edition.validate.check import Checker, load_grammar, settle
from edition.validate.job import SchemaJob, may_hold_rules
from edition.validate.suppress import Baseline, has_suppressions, is_baseline

__all__ = [
    "Baseline",
    "Checker",
    "SchemaJob",
    "has_suppressions",
    "is_baseline",
    "load_grammar",
    "may_hold_rules",
    "settle",
]
