"""What `edition validate` does for an edition beyond each single file: references, suppressions, kept results."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from edition import __version__
from edition.cache import Cache
from edition.cli.explain import all_known_codes
from edition.cli.output import Progress
from edition.corpus import Item, digest_of
from edition.diagnostics import Diagnostic, EditionError
from edition.facts import ArticleFacts
from edition.markup import parse, read_source
from edition.markup.source import as_source
from edition.pipeline import Checked, CheckJob, run
from edition.project import Project
from edition.registers import Entity, Registers, Relation, check_registers, read_registers
from edition.validate import SchemaJob, settle
from edition.validate.rules import Context, check_references

if TYPE_CHECKING:
    from edition.cli.validate import Plan


@dataclass(frozen=True)
class _KeptRegisters:
    """What reading the registers gave."""

    entities: dict[str, Entity]
    relations: tuple[Relation, ...]
    findings: tuple[Diagnostic, ...]


def check_edition(plan: Plan, schemas: SchemaJob, items: Iterable[Item], progress: Progress) -> list[Diagnostic]:
    """Check each file, then what its references lead to."""
    project = plan.project
    assert project is not None
    articles = {project.shown(p.resolve()) for p in plan.articles}
    cache = Cache(project.cache)
    job = CheckJob(schemas, project.settings.mentions)
    found: list[Diagnostic] = []
    facts: list[ArticleFacts] = []
    try:
        results = run(job, items, Checked, cache, jobs=plan.jobs, cluster=plan.cluster, advance=progress.advance)
        for path, result in results:
            found += result.diagnostics
            if result.facts and path in articles:
                facts.append(result.facts)
        return found + _references(project, cache, facts)
    finally:
        cache.close()


def _references(project: Project, cache: Cache, articles: Sequence[ArticleFacts]) -> list[Diagnostic]:
    kept = _read_registers(project, cache)
    registers = Registers(kept.entities, kept.relations)
    told = [*project.patterns_without_files(), *kept.findings]
    return [*told, *check_references(articles, Context(registers, project.root))]


def _read_registers(project: Project, cache: Cache) -> _KeptRegisters:
    """The registers and what is wrong with them, from the cache if no register changed."""
    items = []
    for path in project.register_paths():
        try:
            items.append(Item(project.shown(path), read_source(path).data))
        except EditionError:
            continue  # told already, by the check of the register itself
    languages = project.settings.edition.languages
    key = digest_of("registers", __version__, *languages, *(part for item in items for part in (item.path, item.data)))
    kept = cache.get_many({"registers": key}, _KeptRegisters).get("registers")
    if kept is None:
        kept = _parse_registers(items, languages)
        cache.put(key, kept)
    return kept


def _parse_registers(items: Iterable[Item], languages: Iterable[str]) -> _KeptRegisters:
    documents = []
    for item in items:
        try:
            documents.append(parse(as_source(item.path, item.data)))
        except EditionError:
            continue  # told already, by the check of the register itself
    registers, found = read_registers(documents)
    found += check_registers(registers, languages)
    return _KeptRegisters(dict(registers.entities), registers.relations, tuple(found))


def settle_files(
    project: Project | None, allowing: Mapping[str, Path], found: Sequence[Diagnostic]
) -> list[Diagnostic]:
    """What is left after suppressions in the settings and in the files; only files that hold any are parsed again."""
    ignored = project.settings.validate.ignore if project else {}
    known = {c.id: c for c in all_known_codes()} if allowing else {}
    by_file: dict[str, list[Diagnostic]] = {path: [] for path in allowing}
    for d in found:
        by_file.setdefault(d.primary.file if d.primary else "", []).append(d)
    out: list[Diagnostic] = []
    for shown, here in by_file.items():
        document = None
        if shown in allowing:
            try:
                document = parse(read_source(allowing[shown], shown))
            except EditionError:
                document = None  # what is not XML can allow nothing
        out += settle(document, here, known, ignored, complete=project is not None)
    return out
