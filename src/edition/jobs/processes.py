"""Local processes that work on batches of documents, for one job after another.

A job is written to a file that each process reads once, so that what is large in it (registers, a grammar) does not
travel with every batch.
"""

from __future__ import annotations

import os
import pickle
import signal
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import TYPE_CHECKING, Any, Final, TypeVar

from edition.diagnostics import Code, Diagnostic, EditionError, Severity

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing.process import BaseProcess

Batch = TypeVar("Batch")
R = TypeVar("R")

WORKER_LOST: Final = Code(
    "S711",
    "worker-lost",
    Severity.ERROR,
    """A process that worked on documents died, and on a cluster so did those that took its batch after it. What was
    done before is kept, so calling again goes on from there.

    Failing: a batch that needs more memory than the machine has. Passing: the same with fewer `--jobs`.
    """,
)


class Processes:
    """A pool that is started when it is first needed, and stays until it is closed."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._pool: ProcessPoolExecutor | None = None
        self._folder: TemporaryDirectory[str] | None = None
        self._others: set[BaseProcess] = set()
        self._sent = 0

    def close(self) -> None:
        """Let the processes go."""
        if self._pool is not None:
            self._pool.shutdown()
        if self._folder is not None:
            self._folder.cleanup()

    def map(self, function: Callable[[Batch], R], batches: Iterator[Batch]) -> Iterator[R]:
        """The results of all batches, in their order. `function` is a value that can be pickled.

        At most two batches a process are under way, so memory does not grow with the corpus.
        """
        from concurrent.futures.process import BrokenProcessPool

        pool, path = self._started(), self._send(function)
        pending: deque[Future[R]] = deque()
        try:
            first = list(islice(batches, self._number * 2))
            with _interrupts_held():
                pending += [pool.submit(_run, path, batch) for batch in first]
            while pending:
                yield pending.popleft().result()
                pending += [pool.submit(_run, path, batch) for batch in islice(batches, 1)]
        except BrokenProcessPool as error:
            help_text = "the system may have ended it for want of memory: try --jobs 1; what was done is kept"
            raise EditionError(Diagnostic(WORKER_LOST, "a worker process died", help=help_text)) from error
        except BaseException:  # Ctrl-C, or whoever takes the results has failed: the batches under way are nobody's
            self._end(pool)
            raise

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            import multiprocessing  # late, since calls on a few documents do without
            from concurrent.futures import ProcessPoolExecutor

            self._others = set(multiprocessing.active_children())
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self._number, mp_context=context, initializer=_start)
        return self._pool

    def _send(self, function: Callable[[Any], Any]) -> str:
        """Write the function where the processes find it, under a name of its own."""
        if self._folder is None:
            self._folder = TemporaryDirectory(prefix="edition-jobs-")
        self._sent += 1
        path = Path(self._folder.name) / str(self._sent)
        path.write_bytes(pickle.dumps(function, pickle.HIGHEST_PROTOCOL))
        return str(path)

    def _end(self, pool: ProcessPoolExecutor) -> None:
        import multiprocessing

        pool.shutdown(wait=False, cancel_futures=True)
        for process in set(multiprocessing.active_children()) - self._others:
            process.terminate()


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


def _start() -> None:
    """Ctrl-C reaches all processes; the main one alone decides what it means. No process outlives it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """One whose parent was killed would wait for ever for somebody to take its results."""
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


_read: dict[str, Callable[[Any], Any]] = {}


def _run(path: str, batch: Any) -> Any:
    if path not in _read:
        _read.clear()
        _read[path] = pickle.loads(Path(path).read_bytes())  # noqa: S301 - written by the process that started this one
    return _read[path](batch)
