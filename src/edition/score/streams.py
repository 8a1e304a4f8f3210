"""A text as a stream of letters with the mentions in it: spaces, hyphens and line breaks cannot shift a mention."""

from __future__ import annotations

import unicodedata
from collections import deque
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from edition.markup import local_name
from edition.score.model import DATE_VALUES, StreamMention

_HYPHENS: Final = frozenset("-‐‑–—­")
_KINDS: Final = {
    "persName": "person",
    "placeName": "place",
    "settlement": "place",
    "country": "place",
    "region": "place",
    "geogName": "place",
    "orgName": "org",
    "date": "date",
    "eventName": "event",
}
_TYPES: Final = {
    "person": "person",
    "place": "place",
    "org": "org",
    "organisation": "org",
    "organization": "org",
    "event": "event",
}
_OUTSIDE: Final = frozenset(("fw", "corr", "reg", "expan", "teiHeader", "standOff"))


@dataclass(slots=True)
class Stream:
    """The letters of a text, and its outermost mentions in order."""

    letters: list[str] = field(default_factory=list)
    mentions: list[StreamMention] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All letters."""
        return "".join(self.letters)

    def add(self, text: str | None) -> None:
        """Go on with a text."""
        self.letters.extend(letters(text or ""))


def letters(text: str) -> str:
    """A text without white space and hyphens.

    >>> letters("dost- luk, 16 Mart")
    'dostluk,16Mart'
    """
    return "".join(c for c in unicodedata.normalize("NFC", text) if not c.isspace() and c not in _HYPHENS)


def kind_of(element: etree._Element) -> str | None:
    """The kind of mention that an element is."""
    name = local_name(element)
    if name in ("rs", "name"):
        return _TYPES.get(element.get("type", ""))
    return _KINDS.get(name)


def flatten(root: etree._Element) -> Stream:
    """The main text first, then every note in order."""
    stream = Stream()
    notes = _read(root, stream, is_main=True)
    while notes:
        stream.letters.append("\n")
        _read(notes.popleft(), stream, is_main=False)
    return stream


def _read(root: etree._Element, stream: Stream, *, is_main: bool) -> deque[etree._Element]:
    """Read one text; notes within the main text are put aside."""
    notes: deque[etree._Element] = deque()
    opened: tuple[etree._Element, str, int] | None = None
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        if event != "start":
            if opened is not None and node is opened[0]:
                stream.mentions.append(_mention(*opened, len(stream.letters)))
                opened = None
            if node is not root:
                stream.add(node.tail)
        elif local_name(node) in _OUTSIDE:
            walk.skip_subtree()
        elif is_main and _is_set_aside(node, root):
            walk.skip_subtree()
            notes.append(node)
        else:
            if opened is None and (kind := kind_of(node)):
                opened = (node, kind, len(stream.letters))
            stream.add(node.text)
    return notes


def _is_set_aside(node: etree._Element, root: etree._Element) -> bool:
    parent = node.getparent()
    is_inside = node is not root and parent is not None and local_name(parent) != "passage"
    return is_inside and local_name(node) == "note"


def _mention(element: etree._Element, kind: str, start: int, end: int) -> StreamMention:
    dates = {name: value for name in DATE_VALUES if (value := element.get(name) or element.get(f"{name}-iso"))}
    key = element.get("key") or element.get("ref") or element.get("corresp")
    ignored = bool(element.get("unsure")) or element.get("role") == "cited"
    surface = " ".join("".join(str(t) for t in element.itertext()).split())
    return StreamMention(kind, start, end, key, dates, ignored, surface, element.get("cert", ""))
