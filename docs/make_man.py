"""Write src/man/edition.1: the manual page, from what every command says of itself with `--help`.

    .venv/bin/python docs/make_man.py

A test fails if the page is stale. The wheel lays it into `share/man/man1`, where `man edition` finds it.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import typer.main

from edition.cli.call import add_common_options
from edition.cli.root import COMMANDS
from edition.version import __version__

PAGE = Path(__file__).resolve().parents[1] / "src/man/edition.1"
HEAD = rf""".\" made by docs/make_man.py
.TH EDITION 1 "" "edition {__version__}" "User Commands"
.SH NAME
edition \- annotated digital editions in TEI: import, annotate, validate, publish, export
.SH SYNOPSIS
.B edition
.RI [ OPTIONS ]
.I COMMAND
.RI [ ARGUMENTS ]...
.SH DESCRIPTION
Every command takes \fB\-\-help\fR, and finds the edition by the nearest \fIedition.toml\fR.
.SH COMMANDS
"""
TAIL = r""".SH EXIT STATUS
.TP
0
no errors; warnings and remarks are told
.TP
1
errors
.TP
2
a wrong call, or a failure of the program
.TP
130
ended with Ctrl\-C
.SH FILES
.TP
.I edition.toml
the settings of an edition
.TP
.I tei/
the texts and registers: the only thing that cannot be made again
.TP
.I output/
what commands make of them
"""


def plain(text: str) -> str:
    r"""Text as roff takes it.

    >>> plain("a-b \\ c …")
    'a\\-b \\e c \\[u2026]'
    >>> plain(".x")
    '\\&.x'
    """
    text = text.replace("\\", r"\e").replace("-", r"\-")
    text = "".join(c if c.isascii() else f"\\[u{ord(c):04X}]" for c in text)
    return re.sub(r"(?m)^(?=[.'])", r"\&", text)


def commands() -> Iterator[tuple[str, Any]]:
    """Every command with its whole name; one with subcommands is told by these."""
    for name, module in COMMANDS.items():
        command = typer.main.get_command(importlib.import_module(f"edition.cli.{module}").app)
        inner = getattr(command, "commands", None)
        for under, found in inner.items() if inner else [("", command)]:
            yield f"edition {name} {under}".strip(), found


def options(command: Any, params: Iterable[Any]) -> Iterator[str]:
    """Options, each with its value and what it is for."""
    context = command.make_context("edition", [], resilient_parsing=True)
    for option in params:
        if option.param_type_name == "option" and not option.hidden:
            names = ", ".join(f"\\fB{plain(n)}\\fR" for n in (*option.opts, *option.secondary_opts))
            value = "" if option.is_flag else f" \\fI{plain(option.make_metavar(context))}\\fR"
            yield f".TP\n{names}{value}\n{words(option.help)}\n"


def words(text: str | None) -> str:
    """A text on one line."""
    return plain(" ".join((text or "").split()))


def section(name: str, command: Any) -> Iterator[str]:
    """A command: what it takes, what it is for, its own options."""
    context = command.make_context(name, [], resilient_parsing=True)
    taken = [p.make_metavar(context) for p in command.params if p.param_type_name == "argument"]
    yield f'.SS "{plain(" ".join([name, *taken]))}"\n{words(command.help)}\n'
    yield from options(command, command.params)


def shared() -> str:
    """The options that every command takes."""
    _, command = next(commands())
    own = list(command.params)
    add_common_options(command)
    return "".join(options(command, [p for p in command.params if p not in own]))


def manual() -> str:
    """The page."""
    told = "".join(line for name, command in commands() for line in section(name, command))
    return f"{HEAD}{told}.SH OPTIONS OF EVERY COMMAND\n{shared()}{TAIL}"


if __name__ == "__main__":
    PAGE.write_text(manual(), encoding="utf-8")
