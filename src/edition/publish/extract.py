"""What the other pages need to know of an article: every mention in its sentence, every date, who stands with whom.

A function of the article's facts alone, so it can be made where the article is rendered and kept beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from edition.facts import ArticleFacts, Author, Block, Link, Mention, sentence_around, split_sentences
from edition.facts.letters import Letter, Party
from edition.facts.naming.contributors import everyone
from edition.registers import DateValue, kind_of_reference

_ENDS: Final = (".", "!", "?", "…", ":", "。", "؟", "।")  # of a sentence
_CLOSING: Final = " \n\t)]»«”“’\"'"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A mention in its sentence (`before`, `text` and `after` together); `id` is its place in the page.

    `pair` is the block it stands in, or the block that one translates; `version` tells a translation's;
    `reference` is how the place is cited.
    """

    kind: str
    key: str
    id: str
    block: str
    before: str
    text: str
    after: str
    lang: str
    cert: str = ""
    machine: bool = False
    cited: bool = False
    years: tuple[int, ...] = ()
    others: tuple[str, ...] = ()
    version: str = ""
    pair: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class DateUse:
    """A date in its sentence. `pair` is the block it stands in, or the block that one translates."""

    value: str
    id: str
    pair: str
    before: str
    text: str
    after: str
    lang: str
    version: str = ""


@dataclass(frozen=True, slots=True)
class ArticleHeading:
    """An article as it stands over its sentences: its title in the reader's language, or in what `lang` tells."""

    id: str
    title: str
    lang: str


@dataclass(frozen=True, slots=True)
class Extract:
    """One article as the rest of the site sees it. `groups` are the keys named in each paragraph, `group_years` the
    years that it speaks of, `leads` its first sentence by language."""

    id: str
    lang: str
    titles: Mapping[str, str]
    authors: tuple[Author, ...]
    year: str
    changed: str
    words: int
    occurrences: tuple[Occurrence, ...]
    dates: tuple[DateUse, ...]
    groups: tuple[tuple[str, ...], ...]
    letter: Letter | None = None
    subtitle: str = ""
    date: str = ""
    facets: Mapping[str, tuple[Party, ...]] = field(default_factory=dict)
    leads: Mapping[str, str] = field(default_factory=dict)
    has_pictures: bool = False
    contributors: Mapping[str, tuple[Party, ...]] = field(default_factory=dict)
    group_years: tuple[tuple[int, ...], ...] = ()

    @property
    def parties(self) -> tuple[Party, ...]:
        """Everyone whom the header names beside its descriptions."""
        return everyone(self.letter, self.contributors)

    def title(self, lang: str) -> tuple[str, str]:
        """The title in a language, else in the article's own, and the language it is in."""
        for code in (lang, self.lang, *self.titles):
            if self.titles.get(code):
                return self.titles[code], code
        return self.id, ""


def extract(facts: ArticleFacts) -> Extract:
    """Gather what other pages say of this article."""
    blocks = {b.id: b for b in facts.blocks}
    years = _years(facts)
    groups = _groups(facts, blocks)
    dates = [m for m in facts.mentions if m.kind == "date"]
    return Extract(
        id=facts.id,
        lang=facts.lang,
        titles=dict(facts.metadata.titles),
        authors=facts.metadata.authors,
        year=facts.metadata.date[:4],
        changed=facts.metadata.changed,
        words=facts.words,
        has_pictures=bool(facts.pages),
        occurrences=tuple(_occurrences(facts, blocks, years)),
        dates=tuple(use for m in dates for use in _date_use(m, blocks[m.block])),
        groups=tuple(groups.values()),
        group_years=tuple(years.get(block, ()) for block in groups),
        letter=facts.metadata.letter,
        subtitle=facts.metadata.subtitle,
        date=facts.metadata.date,
        facets=dict(facts.metadata.facets),
        contributors=dict(facts.metadata.contributors),
        leads=_leads(facts),
    )


