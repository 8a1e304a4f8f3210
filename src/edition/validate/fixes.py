"""Apply fixes to the bytes of a document; every byte outside the edits stays."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from edition.diagnostics import Diagnostic, EditionError, Fix, Safety, apply_edits
from edition.markup import Source
from edition.validate.grammar import GRAMMAR_CODES

_ROUNDS: Final = 10  # a fix may bring the next error to light; more rounds than this would be a loop


def fix_source(source: Source, check: Callable[[Source], Sequence[Diagnostic]]) -> tuple[Source, int]:
    """Apply safe fixes until none is left, checking again after each round; gives the new source and how many."""
    count = 0
    before, fewest = source, None
    for _ in range(_ROUNDS):
        try:
            found = check(source)
        except EditionError:
            break
        wrong = sum(diagnostic.code in GRAMMAR_CODES for diagnostic in found)
        if fewest is not None and wrong > fewest:
            return before, 0  # fixes that are right one by one may not be so together
        fewest = wrong
        fixes = _apart(found)
        data = apply_edits(source.data, [edit for fix in fixes for edit in fix.edits])
        if data == source.data:
            break
        source = Source(source.path, data)
        count += len(fixes)
    return source, count


def _apart(found: Iterable[Diagnostic]) -> list[Fix]:
    """The safe fixes that overlap none before them; the next round sees the others again."""
    out: list[Fix] = []
    taken = 0
    for fix in (d.fix for d in found if d.fix and d.fix.safety is Safety.SAFE and d.fix.edits):
        if min(edit.start for edit in fix.edits) >= taken:
            taken = max(edit.end for edit in fix.edits)
            out.append(fix)
    return out


def diff(before: Source, after: Source) -> str:
    """A unified diff of the two."""
    lines = difflib.unified_diff(
        before.data.decode("utf-8", "replace").splitlines(keepends=True),
        after.data.decode("utf-8", "replace").splitlines(keepends=True),
        before.path,
        after.path,
        n=1,
    )
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
