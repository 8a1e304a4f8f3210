"""`edition reconcile`: candidates of an authority service for review, and what was accepted into the registers."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from edition.cli.output import Format, Progress, folder_of, project_of, report, say
from edition.diagnostics import EditionError, Sources
from edition.jobs import Cache
from edition.markup import read_source, write_file
from edition.markup.changes import changing
from edition.project import Project
from edition.project.outputs import OutputFile
from edition.reconcile import COMPARED, Candidate, Question, Service, accepted_rows, questions, write_review
from edition.reconcile.review import idno_type
from edition.registers import Entity
from edition.registers.files import load_registers
from edition.registers.tables import absorb

app = typer.Typer(add_completion=False)
_KINDS: Final = {"persons": "person", "places": "place", "organisations": "org", "events": "event"}


@app.command()
def reconcile(
    ctx: typer.Context,
    kind: Annotated[str, typer.Argument(help="persons, places, organisations or events.")] = "",
    url: Annotated[str, typer.Option("--service", help="Address of a reconciliation service.")] = "",
    accept: Annotated[Path | None, typer.Option("--accept", help="Write what this review file accepts.")] = None,
    out: Annotated[Path | None, typer.Option("--output", "-o", help="The review file to write.")] = None,
    type_: Annotated[str, typer.Option("--type", help="Ask only for this type of the service (Q5, Person …).")] = "",
    idno: Annotated[str, typer.Option("--idno", help="Type of the identifiers; else told by the service.")] = "",
    lang: Annotated[str, typer.Option("--lang", help="Ask by the name in this language.")] = "",
    compare: Annotated[
        list[str] | None, typer.Option("--property", help="P569=birth: a property of the service and what to compare.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", help="Candidates for each entry.", min=1)] = 5,
    batch: Annotated[int, typer.Option("--batch", help="Entries in a request; 0 leaves it to the service.")] = 0,
    rate: Annotated[float, typer.Option("--rate", help="Requests a second at most.")] = 2.0,
    retries: Annotated[int, typer.Option("--retries", help="How often a busy service is asked again.", min=0)] = 4,
    again: Annotated[bool, typer.Option("--all", help="Also entries that have such an identifier.")] = False,
    form: Annotated[Format, typer.Option("--format", help="How findings are printed.")] = Format.TEXT,
) -> None:
    """Find authority records for entries; identifiers are written only with --accept."""
    project = project_of(ctx)
    if accept is not None:
        raise typer.Exit(_accept(project, folder_of(ctx) / accept, str(accept), form))
    if kind not in _KINDS or not url:
        raise typer.BadParameter(f"name one of {', '.join(_KINDS)} and a --service, or a file with --accept")
    properties = dict(p.partition("=")[::2] for p in compare or ())
    if wrong := [of for of in properties.values() if of not in COMPARED]:
        known = ", ".join(COMPARED)
        raise typer.BadParameter(f"`{wrong[0]}` cannot be compared: write --property P569=birth, with one of {known}")
    path = folder_of(ctx) / out if out else project.root / f"reconcile-{kind}.tsv"
    target = OutputFile(path, project)  # a review that was begun is not written over
    with Cache(project.cache) as cache:
        service = Service(url, _Store(cache), rate, batch, retries)
        manifest = service.manifest()
        service.batch = batch or _batch_size(manifest)
        idno = idno or idno_type(manifest)
        entities = list(_wanted(project, _KINDS[kind], "" if again else idno))
        lang = lang or next(iter(project.settings.edition.languages), "")
        asked = questions(entities, lang, type_=type_, limit=limit, properties=properties)
        progress = Progress("asking", len(entities))
        write_file(path, write_review(_told(service.candidates(asked), progress), manifest, _KINDS[kind], idno))
        progress.clear()
    target.made()
    sys.stderr.write(f"{len(entities):,} entries asked in {service.requests:,} requests; review {path}, then: ")
    sys.stderr.write(f"edition reconcile --accept {path}\n")


def _wanted(project: Project, kind: str, idno: str) -> Iterator[Entity]:
    """The entries of a kind that have no identifier of the type yet."""
    loaded = load_registers(project)
    if not loaded.registers.entities and loaded.unreadable:
        raise EditionError(*loaded.unreadable)
    for entity in loaded.registers.of_kind(kind):
        if not idno or all(i.type != idno for i in entity.idnos):
            yield entity


def _batch_size(manifest: Any) -> int:
    size = manifest.get("batchSize")
    return max(1, min(size, 50)) if isinstance(size, int) else 10


def _told(
    found: Iterator[tuple[Question, list[Candidate]]], progress: Progress
) -> Iterator[tuple[Question, list[Candidate]]]:
    for answer in found:
        progress.advance()
        yield answer


def _accept(project: Project, path: Path, shown: str, form: Format) -> int:
    data = read_source(path, shown).data
    rows, found = accepted_rows(shown, data)
    with changing(project.root, "edition reconcile --accept") as change:
        documents = change.documents(project.register_paths())
        result = absorb(documents, ["key", "kind", "identifiers"], rows)
        for one in result.changes:
            change.replace(one.document, one.data)
    for one in result.changes:
        say(f"changed {one.document.source.path}")
    done = f"{result.changed:,} identifiers written"
    sources = Sources({shown: data, **{d.source.path: d.source.data for d in documents}})
    return report([*found, *result.findings], form, sources, done)


class _Store:
    """The edition's cache as a store of answers."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache

    def get(self, key: str) -> list[dict[str, Any]] | None:
        return self._cache.get(key, list[dict[str, Any]])

    def put(self, key: str, value: list[dict[str, Any]]) -> None:
        self._cache.put(key, value, "reconcile")
        self._cache.commit()
