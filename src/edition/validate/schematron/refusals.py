"""How a schema that cannot be used is told."""

from __future__ import annotations

from pathlib import Path

from edition.diagnostics import Diagnostic, EditionError, Span
from edition.validate.codes import BAD_SCHEMA

_HELP = "mend the Schematron schema; the message is that of the XPath and XSLT compiler"


def unusable(path: Path | str, why: str) -> EditionError:
    """The wrong call of a schema that cannot be used."""
    message = f"the Schematron schema cannot be used: {why}"
    return EditionError(Diagnostic(BAD_SCHEMA, message, Span(str(path), 0, 1), help=_HELP))
