"""`edition validate`: the edition's own files against its schema and registers, or any XML against any schema.

Much is imported only where it is needed: a check of one file should not wait for what it does without.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from edition.cli.output import Format, Progress, folder_of, report
from edition.corpus import Item, map_documents
from edition.diagnostics import Diagnostic, EditionError, Sources
from edition.markup import read_source, write_file
from edition.markup.codes import UNREADABLE
from edition.validate import Baseline, Checker, SchemaJob, has_suppressions, load_grammar

if TYPE_CHECKING:
    from edition.project import Project
    from edition.validate.schematron import Schematron

app = typer.Typer(add_completion=False)
_POLL_SECONDS: Final = 0.5
_ALL_PHASES: Final = "#DEFAULT"  # what the schema says is its default, else all


@dataclass(frozen=True)
class Plan:
    """What is checked against what. `project` is None where only given files meet given schemas."""

    project: Project | None
    articles: Sequence[Path]
    others: Sequence[Path]
    schemas: SchemaJob
    jobs: int
    cluster: str | None

    @property
    def files(self) -> dict[str, Path]:
        """Every file by its path as shown to people."""
        paths = (*self.articles, *self.others)
        return {self.project.shown(p.resolve()) if self.project else str(p): p for p in paths}


@app.command()
def validate(
    ctx: typer.Context,
    paths: Annotated[list[Path] | None, typer.Argument(help="Files or folders (searched for *.xml).")] = None,
    schema: Annotated[Path | None, typer.Option("--schema", help="RELAX NG schema: .rng or .rnc.")] = None,
    schematron: Annotated[Path | None, typer.Option("--schematron", help="Schematron schema: .sch.")] = None,
    phase: Annotated[str, typer.Option("--phase", help="Phase of the Schematron schema.")] = _ALL_PHASES,
    form: Annotated[Format, typer.Option("--format", help="How findings are printed.")] = Format.TEXT,
    fix: Annotated[bool, typer.Option("--fix", help="Apply the safe fixes.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="With --fix: show the changes and write nothing.")] = False,
    baseline: Annotated[Path | None, typer.Option("--baseline", help="Leave out what this file lists.")] = None,
    write_baseline: Annotated[
        Path | None, typer.Option("--write-baseline", help="Write the findings as a baseline.")
    ] = None,
    watch: Annotated[bool, typer.Option("--watch", help="Check again whenever a file changes.")] = False,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, help="Processes; 0 stands for one a core.")] = 0,
    cluster: Annotated[str | None, typer.Option("--cluster", help="Address of a Dask scheduler.")] = None,
) -> None:
    """Check files, and say what was expected, where, and how to mend it."""
    folder = folder_of(ctx)
    if dry_run and not fix:
        raise typer.BadParameter("--dry-run goes with --fix")
    schemas = (schema and folder / schema, schematron and folder / schematron, phase)
    plan = _plan(folder, paths or [], schemas, jobs, cluster)
    if fix:
        _fix(plan, dry_run)
        if dry_run:
            return
    while True:
        files = partial(_plan_files, plan, folder, paths or [])
        seen = _stamps(files)  # before the check, so that no change is missed that comes while it runs
        code = _check_once(plan, form, baseline and folder / baseline, write_baseline and folder / write_baseline)
        if not watch:
            raise typer.Exit(code)
        while _stamps(files) == seen:
            time.sleep(_POLL_SECONDS)
        plan = _plan(folder, paths or [], schemas, jobs, cluster)


def _plan(
    folder: Path,
    paths: Sequence[Path],
    schemas: tuple[Path | None, Path | None, str],
    jobs: int,
    cluster: str | None,
) -> Plan:
    rng, sch, phase = schemas
    files = list(_files(folder, paths))
    if rng is None and sch is None:
        from edition.project import find_project

        return _edition_plan(find_project(folder), files if paths else None, phase, jobs, cluster)
    if sch is None and phase != _ALL_PHASES:
        raise typer.BadParameter("--phase goes with --schematron")
    if not paths:
        raise typer.BadParameter("with --schema or --schematron, name the files to check")
    return Plan(None, [], files, SchemaJob(rng, _schematron(sch, phase), _user_cache()), jobs, cluster)


def _edition_plan(project: Project, files: Sequence[Path] | None, phase: str, jobs: int, cluster: str | None) -> Plan:
    """All files of an edition, or those given; files that are none of its articles are checked without their facts."""
    schemas = SchemaJob(project.rng, _schematron(project.sch, phase), project.cache)
    articles = project.article_paths()
    if files is None:
        return Plan(project, articles, project.register_paths(), schemas, jobs, cluster)
    known = {p.resolve() for p in articles}
    chosen = [p for p in files if p.resolve() in known]
    return Plan(project, chosen, [p for p in files if p.resolve() not in known], schemas, jobs, cluster)


def _user_cache() -> Path:
    """Where schemas that belong to no edition are kept in the form that loads quickly."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "edition"


