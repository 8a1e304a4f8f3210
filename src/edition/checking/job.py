"""Checking as a job over documents: grammar and assertions, and the facts that reference rules need."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from edition.diagnostics import Diagnostic
from edition.facts import read_article
from edition.facts.job import Checked
from edition.jobs import Item, digest_of
from edition.markup.source import as_source
from edition.project import TextSettings
from edition.validate import SchemaJob


@dataclass(frozen=True)
class CheckJob:
    """Validate one document against grammar and assertions; read its facts for the reference rules."""

    schemas: SchemaJob
    mentions: TextSettings

    @cached_property
    def digest(self) -> str:
        """Everything but the document."""
        return digest_of("check", self.schemas.digest, repr(self.mentions))

    def prepare(self) -> Callable[[Item], Checked]:
        """Load the schemas."""
        checker = self.schemas.checker()

        def check(item: Item) -> Checked:
            found, document = checker.check(as_source(item.path, item.data), advised=False)
            facts = None if document is None else read_article(document, self.mentions, spans=True).facts
            return Checked(tuple(found), facts)

        return check

    def failed(self, item: Item, fault: Diagnostic) -> Checked:
        """A document that we failed on is named and left out."""
        del item
        return Checked((fault,))
