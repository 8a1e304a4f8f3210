"""The site over a large corpus: a full build, one after ten changes, one after none; beside Saxon alone and lxml.

The corpus is `../shared/corpora/tagebuch`, its entries repeated with new ids. Every figure is a ratio within this run.
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
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import msgspec

from edition.building.rendering import ArticleSheet, RenderJob
from edition.corpus import Item, map_documents
from edition.markup import parse, read_source
from edition.project import read_project
from edition.publish.article import Surroundings
from edition.publish.renderer import Site

ROOT: Final = Path(__file__).resolve().parents[1]
CORPUS: Final = ROOT.parent / "shared" / "corpora" / "tagebuch"
_SETTINGS: Final = """[edition]
title = "Diary"
languages = ["en"]
[files]
articles = ["editions/*.xml"]
registers = ["listplace.xml"]
"""
_ID: Final = re.compile(rb'xml:id="(entry__[0-9-]+)(?:\.xml)?"')


def main(short: bool = False) -> dict[str, object]:
    """Measure and print; the figures as one object. Short: 400 documents and no comparison of sizes."""
    if not CORPUS.is_dir():
        print("build: the corpus ../shared/corpora/tagebuch is not here")
        return {}
    sizes = [400] if short else [2_000, 16_000]
    results = {str(size): measure(size) for size in sizes}
    if len(sizes) == 2:
        small, large = (results[str(size)] for size in sizes)
        _row("full build, 16,000 beside 2,000 documents", large["seconds"] / small["seconds"], 8.8)
        _row("memory of the main process, likewise", large["main MB"] / small["main MB"], 1.2)
    return dict(results)


def measure(size: int) -> dict[str, float]:
    """All figures for one size."""
    with _edition(size) as folder:
        print(f"build: {size:,} documents")
        floor = _timed(lambda: _parse_all(folder))
        bare = _timed(lambda: _bare(folder))
        full, memory, worker = _build(folder, clean=True)
        unchanged, *_ = _build(folder)
        _touch(folder, 10)
        ten, *_ = _build(folder)
        one, *_ = _build(folder, clean=True, jobs=1)
        found = {
            "seconds": full,
            "full / bare saxonche": full / bare,
            "full / lxml parsing": full / floor,
            "unchanged / full": unchanged / full,
            "ten changed / full": ten / full,
            "two processes / one": full / one,
            "main MB": memory,
            "worker MB": worker,
        }
        _row("full build beside a bare two-process transform", full / bare, 1.5)
        _row("full build beside lxml parsing every file", full / floor, None)
        _row("unchanged beside full", unchanged / full, 0.02)
        _row("ten changed beside full", ten / full, 0.03)
        _row("two processes beside one", full / one, 0.65)
        _row("peak memory of the main process, MB", memory, 300)
        _row("peak memory of a worker, MB", worker, 200)
        return found


def _row(what: str, value: float, target: float | None) -> None:
    mark = "" if target is None else f"  target {target:g}  {'ok' if value <= target else 'MISSED'}"
    print(f"  {what:<52}{value:>10.3f}{mark}")


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


def _build(folder: Path, *, clean: bool = False, jobs: int = 2) -> tuple[float, float, float]:
    """A build in a process of its own: seconds, and the peak memory of it and of its largest worker in MB."""
    script = (
        "import json,resource,sys,time\n"
        "from pathlib import Path\n"
        "from edition.building import Options, build\n"
        "from edition.project import read_project\n"
        "if __name__ == '__main__':\n"
        "    began = time.perf_counter()\n"
        "    folder = Path(sys.argv[1])\n"
        "    build(read_project(folder), Options(folder / 'site', jobs=int(sys.argv[2]), clean=sys.argv[3] == '1',\n"
        "          search=False, guidelines=False))\n"
        "    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)\n"
        "    peak = [resource.getrusage(w).ru_maxrss / 1024 for w in who]\n"
        "    print(json.dumps([time.perf_counter() - began, *peak]))\n"
    )
    file = folder / "bench_build.py"
    file.write_text(script)
    command = [sys.executable, str(file), str(folder), str(jobs), "1" if clean else "0"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ})
    seconds, main_mb, worker_mb = json.loads(done.stdout.splitlines()[-1])
    return seconds, main_mb, worker_mb


def _touch(folder: Path, count: int) -> None:
    for path in sorted((folder / "editions").glob("*.xml"))[:count]:
        data = path.read_bytes()
        path.write_bytes(data.replace(b"</body>", b"<p>One more line.</p></body>", 1))


if __name__ == "__main__":
    main("--short" in sys.argv)
    print(f"({resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB)")
