"""Plain text, and JSON with a record for each paragraph: both from the facts, article by article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from edition.export.annotations.standoff import block_record
from edition.export.corpus import Corpus
from edition.export.streams import text_stream, without_empty, write_json_list
from edition.facts import ArticleFacts

_RULE: Final = "=" * 72


def write_text(corpus: Corpus, file: BinaryIO) -> None:
    """All articles: a title between rules, then a paragraph a line, notes behind the text they belong to."""
    with text_stream(file) as stream:
        for facts in corpus.texts():
            stream.write(f"{_RULE}\n{facts.metadata.title(facts.lang) or facts.id}\n{facts.id}\n{_RULE}\n\n")
            for line in _lines(facts):
                stream.write(line + "\n\n")


def _lines(facts: ArticleFacts) -> Iterator[str]:
    notes = [b for b in facts.text_blocks if b.note]
    for block in facts.text_blocks:
        if not block.note:
            yield block.text
    for note in notes:
        yield f"[{note.n}] {note.text}" if note.n else note.text


def write_paragraphs(corpus: Corpus, file: BinaryIO) -> None:
    """A record for each block, with its article, its title and its place."""
    write_json_list(file, (record for facts in corpus.texts() for record in _records(facts)))


def _records(facts: ArticleFacts) -> Iterator[dict[str, Any]]:
    heads = {s.id: s.head for s in facts.sections}
    for block in facts.blocks:
        place = {"article": facts.id, "heading": heads.get(block.section, "")}
        yield {**without_empty(place), **block_record(block)}
