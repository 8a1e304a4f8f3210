"""The fixes of a plan's files: each file with its fixes applied, and how many they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from edition.checking.plan import Plan
from edition.diagnostics import Diagnostic, EditionError
from edition.markup import Source, read_source
from edition.markup.inputs.includes import holds_includes
from edition.validate import Checker, load_grammar
from edition.validate.fixes import fix_source, fix_unsafely


@dataclass(frozen=True)
class Mended:
    """A file before and after its fixes."""

    path: Path
    before: Source
    after: Source
    fixes: int


def mend(plan: Plan, *, unsafe: bool = False) -> Iterator[Mended]:
    """Fix each file that can be read; unsafe fixes come behind the safe ones."""
    rng = plan.schemas.rng
    checker = Checker(load_grammar(rng, plan.schemas.cache) if rng else None, plan.schemas.schematron)

    def told(source: Source) -> list[Diagnostic]:
        return checker.check(source, parsed=False)[0]

    for path in plan.files.values():
        try:
            before = read_source(path)
        except EditionError:
            continue  # the check itself tells
        after, count = before, 0
        if not (before.expanded or holds_includes(before.data)):  # what stands elsewhere, too, is mended by hand
            after, count = fix_source(before, told)
            if unsafe:
                after, further = fix_unsafely(after, told)
                count += further
        yield Mended(path, before, after, count)
