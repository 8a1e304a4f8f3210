"""Mentions to CSV and everything to SQLite over a large corpus, beside lxml merely parsing the same files.

The corpus is `../shared/corpora/tagebuch`, its entries repeated with new ids. Each export runs in a process of its own
that tells its time and its peak of memory; every figure is a ratio within this run.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
CORPUS: Final = ROOT.parent / "shared" / "corpora" / "tagebuch"
_SETTINGS: Final = """[edition]
id = "diary"
title = "Diary"
languages = ["de"]
[files]
articles = ["editions/*.xml"]
registers = ["listplace.xml"]
"""
_ID: Final = re.compile(rb'xml:id="(entry__[0-9-]+)(?:\.xml)?"')
_PARSE: Final = """
import resource, sys, time
from pathlib import Path
from lxml import etree
began = time.perf_counter()
for path in sorted(Path(sys.argv[1], "editions").glob("*.xml")):
    etree.fromstring(path.read_bytes())
print(time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
_EXPORT: Final = """
import resource, sys, time
from edition.__main__ import main
folder, kind, form, out = sys.argv[1:]
sys.argv = ["edition", "-C", folder, "export", kind, "--format", form, "-o", out, "--jobs", "1"]
began = time.perf_counter()
try:
    main()
except SystemExit as end:
    assert end.code in (0, None), end.code
print(time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
# kind, format, and whether the facts of an export before are kept
_EXPORTS: Final = (("everything", "sqlite", False), ("mentions", "csv", False), ("mentions", "csv", True))


def main(short: bool = False) -> dict[str, object]:
    """Measure and print; the figures as one object. Short: 200 and 1,000 documents."""
    if not CORPUS.is_dir():
        print("export: the corpus ../shared/corpora/tagebuch is not here")
        return {}
    small, large = (200, 1_000) if short else (2_000, 20_000)
    figures = {size: measure(size) for size in (small, large)}
    results: dict[str, object] = {str(size): found for size, found in figures.items()}
    for name in (n for n in figures[large] if n.endswith(" MB")):
        ratio = figures[large][name] / figures[small][name]
        results[f"{name}, {large} / {small}"] = ratio
        print(f"{name.removesuffix(' MB'):<30} peak memory, {large:,} beside {small:,} documents {ratio:6.2f}")
    return results


def measure(size: int) -> dict[str, float]:
    """Time and memory for one size; an export from kept facts parses nothing."""
    with _edition(size) as folder:
        floor, _ = _run(_PARSE, str(folder))
        print(f"export: {size:,} documents, {size / floor:,.0f} parsed a second")
        found = {"parse seconds": floor}
        for kind, form, kept in _EXPORTS:
            if not kept:
                shutil.rmtree(folder / ".edition", ignore_errors=True)
            seconds, memory = _run(_EXPORT, str(folder), kind, form, str(folder / f"out.{form}"))
            what = f"{kind} to {form}{', facts kept' if kept else ''}"
            found |= {f"{what} / parse": seconds / floor, f"{what} MB": memory}
            print(f"{what:<30}{seconds / floor:6.1f} times parsing {size / seconds:8,.0f} a second {memory:7.0f} MB")
    return found


def _run(program: str, *arguments: str) -> tuple[float, float]:
    call = [sys.executable, "-c", program, *arguments]
    output = subprocess.run(call, capture_output=True, text=True, check=True).stdout
    seconds, memory = output.split()[-2:]
    return float(seconds), float(memory)


@contextmanager
def _edition(size: int) -> Iterator[Path]:
    """The corpus repeated under new ids, as an edition."""
    sources = [path.read_bytes() for path in sorted((CORPUS / "editions").glob("*.xml"))]
    with tempfile.TemporaryDirectory(prefix="edition-bench-") as name:
        folder = Path(name)
        (folder / "editions").mkdir()
        (folder / "edition.toml").write_text(_SETTINGS, encoding="utf-8")
        shutil.copy(CORPUS / "listplace.xml", folder)
        for number in range(size):
            id_ = f"entry-{number:06}"
            data = _ID.sub(f'xml:id="{id_}"'.encode(), sources[number % len(sources)], count=1)
            (folder / "editions" / f"{id_}.xml").write_bytes(data)
        yield folder


if __name__ == "__main__":
    print(json.dumps(main("--short" in sys.argv), indent=1))
