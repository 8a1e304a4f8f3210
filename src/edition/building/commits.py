"""The last commit of each article, read from the repository itself.

No program is run: git, called in a stranger's folder, runs programs and calls addresses that the folder's own
configuration names. A history that cannot be read tells nothing.
"""

from __future__ import annotations

import struct
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from dulwich.errors import (
    ApplyDeltaError,
    ChecksumMismatch,
    FileFormatException,
    MissingCommitError,
    NotGitRepository,
    PackedRefsException,
    WrongObjectException,
)
from dulwich.objects import Commit, ObjectID, Tree
from dulwich.repo import Repo, UnsupportedExtension, UnsupportedVersion

from edition.paths import real

_MOST: Final = 20_000  # commits that are looked at; what was last changed before them bears no commit
_SHORT: Final = 7
_CACHED: Final = 64  # trees; that of a folder of many articles is large
_UNREADABLE: Final = (
    *(ApplyDeltaError, ChecksumMismatch, FileFormatException, NotGitRepository, PackedRefsException),
    MissingCommitError,
    *(WrongObjectException, UnsupportedExtension, UnsupportedVersion, zlib.error, struct.error),
    *(OSError, KeyError, IndexError, ValueError, TypeError, AttributeError, AssertionError, RecursionError),
)  # whatever a damaged repository makes dulwich raise
_Folder = dict[bytes, ObjectID]  # names to what they hold, by its hash


def head(root: Path) -> str:
    """The commit that the folder's repository stands at: with another, the last commits of files may be others."""
    try:
        with Repo.discover(str(root)) as repository:
            return repository.head().decode()
    except _UNREADABLE:
        return ""


def last_commits(root: Path, paths: Iterable[Path]) -> dict[Path, tuple[str, str]]:
    """The last commit of files in or below a folder, with its day; nothing where it stands in no repository."""
    out: dict[Path, tuple[str, str]] = {}
    try:
        with Repo.discover(str(root)) as repository:
            top = real(Path(repository.path))
            for path, commit in _last(repository, _wanted(top, paths)):
                out[path] = (commit.id.decode()[:_SHORT], _day(commit))
    except _UNREADABLE:
        return out
    return out


def _wanted(top: Path, paths: Iterable[Path]) -> dict[bytes, dict[bytes, Path]]:
    """The files by folder and name, as the repository writes them."""
    wanted: dict[bytes, dict[bytes, Path]] = defaultdict(dict)
    folder = cache(real)
    for path in paths:
        full = real(path) if path.is_symlink() else folder(path.parent) / path.name
        if full.is_relative_to(top):
            inside = full.relative_to(top)
            wanted[inside.parent.as_posix().encode()][inside.name.encode()] = path
    return wanted


def _last(repository: Repo, wanted: dict[bytes, dict[bytes, Path]]) -> Iterator[tuple[Path, Commit]]:
    """Go back in time until every file was met in a commit that changed it; merges tell nothing."""
    parents = repository.parents_provider()
    tree_of = lru_cache(_CACHED)(lambda sha: _tree(repository, sha))
    for entry in repository.get_walker(max_entries=_MOST):
        commit = entry.commit
        before = parents.get_parents(commit.id, commit)
        if len(before) > 1:
            continue
        old = _commit(repository, before[0]).tree if before else None
        for folder, names in wanted.items():
            here, there = _below(tree_of, commit.tree, folder), _below(tree_of, old, folder)
            if here == there or not names:
                continue
            now, then = tree_of(here), tree_of(there)
            for name in [n for n in names if now.get(n) != then.get(n)]:
                path = names.pop(name)
                if name in now:
                    yield path, commit
        if not any(wanted.values()):
            return


def _below(tree_of: Callable[[ObjectID | None], _Folder], tree: ObjectID | None, folder: bytes) -> ObjectID | None:
    """The tree of a folder in that of a commit; None where there was none."""
    for step in folder.split(b"/") if folder != b"." else ():
        tree = tree_of(tree).get(step)
    return tree


def _tree(repository: Repo, sha: ObjectID | None) -> _Folder:
    found = repository[sha] if sha else None
    return {entry.path: entry.sha for entry in found.iteritems()} if isinstance(found, Tree) else {}


def _commit(repository: Repo, sha: ObjectID) -> Commit:
    found = repository[sha]
    if not isinstance(found, Commit):
        raise KeyError(sha)
    return found


def _day(commit: Commit) -> str:
    """The day on which it was committed, where it was."""
    there = datetime.fromtimestamp(commit.commit_time, UTC) + timedelta(seconds=commit.commit_timezone)
    return there.date().isoformat()
