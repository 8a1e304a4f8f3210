"""What is checked of an edition beyond each single file: references, registers, suppressions; with kept results."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from edition.checking.grammars import without_grammar
from edition.checking.job import CheckJob
from edition.checking.known import all_known_codes
from edition.checking.plan import Plan
from edition.diagnostics import Diagnostic, EditionError
from edition.facts import ArticleFacts, with_entries
from edition.facts.job import Checked
from edition.jobs import Cache, Item, digest_of, run
from edition.languages import read_languages
from edition.languages.used import using
from edition.markup import parse, read_source
from edition.paths import real
from edition.project import Project
from edition.registers import check_registers
from edition.registers.files import Loaded, load_registers, reading_of
from edition.validate import SchemaJob, settle
from edition.validate.rules import Context, check_references

_REGISTER_CHECKS = "register-checks"


def check_edition(
    plan: Plan,
    schemas: SchemaJob,
    items: Iterable[Item],
    *,
    jobs: int,
    cluster: str | None,
    advance: Callable[[], None],
) -> list[Diagnostic]:
    """Check each file, then what its references lead to."""
    project = plan.project
    assert project is not None
    articles = {project.shown(real(p)) for p in plan.articles}
    found: list[Diagnostic] = []
    facts: list[ArticleFacts] = []
    with Cache(project.cache) as cache:
        loaded = load_registers(project, cache)
        job = CheckJob(schemas, reading_of(project, loaded.registers))
        results = run(job, items, Checked, cache, jobs=jobs, cluster=cluster, whole=plan.is_whole, advance=advance)
        for path, result in results:
            found += result.diagnostics
            if result.facts and path in articles:
                facts.append(result.facts)
        found += project.placeholders() if plan.is_whole else []
        return found + _references(project, cache, loaded, facts, is_whole=plan.is_whole)


def _references(
    project: Project, cache: Cache, loaded: Loaded, articles: Sequence[ArticleFacts], *, is_whole: bool
) -> list[Diagnostic]:
    """What is wrong with registers and references; files that cannot be read are told by their own check."""
    is_house = project.settings.validate.profile == "house"
    told = [*project.patterns_without_files(), *loaded.findings]
    told += _register_checks(project, loaded, cache) if is_house else without_grammar(project)
    registers = with_entries(loaded.registers, (entry for facts in articles for entry in facts.entries))
    with using(read_languages(project.root)):
        return [*told, *check_references(articles, Context(registers, project.root, is_house, is_whole))]


def _register_checks(project: Project, loaded: Loaded, cache: Cache) -> tuple[Diagnostic, ...]:
    languages = project.settings.edition.languages
    key = digest_of(_REGISTER_CHECKS, loaded.digest, *languages)

    def make() -> tuple[Diagnostic, ...]:
        return tuple(check_registers(loaded.registers, languages))

    return cache.made(key, tuple[Diagnostic, ...], _REGISTER_CHECKS, make)


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
