"""Codes of diagnostics: each room declares its own in its `codes.py`, and `checking.known` finds them all.

`I1xx` intake, `A2xx` annotation, `V3xx` schema and reference, `R4xx` registers, `P5xx` publishing, `E6xx` export,
`S7xx` settings and calls. A code is never reused; its name reads well after "allow" (`unresolved-key`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs: errors and warnings make the exit code 1, information does not."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of finding: its code, its name, its usual severity, and the text that `edition explain` prints.

    `explanation` says what is checked and why, and shows a failing and a passing case.
    """

    id: str
    name: str
    severity: Severity
    explanation: str

    def __str__(self) -> str:
        return self.id
