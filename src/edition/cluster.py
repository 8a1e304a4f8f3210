"""The same map over an existing Dask cluster (extra `edition[cluster]`).

Documents and results travel as values inside the tasks, so the workers need the program and nothing else: no shared
disk, no edition folder. Dask repeats the batches of a worker that is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, Final, TypeVar

from edition.diagnostics import Code, Diagnostic, EditionError, Severity

Batch = TypeVar("Batch")
R = TypeVar("R")

NO_CLUSTER: Final = Code(
    "S710",
    "no-cluster",
    Severity.ERROR,
    """The Dask scheduler cannot be reached, or the extra that speaks to it is not installed.

    Failing: `edition build --cluster tcp://127.0.0.1:1` where nothing listens. Passing: the address that
    `dask scheduler` prints when it starts.
    """,
)
WORKER_LOST: Final = Code(
    "S711",
    "worker-lost",
    Severity.ERROR,
    """A process that worked on documents died, and on a cluster so did those that took its batch after it. What was
    done before is kept, so calling again goes on from there.

    Failing: a batch that needs more memory than the machine has. Passing: the same with fewer `--jobs`.
    """,
)
CODES: Final = (NO_CLUSTER, WORKER_LOST)
_AHEAD: Final = 3  # batches under way for each worker thread: enough to keep it busy, few enough to bound memory


def map_on_cluster(address: str, function: Callable[[Batch], list[R]], batches: Iterator[Batch]) -> Iterator[R]:
    """The results of all batches, in their order. `function` is a value that can be pickled."""
    client = _connect(address)
    from distributed import KilledWorker

    try:
        ahead = max(2, _AHEAD * sum(client.nthreads().values()))
        pending = [client.submit(function, batch, pure=False) for batch in islice(batches, ahead)]
        while pending:
            done = pending.pop(0)
            yield from done.result()
            done.release()
            pending += [client.submit(function, batch, pure=False) for batch in islice(batches, 1)]
    except KilledWorker as error:
        message = "a batch of documents ended every worker that took it"
        help_text = "see the workers' logs; the document that is too much for them may be found with --jobs 1"
        raise EditionError(Diagnostic(WORKER_LOST, message, help=help_text)) from error
    finally:
        client.close()


def _connect(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError as error:
        raise _no_cluster("the extra for clusters is not installed", "pip install 'edition[cluster]'") from error
    try:
        connect: Any = Client
        return connect(address, timeout=10, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        help_text = "start one with `dask scheduler`, and give the address it prints"
        raise _no_cluster(f"no Dask scheduler answers at {address}", help_text) from error


def _no_cluster(message: str, help_text: str) -> EditionError:
    return EditionError(Diagnostic(NO_CLUSTER, message, help=help_text))
