"""What holds for every command of a call, and the options that say so: they may stand before and behind the command."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Final

import typer
import typer.main


class Least(StrEnum):
    """The least severity that is shown."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Colour(StrEnum):
    """When findings are coloured."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class ReportFormat(StrEnum):
    """How diagnostics are printed."""

    TEXT = "text"
    CONCISE = "concise"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"
    JUNIT = "junit"
    CHECKSTYLE = "checkstyle"


@dataclass
class Call:
    """The folder that paths and the edition are looked for in, and how findings are weighed and shown."""

    folder: Path = Path()
    strict: bool = False
    quiet: bool = False
    verbose: bool = False
    severity: Least = Least.INFO
    statistics: bool = False
    color: Colour = Colour.AUTO
    format: ReportFormat = ReportFormat.TEXT


_CALL: Final[ContextVar[Call]] = ContextVar("call")
_KINDS: Final[dict[str, Any]] = {"folder": Path, "severity": Least, "color": Colour, "format": ReportFormat}
_options = typer.Typer(add_completion=False)


def begin_call() -> Call:
    """A new call; its options are read into it."""
    call = Call()
    _CALL.set(call)
    return call


def current_call() -> Call:
    """The call that is being carried out."""
    return _CALL.get(Call())


@_options.command()
def _common(
    call_folder: Annotated[
        Path,
        typer.Option(
            "-C",
            "--directory",
            metavar="DIR",
            help="Work in this folder: paths count from it; the edition is looked for in it and above it.",
        ),
    ] = Path(),
    call_strict: Annotated[bool, typer.Option("--strict", help="Warnings count as errors.")] = False,
    call_quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Findings only: no summary, no progress.")] = False,
    call_verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Every finding, however many.")] = False,
    call_severity: Annotated[
        Least, typer.Option("--severity", help="Show only findings at least so severe.")
    ] = Least.INFO,
    call_statistics: Annotated[
        bool, typer.Option("--statistics", help="How often each code, not each finding.")
    ] = False,
    call_color: Annotated[Colour, typer.Option("--color", help="Colours (NO_COLOR, FORCE_COLOR).")] = Colour.AUTO,
    call_format: Annotated[
        ReportFormat, typer.Option("--format", help="How findings are printed.")
    ] = ReportFormat.TEXT,
) -> None:
    """Never run: a place to declare the options, under names that no command has."""


def add_common_options(command: Any) -> None:
    """Give a command, and the commands below it, the options that hold for every call."""
    for below in getattr(command, "commands", {}).values():
        add_common_options(below)
    for param in command.params:
        if "--format" in param.opts and hasattr(param.type, "choices"):  # its own, which knows more or fewer
            param.callback = _note_format
    taken = {name for param in command.params for name in (*param.opts, *param.secondary_opts)}
    for param in typer.main.get_command(_options).params:
        if param.name != "help" and not taken.intersection(param.opts):
            param.expose_value = False
            param.callback = _note
            command.params.append(param)


def _note_format(ctx: Any, param: Any, value: Any) -> Any:
    """Note a command's own format, in which what stops it is told, too; one said before the command is taken."""
    if ctx.get_parameter_source(param.name).name == "COMMANDLINE":
        if str(value) in list(ReportFormat):
            current_call().format = ReportFormat(str(value))
        return value
    return next((known for known in param.type.choices if str(known) == current_call().format), value)


def _note(ctx: Any, param: Any, value: Any) -> Any:
    """Note what was said; what was not said leaves what was said before the command."""
    if ctx.get_parameter_source(param.name).name == "COMMANDLINE":
        name = param.name.removeprefix("call_")
        setattr(current_call(), name, _KINDS.get(name, bool)(value))
    return value
