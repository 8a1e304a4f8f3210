"""Proposed corrections written into the text: `choice` with the source's `sic` and a `corr` with who and how sure.

Takes the TEI text and suspicions, changes the tree. The source's own letters stay; a proposal that does not lie within
one stretch of text (a tag runs through it) is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from lxml import etree

from edition.intake.content import Block
from edition.intake.inline.suspicions import Suspicion
from edition.markup import local_name, replace_text, tei

PROPOSER: Final = "edition-intake"
_OUTSIDE: Final = frozenset({"note", "fw", "pb"})
_BLOCKS: Final = frozenset({"p", "head", "item", "quote", "note", "label"})


def propose(text: etree._Element, suspicions: Sequence[tuple[Block, Suspicion]]) -> int:
    """Write the proposals that have a text; gives how many were written."""
    by_text: dict[str, dict[Suspicion, None]] = {}
    for block, found in suspicions:
        if found.proposal is not None and found.start < found.end:
            by_text.setdefault(block.text, {})[found] = None
    written = 0
    for element in list(text.iter(*(tei(name) for name in _BLOCKS))):
        for found in sorted(by_text.get(_own_text(element), ()), key=lambda s: -s.start):
            written += _write(element, found)
    return written


def _own_text(element: etree._Element) -> str:
    return "".join(piece for _, _, piece in _pieces(element))


def _pieces(element: etree._Element) -> Iterable[tuple[etree._Element, bool, str]]:
    """The stretches of text inside a block: which element holds it, whether as its tail, and the text."""
    yield element, False, element.text or ""
    for child in element:
        if local_name(child) not in _OUTSIDE and local_name(child):
            yield from _pieces(child)
        yield child, True, child.tail or ""


def _write(element: etree._Element, found: Suspicion) -> bool:
    at = 0
    for holder, tail, piece in list(_pieces(element)):
        start, end = found.start - at, found.end - at
        at += len(piece)
        if not 0 <= start < end <= len(piece):
            continue
        choice = etree.Element(tei("choice"))
        etree.SubElement(choice, tei("sic")).text = piece[start:end]
        correction = etree.SubElement(choice, tei("corr"), {"cert": "medium", "resp": f"#{PROPOSER}"})
        correction.text = found.proposal
        replace_text(holder, start, end, choice, behind=tail)
        return True
    return False
