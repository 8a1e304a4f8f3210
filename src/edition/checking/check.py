"""Checking files in their order: each by itself, then, in an edition, what its references lead to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from edition.checking.advice import Advisor
from edition.checking.plan import Plan
from edition.diagnostics import Diagnostic, EditionError, Sources
from edition.jobs import Item, map_documents
from edition.markup import read_source
from edition.markup.inputs.includes import Whole, read_whole
from edition.paths import real
from edition.validate import has_suppressions


@dataclass(frozen=True)
class Checking:
    """What a check found, and the lines that its findings show."""

    findings: list[Diagnostic]
    sources: Sources
    files: int
    advisor: Advisor

    def advised(self, findings: Sequence[Diagnostic]) -> list[Diagnostic]:
        """Some of the findings with help and fixes, which take longer to work out than the findings themselves."""
        return self.advisor.advised(findings)


def check(plan: Plan, *, jobs: int = 0, cluster: str | None = None, advance: Callable[[], None]) -> Checking:
    """All findings that nobody allowed; those of the grammar without help and fixes until these are asked for."""
    files = plan.files
    read = _Files(files, plan.project.root if plan.project else None)
    schemas = plan.schemas.packed() if cluster else plan.schemas
    if plan.project:
        from edition.checking.references import check_edition

        found = check_edition(plan, schemas, read.items(), jobs=jobs, cluster=cluster, advance=advance)
    else:
        found = []
        for _, diagnostics in map_documents(schemas, read.items(), jobs=jobs, cluster=cluster):
            found += diagnostics
            advance()
    found = [*plan.told, *read.placed(found), *read.unreadable]
    if read.allowing or plan.project:
        from edition.checking.references import settle_files

        found = settle_files(plan.project, {path: files[path] for path in read.allowing}, found)
    sources = sources_of(found, files, plan.project.root if plan.project else Path())
    return Checking(found, sources, len(files), Advisor(plan.schemas, files, read.wholes, jobs))


@dataclass
class _Files:
    """Reads files as they are asked for; notes those that cannot be read, and those that hold suppressions."""

    files: Mapping[str, Path]
    root: Path | None = None
    unreadable: list[Diagnostic] = field(default_factory=list)
    allowing: set[str] = field(default_factory=set)
    wholes: dict[str, Whole] = field(default_factory=dict)

    def items(self) -> Iterator[Item]:
        for shown, path in self.files.items():
            try:
                whole = read_whole(path, self.root or real(path.parent), shown)
            except EditionError as error:
                self.unreadable += error.diagnostics
                continue
            item = Item(shown, whole.source.data)
            if whole.pieces:
                self.wholes[shown] = whole
            if has_suppressions(item.data):
                self.allowing.add(shown)
            yield item

    def placed(self, found: Iterable[Diagnostic]) -> list[Diagnostic]:
        """Findings at their places in the files that are included, and one for each that could not be."""
        out: list[Diagnostic] = []
        for diagnostic in found:
            whole = self.wholes.get(diagnostic.primary.file) if diagnostic.primary else None
            out += [diagnostic] if whole is None else whole.relocated([diagnostic])
        lost = {d.message: d for whole in reversed(self.wholes.values()) for d in whole.findings}
        return [*out, *lost.values()]


def sources_of(found: Sequence[Diagnostic], files: Mapping[str, Path], folder: Path) -> Sources:
    """The files that findings speak of, as they were checked (in UTF-8, whatever they are on disk)."""
    places = {d.primary.file for d in found if d.primary} | {label.span.file for d in found for label in d.labels}
    data: dict[str, bytes] = {}
    for shown in places & files.keys():
        try:
            data[shown] = read_source(files[shown], shown).data
        except EditionError:
            continue  # gone since it was checked: findings show without their line
    return Sources(data, folder)
