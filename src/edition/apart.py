"""A stranger's stylesheet in a process of its own: one that never ends, eats memory, or takes Saxon down stops nothing.

The process compiles and runs stylesheets that it is handed, and goes when whoever began it goes. It is ended where an
answer takes more than so many seconds of processor time, some minutes, or more memory than is allowed; that, and its
death, is raised as `StoppedError`, and what was stopped is not run again.
"""

from __future__ import annotations

import atexit
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import IO, Any, Final

from edition.diagnostics import counted
from edition.saxon import Result, SaxonError, Stylesheet

SECONDS: Final = 15  # of processor time, for one document
MEMORY: Final = 2 << 30  # bytes, for all that the process holds
_LONGEST: Final = 300.0  # seconds of a clock, where the machine is busy
_LATE: Final = (-int(getattr(signal, "SIGXCPU", 0)), -int(getattr(signal, "SIGKILL", 9)))
_NO_ROOM: Final = 99  # how Saxon's own machine ends where it gets no more memory
_SERVE: Final = "from edition.apart import serve; serve()"


@dataclass(frozen=True)
class _Sheet:
    """A stylesheet as text, or as a file with its static parameters."""

    text: str = ""
    file: Path | None = None
    static: tuple[tuple[str, Any], ...] = ()

    def compiled(self) -> Stylesheet:
        """Compile it, in the process that runs it."""
        return Stylesheet.from_file(self.file, dict(self.static)) if self.file else Stylesheet.from_text(self.text)


@dataclass(frozen=True)
class _Call:
    """One run; without parameters the stylesheet is only compiled."""

    sheet: _Sheet
    source: bytes | None = None
    parameters: Mapping[str, Any] | None = None
    mode: str | None = None
    template: str | None = None
    seconds: int = 0  # of processor time that the answer may take, and the bytes that it may hold
    memory: int = 0


class StoppedError(Exception):
    """A stylesheet was ended, or ended the program that ran it."""


class BoundedStylesheet:
    """A stranger's stylesheet, compiled and run elsewhere."""

    def __init__(self, sheet: _Sheet) -> None:
        self._sheet = sheet
        self._stopped: StoppedError | None = None
        self._ask(_Call(sheet))  # what is wrong in it is told now

    @classmethod
    def from_text(cls, text: str) -> BoundedStylesheet:
        """A stylesheet that was made in memory; nothing is read while it is compiled."""
        return cls(_Sheet(text))

    @classmethod
    def from_file(cls, path: Path, static: Mapping[str, Any]) -> BoundedStylesheet:
        """A file with what it imports and includes; whoever hands it in has looked at them."""
        return cls(_Sheet(file=path, static=tuple(static.items())))

    def value(self, value: Any) -> Any:
        """A parameter's value: it travels as it is."""
        return value

    def transform(
        self,
        source: bytes | None,
        parameters: Mapping[str, Any],
        *,
        mode: str | None = None,
        template: str | None = None,
    ) -> Result:
        """Run on a document; raises where it fails, takes too much, or takes its process down."""
        return self._ask(_Call(self._sheet, source, parameters, mode, template))

    def _ask(self, call: _Call) -> Result:
        if self._stopped is not None:
            raise self._stopped
        try:
            return _keeper().ask(call)
        except StoppedError as error:
            self._stopped = error
            raise


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
                answer = _exchange(process, replace(call, seconds=SECONDS, memory=MEMORY))
            except (OSError, EOFError, pickle.UnpicklingError) as error:
                why = _reason(process, late=not timer.is_alive())
                self.end()
                raise StoppedError(why) from error
            finally:
                timer.cancel()
        if isinstance(answer, SaxonError):
            raise answer
        return answer

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            command = [sys.executable, "-c", _SERVE]
            self._process = subprocess.Popen(  # noqa: S603 - ours; the dump of a machine that died is for nobody
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
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


def _reason(process: subprocess.Popen[bytes], *, late: bool) -> str:
    """Why there was no answer."""
    code = process.wait()
    if late or code in _LATE:
        return f"takes more than {counted(SECONDS, 'second')} for a document"
    return f"takes more than {MEMORY / (1 << 30):.2g} GB of memory" if code == _NO_ROOM else "takes Saxon itself down"


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
    _limit(call)
    try:
        sheet = _compiled(call.sheet)
        if call.parameters is None:
            return Result("", {}, ())
        return sheet.transform(call.source, call.parameters, mode=call.mode, template=call.template)
    except SaxonError as error:
        return error


def _limit(call: _Call) -> None:
    """Have the system end this process when the answer takes too much processor time or memory."""
    if sys.platform != "win32":  # there the clock alone counts
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        seconds = int(used.ru_utime + used.ru_stime) + call.seconds + 1
        for limit, most in ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_DATA, call.memory)):
            _, hard = resource.getrlimit(limit)
            resource.setrlimit(limit, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


@lru_cache(maxsize=64)
def _compiled(sheet: _Sheet) -> Stylesheet:
    return sheet.compiled()
