"""Import the shared articles, annotate them with this edition's registers, score them against the gold, list misses.
Then find the dates of letters and diaries of others again.

    .venv/bin/python benchmarks/eval.py [--gold ../shared/gold/dev] [--articles ../shared/articles] [--threshold …]

Then the letters and the diary of `../shared/corpora`: their editors' mentions are taken out, found again by the
registers alone, and after learning from every second document (`benchmarks/editions.py` does so for any edition).

Everything is written to a temporary folder. Exits with 1 where a threshold is not reached.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import editions
from edition.annotate import Annotator
from edition.registers import read_registers

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
BARS = ("person.f1=0.95", "place.f1=0.95", "date.f1=0.97", "date.value_right=0.95", "org.f1=0.90", "event.f1=0.90",
        "person.identity_b3=0.95", "place.identity_b3=0.95",
        "high.names_right=0.97", "high.dates_right=0.97")  # fmt: skip

CORPORA = SHARED / "corpora"
# name, documents, registers, language, the least F1 by registers alone and after learning from half
EDITIONS = (
    ("letters", "letters/editions", "letters/indices", "de", (0.77, 0.8)),
    ("diary", "tagebuch/editions", "tagebuch", "de", (0.1, 0.6)),
)


def run(*arguments: str | Path) -> int:
    """Run `edition` in the checkout."""
    command = [sys.executable, "-m", "edition", "-C", str(ROOT), *map(str, arguments)]
    return subprocess.run(command, check=False).returncode


def edition(name: str, documents: str, registers: str, language: str, bars: tuple[float, float]) -> int:
    """Score an edition of others by its registers alone and after learning from half of it; 1 where it falls short."""
    everything = editions.read(sorted((CORPORA / documents).glob("*.xml")))
    if not everything:
        print(f"{name}: not here")
        return 0
    known, _ = read_registers([*editions.read(sorted((CORPORA / registers).glob("list*.xml"))), *everything])
    annotator = Annotator(known, default_language=language)
    half = everything[1::2]
    code = 0
    for way, one, bar in zip(("alone", "learned"), (annotator, editions.learned(annotator, everything[::2])), bars,
                             strict=True):  # fmt: skip
        tally, _, _ = editions.score(one, half)
        f1 = tally.f1(editions.KINDS)[2]
        print(f"{name}, {way}: F1 {f1:.3f} (at least {bar})")
        editions.show(tally)
        code = max(code, int(f1 < bar))
    return code


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
    return max(scored, dated, *(edition(*one) for one in EDITIONS))


if __name__ == "__main__":
    sys.exit(main())
