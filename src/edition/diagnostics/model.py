"""Diagnostics, spans and fixes as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from edition.diagnostics.codes import Code, Severity


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a file in bytes, `end` exclusive; line and column are computed for display only."""

    file: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Label:
    """A second place that a diagnostic speaks of, with a few words on it."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Replace the bytes `start:end` by `new`."""

    start: int
    end: int
    new: bytes


class Safety(StrEnum):
    """Safe fixes keep the meaning and are applied by `--fix`; unsafe ones need a person; `display` is a hint only."""

    SAFE = "safe"
    UNSAFE = "unsafe"
    DISPLAY = "display"


@dataclass(frozen=True, slots=True)
class Fix:
    """A way to mend the finding: a title in the imperative and the edits to the diagnostic's own file."""

    title: str
    edits: tuple[Edit, ...]
    safety: Safety


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A finding: `message` says what is wrong with the value in it, in lower case; `help` says what to do.

    `primary` is None only where no file is concerned (a wrong call, a missing folder).
    """

    code: Code
    message: str
    primary: Span | None = None
    labels: tuple[Label, ...] = ()
    notes: tuple[str, ...] = ()
    help: str | None = None
    expected: tuple[str, ...] = ()
    fix: Fix | None = None
    other_fixes: tuple[Fix, ...] = ()  # where there are several ways to mend it: `fix` is the one to try first
    level: Severity | None = field(default=None)

    @property
    def fixes(self) -> tuple[Fix, ...]:
        """Every way to mend it."""
        return (self.fix, *self.other_fixes) if self.fix else ()

    @property
    def severity(self) -> Severity:
        """The severity of this finding: its own where a rule sets one (`@role` in Schematron), else its code's."""
        return self.level or self.code.severity


class EditionError(Exception):
    """The call cannot be carried out at all; the diagnostics say why. `cli/` prints them and exits with 2."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__("; ".join(f"{d.code.id} {d.message}" for d in diagnostics))
        self.diagnostics = diagnostics

    def __reduce__(self) -> tuple[type[EditionError], tuple[Diagnostic, ...]]:
        """Errors travel between processes."""
        return type(self), self.diagnostics


def sort_diagnostics(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Order by file and place; those without a place first."""
    return sorted(diagnostics, key=lambda d: (d.primary or Span("", 0, 0), d.code.id, d.message))


def apply_edits(data: bytes, edits: Sequence[Edit]) -> bytes:
    """Apply edits that do not overlap; an edit that overlaps an earlier one is left out.

    >>> apply_edits(b"<persname>x</persname>", [Edit(1, 9, b"persName"), Edit(13, 21, b"persName")])
    b'<persName>x</persName>'
    """
    pieces: list[bytes] = []
    at = 0
    for edit in sorted(set(edits), key=lambda e: (e.start, e.end, e.new)):
        if edit.start < at:
            continue
        pieces += (data[at : edit.start], edit.new)
        at = edit.end
    pieces.append(data[at:])
    return b"".join(pieces)
