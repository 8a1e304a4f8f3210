"""Run all benchmarks, print their tables, and write their figures as JSON.

A missed target is printed, not punished: on a machine that does other things too a ratio says little. `--short` takes
less than a minute and a half and shows that every benchmark still runs.
"""

from __future__ import annotations

import argparse
import importlib
import inspect
import json
import os
import platform
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent
NAMES: Final = ("start", "relaxng", "validate", "intake", "pdf", "annotate", "export", "build", "lsp", "desk")
_SCRIPT_SECONDS: Final = 900
_SHORT_SECONDS: Final = 25  # for a benchmark without a short form of its own


def main() -> None:
    """Run those that are asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--short", action="store_true", help="small corpora, one round")
    parser.add_argument("--only", nargs="+", choices=NAMES, default=NAMES, metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    options = parser.parse_args()
    found: dict[str, object] = {"machine": _machine()}
    for name in options.only:
        if (FOLDER / f"{name}.py").is_file():
            began = time.perf_counter()
            found[name] = _run(name, options.short)
            print(f"  ({name} took {time.perf_counter() - began:.0f} s)\n", flush=True)
    if options.json:
        options.json.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _run(name: str, short: bool) -> object:
    """The figures of a benchmark; the lines of one that is a plain script."""
    module = importlib.import_module(f"benchmarks.{name}")
    if "short" in inspect.signature(module.main).parameters:
        return module.main(short=short)
    return _script(name, _SHORT_SECONDS if short else _SCRIPT_SECONDS)


def _script(name: str, seconds: int) -> list[str]:
    print(name, flush=True)
    lines: list[str] = []
    call = [sys.executable, "-u", str(FOLDER / f"{name}.py")]
    environment = {**os.environ, "PYTHONPATH": str(FOLDER.parent)}
    with subprocess.Popen(call, stdout=subprocess.PIPE, text=True, env=environment) as running:
        assert running.stdout is not None
        until = time.monotonic() + seconds
        for line in running.stdout:
            lines.append(line.rstrip())
            print(f"  {lines[-1]}", flush=True)
            if time.monotonic() > until:
                print(f"  stopped after {seconds} s")
                running.kill()
                break
    return lines


def _machine() -> dict[str, object]:
    return {"python": platform.python_version(), "system": platform.platform(), "processors": os.cpu_count()}


if __name__ == "__main__":
    main()
