"""The reading text of an element: what a reader reads, without furniture, notes and the other half of a choice."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from lxml import etree

from edition.markup.names import local_name

# corr, reg and expan are the editor's half of a choice; the text that the source has is the reading text
OUTSIDE: Final = frozenset({"fw", "note", "corr", "reg", "expan", "teiHeader", "standOff", "figDesc", "desc"})


def reading_text(element: etree._Element, outside: Iterable[str] = OUTSIDE) -> str:
    """The text inside an element as a reader reads it, white space folded.

    >>> reading_text(etree.fromstring("<p>Kars<note>1</note>,  <hi>13 Ekim</hi>\\n1921</p>"))
    'Kars, 13 Ekim 1921'
    """
    parts: list[str] = []
    _collect(element, frozenset(outside), parts)
    return squeeze("".join(parts))


def all_text(element: etree._Element) -> str:
    """All text inside an element, white space folded.

    >>> all_text(etree.fromstring("<p>a <b>b</b>\\n</p>"))
    'a b'
    """
    return squeeze("".join(map(str, element.itertext())))


def squeeze(text: str) -> str:
    """Fold white space and trim."""
    return " ".join(text.split())


def _collect(element: etree._Element, outside: frozenset[str], parts: list[str]) -> None:
    """An iterative walk, since documents may be deep."""
    skipped: etree._Element | None = None
    for event, node in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        if skipped is None and event == "start":
            if node is not element and local_name(node) in outside:
                skipped = node
            else:
                parts.append(node.text or "")
        if event in ("end", "comment", "pi"):
            if skipped is node:
                skipped = None
            if skipped is None and node is not element:
                parts.append(node.tail or "")
