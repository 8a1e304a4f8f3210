"""Help and fixes for findings of the grammar, and quick fixes of assertions: worked out once it is known what is shown.

Takes findings that a check gave, and gives them with what helps; files are read again, and what is not found there any
more is left as it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from edition.diagnostics import Diagnostic, EditionError, Span
from edition.jobs import Item, digest_of, map_documents
from edition.markup import read_source
from edition.markup.inputs.includes import Whole
from edition.markup.source import as_source
from edition.validate import SchemaJob
from edition.validate.codes import SCHEMATRON

_MANY: Final = 400  # fewer are not worth other processes
_Key = tuple[str, str, Span | None]


@dataclass(frozen=True)
class AdviceJob:
    """Say what helps with the findings of one document that stand at the places asked for."""

    schemas: SchemaJob
    places: Mapping[str, frozenset[tuple[int, int]] | None]  # None stands for all of a file

    @cached_property
    def digest(self) -> str:
        """Everything but the document."""
        places = sorted((path, sorted(found or ())) for path, found in self.places.items())
        return digest_of("advice", self.schemas.digest, repr(places))

    def prepare(self) -> Callable[[Item], tuple[Diagnostic, ...]]:
        """Load the grammar."""
        checker = self.schemas.checker()

        def advise(item: Item) -> tuple[Diagnostic, ...]:
            source = as_source(item.path, item.data)
            return (*checker.advise(source, self.places.get(item.path, frozenset())), *checker.quick_fixes(source))

        return advise

    def failed(self, item: Item, fault: Diagnostic) -> tuple[Diagnostic, ...]:
        """What cannot be advised on stays as it is."""
        del item, fault
        return ()


@dataclass(frozen=True)
class Advisor:
    """Knows the files of a check, and which of them include others."""

    schemas: SchemaJob
    files: Mapping[str, Path]
    wholes: Mapping[str, Whole]
    jobs: int = 0

    def advised(self, findings: Sequence[Diagnostic]) -> list[Diagnostic]:
        """The same findings, with help and fix where the grammar found them, or an assertion that has fixes."""
        wanted = self._wanted(findings)
        places: dict[str, frozenset[tuple[int, int]] | None] = {
            path: frozenset(found) for path, found in wanted.items()
        }
        places |= dict.fromkeys(self.wholes)  # where these stand in the whole is not known before
        if not wanted:
            return list(findings)
        jobs = self.jobs if len(findings) > _MANY else 1
        known: list[Diagnostic] = []
        for path, told in map_documents(AdviceJob(self.schemas, places), self._items(wanted), jobs=jobs):
            whole = self.wholes.get(path)
            known += whole.relocated(told) if whole else told
        return with_advice(findings, known)

    def _wanted(self, findings: Sequence[Diagnostic]) -> dict[str, set[tuple[int, int]]]:
        """The files of findings that can be advised on, and the places of those of the grammar."""
        from edition.validate.grammar import GRAMMAR_CODES  # late: files without a violation are the rule

        wanted: dict[str, set[tuple[int, int]]] = defaultdict(set)
        has_fixes = self.schemas.schematron is not None and self.schemas.schematron.has_fixes
        for d in findings:
            if d.primary and d.code in GRAMMAR_CODES:
                wanted[d.primary.file].add((d.primary.start, d.primary.end))
            elif d.primary and has_fixes and d.code.name == SCHEMATRON.name:
                wanted.setdefault(d.primary.file, set())
        return wanted

    def _items(self, wanted: Iterable[str]) -> Iterator[Item]:
        """The files that the findings stand in, and all that include others."""
        for path in self.files:
            if path in self.wholes:
                yield Item(path, self.wholes[path].source.data)
            elif path in wanted:
                try:
                    yield Item(path, read_source(self.files[path], path).data)
                except EditionError:
                    continue  # gone since it was checked


def with_advice(findings: Sequence[Diagnostic], advised: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Findings, each as it is told with advice, where it is."""
    known = {_key(d): d for d in advised}
    return [known.get(_key(d), d) for d in findings]


def _key(diagnostic: Diagnostic) -> _Key:
    return diagnostic.code.id, diagnostic.message, diagnostic.primary
