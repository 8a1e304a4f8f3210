"""spaCy's JSON: what `Doc.to_json` writes and `Doc.from_json` reads, a block on each line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from edition.export.annotations.tokens import outermost, sentences, tokens
from edition.export.corpus import Corpus
from edition.export.streams import write_json_list
from edition.export.tally import present_keys
from edition.facts import Block, Mention

_LABELS: Final = {"person": "PERSON", "place": "GPE", "org": "ORG", "event": "EVENT", "date": "DATE",
                  "work": "WORK_OF_ART"}  # fmt: skip


def write_spacy(corpus: Corpus, file: BinaryIO) -> None:
    """All blocks with their words, sentences and entities."""
    write_json_list(file, _documents(corpus))


def _documents(corpus: Corpus) -> Iterator[dict[str, Any]]:
    for facts in corpus.articles():
        for block in facts.blocks:
            mentions = outermost(m for m in facts.mentions_of(block.id) if corpus.takes(m))
            yield {**_document(corpus, block, mentions), "_": {"article": facts.id, "paragraph": block.id}}


def _document(corpus: Corpus, block: Block, mentions: list[Mention]) -> dict[str, Any]:
    return {
        "text": block.text,
        "ents": [
            {"start": m.start, "end": m.end, "label": _LABELS[m.kind], "kb_id": _key(corpus, m)} for m in mentions
        ],
        "sents": [{"start": a, "end": b} for a, b in sentences(block.text, block.lang, mentions)],
        "tokens": [{"id": number, "start": a, "end": b} for number, (a, b) in enumerate(tokens(block.text, mentions))],
    }


def _key(corpus: Corpus, mention: Mention) -> str:
    return next(iter(present_keys(mention, corpus.registers)), "")
