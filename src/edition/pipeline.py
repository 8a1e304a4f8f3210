"""The steps of an edition in their order, each as a job that `corpus` maps over the documents.

What a job gives for a document is kept in `.edition/` under the hash of the document and of everything else it depends
on, so that a second run does only what changed. No XML work of its own.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Final, Generic

from edition import __version__
from edition.cache import Cache
from edition.corpus import Item, Job, R, digest_of, map_documents
from edition.diagnostics import Diagnostic, EditionError
from edition.facts import ArticleFacts, read_article
from edition.markup import parse
from edition.markup.source import as_source
from edition.project import Mentions
from edition.validate import SchemaJob

_LOOK_UP: Final = 200  # documents asked for in the cache at once


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking a document gave: its findings, and its facts with spans where it could be read."""

    diagnostics: tuple[Diagnostic, ...]
    facts: ArticleFacts | None = None


@dataclass(frozen=True)
class CheckJob:
    """Validate one document against grammar and assertions; read its facts for the reference rules."""

    schemas: SchemaJob
    mentions: Mentions

    @cached_property
    def digest(self) -> str:
        """Everything but the document."""
        return digest_of("check", __version__, self.schemas.digest, repr(self.mentions))

    def prepare(self) -> Callable[[Item], Checked]:
        """Load the schemas."""
        checker = self.schemas.checker()

        def check(item: Item) -> Checked:
            found, document = checker.check(as_source(item.path, item.data))
            facts = None if document is None else read_article(document, self.mentions, spans=True).facts
            return Checked(tuple(found), facts)

        return check


@dataclass(frozen=True)
class FactsJob:
    """Read the facts of one document and check nothing; one that cannot be read gives its findings instead."""

    mentions: Mentions

    @cached_property
    def digest(self) -> str:
        """Everything but the document."""
        return digest_of("facts", __version__, repr(self.mentions))

    def prepare(self) -> Callable[[Item], Checked]:
        """Nothing to load."""

        def read(item: Item) -> Checked:
            try:
                document = parse(as_source(item.path, item.data))
            except EditionError as error:
                return Checked(error.diagnostics)
            return Checked((), read_article(document, self.mentions).facts)

        return read


def run(
    job: Job[R],
    items: Iterable[Item],
    result_type: type[R],
    cache: Cache | None,
    *,
    jobs: int = 0,
    cluster: str | None = None,
    advance: Callable[[], None] = lambda: None,
) -> Iterator[tuple[str, R]]:
    """Results in the order of the items: from the cache where it has them, else by the job, and then kept.

    Items are taken as they are needed and results given as they come, so that memory does not grow with the corpus.
    """
    store = _Kept(cache, result_type)
    made = map_documents(job, store.missing(job.digest, items), jobs=jobs, cluster=cluster)
    # asking for a result that the job makes moves `missing` on, which fills `order` with what it met before
    for path, result in made:
        yield from _counted(store.until(path), advance)
        store.put(path, result)
        advance()
        yield path, result
    yield from _counted(store.rest(), advance)
    if cache is not None:
        cache.commit()


def _counted(results: Iterator[tuple[str, R]], advance: Callable[[], None]) -> Iterator[tuple[str, R]]:
    for result in results:
        advance()
        yield result


class _Kept(Generic[R]):
    """What the cache has, in its place among the rest. Only paths and keys wait in `_order`, never results."""

    def __init__(self, cache: Cache | None, type_: type[R]) -> None:
        self._cache = cache
        self._type = type_
        self._order: deque[tuple[str, str, bool]] = deque()

    def missing(self, digest: str, items: Iterable[Item]) -> Iterator[Item]:
        """The items that the cache does not have."""
        iterator = iter(items)
        while chunk := list(islice(iterator, _LOOK_UP)):
            keys = {item.path: digest_of(digest, item.path, item.data) for item in chunk}
            known = self._cache.get_many(keys, self._type).keys() if self._cache else ()
            self._order += ((item.path, keys[item.path], item.path in known) for item in chunk)
            yield from (item for item in chunk if item.path not in known)

    def put(self, path: str, result: R) -> None:
        """Keep a result that was made; it is the next in the order."""
        _, key, _ = self._order.popleft()
        if self._cache is not None:
            self._cache.put(key, result)

    def until(self, path: str) -> Iterator[tuple[str, R]]:
        """The kept results that stand before a path."""
        while self._order and self._order[0][0] != path:
            yield from self._next_kept()

    def rest(self) -> Iterator[tuple[str, R]]:
        """The kept results that are left."""
        while self._order:
            yield from self._next_kept()

    def _next_kept(self) -> Iterator[tuple[str, R]]:
        assert self._cache is not None
        keys: dict[str, str] = {}
        while self._order and self._order[0][2] and len(keys) < _LOOK_UP:
            path, key, _ = self._order.popleft()
            keys[path] = key
        found = self._cache.get_many(keys, self._type)
        yield from ((path, found[path]) for path in keys)
