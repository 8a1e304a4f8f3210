"""A stranger's rules in a process of their own, so that rules that never end, or take Saxon down, stop nothing else.

The process compiles and runs stylesheets that it is handed, and goes when whoever began it goes. It is ended where an
answer takes more than some seconds of processor time, or some minutes; that, and its death, is told as a failure of the
rules, which then are not run again.
"""

from __future__ import annotations

import atexit
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from functools import lru_cache
from typing import IO, Any, Final

from edition.saxon import Result, SaxonError, Stylesheet

SECONDS: Final = 15  # of processor time, for one document
_LONGEST: Final = 300.0  # seconds of a clock, where the machine is busy
_LATE: Final = (-int(getattr(signal, "SIGXCPU", 0)), -int(getattr(signal, "SIGKILL", 9)))
_SERVE: Final = "from edition.validate.schematron.bounded import serve; serve()"
_Call = tuple[str, bytes | None, Mapping[str, Any], str | None]


class BoundedStylesheet:
    """The stylesheet of a stranger's rules, compiled and run elsewhere."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._stopped: RulesStoppedError | None = None
        self._ask(None, {}, None)  # what is wrong in it is told now

    def transform(self, source: bytes, parameters: Mapping[str, Any], *, mode: str | None = None) -> Result:
        """Run on a document; raises where it fails, takes too long, or takes its process down."""
        return self._ask(source, parameters, mode)

    def _ask(self, source: bytes | None, parameters: Mapping[str, Any], mode: str | None) -> Result:
        if self._stopped is not None:
            raise self._stopped
        try:
            return _keeper().ask((self._text, source, parameters, mode))
        except RulesStoppedError as error:
            self._stopped = error
            raise


class RulesStoppedError(Exception):
    """The rules were ended, or ended the program that ran them."""


class _Keeper:
    """Keeps the one process, and begins another where it has gone."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def ask(self, call: _Call) -> Result:
        """Hand over a call and wait for its answer."""
        with self._lock:
            process = self._running()
            timer = threading.Timer(_LONGEST, process.kill)
            timer.start()
            try:
                answer = _exchange(process, call)
            except (OSError, EOFError, pickle.UnpicklingError) as error:
                late = not timer.is_alive() or process.wait() in _LATE
                self.end()
                message = f"take more than {SECONDS} seconds for a document" if late else "take Saxon itself down"
                raise RulesStoppedError(f"the rules {message}, and are not run") from error
            finally:
                timer.cancel()
        if isinstance(answer, SaxonError):
            raise answer
        return answer

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            command = [sys.executable, "-c", _SERVE]
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603 - ours
        return self._process

    def end(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


@lru_cache(maxsize=1)
def _keeper() -> _Keeper:
    keeper = _Keeper()
    atexit.register(keeper.end)
    return keeper


def _exchange(process: subprocess.Popen[bytes], call: _Call) -> Result | SaxonError:
    assert process.stdin is not None
    assert process.stdout is not None
    pickle.dump(call, process.stdin)
    process.stdin.flush()
    answer: Result | SaxonError = pickle.load(process.stdout)  # noqa: S301 - from our own program, told by us what to run
    return answer


def serve() -> None:
    """Answer calls until there are no more: the whole work of the process."""
    answers: IO[bytes] = sys.stdout.buffer
    sys.stdout = sys.stderr
    while True:
        try:
            call: _Call = pickle.load(sys.stdin.buffer)  # noqa: S301 - from whoever began this process
        except EOFError:
            return
        pickle.dump(_answer(call), answers)
        answers.flush()


def _answer(call: _Call) -> Result | SaxonError:
    text, source, parameters, mode = call
    _limit()
    try:
        sheet = _compiled(text)
        return sheet.transform(source, parameters, mode=mode) if source is not None else Result("", {}, ())
    except SaxonError as error:
        return error


def _limit() -> None:
    """Have the system end this process when the answer takes too much processor time."""
    if sys.platform != "win32":  # there the clock alone counts
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        seconds = int(used.ru_utime + used.ru_stime) + SECONDS + 1
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))


@lru_cache(maxsize=64)
def _compiled(text: str) -> Stylesheet:
    return Stylesheet.from_text(text)
