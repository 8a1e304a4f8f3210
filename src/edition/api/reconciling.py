"""Entries beside an authority service: candidates in a file for review, what was accepted into the registers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from edition.api.progress import Progress, silent
from edition.api.registers import ChangedFile, TableImport, absorb_rows
from edition.jobs import Cache
from edition.markup import read_source, write_file
from edition.project import Project
from edition.project.outputs import OutputFile
from edition.reconcile import COMPARED, AuthorityCandidate, Question, Service, accepted_rows, questions, write_review
from edition.reconcile.review import idno_type
from edition.registers import Entity
from edition.registers.files import whole_registers

__all__ = ["COMPARED", "KINDS", "ChangedFile", "Enquiry", "Reconciled", "TableImport", "accept", "reconcile"]
KINDS: Final = {"persons": "person", "places": "place", "organisations": "org", "events": "event"}


@dataclass(frozen=True)
class Enquiry:
    """What a service is asked, and how: `properties` are those of the service with what they are compared to.

    `type` and `lang` narrow the question, `idno` is the type of the identifiers (else told by the service), `again`
    asks for entries that have one, too; `batch` entries go into a request (0: as the service wants), `rate` requests
    into a second.
    """

    service: str
    type: str = ""
    idno: str = ""
    lang: str = ""
    properties: Mapping[str, str] = field(default_factory=dict)
    limit: int = 5
    batch: int = 0
    rate: float = 2.0
    retries: int = 4
    again: bool = False


@dataclass(frozen=True)
class Reconciled:
    """The review file, how many entries were asked, and in how many requests."""

    path: Path
    entries: int
    requests: int


def reconcile(
    project: Project, kind: str, enquiry: Enquiry, output: Path | None = None, progress: Progress = silent
) -> Reconciled:
    """Ask for candidates for the entries of a kind (`persons`, `places` …), and write them down for review."""
    path = output or project.root / f"reconcile-{kind}.tsv"
    target = OutputFile(path, project)  # a review that was begun is not written over
    with Cache(project.cache) as cache:
        service = Service(enquiry.service, _Answers(cache), enquiry.rate, enquiry.batch, enquiry.retries)
        manifest = service.manifest()
        service.batch = enquiry.batch or _batch_size(manifest)
        idno = enquiry.idno or idno_type(manifest)
        entities = list(_wanted(project, KINDS[kind], "" if enquiry.again else idno))
        lang = enquiry.lang or next(iter(project.settings.edition.languages), "")
        asked = questions(entities, lang, type_=enquiry.type, limit=enquiry.limit, properties=enquiry.properties)
        answers = _told(service.candidates(asked), progress, len(entities))
        write_file(path, write_review(answers, manifest, KINDS[kind], idno))
    target.made()
    return Reconciled(path, len(entities), service.requests)


def accept(project: Project, path: Path, shown: str = "") -> TableImport:
    """Write the identifiers that a review file accepts into the registers."""
    source = read_source(path, shown or str(path))
    rows, found = accepted_rows(source.path, source.data)
    return absorb_rows(project, "edition reconcile --accept", source, (["key", "kind", "identifiers"], rows, found))


def _wanted(project: Project, kind: str, idno: str) -> Iterator[Entity]:
    """The entries of a kind that have no identifier of the type yet."""
    for entity in whole_registers(project).of_kind(kind):
        if not idno or all(i.type != idno for i in entity.idnos):
            yield entity


def _batch_size(manifest: Mapping[str, Any]) -> int:
    size = manifest.get("batchSize")
    return max(1, min(size, 50)) if isinstance(size, int) else 10


def _told(
    found: Iterator[tuple[Question, list[AuthorityCandidate]]], progress: Progress, total: int
) -> Iterator[tuple[Question, list[AuthorityCandidate]]]:
    advance = progress("asking", total)
    for answer in found:
        advance()
        yield answer


class _Answers:
    """The edition's cache as a store of answers."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache

    def get(self, key: str) -> list[dict[str, Any]] | None:
        return self._cache.get(key, list[dict[str, Any]])

    def put(self, key: str, value: list[dict[str, Any]]) -> None:
        self._cache.put(key, value, "reconcile")
        self._cache.commit()