def _groups(facts: ArticleFacts, blocks: Mapping[str, Block]) -> dict[str, tuple[str, ...]]:
    """Whom each block of the original names, where it names several."""
    named: dict[str, dict[str, None]] = defaultdict(dict)
    for mention in facts.mentions:
        for key in mention.named:
            if not mention.cited and not blocks[mention.block].version:
                named[mention.block][key] = None
    return {block: tuple(keys) for block, keys in named.items() if len(keys) > 1}


def _leads(facts: ArticleFacts) -> dict[str, str]:
    """The sentence with which an article begins in each of its languages: of an abstract, else of the text.

    Lines that are no sentence (the title once more, authors, a dateline) begin nothing where a sentence follows.
    """
    out: dict[str, str] = {}
    for block in sorted((b for b in facts.text_blocks if b.name == "p" and not b.note), key=_is_late):
        if block.lang not in out and (spans := split_sentences(block.text, block.lang)):
            out[block.lang] = block.text[spans[0][0] : spans[0][1]]
    return out


def _is_late(block: Block) -> tuple[bool, bool]:
    is_sentence, is_front = block.text.rstrip(_CLOSING).endswith(_ENDS), block.part == "front"
    return not is_sentence, is_front is not is_sentence


def counted(uses: Sequence[Occurrence]) -> Sequence[Occurrence]:
    """What counts of an entity's mentions in one article: the original's, since a translation says the same again.

    Of whom the original does not name, the translation's count.
    """
    return [use for use in uses if not use.version] or uses


def date_text(date: DateValue) -> str:
    """A date as one value that sorts by time and can stand in an address.

    >>> date_text(DateValue(when="1921-03-16")), date_text(DateValue(not_before="1919-04", not_after="1920"))
    ('1921-03-16', '1919-04_1920')
    """
    if date.when:
        return date.when
    first, last = date.from_ or date.not_before, date.to or date.not_after
    return f"{first or ''}_{last or ''}" if first or last else ""


def _occurrences(
    facts: ArticleFacts, blocks: Mapping[str, Block], years: Mapping[str, tuple[int, ...]]
) -> Iterator[Occurrence]:
    for mention in facts.mentions:
        block = blocks[mention.block]
        before, after = _sentence(block, mention.start, mention.end) if mention.keys else ("", "")
        for key in mention.named:
            yield Occurrence(
                mention.kind, key, mention.id, block.id, before, block.text[mention.start : mention.end],
                after, block.lang, mention.cert, mention.resp == "edition-annotate", mention.cited,
                years.get(block.id, ()), tuple(k for k in mention.keys if k != key),
                block.version, block.corresp or block.id, mention.reference,
            )  # fmt: skip
    for link in work_links(facts.links):
        if place := blocks.get(link.block):
            before, after = _sentence(place, link.start, link.end)
            text = place.text[link.start : link.end]
            yield Occurrence(
                "work", link.keys[0], place.id, place.id, before, text, after, place.lang, cited=True,
                version=place.version, pair=place.corresp or place.id,
            )  # fmt: skip


def work_links(links: Iterable[Link]) -> list[Link]:
    """Citations: links that name a work."""
    return [link for link in links if link.attribute == "target" and kind_of_reference(link.target) == "work"]


def _date_use(mention: Mention, block: Block) -> Iterator[DateUse]:
    value = date_text(mention.date)
    if value and mention.date.earliest and not mention.cited:
        before, after = _sentence(block, mention.start, mention.end)
        text = block.text[mention.start : mention.end]
        yield DateUse(value, mention.id, block.corresp or block.id, before, text, after, block.lang, block.version)


def _sentence(block: Block, start: int, end: int) -> tuple[str, str]:
    """What stands before and after in the sentence."""
    first, last = sentence_around(block.text, start, end, block.lang)
    return block.text[first:start], block.text[end:last]


def _years(facts: ArticleFacts) -> dict[str, tuple[int, ...]]:
    """The years that each block speaks of; long ranges say nothing about a year."""
    out: dict[str, set[int]] = defaultdict(set)
    for mention in facts.mentions:
        span = mention.date.years if mention.kind == "date" and not mention.cited else None
        if span and span[1] - span[0] <= 1:
            out[mention.block].update(range(span[0], span[1] + 1))
    return {block: tuple(sorted(years)) for block, years in out.items()}
