"""Where output goes: closed, full, without our letters, a terminal; and what happens when the program itself fails."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from edition.cli import stats
from edition.project import Project

Command = Callable[..., Any]
ESCAPE = "\x1b]0;owned\x07\x1b[2J\u202e"


def run(*arguments: str, shell: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    call = f'exec "{sys.executable}" -m edition "$@" {shell}'
    import os

    return subprocess.run(
        ["sh", "-c", call, "edition", *arguments],
        capture_output=True, text=True, encoding="latin-1", env={**os.environ, **environment}, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("shell", [">&-", "2>&-", ">&- 2>&-", "> /dev/full", "| head -c 1"])
def test_closed_and_full_streams_are_no_traceback(shell: str, sample: Project) -> None:
    for call in (("validate",), ("stats",), ("explain", "--all")):
        done = run("-C", str(sample.root), *call, shell=shell)
        assert "Traceback" not in done.stderr
        assert done.returncode in (0, 1, 2)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp1254"])
def test_what_an_encoding_has_no_sign_for_is_spelled(encoding: str, sample: Project) -> None:
    article = sample.article_paths()[0]
    article.write_text(article.read_text().replace("<p xml:id", "<pп xml:id"))
    done = run("-C", str(sample.root), "validate", PYTHONIOENCODING=encoding)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "\\u043f" in done.stdout


def test_a_source_does_not_steer_the_terminal(sample: Project, command: Command) -> None:
    (sample.root / "tei/decisions.tsv").write_text(f"a{ESCAPE}\tb\n")
    ended = command("annotate", folder=sample.root)
    assert "A200" in ended.out
    assert not set(ESCAPE) & {"\x1b", "\x07", "\u202e"} & set(ended.out)


@pytest.mark.parametrize("call", [(ESCAPE,), ("explain", ESCAPE), (f"--{ESCAPE}",)])
def test_what_was_typed_does_not_steer_the_terminal(call: tuple[str, ...]) -> None:
    done = run(*call)
    assert done.returncode == 2
    assert not {"\x1b", "\x07"} & set(done.stdout + done.stderr)


def test_a_fault_of_our_own_is_a_diagnostic(sample: Project, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr(stats, "project_of", fail)
    ended = command("stats", folder=sample.root)
    assert ended.code == 2
    assert "error[S799] own-fault: ZeroDivisionError in" in ended.err
    assert "by zero" in ended.err

    def stop(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(stats, "project_of", stop)
    assert command("stats", folder=sample.root).code == 130


def test_ctrl_c_before_the_command_has_begun_ends_as_later(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupted(ModuleType):
        @property
        def app(self) -> None:
            raise KeyboardInterrupt

    monkeypatch.setitem(sys.modules, "edition.cli", Interrupted("edition.cli"))
    ended = command("stats")
    assert (ended.code, ended.out, ended.err) == (130, "", "")
