"""All four commands over a cluster: the same bytes as on one machine, whatever becomes of the workers."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from edition.diagnostics import EditionError
from edition.jobs.cluster import Luggage, map_on_cluster, run_there
from edition.jobs.program import files_digest
from edition.project import Project

if TYPE_CHECKING:
    from .conftest import Cluster

ARTICLE = "a-bridge-at-mostar"
DOCUMENTS = 400  # eight batches, so that each of two workers begins a second one
TIMEOUT = "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT"
COMMANDS = [
    ("validate", "--format", "json"),
    ("annotate", "--format", "json"),
    ("export", "mentions", "--format", "json"),
    ("build", "--no-search"),
]


def call(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "edition", "-C", str(folder), *arguments]
    return subprocess.run(command, capture_output=True, check=False, env={**os.environ, **environment}, timeout=300)


def files(folder: Path) -> dict[str, bytes]:
    """Everything but what is kept between runs."""
    found = (p for p in sorted(folder.rglob("*")) if p.is_file())
    return {
        name: p.read_bytes() for p in found if not (name := p.relative_to(folder).as_posix()).startswith(".edition")
    }


@pytest.fixture
def corpus(sample: Project) -> Callable[[str], Path]:
    """Equal editions of many articles with one finding."""
    article = (sample.root / f"tei/articles/{ARTICLE}.xml").read_text(encoding="utf-8")
    assert "place:neretva" in article
    for number in range(DOCUMENTS):
        text = article.replace(f'"{ARTICLE}"', f'"a{number}"', 1)
        text = text.replace("place:neretva", "place:nowhere") if number == 7 else text
        (sample.root / f"tei/articles/a{number}.xml").write_text(text, encoding="utf-8")

    def make(name: str) -> Path:
        folder = sample.root.with_name(name)
        folder.mkdir()
        target = folder / "sample"
        subprocess.run(["cp", "-r", str(sample.root), str(target)], check=True)
        return target

    return make


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_cluster_gives_the_same_bytes_without_a_shared_disk_though_a_worker_is_killed(
    command: tuple[str, ...], corpus: Callable[[str], Path], cluster: Cluster
) -> None:
    here, there = corpus("here"), corpus("there")
    steady = cluster.add_worker(forbidden=there)
    doomed = cluster.add_worker(forbidden=there, doomed=True)
    local = call(here, *command)
    found = call(there, *command, "--cluster", cluster.address)
    assert (found.returncode, found.stdout) == (local.returncode, local.stdout), found.stderr
    assert local.returncode == (1 if command[0] == "validate" else 0), local.stderr
    assert files(there) == files(here)
    assert doomed.wait(60) == -signal.SIGKILL
    assert steady.poll() is None
    cluster.stop(steady)


def double(batch: list[int]) -> list[int]:
    return [2 * number for number in batch]


def here(batch: list[int]) -> list[tuple[int, int]]:
    import threading

    return [(os.getpid(), threading.get_ident()) for _ in batch]


@pytest.mark.slow
def test_workers_with_several_threads_use_one_for_all_documents(cluster: Cluster) -> None:
    worker = cluster.add_worker(threads=4)
    found = list(map_on_cluster(cluster.address, here, iter([[n] for n in range(40)])))
    assert len(set(found)) == 1
    cluster.stop(worker)


@pytest.mark.slow
def test_a_scheduler_without_workers_is_told(sample: Project, cluster: Cluster) -> None:
    found = call(sample.root, "validate", "--cluster", cluster.address, **{TIMEOUT: "1s"})
    assert (found.returncode, b"S712" in found.stderr, b"Traceback" in found.stderr) == (2, True, False)


@pytest.mark.slow
def test_workers_of_another_version_are_told(sample: Project, cluster: Cluster) -> None:
    worker = cluster.add_worker(foreign="0.0.1")
    found = call(sample.root, "validate", "--cluster", cluster.address)
    assert (found.returncode, b"S713" in found.stderr, b"(0.0.1)" in found.stderr) == (2, True, True)
    cluster.stop(worker)


def test_a_batch_of_another_version_is_refused() -> None:
    with pytest.raises(EditionError) as caught:
        run_there(Luggage("0.0.1", "", b""), [])
    assert caught.value.diagnostics[0].code.id == "S713"
    assert run_there(Luggage.of(double), [1, 2]) == [2, 4]
    assert Luggage.of(double).program == files_digest()


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nowhere", "", "http://127.0.0.1:1", "tcp://127.0.0.1:99999"])
def test_an_address_without_a_scheduler_is_told(address: str) -> None:
    pytest.importorskip("distributed")
    with pytest.raises(EditionError) as caught:
        list(map_on_cluster(address, double, iter([[1]])))
    assert caught.value.diagnostics[0].code.id == "S710"


@pytest.mark.slow
def test_a_scheduler_that_goes_away_is_told(sample: Project, cluster: Cluster) -> None:
    """The last test of the module, since nothing works after it."""
    worker = cluster.add_worker()
    batches = ([number] for number in range(10_000))
    results = map_on_cluster(cluster.address, double, batches)
    assert next(results) == 0
    cluster.processes[0].kill()
    with pytest.raises(EditionError) as caught:
        list(results)
    assert caught.value.diagnostics[0].code.id == "S710"
    worker.kill()
