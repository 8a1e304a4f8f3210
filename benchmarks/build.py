"""The site over a large corpus: a full build, one after ten changes, one after none.

Beside it run Saxon alone with the site's stylesheet, Saxon-HE for Java with a plain one (Debian's libsaxonhe-java lacks
functions that ours needs), and lxml merely parsing. The corpus is `../shared/corpora/tagebuch`, its entries repeated
with new ids; builds are calls of the command line. Every figure is a ratio within this run.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import msgspec

from benchmarks.figures import Figures
from edition.building.rendering import ArticleSheet, RenderJob
from edition.jobs.mapping import Item, map_documents
from edition.markup import parse, read_source
from edition.project import read_project
from edition.publish.article import Surroundings
from edition.publish.renderer import Site
from edition.publish.search import build_search

ROOT: Final = Path(__file__).resolve().parents[1]
CORPUS: Final = ROOT.parent / "shared" / "corpora" / "tagebuch"
SAXON_JAR: Final = Path(os.environ.get("SAXON_JAR", "/usr/share/java/Saxon-HE.jar"))
_SETTINGS: Final = """[edition]
title = "Diary"
languages = ["en"]
[files]
articles = ["editions/*.xml"]
registers = ["listplace.xml"]
"""
_ID: Final = re.compile(rb'xml:id="(entry__[0-9-]+)(?:\.xml)?"')
# a call of the command line that tells, beside what it does, its seconds and its own and its workers' peak memory
_CALL: Final = """import json, resource, sys, time
from pathlib import Path

if __name__ == "__main__":
    began = time.perf_counter()
    from edition.__main__ import main
    told = Path(sys.argv.pop(1))
    try:
        main()
    except SystemExit as end:
        assert end.code in (0, None), end.code
    seconds = time.perf_counter() - began
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    told.write_text(json.dumps([seconds, *(resource.getrusage(w).ru_maxrss / 1024 for w in who)]))
"""


def main(short: bool = False) -> dict[str, object]:
    """Measure and print; the figures as one object. Short: 400 documents and no comparison of sizes."""
    figures = Figures("build: `edition build` beside Saxon alone and lxml")
    if not CORPUS.is_dir():
        print("  the corpus ../shared/corpora/tagebuch is not here")
        return {}
    if short:
        measure(figures, 400)
        return figures.result()
    (small, small_memory), (large, large_memory) = (measure(figures, size) for size in (2_000, 16_000))
    figures.add("full build: 16,000 documents beside 2,000", large / small, 8.8)
    figures.add("peak memory of the main process, likewise", large_memory[0] / small_memory[0], 1.2)
    figures.add("peak memory of a worker, likewise", large_memory[1] / small_memory[1], 1.2)
    return figures.result()


def measure(figures: Figures, size: int) -> tuple[float, tuple[float, float]]:
    """All figures for one size; the seconds and the memory of a full build."""
    with _edition(size) as folder:

        def add(what: str, value: float, target: float | None = None, detail: str = "") -> None:
            figures.add(f"{size:,}: {what}", value, target, detail)

        floor = _timed(lambda: _parse_all(folder))
        bare = _timed(lambda: _bare(folder))
        java = _timed(lambda: _java(folder)) if SAXON_JAR.is_file() else 0.0
        full, *memory = _build(folder, "--clean")
        unchanged, *_ = _build(folder)
        _touch(folder, 10)
        ten, *_ = _build(folder)
        search = _timed(lambda: build_search(folder / "output" / "site", prefixes=("",)))
        one, *_ = _build(folder, "--clean", "--jobs", "1")
        add("full build beside a bare two-process transform", full / bare, 1.5, f"{full:.1f} s; bare {bare:.1f} s")
        if java:
            add("full build beside Saxon-HE for Java, a plain page each", full / java, None, f"Java {java:.1f} s")
        else:
            print(f"  Saxon-HE for Java is not at {SAXON_JAR}: install libsaxonhe-java, or set SAXON_JAR")
        add("full build beside lxml parsing every file", full / floor, None, f"lxml {floor:.1f} s")
        add("the search index beside the full build", search / full, None, f"{search:.1f} s")
        add("unchanged beside full", unchanged / full, 0.02, f"{unchanged:.2f} s")
        add("ten changed beside full", ten / full, 0.03, f"{ten:.2f} s")
        add("two processes beside one", full / one, 0.65, f"one {one:.1f} s")
        add("peak memory of the main process, MB", memory[0], 300)
        add("peak memory of a worker, MB", memory[1], 200)
        return full, (memory[0], memory[1])


@contextmanager
def _edition(size: int) -> Iterator[Path]:
    """An edition of that many entries in a temporary folder."""
    sources = sorted((CORPUS / "editions").glob("*.xml"))
    with tempfile.TemporaryDirectory(prefix="edition-bench-") as name:
        folder = Path(name)
        (folder / "edition.toml").write_text(_SETTINGS)
        shutil.copy(CORPUS / "listplace.xml", folder)
        (folder / "editions").mkdir()
        for number in range(size):
            source = sources[number % len(sources)]
            data = source.read_bytes()
            id_ = f"{source.stem}-{number // len(sources)}"
            (folder / "editions" / f"{id_}.xml").write_bytes(_ID.sub(f'xml:id="{id_}"'.encode(), data, count=1))
        yield folder


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _parse_all(folder: Path) -> None:
    for path in sorted((folder / "editions").glob("*.xml")):
        parse(read_source(path))


def _bare(folder: Path) -> None:
    """The same stylesheet over the same files, with nothing around it: registers, indexes, entity pages, manifest."""
    project = read_project(folder)
    paths = project.article_paths()
    with tempfile.TemporaryDirectory() as output:
        job = RenderJob(Site.of(project), output)
        encode = msgspec.msgpack.encode
        items = (
            Item(f"article:{project.shown(p)}", encode(ArticleSheet(p.read_bytes(), Surroundings()))) for p in paths
        )
        for _ in map_documents(job, items, jobs=2):
            pass


def _java(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as output:
        stylesheet = ROOT / "benchmarks/plain.xsl"
        command: list[str | Path] = [
            "java",
            "-jar",
            SAXON_JAR,
            f"-s:{folder / 'editions'}",
            f"-o:{output}",
            f"-xsl:{stylesheet}",
        ]
        subprocess.run(command, capture_output=True, check=True)


def _build(folder: Path, *options: str) -> tuple[float, float, float]:
    """A build in a process of its own: seconds, and the peak memory of it and of its largest worker in MB."""
    script, told = folder / "bench_build.py", folder / "told.json"
    script.write_text(_CALL)
    command: list[str | Path] = [sys.executable, script, told, "-C", folder, "build", "--no-search", *options]
    subprocess.run(command, capture_output=True, check=True)
    seconds, main_mb, worker_mb = json.loads(told.read_text())
    return seconds, main_mb, worker_mb


def _touch(folder: Path, count: int) -> None:
    for path in sorted((folder / "editions").glob("*.xml"))[:count]:
        data = path.read_bytes()
        path.write_bytes(data.replace(b"</body>", b"<p>One more line.</p></body>", 1))


if __name__ == "__main__":
    main("--short" in sys.argv)
