"""What is wrong in the edition: checks beside other requests, each with the bytes that it speaks of.

Takes an edition; gives what was found, and the files with the fixes of some findings. A fix is for the very bytes that
were checked: where a file was changed since, nothing is mended.
"""

from __future__ import annotations

import asyncio
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from starlette.concurrency import run_in_threadpool

from edition.api.edition import Edition
from edition.deciding import Store
from edition.deciding.article import digest_of_bytes
from edition.deciding.history import Change
from edition.diagnostics import Diagnostic, Edit, EditionError, apply_edits, sort_diagnostics
from edition.markup.codes import CHANGED_MEANWHILE
from edition.project import Project

MOST: Final = 60  # so many findings of a kind are shown
_KEPT: Final = 6  # so many checks are remembered, for pages that show them still


@dataclass(frozen=True)
class EditionCheck:
    """A check: its number, what it found, and names for the bytes of the files as they were when it began."""

    number: int
    findings: list[Diagnostic]
    digests: dict[str, str]


class Checkings:
    """The checks of one edition."""

    def __init__(self, project: Project, store: Store) -> None:
        self._project = project
        self._store = store
        self._running: asyncio.Task[EditionCheck] | None = None
        self._done: OrderedDict[int, EditionCheck] = OrderedDict()
        self._count = 0

    async def result(self, patience: float) -> EditionCheck | None:
        """What a check finds, the one that is running or a new one; None where that takes longer than one waits."""
        if self._running is None:
            self._count += 1
            self._running = asyncio.create_task(run_in_threadpool(self._check, self._count))
        done, _ = await asyncio.wait({self._running}, timeout=patience)
        if not done:
            return None
        checked = done.pop().result()
        self._running = None
        self._done[checked.number] = checked
        while len(self._done) > _KEPT:
            self._done.popitem(last=False)
        return checked

    def fixed(self, check: int, numbers: Sequence[int], choice: int = 0) -> tuple[str, dict[str, Change]]:
        """What the fixes of some findings are called, and the files with them; `choice` says which of several."""
        checked = self._done.get(check) or EditionCheck(0, [], {})
        chosen = [checked.findings[number] for number in numbers if checked.number]
        titles, edits = _edits(chosen, choice)
        before = {path: self._store.read(path) for path in edits}
        if (
            not edits
            or {path: digest_of_bytes(data) for path, data in before.items()}.items() - checked.digests.items()
        ):
            message = "the files were changed since they were checked"
            raise EditionError(Diagnostic(CHANGED_MEANWHILE, message, help="check again; nothing was written"))
        return titles[0], {path: (before[path], apply_edits(before[path], found)) for path, found in edits.items()}

    def _check(self, number: int) -> EditionCheck:
        paths = [self._project.shown(p) for p in (*self._project.article_paths(), *self._project.register_paths())]
        digests = {path: digest_of_bytes(self._store.read(path)) for path in paths}
        try:
            done = Edition(self._project).check(jobs=1, advised=False)
            found = sort_diagnostics(_advised(done.advised, done.findings))
        except EditionError as error:
            found = list(error.diagnostics)
        return EditionCheck(number, found, digests)


def _edits(chosen: Sequence[Diagnostic], choice: int) -> tuple[list[str], dict[str, list[Edit]]]:
    """What the fixes are called, and their edits by their files."""
    titles: list[str] = []
    edits: dict[str, list[Edit]] = defaultdict(list)
    for diagnostic in chosen:
        if diagnostic.primary is not None and 0 <= choice < len(diagnostic.fixes):
            titles.append(diagnostic.fixes[choice].title)
            edits[diagnostic.primary.file] += diagnostic.fixes[choice].edits
    return titles, edits


def _advised(advise: Callable[[list[Diagnostic]], list[Diagnostic]], found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Findings with help and fixes, as many of each kind as are shown."""
    counts: Counter[str] = Counter()
    shown: list[Diagnostic] = []
    rest: list[Diagnostic] = []
    for diagnostic in found:
        counts[diagnostic.code.id] += 1
        (shown if counts[diagnostic.code.id] <= MOST else rest).append(diagnostic)
    return [*advise(shown), *rest]
