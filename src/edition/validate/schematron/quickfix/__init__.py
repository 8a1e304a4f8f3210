"""Schematron QuickFix: what of it is known, and from what the stylesheet tells of a fix to edits of the bytes.

The fixes of a schema are worked out only where they are asked for. One that cannot be used is told by name, and the
assertions of its schema run all the same.
"""

from edition.validate.schematron.quickfix.known import SQF, has_fixes, without_fix_at, without_unknown
from edition.validate.schematron.quickfix.offers import read_fixes

__all__ = ["SQF", "has_fixes", "read_fixes", "without_fix_at", "without_unknown"]
