"""The facts of one article as frozen values that travel between processes and into the cache."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from edition.diagnostics import Span
from edition.facts.facsimile.model import PageImage
from edition.facts.metadata import Metadata
from edition.facts.naming.described import PART
from edition.registers import DateValue, Entity


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of running text: a paragraph, heading, note, item, verse …

    `id` is the element's own, or made from its text; `has_own_id` tells which. `part` is front, body, back or header
    (a description there); `version` is `translation` where it says again what the original says, else empty; `note` is
    the id of the note around it; `corresp` the id of the block it translates. `apart` marks a numbered note that does
    not stand at its call.
    """

    id: str
    name: str
    lang: str
    text: str
    part: str = "body"
    section: str = ""
    version: str = ""
    note: str = ""
    corresp: str = ""
    n: str = ""
    page: str = ""
    has_own_id: bool = True
    apart: bool = False
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a block's text that names an entity or a date.

    `keys` are the candidates, the likeliest first; `start` and `end` count characters of the block's text. `id` is
    the element's own id, or the block's id with the mention's number in it. `reference` is how its place is cited.
    `wordless` says that no words of the block name somebody there: who is meant speaks from there on, or is named in
    what corrects or expands them.
    """

    id: str
    kind: str
    element: str
    keys: tuple[str, ...]
    text: str
    block: str
    start: int
    end: int
    date: DateValue
    cert: str = ""
    resp: str = ""
    cited: bool = False
    reference: str = ""
    span: Span | None = None
    wordless: bool = False

    @property
    def named(self) -> tuple[str, ...]:
        """Who is meant: all its keys; where someone weighed them, and says how sure it is, the likeliest alone."""
        return self.keys[:1] if self.cert or self.resp else self.keys


@dataclass(frozen=True, slots=True)
class Link:
    """A pointer of the text: `ref`, `ptr`, `graphic` and the like; `start` and `end` count characters of its block.

    `keys` are those of entries, one for each address of `target`, empty for what leads to no entry.
    """

    element: str
    attribute: str
    target: str
    block: str
    span: Span
    start: int = 0
    end: int = 0
    keys: tuple[str, ...] = ()

    @property
    def pointers(self) -> list[tuple[str, str]]:
        """Each address of `target`, and the key of the entry that it names."""
        targets = self.target.split()
        return list(zip(targets, self.keys or ("",) * len(targets), strict=True))


@dataclass(frozen=True, slots=True)
class Section:
    """A division with a heading, in the order of the text."""

    id: str
    level: int
    head: str
    version: str
    lang: str


@dataclass(frozen=True)
class ArticleFacts:
    """All that is known of one article without its document.

    `entries` are those of registers that stand in it, `pages` the pictures of its pages.
    """

    id: str
    path: str
    lang: str
    metadata: Metadata
    blocks: tuple[Block, ...]
    mentions: tuple[Mention, ...]
    links: tuple[Link, ...]
    sections: tuple[Section, ...]
    ids: tuple[str, ...]
    entries: tuple[Entity, ...] = ()
    pages: tuple[PageImage, ...] = ()

    @property
    def words(self) -> int:
        """Words of the text in its own language, notes and translations left out."""
        return sum(len(b.text.split()) for b in self.blocks if not b.note and not b.version and b.part != PART)

    @property
    def text_blocks(self) -> tuple[Block, ...]:
        """The blocks of the text itself, without those of descriptions in the header."""
        return tuple(block for block in self.blocks if block.part != PART)

    def block(self, id_: str) -> Block:
        """A block by its id."""
        return next(b for b in self.blocks if b.id == id_)

    def mentions_of(self, block: str) -> tuple[Mention, ...]:
        """The mentions in a block, in the order of its text."""
        return tuple(self._mentions_by_block.get(block, ()))

    @cached_property
    def _mentions_by_block(self) -> dict[str, list[Mention]]:
        out: dict[str, list[Mention]] = {}
        for mention in self.mentions:
            out.setdefault(mention.block, []).append(mention)
        return out
