"""A Dask cluster of separate processes on loopback, whose workers can be forbidden a folder and told to die."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from tests.until import until

PATIENCE = 120.0

# the workers' side: no file of the forbidden folder opens, and the process kills itself in mid-run where it is told to
PRELOAD = """
import os, signal, sys
from distributed import WorkerPlugin

forbidden, doomed, foreign = {forbidden!r}, {doomed!r}, {foreign!r}

def refuse(event, arguments):
    if event in ("open", "os.listdir", "os.scandir") and str(arguments[0]).startswith(forbidden):
        raise PermissionError(f"{{event}}: the workers share no disk with the edition: {{arguments[0]}}")

class Death(WorkerPlugin):
    name = "death"
    begun = 0

    def transition(self, key, start, finish, **kwargs):
        self.begun += finish == "executing"
        if doomed and self.begun == 2:
            os.kill(os.getpid(), signal.SIGKILL)

async def dask_setup(worker):
    if forbidden:
        sys.addaudithook(refuse)
    if foreign:
        import importlib.metadata
        importlib.metadata.version = lambda name: foreign
    await worker.plugin_add(Death())
"""


@dataclass
class Cluster:
    """A scheduler and its workers, all in `folder`."""

    folder: Path
    address: str = ""
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, program: str, *arguments: str) -> subprocess.Popen[bytes]:
        """Start a process of Dask, in the cluster's own folder."""
        command = [
            sys.executable,
            "-m",
            f"distributed.cli.{program}",
            "--no-dashboard",
            "--host",
            "127.0.0.1",
            *arguments,
        ]
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
        quiet = subprocess.DEVNULL
        self.processes.append(subprocess.Popen(command, cwd=self.folder, env=environment, stdout=quiet, stderr=quiet))
        return self.processes[-1]

    def add_worker(
        self, *, forbidden: Path | None = None, doomed: bool = False, foreign: str = "", threads: int = 1
    ) -> subprocess.Popen[bytes]:
        """Start a worker and wait until the scheduler has it. A doomed one is killed by -9 in its second batch."""
        preload = self.folder / f"preload-{len(self.processes)}.py"
        preload.write_text(PRELOAD.format(forbidden=str(forbidden or ""), doomed=doomed, foreign=foreign))
        count = self.workers() + 1
        options = ("--nthreads", str(threads), "--no-nanny", "--local-directory", str(self.folder))
        worker = self.start("dask_worker", self.address, *options, "--preload", str(preload))
        with self.client() as client:
            client.wait_for_workers(count, timeout=PATIENCE)
        return worker

    def stop(self, worker: subprocess.Popen[bytes]) -> None:
        """End a worker and wait until the scheduler knows."""
        count = self.workers()
        worker.kill()
        worker.wait()
        until(lambda: self.workers() < count)

    def workers(self) -> int:
        """How many workers there are."""
        with self.client() as client:
            return len(client.nthreads())

    def client(self) -> Any:
        """Dask's client."""
        from distributed import Client

        return Client(self.address, timeout=PATIENCE, set_as_default=False)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A scheduler on a free port; every process ends with the tests of the module."""
    pytest.importorskip("distributed")
    folder = tmp_path_factory.mktemp("elsewhere")
    told = folder / "scheduler.json"
    found = Cluster(folder)
    try:
        scheduler = found.start("dask_scheduler", "--port", "0", "--scheduler-file", str(told))
        until(lambda: scheduler.poll() is not None or (told.is_file() and told.read_text()))
        assert scheduler.poll() is None
        found.address = json.loads(told.read_text())["address"]
        yield found
    finally:
        for process in found.processes:
            process.kill()
            process.wait()
