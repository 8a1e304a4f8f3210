"""Results kept between runs in `.edition/cache.sqlite`: keyed by content, so never stale; safe to delete at any time.

Values are stored as MessagePack and read back into the type that is asked for; a damaged or foreign entry counts as
not there, and nothing that is read from the file can run.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Generic, TypeVar

R = TypeVar("R")
Tables = Mapping[str, tuple[Sequence[str], str]]  # names, columns, and what is unique in a row

_TABLES: Final[Tables] = {"results": (("key", "owner", "value"), "key")}
_FILE: Final = "cache.sqlite"
_CHUNK: Final = 500
_COMMIT_EVERY: Final = 500
_BUSY: Final = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_MOST_BYTES: Final = 2_000_000_000  # a corpus of some 100,000 documents; beyond it the cache is begun anew


class TypedReader(Generic[R]):
    """Reads kept values into a type; one that is damaged or of another type is None."""

    def __init__(self, type_: type[R]) -> None:
        from msgspec import DecodeError  # late: it takes time, and few calls keep results
        from msgspec.msgpack import Decoder

        self._decoder = Decoder(type_)
        self._damage = DecodeError

    def __call__(self, data: bytes) -> R | None:
        with contextlib.suppress(self._damage):
            return self._decoder.decode(data)
        return None


class Cache:
    """A store of results; without a writable folder it stores nothing and finds nothing."""

    def __init__(self, folder: Path | None) -> None:
        self._connection: sqlite3.Connection | None = None
        self._path = folder / _FILE if folder else None
        if self._path:
            with contextlib.suppress(sqlite3.Error, OSError):
                self._connection = open_database(self._path, _TABLES)
        from msgspec.msgpack import Encoder  # late, as above

        self._encoder = Encoder()
        self._pending = 0

    def __enter__(self) -> Cache:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def find(self, keys: Iterable[str]) -> dict[str, bytes]:
        """What is kept of these keys, as it is kept."""
        return dict(self._rows(list(keys)))

    def get(self, key: str, type_: type[R]) -> R | None:
        """What is kept under a key, if it is of that type."""
        data = self.find([key]).get(key)
        return None if data is None else TypedReader(type_)(data)

    def owned(self, owner: str, type_: type[R]) -> dict[str, R]:
        """All that is kept of an owner, by its keys, as far as it is of that type."""
        if self._connection is None:
            return {}
        read, rows = TypedReader(type_), []
        with contextlib.suppress(sqlite3.Error):
            rows = self._connection.execute("SELECT key, value FROM results WHERE owner = ?", (owner,)).fetchall()
        found = ((key, read(data)) for key, data in rows)
        return {key: value for key, value in found if value is not None}

    def put(self, key: str, value: Any, owner: str) -> None:
        """Keep a result of an owner."""
        if self._connection is None:
            return
        with contextlib.suppress(sqlite3.Error):
            row = (key, owner, self._encoder.encode(value))
            self._connection.execute("REPLACE INTO results VALUES (?, ?, ?)", row)
            self._pending += 1
        if self._pending >= _COMMIT_EVERY:
            self.commit()

    def made(self, key: str, type_: type[R], owner: str, make: Callable[[], R]) -> R:
        """What is kept under the key of the only value of an owner; made and kept where it is not."""
        found = self.get(key, type_)
        if found is None:
            found = make()
            self.put(key, found, owner)
            self.keep_only(owner, [key])
        return found

    def commit(self) -> None:
        """Make what was put last."""
        self._pending = 0
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.commit()

    def keep_only(self, owner: str, keys: Iterable[str]) -> None:
        """Forget everything of an owner but these keys."""
        if self._connection is None:
            return
        with contextlib.suppress(sqlite3.Error):
            self._connection.execute("CREATE TEMP TABLE wanted (key TEXT PRIMARY KEY)")
            self._connection.executemany("INSERT OR IGNORE INTO wanted VALUES (?)", ((k,) for k in keys))
            others = "DELETE FROM results WHERE owner = ? AND key NOT IN (SELECT key FROM wanted)"
            self._connection.execute(others, (owner,))
            self._connection.execute("DROP TABLE wanted")
            self._connection.commit()

    def close(self) -> None:
        """Commit and close; a store that has grown too large goes."""
        self.commit()
        if self._connection is None or self._path is None:
            return
        self._connection.close()
        with contextlib.suppress(OSError):
            if self._path.stat().st_size > _MOST_BYTES:
                _remove(self._path)

    def _rows(self, keys: list[str]) -> Iterator[tuple[str, bytes]]:
        if self._connection is None:
            return
        for start in range(0, len(keys), _CHUNK):
            chunk = keys[start : start + _CHUNK]
            marks = ",".join("?" * len(chunk))
            with contextlib.suppress(sqlite3.Error):
                query = f"SELECT key, value FROM results WHERE key IN ({marks})"  # noqa: S608 - question marks only
                yield from self._connection.execute(query, chunk)


def forget_all(folder: Path) -> list[Path]:
    """Delete every kept result of a folder; gives the files that are gone."""
    return [path for path in _files_of(folder / _FILE) if _gone(path)]


def _remove(path: Path) -> None:
    for leftover in _files_of(path):
        leftover.unlink(missing_ok=True)


def _files_of(path: Path) -> tuple[Path, ...]:
    """A database and what SQLite lays beside it."""
    return (path, Path(f"{path}-wal"), Path(f"{path}-shm"))


def _gone(path: Path) -> bool:
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    return True


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
            _remove(path)
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
