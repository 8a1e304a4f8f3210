"""The whole check in a process of its own, so that nobody who writes waits for it: not for an answer, not for a key.

Takes the texts that are open, gives the findings of one of them. The process keeps what it read between checks, and
ends with the one that started it.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Mapping
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Lock
from typing import Final

from edition.diagnostics import Diagnostic
from edition.writing.checks import Checks

_END: Final = 5.0  # seconds that the process has to end by itself


class Apart:
    """A process that checks; it begins with the first text, and again where it was lost."""

    def __init__(self) -> None:
        self._pipe: Connection | None = None
        self._process: multiprocessing.process.BaseProcess | None = None
        self._sent: dict[Path, bytes] = {}
        self._lock = Lock()

    def find(self, texts: Mapping[Path, bytes], path: Path) -> list[Diagnostic] | None:
        """Everything that is wrong with a text; None where the process died of it. Waits, so call it in a thread."""
        with self._lock:
            pipe = self._pipe or self._start()
            news = {file: data for file, data in texts.items() if self._sent.get(file) is not data}
            gone = self._sent.keys() - texts.keys()
            self._sent = dict(texts)
            try:
                pipe.send((news, gone, path))
                found: list[Diagnostic] = pipe.recv()
            except (EOFError, OSError):
                self._end()
                return None
            return found

    def close(self) -> None:
        """End the process; a check that is under way is given up."""
        if self._process is not None:
            self._process.terminate()  # whoever waits for its answer hears of it
        with self._lock:
            self._end()

    def _start(self) -> Connection:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()  # or else its end would not be noticed here
        return self._pipe

    def _end(self) -> None:
        if self._pipe is not None and self._process is not None:
            self._pipe.close()
            self._process.terminate()
            self._process.join(_END)
        self._pipe, self._process, self._sent = None, None, {}


def _serve(pipe: Connection) -> None:
    """The process: take texts, answer with findings, until whoever asks is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    checks = Checks()
    while True:
        try:
            news, gone, path = pipe.recv()
            for file in gone:
                checks.close(file)
            checks.texts.open |= news
            checks.homes.look_again()
            pipe.send(checks.all(path, wholly=True))
        except (EOFError, OSError):
            return
