"""`edition validate`: the edition's own files against its schema and registers, or any XML against any schema."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated, Final, NoReturn

import typer

from edition.checking import ALL_PHASES, Assertions, Plan, check, plan_edition, plan_files
from edition.cli.call import ReportFormat
from edition.cli.output import Progress, exit_code, folder_of, limit_of, note, report
from edition.diagnostics import Diagnostic, EditionError, counted, printable
from edition.markup import read_source
from edition.markup.changes import change_file, settle
from edition.markup.inputs.kept import Stamp, stamp_of
from edition.markup.inputs.named import expand
from edition.project.outputs import OutputFile
from edition.validate import Baseline, is_baseline

app = typer.Typer(add_completion=False)
_POLL_SECONDS: Final = 0.5


class _Format(StrEnum):
    """How findings are printed: as everywhere, or as a report of what Schematron met."""

    TEXT = "text"
    CONCISE = "concise"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"
    JUNIT = "junit"
    CHECKSTYLE = "checkstyle"
    SVRL = "svrl"


@app.command()
def validate(
    ctx: typer.Context,
    paths: Annotated[list[Path] | None, typer.Argument(help="Files or folders (searched for *.xml).")] = None,
    schema: Annotated[Path | None, typer.Option("--schema", help="RELAX NG schema: .rng or .rnc.")] = None,
    schematron: Annotated[
        list[Path] | None, typer.Option("--schematron", help="Schematron schema: .sch, or .rng with rules; repeatable.")
    ] = None,
    embedded: Annotated[
        bool, typer.Option("--embedded/--no-embedded", help="Run the Schematron rules that a RELAX NG schema holds.")
    ] = True,
    phase: Annotated[str, typer.Option("--phase", help="Phase of the Schematron schema.")] = ALL_PHASES,
    form: Annotated[_Format, typer.Option("--format", help="How findings are printed.")] = _Format.TEXT,
    fix: Annotated[bool, typer.Option("--fix", help="Apply the safe fixes.")] = False,
    unsafe: Annotated[
        bool, typer.Option("--unsafe", help="With --fix: apply the unsafe ones, too, where less is wrong behind them.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="With --fix: show the changes and write nothing.")] = False,
    baseline: Annotated[Path | None, typer.Option("--baseline", help="Leave out what this file lists.")] = None,
    write_baseline: Annotated[
        Path | None, typer.Option("--write-baseline", help="Write the findings as a baseline.")
    ] = None,
    watch: Annotated[bool, typer.Option("--watch", help="Check again whenever a file changes.")] = False,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, help="Processes; 0 stands for one a core.")] = 0,
    cluster: Annotated[str | None, typer.Option("--cluster", help="Address of a Dask scheduler.")] = None,
    every: Annotated[bool, typer.Option("--all", help="List every finding, also many of one kind.")] = False,
) -> None:
    """Check files, and say what was expected, where, and how to mend it."""
    folder = folder_of(ctx)
    _check_call(fix=fix, dry_run=dry_run, unsafe=unsafe)
    assertions = Assertions(tuple(folder / s for s in schematron or ()), phase, embedded)
    make_plan = partial(_plan, folder, paths or [], schema and folder / schema, assertions)
    plan = make_plan()
    written = OutputFile(folder / write_baseline, plan.project, is_baseline) if write_baseline else None
    left = _fix(plan, dry_run=dry_run, unsafe=unsafe) if fix else []
    if dry_run:
        return
    lists = baseline and folder / baseline, written
    once = partial(_check_once, form=form, left=left, lists=lists, workers=(jobs, cluster), every=every)
    if not watch:
        raise typer.Exit(once(plan))
    _watch(make_plan, once)


def _check_call(*, fix: bool, **options: bool) -> None:
    """Refuse what means nothing without fixes."""
    for name, given in options.items():
        if given and not fix:
            raise typer.BadParameter(f"--{name.replace('_', '-')} goes with --fix")


def _watch(make_plan: Callable[[], Plan], once: Callable[[Plan], int]) -> NoReturn:
    while True:
        seen = _stamps(make_plan)  # before the check, so that no change is missed that comes while it runs
        once(make_plan())
        while _stamps(make_plan) == seen:
            time.sleep(_POLL_SECONDS)


def _plan(folder: Path, paths: Sequence[Path], rng: Path | None, assertions: Assertions) -> Plan:
    files = list(expand(folder, paths))
    if rng is None and not (assertions.paths and paths):
        from edition.project import find_project  # late: a check of any file against any schema does without

        project = find_project(folder)
        settle(project.root)
        return plan_edition(project, files if paths else None, assertions)
    if not assertions.paths and assertions.phase != ALL_PHASES:
        raise typer.BadParameter("--phase goes with --schematron")
    if not paths:
        raise typer.BadParameter("with --schema, name the files to check")
    return plan_files(files, rng, assertions)


def _check_once(
    plan: Plan,
    form: _Format,
    left: Sequence[Diagnostic],
    lists: tuple[Path | None, OutputFile | None],
    workers: tuple[int, str | None],
    every: bool,
) -> int:
    """Check and report; `left` tells which files could not be mended before."""
    baseline, written = lists
    jobs, cluster = workers
    progress = Progress("checking", len(plan.files))
    done = check(plan, jobs=jobs, cluster=cluster, advance=progress.advance)
    progress.clear()
    found = done.findings
    if form is _Format.SVRL:
        from edition.validate.schematron.svrl import report_on

        sys.stdout.write(report_on(plan.files, plan.schemas.schematron, found))
        return exit_code(found)
    if written:
        root = plan.project.root if plan.project else None
        refused = change_file(root, written.path, written.before, Baseline.of(found, done.sources).write())
        found = [refused] if refused else []
    elif baseline:
        found = Baseline.read(str(baseline), read_source(baseline).data).new(found, done.sources)
    told, limit = [*left, *found], None if every else limit_of(plan.project)
    summary = f"{counted(done.files, 'file')} checked"
    return report(told, ReportFormat(form.value), done.sources, summary, limit=limit, advised=done.advised)


def _fix(plan: Plan, *, dry_run: bool, unsafe: bool) -> list[Diagnostic]:
    """Mend what can be mended; what was changed meanwhile is left and told."""
    from edition.checking.mending import mend
    from edition.validate.fixes import diff

    total = 0
    refused: list[Diagnostic] = []
    root = plan.project.root if plan.project else None
    for mended in mend(plan, unsafe=unsafe):
        if mended.fixes and dry_run:
            sys.stdout.write(printable(diff(mended.before, mended.after)))
        elif mended.fixes and (found := change_file(root, mended.path, mended.before.data, mended.after.data)):
            refused.append(found)
            continue
        total += mended.fixes
    count = counted(total, "fix", "fixes") if unsafe else counted(total, "safe fix", "safe fixes")
    note(f"{count} {'found' if dry_run else 'applied'}")
    return refused


def _stamps(make_plan: Callable[[], Plan]) -> dict[Path, Stamp]:
    """When each file was changed last, and its size; what is being replaced at this moment counts as not there."""
    with contextlib.suppress(EditionError):
        return {path: stamp for path in make_plan().inputs() if any(stamp := stamp_of(path))}
    return {}
