"""Title and headings that nothing but their look tells: short paragraphs in bold, larger, or in the middle.

Takes the nodes of a text without styled headings or without a title, gives them with these. What stands out is weighed
against the whole text: where half of it does, nothing does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from edition.intake.content import Block, Kind, Node
from edition.intake.signs.captions import is_caption
from edition.intake.signs.labels import is_bibliography, section_label
from edition.intake.structured.text import plain

_LONGEST: Final = 150
_FINISHED: Final = re.compile(r"[.,:;…][\"”’»)\]]*$")
_NUMBER: Final = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,4}|[IVX]{1,5}(?=[.)]))[.)]?\s+(?=\S)")
_LARGER: Final = 0.75
_SET: Final = frozenset({Kind.PARAGRAPH, Kind.ITEM, Kind.QUOTE})
_NOT_DEEPER: Final = 6

Rank = tuple[float, bool, bool, bool]


def with_headings(nodes: Sequence[Node], first: int) -> list[Node]:
    """The nodes from `first` on with their headings, where no style tells any."""
    done = list(nodes)
    body = learn_body(nodes)
    levels = [node.level for node in nodes if isinstance(node, Block) and node.kind is Kind.HEADING]
    if levels:
        return [_bibliography(node, body, min(levels)) for node in nodes]
    found = [at for at in _standing_out(nodes, body) if at >= first and _has_text_behind(nodes, at)]
    levels = _levels([_block(nodes[at]) for at in found], body)
    for at, level in zip(found, levels, strict=True):
        done[at] = plain(replace(_block(nodes[at]), kind=Kind.HEADING, level=level))
    return done


def _bibliography(node: Node, body: BodyLook, level: int) -> Node:
    """The heading of a list of works that is set as one, though other headings have their style."""
    if isinstance(node, Block) and body.stands_out(node) and is_bibliography(node.text):
        return plain(replace(node, kind=Kind.HEADING, level=level))
    return node


@dataclass(frozen=True, slots=True)
class BodyLook:
    """How most of a text is set: its size, whether it is bold, and whether it stands in the middle."""

    size: float
    bold: bool
    middle: bool

    def stands_out(self, block: Block) -> bool:
        """Whether a paragraph is short and set unlike most of the text."""
        if block.kind is not Kind.PARAGRAPH or not _may_head(block.text):
            return False
        look = block.look
        if look.bold and not self.bold:
            return True
        larger = bool(self.size) and look.size > self.size + _LARGER
        return larger or (block.text.isupper() and len(block.text) > 3) or (look.italic and is_numbered(block.text))


def is_numbered(text: str) -> bool:
    """Whether a text begins with the number of a section.

    >>> is_numbered("2.1. Streets"), is_numbered("IV. Streets"), is_numbered("Streets of 1920")
    (True, True, False)
    """
    return bool(_NUMBER.match(text))


def _may_head(text: str) -> bool:
    """Whether words can head something: not many, no sentence, no caption and no label."""
    if len(text) > _LONGEST or not any(c.isalpha() for c in text) or (_FINISHED.search(text) and not is_numbered(text)):
        return False
    return not is_caption(text) and not section_label(text)


def learn_body(nodes: Sequence[Node]) -> BodyLook:
    """How most letters of a text are set."""
    sizes: Counter[float] = Counter()
    length = bold = middle = 0
    for node in nodes:
        if isinstance(node, Block) and node.kind in _SET:
            sizes[node.look.size] += len(node.text)
            length += len(node.text)
            bold += len(node.text) * node.look.bold
            middle += len(node.text) * node.look.middle
    return BodyLook(max(sizes, key=lambda s: sizes[s], default=0.0), 2 * bold > length, 2 * middle > length)


def _standing_out(nodes: Sequence[Node], body: BodyLook) -> list[int]:
    """The places of blocks that stand out, unless as much stands out as does not."""
    blocks = [(at, node) for at, node in enumerate(nodes) if isinstance(node, Block)]
    found = [at for at, block in blocks if body.stands_out(block)]
    rest = sum(block.kind is Kind.PARAGRAPH for _, block in blocks) - len(found)
    return found if len(found) <= rest else []


def _has_text_behind(nodes: Sequence[Node], at: int) -> bool:
    """Whether something of the text follows that the block can head."""
    return any(isinstance(node, Block) and node.kind in _SET for node in nodes[at + 1 :])


def _block(node: Node) -> Block:
    assert isinstance(node, Block)
    return node


def rank(block: Block, body: BodyLook) -> Rank:
    """How high a block stands by its look: larger before bold, upright before slanted."""
    look = block.look
    return (max(look.size - body.size, 0.0), look.middle, look.bold, not look.italic)


def _levels(blocks: Sequence[Block], body: BodyLook) -> list[int]:
    """The levels: by look; where the numbers of headings have levels of their own, by these."""
    depths = [_depth(block.text) for block in blocks]
    capitals = _capitals_are_higher(blocks, depths)
    keys = [(*rank(block, body), capitals and block.text.isupper()) for block in blocks]
    if max(depths, default=0) < 2:
        order = sorted(set(keys), reverse=True)
        return [min(order.index(key) + 1, _NOT_DEEPER) for key in keys]
    # a heading without a number has the level of those that look like it
    known = {key: depth for key, depth in zip(reversed(keys), reversed(depths), strict=True) if depth}
    return [depth or known.get(key, 1) for key, depth in zip(keys, depths, strict=True)]


def _depth(text: str) -> int:
    """The level that a heading's number tells; 0 where it has none."""
    found = _NUMBER.match(text)
    return found["number"].count(".") + 1 if found and found["number"][0].isdigit() else 0


def _capitals_are_higher(blocks: Sequence[Block], depths: Sequence[int]) -> bool:
    """Whether capitals mark a level: not where headings of the first level are numbered and in small letters."""
    return not any(depth == 1 and not block.text.isupper() for block, depth in zip(blocks, depths, strict=True))
