"""Import the shared articles, annotate them with this edition's registers, score them against the gold, list misses.
Then find the dates of letters and diaries of others again.

    .venv/bin/python benchmarks/eval.py [--gold ../shared/gold/dev] [--articles ../shared/articles] [--threshold …]

Everything is written to a temporary folder. Exits with 1 where a threshold is not reached.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
BARS = ("person.f1=0.95", "place.f1=0.95", "date.f1=0.97", "date.value_right=0.95", "org.f1=0.90", "event.f1=0.90",
        "person.identity_b3=0.95", "place.identity_b3=0.95")  # fmt: skip


def run(*arguments: str | Path) -> int:
    """Run `edition` in the checkout."""
    command = [sys.executable, "-m", "edition", "-C", str(ROOT), *map(str, arguments)]
    return subprocess.run(command, check=False).returncode


def main() -> int:
    """Import, annotate, score."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=SHARED / "gold" / "dev")
    parser.add_argument("--articles", type=Path, default=SHARED / "articles")
    parser.add_argument("--threshold", action="append", default=None)
    options = parser.parse_args()
    sources = sorted(options.articles.glob("[0-9]*.txt"))
    if not sources or not options.gold.is_dir():
        print("the shared articles and gold are not here: nothing to score", file=sys.stderr)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "edition", "-C", str(ROOT), "import", "--into", folder, *map(str, sources)]
        imported = subprocess.run(command, check=False, capture_output=True, text=True)
        files = sorted(Path(folder).glob("*.xml"))
        if not files:  # without files `annotate` would take the articles of the edition itself
            print(imported.stderr or imported.stdout, file=sys.stderr)
            return 2
        if run("annotate", *files) == 2:
            return 2
        bars = [part for bar in options.threshold or BARS for part in ("--threshold", bar)]
        scored = run("score", options.gold.resolve(), *files, *bars)
    dated = subprocess.run([sys.executable, "-m", "benchmarks.dates"], cwd=ROOT, check=False).returncode
    return scored or dated


if __name__ == "__main__":
    sys.exit(main())
