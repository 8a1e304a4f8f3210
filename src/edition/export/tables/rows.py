"""The rows of every table: entities, mentions, dates, edges. All cells are text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from edition.export.corpus import Corpus
from edition.export.edtf import edtf
from edition.export.tally import present_keys
from edition.facts import ArticleFacts, Block, Mention, split_sentences
from edition.registers import DateValue, Entity
from edition.registers.tables.table import columns, join_values, row_of

MENTION_COLUMNS: Final = ("id", "entity", "name", "kind", "candidates", "article", "paragraph", "text", "sentence",
                          "start", "end", "certainty", "by", "lang", "version", "note", "cited", "date",
                          "reference")  # fmt: skip
DATE_COLUMNS: Final = ("id", "article", "paragraph", "text", "sentence", "when", "from", "to", "not_before",
                       "not_after", "edtf", "calendar", "original", "certainty", "by", "lang", "version")  # fmt: skip

_MADE: Final = ("dates_edtf", "mentions", "possible_mentions", "articles", "uri")  # follow from dates and articles


@dataclass(frozen=True)
class ExportTable:
    """Columns, and rows that are made as they are asked for."""

    columns: tuple[str, ...]
    rows: Iterable[Mapping[str, str]]


def entity_table(*kinds: str) -> Callable[[Corpus], ExportTable]:
    """The table of some kinds of entities; columns that would be empty for all of a kind are left out."""

    def table(corpus: Corpus) -> ExportTable:
        chosen = list(corpus.entities(*kinds))
        names = _used(columns(corpus.columns), (row_of(e, corpus.columns) for e in chosen))
        return ExportTable((*names, *_MADE), (_entity_row(corpus, entity) for entity in chosen))

    return table


def _used(names: list[str], rows: Iterable[Mapping[str, str]]) -> list[str]:
    always = {"key", "kind", "type", "names", "identifiers"}
    used = {name for row in rows for name, cell in row.items() if cell} | always
    return [name for name in names if name in used]


def _entity_row(corpus: Corpus, entity: Entity) -> dict[str, str]:
    life = DateValue(from_=entity.birth.when, to=entity.death.when)
    return {
        **row_of(entity, corpus.columns),
        "dates_edtf": edtf(entity.existence) or edtf(life),
        "mentions": str(corpus.tally.mentions(entity.key)),
        "possible_mentions": str(corpus.tally.possible(entity.key)),
        "articles": join_values(article for article, _ in corpus.tally.articles(entity.key)),
        "uri": corpus.uri(entity.kind, entity.key),
    }


@dataclass(frozen=True)
class PlacedMention:
    """A mention with the article, the block and the sentence that it stands in."""

    facts: ArticleFacts
    block: Block
    mention: Mention
    sentence: str


def placed_mentions(corpus: Corpus) -> Iterator[PlacedMention]:
    """The mentions asked for, article by article in the order of the text."""
    for facts in corpus.articles():
        yield from mentions_in(facts, corpus)


def mentions_in(facts: ArticleFacts, corpus: Corpus) -> Iterator[PlacedMention]:
    """The mentions asked for of one article; each block is split into sentences once."""
    for block in facts.blocks:
        sentences: list[tuple[int, int]] = []
        for mention in facts.mentions_of(block.id):
            if corpus.takes(mention):
                sentences = sentences or split_sentences(block.text, block.lang)
                yield PlacedMention(facts, block, mention, _sentence(block.text, sentences, mention))


def _sentence(text: str, sentences: list[tuple[int, int]], mention: Mention) -> str:
    """The sentence, or the run of sentences, around a mention."""
    first = max((a for a, _ in sentences if a <= mention.start), default=0)
    last = min((b for _, b in sentences if b >= mention.end), default=len(text))
    return text[first:last]


def mention_table(corpus: Corpus) -> ExportTable:
    """All mentions."""
    return ExportTable(MENTION_COLUMNS, (mention_row(corpus, placed) for placed in placed_mentions(corpus)))


def mention_row(corpus: Corpus, placed: PlacedMention) -> dict[str, str]:
    """A mention as cells; `entity` is the likeliest candidate that the registers have."""
    mention, block = placed.mention, placed.block
    keys = present_keys(mention, corpus.registers)
    entity = corpus.registers.entities[keys[0]] if keys else None
    return {
        "id": mention.id,
        "entity": keys[0] if keys else "",
        "name": entity.name(corpus.language) if entity else "",
        "kind": mention.kind,
        "candidates": join_values(mention.keys),
        "article": placed.facts.id,
        "paragraph": mention.block,
        "text": mention.text,
        "sentence": placed.sentence,
        "start": str(mention.start),
        "end": str(mention.end),
        "certainty": mention.cert,
        "by": mention.resp,
        "lang": block.lang,
        "version": block.version,
        "note": block.note,
        "cited": "yes" if mention.cited else "",
        "date": edtf(mention.date),
        "reference": mention.reference,
    }


def date_table(corpus: Corpus) -> ExportTable:
    """All date mentions."""
    found = (placed for placed in placed_mentions(corpus) if placed.mention.kind == "date")
    return ExportTable(DATE_COLUMNS, (date_row(placed) for placed in found))


def date_row(placed: PlacedMention) -> dict[str, str]:
    """A date as cells: ISO as TEI has it, and EDTF."""
    mention, date = placed.mention, placed.mention.date
    return {
        "id": mention.id,
        "article": placed.facts.id,
        "paragraph": mention.block,
        "text": mention.text,
        "sentence": placed.sentence,
        "when": date.when or "",
        "from": date.from_ or "",
        "to": date.to or "",
        "not_before": date.not_before or "",
        "not_after": date.not_after or "",
        "edtf": edtf(date),
        "calendar": date.calendar or "",
        "original": date.original or "",
        "certainty": mention.cert,
        "by": mention.resp,
        "lang": placed.block.lang,
        "version": placed.block.version,
    }


__all__ = [
    "ExportTable",
    "PlacedMention",
    "date_row",
    "date_table",
    "entity_table",
    "mention_row",
    "mention_table",
    "mentions_in",
    "placed_mentions",
]
