"""Local processes: what they do when the one that started them is gone."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

LARGE = """from itertools import repeat
from edition.jobs.processes import Processes

def large(batch):
    print("working", flush=True)
    return bytes(10_000_000)  # more than a pipe holds

if __name__ == "__main__":
    for _ in Processes(2).map(large, repeat(0)):
        pass
"""


def test_no_process_outlives_the_one_that_started_it(tmp_path: Path) -> None:
    script = tmp_path / "large.py"
    script.write_text(LARGE)
    process = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"working\n"
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=30)  # ends when the last process that has the output is gone
