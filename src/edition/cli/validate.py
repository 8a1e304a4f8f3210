"""`edition validate`: the edition's own files against its schema and registers, or any XML against any schema."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final

import typer

from edition.cache import Cache
from edition.cli.explain import all_known_codes
from edition.cli.output import Format, Progress, folder_of, report
from edition.corpus import Item
from edition.diagnostics import Diagnostic, EditionError, Sources
from edition.facts import ArticleFacts
from edition.markup import Source, parse, read_source, write_file
from edition.markup.codes import UNREADABLE
from edition.odd import descriptions
from edition.pipeline import Checked, CheckJob, run
from edition.project import Project, find_project
from edition.registers import read_registers, similar_entries
from edition.validate import (
    Baseline,
    Checker,
    Context,
    Schematron,
    check_references,
    diff,
    fix_source,
    load_grammar,
    settle,
)

app = typer.Typer(add_completion=False)
_POLL_SECONDS: Final = 0.5


@dataclass(frozen=True)
class _Plan:
    """What is checked against what. `project` is None where only given files meet given schemas."""

    project: Project | None
    articles: Sequence[Path]
    others: Sequence[Path]
    rng: Path | None
    schematron: Schematron | None
    jobs: int
    cluster: str | None


@app.command()
def validate(
    ctx: typer.Context,
    paths: Annotated[list[Path] | None, typer.Argument(help="Files or folders (searched for *.xml).")] = None,
    schema: Annotated[Path | None, typer.Option("--schema", help="RELAX NG schema: .rng or .rnc.")] = None,
    schematron: Annotated[Path | None, typer.Option("--schematron", help="Schematron schema: .sch.")] = None,
    phase: Annotated[str, typer.Option("--phase", help="Phase of the Schematron schema.")] = "#DEFAULT",
    form: Annotated[Format, typer.Option("--format", help="How findings are printed.")] = Format.TEXT,
    fix: Annotated[bool, typer.Option("--fix", help="Apply the safe fixes.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="With --fix: show the changes and write nothing.")] = False,
    baseline: Annotated[Path | None, typer.Option("--baseline", help="Leave out what this file lists.")] = None,
    write_baseline: Annotated[
        Path | None, typer.Option("--write-baseline", help="Write the findings as a baseline.")
    ] = None,
    watch: Annotated[bool, typer.Option("--watch", help="Check again whenever a file changes.")] = False,
    jobs: Annotated[int, typer.Option("--jobs", "-j", help="Processes; 0 stands for one a core.")] = 0,
    cluster: Annotated[str | None, typer.Option("--cluster", help="Address of a Dask scheduler.")] = None,
) -> None:
    """Check files, and say what was expected, where, and how to mend it."""
    folder = folder_of(ctx)
    assertions = Schematron(folder / schematron, phase) if schematron else None
    plan = _plan(folder, paths or [], folder / schema if schema else None, assertions, jobs, cluster)
    if fix:
        _fix(plan, dry_run)
        if dry_run:
            return
    while True:
        code = _check_once(plan, form, baseline and folder / baseline, write_baseline and folder / write_baseline)
        if not watch:
            raise typer.Exit(code)
        _wait_for_change([*plan.articles, *plan.others])
        plan = _plan(folder, paths or [], plan.rng, plan.schematron, jobs, cluster)


def _plan(
    folder: Path, paths: Sequence[Path], rng: Path | None, schematron: Schematron | None, jobs: int, cluster: str | None
) -> _Plan:
    if rng is not None and not rng.is_file():
        load_grammar(rng)  # says why it cannot be used
    own = rng is None and schematron is None
    project = None
    if own:
        project = find_project(folder)
        rng, schematron = project.rng, Schematron(project.sch)
    files = list(_files(folder, paths))
    if project is None:
        if not paths:
            raise typer.BadParameter("with --schema or --schematron, name the files to check")
        return _Plan(None, [], files, rng, schematron, jobs, cluster)
    articles = project.article_paths()
    if not paths:
        return _Plan(project, articles, project.register_paths(), rng, schematron, jobs, cluster)
    known = {p.resolve() for p in articles}
    chosen = [p for p in files if p.resolve() in known]
    return _Plan(project, chosen, [p for p in files if p.resolve() not in known], rng, schematron, jobs, cluster)


def _files(folder: Path, paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        full = folder / path
        if full.is_dir():
            yield from sorted(p for p in full.rglob("*.xml") if p.is_file())
        elif full.is_file():
            yield full
        else:
            message = f"there is no file or folder {path}"
            raise EditionError(Diagnostic(UNREADABLE, message, help="check the path"))


def _check_once(plan: _Plan, form: Format, baseline: Path | None, write_baseline: Path | None) -> int:
    items, found = _items(plan)
    found += _check(plan, items)
    sources = Sources({i.path: i.data for i in items})
    if write_baseline:
        write_file(write_baseline, Baseline.of(found, sources).write())
        found = []
    elif baseline:
        found = Baseline.read(str(baseline), read_source(baseline).data).new(found, sources)
    return report(found, form, sources, f"{len(items):,} files checked")


def _items(plan: _Plan) -> tuple[list[Item], list[Diagnostic]]:
    items: list[Item] = []
    found: list[Diagnostic] = []
    for path in [*plan.articles, *plan.others]:
        shown = plan.project.shown(path.resolve()) if plan.project else str(path)
        try:
            items.append(Item(shown, read_source(path, shown).data))
        except EditionError as error:
            found += error.diagnostics
    return items, found


def _check(plan: _Plan, items: Sequence[Item]) -> list[Diagnostic]:
    project = plan.project
    mentions = project.settings.mentions if project else None
    about = tuple(sorted(descriptions(project.odd).items())) if project and project.odd.is_file() else ()
    job = CheckJob(plan.rng, plan.schematron, about, mentions, project.cache if project else None)
    cache = Cache(project.cache) if project else None
    progress = Progress("checking", len(items))
    results = dict(run(job, items, Checked, cache, jobs=plan.jobs, cluster=plan.cluster, advance=progress.advance))
    progress.finish()
    if cache:
        cache.close()
    found = [d for r in results.values() for d in r.diagnostics]
    if project:
        articles = {project.shown(p.resolve()) for p in plan.articles}
        facts = [r.facts for path, r in results.items() if r.facts and path in articles]
        found += _references(project, facts)
    return list(_settled(project, items, found))


def _references(project: Project, articles: Sequence[ArticleFacts]) -> list[Diagnostic]:
    documents = []
    for path in project.register_paths():
        try:
            documents.append(parse(read_source(path, project.shown(path))))
        except EditionError:
            continue  # told already, by the check of the register itself
    registers, found = read_registers(documents)
    return [*found, *similar_entries(registers), *check_references(articles, Context(registers, project.root))]


def _settled(project: Project | None, items: Sequence[Item], found: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """What is left after suppressions, file by file; only files with suppressions are parsed again."""
    ignored = project.settings.validate.ignore if project else {}
    known = {c.id: c for c in all_known_codes()}
    by_file: dict[str, list[Diagnostic]] = {}
    for d in found:
        by_file.setdefault(d.primary.file if d.primary else "", []).append(d)
    for item in items:
        here = by_file.pop(item.path, [])
        document = None
        if b"<?edition-allow" in item.data:
            try:
                document = parse(Source(item.path, item.data))
            except EditionError:
                document = None
        yield from settle(document, here, known, ignored, complete=project is not None)
    for rest in by_file.values():
        yield from settle(None, rest, known, ignored, complete=False)


def _fix(plan: _Plan, dry_run: bool) -> None:
    schema = load_grammar(plan.rng) if plan.rng else None
    checker = Checker(schema, plan.schematron)
    total = 0
    for path in [*plan.articles, *plan.others]:
        try:
            before = read_source(path)
        except EditionError:
            continue  # the check itself tells
        if before.transcoded:
            sys.stderr.write(f"{path} is not UTF-8 and is left as it is\n")
            continue
        after, count = fix_source(before, lambda source: checker.check(source)[0])
        total += count
        if count and dry_run:
            sys.stdout.write(diff(before, after))
        elif count:
            write_file(path, after.data)
    sys.stderr.write(f"{total:,} safe fixes {'found' if dry_run else 'applied'}\n")


def _wait_for_change(paths: Sequence[Path]) -> None:
    before = _stamps(paths)
    while _stamps(paths) == before:
        time.sleep(_POLL_SECONDS)


def _stamps(paths: Sequence[Path]) -> list[tuple[float, int]]:
    out = []
    for path in paths:
        try:
            found = path.stat()
            out.append((found.st_mtime, found.st_size))
        except OSError:
            out.append((0.0, -1))
    return out
