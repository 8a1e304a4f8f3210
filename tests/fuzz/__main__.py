"""`make fuzz`: seeds one after the other, until the time is up; what fails is told with its seed.

A seed fails where a command ends with a traceback, a fault of our own, another exit code than 0, 1 or 2, or after more
than 20 seconds of processor time. Seeds that failed once are kept in `seeds.txt`, and tried in the tests.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.fuzz import desk, editions, lsp, sources

SECONDS = 20


def run(arguments: Sequence[str], folder: Path) -> str:
    """What is wrong with how a command ends; nothing if nothing is."""
    call = [sys.executable, "-m", "edition", "-C", str(folder), *arguments]

    def limits() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 2))

    environment = {**os.environ, "EDITION_FUZZ": "1"}
    done = subprocess.run(call, capture_output=True, preexec_fn=limits, env=environment, timeout=600, check=False)
    told = (done.stdout + done.stderr).decode("utf-8", "replace")
    if done.returncode not in (0, 1, 2) or "Traceback" in told or "[S799]" in told:
        at = max(told.find("Traceback"), told.find("error[S799]"), 0)
        return f"exit {done.returncode}: {' '.join(arguments)}\n{told[at : at + 900]}"
    return ""


def try_edition(seed: int) -> Iterator[str]:
    """Some commands on one edition."""
    with tempfile.TemporaryDirectory(prefix="edition-fuzz-") as place:
        folder = Path(place) / "edition"
        editions.lay_out(folder)
        editions.spoil(seed, folder)
        for arguments in random.Random(seed).sample(editions.COMMANDS, 5):
            yield run(arguments, folder)


def try_sources(seed: int) -> Iterator[str]:
    """Three sources in one call: a broken one does not stop the others."""
    with tempfile.TemporaryDirectory(prefix="edition-fuzz-") as place:
        folder = Path(place)
        made = [sources.spoil(seed * 3 + number, folder) for number in range(3)]
        yield run(("import", *(p.name for p in made), "--into", "made"), folder)


def failures(seed: int) -> list[str]:
    """All that is wrong with a seed; odd ones make sources, even ones editions."""
    return [told for told in (try_sources(seed) if seed % 2 else try_edition(seed)) if told]


def faces(seed: int) -> list[str]:
    """The same for the desk, and now and then for the language server."""
    with tempfile.TemporaryDirectory(prefix="edition-fuzz-") as place:
        folder = Path(place) / "edition"
        editions.lay_out(folder)
        return desk.failures(seed, folder, 300) + (lsp.failures(seed, folder, 60) if seed % 10 == 0 else [])


def main() -> None:
    """Run until the time is up."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args()
    end = time.monotonic() + options.seconds
    seed, failed, number = options.seed, [], 0
    while time.monotonic() < end:
        if found := failures(seed) + faces(seed):
            failed.append(seed)
            print(f"== seed {seed}", *found, sep="\n", flush=True)
        seed, number = seed + 1, number + 1
    print(f"{number} seeds from {options.seed} on, {len(failed)} failed: {failed}")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
