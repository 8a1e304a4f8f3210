"""What the commands print: diagnostics in the wanted format, a summary for people, progress for long runs."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

import typer

from edition.cli.call import Colour, ReportFormat, current_call
from edition.diagnostics import (
    Diagnostic,
    Severity,
    Sources,
    coloured,
    counted,
    group_lines,
    grouped,
    printable,
    render,
    sort_diagnostics,
)
from edition.jobs.faults import OWN_FAULT

if TYPE_CHECKING:
    from edition.project import Project

Advised = Callable[[list[Diagnostic]], list[Diagnostic]]
MANY: Final = 20  # more findings of one kind are told to people in one line
_EVERY_SECONDS: Final = 0.2
_WEIGHT: Final = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


class TextOrJson(StrEnum):
    """What a command prints: text for people, JSON for programs."""

    TEXT = "text"
    JSON = "json"


_FOR_PEOPLE: Final = (ReportFormat.TEXT, ReportFormat.CONCISE)


def project_of(ctx: typer.Context) -> Project:
    """The edition that the call is about."""
    from edition.markup.changes import settle
    from edition.project import find_project  # late: a call without an edition does without its settings

    project = find_project(folder_of(ctx))
    sys.stderr.write(render(settle(project.root), "text"))
    return project


def folder_of(ctx: typer.Context) -> Path:
    """The folder that the call works in (`-C`)."""
    return current_call().folder


def say(text: str) -> None:
    """Print a line that may hold words of a source: nothing in it steers the terminal, nor a program's reading."""
    typer.echo(printable(text), err=current_call().format not in _FOR_PEOPLE)


def note(text: str) -> None:
    """Tell people on stderr what was done, unless they want findings only; nothing in it steers the terminal."""
    if not current_call().quiet:
        sys.stderr.write(printable(text) + "\n")


def report(
    diagnostics: Iterable[Diagnostic],
    form: ReportFormat | None = None,
    sources: Sources | None = None,
    done: str = "",
    project: Project | None = None,
    limit: int | None = MANY,
    advised: Advised = list,
) -> int:
    """Print diagnostics and give the exit code: 1 where there are errors (with `--strict` or warnings), else 0.

    People also get a line of summary on stderr. Lines are shown from `sources`, else from the disk; paths in an edition
    count from its folder. With a `limit`, findings of one kind of which there are more are told to people in one line.
    `advised` gives findings with what helps: it is asked for those alone that are shown with it.
    """
    call = current_call()
    form = form or call.format
    found = sort_diagnostics(diagnostics)
    shown = _severe(found)
    text = _text(shown, form, sources or Sources(folder=project.root if project else Path()), limit, advised)
    sys.stdout.write(coloured(text) if form in _FOR_PEOPLE and _has_colour() else text)
    sys.stdout.flush()
    if form in _FOR_PEOPLE and not call.quiet:
        sys.stderr.write(summary(found, done) + "\n")
    return exit_code(found)


def tell_aside(diagnostics: Iterable[Diagnostic], project: Project | None = None) -> None:
    """Print diagnostics on stderr, where what is asked for goes to stdout: figures, or a value for programs."""
    shown, sources = _severe(sort_diagnostics(diagnostics)), Sources(folder=project.root if project else Path())
    sys.stderr.write(_text(shown, ReportFormat.TEXT, sources, MANY, list))


