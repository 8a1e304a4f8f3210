"""Apply fixes to the bytes of a document; every byte outside the edits stays."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from typing import Final

from edition.diagnostics import Diagnostic, Edit, EditionError, Safety, apply_edits
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
        edits: list[Edit] = []
        applied = 0
        taken = 0
        for diagnostic in found:
            fix = diagnostic.fix
            if fix is None or fix.safety is not Safety.SAFE or not fix.edits:
                continue
            if min(e.start for e in fix.edits) < taken:
                continue  # it overlaps one of this round; the next round sees it again
            taken = max(e.end for e in fix.edits)
            edits += fix.edits
            applied += 1
        data = apply_edits(source.data, edits)
        if data == source.data:
            break
        source = Source(source.path, data)
        count += applied
    return source, count


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
