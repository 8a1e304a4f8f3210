"""What a document's looks tell beside its styles: front, headings, set-in quotations, verse, captions.

Takes nodes as a format's reader makes them, gives them with the kinds that their looks tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from edition.intake.content import Block, Kind, Node
from edition.intake.structured.captions import with_captions
from edition.intake.structured.fronts import find_front
from edition.intake.structured.looks import with_headings
from edition.intake.structured.verse import with_verse

_SHORTEST: Final = 40


@dataclass(frozen=True, slots=True)
class Structure:
    """A text's nodes, and its subtitle if it has one."""

    nodes: tuple[Node, ...]
    subtitle: str


def tell_structure(nodes: Iterable[Node]) -> Structure:
    """The structure that looks tell where styles do not."""
    front = find_front(with_captions(list(nodes)))
    headed = with_headings(front.nodes, front.behind)
    return Structure(tuple(with_verse(_with_quotations(headed, front.behind))), front.subtitle)


def _with_quotations(nodes: Sequence[Node], first: int) -> list[Node]:
    """Paragraphs that stand in from both margins are quotations, unless most of the text does."""
    inset = [node for node in nodes[first:] if isinstance(node, Block) and _is_inset(node)]
    length = sum(len(node.text) for node in nodes if isinstance(node, Block))
    if 3 * sum(len(node.text) for node in inset) > length:
        return list(nodes)
    rest = (replace(n, kind=Kind.QUOTE) if isinstance(n, Block) and _is_inset(n) else n for n in nodes[first:])
    return [*nodes[:first], *rest]


def _is_inset(block: Block) -> bool:
    return block.kind is Kind.PARAGRAPH and block.look.inset and len(block.text) >= _SHORTEST
