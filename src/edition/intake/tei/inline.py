"""A block's text with markup around stretches and events at points, as the content of a TEI element.

Takes a `Block`, an element and what makes notes; crossing stretches are left out, so that the result is a tree.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final
from urllib.parse import quote

from lxml import etree

from edition.intake.content import CONTENT, Block, Event, Fixture, Kind, Markup, NoteCall, PageBreak
from edition.markup import append_text, tei

_NOT_IN_ADDRESS: Final = re.compile(r"%(?![0-9A-Fa-f]{2})|[\s<>\"{}|\\^`\[\]]")
_PORT: Final = re.compile(r"(?<=://)[^/?#]*:(?!\d{1,5}(?:[/?#]|$))[^/?#]*")  # no number stands where one must
MakeNote = Callable[[NoteCall], etree._Element]


def fill(element: etree._Element, block: Block, extra: Iterable[Markup], make_note: MakeNote) -> None:
    """Write a block's text into an element."""
    own = [_in_entry(span) for span in block.markup] if block.kind is Kind.ENTRY else block.markup
    spans = nested([*own, *extra])
    events = deque(block.events)
    stack: list[tuple[etree._Element, int]] = [(element, len(block.text))]
    cuts = sorted({0, len(block.text), *(s.start for s in spans), *(s.end for s in spans), *(at for at, _ in events)})
    opening: dict[int, list[Markup]] = {}
    for span in spans:
        opening.setdefault(span.start, []).append(span)
    closed = 0
    for at, end in zip(cuts, [*cuts[1:], len(block.text)], strict=True):
        while len(stack) > 1 and stack[-1][1] <= at:
            stack.pop()
        while events and events[0][0] <= at and at >= closed:
            stack[-1][0].append(event_element(events.popleft()[1], make_note))
        for span in opening.get(at, ()):
            child, whole = _opened(stack[-1][0], span)
            stack.append((child, span.end))
            closed = span.end if whole else closed
        if at >= closed:
            append_text(stack[-1][0], block.text[at:end])


def _in_entry(span: Markup) -> Markup:
    """Within an entry of a list of works TEI has no formulas; there one is a stretch of letters."""
    return replace(span, name="seg", attributes=(("type", span.name),)) if span.name == "formula" else span


def _opened(parent: etree._Element, span: Markup) -> tuple[etree._Element, bool]:
    """The element of a stretch, and whether it has its content already."""
    attributes = dict(span.attributes)
    content = attributes.pop(CONTENT, "")
    if "target" in attributes:
        attributes["target"] = pointer(attributes["target"])
    child = etree.SubElement(parent, tei(span.name), attributes)
    if content:
        child.append(etree.fromstring(content))
    return child, bool(content)


def pointer(target: str) -> str:
    """An address as one that may stand in an attribute: what no address can have is written in its code.

    >>> pointer("https://a.example/x#y#z"), pointer("https://a.example/50%/[1]"), pointer("#b1 #b2")
    ('https://a.example/x#y%23z', 'https://a.example/50%25/%5B1%5D', '#b1 #b2')
    """
    if target.startswith("#"):
        return target
    head, mark, rest = target.partition("#")
    escaped = _NOT_IN_ADDRESS.sub(lambda found: quote(found.group()), head + mark + rest.replace("#", "%23"))
    return _PORT.sub(lambda found: found.group().replace(":", "%3A"), escaped)


def nested(spans: Sequence[Markup]) -> list[Markup]:
    """The stretches in the order of their starts, without those that cross an earlier one or repeat it."""
    kept: list[Markup] = []
    open_: list[Markup] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        while open_ and open_[-1].end <= span.start:
            open_.pop()
        if span.start >= span.end or (open_ and (span.end > open_[-1].end or _is_whole(open_[-1]))):
            continue
        if open_ and (open_[-1].start, open_[-1].end, open_[-1].name) == (span.start, span.end, span.name):
            continue
        open_.append(span)
        kept.append(span)
    return kept


def _is_whole(span: Markup) -> bool:
    return any(name == CONTENT for name, _ in span.attributes)


def event_element(event: Event, make_note: MakeNote) -> etree._Element:
    """The element for something that happens at a point."""
    if isinstance(event, NoteCall):
        return make_note(event)
    if isinstance(event, PageBreak):
        found = etree.Element(tei("pb"))
        if event.number:
            found.set("n", event.number)
        if event.inside:
            found.set("break", "no")
        if event.file:
            found.set("facs", quote(event.file))
        return found
    return fixture_element(event)


def fixture_element(fixture: Fixture) -> etree._Element:
    """Page furniture."""
    found = etree.Element(tei("fw"), {"type": fixture.type})
    found.text = " ".join(fixture.text.split())
    return found
