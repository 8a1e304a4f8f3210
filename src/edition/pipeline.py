"""The steps of an edition in their order, each as a job that `corpus` maps over the documents.

What a job gives for a document is kept in `.edition/` under the hash of the document and of everything else it depends
on, so that a second run does only what changed. No XML work of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from edition import __version__
from edition.cache import Cache
from edition.corpus import Item, Job, R, digest_of, map_documents
from edition.diagnostics import Diagnostic
from edition.facts import ArticleFacts, read_article
from edition.markup import Source
from edition.markup.source import as_source
from edition.project import Mentions
from edition.validate import Checker, Schematron, load_grammar


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking a document gave: its findings, and its facts with spans where it could be read."""

    diagnostics: tuple[Diagnostic, ...]
    facts: ArticleFacts | None = None


@dataclass(frozen=True)
class CheckJob:
    """Validate one document against grammar and assertions; read its facts for the reference rules."""

    rng: Path | None
    schematron: Schematron | None = None
    descriptions: tuple[tuple[str, str], ...] = ()
    mentions: Mentions | None = None
    cache: Path | None = None

    @cached_property
    def digest(self) -> str:
        """Everything but the document."""
        grammar = self.rng.read_bytes() if self.rng else b""
        assertions = self.schematron.digest if self.schematron else ""
        return digest_of("check", __version__, grammar, assertions, repr(self.descriptions), repr(self.mentions))

    def prepare(self) -> Callable[[Item], Checked]:
        """Load the schemas."""
        schema = load_grammar(self.rng, self.cache) if self.rng else None
        checker = Checker(schema, self.schematron, dict(self.descriptions))

        def check(item: Item) -> Checked:
            source: Source = as_source(item.path, item.data)
            found, document = checker.check(source)
            if document is None or self.mentions is None:
                return Checked(tuple(found))
            return Checked(tuple(found), read_article(document, self.mentions, spans=True).facts)

        return check


def run(
    job: Job[R],
    items: Sequence[Item],
    result_type: type[R],
    cache: Cache | None,
    *,
    jobs: int = 0,
    cluster: str | None = None,
    advance: Callable[[], None] = lambda: None,
) -> Iterator[tuple[str, R]]:
    """Results in the order of the items: from the cache where it has them, else by the job, and then kept."""
    kept: Mapping[str, R] = {}
    keys = {item.path: digest_of(job.digest, item.path, item.data) for item in items}
    if cache is not None:
        kept = cache.get_many(keys, result_type)
    missing = [item for item in items if item.path not in kept]
    made = map_documents(job, missing, jobs=jobs, cluster=cluster)
    for item in items:
        if item.path in kept:
            result = kept[item.path]
        else:
            _, result = next(made)
            if cache is not None:
                cache.put(keys[item.path], result)
        advance()
        yield item.path, result
    if cache is not None:
        cache.commit()
