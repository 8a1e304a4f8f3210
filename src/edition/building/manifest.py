"""What each file of a site was made from, kept beside the cache; and one build at a time.

A stamp names the hash of the inputs and the files they gave, with their sizes and times, so that a file that was
changed or lost in the output is noticed and made anew.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from edition.building.extracts import ExtractStore
from edition.diagnostics import Code, Diagnostic, EditionError, Severity
from edition.jobs.cache import Tables, open_database
from edition.markup.changes import Busy, locked
from edition.markup.codes import UNWRITABLE
from edition.paths import real
from edition.project import Project
from edition.project.outputs import OutputFolder

BUILD_RUNNING: Final = Code(
    "S720",
    "build-running",
    Severity.ERROR,
    """Another build of this edition is running and did not end while this one waited.

    Failing: a second `edition build` beside one that hangs. Passing: after the first has ended.
    """,
)
_TABLES: Final[Tables] = {
    "stamps": (("owner", "stamp"), "owner"),
    "state": (("key", "value"), "key"),
    "heads": (("path", "key", "head"), "path"),
    "quotations": (("name", "path", "digest", "data"), "name, path"),
}
_WAIT_SECONDS: Final = 600
_KEEP_EVERY: Final = 200


@dataclass(frozen=True)
class Stamp:
    """The inputs' hash, the files (path: size and time), and what was found while making them."""

    digest: str
    files: dict[str, tuple[int, int]]
    diagnostics: tuple[Diagnostic, ...] = ()


