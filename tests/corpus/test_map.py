from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from edition.cache import Cache
from edition.corpus import Item, digest_of, map_documents
from edition.diagnostics import EditionError
from edition.pipeline import run


@dataclass(frozen=True)
class Upper:
    """A job for these tests: upper case, and which process did it."""

    digest: str = "upper"

    def prepare(self) -> Callable[[Item], tuple[str, int]]:
        return lambda item: (item.data.decode().upper(), os.getpid())


def items(count: int) -> list[Item]:
    return [Item(f"{n}.xml", f"text {n} ".encode() * 50) for n in range(count)]


def test_results_come_in_the_order_of_the_documents() -> None:
    found = list(map_documents(Upper(), items(450), jobs=2))
    assert [path for path, _ in found] == [f"{n}.xml" for n in range(450)]
    assert all(text.startswith(f"TEXT {n} ") for n, (_, (text, _)) in enumerate(found))
    assert os.getpid() not in {pid for _, (_, pid) in found}


def test_a_few_documents_are_done_in_this_process() -> None:
    assert {pid for _, (_, pid) in map_documents(Upper(), items(5), jobs=2)} == {os.getpid()}


def test_no_documents_give_no_results() -> None:
    assert list(map_documents(Upper(), [], jobs=2)) == []


@dataclass(frozen=True)
class Failing:
    digest: str = "failing"

    def prepare(self) -> Callable[[Item], int]:
        return lambda item: 1 // (item.path != "300.xml")


def test_a_failure_in_a_worker_reaches_the_caller() -> None:
    with pytest.raises(ZeroDivisionError):
        list(map_documents(Failing(), items(450), jobs=2))


@dataclass(frozen=True)
class Counting:
    """A job that says in a file when it ran."""

    log: str
    version: str = "1"

    @property
    def digest(self) -> str:
        return digest_of(self.log, self.version)

    def prepare(self) -> Callable[[Item], str]:
        def function(item: Item) -> str:
            with Path(self.log).open("a") as file:
                file.write(f"{item.path}\n")
            return item.data.decode()

        return function


def test_the_cache_makes_only_what_changed(tmp_path: Path) -> None:
    log = tmp_path / "log"
    job = Counting(str(log))

    def go(documents: list[Item]) -> list[tuple[str, str]]:
        cache = Cache(tmp_path / "cache")
        try:
            return list(run(job, documents, str, cache, jobs=1))
        finally:
            cache.close()

    first = go(items(5))
    assert go(items(5)) == first
    changed = [*items(5)[:4], Item("4.xml", b"new")]
    assert go(changed)[4] == ("4.xml", "new")
    assert log.read_text().split() == [*(f"{n}.xml" for n in range(5)), "4.xml"]


def test_another_job_digest_finds_nothing_in_the_cache(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    log = str(tmp_path / "log")
    list(run(Counting(log), items(2), str, cache, jobs=1))
    list(run(Counting(log, version="2"), items(2), str, cache, jobs=1))
    cache.close()
    assert len(Path(log).read_text().split()) == 4


def test_a_damaged_cache_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / "cache.sqlite").write_bytes(b"not a database at all" * 100)
    cache = Cache(tmp_path)
    cache.put("k", "v")
    assert cache.get_many({"name": "k"}, str) == {"name": "v"}
    cache.close()


def test_a_value_of_another_type_counts_as_not_there(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("k", 7)
    assert cache.get_many({"name": "k"}, str) == {}
    cache.close()


def test_prune_forgets_the_rest(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("a", "1")
    cache.put("b", "2")
    cache.prune(["b"])
    assert cache.get_many({"x": "a", "y": "b"}, str) == {"y": "2"}
    cache.close()


def test_digests_keep_parts_apart() -> None:
    assert digest_of("ab", "c") != digest_of("a", "bc")


def test_an_address_without_a_scheduler_is_a_finding() -> None:
    pytest.importorskip("distributed")
    with pytest.raises(EditionError) as caught:
        list(map_documents(Upper(), items(2), cluster="tcp://127.0.0.1:1"))
    assert caught.value.diagnostics[0].code.id == "S710"


@dataclass(frozen=True)
class Dying:
    digest: str = "dying"

    def prepare(self) -> Callable[[Item], None]:
        def function(item: Item) -> None:
            os.kill(os.getpid(), 9)

        return function


def test_the_death_of_a_worker_is_a_finding() -> None:
    with pytest.raises(EditionError) as caught:
        list(map_documents(Dying(), items(900), jobs=2))
    assert caught.value.diagnostics[0].code.id == "S711"


CLUSTER_SCRIPT = """
import sys
sys.path.insert(0, {folder!r})
from test_map import SlowUpper, items
from edition.corpus import map_documents
for path, (text, pid) in map_documents(SlowUpper(), items(900), cluster={address!r}):
    print(path, pid, flush=True)
"""


@dataclass(frozen=True)
class SlowUpper:
    digest: str = "slow-upper"

    def prepare(self) -> Callable[[Item], tuple[str, int]]:
        def function(item: Item) -> tuple[str, int]:
            time.sleep(0.002)
            return item.data.decode().upper(), os.getpid()

        return function


@pytest.mark.slow
def test_a_cluster_gives_the_same_results_though_a_worker_is_killed(tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    scheduler_file = tmp_path / "scheduler.json"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}

    def start(*arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "distributed.cli." + arguments[0], *arguments[1:]]
        return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    processes = [
        start(
            "dask_scheduler",
            "--host",
            "127.0.0.1",
            "--port",
            "0",
            "--no-dashboard",
            "--scheduler-file",
            str(scheduler_file),
        )
    ]
    try:
        for _ in range(2):
            worker = (
                "--nthreads",
                "1",
                "--no-nanny",
                "--no-dashboard",
                "--host",
                "127.0.0.1",
                "--local-directory",
                str(tmp_path),
            )
            processes.append(start("dask_worker", "--scheduler-file", str(scheduler_file), *worker))
        address = _address(scheduler_file)
        script = CLUSTER_SCRIPT.format(folder=str(Path(__file__).parent), address=address)
        run_ = subprocess.Popen([sys.executable, "-c", script], env=environment, stdout=subprocess.PIPE, text=True)
        assert run_.stdout is not None
        lines = [run_.stdout.readline()]
        processes[1].send_signal(signal.SIGKILL)
        lines += run_.stdout.readlines()
        assert run_.wait() == 0
        assert [line.split()[0] for line in lines] == [f"{n}.xml" for n in range(900)]
    finally:
        for process in processes:
            process.kill()
            process.wait()


def _address(file: Path) -> str:
    import json

    deadline = time.monotonic() + 60
    while not file.exists() or not file.read_text():
        assert time.monotonic() < deadline
        time.sleep(0.1)
    address: str = json.loads(file.read_text())["address"]
    return address
