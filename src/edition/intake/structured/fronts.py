"""What stands before the text proper, told by looks and words: title, subtitle, authors with their places of work.

Takes the nodes of a text, gives them with kinds, the subtitle, and where the rest begins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from edition.intake.content import Block, Kind, Node
from edition.intake.signs.journal import is_masthead
from edition.intake.signs.labels import is_bibliography, section_label
from edition.intake.signs.languages import language_of
from edition.intake.signs.people import is_author_line, is_byline, is_code
from edition.intake.structured.looks import BodyLook, is_numbered, learn_body, rank
from edition.intake.structured.text import plain

_LONGEST: Final = 250
_SHORT: Final = 60
_MOST: Final = 20
_STYLED: Final = frozenset({Kind.TITLE, Kind.PERSON})


@dataclass(frozen=True, slots=True)
class FoundFront:
    """The nodes with the kinds of the front, the subtitle, and the place behind the front."""

    nodes: list[Node]
    subtitle: str
    behind: int


def find_front(nodes: Sequence[Node]) -> FoundFront:
    """The front of a text."""
    zone = _zone(nodes)
    body = learn_body(nodes)
    blocks = {at: node for at, node in enumerate(nodes) if isinstance(node, Block)}
    titled = [at for at, block in blocks.items() if block.kind is Kind.TITLE][:1]
    title = titled[0] if titled else _title(blocks, zone, body)
    if title is None:
        return FoundFront(list(nodes), "", 0)
    return _sorted(nodes, blocks, title, [at for at in zone if at > title], body)


def _zone(nodes: Sequence[Node]) -> list[int]:
    """The short blocks that a text begins with."""
    found: list[int] = []
    for at, node in enumerate(nodes):
        if not isinstance(node, Block):
            continue
        if node.kind not in (Kind.PARAGRAPH, *_STYLED) or len(node.text) > _LONGEST or section_label(node.text):
            break
        if len(found) == _MOST or (node.kind is Kind.PARAGRAPH and _is_sentence(node.text)):
            break
        found.append(at)
    return found


def _is_sentence(text: str) -> bool:
    """Whether a text is rather prose than a line of its own."""
    return len(text) > 60 and text.rstrip('"”’»)')[-1:] in ".!?…" and not is_author_line(text) and not is_masthead(text)


def _title(blocks: dict[int, Block], zone: Sequence[int], body: BodyLook) -> int | None:
    """The title that looks tell: the first line that stands out, or one with its authors below."""
    lines = [at for at in zone if not is_masthead(blocks[at].text) and not is_code(blocks[at].text)]
    if not lines or _is_other(blocks[lines[0]].text):
        return None
    first, behind = blocks[lines[0]], [block for at, block in blocks.items() if at > lines[0]]
    signed = len(lines) > 1 and is_author_line(behind[0].text)
    return lines[0] if signed or _is_alone(first, behind, body) else None


def _is_other(text: str) -> bool:
    """Whether a line is a section's heading, or names authors."""
    return is_numbered(text) or is_bibliography(text) or is_byline(text)


def _is_alone(first: Block, behind: Sequence[Block], body: BodyLook) -> bool:
    """Whether nothing of the text is set as the first line is."""
    if not body.stands_out(first):
        return first.look.middle and not body.middle
    return all(rank(first, body) > rank(block, body) for block in behind if body.stands_out(block))


def _sorted(
    nodes: Sequence[Node], blocks: dict[int, Block], title: int, zone: Sequence[int], body: BodyLook
) -> FoundFront:
    """The blocks behind the title with their kinds, as far as they belong to it."""
    done = list(nodes)
    done[title] = plain(replace(blocks[title], kind=Kind.TITLE, level=0))
    subtitle, behind, people = "", title + 1, False
    for at in zone:
        block = blocks[at]
        if block.kind in _STYLED:
            people = people or block.kind is Kind.PERSON
        elif _is_like_headings(block, blocks, at, body):
            break
        elif is_author_line(block.text) or is_masthead(block.text):
            done[at], people = plain(replace(block, kind=Kind.PERSON)), True
        elif not people and not is_numbered(block.text) and _is_second_title(block, body):
            done[at] = plain(replace(block, kind=Kind.TITLE))
            same = language_of(block.text) in (None, language_of(blocks[title].text))
            subtitle = subtitle or (block.text if same else "")
        else:
            break
        behind = at + 1
    return FoundFront(done, subtitle, behind)


def _is_second_title(block: Block, body: BodyLook) -> bool:
    """Whether a line below the title is a subtitle or the title in another language."""
    look = block.look
    return (look.middle and not body.middle) or body.stands_out(block)


def _is_like_headings(block: Block, blocks: dict[int, Block], at: int, body: BodyLook) -> bool:
    """Whether a line stands out just as others do in the text."""
    if not body.stands_out(block) or is_byline(block.text):
        return False
    others = (other for place, other in blocks.items() if place > at and body.stands_out(other))
    return any(rank(other, body) == rank(block, body) for other in others)
