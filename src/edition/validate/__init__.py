"""Validation: grammar, Schematron and reference rules to diagnostics; suppression, baseline and safe fixes."""

from edition.validate.codes import CODES

__all__ = ["CODES"]
