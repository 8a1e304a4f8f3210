"""Map a function over the documents of a corpus: in this process, in local processes, or over a Dask cluster.

A *job* is a small frozen value that travels to the workers; `prepare()` is called once in each (there stylesheets
and schemas are compiled) and gives the function of one document. Documents and results travel as values, so no shared
disk is needed. What a job gives for a document depends on nothing but the document's bytes and the job's `digest`,
hence results are kept in the cache under both and are never stale.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from typing import Any, Final, Generic, Protocol, TypeVar, runtime_checkable

from edition.diagnostics import Diagnostic, EditionError, Span
from edition.jobs.faults import fault_of
from edition.jobs.processes import Processes

R_co = TypeVar("R_co", covariant=True)
R = TypeVar("R")
T = TypeVar("T")

_BATCH_BYTES: Final = 500_000
_BATCH_ITEMS: Final = 50  # what Ctrl-C throws away is less than that for each process
_FEW: Final = 8  # for fewer batches, starting processes costs more than it gains


@dataclass(frozen=True, slots=True)
class Item:
    """A document that travels: its path as shown to people, and its bytes."""

    path: str
    data: bytes


class Job(Protocol[R_co]):
    """A function of one document, described by a value that can be pickled and hashed."""

    @property
    def digest(self) -> str:
        """A hash of everything but the document that the results depend on."""

    def prepare(self) -> Callable[[Item], R_co]:
        """Build the function; called once a process."""

    def failed(self, item: Item, fault: Diagnostic) -> R_co:
        """What stands for the result of a document that the function failed on."""


@runtime_checkable
class Stepwise(Protocol[R_co]):
    """A function whose work on a document has steps, which end where it yields.

    Each is done for all documents of a batch before the next one is begun: a stylesheet and Python by turns push one
    another's code and data out of the processor's own memory, which costs a tenth of the time.
    """

    def __call__(self, item: Item) -> R_co:
        """All steps of one document."""

    def steps(self, item: Item) -> Generator[None, None, R_co]:
        """Its steps."""


class Workers:
    """What documents are mapped over: this process, local processes, or a cluster; for one job after another.

    `jobs` is the number of processes (0: one a core); `cluster` the address of a Dask scheduler.
    """

    def __init__(self, jobs: int = 0, cluster: str | None = None) -> None:
        self._cluster = cluster
        self._jobs = jobs or os.cpu_count() or 1
        self._processes = Processes(self._jobs)

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        self._processes.close()

    def map(self, job: Job[R], items: Iterable[Item]) -> Iterator[tuple[str, R]]:
        """The job's result for each item, in the order of the items."""
        batches = _batches(items)
        function = partial(run_batch, job)
        if self._cluster is not None:
            from edition.jobs.cluster import map_on_cluster  # Dask is heavy, and an extra

            return map_on_cluster(self._cluster, function, batches)
        first = list(islice(batches, _FEW))
        batches = chain(first, batches)
        if self._jobs == 1 or len(first) < _FEW:
            return chain.from_iterable(map(function, batches))
        return chain.from_iterable(self._processes.map(function, batches))


def map_documents(
    job: Job[R], items: Iterable[Item], *, jobs: int = 0, cluster: str | None = None
) -> Iterator[tuple[str, R]]:
    """The same for a single job, whose workers go with it."""
    with Workers(jobs, cluster) as workers:
        yield from workers.map(job, items)


def run_batch(job: Job[R], items: Sequence[Item]) -> list[tuple[str, R]]:
    """Run a job on some documents in this process, which prepares it once."""
    function = _prepared(job)
    if isinstance(function, Stepwise):
        return _in_step(job, function, items)
    return [(item.path, _made(job, function, item)) for item in items]


def _in_step(job: Job[R], function: Stepwise[R], items: Sequence[Item]) -> list[tuple[str, R]]:
    """The results of a function in steps."""
    made: dict[int, R] = {}
    under_way = {number: function.steps(item) for number, item in enumerate(items)}
    while under_way:
        for number, steps in list(under_way.items()):
            ended = _made(job, partial(_step, steps), items[number])
            if ended is not None:
                made[number] = ended.result if isinstance(ended, _Ended) else ended
                del under_way[number]
    return [(item.path, made[number]) for number, item in enumerate(items)]


@dataclass(frozen=True, slots=True)
class _Ended(Generic[R]):
    result: R


def _step(steps: Generator[None, None, R], item: Item) -> _Ended[R] | None:
    """The next step of a document; what it gives, where it was the last."""
    del item
    try:
        next(steps)
    except StopIteration as end:
        return _Ended(end.value)
    return None


def _made(job: Job[R], function: Callable[[Item], T], item: Item) -> R | T:
    """The result of a document; a fault of ours on one does not stop the others."""
    try:
        return function(item)
    except EditionError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, it is told
        return job.failed(item, fault_of(error, Span(item.path, 0, 1)))


_functions: dict[str, Callable[[Item], Any]] = {}


def _prepared(job: Job[R]) -> Callable[[Item], R]:
    """The function of a job, built once a process; a job of another digest takes its place."""
    function = _functions.get(job.digest)
    if function is None:
        _functions.clear()
        function = _functions[job.digest] = job.prepare()
    return function


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Batches that are large enough to be worth a message, and small enough to share out evenly."""
    batch: list[Item] = []
    size = 0
    for item in items:
        batch.append(item)
        size += len(item.data)
        if size >= _BATCH_BYTES or len(batch) >= _BATCH_ITEMS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def digest_of(*parts: bytes | str) -> str:
    """A hash of parts, each kept apart from the next.

    >>> digest_of("ab", "c") == digest_of("a", "bc")
    False
    """
    pieces: list[bytes] = []
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        pieces += (len(data).to_bytes(8, "big"), data)
    return hashlib.blake2b(b"".join(pieces), digest_size=20).hexdigest()
