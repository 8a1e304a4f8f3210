"""Map a function over the documents of a corpus: in this process, in local processes, or over a Dask cluster.

A *job* is a small frozen value that travels to the workers; `prepare()` is called once in each (there stylesheets
and schemas are compiled) and gives the function of one document. Documents and results travel as values, so no shared
disk is needed. What a job gives for a document depends on nothing but the document's bytes and the job's `digest`,
hence results are kept in the cache under both and are never stale.
"""

from __future__ import annotations

import hashlib
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar

from edition.cluster import WORKER_LOST
from edition.diagnostics import Diagnostic, EditionError

if TYPE_CHECKING:
    from concurrent.futures import Future

R_co = TypeVar("R_co", covariant=True)
R = TypeVar("R")

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


def map_documents(
    job: Job[R],
    items: Iterable[Item],
    *,
    jobs: int = 0,
    cluster: str | None = None,
) -> Iterator[tuple[str, R]]:
    """The job's result for each item, in the order of the items.

    `jobs` is the number of processes (0: one a core); `cluster` the address of a Dask scheduler.
    """
    batches = _batches(items)
    if cluster is not None:
        from edition.cluster import map_on_cluster  # Dask is heavy, and an extra

        yield from map_on_cluster(cluster, partial(run_batch, job), batches)
        return
    first = list(islice(batches, _FEW))
    jobs = jobs or os.cpu_count() or 1
    if jobs == 1 or len(first) < _FEW:
        for batch in chain(first, batches):
            yield from run_batch(job, batch)
        return
    yield from _map_in_processes(job, chain(first, batches), jobs)


def run_batch(job: Job[R], items: Sequence[Item]) -> list[tuple[str, R]]:
    """Run a job on some documents in this process, which prepares it once."""
    function = _prepared(job)
    return [(item.path, function(item)) for item in items]


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


def _map_in_processes(job: Job[R], batches: Iterator[list[Item]], jobs: int) -> Iterator[tuple[str, R]]:
    """At most two batches a process are under way, so memory does not grow with the corpus."""
    import multiprocessing  # late, since calls on a few documents do without
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    others = set(multiprocessing.active_children())
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_start_worker, initargs=(job,)) as pool:
        pending: deque[Future[list[tuple[str, R]]]] = deque()
        try:
            first = list(islice(batches, jobs * 2))
            with _interrupts_held():
                pending += [pool.submit(_run_in_worker, batch) for batch in first]
            while pending:
                yield from pending.popleft().result()
                pending += [pool.submit(_run_in_worker, batch) for batch in islice(batches, 1)]
        except BrokenProcessPool as error:
            help_text = "the system may have ended it for want of memory: try --jobs 1; what was done is kept"
            raise EditionError(Diagnostic(WORKER_LOST, "a worker process died", help=help_text)) from error
        except BaseException:  # Ctrl-C, or whoever takes the results has failed: the batches under way are nobody's
            pool.shutdown(wait=False, cancel_futures=True)
            for process in set(multiprocessing.active_children()) - others:
                process.terminate()
            raise


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Ctrl-C waits for the end of this block; processes that are started inside never see it, not even at birth."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_worker_job: list[Job[Any]] = []


def _start_worker(job: Job[Any]) -> None:
    """The job travels once to each worker. Ctrl-C reaches all processes; the main one alone decides what it means."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _worker_job.append(job)


def _run_in_worker(batch: Sequence[Item]) -> list[tuple[str, Any]]:
    return run_batch(_worker_job[0], batch)


def digest_of(*parts: bytes | str) -> str:
    """A hash of parts, each kept apart from the next.

    >>> digest_of("ab", "c") == digest_of("a", "bc")
    False
    """
    hasher = hashlib.blake2b(digest_size=20)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        hasher.update(len(data).to_bytes(8, "big"))
        hasher.update(data)
    return hasher.hexdigest()


def read_items(paths: Iterable[Path], shown: Callable[[Path], str]) -> Iterator[Item]:
    """Read files one after another, as they are asked for."""
    for path in paths:
        yield Item(shown(path), path.read_bytes())
