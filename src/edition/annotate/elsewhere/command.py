"""A source that is any program: it reads a line of JSON for each stretch of text and answers with one.

    {"id": 1, "lang": "de", "kinds": ["person", "place", "org", "event"], "text": "Bahr ist in Wien"}
    {"id": 1, "names": [{"text": "Wien", "kind": "place", "start": 12, "end": 16, "score": 0.9}]}

It runs without a shell, in the edition's folder, and sees of the environment only what a program needs to run. It is
ended with all that it started where an answer takes too long, is too large or is none.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import shutil
import subprocess
import threading
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import IO, Any, Final

from edition.annotate.codes import NO_SOURCE
from edition.annotate.elsewhere.offers import COMMAND, Claim, told_of
from edition.annotate.elsewhere.source import KINDS_ASKED, NoAnswerError
from edition.diagnostics import Diagnostic, EditionError
from edition.foreign import end, passed
from edition.jobs.mapping import digest_of

LONGEST: Final = 1 << 20  # bytes of an answer
_AHEAD: Final = 4  # lines that may wait to be read
_LARGEST: Final = 1 << 24  # a program of the edition that is larger is told by its size
_PASSED: Final = ("PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "PATHEXT",
                  "USERPROFILE", "APPDATA", "LOCALAPPDATA")  # fmt: skip


@dataclass
class Command:
    """A program with its words, and the folder it runs in."""

    words: tuple[str, ...]
    folder: Path
    name: str = COMMAND
    _run: _Run | None = field(default=None, init=False, repr=False)
    _asked: int = field(default=0, init=False, repr=False)

    @property
    def description(self) -> str:
        """The program's name: the rest of the call may tell paths of a machine."""
        return f"the program {Path(self.words[0]).name}"

    @cached_property
    def digest(self) -> str:
        """The words, and what the files of the edition that they name hold."""
        return digest_of(self.name, *self.words, *(_content(self.folder / word) for word in self.words))

    def ask(self, text: str, lang: str, seconds: float) -> list[Claim]:
        """What the program says; it is begun where it does not run, and ended where it does not answer."""
        self._asked += 1
        question = {"id": self._asked, "lang": lang, "kinds": KINDS_ASKED, "text": text}
        try:
            if self._run is None:
                self._run = _Run(self._program(), self.words[1:], self.folder)
            return _names(self._run.exchange(json.dumps(question).encode(), seconds), self._asked)
        except NoAnswerError:
            self.close()
            raise

    def close(self) -> None:
        """End the program."""
        if self._run is not None:
            self._run.end()
            self._run = None

    def _program(self) -> str:
        """The program's file: of the edition where its name is a path, else where the system has its programs."""
        first = self.words[0]
        found = shutil.which(str(self.folder / first) if "/" in first or os.sep in first else first)
        if found is None:
            message = f"the settings name the program `{first}`, which is not here"
            help_text = 'write each word for itself: command = ["python3", "names.py"]'
            raise EditionError(Diagnostic(NO_SOURCE, message, help=help_text))
        return found


class _Run:
    """The program while it runs. A thread reads its lines, so that waiting for one has an end."""

    def __init__(self, program: str, words: tuple[str, ...], folder: Path) -> None:
        try:
            self._process = subprocess.Popen(  # noqa: S603 - named in the settings, and begun by a person's call only
                [program, *words],
                cwd=folder,
                env=passed(_PASSED) | {"PYTHONIOENCODING": "utf-8"},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError as error:
            raise NoAnswerError(f"it cannot be begun: {error.strerror}") from error
        self._lines: queue.Queue[bytes] = queue.Queue(_AHEAD)
        self._is_over = threading.Event()
        assert self._process.stdout is not None
        threading.Thread(target=self._read, args=(self._process.stdout,), daemon=True).start()

    def exchange(self, question: bytes, seconds: float) -> bytes:
        """A line in, a line out."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(question + b"\n")
            self._process.stdin.flush()
            line = self._lines.get(timeout=max(0.0, seconds))
        except queue.Empty:
            raise NoAnswerError(f"it takes more than {seconds:.0f} seconds") from None
        except OSError as error:
            raise NoAnswerError("it has ended") from error
        if len(line) > LONGEST:
            raise NoAnswerError("its answer is larger than 1 MB")
        if not line:
            raise NoAnswerError("it has ended")
        return line

    def _read(self, stream: IO[bytes]) -> None:
        """Put lines where they are waited for; an empty one says that there are no more."""
        line = b" "
        while line and not self._is_over.is_set():
            line = stream.readline(LONGEST + 1)
            self._put(line)

    def _put(self, line: bytes) -> None:
        while not self._is_over.is_set():
            with contextlib.suppress(queue.Full):
                self._lines.put(line, timeout=0.1)
                return

    def end(self) -> None:
        """End the program and what it started."""
        self._is_over.set()
        end(self._process)


def _names(line: bytes, asked: int) -> list[Claim]:
    try:
        answer: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise NoAnswerError("its answer is not JSON, or nested beyond reason") from error
    if not isinstance(answer, dict) or answer.get("id") != asked or not isinstance(answer.get("names"), list):
        raise NoAnswerError("its answer is no object with the id of the question and a list of names")
    return told_of(answer["names"])


def _content(path: Path) -> str:
    """A hash of what a file holds; of what is none, nothing."""
    try:
        if not path.is_file():
            return ""
        return digest_of(path.read_bytes().hex() if path.stat().st_size < _LARGEST else str(path.stat().st_size))
    except (OSError, ValueError):
        return ""
