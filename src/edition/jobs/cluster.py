"""The same map over an existing Dask cluster (extra `edition[cluster]`).

Documents and results travel as values inside the tasks, so the workers need the program and nothing else: no shared
disk, no edition folder. Dask repeats the batches of a worker that is lost; a cluster that has no worker for as long as
Dask's own `distributed.comm.timeouts.connect` says is given up.
"""

from __future__ import annotations

import hashlib
import logging
import pickle
import socket
import time
import zlib
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, TypeVar

from edition.diagnostics import Code, Diagnostic, EditionError, Severity
from edition.jobs.processes import WORKER_LOST
from edition.jobs.program import files_digest, install_hint
from edition.version import __version__

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

Batch = TypeVar("Batch")
R = TypeVar("R")

NO_CLUSTER: Final = Code(
    "S710",
    "no-cluster",
    Severity.ERROR,
    """The Dask scheduler cannot be reached or has gone, or the extra that speaks to it is not installed.

    Failing: `edition build --cluster tcp://127.0.0.1:1` where nothing listens. Passing: the address that
    `dask scheduler` prints when it starts.
    """,
)
NO_WORKERS: Final = Code(
    "S712",
    "no-workers",
    Severity.ERROR,
    """The Dask scheduler answers, but has no workers, and none came while the command waited: as long as Dask's
    setting `distributed.comm.timeouts.connect` says (30 seconds, where nobody changed it).

    Failing: `edition build --cluster ADDRESS` with a scheduler alone. Passing: after `dask worker ADDRESS`; or, where
    workers come late, with `DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT=10m`.
    """,
)
OTHER_WORKERS: Final = Code(
    "S713",
    "other-workers",
    Severity.ERROR,
    """Workers of the cluster have not this version of the program, or have it without what the work needs; they could
    give other results than a build on one machine.

    Failing: a worker in whose environment `edition` is not installed. Passing: after installing the same version there.
    """,
)
_AHEAD: Final = 3  # batches under way for each worker thread: enough to keep it busy, few enough to bound memory
_FEWEST: Final = 16  # batches under way however few the workers are, so that a cluster that grows with its work does
_POLL_SECONDS: Final = 1.0
_CONNECT_SECONDS: Final = 10.0
_TALKERS: Final = ("distributed.client", "distributed.core", "asyncio")  # log tracebacks of what our findings tell
_INSTALL: Final = f"install the same program on every machine: edition {__version__}, from the same source"


def map_on_cluster(address: str, function: Callable[[Batch], list[R]], batches: Iterator[Batch]) -> Iterator[R]:
    """The results of all batches, in their order. `function` is a value that can be pickled."""
    luggage = Luggage.of(function)
    with _connected(address) as client:
        wait = _Patience(client, address)
        pending: deque[Any] = deque()
        while True:
            wanted = max(_FEWEST, _AHEAD * wait.threads()) - len(pending)
            pending += [client.submit(run_there, luggage, batch, pure=False) for batch in islice(batches, wanted)]
            if not pending:
                return
            yield from wait.result(pending.popleft())


@dataclass(frozen=True)
class Luggage:
    """What travels with each batch: the function, packed small, and the program that packed it."""

    program: str
    name: str
    data: bytes

    @classmethod
    def of(cls, function: Callable[[Batch], list[R]]) -> Luggage:
        """Pack a function."""
        data = zlib.compress(pickle.dumps(function, pickle.HIGHEST_PROTOCOL), 1)
        return cls(files_digest(), hashlib.blake2b(data, digest_size=20).hexdigest(), data)


def run_there(luggage: Luggage, batch: Any) -> Any:
    """Run on a worker: unpack the function once, and use it in one thread, whatever number the worker has."""
    if luggage.program != files_digest():
        raise _others(f"a worker has edition {__version__} with other files than this program has")
    return _only_thread().submit(_run, luggage, batch).result()


_unpacked: dict[str, Callable[[Any], Any]] = {}


def _run(luggage: Luggage, batch: Any) -> Any:
    if luggage.name not in _unpacked:
        _unpacked.clear()
        _unpacked[luggage.name] = pickle.loads(zlib.decompress(luggage.data))  # noqa: S301 - Dask trusts its clients
    return _unpacked[luggage.name](batch)


