"""Results kept between runs in `.edition/cache.sqlite`: keyed by content, so never stale; safe to delete at any time.

Values are stored as MessagePack and read back into the type that is asked for; a damaged or foreign entry counts as
not there, and nothing that is read from the file can run.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec

R = TypeVar("R")
Tables = Mapping[str, tuple[Sequence[str], str]]  # names, columns, and what is unique in a row

_TABLES: Final[Tables] = {"results": (("key", "value"), "key")}
_CHUNK: Final = 500
_COMMIT_EVERY: Final = 500
_BUSY: Final = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


class Cache:
    """A store of results; without a writable folder it stores nothing and finds nothing."""

    def __init__(self, folder: Path) -> None:
        self._connection: sqlite3.Connection | None = None
        with contextlib.suppress(sqlite3.Error, OSError):
            self._connection = open_database(folder / "cache.sqlite", _TABLES)
        self._encoder = msgspec.msgpack.Encoder()
        self._pending = 0

    def get_many(self, keys: Mapping[str, str], type_: type[R]) -> dict[str, R]:
        """The kept results of those names whose keys are known."""
        decoder = msgspec.msgpack.Decoder(type_)
        names = {key: name for name, key in keys.items()}
        out: dict[str, R] = {}
        for key, data in self._rows(list(names)):
            with contextlib.suppress(msgspec.DecodeError):
                out[names[key]] = decoder.decode(data)
        return out

    def put(self, key: str, value: Any) -> None:
        """Keep a result."""
        if self._connection is None:
            return
        with contextlib.suppress(sqlite3.Error):
            self._connection.execute("REPLACE INTO results VALUES (?, ?)", (key, self._encoder.encode(value)))
            self._pending += 1
        if self._pending >= _COMMIT_EVERY:
            self.commit()

    def commit(self) -> None:
        """Make what was put last."""
        self._pending = 0
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.commit()

    def prune(self, keys: Iterable[str]) -> None:
        """Forget everything but these keys."""
        if self._connection is None:
            return
        with contextlib.suppress(sqlite3.Error):
            self._connection.execute("CREATE TEMP TABLE wanted (key TEXT PRIMARY KEY)")
            self._connection.executemany("INSERT OR IGNORE INTO wanted VALUES (?)", ((k,) for k in keys))
            self._connection.execute("DELETE FROM results WHERE key NOT IN (SELECT key FROM wanted)")
            self._connection.execute("DROP TABLE wanted")
            self._connection.commit()

    def close(self) -> None:
        """Commit and close."""
        self.commit()
        if self._connection is not None:
            self._connection.close()

    def _rows(self, keys: list[str]) -> Iterable[tuple[str, bytes]]:
        if self._connection is None:
            return
        for start in range(0, len(keys), _CHUNK):
            chunk = keys[start : start + _CHUNK]
            marks = ",".join("?" * len(chunk))
            with contextlib.suppress(sqlite3.Error):
                query = f"SELECT key, value FROM results WHERE key IN ({marks})"  # noqa: S608 - question marks only
                yield from self._connection.execute(query, chunk)


def open_database(path: Path, tables: Tables) -> sqlite3.Connection:
    """Open a store; one that is damaged or of another make is thrown away and begun anew.

    Where none can be had (a full or read-only disk, something else under that name) the last reason is raised.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _open(path, tables)
    except sqlite3.Error as error:
        if error.sqlite_errorcode in _BUSY:  # sound, and another process is at it
            raise
        with contextlib.suppress(OSError):
            for leftover in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
                leftover.unlink(missing_ok=True)
    return _open(path, tables)


def _open(path: Path, tables: Tables) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=30)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        for name, (columns, key) in tables.items():
            listed = ", ".join(columns)
            connection.execute(f"CREATE TABLE IF NOT EXISTS {name} ({listed}, PRIMARY KEY ({key})) WITHOUT ROWID")
            connection.execute(f"SELECT {listed} FROM {name} LIMIT 1").fetchone()  # noqa: S608 - names of ours only
    except sqlite3.Error:
        connection.close()
        raise
    return connection
