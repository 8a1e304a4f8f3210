"""The texts in passages as a search finds them: whole paragraphs of one section, not too long, with their years.

A function of an article's facts. Each paragraph keeps its id, so that a hit leads to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from edition.facts import ArticleFacts, Block

_LONG_ENOUGH = 700  # letters of a passage, beyond which the next paragraph begins another


@dataclass(frozen=True, slots=True)
class Passage:
    """Some paragraphs (id and text) under one heading, in a language; `version` tells a translation."""

    heading: str
    lang: str
    version: str
    blocks: tuple[tuple[str, str], ...]
    years: tuple[int, ...] = ()


def passages(facts: ArticleFacts) -> list[Passage]:
    """An article's text, notes too, in its order."""
    headings = {section.id: section.head for section in facts.sections}
    years = _years(facts)
    out = []
    for (section, version, lang), blocks in groupby(facts.blocks, key=lambda b: (b.section, b.version, b.lang)):
        for part in _parts(blocks):
            told = sorted({year for block in part for year in years.get(block.id, ())})
            texts = tuple((block.id, block.text) for block in part)
            out.append(Passage(headings.get(section, ""), lang, version, texts, tuple(told)))
    return out


def in_language(found: Sequence[Passage], lang: str) -> list[Passage]:
    """What readers of a language search: the translation into it where there is one, else the original."""
    if any(passage.version and passage.lang == lang for passage in found):
        return [passage for passage in found if passage.lang == lang]
    return [passage for passage in found if not passage.version]


def _parts(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    part: list[Block] = []
    letters = 0
    for block in blocks:
        if not block.text.strip():
            continue
        if part and letters > _LONG_ENOUGH:
            yield part
            part, letters = [], 0
        part.append(block)
        letters += len(block.text)
    if part:
        yield part


def _years(facts: ArticleFacts) -> dict[str, set[int]]:
    """The years that each block speaks of; long ranges say nothing about a year."""
    out: dict[str, set[int]] = defaultdict(set)
    for mention in facts.mentions:
        span = mention.date.years if mention.kind == "date" and not mention.cited else None
        if span and span[1] - span[0] <= 1:
            out[mention.block].update(span)
    return out
