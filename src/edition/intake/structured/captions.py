"""Captions put to their figures and tables: those that a style or a word and a number tell.

Takes the nodes of a text, gives them with captions inside of figures and tables.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from edition.intake.content import Block, Figure, Kind, Node, Table
from edition.intake.signs.captions import is_sure_caption
from edition.intake.structured.text import plain

_LONGEST: Final = 300


def with_captions(nodes: Sequence[Node]) -> list[Node]:
    """A caption goes to the figure or table before it, else to the one behind it."""
    done: list[Node] = []
    for node in nodes:
        last = done[-1] if done else None
        if isinstance(last, Figure | Table) and last.caption is None and isinstance(node, Block) and is_caption(node):
            done[-1] = replace(last, caption=_caption(node))
        elif isinstance(node, Figure | Table) and node.caption is None and isinstance(last, Block) and is_caption(last):
            done[-1] = replace(node, caption=_caption(last))
        else:
            done.append(node)
    return done


def is_caption(block: Block) -> bool:
    """Whether a block is a caption by its style or by how it begins."""
    if block.kind is Kind.CAPTION:
        return True
    return block.kind is Kind.PARAGRAPH and len(block.text) < _LONGEST and is_sure_caption(block.text)


def _caption(block: Block) -> Block:
    return plain(replace(block, kind=Kind.CAPTION))
