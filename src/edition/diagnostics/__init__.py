"""What the program has to say about a file: where, what, why, and how to mend it.

Every step returns diagnostics as values; only `cli/` prints them. This room imports nothing of ours.
"""

from edition.diagnostics.codes import Code, Severity
from edition.diagnostics.colour import coloured
from edition.diagnostics.groups import Group, counted, group_lines, grouped, one
from edition.diagnostics.model import (
    Diagnostic,
    Edit,
    EditionError,
    Fix,
    Label,
    Safety,
    Span,
    apply_edits,
    sort_diagnostics,
)
from edition.diagnostics.places import LineIndex, Position, Sources
from edition.diagnostics.render import FORMATS, printable, render

__all__ = [
    "FORMATS",
    "Code",
    "Diagnostic",
    "Edit",
    "EditionError",
    "Fix",
    "Group",
    "Label",
    "LineIndex",
    "Position",
    "Safety",
    "Severity",
    "Sources",
    "Span",
    "apply_edits",
    "coloured",
    "counted",
    "group_lines",
    "grouped",
    "one",
    "printable",
    "render",
    "sort_diagnostics",
]
