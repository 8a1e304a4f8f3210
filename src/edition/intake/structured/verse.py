"""Verse in paragraphs whose lines end before the margin.

Takes the nodes of a text, gives them with a block for each line of verse. Addresses and the like stay paragraphs: their
lines have numbers, or end without a stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Final

from edition.intake.content import Block, BlockLook, Kind, Markup, Node

_FEWEST: Final = 3
_LONGEST: Final = 80
_STOP: Final = re.compile(r"[.,;:!?…–—-][\"”’»)]*$")
_POSSIBLE: Final = frozenset({Kind.PARAGRAPH, Kind.QUOTE})


def with_verse(nodes: Iterable[Node]) -> list[Node]:
    """Paragraphs that are verse as lines."""
    return [made for node in nodes for made in (_lines(node) if _is_verse(node) else (node,))]


def _is_verse(node: Node) -> bool:
    if not isinstance(node, Block) or node.kind not in _POSSIBLE or len(node.look.lines) + 1 < _FEWEST:
        return False
    lines = [node.text[start:end].strip() for start, end in _cuts(node)]
    stopped = sum(bool(_STOP.search(line)) for line in lines)
    told = sum(any(c.isdigit() or c == "@" for c in line) for line in lines)
    return max(map(len, lines)) <= _LONGEST and 2 * stopped >= len(lines) and 4 * told < len(lines)


def _cuts(block: Block) -> list[tuple[int, int]]:
    return list(pairwise((0, *block.look.lines, len(block.text))))


def _lines(node: Node) -> Iterator[Node]:
    assert isinstance(node, Block)
    cuts = _cuts(node)
    for at, (start, end) in enumerate(cuts):
        text = node.text[start:end].rstrip()
        last = at == len(cuts) - 1
        here = (found for found in node.events if start <= found[0] < end or (last and found[0] == end))
        events = tuple((min(place - start, len(text)), event) for place, event in here)
        yield replace(
            node, kind=Kind.VERSE, text=text, events=events,
            markup=tuple(_within(node.markup, start, start + len(text))), look=BlockLook(),
        )  # fmt: skip


def _within(markup: Iterable[Markup], start: int, end: int) -> Iterator[Markup]:
    for each in markup:
        first, behind = max(each.start, start), min(each.end, end)
        if first < behind:
            yield replace(each, start=first - start, end=behind - start)
