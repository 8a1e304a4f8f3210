"""A copy of the checkout, in which one file after the other is made wrong and the tests of its room are run.

The working tree is never touched. A trial is a fork of this process, which has loaded what tests need but nothing of the
program, so that it begins at once; it ends when its processor time or its patience is used up.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import _hypothesis_pytestplugin  # noqa: F401 - what tests need is loaded before forking
import hypothesis  # noqa: F401
import lxml.html  # noqa: F401
import pytest
from tests.mutate.mutants import Mutant

_LEFT_OUT = shutil.ignore_patterns(".git", ".venv", ".edition", "output", "dist", "build", "__pycache__", ".*_cache")
_OPTIONS = ("-xq", "-p", "no:cacheprovider", "-m", "not browser and not slow", "--hypothesis-seed=0")


@dataclass(frozen=True)
class Limits:
    """Seconds of the processor and of the clock."""

    processor: int
    clock: int


class Copy:
    """A checkout of its own."""

    def __init__(self, root: Path, place: Path) -> None:
        self.root = place / "checkout"
        self._told = place / "told"
        shutil.copytree(root, self.root, ignore=_LEFT_OUT)

    def passes(self, room: str, limits: Limits) -> tuple[bool, float]:
        """Whether the fast tests of a room pass, and what processor time they took."""
        folders = [str(self.root / folder / room) for folder in ("tests", "src/edition")]
        child = os.fork()
        if not child:
            self._become_pytest(folders, limits)
        _, status, used = os.wait4(child, 0)
        _end(child)
        return status == 0, used.ru_utime + used.ru_stime

    def kills(self, mutant: Mutant, room: str, limits: Limits) -> bool:
        """Whether a test of the room fails with the wrong change; the file is then as it was."""
        path = self.root / mutant.path
        there, times = path.read_bytes(), path.stat()
        path.write_text(mutant.code, encoding="utf-8")
        os.utime(path, (times.st_atime + 60, times.st_mtime + 60))  # what Python keeps of the file is not its
        try:
            return not self.passes(room, limits)[0]
        finally:
            path.write_bytes(there)
            os.utime(path, (times.st_atime, times.st_mtime))

    def told(self) -> str:
        """What the last run said."""
        return self._told.read_text(encoding="utf-8", errors="replace")

    def _become_pytest(self, folders: Sequence[str], limits: Limits) -> None:
        """In the child: run the tests and end; nothing of the parent's is loaded anew or written."""
        os.setsid()
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(limits.clock)
        resource.setrlimit(resource.RLIMIT_CPU, (limits.processor, limits.processor + 1))
        out = os.open(self._told, os.O_CREAT | os.O_TRUNC | os.O_WRONLY)
        os.dup2(out, 1)
        os.dup2(out, 2)
        os.chdir(self.root)
        for name in [name for name in sys.modules if name.split(".")[0] in ("tests", "edition")]:
            del sys.modules[name]
        sys.path[:1] = [str(self.root / "src"), str(self.root)]
        os.environ["PYTHONPATH"] = str(self.root / "src")
        os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # half of the time would go to those that no room needs
        os.environ["PYTEST_PLUGINS"] = "_hypothesis_pytestplugin"
        os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = str(self._told.with_name("hypothesis"))
        temporary = self._told.with_name("temporary")
        options = [*_OPTIONS, f"--basetemp={temporary}"]
        code = 3
        try:
            code = int(pytest.main([*options, *(folder for folder in folders if Path(folder).exists())]))
            if not (sys.modules["edition"].__file__ or "").startswith(str(self.root)):
                print("another edition was tested than the copy", flush=True)
                code = 3
        finally:
            os._exit(code)


def _end(group: int) -> None:
    """What a test has left running ends with it."""
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return
