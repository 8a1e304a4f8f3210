"""Import conference papers and compare them with the TEI that their editors made: the table, then every miss.

    .venv/bin/python benchmarks/papers.py [--papers ../shared/corpora/dhd]

Each paper is a PDF beside a TEI file of its name; the scorer lies beside the corpora. Everything is written to a
temporary folder. Without papers or scorer there is nothing to do.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

SHARED = Path(__file__).resolve().parents[2] / "shared"


def main() -> int:
    """Import and score."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", type=Path, default=SHARED / "corpora" / "dhd")
    papers: Path = parser.parse_args().papers
    scorer = SHARED / "tools" / "score_articles.py"
    sources = sorted(papers.glob("*.pdf"))
    if not sources or not scorer.is_file():
        print("the papers or their scorer are not here: nothing to score", file=sys.stderr)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "edition", "import", "--into", folder, "--format", "json", *map(str, sources)]
        imported = subprocess.run(command, check=False, capture_output=True, text=True)
        if imported.returncode == 2:
            print(imported.stderr, file=sys.stderr)
            return 2
        return subprocess.run([sys.executable, str(scorer), folder, str(papers), "--misses"], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
