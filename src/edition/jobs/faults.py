"""A fault of the program, told instead of a traceback: where it happened, and on which document."""

from __future__ import annotations

import os
import traceback
from typing import Final

from edition.diagnostics import Code, Diagnostic, Severity, Span

OWN_FAULT: Final = Code(
    "S799",
    "own-fault",
    Severity.ERROR,
    """The program failed by a fault of its own, on one document or in a whole call; the exit code is 2. Nothing is
    half-written, and other documents are not touched by it. The message says where it happened.

    Failing: a fault in the program. Passing: none.
    """,
)


def fault_of(error: Exception, place: Span | None = None) -> Diagnostic:
    """No traceback, but the place in the program, for those who mend it."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if f"{os.sep}edition{os.sep}" in frame.filename] or frames
    where = "edition" + ours[-1].filename.rpartition(f"{os.sep}edition")[2] if ours else "edition"
    message = f"{type(error).__name__} in {where}:{ours[-1].lineno if ours else 0} ({ours[-1].name if ours else ''})"
    notes = (str(error)[:500],) if str(error) else ()
    help_text = "this is a fault of the program, not yours: report it with the call and, if you may, the file"
    return Diagnostic(OWN_FAULT, message, place, notes=notes, help=help_text)
