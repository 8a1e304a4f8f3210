"""A job over documents whose results are kept: what the cache has is not made again.

What a job gives for a document is kept under the hash of the program, of the document and of everything else it
depends on, so that a second run does only what changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from edition.jobs.cache import Cache, TypedReader
from edition.jobs.mapping import Item, Job, R, Workers, digest_of, run_batch
from edition.jobs.program import program_digest

# What waits in memory at once: enough that processes seldom wait for the last batch of a window, and no more.
_WINDOW_BYTES: Final = 64_000_000
_WINDOW_ITEMS: Final = 4_000


@dataclass(frozen=True, slots=True)
class _Asked:
    """A document, the key of its result, and the result as it is kept."""

    item: Item
    key: str
    kept: bytes | None


def run(
    job: Job[R],
    items: Iterable[Item],
    result_type: type[R],
    cache: Cache | None,
    *,
    jobs: int = 0,
    cluster: str | None = None,
    whole: bool = False,
    advance: Callable[[], None] = lambda: None,
) -> Iterator[tuple[str, R]]:
    """Results in the order of the items: from the cache where it has them, else by the job, and then kept.

    Items are taken some at a time and results given as they come, so that memory does not grow with the corpus. Where
    the items are the `whole` edition, what the cache has of other states of it is forgotten at the end.
    """
    store = cache or Cache(None)
    read = TypedReader(result_type)
    owner = type(job).__name__
    keys: list[str] = []
    with Workers(jobs, cluster) as workers:
        for window in _windows(job, items, store):
            made = workers.map(job, (asked.item for asked in window if asked.kept is None))
            for asked in window:
                result = next(made)[1] if asked.kept is None else _read(asked, read, job)
                if asked.kept is None:
                    store.put(asked.key, result, owner)
                keys.append(asked.key)
                advance()
                yield asked.item.path, result
    store.commit()
    if whole:
        store.keep_only(owner, keys)


def _windows(job: Job[R], items: Iterable[Item], store: Cache) -> Iterator[list[_Asked]]:
    """The documents, some at a time, with what is kept of them."""
    some: list[Item] = []
    size = 0
    for item in items:
        some.append(item)
        size += len(item.data)
        if size >= _WINDOW_BYTES or len(some) >= _WINDOW_ITEMS:
            yield _asked(job, some, store)
            some, size = [], 0
    if some:
        yield _asked(job, some, store)


def _asked(job: Job[R], items: Iterable[Item], store: Cache) -> list[_Asked]:
    keyed = [(item, digest_of(program_digest(), job.digest, item.path, item.data)) for item in items]
    kept = store.find(key for _, key in keyed)
    return [_Asked(item, key, kept.get(key)) for item, key in keyed]


def _read(asked: _Asked, read: TypedReader[R], job: Job[R]) -> R:
    """What is kept; what is damaged counts as not there."""
    assert asked.kept is not None
    result = read(asked.kept)
    return run_batch(job, [asked.item])[0][1] if result is None else result
