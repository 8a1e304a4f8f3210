"""Programs of others: what they see of the environment, and their end with all that they began."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress


def passed(names: Iterable[str]) -> dict[str, str]:
    """The variables of the environment that a program may see, as far as they are set."""
    return {name: os.environ[name] for name in names if name in os.environ}


def end(process: subprocess.Popen[bytes]) -> None:
    """End a program that was begun in a session of its own, and what it began."""
    if process.returncode is None:  # else its number may be another's by now
        with suppress(OSError):
            if sys.platform == "win32":
                process.kill()
            else:
                os.killpg(process.pid, signal.SIGKILL)
    for stream in (process.stdin, process.stdout, process.stderr):
        with suppress(OSError):
            if stream is not None:
                stream.close()
    process.wait()