class Manifest:
    """The stamps of one edition's site."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.extracts = ExtractStore(connection)
        self._encode = msgspec.msgpack.Encoder().encode
        self._output = Path()
        self._files: OutputFolder
        self._decode = msgspec.msgpack.Decoder(Stamp).decode
        self._before: dict[str, bytes] = {}  # by owner, as the last build left them
        self._known: dict[str, bytes] = {}
        self._present: set[str] = set()
        self._pending = 0

    @classmethod
    @contextlib.contextmanager
    def locked(cls, path: Path) -> Iterator[Manifest]:
        """Open for one build; a second one waits here."""
        with _one_build(path.parent):
            connection = _connect(path)
            try:
                yield cls(connection)
            except sqlite3.OperationalError as error:  # a full disk, most of all; pages that are written are sound
                raise _unwritable(path, str(error)) from error
            finally:
                with contextlib.suppress(sqlite3.OperationalError):
                    connection.commit()
                connection.close()

    def open_site(self, output: Path, project: Project, *, clean: bool) -> None:
        """Name the folder that the stamps speak of; another folder than last time is begun anew.

        A folder that is not ours is refused; what an earlier version made in it is known by the stamps.
        """
        self._output = output
        same = self._get("output") == str(real(output))
        try:
            self._files = OutputFolder.open(output, project, lambda: _paths(self._kept(), self._decode) if same else ())
        except OSError as error:
            help_text = "give yourself the right to write there, or build into another folder"
            message = f"cannot write {output}: {error.strerror or error}"
            raise EditionError(Diagnostic(UNWRITABLE, message, help=help_text)) from error
        if clean:
            self._files.clean()
        if clean or not same:
            self._connection.execute("DELETE FROM stamps")
            self._connection.execute("DELETE FROM state")
            self._set("output", str(real(output)))

    def is_finished(self, whole: str) -> bool:
        """Whether the last build had these inputs, ended, and its files are as it left them."""
        if self._get("finished") != whole:
            return False
        return all(self._intact(self._decode(data)) for data in self._kept().values())

    def findings(self) -> list[Diagnostic]:
        """What the last build found."""
        data = self._connection.execute("SELECT value FROM state WHERE key = 'findings'").fetchone()
        return msgspec.msgpack.decode(data[0], type=list[Diagnostic]) if data else []

    def begin(self) -> None:
        """From here on the site is neither old nor new."""
        self._before = self._kept()
        self._known = dict(self._before)
        if self._get("finished") is None:
            self._files.sweep()
        self._connection.execute("DELETE FROM state WHERE key IN ('finished', 'findings')")
        self._connection.commit()

    def begin_pages(self) -> None:
        """From here on it is told what the site consists of."""
        self._present.clear()

    def unchanged(self, owner: str, digest: str) -> Stamp | None:
        """The stamp of what was made from the same inputs, if its files are still there."""
        data = self._known.get(owner)
        stamp = self._decode(data) if data else None
        if stamp is None or stamp.digest != digest or not self._intact(stamp):
            return None
        self._present.add(owner)
        return stamp

    def keep(self, owner: str, digest: str, paths: Iterable[str], diagnostics: tuple[Diagnostic, ...] = ()) -> None:
        """Remember files that have just been written, now and then on disk: a build that is killed is gone on with."""
        stamp = Stamp(digest, {path: self._state(path) for path in paths}, diagnostics)
        self._known[owner] = self._encode(stamp)
        self._present.add(owner)
        self._connection.execute("REPLACE INTO stamps VALUES (?, ?)", (owner, self._known[owner]))
        self._pending += 1
        if self._pending % _KEEP_EVERY == 0:
            self._connection.commit()

    def paths(self) -> Iterator[str]:
        """The files of the site."""
        for owner in self._present:
            yield from self._decode(self._known[owner]).files

    def claim(self, paths: Iterable[str]) -> list[str]:
        """Note files as ours before they are written; gives back those that somebody else put there."""
        return self._files.claim(paths)

    def remove_others(self, folders: Iterable[str]) -> None:
        """Take away what nothing stands for any more; `folders` are filled by other programs for us."""
        gone = self._known.keys() - self._present
        self._connection.executemany("DELETE FROM stamps WHERE owner = ?", ((owner,) for owner in gone))
        self._files.settle([*self.paths(), *folders])

    def finish(self, whole: str, findings: Sequence[Diagnostic]) -> None:
        """The site is as its inputs are."""
        self._connection.execute("REPLACE INTO state VALUES ('findings', ?)", (self._encode(list(findings)),))
        self._set("finished", whole)
        self._connection.commit()

    def _kept(self) -> dict[str, bytes]:
        """All stamps, encoded as they are kept: a site of a hundred thousand files has many."""
        try:
            found = dict(self._connection.execute("SELECT owner, stamp FROM stamps"))
            for data in found.values():
                self._decode(data)
        except (msgspec.DecodeError, sqlite3.Error):
            return {}
        return found

    def _intact(self, stamp: Stamp) -> bool:
        return all(self._state(path) == state for path, state in stamp.files.items())

    def _state(self, path: str) -> tuple[int, int]:
        try:
            found = os.stat(f"{self._output}/{path}")  # noqa: PTH116 - Path is slow, and files are many
        except OSError:
            return (-1, -1)
        return found.st_size, found.st_mtime_ns

    def _get(self, key: str) -> str | None:
        row = self._connection.execute("SELECT value FROM state WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else None

    def _set(self, key: str, value: str) -> None:
        self._connection.execute("REPLACE INTO state VALUES (?, ?)", (key, value))


@contextlib.contextmanager
def _one_build(folder: Path) -> Iterator[None]:
    """Wait for another build to end."""
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(locked(folder / "build.lock", _WAIT_SECONDS))
        except Busy:
            message = "another build of this edition is running"
            raise EditionError(Diagnostic(BUILD_RUNNING, message, help="wait for it, or end it")) from None
        except OSError as error:
            raise _unwritable(folder, error.strerror or str(error)) from error
        yield


def _paths(stamps: Mapping[str, bytes], decode: Callable[[bytes], Stamp]) -> Iterator[str]:
    for data in stamps.values():
        yield from decode(data).files


def _unwritable(path: Path, reason: str) -> EditionError:
    message = f"what a build keeps cannot be written: {path}: {reason}"
    help_text = "make room and give yourself the right to write there; the folder .edition can be deleted at any time"
    return EditionError(Diagnostic(UNWRITABLE, message, help=help_text))


def _connect(path: Path) -> sqlite3.Connection:
    """Open the manifest; where it must be begun anew, everything is made anew."""
    try:
        return open_database(path, _TABLES)
    except (sqlite3.Error, OSError) as error:
        raise _unwritable(path, str(error)) from error
