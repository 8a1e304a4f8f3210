"""The site over a large corpus: a full build, one after ten changes, one after none, and what the search adds.

Beside it runs a bare stylesheet over the same documents in two processes: dse-static's, where the environment names a
folder of it (`DSE_STATIC`), else `benchmarks/plain.xsl`, and the table says which. The corpus is the folder of TEI
files that `EDITION_CORPUS` names, else `../shared/corpora/tagebuch`, its entries repeated with new ids. Builds are
calls of the command line. Figures are processor seconds of a call and all its processes, beside those of others in this
run: on a machine that does other things, too, the clock on the wall tells nothing. Every process finds Python's code
compiled, as that of an installed program is.
"""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.figures import Figures, as_installed
from edition.markup import parse, read_source

ROOT: Final = Path(__file__).resolve().parents[1]
CORPUS: Final = ROOT.parent / "shared" / "corpora" / "tagebuch"
REAL: Final = os.environ.get("EDITION_CORPUS", "")
DSE_STATIC: Final = os.environ.get("DSE_STATIC", "")
_SETTINGS: Final = """[edition]
title = "Diary"
languages = ["en"]
[files]
articles = ["editions/*.xml"]
registers = ["listplace.xml"]
"""
_COMPILED: Final = Path(tempfile.gettempdir()) / "edition-bench-code"
_CONDITION: Final = re.compile(r"\{%.*?%\}")
_ID: Final = re.compile(rb'xml:id="(entry__[0-9-]+)(?:\.xml)?"')
# a call of the command line that tells, beside what it does, its own and its largest process's peak memory in MB
_CALL: Final = """import json, resource, sys
from pathlib import Path

if __name__ == "__main__":
    from edition.__main__ import main
    told = Path(sys.argv.pop(1))
    try:
        main()
    except SystemExit as end:
        assert end.code in (0, None), end.code
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    told.write_text(json.dumps([resource.getrusage(w).ru_maxrss / 1024 for w in who]))
"""


@dataclass(frozen=True)
class _Cost:
    """Processor seconds of all processes; the peak memory of the main one and of the largest other, in MB."""

    seconds: float
    main: float
    other: float


def main(short: bool = False) -> dict[str, object]:
    """Measure and print; the figures as one object. Short: 400 documents and no comparison of sizes."""
    figures = Figures("build: `edition build` beside a bare stylesheet in two processes; processor seconds")
    if REAL:
        measure(figures, 0)
        return figures.result()
    if not CORPUS.is_dir():
        print("  the corpus ../shared/corpora/tagebuch is not here, and EDITION_CORPUS names no other")
        return {}
    if short:
        measure(figures, 400)
        return figures.result()
    small, large = (measure(figures, size) for size in (2_000, 16_000))
    figures.add("full build: 16,000 documents beside 2,000", large.seconds / small.seconds, 8.8)
    figures.add("peak memory of the main process, likewise", large.main / small.main, 1.2)
    figures.add("peak memory of a worker, likewise", large.other / small.other, 1.2)
    return figures.result()


def measure(figures: Figures, size: int) -> _Cost:
    """All figures for one size (0: the named corpus as it is); what a full build costs."""
    with _edition(size) as folder:
        stylesheet = _stylesheet(folder)
        bare = _bare(folder, stylesheet)
        guides = _build(folder, only=10)  # makes the guidelines, which are kept, as everybody's first build does
        full = _build(folder, "--clean")
        unchanged = _build(folder)
        _touch(folder, 10)
        ten = _build(folder)
        whole = _build(folder, "--clean", search=True)
        without = _build(folder, "--clean")  # of the same articles, read already
        one = _build(folder, "--clean", "--jobs", "1")
        count = len(list((folder / "editions").glob("*.xml")))

        def add(what: str, value: float, target: float | None = None, detail: str = "") -> None:
            figures.add(f"{count:,}: {what}", value, target, detail)

        print(f"  the bare stylesheet is {stylesheet.name}" + ("" if DSE_STATIC else "; DSE_STATIC names no folder"))
        told = f"{full.seconds:.1f} s; bare {bare:.1f} s"
        add("full build beside the bare run", full.seconds / bare, 3.5, told)
        add("ten changed beside the bare run", ten.seconds / bare, 0.25, f"{ten.seconds:.2f} s")
        add("unchanged beside the bare run", unchanged.seconds / bare, 0.17, f"{unchanged.seconds:.2f} s")
        added = whole.seconds - without.seconds
        add("what the search adds, beside the bare run", added / bare, 1.5, f"{added:.1f} s")
        add("peak memory with the search, MB", whole.other, 600)
        # twice the work of one process shared by two takes half of this on the wall, where two cores are free
        add("two processes beside one, processor seconds of both", without.seconds / one.seconds, 1.3)
        add("full build beside lxml parsing every file", full.seconds / _parse_all(folder))
        add("peak memory of the main process, MB", full.main, 300)
        add("peak memory of a worker, MB", full.other, 200)
        add("once: ten articles and the guidelines", guides.seconds / bare, None, f"{guides.seconds:.1f} s")
        return full


