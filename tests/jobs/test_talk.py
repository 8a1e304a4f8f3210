"""What is said to a cluster and what of it is understood: a scheduler that answers as it is told to, and no network.

`test_cluster.py` does the same with processes of Dask's own.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from importlib import metadata
from typing import Any

import pytest

from edition.diagnostics import EditionError
from edition.jobs import cluster
from edition.jobs.cluster import Luggage, map_on_cluster, run_there
from edition.version import __version__

distributed = pytest.importorskip("distributed")


def doubled(batch: list[int]) -> list[int]:
    return [2 * n for n in batch]


class Future:
    def __init__(self, value: Any, after: int = 0) -> None:
        self._value, self._after = value, after

    def done(self) -> bool:
        return self._after <= 0

    def result(self, timeout: float | None = None) -> Any:
        if self._after > 0:
            self._after -= 1
            raise TimeoutError
        if isinstance(self._value, Exception):
            raise self._value
        return self._value


class Client:
    """A scheduler with its workers."""

    def __init__(self) -> None:
        self.threads: Iterator[int] = itertools.repeat(1)
        self.versions: dict[str, Any] = {"w1": __version__}
        self.answer: Callable[[Any, Any, Any], Any] = lambda function, luggage, batch: function(luggage, batch)
        self.late = 0
        self.under_way = self.most = 0
        self.closed = False

    def nthreads(self) -> dict[str, int]:
        found = next(self.threads)
        return {f"w{n}": 1 for n in range(found)}

    def submit(self, function: Any, luggage: Any, batch: Any, *, pure: bool) -> Future:
        assert not pure
        self.under_way += 1
        self.most = max(self.most, self.under_way)
        client = self

        class Counted(Future):
            def result(self, timeout: float | None = None) -> Any:
                found = super().result(timeout)
                client.under_way -= 1
                return found

        return Counted(self.answer(function, luggage, batch), self.late)

    def run(self, function: Any, name: str, *, on_error: str) -> dict[str, Any]:
        assert (function, name, on_error) == (metadata.version, "edition", "return")
        return self.versions

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Client:
    found = Client()
    monkeypatch.setattr(cluster, "_connect", lambda _address: found)
    return found


def mapped(count: int = 3) -> list[int]:
    return list(map_on_cluster("tcp://somewhere:1", doubled, ([n, n] for n in range(count))))


def refusal() -> tuple[str, str]:
    with pytest.raises(EditionError) as caught:
        mapped()
    (found,) = caught.value.diagnostics
    return found.code.id, found.message


def test_results_come_in_the_order_of_the_batches(client: Client) -> None:
    assert mapped() == [0, 0, 2, 2, 4, 4]
    assert client.closed
    assert mapped(0) == []


@pytest.mark.parametrize(("threads", "most"), [(1, 16), (5, 16), (6, 18), (20, 60)])
def test_so_many_batches_are_under_way_as_keep_the_workers_busy(client: Client, threads: int, most: int) -> None:
    client.threads = itertools.repeat(threads)
    assert mapped(100) == [2 * n for n in range(100) for _ in "ab"]
    assert client.most == most


def test_a_batch_that_takes_long_is_waited_for_while_there_are_workers(client: Client) -> None:
    client.late = 3
    assert mapped() == [0, 0, 2, 2, 4, 4]


def test_workers_are_waited_for_as_long_as_dask_says(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(0, 10_000, 10))
    monkeypatch.setattr(cluster.time, "monotonic", lambda: next(clock))
    client.threads = iter([1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 1, 1])  # thirty seconds are not over
    client.late = 3
    assert mapped() == [0, 0, 2, 2, 4, 4]
    client.threads = iter([1, 0, 0, 0, 0])
    client.late = 10
    assert refusal() == ("S712", "the Dask scheduler at tcp://somewhere:1 has had no workers for 30 seconds")


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (distributed.KilledWorker("t", None, []), "S711", "a batch of documents ended every worker that took it"),
        (distributed.CancelledError(), "S710", "the Dask scheduler at tcp://somewhere:1 has gone"),
        (distributed.comm.core.CommClosedError(), "S710", "the Dask scheduler at tcp://somewhere:1 has gone"),
        (TimeoutError(), "S710", "the Dask scheduler at tcp://somewhere:1 has gone"),
        (ImportError("no module x"), "S713", "a worker cannot do the work: no module x"),
    ],
)
def test_what_fails_on_the_way_is_a_finding(error: Exception, code: str, message: str, client: Client) -> None:
    client.answer = lambda _function, _luggage, _batch: error
    assert refusal() == (code, message)
    assert client.closed


@pytest.mark.parametrize(
    ("versions", "message"),
    [
        ({"w2": metadata.PackageNotFoundError(), "w1": metadata.PackageNotFoundError()},
         "edition is not installed for the workers w1, w2"),
        ({"w1": "0.0.1", "w2": __version__}, f"these workers have not edition {__version__}: w1 (0.0.1)"),
        ({"w1": RuntimeError("odd")}, ""),
    ],
)  # fmt: skip
def test_workers_that_have_another_program_are_told(versions: dict[str, Any], message: str, client: Client) -> None:
    client.versions = versions
    if message:
        assert refusal() == ("S713", message)
    else:
        assert mapped(1) == [0, 0]


def test_a_worker_unpacks_a_function_once_and_refuses_that_of_another_program(monkeypatch: pytest.MonkeyPatch) -> None:
    luggage = Luggage.of(doubled)
    assert run_there(luggage, [1]) == run_there(luggage, [1]) == [2]
    assert list(cluster._unpacked) == [luggage.name]
    other = Luggage.of(max)
    assert run_there(other, [1, 5]) == 5 and list(cluster._unpacked) == [other.name]
    with pytest.raises(EditionError, match="S713 a worker has edition"):
        run_there(Luggage("another", luggage.name, luggage.data), [1])


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense", "tcp://127.0.0.1", ""])
def test_an_address_where_nothing_answers_is_told(address: str) -> None:
    with pytest.raises(EditionError) as caught:
        cluster._connect(address)
    assert caught.value.diagnostics[0].message.startswith(f"no Dask scheduler answers at `{address}`: ")
