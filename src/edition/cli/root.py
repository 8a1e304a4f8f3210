"""The root command: global options, commands that are imported only when called, and the last word on errors."""

from __future__ import annotations

import contextlib
import copy
import difflib
import errno
import importlib
import os
import sys
from pathlib import Path
from typing import Annotated, Any, Final

import typer
import typer.main
from typer.core import TyperCommand, TyperGroup

from edition.cli.call import ReportFormat, add_common_options, begin_call, current_call
from edition.diagnostics import Diagnostic, EditionError, Sources, printable, render
from edition.version import __version__

_INTERRUPTED: Final = 130  # what shells give for Ctrl-C
# command -> module of this room, in the order of `--help`: the way of the data
COMMANDS: Final = {
    "new": "new",
    "adopt": "adopt",
    "import": "import_",
    "annotate": "annotate",
    "learn": "learn",
    "review": "review",
    "decide": "decide",
    "desk": "desk",
    "lsp": "lsp",
    "validate": "validate",
    "build": "build",
    "preview": "preview",
    "export": "export",
    "registers": "registers",
    "import-register": "import_register",
    "reconcile": "reconcile",
    "schema": "schema",
    "score": "score",
    "stats": "stats",
    "cite": "cite",
    "explain": "explain",
    "clean": "clean",
}
# command -> what `--help` says of it: to import them all for their first sentences would take a second
SUMMARIES: Final = {
    "new": "Lay out a new edition with one small sample article and the five registers.",
    "adopt": "Look at TEI that others made, and write the settings of an edition of it: "
    "DIR/edition.toml, and nothing else.",
    "import": "Import articles into TEI with no letter lost.",
    "annotate": "Find mentions, link them to the registers and mark them; no byte outside the tags changes.",
    "learn": "Learn names, links and certainty from the editors' marks and decisions; `edition annotate` then uses it.",
    "review": "Print the queue of mentions to review, each with what `edition decide` needs.",
    "decide": "Decide about one mention: in the TEI, in the decisions file, "
    "and in the journal that the desk undoes from.",
    "desk": "Correct, link and complete the edition in the browser; the address is printed when it answers.",
    "lsp": "Serve an editor: findings while typing, completion, hover, references, rename (see docs/editors.md).",
    "validate": "Check files, and say what was expected, where, and how to mend it.",
    "build": "Build the site into output/site.",
    "preview": "Serve the site on this machine only, rebuild what a saved file changes, and reload the page.",
    "export": "Write registers, mentions or texts in a format of the field.",
    "registers": "Check and change the registers; references follow.",
    "import-register": "Take entries into the registers; what contradicts them is told and changes nothing.",
    "reconcile": "Find authority records for entries; identifiers are written only with --accept.",
    "schema": "Compile the schema's source (ODD) and document it.",
    "score": "Score encoded TEI against hand-annotated gold: precision, recall, F1, date values, identity, structure.",
    "stats": "Count what the edition holds.",
    "cite": "Write CITATION.cff, .zenodo.json and codemeta.json from the settings; what was changed by hand stays.",
    "explain": "Explain a diagnostic, or a rule of names, by its code or name; without one, list all diagnostics.",
    "clean": "Delete the results kept in .edition/; sources, settings and output stay.",
}


_WRONG_CALL: Final[type[Exception]] = typer.BadParameter.__mro__[2]  # of the command line


class _Commands(TyperGroup):
    """Commands by name; importing them all would make every call slow."""

    is_listing = False  # only names and summaries are asked for

    def invoke(self, ctx: Any) -> Any:
        """A call that cannot be carried out ends with its diagnostics, and with lines of the edition's files."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()  # or else a full disk is met when nobody can tell it any more
        except KeyboardInterrupt:
            sys.stderr.write("\n")
            raise typer.Exit(_INTERRUPTED) from None
        except EditionError as error:
            from edition.project import edition_folder  # late: a call that goes well, or only asks, is quicker without

            folder = edition_folder(current_call().folder) or Path()
            form = current_call().format
            stream = sys.stderr if form is ReportFormat.TEXT else sys.stdout  # what a program reads stands in one place
            stream.write(render(error.diagnostics, form, Sources(folder=folder)))
            raise typer.Exit(_code_of(error)) from error
        except OSError as error:
            if error.errno == errno.EPIPE:  # whoever reads has seen enough
                raise
            sys.stderr.write(render([_refused(error)], "text", Sources()))
            with contextlib.suppress(OSError, ValueError):  # it may be no file, or closed
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left in it has nowhere to go
            raise typer.Exit(2) from error
        except _WRONG_CALL as error:
            vars(error)["message"] = printable(str(vars(error).get("message", "")))  # it quotes what was typed
            raise
        except (typer.Exit, typer.Abort):
            raise
        except Exception as error:
            from edition.jobs.faults import fault_of  # late, as above

            sys.stderr.write(render([fault_of(error)], "text", Sources()))
            raise typer.Exit(2) from error
        return result

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """`--help` names the commands without importing them."""
        listing = copy.copy(self)
        listing.is_listing = True
        TyperGroup.format_help(listing, ctx, formatter)

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if self.is_listing:
            return TyperCommand(cmd_name, help=SUMMARIES[cmd_name])
        module = COMMANDS.get(cmd_name)
        if module is None:
            near = difflib.get_close_matches(cmd_name, COMMANDS, 1, 0.5)
            ctx.fail(f"there is no command {cmd_name}; " + (f"did you mean {near[0]}?" if near else "--help lists all"))
        command = typer.main.get_command(importlib.import_module(f"edition.cli.{module}").app)
        command.name = cmd_name
        add_common_options(command)
        return command


def _code_of(error: EditionError) -> int:
    """1 where somebody changed a file meanwhile, which is nothing wrong in the call; else 2."""
    from edition.markup.codes import CHANGED_MEANWHILE  # late, as above

    return 1 if all(d.code is CHANGED_MEANWHILE for d in error.diagnostics) else 2


def _refused(error: OSError) -> Diagnostic:
    """What the system refused and no step expected: mostly a disk that is full behind the standard output."""
    from edition.markup.codes import UNREADABLE, UNWRITABLE  # late: calls that go well do without

    reason = error.strerror or str(error)
    if error.filename:
        return Diagnostic(UNREADABLE, f"{error.filename}: {reason}", help="check the path and its permissions")
    return Diagnostic(UNWRITABLE, f"cannot write the output: {reason}", help="make room, or write somewhere else")


_typer = typer.Typer(
    cls=_Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"edition {__version__}")
        raise typer.Exit


@_typer.callback()
def _root(
    ctx: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Annotated digital editions in TEI: import, annotate, validate, publish, export."""
    ctx.obj = current_call()


def app() -> None:
    """Run a command; a wrong call or a failure of ours ends with exit code 2 and a diagnostic, never a traceback."""
    begin_call()
    group = typer.main.get_command(_typer)
    add_common_options(group)
    group()