@cache
def _only_thread() -> ThreadPoolExecutor:
    """Compiled stylesheets serve the thread that made them, and hold Python's lock while they run."""
    from concurrent.futures import ThreadPoolExecutor  # late: calls without a cluster import this module, too

    return ThreadPoolExecutor(1, "edition")


@contextmanager
def _connected(address: str) -> Iterator[Any]:
    """A client of the scheduler; what fails on the way there and back is a finding."""
    client = _connect(address)
    from distributed import CancelledError, KilledWorker
    from distributed.comm.core import CommClosedError

    try:
        yield client
    except KilledWorker as error:
        message = "a batch of documents ended every worker that took it"
        help_text = "see the workers' logs; the document that is too much for them may be found with --jobs 1"
        raise EditionError(Diagnostic(WORKER_LOST, message, help=help_text)) from error
    except (CancelledError, CommClosedError, TimeoutError) as error:
        message = f"the Dask scheduler at {address} has gone"
        raise _no_cluster(message, "start it again and call again; what was done is kept") from error
    except ImportError as error:
        raise _others(f"a worker cannot do the work: {error}") from error
    finally:
        client.close()


def _connect(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError as error:
        raise _no_cluster("the extra for clusters is not installed", install_hint("cluster")) from error
    for name in _TALKERS:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        _knock(address)
        connect: Any = Client
        return connect(address, timeout=_CONNECT_SECONDS, set_as_default=False)
    except (OSError, TimeoutError, ValueError, RuntimeError) as error:
        message = f"no Dask scheduler answers at `{address}`: {_reason(error)}"
        raise _no_cluster(message, "start one with `dask scheduler`, and give the address it prints") from error


def _knock(address: str) -> None:
    """Refuse what is no address and where nothing listens: Dask's client would try again and again for long."""
    from distributed.comm.addressing import get_address_host_port, normalize_address

    socket.create_connection(get_address_host_port(normalize_address(address), strict=True), _CONNECT_SECONDS).close()


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)


class _Patience:
    """Waits for results as long as there are workers, and for workers as long as Dask waits for anything."""

    def __init__(self, client: Any, address: str) -> None:
        import dask

        self._client = client
        self._address = address
        self._seconds = dask.utils.parse_timedelta(dask.config.get("distributed.comm.timeouts.connect"))
        self._seen = time.monotonic()
        self._refuse_others()

    def threads(self) -> int:
        """How many batches the workers can do at once now."""
        found: int = sum(self._client.nthreads().values())
        now = time.monotonic()
        if found:
            self._seen = now
        elif now - self._seen > self._seconds:
            message = f"the Dask scheduler at {self._address} has had no workers for {self._seconds:g} seconds"
            help_text = f"start some with `dask worker {self._address} --nthreads 1`; what was done is kept"
            raise EditionError(Diagnostic(NO_WORKERS, message, help=help_text))
        return found

    def result(self, future: Any) -> Any:
        """What a batch gave."""
        while not future.done():
            try:
                return future.result(timeout=_POLL_SECONDS)
            except TimeoutError:
                self.threads()
        return future.result()

    def _refuse_others(self) -> None:
        """Workers that come later are found out by their first batch."""
        from importlib import metadata

        found = self._client.run(metadata.version, "edition", on_error="return")
        without = [worker for worker, told in found.items() if isinstance(told, metadata.PackageNotFoundError)]
        if without:
            raise _others(f"edition is not installed for the workers {', '.join(sorted(without))}")
        versions = {worker: told for worker, told in found.items() if isinstance(told, str)}
        others = [f"{worker} ({version})" for worker, version in versions.items() if version != __version__]
        if others:
            raise _others(f"these workers have not edition {__version__}: {', '.join(sorted(others))}")


def _no_cluster(message: str, help_text: str) -> EditionError:
    return EditionError(Diagnostic(NO_CLUSTER, message, help=help_text))


def _others(message: str) -> EditionError:
    return EditionError(Diagnostic(OTHER_WORKERS, message, help=_INSTALL))
