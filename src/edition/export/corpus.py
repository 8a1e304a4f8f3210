"""What exports are made from: the registers, and articles that are read one after another as often as needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final
from urllib.parse import quote

from edition.diagnostics import Diagnostic
from edition.export.selection import Selection, entity_dates
from edition.export.tally import Tally, present_keys
from edition.facts import ArticleFacts, Mention
from edition.facts.facsimile.files import Pictures
from edition.facts.metadata import read_metadata
from edition.markup import Document
from edition.project import EditionInfo
from edition.registers import DateValue, Entity, Registers, plain_key

KINDS: Final = ("person", "place", "org", "event", "work")


def _relative(kind: str, key: str) -> str:
    return f"{kind}/{key}"


def _dated(document: Document) -> DateValue:
    return DateValue(when=read_metadata(document.root).date)


@dataclass(frozen=True)
class Corpus:
    """An edition as exports see it. `page` gives the address of an entity's or article's page below the site's root."""

    info: EditionInfo
    registers: Registers
    facts: Callable[[], Iterator[ArticleFacts]]
    documents: Callable[[], Iterator[Document]]
    register_documents: Callable[[], Iterable[Document]]
    selection: Selection = field(default_factory=Selection)
    pictures: Pictures | None = None
    excel: bool = False
    page: Callable[[str, str], str] = _relative
    findings: list[Diagnostic] = field(default_factory=list)

    def articles(self) -> Iterator[ArticleFacts]:
        """The facts of the articles asked for."""
        wanted = self.selection.articles
        return (facts for facts in self.facts() if not wanted or facts.id in wanted)

    def texts(self) -> Iterator[ArticleFacts]:
        """The same, and of the time asked for by the date that their headers give."""
        return (facts for facts in self.articles() if self.selection.takes_date(DateValue(when=facts.metadata.date)))

    def text_documents(self) -> Iterator[Document]:
        """The documents of `texts`, one at a time."""
        for document in self.documents():
            if not self.selection.by_date or self.selection.takes_date(_dated(document)):
                yield document

    @cached_property
    def tally(self) -> Tally:
        """Mentions of each entity in the articles asked for."""
        return Tally(self.articles(), self.registers)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The edition's languages, then the others that names and notes of the registers are in."""
        entities = self.registers.entities.values()
        others = {n.lang for e in entities for n in e.names} | {n.lang for e in entities for n in e.notes}
        others |= {n.lang for e in entities for n in e.occupations}
        return tuple(dict.fromkeys((*self.info.languages, *sorted(others - {""}))))

    @property
    def columns(self) -> tuple[str, ...]:
        """The languages of a table's columns: names and notes that tell no language have one of their own, first."""
        return ("", *self.languages)

    @property
    def language(self) -> str:
        """The first language of the edition; empty where the settings name none."""
        return self.info.languages[0] if self.info.languages else ""

    def title(self, lang: str = "") -> str:
        """The edition's title."""
        titles = self.info.title
        return titles.get(lang) or titles.get("") or next(iter(titles.values()), self.info.id)

    def entities(self, *kinds: str) -> Iterator[Entity]:
        """The entities of some kinds that are asked for, by key."""
        for kind in kinds:
            for entity in self.registers.of_kind(kind):
                if self.selection.takes_entity(entity) and self._is_mentioned(entity.key):
                    yield entity

    def _is_mentioned(self, key: str) -> bool:
        """Whether an entity is named as often as asked, and in the articles asked for, if only as a possibility."""
        least = self.selection.min_mentions
        if least and self.tally.mentions(key) < least:
            return False
        return not self.selection.articles or bool(self.tally.mentions(key) or self.tally.possible(key))

    def takes(self, mention: Mention) -> bool:
        """Whether a mention is asked for: one of its candidates must be, or its date, or nothing special is."""
        wanted = self.selection
        if wanted.is_everything:
            return True
        if mention.kind == "date":
            return wanted.takes_kind("date") and not wanted.min_mentions and wanted.takes_date(mention.date)
        found = [self.registers.entities[key] for key in present_keys(mention, self.registers)]
        if not found:
            return wanted.takes_kind(mention.kind) and not wanted.by_date and not wanted.min_mentions
        return any(self._takes_as(mention, entity) for entity in found)

    def _takes_as(self, mention: Mention, entity: Entity) -> bool:
        """Whether a mention is asked for as one of this entity."""
        wanted = self.selection
        if not wanted.takes_kind(mention.kind, entity.type) or not wanted.takes_date(*entity_dates(entity)):
            return False
        return not wanted.min_mentions or self.tally.mentions(entity.key) >= wanted.min_mentions

    def uri(self, kind: str, key: str) -> str:
        """The address of an entity or article; a name in the edition's own space while the edition has no address.

        `urn:edition:…` is no registered namespace: it only keeps identifiers of one edition apart from all others.
        """
        if self.info.base_url:
            return self.info.base_url.rstrip("/") + "/" + quote(self.page(kind, key))
        parts = (self.info.id or "unnamed", kind, plain_key(key))
        return f"urn:edition:{':'.join(quote(part, safe='') for part in parts)}"
