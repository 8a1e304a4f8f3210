"""What an edition holds, in figures: articles, words, mentions and entries by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from edition.diagnostics import Diagnostic
from edition.facts import ArticleFacts, Mention, Unregistered, read_article
from edition.facts.texts import parse_texts
from edition.project import Project
from edition.registers import Registers
from edition.registers.files import load_registers, reading_of

KINDS: Final = ("person", "place", "org", "event", "date", "work")
ENTRY_KINDS: Final = tuple(kind for kind in KINDS if kind != "date")


@dataclass(frozen=True)
class Figures:
    """The figures of an edition; those by kind have the kinds that there are. `linked` mentions lead to an entry,
    `without_entry` are known by the texts alone.
    """

    articles: int
    words: int
    words_with_translations: int
    notes: int
    mentions: Mapping[str, int]
    linked: Mapping[str, int]
    dates_with_value: int
    by_machine: int
    entities: Mapping[str, int]
    mentioned: Mapping[str, int]
    without_entry: Mapping[str, int]
    relations: int
    never_mentioned: Mapping[str, list[str]]


def count_edition(project: Project) -> tuple[Figures, list[Diagnostic]]:
    """The figures of the articles and registers as they are, and what could not be read of them."""
    loaded = load_registers(project)
    documents, unreadable = parse_texts(project, project.article_paths())
    reading = reading_of(project, loaded.registers)
    articles = [read_article(document, reading).facts for document in documents]
    account = Unregistered(loaded.registers)
    for facts in articles:
        account.add(facts)
    found = [*project.patterns_without_files(), *loaded.unreadable, *loaded.findings, *unreadable]
    return count(articles, account.known(), account.whole()), found


def count(articles: Iterable[ArticleFacts], registers: Registers, whole: Registers | None = None) -> Figures:
    """The figures of articles; `whole` are the registers with those whom only the texts know."""
    articles = list(articles)
    whole = whole or registers
    mentions = [mention for facts in articles for mention in facts.mentions]
    blocks = [block for facts in articles for block in facts.text_blocks]
    return Figures(
        articles=len(articles),
        words=sum(facts.words for facts in articles),
        words_with_translations=sum(len(block.text.split()) for block in blocks if not block.note),
        notes=sum(block.name == "note" for block in blocks),
        dates_with_value=sum(map(_has_value, mentions)),
        by_machine=sum(mention.resp == "edition-annotate" for mention in mentions),
        relations=len(registers.relations),
        **_of_mentions(mentions, registers),
        **_of_entries(set(_named(articles, whole)), registers, whole),
    )


def _of_mentions(mentions: Sequence[Mention], registers: Registers) -> dict[str, Any]:
    found = Counter(mention.kind for mention in mentions)
    linked = Counter(mention.kind for mention in mentions if any(map(registers.get, mention.keys)))
    there = [kind for kind in KINDS if found[kind]]
    return {
        "mentions": {kind: found[kind] for kind in there},
        "linked": {kind: linked[kind] for kind in there if kind in ENTRY_KINDS},
    }


def _of_entries(named: set[str], registers: Registers, whole: Registers) -> dict[str, Any]:
    keys = {kind: [entity.key for entity in whole.of_kind(kind)] for kind in ENTRY_KINDS}
    return {
        "entities": {kind: len(found) for kind, found in keys.items()},
        "mentioned": {kind: len(named.intersection(found)) for kind, found in keys.items()},
        "without_entry": {kind: len(found) - len(registers.of_kind(kind)) for kind, found in keys.items()},
        "never_mentioned": {kind: [key for key in found if key not in named] for kind, found in keys.items()},
    }


def _has_value(mention: Mention) -> bool:
    return mention.kind == "date" and bool(mention.date)


def _named(articles: Iterable[ArticleFacts], registers: Registers) -> Iterator[str]:
    """The keys of the entries that mentions name and citations lead to."""
    for facts in articles:
        for key in (key for mention in facts.mentions for key in mention.named):
            if entity := registers.get(key):
                yield entity.key
        yield from (link.target.partition(":")[2] for link in facts.links if link.target.startswith("work:"))
