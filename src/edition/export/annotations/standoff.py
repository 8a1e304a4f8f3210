"""Standoff JSON: the text of every block, and mentions as offsets into it; an article on each line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from edition.export.corpus import Corpus
from edition.export.streams import without_empty, write_json_list
from edition.export.tables.records import date_record
from edition.facts import ArticleFacts, Block, Mention


def write_standoff(corpus: Corpus, file: BinaryIO) -> None:
    """All articles."""
    write_json_list(file, (_article(corpus, facts) for facts in corpus.articles()))


def _article(corpus: Corpus, facts: ArticleFacts) -> dict[str, Any]:
    return without_empty(
        {
            "id": facts.id,
            "lang": facts.lang,
            "title": facts.metadata.title(facts.lang),
            "blocks": list(_blocks(corpus, facts)),
        }
    )


def _blocks(corpus: Corpus, facts: ArticleFacts) -> Iterator[dict[str, Any]]:
    for block in facts.blocks:
        mentions = [_mention(m) for m in facts.mentions_of(block.id) if corpus.takes(m)]
        yield {**block_record(block), "mentions": mentions}


def block_record(block: Block) -> dict[str, Any]:
    """A block with its place in the article."""
    return without_empty(
        {
            "id": block.id,
            "element": block.name,
            "lang": block.lang,
            "part": block.part,
            "section": block.section,
            "version": block.version,
            "note": block.note,
            "corresp": block.corresp,
            "page": block.page,
            "text": block.text,
        }
    )


def _mention(mention: Mention) -> dict[str, Any]:
    values = {
        "id": mention.id,
        "kind": mention.kind,
        "element": mention.element,
        "keys": list(mention.keys),
        "date": date_record(mention.date),
        "certainty": mention.cert,
        "by": mention.resp,
    }
    return {**without_empty(values), "start": mention.start, "end": mention.end, "text": mention.text}
