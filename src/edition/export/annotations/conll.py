"""CoNLL with IOB2 tags: a word on each line with its tag and the key of its entity; an empty line after a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Final

from edition.export.annotations.tokens import outermost, sentences, tokens
from edition.export.corpus import Corpus
from edition.export.streams import text_stream
from edition.export.tally import present_keys
from edition.facts import Block, Mention

_TAGS: Final = {"person": "PER", "place": "LOC", "org": "ORG", "event": "EVENT", "date": "DATE", "work": "WORK"}


def write_conll(corpus: Corpus, file: BinaryIO) -> None:
    """All blocks of all articles, sentence by sentence."""
    with text_stream(file) as stream:
        for facts in corpus.articles():
            for block in facts.blocks:
                mentions = outermost(m for m in facts.mentions_of(block.id) if corpus.takes(m))
                for line in _block(corpus, facts.id, block, mentions):
                    stream.write(line + "\n")


def _block(corpus: Corpus, article: str, block: Block, mentions: list[Mention]) -> Iterator[str]:
    words = tokens(block.text, mentions)
    for number, (start, end) in enumerate(sentences(block.text, block.lang, mentions), 1):
        yield f"# sent_id = {article}/{block.id}/{number}"
        yield f"# text = {block.text[start:end]}"
        inside = (w for w in words if start <= w[0] < end)
        for index, (a, b) in enumerate(inside, 1):
            tag, key = mention_tag(corpus, mentions, a)
            yield f"{index}\t{block.text[a:b]}\t{tag}\t{key}"
        yield ""


def mention_tag(corpus: Corpus, mentions: list[Mention], start: int) -> tuple[str, str]:
    """The tag of the word that begins at a place, and the key of what it names (`_` where there is none)."""
    for mention in mentions:
        if mention.start <= start < mention.end:
            keys = present_keys(mention, corpus.registers)
            mark = "B" if start == mention.start else "I"
            return f"{mark}-{_TAGS[mention.kind]}", keys[0] if keys else "_"
    return "O", "_"
