"""Reading facts as a job over documents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from edition.diagnostics import Diagnostic, EditionError
from edition.facts.model import ArticleFacts
from edition.facts.read import read_article
from edition.jobs import Item, digest_of
from edition.markup import parse
from edition.markup.source import as_source
from edition.project import Mentions, TextSettings


@dataclass(frozen=True, slots=True)
class Checked:
    """What reading or checking a document gave: its findings, and its facts where it could be read."""

    diagnostics: tuple[Diagnostic, ...]
    facts: ArticleFacts | None = None


@dataclass(frozen=True)
class FactsJob:
    """Read the facts of one document and check nothing; one that cannot be read gives its findings instead."""

    mentions: TextSettings | Mentions

    @cached_property
    def digest(self) -> str:
        """Everything but the document."""
        return digest_of("facts", repr(self.mentions))

    def prepare(self) -> Callable[[Item], Checked]:
        """Nothing to load."""

        def read(item: Item) -> Checked:
            try:
                document = parse(as_source(item.path, item.data))
            except EditionError as error:
                return Checked(error.diagnostics)
            return Checked((), read_article(document, self.mentions).facts)

        return read

    def failed(self, item: Item, fault: Diagnostic) -> Checked:
        """A document that we failed on is named and left out."""
        del item
        return Checked((fault,))