def _severe(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Those that are shown."""
    least = _WEIGHT[Severity(current_call().severity)]
    return [d for d in diagnostics if _WEIGHT[d.severity] <= least]


def limit_of(project: Project | None) -> int:
    """How many findings of a kind are told one by one; of the conventions of others each kind is one line."""
    return 0 if project and project.settings.validate.profile == "reference" else MANY


def report_any(
    diagnostics: Sequence[Diagnostic], sources: Sources | None = None, done: str = "", project: Project | None = None
) -> int:
    """The same for a call that is silent where all is well: only a program is told that there is nothing."""
    if not diagnostics and current_call().format in _FOR_PEOPLE:
        return 0
    return report(diagnostics, sources=sources, done=done, project=project)


def _text(shown: list[Diagnostic], form: ReportFormat, sources: Sources, limit: int | None, advised: Advised) -> str:
    call = current_call()
    if call.statistics and form in _FOR_PEOPLE:
        return statistics(shown)
    if form is ReportFormat.CONCISE:
        return render(shown, form, sources)
    if limit is None or call.verbose or form is not ReportFormat.TEXT:
        return render(advised(shown), form, sources)
    single, groups = grouped(shown, limit)
    return render(advised(sort_diagnostics(single)), form, sources) + "".join(group_lines(groups, sources))


def exit_code(diagnostics: Iterable[Diagnostic]) -> int:
    """1 where there are errors, 2 where the program failed; with `--strict` warnings count as errors."""
    diagnostics = list(diagnostics)
    if any(d.code.id == OWN_FAULT.id for d in diagnostics):
        return 2
    counted = (Severity.ERROR, Severity.WARNING) if current_call().strict else (Severity.ERROR,)
    return 1 if any(d.severity in counted for d in diagnostics) else 0


def statistics(diagnostics: Iterable[Diagnostic]) -> str:
    """How often each code was found, the commonest first."""
    counts = Counter((d.code.id, d.code.name, str(d.severity)) for d in diagnostics)
    rows = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    return "".join(f"{number:>7,}  {id_} {name} ({severity})\n" for (id_, name, severity), number in rows)


def _has_colour() -> bool:
    wanted = current_call().color
    if wanted is not Colour.AUTO:
        return wanted is Colour.ALWAYS
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()


def summary(diagnostics: Iterable[Diagnostic], done: str = "") -> str:
    """One line on how it went.

    >>> summary([], "5 files checked")
    '5 files checked: no findings'
    """
    counts = dict.fromkeys(Severity, 0)
    for d in diagnostics:
        counts[d.severity] += 1
    words = [counted(n, str(s)) for s, n in counts.items() if n and s is not Severity.INFO]
    if counts[Severity.INFO]:
        words.append(counted(counts[Severity.INFO], "remark"))
    return (f"{done}: " if done else "") + (", ".join(words) or "no findings")


class Progress:
    """A line on stderr with count, rate and time left; a plain line now and then where stderr is no terminal.

    A total of 0 stands for one that is not known.
    """

    def __init__(self, what: str, total: int, stream: TextIO | None = None) -> None:
        self._what = what
        self._total = total
        self._stream = stream or sys.stderr
        self._is_terminal = self._stream.isatty()
        self._is_quiet = current_call().quiet
        self._began = time.monotonic()
        self._shown = self._began
        self._done = 0

    def advance(self, number: int = 1) -> None:
        """Count documents done."""
        self._done += number
        now = time.monotonic()
        pause = _EVERY_SECONDS if self._is_terminal else 10.0
        if now - self._shown >= pause and not self._is_quiet:
            self._shown = now
            self._show(now)

    def tell(self, line: str) -> None:
        """Print a line on stdout: where that is the same terminal, above the line of progress."""
        is_between = self._is_terminal and sys.stdout.isatty() and self._shown > self._began
        if is_between:
            self.clear()
        sys.stdout.write(printable(line) + "\n")
        if is_between:
            self._show(time.monotonic())

    def clear(self) -> None:
        """Take the line away, before something else is printed or at the end."""
        if self._is_terminal and self._shown > self._began:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def _show(self, now: float) -> None:
        rate = self._done / max(now - self._began, 1e-6)
        line = f"{self._what} {self._done:,}, {rate:,.0f} a second"
        if self._total:
            left = (self._total - self._done) / rate if rate else 0.0
            line = f"{self._what} {self._done:,} of {self._total:,}, {rate:,.0f} a second, {_clock(left)} left"
        self._stream.write(f"\r\x1b[K{line}" if self._is_terminal else f"{line}\n")
        self._stream.flush()


class Watch:
    """Lines of progress for the steps of a command, as the public face asks for them."""

    def __init__(self) -> None:
        self._line: Progress | None = None

    def __call__(self, what: str, total: int) -> Callable[[], None]:
        """Begin the line of another step."""
        self.clear()
        self._line = Progress(what, total)
        return self._line.advance

    def tell(self, line: str) -> None:
        """Print a line on stdout, above the line of progress."""
        if self._line:
            self._line.tell(line)
        else:
            sys.stdout.write(printable(line) + "\n")

    def clear(self) -> None:
        """Take the line away."""
        if self._line:
            self._line.clear()


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02}"
