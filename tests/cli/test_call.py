"""What holds for every command: the folder, exit codes, what is shown and how; before and behind the command."""

from __future__ import annotations

import importlib
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer.main

from edition.cli.root import COMMANDS, SUMMARIES
from edition.project import Project

Command = Callable[..., Any]
WARNING = ("Bridge Press", "Your institution")


@pytest.fixture
def warned(sample: Project) -> Path:
    """An edition with one warning."""
    settings = sample.root / "edition.toml"
    settings.write_text(settings.read_text("utf-8").replace(*WARNING), "utf-8")
    return sample.root


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    call = [sys.executable, "-m", "edition", *arguments]
    return subprocess.run(call, env=os.environ | environment, capture_output=True, text=True, check=False)


def test_the_folder_may_stand_behind_the_command(command: Command, sample: Project) -> None:
    before = command("-C", str(sample.root), "stats")
    behind = command("stats", "-C", str(sample.root))
    assert (before.code, before.out) == (0, behind.out)
    assert command("registers", "check", "-C", str(sample.root)).code == 0


def test_paths_count_from_the_folder(command: Command, sample: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(sample.root.parent)
    assert command("build", "--no-search", "-o", "site", "--jobs", "1", folder=sample.root).code == 0
    assert (sample.root / "site/index.html").is_file()


def test_warnings_are_errors_where_that_is_asked_for(command: Command, warned: Path) -> None:
    assert command("validate", folder=warned).code == 0
    assert command("validate", "--strict", folder=warned).code == 1
    assert command("--strict", "validate", folder=warned).code == 1


def test_only_what_is_severe_enough_is_shown(command: Command, warned: Path) -> None:
    assert "S705" in command("validate", folder=warned).out
    outcome = command("validate", "--severity", "error", folder=warned)
    assert (outcome.out, "1 warning" in outcome.err) == ("", True)


def test_statistics_count_codes(command: Command, warned: Path) -> None:
    assert command("validate", "--statistics", folder=warned).out.split() == ["1", "S705", "placeholder", "(warning)"]


def test_quiet_leaves_findings_alone(command: Command, warned: Path) -> None:
    outcome = command("validate", "-q", folder=warned)
    assert ("S705" in outcome.out, outcome.err) == (True, "")


@pytest.mark.parametrize(
    ("environment", "option", "has_colour"),
    [
        ({"FORCE_COLOR": "1"}, (), True),
        ({}, (), False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, (), False),
        ({"NO_COLOR": "1"}, ("--color", "always"), True),
    ],
)
def test_colours(warned: Path, environment: dict[str, str], option: tuple[str, ...], has_colour: bool) -> None:
    out = run("-C", str(warned), "validate", *option, **environment).stdout
    assert ("\x1b[1;33mwarning[S705]\x1b[0m" in out) == has_colour
    assert "S705" in re.sub(r"\x1b\[[\d;]*m", "", out)


def test_programs_are_given_no_colours(warned: Path) -> None:
    assert "\x1b" not in run("-C", str(warned), "validate", "--format", "json", FORCE_COLOR="1").stdout


def test_ctrl_c_ends_with_130(sample: Project) -> None:
    call = [sys.executable, "-m", "edition", "-C", str(sample.root), "validate", "--watch"]
    pipe = subprocess.PIPE
    # whoever starts tests in the background has them ignore Ctrl-C, and what they start, too
    with subprocess.Popen(call, stdout=pipe, stderr=pipe, text=True, preexec_fn=_mind_interrupts) as watching:
        try:
            assert watching.stderr is not None
            watching.stderr.readline()  # the summary of the first check
            watching.send_signal(signal.SIGINT)
            _, err = watching.communicate(timeout=60)
        finally:
            watching.kill()
    assert (watching.returncode, "Traceback" in err) == (130, False)


@pytest.mark.parametrize("at", [2, 5, 30])
def test_ctrl_c_while_the_program_is_loaded_ends_with_130(at: int) -> None:
    code = (
        "import edition, sys\n"
        "class Pressed:\n"
        "    met = 0\n"
        "    @classmethod\n"
        "    def find_spec(cls, *_):\n"
        "        cls.met += 1\n"
        f"        if cls.met == {at}: raise KeyboardInterrupt\n"
        "sys.modules.pop('pathlib', None)\n"
        "sys.meta_path.insert(0, Pressed)\n"
        "sys.argv[1:] = ['stats']\n"
        "from edition.__main__ import main\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, "Traceback" in done.stderr) == (130, False)


def _mind_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_every_command_says_what_holds_for_all(command: Command) -> None:
    for name in ("validate", "annotate", "export", "build", "import"):
        told = command(name, "--help").out
        assert all(option in told for option in ("--strict", "--quiet", "--severity", "--color", "--directory")), name


def test_a_shell_can_complete() -> None:
    assert "--install-completion" in run("--help", COLUMNS="200").stdout


def test_help_says_of_each_command_what_the_command_says_of_itself() -> None:
    for name, module in COMMANDS.items():
        command = typer.main.get_command(importlib.import_module(f"edition.cli.{module}").app)
        assert SUMMARIES[name] == (command.help or "").split("\n\n")[0].replace("\n", " ").strip(), name
    assert SUMMARIES.keys() == COMMANDS.keys()


def test_help_imports_no_command() -> None:
    code = "import sys; sys.argv[1:] = ['--help']; from edition.__main__ import main\ntry: main()\nfinally: print(*sorted(sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    late = {*(f"edition.cli.{module}" for module in COMMANDS.values()), "edition.jobs", "lxml", "saxonche"}
    assert not late & {*done.stderr.split()}
    assert all(command in done.stdout for command in COMMANDS)
