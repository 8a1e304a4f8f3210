"""How long the import of PDFs takes, beside opendataloader-pdf on the same papers (processor seconds, by command).

    python benchmarks/pdf.py [--papers ../shared/corpora/dhd]

The target is a ratio of at most 1.0. Where Java, opendataloader-pdf or the papers are missing, that is told and nothing
is measured.
"""

from __future__ import annotations

import argparse
import importlib.util
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

SHARED = Path(__file__).resolve().parents[2] / "shared"
_PEER = (
    "import sys, opendataloader_pdf as o; "
    "o.convert(sys.argv[2:], output_dir=sys.argv[1], format='markdown', quiet=True)"
)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", type=Path, default=SHARED / "corpora" / "dhd")
    sources = [str(path) for path in sorted(parser.parse_args().papers.glob("*.pdf"))]
    if not sources:
        print("the papers are not here: nothing to measure")
        return
    ours = min(_once([sys.executable, "-m", "edition", "import", "--into"], sources) for _ in range(2))
    print(f"edition import, {len(sources)} papers     {ours:6.2f} s")
    if shutil.which("java") is None or importlib.util.find_spec("opendataloader_pdf") is None:
        print("Java or opendataloader-pdf is not here: no comparison")
        return
    theirs = min(_once([sys.executable, "-c", _PEER], sources) for _ in range(2))
    print(f"opendataloader-pdf            {theirs:6.2f} s\nratio (target at most 1.0)    {ours / theirs:6.2f}")


def _once(command: Sequence[str], sources: Sequence[str]) -> float:
    with tempfile.TemporaryDirectory() as folder:
        began = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([*command, folder, *sources], check=False, capture_output=True)
        ended = resource.getrusage(resource.RUSAGE_CHILDREN)
        return ended.ru_utime + ended.ru_stime - began.ru_utime - began.ru_stime


if __name__ == "__main__":
    main()
