"""An article with its mentions as an editor sees them: each with a name that stays, its tags, its place in the text.

Takes a `Document`, gives an `Article`. The id of a mention comes of its block, its words and how often they stood
before in the block, so that it is the same in every window, after a restart, and when other mentions come and go.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from lxml import etree

from edition.deciding.review import is_open
from edition.facts import ArticleFacts, Mention, Reading, read_article
from edition.facts.sentences import sentence_around
from edition.markup import XML_ID, Document, squeeze
from edition.markup.standoff import Element, Flow, scan_text
from edition.project import Mentions
from edition.registers import Pointing, Registers, pointing_of

MACHINE: Final = "edition-annotate"


@dataclass(frozen=True, slots=True)
class Mark:
    """A mention: its fact, the flow it stands in, and its elements (several where it crosses another's border)."""

    fact: Mention
    parts: tuple[Element, ...]
    flow: Flow
    start: int
    end: int
    occurrence: int

    @property
    def id(self) -> str:
        """The name that stays."""
        return self.fact.id

    @property
    def text(self) -> str:
        """Its words."""
        return squeeze(self.flow.text[self.start : self.end])

    @property
    def by_machine(self) -> bool:
        """Whether no editor has taken it over yet."""
        return MACHINE in self.fact.resp.replace("#", " ").split()

    @property
    def certainty(self) -> str:
        """How sure it is; what an editor left without a word is sure."""
        return self.fact.cert or "high"

    @property
    def is_open(self) -> bool:
        """Whether it waits for an editor."""
        return is_open(self.fact)


@dataclass(frozen=True)
class Article:
    """A document with its facts and marks, in the order of the text."""

    document: Document
    reading: Reading
    flows: tuple[Flow, ...]
    marks: tuple[Mark, ...]

    @property
    def facts(self) -> ArticleFacts:
        """What it says."""
        return self.reading.facts

    @property
    def id(self) -> str:
        """The article's id."""
        return self.facts.id

    @cached_property
    def digest(self) -> str:
        """A name for exactly these bytes."""
        return digest_of_bytes(self.document.source.data)

    @cached_property
    def pointing(self) -> Pointing:
        """How its references are written."""
        return pointing_of(self.document.root, MACHINE)

    @cached_property
    def by_id(self) -> dict[str, Mark]:
        """Marks by their names."""
        return {mark.id: mark for mark in self.marks}

    @cached_property
    def by_block(self) -> dict[str, list[Mark]]:
        """Marks by the block they stand in."""
        out: dict[str, list[Mark]] = defaultdict(list)
        for mark in self.marks:
            out[mark.fact.block].append(mark)
        return dict(out)

    @cached_property
    def texts(self) -> dict[str, str]:
        """The text of each block."""
        return {block.id: block.text for block in self.facts.blocks}

    @cached_property
    def langs(self) -> dict[str, str]:
        """The language of each block."""
        return {block.id: block.lang for block in self.facts.blocks}

    def sentence(self, mark: Mark) -> tuple[str, str, str]:
        """The sentence of a mention: before it, its words, behind it."""
        text = self.texts[mark.fact.block]
        start, end = mark.fact.start, mark.fact.end
        first, last = sentence_around(text, start, end, self.langs[mark.fact.block])
        return text[first:start], text[start:end], text[end:last]

    def flows_of(self, block: str) -> list[Flow]:
        """The flows whose text is that of a block, or of what stands below an id that decisions name."""
        return self._flows_by_block.get(block) or [flow for flow in self.flows if flow.id == block]

    def marks_of(self, block: str) -> list[Mark]:
        """The marks in a block, or below an id that decisions name."""
        return self.by_block.get(block) or [mark for mark in self.marks if mark.flow.id == block]

    def block_of(self, flow: Flow) -> str:
        """The block that a flow's text is of."""
        owner = next((e for e in flow.owner.ancestors() if e.start in self._blocks_by_start), None)
        return self._blocks_by_start[owner.start] if owner else ""

    @cached_property
    def _blocks_by_start(self) -> dict[int, str]:
        pairs = zip(self.facts.blocks, self.reading.block_elements, strict=True)
        return {self.document.element_span(element).start: block.id for block, element in pairs}

    @cached_property
    def _flows_by_block(self) -> dict[str, list[Flow]]:
        out: dict[str, list[Flow]] = defaultdict(list)
        for flow in self.flows:
            out[self.block_of(flow)].append(flow)
        return dict(out)


def digest_of_bytes(data: bytes) -> str:
    """A short name for bytes."""
    return hashlib.blake2b(data, digest_size=12).hexdigest()


def read_marks(document: Document, mentions: Mentions) -> Article:
    """Read an article's marks."""
    reading = read_article(document, mentions, spans=True, header=False)
    reading = replace(reading, facts=lasting_ids(reading.facts))
    flows = scan_text(document.source.data).flows
    marks = _numbered(_marks(document, reading, flows))
    return Article(document, reading, flows, tuple(marks))


def keys_meant(mark: Mark, registers: Registers) -> list[str]:
    """The keys of a mark's candidates as the registers know them."""
    return [registers.key_of(key, mark.fact.kind) for key in mark.fact.keys]


def lasting_ids(facts: ArticleFacts) -> ArticleFacts:
    """The facts with mentions named by their words instead of their numbers; an id of their own stays."""
    texts = {block.id: block.text for block in facts.blocks}
    used: Counter[str] = Counter()
    named = []
    for mention in facts.mentions:
        is_numbered = re.fullmatch(r"m\d+", mention.id.removeprefix(f"{mention.block}."))
        id_ = _lasting_id(mention, texts[mention.block]) if is_numbered else mention.id
        used[id_] += 1
        named.append(replace(mention, id=id_ if used[id_] == 1 else f"{id_}-{used[id_]}"))
    return replace(facts, mentions=tuple(named))


def _lasting_id(mention: Mention, text: str) -> str:
    letters = hashlib.blake2b(mention.text.encode(), digest_size=3).hexdigest()
    return f"{mention.block}.{letters}-{text.count(mention.text, 0, mention.start) + 1}"


def _marks(document: Document, reading: Reading, flows: Sequence[Flow]) -> Iterator[Mark]:
    """One mark for each mention; the further parts of one that is linked by `@next` belong to the first."""
    found = list(_placed(document, reading, flows))
    following = {str(e.get(XML_ID)): part for _, e, _, part in found if e.get("prev") and e.get(XML_ID)}
    leading = {str(e.get(XML_ID)) for _, e, _, _ in found if e.get("next")}
    for mention, element, flow, part in found:
        if element.get("prev", "").lstrip("#") in leading:
            continue
        parts = [part, *_chain(part, following)]
        yield Mark(mention, tuple(parts), flow, part.first, parts[-1].last, 0)


def _placed(
    document: Document, reading: Reading, flows: Sequence[Flow]
) -> Iterator[tuple[Mention, etree._Element, Flow, Element]]:
    """The mentions that have words, with where they stand."""
    placed = {e.start: (flow, e) for flow in flows for e in flow.inside}
    for mention, element in zip(reading.facts.mentions, reading.mention_elements, strict=True):
        place = placed.get(document.element_span(element).start)
        if place is not None and not mention.wordless:
            yield mention, element, *place


def _chain(part: Element, following: dict[str, Element]) -> Iterator[Element]:
    while b"next" in part.written and (pointer := part.attributes.get("next", "").lstrip("#")) in following:
        part = following.pop(pointer)
        yield part


def _numbered(marks: Iterable[Mark]) -> Iterator[Mark]:
    """Equal mentions of a block are counted as `decisions.tsv` counts them."""
    seen: Counter[tuple[str, str, str]] = Counter()
    for mark in marks:
        place = (mark.flow.id, mark.text, mark.fact.kind)
        seen[place] += 1
        yield replace(mark, occurrence=seen[place])
