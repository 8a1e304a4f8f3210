"""CoNLL-U: ten columns a word, as Universal Dependencies lay down its form.

What an edition does not know (lemma, part of speech, syntax) is `_`; the mentions stand in the last column, as
`NER=B-PER|Key=lenin`, with `SpaceAfter=No` where no space follows.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Final

from edition.export.annotations.conll import mention_tag
from edition.export.annotations.tokens import outermost, sentences, tokens
from edition.export.corpus import Corpus
from edition.export.streams import text_stream
from edition.facts import Block, Mention

_UNKNOWN: Final = "\t".join(["_"] * 7)  # from LEMMA to DEPS


def write_conllu(corpus: Corpus, file: BinaryIO) -> None:
    """All blocks of all articles, sentence by sentence."""
    with text_stream(file) as stream:
        for facts in corpus.articles():
            new_document = f"# newdoc id = {facts.id}\n"
            for block in facts.blocks:
                mentions = outermost(m for m in facts.mentions_of(block.id) if corpus.takes(m))
                new_paragraph = f"# newpar id = {facts.id}/{block.id}\n"
                for number, sentence in enumerate(_sentences(corpus, block, mentions), 1):
                    head = f"{new_document}{new_paragraph}# sent_id = {facts.id}/{block.id}/{number}\n"
                    stream.write(f"{head}{sentence}\n\n")
                    new_document = new_paragraph = ""


def _sentences(corpus: Corpus, block: Block, mentions: list[Mention]) -> Iterator[str]:
    """The sentences that have a word in them: their text, and a line for each word."""
    text = block.text
    words = tokens(text, mentions)
    for start, end in sentences(text, block.lang, mentions):
        inside = [word for word in words if start <= word[0] < end]
        if inside:
            begin, stop = inside[0][0], inside[-1][1]
            lines = [f"# text = {_spaced(text[begin:stop])}"]
            lines += [_word(corpus, text, mentions, n, word, end) for n, word in enumerate(inside, 1)]
            yield "\n".join(lines)


def _word(corpus: Corpus, text: str, mentions: list[Mention], number: int, word: tuple[int, int], end: int) -> str:
    start, stop = word
    tag, key = mention_tag(corpus, mentions, start)
    told = {"NER": tag, "Key": key} if tag != "O" else {}
    if stop < end and not text[stop].isspace():
        told["SpaceAfter"] = "No"
    misc = "|".join(f"{name}={value}" for name, value in sorted(told.items()) if value != "_") or "_"
    return f"{number}\t{text[start:stop]}\t{_UNKNOWN}\t{misc}"


def _spaced(text: str) -> str:
    """Every stretch of white space as one space, as the words imply it."""
    return " ".join(text.split())
