"""A block's text with markup around stretches and events at points, as the content of a TEI element.

Takes a `Block`, an element and what makes notes; crossing stretches are left out, so that the result is a tree.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence

from lxml import etree

from edition.intake.content import Block, Event, Fixture, Markup, NoteCall, PageBreak
from edition.markup import append_text, tei

MakeNote = Callable[[NoteCall], etree._Element]


def fill(element: etree._Element, block: Block, extra: Iterable[Markup], make_note: MakeNote) -> None:
    """Write a block's text into an element."""
    spans = nested([*block.markup, *extra])
    events = deque(block.events)
    stack: list[tuple[etree._Element, int]] = [(element, len(block.text))]
    cuts = sorted({0, len(block.text), *(s.start for s in spans), *(s.end for s in spans), *(at for at, _ in events)})
    opening: dict[int, list[Markup]] = {}
    for span in spans:
        opening.setdefault(span.start, []).append(span)
    for at, end in zip(cuts, [*cuts[1:], len(block.text)], strict=True):
        while len(stack) > 1 and stack[-1][1] <= at:
            stack.pop()
        while events and events[0][0] <= at:
            stack[-1][0].append(event_element(events.popleft()[1], make_note))
        for span in opening.get(at, ()):
            child = etree.SubElement(stack[-1][0], tei(span.name), dict(span.attributes))
            stack.append((child, span.end))
        append_text(stack[-1][0], block.text[at:end])


def nested(spans: Sequence[Markup]) -> list[Markup]:
    """The stretches in the order of their starts, without those that cross an earlier one or repeat it."""
    kept: list[Markup] = []
    open_: list[Markup] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        while open_ and open_[-1].end <= span.start:
            open_.pop()
        if span.start >= span.end or (open_ and span.end > open_[-1].end):
            continue
        if open_ and (open_[-1].start, open_[-1].end, open_[-1].name) == (span.start, span.end, span.name):
            continue
        open_.append(span)
        kept.append(span)
    return kept


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
        return found
    return fixture_element(event)


def fixture_element(fixture: Fixture) -> etree._Element:
    """Page furniture."""
    found = etree.Element(tei("fw"), {"type": fixture.type})
    found.text = " ".join(fixture.text.split())
    return found
