"""Libraries that only some formats need."""

from __future__ import annotations

import importlib
from typing import Any

from edition.diagnostics import Diagnostic, EditionError
from edition.export.codes import MISSING_LIBRARY
from edition.jobs.program import install_hint


def library(module: str, extra: str) -> Any:
    """Import a library of an extra; where it is missing, say how to get it."""
    try:
        return importlib.import_module(module)
    except (ImportError, OSError) as error:  # OSError: a Python package whose system library is missing
        message = f"the library {module.partition('.')[0]} cannot be used: {error}"
        raise EditionError(
            Diagnostic(MISSING_LIBRARY, message, help=f"install it with: {install_hint(extra)}")
        ) from error
