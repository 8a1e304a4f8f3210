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


def fix_unsafely(source: Source, check: Callable[[Source], Sequence[Diagnostic]]) -> tuple[Source, int]:
    """Apply the first unsafe fix of each finding, as long as less is wrong behind it; gives the source and how many.

    A fix that mends nothing, or brings errors of the grammar, is not made: of those of a round that do so together each
    is tried alone.
    """
    count, found = 0, _told(check, source) or []
    for _ in range(_ROUNDS):
        fixes = _apart(found, Safety.UNSAFE)
        made = 0
        for chosen in _attempts(fixes):
            after = Source(source.path, apply_edits(source.data, [edit for fix in chosen for edit in fix.edits]))
            told = _told(check, after)
            if told is not None and _is_better(told, found):
                source, found, made = after, told, made + len(chosen)
                if len(chosen) == len(fixes):
                    break
        if not made:
            break
        count += made
    return source, count


def _attempts(fixes: list[Fix]) -> list[list[Fix]]:
    """All together, then each alone from the end of the file, where one leaves the places of those before it."""
    return [fixes, *([fix] for fix in reversed(fixes))] if len(fixes) > 1 else [[fix] for fix in fixes]


def _told(check: Callable[[Source], Sequence[Diagnostic]], source: Source) -> Sequence[Diagnostic] | None:
    """What is wrong with a text; None where it is no XML."""
    try:
        return check(source)
    except EditionError:
        return None


def _is_better(after: Sequence[Diagnostic], before: Sequence[Diagnostic]) -> bool:
    wrong = [sum(d.code in GRAMMAR_CODES for d in found) for found in (after, before)]
    return len(after) < len(before) and wrong[0] <= wrong[1]


def _apart(found: Iterable[Diagnostic], safety: Safety = Safety.SAFE) -> list[Fix]:
    """The fixes of a safety that overlap none before them; the next round sees the others again."""
    out: list[Fix] = []
    taken = 0
    first = (next((fix for fix in d.fixes if fix.safety is safety and fix.edits), None) for d in found)
    for fix in filter(None, first):
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