def _schematron(path: Path | None, phase: str) -> Schematron | None:
    if path is None:
        return None
    from edition.validate.schematron import Schematron

    return Schematron(path, phase)


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


def _check_once(plan: Plan, form: Format, baseline: Path | None, write_baseline: Path | None) -> int:
    files = plan.files
    found = _check(plan, files)
    sources = _sources(found, files, plan.project.root if plan.project else Path())
    if write_baseline:
        write_file(write_baseline, Baseline.of(found, sources).write())
        found = []
    elif baseline:
        found = Baseline.read(str(baseline), read_source(baseline).data).new(found, sources)
    return report(found, form, sources, f"{len(files):,} {'file' if len(files) == 1 else 'files'} checked")


def _check(plan: Plan, files: dict[str, Path]) -> list[Diagnostic]:
    """All findings that nobody allowed."""
    schemas = plan.schemas.packed() if plan.cluster else plan.schemas
    unreadable: list[Diagnostic] = []
    allowing: set[str] = set()
    items = _items(files, unreadable, allowing)
    progress = Progress("checking", len(files))
    if plan.project:
        from edition.cli.checking import check_edition

        found = check_edition(plan, schemas, items, progress)
    else:
        found = []
        for _, diagnostics in map_documents(schemas, items, jobs=plan.jobs, cluster=plan.cluster):
            found += diagnostics
            progress.advance()
    progress.clear()
    found += unreadable
    if not allowing and plan.project is None:
        return found
    from edition.cli.checking import settle_files

    return settle_files(plan.project, {path: files[path] for path in allowing}, found)


def _items(files: dict[str, Path], unreadable: list[Diagnostic], allowing: set[str]) -> Iterator[Item]:
    """The files as they are asked for; notes those that cannot be read, and those that hold suppressions."""
    for shown, path in files.items():
        try:
            item = Item(shown, read_source(path, shown).data)
        except EditionError as error:
            unreadable += error.diagnostics
            continue
        if has_suppressions(item.data):
            allowing.add(shown)
        yield item


def _sources(found: Sequence[Diagnostic], files: dict[str, Path], folder: Path) -> Sources:
    """The files that findings speak of, as they were checked (in UTF-8, whatever they are on disk)."""
    places = {d.primary.file for d in found if d.primary} | {label.span.file for d in found for label in d.labels}
    data: dict[str, bytes] = {}
    for shown in places & files.keys():
        try:
            data[shown] = read_source(files[shown], shown).data
        except EditionError:
            continue  # gone since it was checked: findings show without their line
    return Sources(data, folder)


def _fix(plan: Plan, dry_run: bool) -> None:
    from edition.validate.fixes import diff, fix_source

    rng = plan.schemas.rng
    checker = Checker(load_grammar(rng, plan.schemas.cache) if rng else None, plan.schemas.schematron)
    total = 0
    for path in plan.files.values():
        try:
            before = read_source(path)
        except EditionError:
            continue  # the check itself tells
        if before.transcoded:
            sys.stderr.write(f"{path} is not UTF-8 and is left as it is\n")
            continue
        after, count = fix_source(before, lambda source: checker.check(source, parsed=False)[0])
        total += count
        if count and dry_run:
            sys.stdout.write(diff(before, after))
        elif count:
            write_file(path, after.data)
    sys.stderr.write(f"{total:,} safe {'fix' if total == 1 else 'fixes'} {'found' if dry_run else 'applied'}\n")


def _plan_files(plan: Plan, folder: Path, paths: Sequence[Path]) -> list[Path]:
    """Everything that the findings depend on, as it is on the disk now."""
    project = plan.project
    schemas = [p for p in (plan.schemas.rng, plan.schemas.schematron and plan.schemas.schematron.path) if p]
    registers = project.register_paths() if project else []
    found = list(_files(folder, paths)) if paths or project is None else project.article_paths()
    return [*found, *registers, *schemas]


def _stamps(files: Callable[[], list[Path]]) -> dict[Path, tuple[float, int]]:
    """When each file was changed last, and its size; what is being replaced at this moment counts as not there."""
    out = {}
    with contextlib.suppress(EditionError):
        for path in files():
            with contextlib.suppress(OSError):
                found = path.stat()
                out[path] = (found.st_mtime, found.st_size)
    return out