@contextmanager
def _edition(size: int) -> Iterator[Path]:
    """An edition in a temporary folder: of that many entries, or of all that the named corpus has."""
    with tempfile.TemporaryDirectory(prefix="edition-bench-") as name:
        folder = Path(name)
        (folder / "edition.toml").write_text(_SETTINGS)
        (folder / "editions").mkdir()
        if (CORPUS / "listplace.xml").is_file():
            shutil.copy(CORPUS / "listplace.xml", folder)
        if REAL:
            for path in sorted(Path(REAL).rglob("*.xml")):
                shutil.copy(path, folder / "editions" / path.name)
        else:
            _repeat(folder / "editions", size)
        yield folder


def _repeat(target: Path, size: int) -> None:
    sources = sorted((CORPUS / "editions").glob("*.xml"))
    for number in range(size):
        source = sources[number % len(sources)]
        id_ = f"{source.stem}-{number // len(sources)}"
        data = _ID.sub(f'xml:id="{id_}"'.encode(), source.read_bytes(), count=1)
        (target / f"{id_}.xml").write_bytes(data)


def _stylesheet(folder: Path) -> Path:
    """dse-static's stylesheet of an edition's pages, else a plain one of our own.

    What can be fetched is the form that editions are made from: the conditions in it are no XSLT, and go.
    """
    found = sorted(Path(DSE_STATIC).rglob("editions.xsl")) if DSE_STATIC else []
    if not found:
        return ROOT / "benchmarks/plain.xsl"
    theirs = shutil.copytree(found[0].parent, folder / "dse-static")
    for path in theirs.rglob("*.xsl"):
        path.write_text(_CONDITION.sub("", path.read_text("utf-8")), "utf-8")
    return theirs / found[0].name


def _processor(command: list[str | Path]) -> float:
    """The processor seconds of a command and of the processes that it started."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        command, capture_output=True, check=True, env=as_installed() | {"PYTHONPYCACHEPREFIX": str(_COMPILED)}
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _parse_all(folder: Path) -> float:
    """The processor seconds of lxml over all documents, in this process."""
    began = time.process_time()
    for path in sorted((folder / "editions").glob("*.xml")):
        parse(read_source(path))
    return time.process_time() - began


def _bare(folder: Path, stylesheet: Path) -> float:
    with tempfile.TemporaryDirectory() as output:
        command: list[str | Path] = [sys.executable, ROOT / "benchmarks/bare.py", stylesheet]
        return _processor([*command, folder / "editions", output])


def _build(folder: Path, *options: str, search: bool = False, only: int = 0) -> _Cost:
    """A build in two processes, by a call of its own; of the first articles `only`, where that is said."""
    script, told = folder / "bench_build.py", folder / "told.json"
    script.write_text(_CALL)
    settings = _SETTINGS.replace("editions/*.xml", "some/*.xml") if only else _SETTINGS
    (folder / "edition.toml").write_text(settings)
    (folder / "some").mkdir(exist_ok=True)
    for path in sorted((folder / "editions").glob("*.xml"))[:only]:
        shutil.copy(path, folder / "some")
    command: list[str | Path] = [sys.executable, script, told, "-C", folder, "build", "--jobs", "2", *options]
    seconds = _processor(command + ([] if search else ["--no-search"]))
    return _Cost(seconds, *json.loads(told.read_text()))


def _touch(folder: Path, count: int) -> None:
    for path in sorted((folder / "editions").glob("*.xml"))[:count]:
        data = path.read_bytes()
        path.write_bytes(data.replace(b"</body>", b"<p>One more line.</p></body>", 1))


if __name__ == "__main__":
    main("--short" in sys.argv)
